#include "platform/site_files.h"

#include "platform/wake.h"

#include <emscripten/emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <utility>

extern "C" {
void truat_site_file_read(std::uint32_t request, const char* name);
}

namespace truat::platform {
namespace {

std::map<std::uint32_t, std::pair<std::string, Done<std::string>>>& waiting() {
  static std::map<std::uint32_t, std::pair<std::string, Done<std::string>>> requests;
  return requests;
}

} // namespace

void read_site_file(const std::string& name, Done<std::string> done) {
  static std::uint32_t next = 0;
  waiting().emplace(++next, std::pair(name, std::move(done)));
  truat_site_file_read(next, name.c_str());
}

} // namespace truat::platform

/// `text` is null where the file could not be read; the caller frees nothing.
extern "C" EMSCRIPTEN_KEEPALIVE void truat_site_file_event(std::uint32_t request, const char* text) {
  using namespace truat;
  auto node = platform::waiting().extract(request);
  if (node.empty())
    return;
  auto& [name, done] = node.mapped();
  if (text != nullptr)
    done(std::string(text));
  else
    done(failure("platform.site_file_missing", {{"file", name}}));
  truat::platform::wake();
}
