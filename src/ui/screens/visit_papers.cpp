// The papers of a visit: its details and team, the samples that wait for the laboratory, the findings.
#include "audit/edit.h"
#include "audit/evidence_verbs.h"
#include "text/messages.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using text::tr;

constexpr std::array<std::string_view, 8> detail_fields{
    "inspection.purpose",        "inspection.purpose_detail", "inspection.visited_on",
    "inspection.entered_at",     "inspection.left_at",        "inspection.guide_name",
    "inspection.guide_position", "inspection.official_number"};
constexpr std::array<std::string_view, 5> outcome_fields{"inspection.result", "inspection.opinion",
                                                         "inspection.operator_statement",
                                                         "inspection.receiving_water", "inspection.position"};
constexpr std::array<std::string_view, 5> finding_fields{"finding.text", "finding.severity", "finding.remedy",
                                                         "finding.due_days", "finding.ground"};

void form(Box& area, const VisitFrame& frame, std::string_view id, FormState& state,
          const records::RecordId& record, std::string_view kind, std::span<const std::string_view> fields,
          std::string_view locked) {
  record_form(area, id, state, form_context(frame.context),
              {.record = record,
               .kind = workspace::schema().find_kind(kind),
               .fields = fields,
               .read_only_because = locked,
               .columns = area.w > px(620) ? 2 : 1,
               .key_width = 140,
               .in_cards = false},
              frame.context.requests);
}

Result<records::Change> change_of(Result<audit::Created> created) {
  if (!created)
    return std::unexpected(std::move(created.error()));
  return std::move(created->change);
}

void draw_team(Box& area, const VisitFrame& frame) {
  Card card(area);
  section_header(card.body, {.title = tr("visit.team")});
  std::vector<std::string> members;
  for (const records::RecordId& member : frame.visit.team)
    members.push_back(records::to_string(member));
  for (const records::RecordId& id : frame.audit().people()) {
    const audit::Person* person = frame.audit().person(id);
    if (person == nullptr)
      continue;
    const std::string key = records::to_string(id);
    const auto found = std::ranges::find(members, key);
    bool on = found != members.end();
    const bool is_offered = frame.locked.empty() && person->is_here(frame.context.input.today());
    if (!is_offered && !on)
      continue; // of a closed visit only those who were there are of interest
    const IdScope scope(key);
    const std::string second =
        person->position + (person->officer_card.empty() ? "" : " · " + person->officer_card);
    const Box row = card.body.take_top(px(44), px(space::x4));
    if (!checkbox(row, "member", on,
                  {.label = person->name, .second_line = second, .disabled_because = frame.locked}))
      continue;
    if (on)
      members.push_back(key);
    else
      members.erase(found);
    push_change(frame.context, audit::set_members(frame.audit(), frame.visit.id, "inspection.team", members,
                                                  frame.workspace.context()));
    break; // the members have changed under the loop
  }
}

/// Whether it was added.
bool add_sample(const VisitFrame& frame) {
  NewSample& fresh = frame.state.sample;
  audit::Sample sample;
  sample.inspection = frame.visit.id;
  sample.seal = fresh.seal;
  sample.point = fresh.point;
  sample.laboratory = fresh.laboratory;
  sample.parameters = fresh.parameters;
  const LocalTime now = local_time(frame.context.input.now);
  sample.taken_on = now.date;
  sample.taken_at = now.time;
  auto created = audit::add_sample(frame.audit(), sample, frame.workspace.context());
  if (!created) {
    fresh.error = tr(created.error());
    return false;
  }
  frame.context.push(CommitChange{std::move(created->change), Announce::with_undo});
  fresh = {};
  return true;
}

void text_row(Box& body, std::string_view id, std::string_view label, std::string& value,
              std::string_view error = {}) {
  const Box box = labelled(body, {.label = tr(label), .error = error});
  text_field(box, id, value, {.name = tr(label)});
}

void draw_add_sample(const VisitFrame& frame) {
  NewSample& fresh = frame.state.sample;
  if (Dialog dialog("add_sample", {.title = tr("visit.add_sample")}); dialog) {
    text_row(dialog.body, "seal", "field.sample.seal", fresh.seal, fresh.error);
    text_row(dialog.body, "point", "field.sample.point", fresh.point);
    text_row(dialog.body, "laboratory", "field.sample.laboratory", fresh.laboratory);
    text_row(dialog.body, "parameters", "field.sample.parameters", fresh.parameters);
    Box footer = dialog.footer();
    if (button_right(footer, "add", {.label = tr("visit.add_sample"), .kind = ButtonKind::primary}) &&
        add_sample(frame))
      dialog.close();
    if (button_right(footer, "leave", {.label = tr("factories.do_not_add")}))
      dialog.close();
  }
}

