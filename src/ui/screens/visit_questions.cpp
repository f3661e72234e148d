// The questions of one section: their answers, notes and photos.
#include "audit/answer_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/text_field.h"

#include <algorithm>

namespace truat::ui {
namespace {

using text::tr;

constexpr float number_width = 40;
constexpr float tile_side = 72;

class QuestionCard {
public:
  QuestionCard(const VisitFrame& frame, const forms::QuestionState& state)
      : m_frame(frame), m_state(state), m_question(*state.question),
        m_place{m_question.key, std::string(forms::main_instance)} {}

  void draw(Box& area);

private:
  void draw_heading(Box& body) const;
  void draw_answer(Box& body);
  void draw_choice(Box& body);
  void draw_choices(Box& body);
  void draw_number(Box& body);
  void draw_text(Box& body);
  void draw_date(Box& body);
  void draw_sample(Box& body) const;
  void draw_note(Box& body);
  void draw_kept_note(Box& body, const std::string& note, bool has_photos) const;
  void answer(const forms::Answer& given, std::optional<std::vector<records::OperationId>> overwrites) const;
  void note_what_was_seen(TypedText& typed, const std::string& field) const;
  void keep_draft(const TypedText& typed, const std::string& field) const;
  void focus_here() const { m_frame.state.focused = m_question.key; }
  [[nodiscard]] bool is_required_and_open() const {
    return m_question.required == forms::Demand::required && !m_state.answered;
  }
  [[nodiscard]] bool lacks(forms::Missing what) const {
    return std::ranges::find(m_state.missing, what) != m_state.missing.end();
  }

