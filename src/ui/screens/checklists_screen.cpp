#include "ui/screens/checklists_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/checklist_detail.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <map>
#include <memory>

namespace truat::ui {
namespace {

using text::tr;

struct ChecklistsState {
  std::map<std::string, ChecklistDetailState, std::less<>> details; ///< by the checklist's key
};

void draw_list(const Box& box, ScreenContext& context, const forms::Template* shown) {
  fill(box, colors().surface);
  ScrollArea scroll(box, "checklists");
  scroll.content.skip(px(space::x8));
  const bool narrow = context.layout() == LayoutClass::narrow;
  const access::Part part({.role = access::Role::list, .name = tr("ui.nav_checklists"), .box = box});
  for (const auto& checklist : workspace::reference().checklists.all()) {
    const IdScope scope(checklist->key);
    const std::string title = in_language(checklist->title);
    const std::string extent = checklist_extent(*checklist);
    if (!list_row(scroll.content.take_top(px(list_row_height)), "checklist",
                  {.title = title,
                   .second_line = extent,
                   .selected = !narrow && checklist.get() == shown,
                   .opens = narrow}))
      continue;
    if (narrow)
      context.go({"checklists", {}, checklist->key});
    else
      context.state.routes.replace({"checklists", {}, checklist->key});
  }
}

ChecklistDetailState& detail_of(ScreenContext& context, const forms::Template& checklist) {
  auto& details = context.screen_state<ChecklistsState>().details;
  const auto [found, is_new] = details.try_emplace(checklist.key);
  if (is_new && !checklist.sections.empty())
    found->second.open_section = checklist.sections.front().key;
  return found->second;
}

} // namespace

PageHeader checklists_header(ScreenContext& context) {
  const auto count = static_cast<std::int64_t>(workspace::reference().checklists.all().size());
  return {.title = std::string(tr("ui.nav_checklists")),
          .subtitle = tr("checklists.count", {{"count", text::format_number(count)}}),
          .can_go_back = context.layout() == LayoutClass::narrow && !context.route().part.empty()};
}

void draw_checklists(ScreenContext& context) {
  const auto all = workspace::reference().checklists.all();
  const forms::Template* shown = workspace::reference().checklists.find(context.route().part);
  if (context.layout() == LayoutClass::narrow) {
    if (shown == nullptr)
      draw_list(context.page, context, nullptr);
    else
      draw_checklist_detail(context.page, context, detail_of(context, *shown), *shown);
    return;
  }
  if (shown == nullptr && !all.empty())
    shown = all.front().get();
  Box page = context.page;
  const Box list = page.take_left(px(context.layout() == LayoutClass::desktop ? 384 : 320));
  draw_list(list, context, shown);
  vertical_line(list.right() - 1, list.y, list.h, colors().divider);
  if (shown != nullptr)
    draw_checklist_detail(page, context, detail_of(context, *shown), *shown);
}

} // namespace truat::ui