/// Whether it was recorded.
bool record_result(const VisitFrame& frame) {
  NewResult& fresh = frame.state.result;
  auto change = audit::record_result(frame.audit(), fresh.sample,
                                     {.result = fresh.result,
                                      .outcome = fresh.outcome,
                                      .result_on = frame.context.input.today(),
                                      .report_number = fresh.report},
                                     frame.workspace.context());
  if (!change) {
    fresh.error = tr(change.error());
    return false;
  }
  frame.context.push(CommitChange{std::move(*change), Announce::with_undo});
  fresh = {};
  return true;
}

void draw_record_result(const VisitFrame& frame) {
  NewResult& fresh = frame.state.result;
  const ChoiceLists& lists = *frame.context.input.choices;
  if (Dialog dialog("record_result", {.title = tr("visit.record_result")}); dialog) {
    text_row(dialog.body, "result", "field.sample.result", fresh.result, fresh.error);
    const Box box = labelled(dialog.body, {.label = tr("field.sample.result_outcome")});
    const std::string shown = lists.label("sample_outcome", fresh.outcome);
    const ChoiceResult chosen = choice_field(
        box, "outcome",
        {.field = {.name = tr("field.sample.result_outcome"), .placeholder = tr("factories.choose")},
         .chosen_label = shown,
         .choices = [&lists] { return lists.choices("sample_outcome", {}); }});
    if (chosen.chosen)
      fresh.outcome = chosen.key;
    text_row(dialog.body, "report", "field.sample.report_number", fresh.report);
    Box footer = dialog.footer();
    if (button_right(footer, "keep", {.label = tr("visit.record_result"), .kind = ButtonKind::primary}) &&
        record_result(frame))
      dialog.close();
    if (button_right(footer, "leave", {.label = tr("visit.not_now")}))
      dialog.close();
  }
}

} // namespace

void draw_visit_details(Box& area, const VisitFrame& frame) {
  {
    Card card(area);
    section_header(card.body, {.title = tr("visit.details")});
    form(card.body, frame, "details", frame.state.details, frame.visit.id, audit::inspection_kind,
         detail_fields, frame.locked);
  }
  draw_team(area, frame);
  {
    Card card(area);
    Box right = section_header(card.body, {.title = tr("visit.outcome")});
    const LinkSpec here{
        .label = tr("factory.locate"), .icon = Icon::map_pin, .disabled_because = frame.locked};
    if (link(right.take_right(link_width(here)), "locate", here))
      frame.context.push(LocateMe{frame.visit.id, "inspection.position"});
    form(card.body, frame, "outcome", frame.state.details, frame.visit.id, audit::inspection_kind,
         outcome_fields, frame.locked);
  }
  {
    Card card(area);
    section_header(card.body, {.title = tr("visit.general_photos")});
    Box tiles = card.body.take_top(px(72));
    photo_tiles(tiles, frame, {}, px(72));
  }
}