  const VisitFrame& m_frame;
  const forms::QuestionState& m_state;
  const forms::Question& m_question;
  forms::QuestionInstance m_place;
};

void QuestionCard::draw(Box& area) {
  const IdScope scope(m_question.key);
  const bool something_missing =
      is_required_and_open() || lacks(forms::Missing::note) || lacks(forms::Missing::photo);
  const bool show_edge = something_missing && m_frame.locked.empty();
  Card card(
      area,
      {.padding_x = 20, .padding_y = 20, .edge = show_edge ? std::optional(Status::due) : std::nullopt});
  const Box start = card.body;
  draw_heading(card.body);
  const bool indented = m_frame.context.layout() != LayoutClass::narrow;
  if (indented) {
    card.body.x += px(number_width);
    card.body.w -= px(number_width);
  }
  draw_answer(card.body);
  draw_note(card.body);
  if (indented) {
    card.body.x -= px(number_width);
    card.body.w += px(number_width);
  }
  const Box whole{start.x, start.y, start.w, card.body.y - start.y};
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && whole.contains(ImGui::GetIO().MousePos) &&
      ImGui::IsWindowHovered())
    focus_here();
  if (m_frame.state.scroll_to == m_question.key)
    focus_here();
}

void QuestionCard::draw_heading(Box& body) const {
  Box text = body;
  const Box number = text.take_left(px(number_width));
  if (is_required_and_open() && m_frame.locked.empty()) {
    const ChipSpec spec{Status::due, tr("visit.must_answer")};
    Box right = text.take_right(status_text_width(spec, TextRole::body_strong), px(space::x12));
    status_text(right.take_top(line_height(TextRole::section)), spec, TextRole::body_strong, Align::right);
  }
  const std::string words = in_language(m_question.text);
  const float height = text_height(words, TextRole::section, text.w);
  text_line({number.x, number.y, number.w, line_height(TextRole::section)}, m_question.number,
            {.role = TextRole::section, .color = colors().muted});
  const float top = text.y;
  const Box lines{text.x, text.y, text.w, height};
  access::item({.role = access::Role::heading, .name = words, .box = lines, .details = {.level = 4}});
  draw_paragraph(lines, words, {.role = TextRole::section});
  text.skip(height);
  std::string grounds;
  for (const forms::LegalGround& ground : m_question.grounds)
    grounds += (grounds.empty() ? "" : " · ") + in_language(ground.citation);
  if (!grounds.empty())
    paragraph(text, grounds, {.role = TextRole::caption, .color = colors().muted, .most_lines = 2});
  body.skip(text.y - top + px(space::x12));
}

void QuestionCard::answer(const forms::Answer& given,
                          std::optional<std::vector<records::OperationId>> overwrites) const {
  push_change(m_frame.context, audit::answer_question(m_frame.audit(), m_frame.visit.id, m_place, given,
                                                      std::move(overwrites), m_frame.workspace.context()));
  focus_here();
}

void QuestionCard::draw_answer(Box& body) {
  switch (m_question.type) {
  case forms::QuestionType::choice:
    draw_choice(body);
    break;
  case forms::QuestionType::multiple_choice:
    draw_choices(body);
    break;
  case forms::QuestionType::number:
    draw_number(body);
    break;
  case forms::QuestionType::text:
    draw_text(body);
    break;
  case forms::QuestionType::date:
    draw_date(body);
    break;
  case forms::QuestionType::photo:
    break; // its photos, beside the note, are the answer
  case forms::QuestionType::sample:
    draw_sample(body);
    break;
  case forms::QuestionType::unknown:
    text_line(body.take_top(px(28), px(space::x8)), tr("visit.newer_question"), {.color = colors().muted});
    break;
  }
}

void QuestionCard::draw_choice(Box& body) {
  const forms::ResponseSet* set = m_frame.checklist->responses_of(m_question);
  if (set == nullptr)
    return;
  const forms::Answer given = m_frame.audit().answer(m_frame.visit.id, m_place);
  const auto* choice = std::get_if<forms::Choice>(&given);
  std::vector<std::string> labels;
  for (const forms::Response& response : set->responses)
    labels.push_back(in_language(response.label));
  std::vector<Answer> answers;
  int chosen = -1;
  for (std::size_t i = 0; i < set->responses.size(); ++i) {
    answers.push_back({labels[i], status_of(set->responses[i].tone)});
    if (choice != nullptr && choice->response == set->responses[i].key)
      chosen = static_cast<int>(i);
  }
  const float height = px(m_frame.context.layout() == LayoutClass::narrow ? 56 : 40);
  bool changed = answer_buttons(body.take_top(height, px(space::x12)), "answer", chosen, answers,
                                {.name = in_language(m_question.text), .disabled_because = m_frame.locked});
  if (m_frame.locked.empty() && m_frame.state.focused == m_question.key && letter_keys_are_free())
    for (int key = 0; key < static_cast<int>(answers.size()) && key < 9; ++key)
      if (key_pressed(static_cast<ImGuiKey>(ImGuiKey_1 + key)) ||
          key_pressed(static_cast<ImGuiKey>(ImGuiKey_Keypad1 + key))) {
        chosen = chosen == key ? -1 : key;
        changed = true;
      }
  if (changed)
    answer(chosen < 0 ? forms::Answer()
                      : forms::Answer(forms::Choice{set->responses[static_cast<std::size_t>(chosen)].key}),
           std::nullopt);
}

void QuestionCard::draw_choices(Box& body) {
  const forms::ResponseSet* set = m_frame.checklist->responses_of(m_question);
  if (set == nullptr)
    return;
  const forms::Answer given = m_frame.audit().answer(m_frame.visit.id, m_place);
  const auto* choices = std::get_if<forms::Choices>(&given);
  std::vector<std::string> keys = choices != nullptr ? choices->responses : std::vector<std::string>();
  for (const forms::Response& response : set->responses) {
    const IdScope scope(response.key);
    const auto found = std::ranges::find(keys, response.key);
    bool on = found != keys.end();
    const std::string label = in_language(response.label);
    if (!checkbox(body.take_top(theme().control_height()), "choice", on,
                  {.label = label, .disabled_because = m_frame.locked}))
      continue;
    if (on)
      keys.insert(std::ranges::lower_bound(keys, response.key), response.key);
    else
      keys.erase(found);
    answer(keys.empty() ? forms::Answer() : forms::Answer(forms::Choices{keys}), std::nullopt);
    break; // the keys have changed under the loop
  }
  body.skip(px(space::x12));
}

void QuestionCard::note_what_was_seen(TypedText& typed, const std::string& field) const {
  typed.overwrites.clear();
  for (const records::Head& head : m_frame.workspace.projection().heads(m_frame.visit.id, field))
    typed.overwrites.push_back(head.operation);
  typed.is_open = true;
  typed.error.clear();
  focus_here();
}

void QuestionCard::keep_draft(const TypedText& typed, const std::string& field) const {
  m_frame.context.push(KeepDraft{m_frame.visit.id, field, typed.overwrites, typed.text});
}

void QuestionCard::draw_number(Box& body) {
  const std::string field = forms::answer_field(m_place);
  TypedText& typed = m_frame.state.texts[m_question.key];
  const forms::Answer given = m_frame.audit().answer(m_frame.visit.id, m_place);
  if (!typed.is_open && typed.error.empty()) {
    const auto* measured = std::get_if<forms::Measured>(&given);
    typed.text = measured != nullptr ? to_string(measured->value) : std::string();
  }
  const bool not_applicable = std::holds_alternative<forms::NotApplicable>(given);
  Box line = body.take_top(theme().control_height(), px(space::x12));
  const std::string unit = in_language(m_question.unit);
  const std::string name = m_question.number + " " + in_language(m_question.text);
  const bool failed = m_state.out_of_range.has_value();
  const NumberResult result =
      number_field(line.take_left(px(unit.empty() ? 112 : 160), px(space::x12)), "number", typed.text,
                   {.field = {.name = name,
                              .mode = InputMode::decimal,
                              .align = Align::right,
                              .suffix = unit,
                              .tone = failed || !typed.error.empty() ? FieldTone::failed : FieldTone::plain,
                              .error = typed.error,
                              .disabled_because = m_frame.locked,
                              .required = m_question.required == forms::Demand::required}});
  if (m_state.limit != nullptr)
    text_left(line, tr("visit.limit", {{"limit", forms::limit_text(*m_state.limit)}}),
              {.color = colors().muted}, px(space::x12));
  if (m_state.out_of_range) {
    const bool above = m_state.out_of_range->bound == forms::Bound::maximum;
    const std::string word = tr(above ? "visit.above_limit" : "visit.below_limit",
                                {{"amount", text::format_decimal(m_state.out_of_range->by)}});
    chip_left(line, {Status::failed, word});
  }
  bool says_none = not_applicable;
  const ToggleSpec none{.label = tr("visit.not_applicable"), .disabled_because = m_frame.locked};
  if (checkbox(line.take_right(checkbox_width(none)), "not_applicable", says_none, none))
    answer(says_none ? forms::Answer(forms::NotApplicable{}) : forms::Answer(), std::nullopt);
  if (!typed.error.empty())
    text_line(body.take_top(px(24), px(space::x8)), typed.error,
              {.color = colors().status(Status::failed).ink});
  if (result.opened)
    note_what_was_seen(typed, field);
  if (result.changed && result.editing)
    keep_draft(typed, field);
  if (result.cancelled) {
    typed.is_open = false;
    m_frame.context.push(DropDraft{m_frame.visit.id, field});
  }
  if (!result.finished)
    return;
  typed.is_open = false;
  if (result.unreadable) {
    typed.error = tr("visit.not_a_number");
    return;
  }
  const forms::Answer next = result.value ? forms::Answer(forms::Measured{*result.value}) : forms::Answer();
  if (next != given && !(not_applicable && !result.value))
    answer(next, typed.overwrites);
  else
    m_frame.context.push(DropDraft{m_frame.visit.id, field});
}

void QuestionCard::draw_text(Box& body) {
  const std::string field = forms::answer_field(m_place);
  TypedText& typed = m_frame.state.texts[m_question.key];
  const forms::Answer given = m_frame.audit().answer(m_frame.visit.id, m_place);
  if (!typed.is_open) {
    const auto* written = std::get_if<forms::Written>(&given);
    typed.text = written != nullptr ? written->text : std::string();
  }
  const std::string name = m_question.number + " " + in_language(m_question.text);
  const Box box = body.take_top(text_area_height(typed.text, body.w), px(space::x12));
  const FieldResult result = text_field(
      box, "text", typed.text, {.name = name, .lines = Lines::several, .disabled_because = m_frame.locked});
  if (result.opened)
    note_what_was_seen(typed, field);
  if (result.changed && result.editing)
    keep_draft(typed, field);
  if (result.cancelled || result.finished)
    typed.is_open = false;
  const forms::Answer next = typed.text.empty() ? forms::Answer() : forms::Answer(forms::Written{typed.text});
  if (result.finished && next != given)
    answer(next, typed.overwrites);
  else if (result.finished || result.cancelled)
    m_frame.context.push(DropDraft{m_frame.visit.id, field});
}

void QuestionCard::draw_date(Box& body) {
  const forms::Answer given = m_frame.audit().answer(m_frame.visit.id, m_place);
  const auto* dated = std::get_if<forms::Dated>(&given);
  std::optional<CivilDate> date = dated != nullptr ? std::optional(dated->date) : std::nullopt;
  const std::string name = m_question.number + " " + in_language(m_question.text);
  Box line = body.take_top(theme().control_height(), px(space::x12));
  const DateResult result = date_field(
      line.take_left(px(200)), "date", date,
      {.field = {.name = name, .disabled_because = m_frame.locked}, .today = m_frame.context.input.today()});
  const forms::Answer next = date ? forms::Answer(forms::Dated{*date}) : forms::Answer();
  if (result.finished && !result.unreadable && next != given)
    answer(next, std::nullopt);
}

void QuestionCard::draw_sample(Box& body) const {
  Box line = body.take_top(theme().control_height(), px(space::x12));
  if (button_left(line, "samples", {.label = tr("visit.samples"), .icon = Icon::flask_conical}))
    m_frame.show(visit_page::samples);
  const std::string_view word = tr(m_state.answered ? "visit.sample_taken" : "visit.no_sample_yet");
  text_line(line.inset(px(space::x12), 0), word, {.color = colors().muted});
}

/// What was noted, to be read: fields that nobody can type in would be noise.
void QuestionCard::draw_kept_note(Box& body, const std::string& note, bool has_photos) const {
  if (has_photos) {
    Box tiles = body.take_top(px(tile_side), note.empty() ? 0 : px(space::x8));
    photo_tiles(tiles, m_frame, m_question.key, px(tile_side));
  }
  if (!note.empty())
    paragraph(body, note);
  else if (!has_photos)
    body.y -= px(space::x12); // the distance that the answer keeps to its note
}

void QuestionCard::draw_note(Box& body) {
  const std::string field = forms::note_field(m_place);
  TypedText& typed = m_frame.state.notes[m_question.key];
  const std::string kept(records::as_text(m_frame.workspace.projection().value(m_frame.visit.id, field)));
  if (!typed.is_open)
    typed.text = kept;
  const bool has_photos = !m_frame.audit().photos_of(m_frame.visit.id, m_place).empty();
  if (!m_frame.locked.empty()) {
    draw_kept_note(body, kept, has_photos);
    return;
  }
  const bool is_large = !typed.text.empty() || has_photos || typed.is_open;

  const ButtonSpec photo{.label = tr("visit.take_photo"),
                         .kind = lacks(forms::Missing::photo) ? ButtonKind::due : ButtonKind::secondary,
                         .icon = Icon::camera,
                         .disabled_because = m_frame.locked};
  Box line = body;
  float height = theme().control_height();
  if (has_photos) {
    const auto photos = m_frame.audit().photos_of(m_frame.visit.id, m_place).size();
    const float tiles =
        (static_cast<float>(std::min<std::size_t>(photos, 3)) + 1) * px(tile_side + space::x8);
    Box right = line.take_right(std::min(tiles, line.w * 0.6F), px(space::x12));
    height = std::max(px(tile_side), text_area_height(typed.text, line.w));
    right = right.take_top(px(tile_side));
    photo_tiles(right, m_frame, m_question.key, px(tile_side));
  } else {
    Box right = line.take_right(button_width(photo), px(space::x8));
    height = is_large ? text_area_height(typed.text, line.w) : height;
    if (button(right.take_top(theme().control_height()), "photo", photo))
      take_photo(m_frame, m_question.key);
  }
  const std::string name = tr("visit.note_of", {{"question", m_question.number}});
  const bool needed = lacks(forms::Missing::note);
  const FieldResult result = text_field(line.take_top(height), "note", typed.text,
                                        {.name = name,
                                         .placeholder = needed ? tr("visit.note_needed") : tr("visit.note"),
                                         .lines = Lines::several,
                                         .tone = needed ? FieldTone::due : FieldTone::plain,
                                         .disabled_because = m_frame.locked});
  body.skip(height);
  if (result.opened)
    note_what_was_seen(typed, field);
  if (result.changed && result.editing)
    keep_draft(typed, field);
  if (!result.finished && !result.cancelled)
    return;
  typed.is_open = false;
  if (result.finished && typed.text != kept)
    push_change(m_frame.context, audit::write_note(m_frame.audit(), m_frame.visit.id, m_place, typed.text,
                                                   typed.overwrites, m_frame.workspace.context()));
  else
    m_frame.context.push(DropDraft{m_frame.visit.id, field});
}

void draw_section_heading(Box& area, const VisitFrame& frame, const forms::SectionState& section) {
  Box line = area.take_top(theme().control_height(), px(space::x12));
  const auto copied = audit::copy_previous_answers(frame.audit(), frame.visit.id, section.section->key,
                                                   frame.workspace.context());
  if (copied && frame.locked.empty()) {
    const LinkSpec copy{.label = tr("visit.copy_previous"), .icon = Icon::copy};
    if (link(line.take_right(link_width(copy), px(space::x12)), "copy", copy))
      push_change(frame.context, copied, Announce::with_undo);
  }
  if (frame.context.layout() == LayoutClass::narrow) {
    const LinkSpec evidence{.label = tr("visit.evidence"), .icon = Icon::book_open};
    const bool fits = line.w > px(560);
    if (fits ? link(line.take_right(link_width(evidence), px(space::x12)), "evidence", evidence)
             : icon_button(line.take_right(theme().control_height(), px(space::x8)), "evidence",
                           {.icon = *evidence.icon, .name = evidence.label}))
      frame.state.evidence_is_wanted = true;
  }
  const std::string title = section.section->number + " · " + in_language(section.section->title);
  const std::string answered = std::to_string(section.tally.answered);
  const std::string all = std::to_string(section.tally.questions);
  std::string words = tr("visit.answered_of", {{"answered", answered}, {"count", all}});
  const float wanted = text_width(title, TextRole::section) + px(4 + space::x12);
  if (wanted + text_width(words, TextRole::body) > line.w)
    words = answered + "/" + all;
  heading(line.take_left(
              std::min(line.w - text_width(words, TextRole::body) - px(space::x12), wanted - px(space::x12)),
              px(space::x12)),
          title);
  text_line(line, words, {.color = colors().muted});
}

} // namespace

void draw_visit_questions(const Box& box, const VisitFrame& frame) {
  const forms::SectionState* section = frame.section();
  if (section == nullptr)
    return;
  const IdScope scope(section->section->key);
  ScrollArea scroll(box, "questions", {.padding_bottom = px(space::margin)});
  const float margin =
      px(frame.context.layout() == LayoutClass::narrow ? space::margin_narrow : space::margin);
  scroll.content.skip(px(space::x12));
  Box area = scroll.content;
  area.x += margin;
  area.w -= 2 * margin;
  const float top = area.y;
  draw_section_heading(area, frame, *section);
  for (const forms::QuestionState& question : section->questions) {
    if (!question.asked)
      continue;
    const float start = area.y;
    QuestionCard(frame, question).draw(area);
    if (frame.state.scroll_to == question.question->key) {
      scroll.show({area.x, start, area.w, area.y - start});
      frame.state.scroll_to.clear();
    }
  }
  scroll.content.skip(area.y - top);
}

} // namespace truat::ui
