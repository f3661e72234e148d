#include "ui/widgets/toast.h"

#include "text/messages.h"
#include "ui/widgets/button.h"
#include "ui/widgets/floating.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <limits>

namespace truat::ui {

namespace {

constexpr double note_seconds = 6;
constexpr double undo_seconds = 10;
constexpr std::size_t most_shown = 3;
constexpr float toast_width = 360;

double lifetime(const Toast& toast) {
  if (toast.kind == Toast::Kind::error)
    return std::numeric_limits<double>::infinity();
  return toast.action ? undo_seconds : note_seconds;
}

float height_of(const Toast& toast, float text_width) {
  return std::max(px(48), text_height(toast.sentence, TextRole::body, text_width) + px(24));
}

struct ToastPress {
  bool action = false;
  bool close = false;
};

float action_width(const Toast& toast) {
  return toast.action ? button_width({.label = toast.action_label, .kind = ButtonKind::quiet}) : 0;
}

ToastPress draw_toast(const Box& box, const Toast& toast) {
  ToastPress press;
  const bool is_error = toast.kind == Toast::Kind::error;
  floating_sheet(box);
  access::item(0, is_error ? access::Role::alert : access::Role::status, toast.sentence, box);
  Box line = box.inset(px(16), 0);
  status_shape(line.take_left(px(18), px(10)), is_error ? Status::failed : Status::done, 18, colors().raised);
  if (icon_button(line.take_right(px(28), px(4)).middle(px(28)), "close",
                  {.icon = Icon::x, .name = text::tr("ui.close"), .icon_side = 16}))
    press.close = true;
  if (toast.action) {
    const Box place = line.take_right(action_width(toast), px(8)).middle(px(space::control));
    press.action = button(place, "action", {.label = toast.action_label, .kind = ButtonKind::quiet});
  }
  draw_paragraph(line.middle(text_height(toast.sentence, TextRole::body, line.w)), toast.sentence);
  return press;
}

} // namespace

void Toasts::show(Toast toast) {
  std::erase_if(m_shown, [&](const Shown& shown) {
    return shown.toast.sentence == toast.sentence && shown.toast.kind == toast.kind;
  });
  // The oldest note gives way; errors wait to be read.
  if (m_shown.size() >= most_shown) {
    const auto oldest = std::ranges::find_if(
        m_shown, [](const Shown& shown) { return shown.toast.kind == Toast::Kind::note; });
    m_shown.erase(oldest == m_shown.end() ? m_shown.begin() : oldest);
  }
  const double left = lifetime(toast);
  m_shown.push_back({std::move(toast), m_next++, left});
}

void Toasts::draw(const Box& page, Requests& requests) {
  std::erase_if(m_shown, [](const Shown& shown) { return shown.left_seconds <= 0; });
  const OnTopLayer layer;
  // It is there before its messages are: screen readers tell what comes into it.
  const access::Part part({.role = access::Role::log, .name = text::tr("ui.messages"), .box = page});
  if (!m_shown.empty())
    draw_shown(page, requests);
}

void Toasts::draw_shown(const Box& page, Requests& requests) {
  Kit::State& state = running_kit();
  const float width = std::min(px(toast_width), page.w - 2 * px(space::margin_narrow));
  std::vector<float> heights;
  float all = 0;
  for (const Shown& shown : m_shown) {
    const float text =
        width - px(32 + 28 + 32) - (shown.toast.action ? action_width(shown.toast) + px(8) : 0);
    heights.push_back(height_of(shown.toast, text));
    all += heights.back() + px(8);
  }
  const Box stack{page.x + px(16), page.bottom() - px(8) - all, width, all};
  const FloatingWindow window("toasts", stack);
  const bool pointer_is_over = stack.contains(ImGui::GetIO().MousePos) && !pointer_is_touch();
  Box place = stack;
  for (std::size_t i = 0; i < m_shown.size(); ++i) {
    Shown& shown = m_shown[i];
    const IdScope scope(static_cast<std::size_t>(shown.number));
    const bool focused = is_focused(id_of("action")) || is_focused(id_of("close"));
    // Between two frames nothing happened, so the time went as the earlier one left it.
    if (shown.seen_at >= 0 && !shown.is_held)
      shown.left_seconds -= state.now - shown.seen_at;
    shown.is_held = pointer_is_over || focused;
    const bool is_new = shown.seen_at < 0;
    shown.seen_at = state.now;
    const ImGuiID motion = id_of("motion");
    if (is_new)
      state.animations[motion] = {0, state.now};
    const float in = animate(motion, true);
    const ToastPress press =
        draw_toast(place.take_top(heights[i], px(8)).moved(0, (1 - in) * px(16)), shown.toast);
    if (press.action && shown.toast.action)
      requests.push(*shown.toast.action);
    if (press.action || press.close)
      shown.left_seconds = 0;
    if (shown.left_seconds <= 0 || (!shown.is_held && shown.toast.kind == Toast::Kind::note))
      want_frame_in(shown.left_seconds);
  }
}

} // namespace truat::ui
