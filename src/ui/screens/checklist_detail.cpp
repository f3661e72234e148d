#include "ui/screens/checklist_detail.h"

#include "forms/evaluation.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/shared_words.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/paint.h"

#include <algorithm>

namespace truat::ui {
namespace {

using text::tr;

constexpr float number_width = 44;
constexpr std::string_view unverified_mark = "\u00A0*"; ///< explained once, at the top

std::string_view type_words(const forms::Question& question) {
  switch (question.type) {
  case forms::QuestionType::choice:
    return tr("checklists.type_choice");
  case forms::QuestionType::multiple_choice:
    return tr("checklists.type_multiple");
  case forms::QuestionType::number:
    return tr(question.source == forms::NumberSource::laboratory ? "checklists.type_laboratory"
                                                                 : "checklists.type_number");
  case forms::QuestionType::text:
    return tr("checklists.type_text");
  case forms::QuestionType::date:
    return tr("checklists.type_date");
  case forms::QuestionType::photo:
    return tr("checklists.type_photo");
  case forms::QuestionType::sample:
    return tr("checklists.type_sample");
  case forms::QuestionType::unknown:
    break;
  }
  return tr("checklists.type_unknown");
}

std::string severity_words(forms::Severity severity) {
  return std::string(tr("choice.severity." + std::string(forms::key_of(severity))));
}

/// "แบบเลือกตอบ · ต้องตอบ · คะแนน 5 · ร้ายแรง".
std::string question_meta(const forms::Question& question) {
  std::string words(type_words(question));
  if (question.required == forms::Demand::required)
    words.append(" · ").append(tr("checklists.required"));
  if (question.weight != Decimal{})
    words.append(" · ").append(tr("checklists.weight", {{"weight", to_string(question.weight)}}));
  if (question.severity)
    words.append(" · ").append(severity_words(*question.severity));
  if (question.due_days)
    words.append(" · ").append(
        *question.due_days == 0 ? std::string(tr("checklists.due_at_once"))
                                : tr("checklists.due_days", {{"days", std::to_string(*question.due_days)}}));
  return words;
}

/// A limit with what it holds for: "5.5–9.0 · ตั้งแต่ 7 มิ.ย. 2560 · ลำดับที่ 52(3)".
std::string limit_words(const forms::Question& question, const forms::Limit& limit) {
  std::string words = text::with_unit(forms::limit_text(limit), in_language(question.unit));
  if (limit.from)
    words.append(" · ").append(tr("checklists.limit_from", {{"date", shown_date(limit.from)}}));
  if (limit.until)
    words.append(" · ").append(tr("checklists.limit_until", {{"date", shown_date(limit.until)}}));
  std::string types;
  for (const std::string& type : limit.factory_types)
    types.append(types.empty() ? "" : ", ").append(type);
  if (!types.empty())
    words.append(" · ").append(tr("checklists.limit_types", {{"types", types}}));
  std::string waters;
  for (const std::string& water : limit.receiving_waters)
    waters.append(waters.empty() ? "" : ", ").append(tr("choice.receiving_water." + water));
  if (!waters.empty())
    words.append(" · ").append(waters);
  if (limit.unverified)
    words.append(unverified_mark);
  return words;
}

void caption_line(Box& area, std::string_view label, const std::string& words) {
  Box row = area;
  const float key = px(92);
  const float height = text_height(words, TextRole::caption, row.w - key);
  row = area.take_top(std::max(height, line_height(TextRole::caption)), px(2));
  text_line(row.take_left(key).take_top(line_height(TextRole::caption)), label,
            {.role = TextRole::caption, .color = colors().muted});
  paragraph(row, words, {.role = TextRole::caption});
}

void draw_responses(Box& area, const forms::Template& checklist, const forms::Question& question) {
  const forms::ResponseSet* set = checklist.responses_of(question);
  if (set == nullptr)
    return;
  Box line = area.take_top(px(28), px(2));
  for (const forms::Response& response : set->responses) {
    const std::string label = in_language(response.label);
    const auto status = status_of(response.tone);
    const float width = status ? chip_width({*status, label}) : text_width(label, TextRole::caption) + px(16);
    if (width > line.w && line.w < area.w)
      line = area.take_top(px(28), px(2));
    if (status)
      chip_left(line, {*status, label}, px(space::x8));
    else
      text_left(line, label, {.role = TextRole::caption, .color = colors().muted}, px(space::x16));
  }
}

void draw_question(Box& area, const forms::Template& checklist, const forms::Question& question) {
  Box row = area;
  const float top = area.y;
  text_line(row.take_left(px(number_width)).take_top(line_height(TextRole::body)), question.number,
            {.color = colors().muted});
  paragraph(row, in_language(question.text), {.role = TextRole::body_strong});
  paragraph(row, question_meta(question), {.role = TextRole::caption, .color = colors().muted});
  if (!question.help.empty())
    paragraph(row, in_language(question.help), {.role = TextRole::caption, .color = colors().muted});
  draw_responses(row, checklist, question);
  for (const forms::Limit& limit : question.limits)
    caption_line(row, tr("checklists.limit"), limit_words(question, limit));
  for (const forms::LegalGround& ground : question.grounds) {
    std::string words = in_language(ground.citation);
    if (!ground.summary.empty())
      words.append(" — ").append(in_language(ground.summary));
    if (ground.unverified)
      words.append(unverified_mark);
    caption_line(row, tr("checklists.ground"), words);
  }
  if (!question.remedy.empty())
    caption_line(row, tr("checklists.remedy"), in_language(question.remedy));
  area.skip(row.y - top + px(space::x12));
}

void draw_section(Box& area, ChecklistDetailState& state, const forms::Template& checklist,
                  const forms::Section& section) {
  const IdScope scope(section.key);
  const bool open = state.open_section == section.key;
  Card card(area, {.padding_y = 8});
  Box row = card.body.take_top(std::max(px(40), theme().control_height()));
  const Box ground = row.inset(-px(space::x12), 0);
  const std::string title = section.number + "  " + in_language(section.title);
  const std::string count =
      tr("visit_dialog.questions", {{"count", std::to_string(section.questions.size())}});
  const Press press =
      press_area(ground, id_of("section"),
                 {.name = title, .value = count, .state = {.expanded = open, .has_popup = true}});
  if (press.hovered)
    fill(ground, colors().sunken, px(space::radius_control));
  icon(row.take_right(px(16), px(space::x12)), open ? Icon::chevron_up : Icon::chevron_down,
       space::icon_chevron, colors().muted);
  (void)draw_line(row.take_right(text_width(count, TextRole::caption), px(space::x12)), count,
                  {.role = TextRole::caption, .color = colors().muted});
  (void)draw_line(row, title, {.role = TextRole::section});
  if (press.ring)
    focus_ring(ground, px(space::radius_control));
  if (press.pressed)
    state.open_section = open ? std::string() : section.key;
  if (!open)
    return;
  card.body.skip(px(space::x8));
  if (section.when)
    paragraph(card.body, tr("checklists.conditional"), {.color = colors().muted});
  for (const forms::Question& question : section.questions) {
    if (&question != &section.questions.front()) {
      horizontal_line(card.body.x, card.body.y, card.body.w, colors().divider);
      card.body.skip(px(space::x12));
    }
    draw_question(card.body, checklist, question);
  }
}

bool has_unverified(const forms::Template& checklist) {
  return std::ranges::any_of(checklist.sections, [](const forms::Section& section) {
    return std::ranges::any_of(section.questions, [](const forms::Question& question) {
      return std::ranges::any_of(question.limits, &forms::Limit::unverified) ||
             std::ranges::any_of(question.grounds, &forms::LegalGround::unverified);
    });
  });
}

} // namespace

std::string checklist_extent(const forms::Template& checklist) {
  return tr("visit_dialog.questions", {{"count", std::to_string(checklist.question_count())}}) + " · " +
         tr("checklists.sections", {{"count", std::to_string(checklist.sections.size())}});
}

void draw_checklist_detail(const Box& box, ScreenContext& context, ChecklistDetailState& state,
                           const forms::Template& checklist) {
  const IdScope scope(checklist.key);
  PageColumn page(box, context, "checklist", 860);
  heading(page.area.take_top(px(40)), in_language(checklist.title), {.role = TextRole::title});
  std::string meta = checklist_extent(checklist) + " · " +
                     tr("checklists.version", {{"version", std::to_string(checklist.version)}});
  std::string purposes;
  for (const std::string& purpose : checklist.purposes)
    purposes.append(purposes.empty() ? "" : ", ").append(context.input.choices->label("purpose", purpose));
  paragraph(page.area, meta, {.color = colors().muted});
  if (!purposes.empty())
    paragraph(page.area, tr("checklists.purposes", {{"purposes", purposes}}), {.color = colors().muted});
  if (has_unverified(checklist))
    paragraph(page.area, tr("checklists.unverified"), {.color = colors().muted});
  page.area.skip(px(space::x16));
  for (const forms::Section& section : checklist.sections)
    draw_section(page.area, state, checklist, section);
}

} // namespace truat::ui
