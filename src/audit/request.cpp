#include "audit/request.h"

#include "audit/binding_definitions.h"
#include "audit/delegation.h"
#include "audit/people.h"

#include <algorithm>
#include <array>

namespace truat::audit {
namespace {

using records::EditedBy;
using records::FieldDescriptor;
using records::FieldType;
using records::MergeKind;
using records::Required;

constexpr std::array<std::string_view, 7> states{"submitted", "agreed", "returned", "noted",
                                                 "assigned",  "done",   "withdrawn"};

constexpr std::array<std::string_view, 7> decision_fields{
    "request.state",      "request.decision_note", "request.decided_by", "request.decided_on",
    "request.delegation", "request.assignee",      "request.due"};

/// All of a request's fields are written by its verbs.
FieldDescriptor of_verbs(std::string_view wire, FieldType type, std::string_view label,
                         std::string_view choices = {}) {
  return {.wire = wire,
          .type = type,
          .label = label,
          .edited_by = EditedBy::verbs,
          .choices = choices,
          .section = "section.request"};
}

FieldDescriptor required(FieldDescriptor field) {
  field.required = Required::yes;
  return field;
}

FieldDescriptor merged_as_text(FieldDescriptor field) {
  field.merge = MergeKind::text;
  return field;
}

} // namespace

std::string_view key_of(RequestState state) {
  const auto at = static_cast<std::size_t>(state);
  return at < states.size() ? states[at] : "unknown";
}

RequestState request_state(std::string_view key) {
  const auto found = std::ranges::find(states, key);
  return static_cast<RequestState>(found - states.begin());
}

const Table<Request>& request_table() {
  static const Table<Request> table({
      {of_verbs("request.subject", FieldType::reference, "field.request.subject"), &Request::subject},
      {required(of_verbs("request.title", FieldType::text, "field.request.title")), &Request::title},
      {merged_as_text(of_verbs("request.text", FieldType::long_text, "field.request.text")), &Request::text},
      {of_verbs("request.asked_by", FieldType::reference, "field.request.asked_by", person_kind),
       &Request::asked_by},
      {of_verbs("request.asked_on", FieldType::date, "field.request.asked_on"), &Request::asked_on},
      {of_verbs("request.addressee", FieldType::reference, "field.request.addressee", person_kind),
       &Request::addressee},
      {of_verbs("request.state", FieldType::choice, "field.request.state", "request_state"),
       &Request::state_key},
      {of_verbs("request.decision_note", FieldType::long_text, "field.request.decision_note"),
       &Request::decision_note},
      {of_verbs("request.decided_by", FieldType::reference, "field.request.decided_by", person_kind),
       &Request::decided_by},
      {of_verbs("request.decided_on", FieldType::date, "field.request.decided_on"), &Request::decided_on},
      {of_verbs("request.delegation", FieldType::reference, "field.request.delegation", delegation_kind),
       &Request::delegation},
      {of_verbs("request.assignee", FieldType::reference, "field.request.assignee", person_kind),
       &Request::assignee},
      {of_verbs("request.due", FieldType::date, "field.request.due"), &Request::due},
      {of_verbs("request.done_on", FieldType::date, "field.request.done_on"), &Request::done_on},
      {of_verbs("request.done_note", FieldType::long_text, "field.request.done_note"), &Request::done_note},
  });
  return table;
}

bool is_decision_field(std::string_view wire) {
  return std::ranges::find(decision_fields, wire) != decision_fields.end();
}

template class Table<Request>;

} // namespace truat::audit
