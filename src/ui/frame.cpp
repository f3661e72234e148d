#include "ui/frame.h"

#include "base/contract.h"
#include "text/messages.h"
#include "text/thai_date.h"
#include "ui/commands.h"
#include "ui/shell.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kit.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <utility>

namespace truat::ui {

namespace {

const Screen& current_screen(UiState& state, std::span<const Screen> table) {
  if (const Screen* screen = find_screen(table, state.routes.current().screen))
    return *screen;
  // An address of another version, or of no screen at all.
  state.routes.start({std::string(table.front().id), {}, {}});
  return table.front();
}

/// Whose records these are, and the way back to the office's own.
void draw_viewed_file(Box& page, ScreenContext& context) {
  const ViewedFile& viewed = *context.input.viewed;
  const float margin = px(context.layout() == LayoutClass::narrow ? space::margin_narrow : space::margin);
  Box inside = page.inset(margin, 0);
  inside.skip(px(space::x8));
  std::string from = viewed.file;
  if (!viewed.office.empty())
    from += " · " + viewed.office;
  if (viewed.exported_at)
    from +=
        " · " + text::format_date_time(local_time(*viewed.exported_at), text::date_style(text::language()));
  if (banner(inside, "viewed_file",
             {.status = Status::active,
              .sentence = text::tr("viewing.banner", {{"file", from}}),
              .act = text::tr("viewing.close")}) == BannerPress::act)
    context.push(CloseFile{});
  page.skip(inside.y - px(space::x4) - page.y);
}

void draw_page(const Box& whole, ScreenContext& context, std::span<const Screen> table,
               const Screen& screen) {
  Box page = whole;
  if (screen.chrome != Chrome::none) {
    const bool narrow = context.layout() == LayoutClass::narrow;
    if (screen.header != nullptr)
      context.header = screen.header(context);
    if (!narrow)
      draw_rail(page, context, table, screen,
                context.layout() == LayoutClass::desktop && screen.chrome == Chrome::full);
    else if (screen.chrome == Chrome::full)
      draw_bottom_bar(page, context, table, screen);
    context.pressed_action = draw_top_bar(page, context, screen, context.header);
  }
  if (context.pressed_action.empty())
    context.pressed_action = std::exchange(context.state.shell.asked_action, {});
  if (context.input.viewed != nullptr)
    draw_viewed_file(page, context);
  context.page = page;
  const IdScope scope(screen.id);
  ImGui::PushClipRect(page.min(), page.max(), true);
  const access::Part part({.role = access::Role::main, .name = {}, .box = page});
  screen.draw(context);
  ImGui::PopClipRect();
}

/// Before the records are there: that they are being opened, or why they could not be.
void draw_opening(UiState& state, const UiInput& input, Requests& requests) {
  state.layout = layout_class(input.width, state.scale);
  const KitFrame frame(state.kit, {.now_seconds = input.now_seconds,
                                   .overlay_is_there = input.overlay_is_there,
                                   .overlay_events = input.overlay_events});
  const Box whole{0, 0, input.width, input.height};
  fill(whole, colors().canvas);
  const Box middle = whole.centered(std::min(px(480), whole.w), px(280));
  std::optional<access::Part> part(std::in_place,
                                   access::Statement{.role = access::Role::main, .name = {}, .box = whole});
  if (!input.saved.error) {
    empty_state(middle, "opening", {.icon = Icon::database, .title = text::tr("ui.opening")});
  } else {
    const std::string sentence = text::tr(*input.saved.error);
    if (empty_state(middle, "not_opened",
                    {.icon = Icon::circle_alert,
                     .title = text::tr("ui.not_opened"),
                     .sentence = sentence,
                     .primary = text::tr("ui.open_again")}) == EmptyStatePress::primary)
      requests.push(RetrySave{});
  }
  part.reset();
  state.toasts.draw(whole, requests);
}

} // namespace

void draw_frame(UiState& state, const UiInput& input, Requests& requests, std::span<const Screen> table) {
  expects(!table.empty(), "there are screens");
  state.layout = layout_class(input.width, state.scale);
  const KitFrame frame(state.kit, {.now_seconds = input.now_seconds,
                                   .overlay_is_there = input.overlay_is_there,
                                   .overlay_events = input.overlay_events});
  ScreenContext context(state, input, requests);
  const Box whole{0, 0, input.width, input.height};
  fill(whole, colors().canvas);
  const Box inside{input.insets.left, input.insets.top, whole.w - input.insets.left - input.insets.right,
                   whole.h - input.insets.top - input.insets.bottom};
  const Screen& screen = current_screen(state, table);
  draw_page(inside, context, table, screen);
  take_command_keys(context);
  draw_quick_search(context, table);
  draw_key_sheet(context);
  draw_kept_texts(context);
  const bool has_bar = state.layout == LayoutClass::narrow && screen.chrome == Chrome::full;
  Box above = inside;
  (void)above.take_bottom(px(has_bar ? 64.0F : 0.0F));
  Box whole_above = above;
  draw_version_notice(above, context);
  draw_works(above, context);
  // Beside the rail, and beside a screen's own column: what can be pressed there is never under a message.
  const float left = std::max(context.page.x, context.page.x + context.left_column);
  if (state.layout != LayoutClass::narrow)
    (void)whole_above.take_left(left - whole_above.x);
  state.toasts.draw(whole_above, requests);
}

void draw_frame(UiState& state, const UiInput& input, Requests& requests) {
  if (input.workspace != nullptr)
    draw_frame(state, input, requests, screens());
  else
    draw_opening(state, input, requests);
}

} // namespace truat::ui
