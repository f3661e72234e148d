#include "ui/screens/visits_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/commands.h"
#include "ui/screens/grid_page.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/visit_dialog.h"
#include "ui/screens/visit_rows.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using text::tr;

struct VisitsState {
  GridState rows;
  std::shared_ptr<VisitRows> source = std::make_shared<VisitRows>();
  VisitDialogState dialog;
  StartNow start_now = StartNow::yes;
  records::RecordId factory; ///< that a new visit goes to
};

struct GroupWord {
  VisitGroup group;
  std::string_view id;
  std::string_view label;
};
constexpr std::array groups{GroupWord{VisitGroup::all, "all", "visits.all"},
                            GroupWord{VisitGroup::in_progress, "in_progress", "state.in_progress"},
                            GroupWord{VisitGroup::planned, "planned", "state.planned"},
                            GroupWord{VisitGroup::awaiting, "awaiting", "state.awaiting_laboratory"},
                            GroupWord{VisitGroup::completed, "completed", "visits.completed"},
                            GroupWord{VisitGroup::failed, "failed", "visits.with_findings"}};

/// The group is the part of the route, so that figures elsewhere lead to it.
VisitGroup group_shown(const ScreenContext& context) {
  for (const GroupWord& word : groups)
    if (word.id == context.route().part)
      return word.group;
  return VisitGroup::all;
}

void begin_choosing(VisitsState& state, StartNow start_now) {
  state.start_now = start_now;
  state.factory = {};
  open_layer("choose_factory");
}

void draw_factory_choice(ScreenContext& context, VisitsState& state) {
  bool goes_on = false;
  {
    const bool now = state.start_now == StartNow::yes;
    Dialog dialog("choose_factory", {.title = tr(now ? "visit_dialog.title" : "visit_dialog.plan_title")});
    if (dialog) {
      const ChoiceLists& lists = *context.input.choices;
      const Box box =
          labelled(dialog.body, {.label = tr("visits.which_factory"), .note = tr("visits.which_note")});
      const std::string shown =
          state.factory.is_none() ? std::string() : lists.label("factory", records::to_string(state.factory));
      const ChoiceResult chosen = choice_field(
          box, "factory",
          {.field = {.name = tr("visits.which_factory"), .placeholder = tr("visits.choose_factory")},
           .chosen_label = shown,
           .choices = [&lists] { return lists.choices("factory", {}); }});
      if (chosen.chosen)
        state.factory = records::parse_record_id(chosen.key).value_or(records::RecordId{});
      Box footer = dialog.footer();
      goes_on = button_right(footer, "next",
                             {.label = tr("visits.next"),
                              .kind = ButtonKind::primary,
                              .disabled_because = state.factory.is_none() ? tr("visits.choose_first") : ""});
      if (goes_on || button_right(footer, "leave", {.label = tr("visit_dialog.leave")}))
        dialog.close();
    }
  }
  if (goes_on)
    open_visit_dialog(state.dialog, state.start_now, context.input.today());
  draw_visit_dialog(context, state.dialog, state.factory);
}

std::string label_of(const GroupWord& word, const VisitsState& state) {
  return std::string(tr(word.label)) + " " +
         text::format_number(static_cast<std::int64_t>(state.source->count_of(word.group)));
}

float group_chips_width(const VisitsState& state) {
  float width = 0;
  for (const GroupWord& word : groups)
    width += filter_chip_width(label_of(word, state)) + px(space::x8);
  return width;
}

void draw_group_chips(Box line, ScreenContext& context, VisitsState& state) {
  const VisitGroup shown = group_shown(context);
  ScrollArea scroll(line, "groups", {.sideways = true});
  for (const GroupWord& word : groups) {
    const std::string label = label_of(word, state);
    const Box box = scroll.content.take_left(filter_chip_width(label), px(space::x8));
    if (filter_chip(Box{box.x, line.y, box.w, line.h}, word.id, label, shown == word.group))
      context.state.routes.replace({"visits", {}, std::string(word.id)});
  }
}

