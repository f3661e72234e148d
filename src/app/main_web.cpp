// Where the page begins.
#include "app/application.h"
#include "app/frame_loop.h"

#include <emscripten.h>

namespace {

/// It lives as long as the page: the browser calls back into it until the page goes.
truat::app::Application* g_application = nullptr;

} // namespace

// What the page asks at F6: whether the key is the program's.
extern "C" EMSCRIPTEN_KEEPALIVE int truat_has_region(int step) {
  return g_application != nullptr && g_application->has_region(step) ? 1 : 0;
}

int main() {
  auto* application = g_application = new truat::app::Application;
  truat::app::start_frame_loop({.set_up = [application] { application->set_up(); },
                                .is_usable = [application] { return application->is_usable(); },
                                .prepare = [application] { application->prepare(); },
                                .draw = [application] { application->draw(); },
                                .context_restored = [application] { application->context_restored(); }});
  return 0;
}
