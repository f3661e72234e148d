#include "ui/screens/factories_screen.h"

#include "audit/factory_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/factories_import_screen.h"
#include "ui/screens/factory_detail.h"
#include "ui/screens/factory_rows.h"
#include "ui/screens/grid_page.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"

#include <array>

namespace truat::ui {
namespace {

using text::tr;

struct NewFactory {
  std::string name;
  std::string registration;
  std::string type;
  std::string province;
  std::string district;
  std::string error;
};

struct FactoriesState {
  GridState rows;
  std::shared_ptr<FactoryRows> source = std::make_shared<FactoryRows>();
  FactoryDetailState detail;
  NewFactory fresh;
  int shown_as = 0; ///< list, table
};

/// Whether it was added.
bool add_factory(ScreenContext& context, NewFactory& fresh, FactoriesState& state) {
  const workspace::Workspace& workspace = context.workspace();
  audit::Factory factory;
  factory.name = fresh.name;
  factory.registration_number = fresh.registration;
  factory.type = fresh.type;
  factory.province = fresh.province;
  factory.district = fresh.district;
  auto created = audit::add_factory(workspace.audit(), factory, workspace.context());
  if (!created) {
    fresh.error = tr(created.error());
    return false;
  }
  context.push(CommitChange{std::move(created->change), Announce::with_undo});
  context.state.routes.replace({"factories", created->id, {}});
  state.fresh = {};
  return true;
}

void draw_add_dialog(ScreenContext& context, FactoriesState& state) {
  NewFactory& fresh = state.fresh;
  const ChoiceLists& lists = *context.input.choices;
  if (Dialog dialog("add_factory", {.title = tr("factories.add")}); dialog) {
    const Box name = labelled(dialog.body, {.label = tr("field.factory.name"), .error = fresh.error});
    text_field(name, "name", fresh.name, {.name = tr("field.factory.name"), .required = true});
    const Box number = labelled(dialog.body, {.label = tr("field.factory.registration_number"),
                                              .hint = tr("start.optional"),
                                              .note = tr("factories.registration_note")});
    text_field(number, "registration", fresh.registration, {.name = tr("field.factory.registration_number")});
    const auto choice = [&](std::string_view id, std::string_view list, std::string_view label,
                            std::string& key, const std::string& parent) {
      const Box box = labelled(dialog.body, {.label = tr(label)});
      const std::string shown = lists.label(list, key);
      const ChoiceResult result =
          choice_field(box, id,
                       {.field = {.name = tr(label), .placeholder = tr("factories.choose")},
                        .chosen_label = shown,
                        .choices = [&lists, list, parent] { return lists.choices(list, parent); },
                        .can_be_empty = true});
      if (result.chosen)
        key = result.key;
      return result.chosen;
    };
    choice("type", "factory_type", "field.factory.type", fresh.type, {});
    if (choice("province", "province", "field.factory.province", fresh.province, {}))
      fresh.district.clear();
    choice("district", "district", "field.factory.district", fresh.district, fresh.province);

    Box footer = dialog.footer();
    if (button_right(
            footer, "add",
            {.label = tr("factories.add"),
             .kind = ButtonKind::primary,
             .disabled_because = fresh.name.empty() ? tr("factories.name_needed") : std::string_view()}) &&
        add_factory(context, fresh, state))
      dialog.close();
    if (button_right(footer, "leave", {.label = tr("factories.do_not_add")}))
      dialog.close();
  }
}

void open_add_dialog(ScreenContext& context, FactoriesState& state) {
  const workspace::Workspace& workspace = context.workspace();
  state.fresh = {};
  // Nearly every factory is in the office's own province.
  if (const audit::Person* person = workspace.audit().person(workspace.actor()))
    if (const audit::Office* office = workspace.audit().office(person->office))
      state.fresh.province = office->province;
  open_layer("add_factory");
}

constexpr float widest_search = 480;

void draw_toolbar(Box& area, ScreenContext& context, FactoriesState& state, const GridPage& grid) {
  Box line = area.take_top(theme().control_height(), px(space::x12));
  const std::string locked = forbidden_because(context, audit::Permission::edit_factories);
  const std::string no_import = forbidden_because(context, audit::Permission::import_lists);
  const float side = line.h;
  if (icon_button(line.take_right(side, px(space::x8)), "add",
                  {.icon = Icon::plus,
                   .name = tr("factories.add"),
                   .kind = ButtonKind::secondary,
                   .disabled_because = locked}))
    open_add_dialog(context, state);
  if (icon_button(line.take_right(side, px(space::x8)), "import",
                  {.icon = Icon::file_spreadsheet,
                   .name = tr("factories.import"),
                   .kind = ButtonKind::secondary,
                   .disabled_because = no_import}))
    pick_factory_list(context);
  const bool as_table = state.shown_as == 1;
  if (as_table && context.layout() != LayoutClass::narrow)
    grid_tools(line, "factories", state.rows, *state.source, grid.spec());
  const std::array segments{Segment{tr("factories.as_list"), {}}, Segment{tr("factories.as_table"), {}}};
  const bool one_line = line.w > px(widest_search) + segmented_width(segments) + px(space::x16);
  const Box search = one_line ? line.take_left(px(widest_search), px(space::x16)) : line;
  text_field(search, "filter", state.rows.view.search,
             {.name = tr("factories.search"),
              .placeholder = tr("factories.search"),
              .mode = InputMode::search,
              .icon = Icon::search,
              .can_clear = true});
  if (!one_line)
    line = area.take_top(theme().control_height(), px(space::x8));
  if (as_table && context.layout() == LayoutClass::narrow)
    grid_tools(line, "factories", state.rows, *state.source, grid.spec());
  segmented(line.take_left(segmented_width(segments)), "shown_as", state.shown_as, segments,
            tr("factories.shown_as"));
}

/// By what the list is in order, and the choice of another; the table has its headings for that.
void draw_order(Box& area, FactoriesState& state, std::span<const GridColumn> columns) {
  constexpr std::array offered{FactoryRows::name, FactoryRows::visited, FactoryRows::state};
  GridView& view = state.rows.view;
  const std::string by = view.sort.empty()
                             ? std::string(tr("factories.order_entered"))
                             : tr("factories.order", {{"column", columns[view.sort.front().column].label}});
  Box line = area.take_top(theme().control_height());
  const ButtonSpec spec{.label = by,
                        .kind = ButtonKind::quiet,
                        .icon_after = Icon::chevron_down,
                        .opens_popup = true,
                        .is_open = layer_is_open("order")};
  const Box place = line.take_right(std::min(line.w, button_width(spec)));
  if (button(place, "order", spec))
    open_layer("order");
  std::vector<MenuItem> items;
  for (const std::size_t column : offered)
    items.push_back({.id = columns[column].id,
                     .label = columns[column].label,
                     .checked = sort_of(view, column) != nullptr,
                     .is_choice = true});
  const std::string_view chosen = menu("order", place, items);
  for (const std::size_t column : offered)
    if (columns[column].id == chosen)
      set_sort(view, column, SortDirection::ascending, SortPress::alone);
}

void draw_rows(Box box, ScreenContext& context, FactoriesState& state, const GridPage& grid) {
  Box above = box.inset(px(space::x16), 0);
  draw_order(above, state, grid.spec().columns);
  box.skip(above.y - box.y);
  const auto order = grid_order(state.rows, *state.source, grid.spec().columns);
  if (!state.rows.view.filters.empty()) {
    Box inside = box.inset(px(space::x16), 0);
    grid_chips(inside, "factories", state.rows, *state.source, grid.spec());
    box.skip(inside.y - box.y);
  }
  if (order.empty()) {
    if (empty_state(box, "no_result",
                    {.icon = Icon::search,
                     .title = tr("factories.no_result"),
                     .quiet = tr("factories.clear_filter")}) == EmptyStatePress::quiet)
      state.rows.view.clear_filters();
    return;
  }
  ScrollArea scroll(box, "rows");
  const VirtualRows rows(scroll, order.size(), px(list_row_height));
  const access::Part part({.role = access::Role::list, .name = tr("ui.nav_factories"), .box = box});
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const std::size_t row = order[i];
    const records::RecordId& id = state.source->id(row);
    const IdScope scope(records::to_string(id));
    const bool selected = context.route().record == id;
    const std::string title = state.source->text(row, FactoryRows::name);
    const std::string second =
        state.source->text(row, FactoryRows::type) + " · " + state.source->text(row, FactoryRows::district);
    const std::string date = state.source->text(row, FactoryRows::visited);
    if (list_row(rows.row(i), "factory",
                 {.title = title,
                  .second_line = second,
                  .date = date,
                  .chip = state.source->state_of(row).chip(selected),
                  .selected = selected}))
      context.layout() == LayoutClass::narrow ? context.go({"factories", id, {}})
                                              : context.state.routes.replace({"factories", id, {}});
  }
}

void draw_table(const Box& box, ScreenContext& context, FactoriesState& state, const GridPage& page) {
  const GridResult result = grid(box, "factories", state.rows, *state.source, page.spec());
  if (result.opened) {
    state.shown_as = 0;
    context.go({"factories", state.source->id(*result.opened), {}});
  }
}

void draw_nothing(ScreenContext& context, FactoriesState& state) {
  switch (empty_state(context.page, "nothing",
                      {.icon = Icon::factory,
                       .title = tr("factories.none"),
                       .sentence = tr("factories.none_note"),
                       .primary = tr("factories.import_from_excel"),
                       .primary_icon = Icon::file_spreadsheet,
                       .quiet = tr("factories.add")})) {
  case EmptyStatePress::primary:
    pick_factory_list(context);
    break;
  case EmptyStatePress::quiet:
    open_add_dialog(context, state);
    break;
  case EmptyStatePress::none:
    break;
  }
}

} // namespace