void draw_toolbar(Box& area, ScreenContext& context, VisitsState& state, const GridPage& grid) {
  Box line = area.take_top(theme().control_height(), px(space::x12));
  const auto search = [&state](const Box& box) {
    text_field(box, "filter", state.rows.view.search,
               {.name = tr("visits.search"),
                .placeholder = tr("visits.search"),
                .mode = InputMode::search,
                .icon = Icon::search,
                .can_clear = true});
  };
  if (context.layout() == LayoutClass::narrow) {
    // The top bar has no room for the acts that it shows where it is wide.
    const std::string locked = forbidden_because(context, audit::Permission::inspect);
    if (button_right(line, "start",
                     {.label = tr("visits.start"),
                      .kind = ButtonKind::primary,
                      .icon = Icon::plus,
                      .disabled_because = locked}))
      begin_choosing(state, StartNow::yes);
    if (icon_button(line.take_right(line.h, px(space::x8)), "plan",
                    {.icon = Icon::calendar_plus,
                     .name = tr("factory.plan_visit"),
                     .kind = ButtonKind::secondary,
                     .disabled_because = locked}))
      begin_choosing(state, StartNow::no);
    search(line);
    line = area.take_top(theme().control_height(), px(space::x8));
  } else {
    // The search gives way to the chips before one of them is cut.
    const float rest =
        line.w - grid_tools_width(grid.spec(), line.h) - group_chips_width(state) - px(space::x16);
    search(line.take_left(std::clamp(rest, px(200), px(320)), px(space::x16)));
    grid_tools(line, "visits", state.rows, *state.source, grid.spec());
  }
  draw_group_chips(line, context, state);
}

void draw_list(const Box& box, ScreenContext& context, VisitsState& state, const GridPage& grid) {
  const auto order = grid_order(state.rows, *state.source, grid.spec().columns);
  if (order.empty()) {
    if (empty_state(
            box, "no_result",
            {.icon = Icon::search, .title = tr("visits.no_result"), .quiet = tr("factories.clear_filter")}) ==
        EmptyStatePress::quiet) {
      state.rows.view.clear_filters();
      context.state.routes.replace({"visits", {}, {}});
    }
    return;
  }
  fill(box, colors().surface);
  ScrollArea scroll(box, "rows");
  const VirtualRows rows(scroll, order.size(), px(list_row_height));
  const access::Part part({.role = access::Role::list, .name = tr("ui.nav_visits"), .box = box});
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const std::size_t row = order[i];
    const records::RecordId& id = state.source->id(row);
    const IdScope scope(records::to_string(id));
    const std::string title = state.source->text(row, VisitRows::factory);
    const std::string second =
        state.source->text(row, VisitRows::purpose) + " · " + state.source->text(row, VisitRows::district);
    const std::string date = state.source->text(row, VisitRows::date);
    if (list_row(rows.row(i), "visit",
                 {.title = title,
                  .second_line = second,
                  .date = date,
                  .chip = state.source->state_of(row).chip(),
                  .opens = true}))
      context.go({"visit", id, {}});
  }
}

/// What the primary button says of a visit in its state.
std::string_view act_of(const audit::Inspection& visit) {
  switch (visit.state()) {
  case audit::InspectionState::in_progress:
    return tr("factory.continue_visit");
  case audit::InspectionState::planned:
    return tr("factory.start_visit");
  case audit::InspectionState::awaiting_laboratory:
    return tr("visits.enter_results");
  case audit::InspectionState::completed:
  case audit::InspectionState::locked:
  case audit::InspectionState::unknown:
    break;
  }
  return tr("visits.open");
}

/// The visit that is chosen in the table, and what can be done with it.
void draw_chosen(Box& page, ScreenContext& context, VisitsState& state) {
  if (!state.rows.selected)
    return;
  const auto row = state.source->find(*state.rows.selected);
  const audit::Inspection* visit =
      row ? context.workspace().audit().inspection(state.source->id(*row)) : nullptr;
  if (visit == nullptr)
    return;
  Box line = page_foot(page, context);
  if (button_right(line, "open",
                   {.label = act_of(*visit), .kind = ButtonKind::primary, .icon = Icon::clipboard_check}))
    context.go({"visit", visit->id, {}});
  if (button_right(line, "factory", {.label = tr("visits.to_factory"), .icon = Icon::factory}))
    context.go({"factories", visit->factory, {}});
  chip_left(line, state.source->state_of(*row).chip(), px(space::x12));
  std::string words =
      state.source->text(*row, VisitRows::factory) + " · " + state.source->text(*row, VisitRows::purpose);
  const forms::Tally& tally = context.workspace().audit().evaluation(visit->id).tally;
  if (tally.answered > 0)
    words += " · " + tr("visits.answered", {{"count", std::to_string(tally.answered)},
                                            {"all", std::to_string(tally.questions)}});
  text_line(line, words);
}

