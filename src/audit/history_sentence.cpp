#include "audit/history_sentence.h"

#include "audit/choices.h"
#include "audit/schema.h"

namespace truat::audit {
namespace {

using Kind = Readable::Kind;
using records::FieldDescriptor;
using records::FieldType;

Readable of(Kind kind, std::string text) {
  return {.kind = kind, .text = std::move(text), .english = {}, .unit = {}};
}
Readable of_text(std::string_view text) {
  return text.empty() ? Readable{} : of(Kind::text, std::string(text));
}
Readable of_both(const forms::Bilingual& text) {
  return {.kind = Kind::bilingual, .text = text.thai, .english = text.english, .unit = {}};
}

/// What is kept in its wire form: the text of a value that nothing better is known of.
Readable as_kept(const Value& value) {
  if (records::is_empty(value))
    return {};
  if (const auto* truth = std::get_if<bool>(&value))
    return of(Kind::truth, *truth ? "true" : "false");
  if (const auto number = records::as_integer(value))
    return of(Kind::number, std::to_string(*number));
  if (const auto* structure = std::get_if<records::Structure>(&value))
    return of(Kind::text, structure->canonical);
  return of_text(records::as_text(value));
}

Readable choice(const Audit& audit, std::string_view list, const Value& value) {
  const std::string_view key = records::as_text(value);
  if (const std::string_view label = choice_label(list, key); !label.empty())
    return of(Kind::message, std::string(label));
  const Reference& reference = audit.reference();
  if (list == "factory_type")
    if (const FactoryType* type = reference.types.find(key))
      return of_both({type->number + " " + type->thai, type->number + " " + type->english});
  if (list == "province" || list == "district" || list == "subdistrict")
    if (const Place* place = reference.places.find(key))
      return of_both({place->thai, place->english});
  return of_text(key);
}

Readable position(const Value& value) {
  const auto where = as_position(value);
  if (!where)
    return as_kept(value);
  return of(Kind::text, to_string(where->latitude) + ", " + to_string(where->longitude));
}

Readable typed(const Audit& audit, const FieldDescriptor& field, const Value& value) {
  if (records::is_empty(value))
    return {};
  switch (field.type) {
  case FieldType::choice:
    return choice(audit, field.choices, value);
  case FieldType::reference:
    if (const auto reference = records::as_reference(value))
      return record_name(audit, *reference);
    return as_kept(value);
  case FieldType::date:
    return of(Kind::date, std::string(records::as_text(value)));
  case FieldType::time:
    return of(Kind::time, std::string(records::as_text(value)));
  case FieldType::instant:
    return of(Kind::instant, std::string(records::as_text(value)));
  case FieldType::integer:
  case FieldType::decimal: {
    Readable number = as_kept(value);
    number.kind = Kind::number;
    number.unit = field.unit;
    return number;
  }
  case FieldType::structure:
    return position(value);
  case FieldType::text:
  case FieldType::long_text:
  case FieldType::boolean:
    break;
  }
  return as_kept(value);
}

const forms::Question* question_of(const Audit& audit, const RecordId& record, std::string_view key) {
  const forms::Template* checklist = audit.checklist_of(record);
  return checklist == nullptr ? nullptr : checklist->find_question(key);
}

Readable response(const forms::ResponseSet* set, const std::string& key) {
  const forms::Response* found = set == nullptr ? nullptr : set->find(key);
  return found == nullptr ? of_text(key) : of_both(found->label);
}

Readable several_responses(const forms::ResponseSet* set, const forms::Choices& choices) {
  Readable joined{.kind = Kind::bilingual, .text = {}, .english = {}, .unit = {}};
  for (const std::string& key : choices.responses) {
    const Readable one = response(set, key);
    joined.text += (joined.text.empty() ? "" : ", ") + one.text;
    joined.english += (joined.english.empty() ? "" : ", ") + (one.english.empty() ? one.text : one.english);
  }
  return joined;
}

Readable answer(const Audit& audit, const RecordId& record, const forms::QuestionInstance& place,
                const Value& value) {
  const forms::Question* question = question_of(audit, record, place.question);
  if (question == nullptr || records::is_empty(value))
    return as_kept(value);
  const auto given = forms::to_answer(*question, value);
  if (!given)
    return as_kept(value);
  const forms::ResponseSet* set = audit.checklist_of(record)->responses_of(*question);
  if (const auto* chosen = std::get_if<forms::Choice>(&*given))
    return response(set, chosen->response);
  if (const auto* several = std::get_if<forms::Choices>(&*given))
    return several_responses(set, *several);
  if (std::holds_alternative<forms::Measured>(*given)) {
    const std::string number(records::as_text(value));
    const auto with_unit = [&](const std::string& unit) {
      return unit.empty() ? number : number + " " + unit;
    };
    return of_both({with_unit(question->unit.thai), with_unit(question->unit.english)});
  }
  if (std::holds_alternative<forms::Dated>(*given))
    return of(Kind::date, std::string(records::as_text(value)));
  if (std::holds_alternative<forms::NotApplicable>(*given))
    return of(Kind::message, "audit.not_applicable");
  return as_kept(value);
}

Readable field_name(const Audit& audit, const RecordId& record, std::string_view field) {
  for (const std::string_view prefix : {forms::answer_prefix, forms::note_prefix})
    if (const auto place = forms::parse_dynamic_field(prefix, field))
      if (const forms::Question* question = question_of(audit, record, place->question))
        return of_both(
            {question->number + " " + question->text.thai, question->number + " " + question->text.english});
  const FieldDescriptor* descriptor = audit_schema().find_field(field);
  return descriptor == nullptr ? of_text(field) : of(Kind::message, std::string(descriptor->label));
}

bool is_technical(const FieldDescriptor* descriptor) {
  if (descriptor == nullptr)
    return false;
  constexpr std::string_view technical[] = {"kind",
                                            "inspection.template",
                                            "inspection.snapshot",
                                            "photo.sha256",
                                            "photo.original_sha256",
                                            "photo.instance",
                                            "photo.media_type",
                                            "finding.instance",
                                            "signature.strokes",
                                            "signature.digest",
                                            "signed",
                                            "template.content",
                                            "photo.inspection",
                                            "sample.inspection",
                                            "finding.inspection",
                                            "signature.inspection"};
  for (const std::string_view wire : technical)
    if (descriptor->wire == wire)
      return true;
  return false;
}

} // namespace

Readable readable(const Audit& audit, const RecordId& record, std::string_view field, const Value& value) {
  if (const auto place = forms::parse_dynamic_field(forms::answer_prefix, field))
    return answer(audit, record, *place, value);
  const FieldDescriptor* descriptor = audit_schema().find_field(field);
  if (descriptor == nullptr)
    return as_kept(value);
  if (descriptor->wire == records::kind_field)
    return of(Kind::message, "kind." + std::string(records::as_text(value)));
  return typed(audit, *descriptor, value);
}

Readable record_name(const Audit& audit, const RecordId& id) {
  if (id.is_none())
    return {};
  const records::Projection& projection = audit.projection();
  const std::string_view kind = projection.kind(id);
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {factory_kind, "factory.name"},
      {person_kind, "person.name"},
      {office_kind, "office.name"},
      {instrument_kind, "instrument.name"},
      {sample_kind, "sample.seal"},
      {finding_kind, "finding.text"},
      {signature_kind, "signature.name"},
      {photo_kind, "photo.caption"},
      {workstation_kind, "workstation.prefix"},
      {delegation_kind, "delegation.paper_number"},
      {request_kind, "request.title"}};
  // A deleted record still has its name: history speaks of it.
  for (const auto& [known, field] : names)
    if (known == kind)
      return of_text(records::as_text(projection.value(id, field)));
  if (kind == inspection_kind) {
    const std::string_view official = records::as_text(projection.value(id, "inspection.official_number"));
    return of_text(official.empty() ? records::as_text(projection.value(id, "inspection.number")) : official);
  }
  if (kind == checklist_kind)
    return of_both({std::string(records::as_text(projection.value(id, "template.title_th"))),
                    std::string(records::as_text(projection.value(id, "template.title_en")))});
  return of_text(records::to_string(id));
}

HistorySentence describe(const Audit& audit, const RecordId& record, const records::HistoryEntry& entry) {
  HistorySentence sentence;
  sentence.action = entry.label;
  sentence.field = field_name(audit, record, entry.field);
  for (const Value& before : entry.before)
    sentence.before.push_back(readable(audit, record, entry.field, before));
  sentence.after = readable(audit, record, entry.field, entry.after);
  sentence.author = record_name(audit, entry.author);
  sentence.time = entry.time;
  sentence.current = entry.current;
  sentence.technical = is_technical(audit_schema().find_field(entry.field));
  return sentence;
}

} // namespace truat::audit
