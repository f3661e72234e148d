// The evidence of the question in hand: its photos, the rule, and what the visit before found.
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"

#include <algorithm>

namespace truat::ui {
namespace {

using text::tr;

PhotoTexture texture_of(const VisitFrame& frame, const audit::Photo& photo, PhotoSize size) {
  if (!frame.context.input.photo)
    return {.state = PhotoTexture::State::missing, .texture = {}, .size = {}};
  return frame.context.input.photo(photo.sha256, size);
}

std::vector<records::RecordId> photos_of(const VisitFrame& frame, std::string_view question) {
  const std::string instance(question.empty() ? std::string_view() : forms::main_instance);
  return frame.audit().photos_of(frame.visit.id, {std::string(question), instance});
}

/// "09:58 น. · 7.0142 N 100.4187 E (±6 ม.)"
std::string caption_of(const audit::Photo& photo) {
  std::string words;
  if (photo.captured_at)
    words = shown_instant(*photo.captured_at);
  if (photo.position) {
    words += words.empty() ? "" : " · ";
    words += to_string(photo.position->latitude) + ", " + to_string(photo.position->longitude);
    if (photo.position->accuracy_metres)
      words += tr("visit.accuracy", {{"metres", to_string(*photo.position->accuracy_metres)}});
  }
  return words;
}

void draw_photos(Box& area, const VisitFrame& frame, const std::vector<records::RecordId>& photos) {
  const auto open = std::ranges::find_if(
      photos, [&](const records::RecordId& id) { return records::to_string(id) == frame.state.photo_open; });
  const records::RecordId shown = open != photos.end() ? *open : photos.front();
  const audit::Photo* photo = frame.audit().photo(shown);
  if (photo == nullptr)
    return;
  const Box large = area.take_top(std::min(area.w * 0.57F, px(220)), px(space::x4));
  photo_view(large, texture_of(frame, *photo, PhotoSize::screen), tr("visit.photo"));
  Box line = area.take_top(px(28), px(space::x4));
  const bool can_remove = frame.locked.empty();
  if (can_remove && icon_button(line.take_right(px(28)), "remove",
                                {.icon = Icon::trash_2, .name = tr("visit.remove_photo"), .icon_side = 16}))
    frame.context.push(RemovePhoto{shown, {}});
  const std::string caption = caption_of(*photo);
  text_line(line, caption, {.role = TextRole::caption, .color = colors().muted});
}

void draw_rule(Box& area, const forms::Question& question) {
  const std::string help = in_language(question.help);
  if (help.empty() && question.grounds.empty())
    return;
  area.skip(px(space::x12));
  heading(area.take_top(px(32)), tr("visit.rule"));
  for (const forms::LegalGround& ground : question.grounds) {
    paragraph(area, in_language(ground.summary));
    paragraph(area, in_language(ground.citation), {.color = colors().accent});
    if (ground.unverified)
      paragraph(area, tr("visit.unverified_ground"), {.role = TextRole::caption, .color = colors().muted});
  }
  if (!help.empty()) {
    area.skip(px(space::x8));
    paragraph(area, help, {.color = colors().muted});
  }
}

/// The label and colour of an answer, as the visit before gave it.
StateWord word_of(const forms::Template& checklist, const forms::Question& question,
                  const forms::Answer& answer) {
  if (const auto* choice = std::get_if<forms::Choice>(&answer)) {
    const forms::ResponseSet* set = checklist.responses_of(question);
    const forms::Response* response = set != nullptr ? set->find(choice->response) : nullptr;
    if (response == nullptr)
      return {Status::not_applicable, choice->response};
    const Status status = response->outcome == forms::Outcome::passed   ? Status::done
                          : response->outcome == forms::Outcome::failed ? Status::failed
                                                                        : Status::not_applicable;
    return {status, in_language(response->label)};
  }
  if (const auto* measured = std::get_if<forms::Measured>(&answer))
    return {Status::active, text::with_unit(to_string(measured->value), in_language(question.unit))};
  return {Status::active, std::string(tr("visit.answered"))};
}

void draw_previous(Box& area, const VisitFrame& frame, const forms::Question& question) {
  const auto previous = frame.audit().previous_inspection(frame.visit.id);
  const audit::Inspection* visit = previous ? frame.audit().inspection(*previous) : nullptr;
  const forms::Template* checklist = previous ? frame.audit().checklist_of(*previous) : nullptr;
  if (visit == nullptr || checklist == nullptr)
    return;
  const forms::QuestionInstance place{question.key, std::string(forms::main_instance)};
  const forms::Answer answer = frame.audit().answer(*previous, place);
  if (!forms::is_answered(answer))
    return;
  area.skip(px(space::x12));
  heading(area.take_top(px(32)), tr("visit.previous"));
  const StateWord word = word_of(*checklist, question, answer);
  Box line = area.take_top(px(32));
  chip_left(line, word.chip(), px(space::x12));
  text_line(line, shown_date(visit->day()), {.color = colors().muted});
  const auto note = records::as_text(frame.workspace.projection().value(*previous, forms::note_field(place)));
  if (!note.empty())
    paragraph(area, note);
}

} // namespace

void photo_tiles(Box& line, const VisitFrame& frame, std::string_view question, float side) {
  const auto photos = photos_of(frame, question);
  std::size_t number = 0;
  for (const records::RecordId& id : photos) {
    const audit::Photo* photo = frame.audit().photo(id);
    ++number;
    if (photo == nullptr || line.w < side * 2)
      continue;
    const IdScope scope(records::to_string(id));
    const std::string name = tr("visit.photo_number", {{"number", std::to_string(number)}});
    if (photo_tile(line.take_left(side, px(space::x8)), "photo",
                   {.photo = texture_of(frame, *photo, PhotoSize::thumbnail),
                    .name = name,
                    .selected = records::to_string(id) == frame.state.photo_open})) {
      frame.state.photo_open = records::to_string(id);
      frame.state.focused = question;
      frame.state.evidence_is_wanted = true;
    }
  }
  if (!frame.locked.empty())
    return;
  if (add_photo_tile(line.take_left(side), "add_photo", tr("visit.take_photo"), frame.locked))
    take_photo(frame, question);
}

void take_photo(const VisitFrame& frame, std::string_view question) {
  const std::string field =
      question.empty() ? std::string() : std::string(question) + "/" + std::string(forms::main_instance);
  frame.context.push(PickFiles{.purpose = FilePurpose::photo,
                               .accept = "image/*",
                               .capture = is_touch() ? Capture::camera : Capture::file,
                               .how_many = HowMany::several,
                               .record = frame.visit.id,
                               .field = field});
}

void draw_visit_evidence(const Box& box, const VisitFrame& frame) {
  const forms::QuestionState* question = frame.question_shown();
  ScrollArea scroll(box, "evidence", {.padding_bottom = px(space::x24)});
  scroll.content.skip(px(space::x16));
  Box area = scroll.content;
  area.x += px(20);
  area.w -= px(40);
  const float top = area.y;
  if (question == nullptr) {
    paragraph(area, tr("visit.evidence_hint"), {.color = colors().muted});
    scroll.content.skip(area.y - top);
    return;
  }
  const auto photos = photos_of(frame, question->question->key);
  Box head = area.take_top(px(32), px(space::x4));
  if (!photos.empty())
    text_right(head, tr("visit.photo_count", {{"count", std::to_string(photos.size())}}),
               {.color = colors().muted}, px(space::x8));
  heading(head, tr("visit.evidence_of", {{"question", question->question->number}}));
  if (!photos.empty())
    draw_photos(area, frame, photos);
  if (frame.locked.empty() || !photos.empty()) {
    const float side = px(72);
    Box tiles = area.take_top(side);
    photo_tiles(tiles, frame, question->question->key, side);
  }
  draw_rule(area, *question->question);
  draw_previous(area, frame, *question->question);
  scroll.content.skip(area.y - top);
}

} // namespace truat::ui