PageHeader factories_header(ScreenContext& context) {
  PageHeader header{.title = std::string(tr("factories.title"))};
  const std::size_t count = context.workspace().audit().factories().size();
  if (count > 0)
    header.subtitle =
        tr("factories.count", {{"count", text::format_number(static_cast<std::int64_t>(count))}});
  header.can_go_back = context.layout() == LayoutClass::narrow && !context.route().record.is_none();
  return header;
}

void draw_factories(ScreenContext& context) {
  FactoriesState& state = context.screen_state<FactoriesState>();
  const workspace::Workspace& workspace = context.workspace();
  state.source->update(workspace, *context.input.choices, context.input.today());
  if (context.pressed_action == "factories.add")
    open_add_dialog(context, state);
  draw_add_dialog(context, state);
  if (state.source->row_count() == 0) {
    draw_nothing(context, state);
    return;
  }
  const records::RecordId open = context.route().record;
  const bool has_open = workspace.audit().factory(open) != nullptr;
  const bool narrow = context.layout() == LayoutClass::narrow;
  if (narrow && has_open) {
    draw_factory_detail(context.page, context, state.detail, open);
    return;
  }

  const GridPage grid(context, state.rows, factory_columns(), "factories", tr("factories.title"));
  Box page = context.page;
  const bool as_table = state.shown_as == 1;
  Box list =
      as_table || narrow ? page : page.take_left(px(context.layout() == LayoutClass::desktop ? 384 : 320));
  fill(list, colors().surface);
  if (!as_table && !narrow)
    vertical_line(list.right() - 1, list.y, list.h, colors().divider);
  Box inside = list;
  inside.skip(px(space::x16));
  Box toolbar = inside.inset(px(as_table && !narrow ? space::margin : space::x16), 0);
  const float top = toolbar.y;
  draw_toolbar(toolbar, context, state, grid);
  inside.skip(toolbar.y - top);
  if (as_table) {
    // The first column's words stand under the search.
    draw_table(inside.inset(px(narrow ? space::x4 : space::x12), 0), context, state, grid);
    return;
  }
  draw_rows(inside, context, state, grid);
  if (narrow)
    return;
  if (has_open)
    draw_factory_detail(page, context, state.detail, open);
  else
    empty_state(page, "choose", {.icon = Icon::factory, .title = tr("factories.choose_one")});
}

} // namespace truat::ui
