#include "platform/page_address.h"

#include <emscripten/emscripten.h>

#include <cstdlib>

extern "C" {
char* truat_address_get(void);
void truat_address_set(const char* address, int length, int is_step);
void truat_address_listen(void);
int truat_address_open(const char* url, int length);
}

namespace truat::platform {
namespace {

std::function<void(std::string)>& listener() {
  static std::function<void(std::string)> changed;
  return changed;
}

} // namespace

std::string page_address() {
  char* address = truat_address_get();
  std::string text(address);
  std::free(address);
  return text;
}

void set_page_address(std::string_view address, AddressStep step) {
  truat_address_set(address.data(), static_cast<int>(address.size()), step == AddressStep::forward ? 1 : 0);
}

void on_address_changed(std::function<void(std::string)> changed) {
  listener() = std::move(changed);
  truat_address_listen();
}

bool open_link(std::string_view url) {
  return truat_address_open(url.data(), static_cast<int>(url.size())) != 0;
}

} // namespace truat::platform

extern "C" EMSCRIPTEN_KEEPALIVE void truat_address_event(const char* address) {
  if (truat::platform::listener())
    truat::platform::listener()(address);
}
