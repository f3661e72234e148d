#include "ui/screens/visit_dialog.h"

#include "audit/choices.h"
#include "text/messages.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace truat::ui {
namespace {

using text::tr;

std::string in_language(const forms::Bilingual& both) {
  return text::language() == text::Language::thai || both.english.empty() ? both.thai : both.english;
}

/// The first of the list, whose visits refer to nothing.
std::string_view commonest_purpose() {
  return audit::choice_options("purpose").front().key;
}

void draw_purpose(Box& body, VisitDialogState& state, ScreenContext& context) {
  const ChoiceLists& lists = *context.input.choices;
  const Box box = labelled(body, {.label = tr("field.inspection.purpose")});
  const std::string shown = lists.label("purpose", state.purpose);
  const ChoiceResult chosen = choice_field(box, "purpose",
                                           {.field = {.name = tr("field.inspection.purpose")},
                                            .chosen_label = shown,
                                            .choices = [&lists] { return lists.choices("purpose", {}); }});
  if (chosen.chosen && chosen.key != state.purpose) {
    state.purpose = chosen.key;
    state.checklist.clear();
  }
  if (state.purpose == commonest_purpose())
    return;
  const Box detail =
      labelled(body, {.label = tr("visit_dialog.purpose_detail"), .hint = tr("start.optional")});
  text_field(
      detail, "purpose_detail", state.purpose_detail,
      {.name = tr("visit_dialog.purpose_detail"), .placeholder = tr("visit_dialog.purpose_detail_example")});
}

void draw_checklists(Box& body, VisitDialogState& state) {
  const auto suited = workspace::reference().checklists.suited(state.purpose);
  if (state.checklist.empty() && !suited.empty())
    state.checklist = suited.front()->key;
  text_line(body.take_top(px(space::x24), px(space::x4)), tr("visit_dialog.checklist"));
  const access::Part part(
      {.role = access::Role::radio_group, .name = tr("visit_dialog.checklist"), .box = body});
  for (const forms::Template* checklist : suited) {
    const IdScope scope(checklist->key);
    const std::string title = in_language(checklist->title);
    const std::string count =
        tr("visit_dialog.questions", {{"count", std::to_string(checklist->question_count())}});
    const RadioRowSpec spec{.label = title, .muted = count, .chosen = state.checklist == checklist->key};
    if (radio_row(body.take_top(theme().control_height(), px(space::x4)), "checklist", spec))
      state.checklist = checklist->key;
  }
  body.skip(px(space::x8));
}

} // namespace

void open_visit_dialog(VisitDialogState& state, StartNow start_now, const CivilDate& today) {
  state = {};
  state.start_now = start_now;
  state.purpose = commonest_purpose();
  if (start_now == StartNow::no)
    state.planned_on = add_days(today, 1);
  open_layer("visit_dialog");
}

void draw_visit_dialog(ScreenContext& context, VisitDialogState& state, const records::RecordId& factory) {
  const bool now = state.start_now == StartNow::yes;
  Dialog dialog("visit_dialog", {.title = tr(now ? "visit_dialog.title" : "visit_dialog.plan_title")});
  if (!dialog)
    return;
  draw_purpose(dialog.body, state, context);
  draw_checklists(dialog.body, state);
  if (!now) {
    const Box box = labelled(dialog.body, {.label = tr("visit_dialog.date")});
    date_field(box, "date", state.planned_on,
               {.field = {.name = tr("visit_dialog.date")}, .today = context.input.today()});
  }
  const std::string_view missing = state.checklist.empty() ? tr("visit_dialog.choose_checklist") : "";
  Box footer = dialog.footer();
  if (button_right(footer, "go",
                   {.label = tr(now ? "visit_dialog.start" : "visit_dialog.plan"),
                    .kind = ButtonKind::primary,
                    .disabled_because = missing})) {
    context.push(PlanVisit{.factory = factory,
                           .checklist_key = state.checklist,
                           .purpose = state.purpose,
                           .purpose_detail = state.purpose_detail,
                           .planned_on = state.planned_on,
                           .team = {},
                           .start_now = state.start_now});
    dialog.close();
  }
  if (button_right(footer, "leave", {.label = tr("visit_dialog.leave")}))
    dialog.close();
}

} // namespace truat::ui
