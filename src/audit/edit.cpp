#include "audit/edit.h"

#include "audit/digest.h"
#include "audit/people_verbs.h"
#include "audit/plain_text.h"
#include "audit/registration_number.h"
#include "audit/schema.h"
#include "audit/verb_support.h"
#include "base/contract.h"

#include <algorithm>

namespace truat::audit {
namespace {

using records::FieldDescriptor;
using records::FieldType;

/// The field of the record's own kind; null for one of another kind or of a newer version.
const FieldDescriptor* field_of(const Audit& audit, const RecordId& record, std::string_view wire) {
  const records::RecordKind* kind = audit_schema().find_kind(audit.projection().kind(record));
  if (kind == nullptr)
    return nullptr;
  const auto found = std::ranges::find(kind->fields, wire, &FieldDescriptor::wire);
  return found == kind->fields.end() ? nullptr : &*found;
}

Result<Value> registration_value(const Audit& audit, const RecordId& record, std::string_view text) {
  const auto number = parse_registration_number(text);
  if (!number)
    return std::unexpected(number.error());
  const auto other = audit.find_factory(number->text);
  if (other && *other != record)
    return failure("audit.registration_taken",
                   {{"number", number->text}, {"factory", audit.factory(*other)->name}});
  return Value{number->text};
}

/// The old number is a note of the past: it is brought to its normal form where it has one and is never
/// refused.
Value old_registration_value(std::string_view text) {
  const auto number = parse_registration_number(text);
  return number ? Value{number->text} : Value{trimmed(text)};
}

Result<Value> juristic_value(std::string_view text) {
  std::string digits = plain_key(text);
  std::erase(digits, '-');
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (digits.size() != 13 || !std::ranges::all_of(digits, is_digit))
    return failure("audit.juristic_number");
  return Value{digits};
}

bool is_negative(const FieldDescriptor& field, const Value& value) {
  if (field.type == FieldType::integer)
    return records::as_integer(value).value_or(0) < 0;
  return field.type == FieldType::decimal && records::as_decimal(value).value_or(Decimal{}) < Decimal{};
}

Result<void> check_times(const Audit& audit, const RecordId& record, std::string_view field,
                         const Value& value) {
  const Inspection* visit = audit.inspection(record);
  if (visit == nullptr)
    return {};
  const auto time = records::as_time(value);
  const auto entered = field == "inspection.entered_at" ? time : visit->entered_at;
  const auto left = field == "inspection.left_at" ? time : visit->left_at;
  if (entered && left && *left < *entered)
    return failure("audit.left_before_entered", {{"entered", to_iso(*entered)}, {"left", to_iso(*left)}});
  return {};
}

/// What goes with a place: the places above it, its postcode, and nothing below that belongs elsewhere.
void draft_places(Change& change, const Audit& audit, const Factory& factory, std::string_view field,
                  const std::string& code) {
  const auto set = [&](std::string_view wire, const std::string& now, const std::string& wanted) {
    if (now != wanted)
      change.set(factory.id, wire, wanted.empty() ? Value{} : Value{wanted});
  };
  const auto below = [](const std::string& lower, const std::string& upper) {
    return !upper.empty() && lower.starts_with(upper) ? lower : std::string();
  };
  const Places& places = audit.reference().places;
  if (field == "factory.province") {
    set("factory.district", factory.district, below(factory.district, code));
    set("factory.subdistrict", factory.subdistrict, below(factory.subdistrict, code));
  } else if (field == "factory.district") {
    if (code.size() == 4)
      set("factory.province", factory.province, code.substr(0, 2));
    set("factory.subdistrict", factory.subdistrict, below(factory.subdistrict, code));
  } else if (field == "factory.subdistrict" && code.size() == 6) {
    set("factory.province", factory.province, code.substr(0, 2));
    set("factory.district", factory.district, code.substr(0, 4));
    const Place* place = places.find(code);
    const Place* before = places.find(factory.subdistrict);
    const bool postcode_is_typed =
        !factory.postcode.empty() && (before == nullptr || before->postcode != factory.postcode);
    if (place != nullptr && !place->postcode.empty() && !postcode_is_typed)
      set("factory.postcode", factory.postcode, place->postcode);
  }
}

bool is_free_of_state(std::string_view kind, std::string_view field) {
  return kind == inspection_kind && !is_signed_field(kind, field);
}

bool names_record(const records::Projection& projection, std::string_view field, const RecordId& record) {
  return !projection.referring(field, record).empty();
}

Result<void> can_delete(const Audit& audit, const RecordId& record) {
  const records::Projection& projection = audit.projection();
  const std::string_view kind = projection.kind(record);
  if (!projection.exists(record))
    return failure("audit.no_such_record");
  if (kind == factory_kind)
    return names_record(projection, "inspection.factory", record) ? failure("audit.factory_has_visits")
                                                                  : Result<void>{};
  if (kind == person_kind || kind == instrument_kind) {
    constexpr std::string_view naming[] = {"inspection.team",   "inspection.instruments", "signature.person",
                                           "delegation.giver",  "delegation.receiver",    "request.asked_by",
                                           "request.addressee", "request.decided_by",     "request.assignee"};
    for (const std::string_view field : naming)
      if (names_record(projection, field, record))
        return failure("audit.record_in_use");
    return can_lose_head(audit, record);
  }
  if (kind != inspection_kind && kind != photo_kind && kind != sample_kind)
    return failure("audit.not_deletable");
  const Inspection* visit = visit_of(audit, record);
  if (visit == nullptr)
    return {};
  if (const auto open = open_visit(audit, visit->id); !open)
    return std::unexpected(open.error());
  if (kind == inspection_kind && !audit.signatures_of(record).empty())
    return failure("audit.inspection_signed");
  return {};
}

} // namespace

Result<Value> normalised_value(const Audit& audit, const RecordId& record, const FieldDescriptor& field,
                               Value value) {
  if (auto* text = std::get_if<std::string>(&value)) {
    if (field.type == FieldType::text)
      *text = trimmed(*text);
    if (text->empty())
      value = Value{};
  }
  if (records::is_empty(value)) {
    if (field.required == records::Required::yes)
      return field_required(field.label);
    return value;
  }
  if (field.wire == "factory.registration_number")
    return registration_value(audit, record, records::as_text(value));
  if (field.wire == "factory.old_registration_number")
    return old_registration_value(records::as_text(value));
  if (field.wire == "factory.juristic_number")
    return juristic_value(records::as_text(value));
  if (auto checked = records::check_value(field, value); !checked)
    return std::unexpected(checked.error());
  if (is_negative(field, value))
    return failure("audit.number_negative", {{"field", "@" + std::string(field.label)}});
  if (field.wire.ends_with(".position") && field.type == FieldType::structure && !as_position(value))
    return failure("audit.position_off_globe");
  return value;
}

Result<void> can_edit(const Audit& audit, const RecordId& record, std::string_view field,
                      const Context& context) {
  if (!audit.projection().exists(record))
    return failure("audit.no_such_record");
  const FieldDescriptor* descriptor = field_of(audit, record, field);
  if (descriptor == nullptr)
    return failure("audit.no_such_field", {{"field", std::string(field)}});
  if (descriptor->edited_by != records::EditedBy::people)
    return failure("audit.field_of_verbs", {{"field", "@" + std::string(descriptor->label)}});
  if (auto allowed = permitted_edit(audit, context, record, field); !allowed)
    return allowed;
  const Inspection* visit = visit_of(audit, record);
  if (visit == nullptr || is_free_of_state(audit.projection().kind(record), field))
    return {};
  if (const auto open = open_visit(audit, visit->id); !open)
    return std::unexpected(open.error());
  return {};
}

Result<Change> set_field(const Audit& audit, const RecordId& record, std::string_view field, Value value,
                         Overwrites overwrites, const Context& context) {
  if (auto allowed = can_edit(audit, record, field, context); !allowed)
    return std::unexpected(allowed.error());
  const FieldDescriptor& descriptor = *field_of(audit, record, field);
  expects(descriptor.merge != records::MergeKind::set, "a set is changed by set_members");
  auto kept = normalised_value(audit, record, descriptor, std::move(value));
  if (!kept)
    return std::unexpected(kept.error());
  if (auto times = check_times(audit, record, field, *kept); !times)
    return std::unexpected(times.error());
  if (field == "person.office" && *kept != audit.projection().value(record, field))
    if (auto free = can_lose_head(audit, record); !free)
      return std::unexpected(free.error());
  Change change = labelled(act_label(Act::edit, audit.projection().kind(record)));
  const std::string code(records::as_text(*kept));
  change.set(record, field, std::move(*kept));
  change.operations.back().overwrites = std::move(overwrites);
  if (const Factory* factory = audit.factory(record))
    draft_places(change, audit, *factory, field, code);
  return change;
}

void draft_members(Change& change, const records::Projection& projection, const RecordId& record,
                   std::string_view field, std::vector<std::string> members) {
  const std::vector<std::string> present = projection.members(record, field);
  for (const std::string& member : present)
    if (std::ranges::find(members, member) == members.end())
      change.remove_member(record, field, member);
  for (const std::string& member : members)
    if (std::ranges::find(present, member) == present.end())
      change.add_member(record, field, member);
}

Result<Change> set_members(const Audit& audit, const RecordId& record, std::string_view field,
                           std::vector<std::string> members, const Context& context) {
  if (auto allowed = can_edit(audit, record, field, context); !allowed)
    return std::unexpected(allowed.error());
  const FieldDescriptor& descriptor = *field_of(audit, record, field);
  expects(descriptor.merge == records::MergeKind::set, "only a set has members");
  for (const std::string& member : members)
    if (auto checked = records::check_value(descriptor, Value{member}); !checked)
      return std::unexpected(checked.error());
  Change change = labelled(act_label(Act::edit, audit.projection().kind(record)));
  draft_members(change, audit.projection(), record, field, std::move(members));
  return change;
}

Result<Change> delete_record(const Audit& audit, const RecordId& record, const Context& context) {
  if (auto allowed = can_delete(audit, record); !allowed)
    return std::unexpected(allowed.error());
  if (auto allowed = permitted_edit(audit, context, record, records::deleted_field); !allowed)
    return std::unexpected(allowed.error());
  const std::string kind(audit.projection().kind(record));
  Change change = labelled(act_label(Act::remove, kind));
  if (kind == inspection_kind)
    for (const std::string_view field : {"photo.inspection", "sample.inspection", "finding.inspection"})
      for (const RecordId& part : audit.projection().referring(field, record))
        change.remove(part);
  change.remove(record);
  return change;
}

} // namespace truat::audit
