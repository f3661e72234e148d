// Completing a visit: what is still missing, what it amounts to, the steps that close it; and its history.
#include "audit/completion.h"
#include "audit/visit_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"

#include <array>

namespace truat::ui {
namespace {

using text::tr;

/// The page of the visit on which an issue is mended.
void jump(const VisitFrame& frame, const audit::Issue& issue) {
  if (!issue.question.empty() && frame.checklist != nullptr) {
    if (const forms::Section* section = frame.checklist->section_of(issue.question)) {
      frame.show(section->key, issue.question);
      return;
    }
  }
  const std::string_view kind = frame.workspace.projection().kind(issue.record);
  if (kind == audit::sample_kind)
    frame.show(visit_page::samples);
  else if (kind == audit::finding_kind)
    frame.show(visit_page::findings);
  else if (kind == audit::signature_kind || issue.field.starts_with(audit::signed_prefix))
    frame.show(visit_page::signing);
  else {
    frame.show(visit_page::details);
    FormState& details = frame.state.details;
    if (details.record != frame.visit.id)
      details = {.record = frame.visit.id};
    details.open_next = issue.field;
  }
}

void draw_figures(Box& area, const VisitFrame& frame) {
  const forms::Tally& tally = frame.evaluation.tally;
  const auto permille = tally.score.permille();
  Columns columns(area, columns_that_fit(area.w, px(150), px(space::x12), 4), px(space::x12));
  const auto tile = [&](int column, std::string_view id, std::string_view caption, const std::string& figure,
                        std::string_view unit, std::string_view below = {}) {
    Box& place = columns[column % columns.count()];
    figure_tile(place.take_top(px(112), px(space::x12)), id,
                {.caption = tr(caption), .figure = figure, .unit = unit, .change = below});
  };
  const std::string points = tr("visit.score_of", {{"obtained", to_string(tally.score.obtained)},
                                                   {"possible", to_string(tally.score.possible)}});
  const std::string of_all = tr("visit.of_questions", {{"count", std::to_string(tally.questions)}});
  tile(0, "answered", "visit.figure_answered", std::to_string(tally.answered), of_all);
  const auto items = [](std::size_t count) {
    return tr("visit.unit_items", {{"count", std::to_string(count)}});
  };
  tile(1, "failed", "visit.figure_failed", std::to_string(tally.failed), items(tally.failed));
  tile(2, "na", "visit.figure_not_applicable", std::to_string(tally.not_applicable),
       items(tally.not_applicable));
  tile(3, "score", "visit.figure_score", permille ? text::format_permille(*permille) : std::string("–"), {},
       permille ? std::string_view(points) : std::string_view());
}

void draw_issues(Box& area, const VisitFrame& frame, const std::vector<audit::Issue>& issues) {
  Card card(area);
  section_header(card.body, {.title = tr("visit.still_missing")});
  if (issues.empty())
    text_line(card.body.take_top(px(36)), tr("visit.nothing_missing"),
              {.color = colors().status(Status::done).ink});
  std::size_t number = 0;
  Box rows = card.body.inset(-px(space::x12), 0); // so that the shapes stand under the heading
  const float top = rows.y;
  const access::Part part({.role = access::Role::list, .name = tr("visit.still_missing"), .box = rows});
  for (const audit::Issue& issue : issues) {
    const IdScope scope(number++);
    const std::string sentence = tr(issue.phrase);
    const bool blocking = issue.gravity == audit::Gravity::blocking;
    if (small_row(rows.take_top(std::max(px(40), theme().control_height())), "issue",
                  {.label = sentence,
                   .icon = blocking ? Icon::circle_alert : Icon::info,
                   .right = tr(blocking ? "visit.must" : "visit.should"),
                   .right_status = blocking ? Status::due : Status::not_applicable,
                   .opens = true}))
      jump(frame, issue);
  }
  card.body.skip(rows.y - top);
}

void step(Box& body, const VisitFrame& frame, std::string_view id, std::string_view label, Icon icon,
          ButtonKind kind, const Result<records::Change>& change) {
  std::string why(read_only_reason(frame.context));
  if (why.empty() && !change)
    why = tr(change.error());
  Box line = body.take_top(theme().control_height(), px(space::x8));
  const bool pressed =
      button_left(line, id, {.label = tr(label), .kind = kind, .icon = icon, .disabled_because = why});
  text_line(line.inset(px(space::x12), 0), why, {.color = colors().muted});
  if (pressed)
    push_change(frame.context, change, Announce::with_undo);
}

void draw_steps(Box& area, const VisitFrame& frame) {
  const records::Context context = frame.workspace.context();
  Card card(area);
  section_header(card.body, {.title = tr("visit.close")});
  paragraph(card.body, tr("visit.close_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  const bool open = frame.visit.is_open();
  if (open)
    step(card.body, frame, "complete", "visit.complete", Icon::circle_check, ButtonKind::primary,
         audit::finish_visit(frame.audit(), frame.visit.id, context));
  if (frame.visit.state() == audit::InspectionState::awaiting_laboratory)
    step(card.body, frame, "complete", "visit.complete_results", Icon::circle_check, ButtonKind::primary,
         audit::complete(frame.audit(), frame.visit.id, context));
  if (!open) {
    step(card.body, frame, "lock", "visit.lock", Icon::lock, ButtonKind::primary,
         audit::lock(frame.audit(), frame.visit.id, context));
    Box line = card.body.take_top(theme().control_height());
    const std::string why = forbidden_because(frame.context, audit::Permission::close_visits);
    if (button_left(line, "reopen_button",
                    {.label = tr("visit.reopen"), .icon = Icon::lock_open, .disabled_because = why}))
      open_layer("reopen");
  }
}

void draw_reopen(const VisitFrame& frame) {
  if (Dialog dialog("reopen", {.title = tr("visit.reopen")}); dialog) {
    const Box box = labelled(dialog.body, {.label = tr("field.inspection.reopen_reason")});
    text_field(box, "reason", frame.state.reopen_reason,
               {.name = tr("field.inspection.reopen_reason"), .required = true});
    Box footer = dialog.footer();
    const auto change =
        audit::reopen(frame.audit(), frame.visit.id, frame.state.reopen_reason, frame.workspace.context());
    const std::string why = change ? std::string() : tr(change.error());
    if (button_right(footer, "reopen",
                     {.label = tr("visit.reopen"), .kind = ButtonKind::primary, .disabled_because = why}) &&
        push_change(frame.context, change, Announce::with_undo)) {
      frame.state.reopen_reason.clear();
      dialog.close();
    }
    if (button_right(footer, "leave", {.label = tr("visit.leave_closed")}))
      dialog.close();
  }
}

} // namespace

void draw_visit_completion(Box& area, const VisitFrame& frame) {
  heading(area.take_top(theme().control_height(), px(space::x12)), tr("visit.finish"),
          {.role = TextRole::title});
  draw_figures(area, frame);
  if (frame.visit.is_open() || frame.visit.state() == audit::InspectionState::awaiting_laboratory)
    draw_issues(area, frame, audit::completion_issues(frame.audit(), frame.visit.id));
  // A locked record has no steps left, and the page's banner says that it is locked.
  if (frame.visit.state() != audit::InspectionState::locked)
    draw_steps(area, frame);
  draw_reopen(frame);
}

void draw_visit_history(Box& area, const VisitFrame& frame) {
  const auto entries = frame.workspace.history(frame.visit.id);
  Card card(area);
  section_header(card.body, {.title = tr("factory.card_history")});
  record_history(card.body, "history", frame.state.history, form_context(frame.context), workspace::schema(),
                 {.entries = entries, .record = frame.visit.id, .shown_at_first = 40});
}

} // namespace truat::ui
