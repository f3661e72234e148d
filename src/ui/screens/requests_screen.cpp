#include "ui/screens/requests_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/commands.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/people_delegations.h"
#include "ui/screens/readable_words.h"
#include "ui/screens/request_dialog.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text_field.h"

#include <array>
#include <vector>

namespace truat::ui {
namespace {

using audit::RequestState;
using audit::RequestStep;
using text::tr;

struct RequestsState {
  audit::Tray tray;
  const workspace::Workspace* workspace = nullptr;
  std::uint64_t revision = 0;
  records::RecordId person;
  CivilDate today;
  int shown = 0; ///< for me, asked, the rest
  RequestDialogState fresh;
  std::optional<RequestStep> step; ///< in the dialog
  audit::RequestWords words;
  std::string error;
  HistoryState history;

  void update(const workspace::Workspace& from, const CivilDate& day) {
    if (workspace == &from && revision == from.projection().revision() && person == from.actor() &&
        today == day)
      return;
    tray = audit::tray_of(from.audit(), from.context());
    workspace = &from;
    revision = from.projection().revision();
    person = from.actor();
    today = day;
  }
};

/// A step as a button, in the order in which they stand.
struct StepWords {
  RequestStep step;
  std::string_view label;
  Icon icon;
};
constexpr std::array step_words{
    StepWords{RequestStep::agree, "requests.agree", Icon::check},
    StepWords{RequestStep::return_with_reason, "requests.return", Icon::undo_2},
    StepWords{RequestStep::note, "requests.note", Icon::eye},
    StepWords{RequestStep::complete, "requests.complete", Icon::circle_check},
    StepWords{RequestStep::assign, "requests.assign", Icon::user},
    StepWords{RequestStep::resubmit, "requests.resubmit", Icon::redo_2},
    StepWords{RequestStep::withdraw, "requests.withdraw", Icon::x},
};

std::string_view label_of(RequestStep step) {
  for (const StepWords& words : step_words)
    if (words.step == step)
      return tr(words.label);
  return {};
}

StateWord state_of(const audit::Request& request, const ChoiceLists& choices) {
  constexpr std::array statuses{Status::due,    Status::done, Status::failed,        Status::done,
                                Status::active, Status::done, Status::not_applicable};
  const auto at = static_cast<std::size_t>(request.state());
  return {at < statuses.size() ? statuses[at] : Status::not_applicable,
          choices.label("request_state", request.state_key)};
}

void draw_row(const Box& box, ScreenContext& context, const records::RecordId& id, bool selected) {
  const workspace::Workspace& workspace = context.workspace();
  const audit::Request* request = workspace.audit().request(id);
  if (request == nullptr)
    return;
  const IdScope scope(records::to_string(id));
  const StateWord state = state_of(*request, *context.input.choices);
  std::string second = workspace.person_name(request->asked_by);
  if (!request->subject.is_none())
    second += " · " + title_words(workspace, request->subject, workspace.projection().kind(request->subject));
  const bool is_assigned = request->state() == RequestState::assigned;
  const std::string date = list_date(is_assigned ? request->due : request->asked_on, context.input.today());
  if (!list_row(box, "request",
                {.title = request->title,
                 .second_line = second,
                 .date = date,
                 .chip = state.chip(selected),
                 .selected = selected}))
    return;
  if (context.layout() == LayoutClass::narrow)
    context.go({"requests", id, {}});
  else
    context.state.routes.replace({"requests", id, {}});
}

std::vector<records::RecordId> shown_of(const RequestsState& state) {
  if (state.shown == 1)
    return state.tray.asked;
  if (state.shown == 2)
    return state.tray.finished;
  std::vector<records::RecordId> mine = state.tray.waiting;
  mine.insert(mine.end(), state.tray.assigned.begin(), state.tray.assigned.end());
  return mine;
}

void draw_list(Box box, ScreenContext& context, RequestsState& state,
               std::span<const records::RecordId> shown, const records::RecordId& open) {
  const auto counted = [](std::string_view label, std::size_t count) {
    return std::string(tr(label)) +
           (count == 0 ? "" : " " + text::format_number(static_cast<std::int64_t>(count)));
  };
  const std::string mine = counted("requests.mine", state.tray.waiting.size() + state.tray.assigned.size());
  const std::string asked = counted("requests.asked", state.tray.asked.size());
  const std::array segments{Segment{mine, {}}, Segment{asked, {}}, Segment{tr("requests.rest"), {}}};
  box.skip(px(space::x16));
  Box line = box.take_top(theme().control_height(), px(space::x12)).inset(px(space::x16), 0);
  segmented(line.take_left(std::min(line.w, segmented_width(segments))), "shown", state.shown, segments,
            tr("requests.shown"));
  if (shown.empty()) {
    empty_state(box, "nothing",
                {.icon = Icon::clipboard_list,
                 .title = tr(state.shown == 0 ? "requests.none_mine" : "requests.none"),
                 .sentence = tr("requests.none_note")});
    return;
  }
  ScrollArea scroll(box, "rows");
  const VirtualRows rows(scroll, shown.size(), px(list_row_height));
  const access::Part part({.role = access::Role::list, .name = tr("ui.nav_requests"), .box = box});
  for (std::size_t i = rows.first; i < rows.last; ++i)
    draw_row(rows.row(i), context, shown[i], shown[i] == open);
}

/// What the step asks for, and the step itself.
void draw_step(ScreenContext& context, RequestsState& state, const audit::Request& request) {
  if (!state.step)
    return;
  const RequestStep step = *state.step;
  const workspace::Workspace& workspace = context.workspace();
  Dialog dialog("step", {.title = label_of(step)});
  if (!dialog)
    return;
  paragraph(dialog.body, request.title, {.role = TextRole::body_strong});
  dialog.body.skip(px(space::x12));
  audit::RequestWords& words = state.words;
  if (step == RequestStep::assign) {
    person_choice(dialog.body, context, "assignee", tr("field.request.assignee"), words.assignee);
    const Box due = labelled(dialog.body, {.label = tr("field.request.due")});
    date_field(due, "due", words.due,
               {.field = {.name = tr("field.request.due")}, .today = context.input.today()});
  }
  if (step == RequestStep::resubmit) {
    const Box title = labelled(dialog.body, {.label = tr("field.request.title")});
    text_field(title, "title", words.title, {.name = tr("field.request.title"), .required = true});
  }
  const bool is_return = step == RequestStep::return_with_reason;
  const bool is_text = step == RequestStep::resubmit;
  const std::string_view label = tr(is_return                       ? "requests.reason"
                                    : is_text                       ? "field.request.text"
                                    : step == RequestStep::complete ? "field.request.done_note"
                                                                    : "requests.opinion");
  std::string& text = is_text ? words.text : words.note;
  const Box note = labelled(dialog.body, {.label = label,
                                          .hint = is_return ? std::string_view() : tr("start.optional"),
                                          .error = state.error,
                                          .height = text_area_height(text, dialog.body.w, 3)});
  text_field(note, "note", text, {.name = label, .lines = Lines::several, .required = is_return});
  Box footer = dialog.footer();
  if (button_right(footer, "step", {.label = label_of(step), .kind = ButtonKind::primary})) {
    auto change = audit::take_request_step(workspace.audit(), request.id, step, words, workspace.context());
    if (change) {
      push_change(context, std::move(change), Announce::with_undo);
      dialog.close();
    } else {
      state.error = tr(change.error());
    }
  }
  if (button_right(footer, "leave", {.label = tr("requests.leave")}))
    dialog.close();
}

void begin_step(ScreenContext& context, RequestsState& state, const audit::Request& request,
                RequestStep step) {
  state.words = {};
  state.error.clear();
  if (step == RequestStep::withdraw) {
    const workspace::Workspace& workspace = context.workspace();
    push_change(context,
                audit::take_request_step(workspace.audit(), request.id, step, {}, workspace.context()),
                Announce::with_undo);
    return;
  }
  if (step == RequestStep::assign) {
    state.words.assignee = request.assignee;
    state.words.due = request.due;
  }
  state.words.title = request.title;
  state.words.text = request.text;
  state.step = step;
  open_layer("step");
}

/// The steps that the state has, those that another hand takes with the reason why not.
void draw_steps(Box& area, ScreenContext& context, RequestsState& state, const audit::Request& request) {
  const workspace::Workspace& workspace = context.workspace();
  const std::string locked(read_only_reason(context));
  const bool is_asker = request.asked_by == workspace.actor();
  Box line = area.take_top(theme().control_height());
  bool any = false;
  for (const StepWords& words : step_words) {
    const auto transitions = audit::request_transitions();
    const auto found = std::ranges::find_if(transitions, [&](const audit::RequestTransition& one) {
      return one.step == words.step && one.from == request.state();
    });
    if (found == transitions.end() || (found->hand == audit::RequestHand::asker && !is_asker))
      continue;
    const auto allowed =
        audit::can_take_request_step(workspace.audit(), request.id, words.step, workspace.context());
    const std::string why = !locked.empty() || allowed ? locked : tr(allowed.error());
    const ButtonSpec spec{.label = tr(words.label),
                          .kind = any ? ButtonKind::secondary : ButtonKind::primary,
                          .icon = words.icon,
                          .disabled_because = why,
                          .ground = Ground::canvas};
    if (button_width(spec) > line.w) {
      area.skip(px(space::x8));
      line = area.take_top(theme().control_height());
    }
    any = true;
    if (button_left(line, words.label, spec))
      begin_step(context, state, request, words.step);
  }
  area.skip(px(any ? space::x16 : 0.0F));
}

void draw_decision(Box& area, ScreenContext& context, const audit::Request& request) {
  if (request.decided_by.is_none())
    return;
  const workspace::Workspace& workspace = context.workspace();
  Card card(area);
  Box right = section_header(card.body, {.title = tr("requests.decision")});
  if (request.state() != RequestState::submitted)
    chip_right(right, state_of(request, *context.input.choices).chip());
  const std::string who = tr("requests.decided", {{"name", workspace.person_name(request.decided_by)},
                                                  {"date", shown_date(request.decided_on)}});
  key_value(card.body, {.key = tr("field.request.decided_by"), .value = who, .key_width = 176});
  if (const audit::Delegation* delegation = workspace.audit().delegation(request.delegation)) {
    const std::string under = delegation_words(workspace, *delegation) + " · " + delegation->paper_number;
    key_value(card.body, {.key = tr("field.request.delegation"), .value = under, .key_width = 176});
  }
  if (!request.assignee.is_none()) {
    const std::string assignee = workspace.person_name(request.assignee);
    const std::string due = shown_date(request.due);
    key_value(card.body, {.key = tr("field.request.assignee"), .value = assignee, .key_width = 176});
    key_value(card.body, {.key = tr("field.request.due"), .value = due, .key_width = 176});
  }
  for (const auto& [label, text] :
       {std::pair<std::string_view, const std::string&>{"field.request.decision_note", request.decision_note},
        {"field.request.done_note", request.done_note}})
    if (!text.empty()) {
      text_line(card.body.take_top(px(28)), tr(label), {.color = colors().muted});
      paragraph(card.body, text);
    }
}

void draw_detail(const Box& box, ScreenContext& context, RequestsState& state,
                 const audit::Request& request) {
  const workspace::Workspace& workspace = context.workspace();
  const IdScope scope(records::to_string(request.id));
  {
    PageColumn page(box, context, "request", 680);
    Box& area = page.area;
    const float height = text_height(request.title, TextRole::title, area.w);
    access::item({.role = access::Role::heading,
                  .name = request.title,
                  .box = Box(area).take_top(height),
                  .details = {.level = 2}});
    draw_paragraph(area.take_top(height, px(space::x8)), request.title, {.role = TextRole::title});
    Box meta = area.take_top(px(28), px(space::x12));
    chip_left(meta, state_of(request, *context.input.choices).chip(), px(space::x12));
    const std::string to = request.addressee.is_none() ? std::string(tr("requests.to_head"))
                                                       : workspace.person_name(request.addressee);
    text_line(meta,
              workspace.person_name(request.asked_by) + " → " + to + " · " + shown_date(request.asked_on),
              {.color = colors().muted});
    draw_steps(area, context, state, request);
    if (!request.text.empty() || !request.subject.is_none()) {
      Card card(area);
      if (!request.text.empty())
        paragraph(card.body, request.text);
      if (!request.subject.is_none()) {
        const std::string_view kind = workspace.projection().kind(request.subject);
        const std::string title = title_words(workspace, request.subject, kind);
        const std::string detail = workspace.title(request.subject).detail;
        const std::string second = kind_words(kind) + (detail.empty() ? "" : " · " + detail);
        const access::Part part(
            {.role = access::Role::list, .name = tr("field.request.subject"), .box = card.body});
        const Box row = card.body.take_top(px(list_row_height)).inset(-px(space::x16), 0);
        if (list_row(row, "subject",
                     {.title = title, .second_line = second, .icon = icon_of_kind(kind), .opens = true}))
          open_record(context, request.subject);
      }
    }
    draw_decision(area, context, request);
    const auto entries = workspace.history(request.id);
    Card card(area);
    section_header(card.body, {.title = tr("requests.history")});
    record_history(card.body, "history", state.history, form_context(context), workspace::schema(),
                   {.entries = entries, .record = request.id});
  }
  draw_step(context, state, request);
}

} // namespace

PageHeader requests_header(ScreenContext& context) {
  return {.title = std::string(tr("ui.nav_requests")),
          .subtitle = {},
          .can_go_back = context.layout() == LayoutClass::narrow && !context.route().record.is_none(),
          .actions = {header_action("requests.submit",
                                    forbidden_because(context, audit::Permission::submit_requests))},
          .more = {}};
}

void draw_requests(ScreenContext& context) {
  RequestsState& state = context.screen_state<RequestsState>();
  const workspace::Workspace& workspace = context.workspace();
  state.update(workspace, context.input.today());
  if (context.pressed_action == "requests.submit")
    open_request_dialog(state.fresh, {}, {});
  if (const auto made = draw_request_dialog(context, state.fresh)) {
    state.shown = 1;
    context.state.routes.replace({"requests", *made, {}});
  }
  const std::vector<records::RecordId> shown = shown_of(state);
  const bool narrow = context.layout() == LayoutClass::narrow;
  const audit::Request* open = workspace.audit().request(context.route().record);
  if (narrow) {
    if (open != nullptr) {
      draw_detail(context.page, context, state, audit::Request(*open));
      return;
    }
    fill(context.page, colors().surface);
    draw_list(context.page, context, state, shown, {});
    return;
  }
  if (open == nullptr && !shown.empty())
    open = workspace.audit().request(shown.front());
  Box page = context.page;
  const Box list = page.take_left(px(context.layout() == LayoutClass::desktop ? 384 : 320));
  fill(list, colors().surface);
  vertical_line(list.right() - 1, list.y, list.h, colors().divider);
  draw_list(list, context, state, shown, open != nullptr ? open->id : records::RecordId{});
  if (open != nullptr)
    draw_detail(page, context, state, audit::Request(*open));
  else
    empty_state(page, "choose", {.icon = Icon::clipboard_list, .title = tr("requests.choose_one")});
}

std::string requests_waiting(const ScreenContext& context) {
  const workspace::Workspace& workspace = context.workspace();
  const std::size_t count = audit::waiting_count(workspace.audit(), workspace.context());
  return count == 0 ? std::string() : text::format_number(static_cast<std::int64_t>(count));
}

} // namespace truat::ui
