#include "platform/access_tree.h"

#include "platform/wake.h"

#include <emscripten/emscripten.h>

#include <utility>

extern "C" {
int truat_access_wanted(void);
void truat_access_show(const char* json, int length);
}

namespace truat::platform {
namespace {

std::vector<AccessEvent>& waiting() {
  static std::vector<AccessEvent> events;
  return events;
}

} // namespace

bool access_tree_wanted() {
  return truat_access_wanted() != 0;
}

void show_access_tree(std::string_view json) {
  truat_access_show(json.data(), static_cast<int>(json.size()));
}

std::vector<AccessEvent> take_access_events() {
  return std::exchange(waiting(), {});
}

} // namespace truat::platform

extern "C" EMSCRIPTEN_KEEPALIVE void truat_access_event(int kind, std::uint32_t id) {
  using truat::platform::AccessEvent;
  truat::platform::waiting().push_back(
      {kind == 0 ? AccessEvent::Kind::activated : AccessEvent::Kind::focused, id});
  truat::platform::wake();
}
