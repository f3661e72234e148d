#include "platform/pictures.h"

#include "platform/web_calls.h"

#include <utility>

extern "C" {
// shell/library_truat_pictures.js
void truat_picture_png(const char* drawing, std::uint32_t ticket);
}

namespace truat::platform {

void draw_png(std::string_view drawing, Done<std::string> png) {
  truat_picture_png(std::string(drawing).c_str(), expect_reply([png = std::move(png)](Reply reply) {
                      if (reply.failed)
                        png(as_failure(reply));
                      else
                        png(std::move(reply.parts.at(0)));
                    }));
}

} // namespace truat::platform