void draw_table(Box page, ScreenContext& context, VisitsState& state, const GridPage& columns) {
  draw_chosen(page, context, state);
  page = page.inset(px(space::x12), 0); // so that the first column's text stands under the search
  const GridResult result = grid(page, "visits", state.rows, *state.source, columns.spec());
  if (result.opened)
    context.go({"visit", state.source->id(*result.opened), {}});
}

void draw_nothing(ScreenContext& context, VisitsState& state) {
  if (context.workspace().audit().factories().empty()) {
    if (empty_state(context.page, "no_factories",
                    {.icon = Icon::factory,
                     .title = tr("visits.none"),
                     .sentence = tr("visits.no_factories_note"),
                     .primary = tr("visits.to_factories")}) == EmptyStatePress::primary)
      context.go({"factories", {}, {}});
    return;
  }
  switch (empty_state(context.page, "nothing",
                      {.icon = Icon::clipboard_check,
                       .title = tr("visits.none"),
                       .sentence = tr("visits.none_note"),
                       .primary = tr("visits.start"),
                       .quiet = tr("factory.plan_visit")})) {
  case EmptyStatePress::primary:
    begin_choosing(state, StartNow::yes);
    break;
  case EmptyStatePress::quiet:
    begin_choosing(state, StartNow::no);
    break;
  case EmptyStatePress::none:
    break;
  }
}

} // namespace

PageHeader visits_header(ScreenContext& context) {
  PageHeader header{.title = std::string(tr("visits.title"))};
  const std::size_t count = context.workspace().audit().inspections().size();
  if (count == 0)
    return header;
  header.subtitle = tr("visits.count", {{"count", text::format_number(static_cast<std::int64_t>(count))}});
  if (context.layout() == LayoutClass::narrow)
    return header;
  const std::string locked = forbidden_because(context, audit::Permission::inspect);
  header.actions = {header_action("visits.plan", locked), header_action("visits.start", locked)};
  return header;
}

void draw_visits(ScreenContext& context) {
  VisitsState& state = context.screen_state<VisitsState>();
  state.source->update(context.workspace(), *context.input.choices, context.input.today(),
                       group_shown(context));
  if (context.pressed_action == "visits.start")
    begin_choosing(state, StartNow::yes);
  else if (context.pressed_action == "visits.plan")
    begin_choosing(state, StartNow::no);
  draw_factory_choice(context, state);
  if (state.source->count_of(VisitGroup::all) == 0) {
    draw_nothing(context, state);
    return;
  }
  const GridPage grid(context, state.rows, visit_columns(), "visits", tr("visits.title"),
                      tr("visits.no_result"));
  Box page = context.page;
  fill(page, colors().surface);
  page.skip(px(space::x16));
  Box toolbar = page.inset(page_margin(context), 0);
  const float top = toolbar.y;
  draw_toolbar(toolbar, context, state, grid);
  page.skip(toolbar.y - top);
  if (context.layout() == LayoutClass::narrow)
    draw_list(page, context, state, grid);
  else
    draw_table(page, context, state, grid);
}

std::string visits_waiting(const ScreenContext& context) {
  std::size_t waiting = 0;
  const audit::Audit& audit = context.workspace().audit();
  for (const records::RecordId& id : audit.inspections()) {
    const audit::Inspection* visit = audit.inspection(id);
    if (visit == nullptr)
      continue;
    const bool is_due = visit->state() == audit::InspectionState::planned && visit->planned_on &&
                        *visit->planned_on <= context.input.today();
    waiting += visit->state() == audit::InspectionState::in_progress || is_due ? 1 : 0;
  }
  return waiting == 0 ? std::string() : text::format_number(static_cast<std::int64_t>(waiting));
}

} // namespace truat::ui
