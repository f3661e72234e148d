#include "ui/screens/factory_detail.h"

#include "audit/edit.h"
#include "audit/factory_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/visit_dialog.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/scroll.h"

#include <array>
#include <vector>

namespace truat::ui {
namespace {

using text::tr;

constexpr float phone_width = 480; ///< below, the name has a line of its own

constexpr std::array<std::string_view, 14> data_fields{
    "factory.name",           "factory.type",
    "factory.operator_name",  "factory.registration_number",
    "factory.group",          "factory.business",
    "factory.products",       "factory.capacity",
    "factory.horsepower",     "factory.workers_male",
    "factory.workers_female", "factory.started_on",
    "factory.status",         "factory.supervising_body"};
constexpr std::array<std::string_view, 3> wide_fields{"factory.name", "factory.operator_name",
                                                      "factory.pollution_controllers"};
constexpr std::array<std::string_view, 6> licence_fields{
    "factory.licence_number", "factory.licence_issued_on",       "factory.licence_expires_on",
    "factory.fee_paid_until", "factory.old_registration_number", "factory.juristic_number"};
constexpr std::array<std::string_view, 16> place_fields{
    "factory.address_number", "factory.village",
    "factory.lane",           "factory.road",
    "factory.province",       "factory.district",
    "factory.subdistrict",    "factory.postcode",
    "factory.position",       "factory.phone",
    "factory.email",          "factory.estate",
    "factory.signatory",      "factory.pollution_controllers",
    "factory.area",           "factory.remarks"};

/// The visit that is going on, which the primary button continues.
const audit::Inspection* visit_in_progress(const workspace::Workspace& workspace,
                                           const records::RecordId& factory) {
  for (const records::RecordId& id : workspace.audit().inspections_of(factory)) {
    const audit::Inspection* visit = workspace.audit().inspection(id);
    if (visit != nullptr && visit->state() == audit::InspectionState::in_progress)
      return visit;
  }
  return nullptr;
}

void delete_factory(ScreenContext& context, const records::RecordId& id) {
  const workspace::Workspace& workspace = context.workspace();
  if (push_change(context, audit::delete_record(workspace.audit(), id, workspace.context()),
                  Announce::with_undo))
    context.state.routes.replace({"factories", {}, {}});
}

void draw_more_menu(const Box& anchor, ScreenContext& context, FactoryDetailState& state,
                    const audit::Factory& factory) {
  const workspace::Workspace& workspace = context.workspace();
  const auto deletion = audit::delete_record(workspace.audit(), factory.id, workspace.context());
  const std::string locked(read_only_reason(context));
  const std::string no_visit = forbidden_because(context, audit::Permission::inspect);
  const std::string no_edit = forbidden_because(context, audit::Permission::edit_factories);
  const std::string why_kept = !locked.empty() ? locked : (deletion ? std::string() : tr(deletion.error()));
  const auto group = audit::apply_suggested_group(workspace.audit(), factory.id, workspace.context());
  const std::string why_no_group = !locked.empty() ? locked : (group ? std::string() : tr(group.error()));
  const std::array items{
      MenuItem{.id = "plan",
               .label = tr("factory.plan_visit"),
               .icon = Icon::calendar_plus,
               .disabled_because = no_visit},
      MenuItem{
          .id = "locate", .label = tr("factory.locate"), .icon = Icon::map_pin, .disabled_because = no_edit},
      MenuItem{.id = "group",
               .label = tr("factory.suggest_group"),
               .icon = Icon::check,
               .disabled_because = why_no_group},
      MenuItem{.id = "delete",
               .label = tr("factory.delete"),
               .icon = Icon::trash_2,
               .disabled_because = why_kept,
               .danger = true,
               .starts_group = true}};
  const std::string_view chosen = menu("more", anchor, items);
  if (chosen == "plan")
    open_visit_dialog(state.visit, StartNow::no, context.input.today());
  else if (chosen == "locate")
    context.push(LocateMe{factory.id, "factory.position"});
  else if (chosen == "group")
    push_change(context, group, Announce::with_undo);
  else if (chosen == "delete")
    open_layer("delete_factory");
}

void draw_heading(Box& area, ScreenContext& context, FactoryDetailState& state,
                  const audit::Factory& factory) {
  const workspace::Workspace& workspace = context.workspace();
  const bool phone = area.w < px(phone_width);
  if (phone) {
    const float height = text_height(factory.name, TextRole::title, area.w);
    access::item({.role = access::Role::heading,
                  .name = factory.name,
                  .box = Box(area).take_top(height),
                  .details = {.level = 2}});
    draw_paragraph(area.take_top(height, px(space::x8)), factory.name, {.role = TextRole::title});
  }
  Box line = area.take_top(theme().control_height(), px(phone ? space::x12 : space::x4));
  const Box more = line.take_right(line.h, px(space::x8));
  if (icon_button(more, "more_button",
                  {.icon = Icon::ellipsis,
                   .name = tr("factory.more"),
                   .kind = ButtonKind::secondary,
                   .ground = Ground::canvas,
                   .opens_popup = true,
                   .is_open = layer_is_open("more")}))
    open_layer("more");
  draw_more_menu(more, context, state, factory);

  const std::string locked = forbidden_because(context, audit::Permission::inspect);
  if (const audit::Inspection* visit = visit_in_progress(workspace, factory.id)) {
    if (button_right(line, "continue",
                     {.label = tr("factory.continue_visit"),
                      .kind = ButtonKind::primary,
                      .icon = Icon::clipboard_check}))
      context.go({"visit", visit->id, {}});
  } else if (button_right(line, "start",
                          {.label = tr("factory.start_visit"),
                           .kind = ButtonKind::primary,
                           .icon = Icon::clipboard_check,
                           .disabled_because = locked})) {
    open_visit_dialog(state.visit, StartNow::yes, context.input.today());
  }
  if (!phone)
    heading(line, factory.name, {.role = TextRole::title});

  Box meta = phone ? line : area.take_top(px(28), px(space::x12));
  chip_left(meta, state_of_factory(workspace, factory.id, context.input.today()).chip(), px(space::x12));
  std::string words;
  const std::string& number =
      factory.registration_number.empty() ? factory.old_registration_number : factory.registration_number;
  if (!number.empty())
    words = tr("factory.meta", {{"number", number}});
  if (!factory.group.empty())
    words += (words.empty() ? "" : " · ") + tr("factory.group", {{"group", factory.group}});
  if (!factory.supervising_body.empty())
    words += (words.empty() ? "" : " · ") +
             context.input.choices->label("supervising_body", factory.supervising_body);
  if (phone) {
    paragraph(area, words, {.color = colors().muted});
    area.skip(px(space::x12));
  } else {
    text_line(meta, words, {.color = colors().muted});
  }
}

void form_card(Box& area, ScreenContext& context, FactoryDetailState& state, const records::RecordId& id,
               std::string_view title, std::span<const std::string_view> fields, int columns) {
  Card card(area);
  section_header(card.body, {.title = tr(title)});
  record_form(card.body, title, state.form, form_context(context),
              {.record = id,
               .kind = workspace::schema().find_kind(audit::factory_kind),
               .fields = fields,
               .read_only_because = read_only_reason(context),
               .columns = columns,
               .key_width = 176,
               .wide = wide_fields,
               .in_cards = false},
              context.requests);
}

void draw_issues(Box& area, ScreenContext& context, const records::RecordId& id) {
  std::size_t shown = 0;
  for (const audit::Issue& issue : audit::factory_issues(context.workspace().audit(), id)) {
    const IdScope scope(shown++);
    const std::string sentence = tr(issue.phrase);
    banner(area, "issue", {.status = Status::due, .sentence = sentence});
    area.skip(px(space::x8));
  }
}

void draw_visits(Box& area, ScreenContext& context, const records::RecordId& factory) {
  const workspace::Workspace& workspace = context.workspace();
  Card card(area);
  section_header(card.body, {.title = tr("factory.card_visits")});
  const auto visits = workspace.audit().inspections_of(factory);
  if (visits.empty())
    text_line(card.body.take_top(px(32)), tr("factory.no_visits"), {.color = colors().muted});
  const access::Part part({.role = access::Role::list, .name = tr("factory.card_visits"), .box = card.body});
  for (const records::RecordId& id : visits) {
    const audit::Inspection* visit = workspace.audit().inspection(id);
    if (visit == nullptr)
      continue;
    const IdScope scope(records::to_string(id));
    const std::string title = context.input.choices->label("purpose", visit->purpose);
    const StateWord state = state_of_visit(workspace, *visit, context.input.today());
    // The words stand under the heading; the ground under the pointer goes on to the card's edges.
    const Box row = card.body.take_top(px(list_row_height)).inset(-px(space::x16), 0);
    if (list_row(row, "visit",
                 {.title = title,
                  .second_line = visit->shown_number(),
                  .date = list_date(visit->day(), context.input.today()),
                  .chip = state.chip(),
                  .opens = true}))
      context.go({"visit", id, {}});
  }
}

void draw_history(Box& area, ScreenContext& context, FactoryDetailState& state, const records::RecordId& id) {
  const auto entries = context.workspace().history(id);
  Card card(area);
  section_header(card.body, {.title = tr("factory.card_history")});
  record_history(card.body, "history", state.history, form_context(context), workspace::schema(),
                 {.entries = entries, .record = id});
}

} // namespace

void draw_factory_detail(const Box& box, ScreenContext& context, FactoryDetailState& state,
                         const records::RecordId& id) {
  const audit::Factory* found = context.workspace().audit().factory(id);
  if (found == nullptr)
    return;
  const audit::Factory factory = *found;
  const IdScope scope(records::to_string(id));
  if (state.form.record != id)
    state = {};
  state.form.record = id;

  ScrollArea scroll(box, "detail", {.padding_bottom = px(space::margin)});
  const float margin = px(context.layout() == LayoutClass::narrow ? space::margin_narrow : space::margin);
  Box& content = scroll.content;
  content.skip(px(space::x16));
  Box area = content;
  area.x += margin;
  area.w -= 2 * margin;
  const float top = area.y;
  const bool wide = area.w > px(620);

  draw_heading(area, context, state, factory);
  draw_issues(area, context, id);
  form_card(area, context, state, id, "factory.card_data", data_fields, wide ? 2 : 1);
  draw_visits(area, context, id);
  form_card(area, context, state, id, "factory.card_licence", licence_fields, wide ? 2 : 1);
  form_card(area, context, state, id, "factory.card_more", place_fields, wide ? 2 : 1);
  draw_history(area, context, state, id);
  content.skip(area.y - top);

  draw_visit_dialog(context, state.visit, id);
  const std::string sentence = tr("factory.delete_sentence", {{"name", factory.name}});
  if (question("delete_factory", {.title = tr("factory.delete"),
                                  .sentence = sentence,
                                  .act = tr("factory.delete"),
                                  .leave = tr("factory.keep"),
                                  .danger = true}))
    delete_factory(context, id);
}

} // namespace truat::ui
