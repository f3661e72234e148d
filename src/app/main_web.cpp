// Where the page begins.
#include "app/application.h"
#include "app/frame_loop.h"

int main() {
  // It lives as long as the page: the browser calls back into it until the page goes.
  auto* application = new truat::app::Application;
  const auto started = truat::app::start_frame_loop({.set_up = [application] { application->set_up(); },
                                                     .prepare = [application] { application->prepare(); },
                                                     .draw = [application] { application->draw(); }});
  return started == truat::app::Started::yes ? 0 : 1;
}
