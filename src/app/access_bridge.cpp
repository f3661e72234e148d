#include "app/access_bridge.h"

#include "app/frame_loop.h"
#include "platform/access_tree.h"
#include "ui/widgets/aria.h"

namespace truat::app {
namespace {

/// While something moves, the tree follows ten times a second: nobody hears it faster.
constexpr double least_seconds = 0.1;

} // namespace

void AccessBridge::before_frame() {
  m_wanted = platform::access_tree_wanted();
  ui::access::want(m_wanted);
  for (const platform::AccessEvent& event : platform::take_access_events()) {
    if (event.kind == platform::AccessEvent::Kind::activated)
      ui::access::activate(event.id);
    else
      ui::access::focus(event.id);
  }
}

void AccessBridge::after_frame(double now_seconds) {
  if (!m_wanted) {
    m_shown.clear();
    return;
  }
  if (ui::access::items() == m_shown)
    return;
  const double left = m_shown_at + least_seconds - now_seconds;
  if (left > 0) {
    request_frame_after(static_cast<std::int32_t>(left * 1000) + 1);
    return;
  }
  m_shown = ui::access::items();
  m_shown_at = now_seconds;
  platform::show_access_tree(ui::access::aria_tree(m_shown));
}

} // namespace truat::app