void draw_visit_samples(Box& area, const VisitFrame& frame) {
  Box head = area.take_top(theme().control_height(), px(space::x12));
  if (button_right(head, "add",
                   {.label = tr("visit.add_sample"),
                    .kind = ButtonKind::secondary,
                    .icon = Icon::plus,
                    .disabled_because = frame.locked,
                    .ground = Ground::canvas})) {
    frame.state.sample = {};
    open_layer("add_sample");
  }
  heading(head, tr("visit.samples"));
  draw_add_sample(frame);
  draw_record_result(frame);
  const auto samples = frame.audit().samples_of(frame.visit.id);
  if (samples.empty()) {
    empty_state(area.take_top(px(260)), "no_samples",
                {.icon = Icon::flask_conical,
                 .title = tr("visit.no_samples"),
                 .sentence = tr("visit.no_samples_note")});
    return;
  }
  for (const records::RecordId& id : samples) {
    const audit::Sample* sample = frame.audit().sample(id);
    if (sample == nullptr)
      continue;
    const IdScope scope(records::to_string(id));
    Card card(area);
    const std::string title = sample->seal + " · " + sample->point;
    const bool phone = card.body.w < px(480);
    if (phone)
      heading(card.body.take_top(px(32)), title);
    Box line = card.body.take_top(theme().control_height(), px(space::x4));
    const bool waits = sample->waits();
    const std::string outcome = frame.context.input.choices->label("sample_outcome", sample->result_outcome);
    chip_right(line,
               {waits ? Status::active : (sample->result_outcome == "failed" ? Status::failed : Status::done),
                waits ? tr("state.awaiting_laboratory") : std::string_view(outcome)},
               px(space::x8));
    if (waits && forbidden_because(frame.context, audit::Permission::inspect).empty() &&
        button_right(line, "result", {.label = tr("visit.record_result"), .icon = Icon::pencil})) {
      frame.state.result = {};
      frame.state.result.sample = id;
      open_layer("record_result");
    }
    if (!phone)
      heading(line, title);
    form(card.body, frame, "sample", frame.state.parts[records::to_string(id)], id, audit::sample_kind, {},
         frame.locked);
  }
}

void draw_visit_findings(Box& area, const VisitFrame& frame) {
  heading(area.take_top(theme().control_height(), px(space::x12)), tr("visit.findings"));
  if (frame.locked.empty()) {
    Card card(area);
    Box line = card.body.take_top(theme().control_height());
    if (button_right(line, "add",
                     {.label = tr("visit.add_finding"),
                      .icon = Icon::plus,
                      .disabled_because = frame.state.finding_text.empty() ? tr("visit.write_finding_first")
                                                                           : std::string_view()})) {
      audit::Finding finding;
      finding.inspection = frame.visit.id;
      finding.text = frame.state.finding_text;
      auto created = audit::add_finding(frame.audit(), finding, frame.workspace.context());
      if (push_change(frame.context, change_of(std::move(created)), Announce::with_undo))
        frame.state.finding_text.clear();
    }
    text_field(line, "new_finding", frame.state.finding_text,
               {.name = tr("visit.add_finding"), .placeholder = tr("visit.finding_example")});
  }
  const auto findings = frame.audit().findings_of(frame.visit.id);
  if (findings.empty()) {
    // Nothing was found only once something was answered, and in a closed visit nothing comes any more.
    const bool is_begun = frame.evaluation.tally.answered > 0;
    empty_state(
        area.take_top(px(240)), "no_findings",
        {.icon = is_begun ? Icon::circle_check : Icon::clipboard_list,
         .title = tr(is_begun ? "visit.no_findings" : "visit.no_findings_yet"),
         .sentence = frame.locked.empty() || !is_begun ? tr("visit.no_findings_note") : std::string_view()});
  }
  for (const records::RecordId& id : findings) {
    const audit::Finding* finding = frame.audit().finding(id);
    if (finding == nullptr)
      continue;
    const IdScope scope(records::to_string(id));
    Card card(area);
    Box line = card.body.take_top(px(36), px(space::x4));
    const bool corrected = finding->state() == audit::FindingState::corrected_on_site;
    const std::string word = frame.context.input.choices->label("finding_state", finding->state_key);
    chip_right(line, {corrected ? Status::done : Status::failed, word}, px(space::x8));
    if (frame.locked.empty() &&
        button_right(line, "state",
                     {.label = tr(corrected ? "visit.finding_open_again" : "visit.finding_corrected")}))
      push_change(frame.context,
                  audit::set_finding_state(frame.audit(), id,
                                           corrected ? audit::FindingState::open
                                                     : audit::FindingState::corrected_on_site,
                                           frame.workspace.context()),
                  Announce::with_undo);
    const forms::QuestionState* question = frame.evaluation.find(finding->question);
    if (question != nullptr) {
      const std::string label = tr("visit.question_number", {{"number", question->question->number}});
      const LinkSpec jump{.label = label, .icon = Icon::clipboard_list};
      if (link(line.take_left(link_width(jump)), "jump", jump))
        if (const forms::Section* section = frame.checklist->section_of(finding->question))
          frame.show(section->key, finding->question);
    } else {
      text_line(line, tr("visit.by_hand"), {.color = colors().muted});
    }
    form(card.body, frame, "finding", frame.state.parts[records::to_string(id)], id, audit::finding_kind,
         finding_fields, frame.locked);
  }
}

} // namespace truat::ui
