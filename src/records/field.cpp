#include "records/field.h"

#include "base/contract.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "records/operation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace truat::records {
namespace {

constexpr std::array<FieldDescriptor, 2> common_fields{{
    {.wire = kind_field, .type = FieldType::choice, .label = "field.kind", .edited_by = EditedBy::verbs},
    {.wire = deleted_field,
     .type = FieldType::boolean,
     .label = "field.deleted",
     .edited_by = EditedBy::verbs},
}};

bool has_line_break(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos;
}

bool is_kept_structure(const Value& value) {
  const auto* structure = std::get_if<Structure>(&value);
  if (structure == nullptr)
    return false;
  const auto made = make_structure(structure->canonical);
  return made && *made == *structure;
}

/// The message that says what the value should have been; empty when it is right.
std::string_view complaint(FieldType type, const Value& value) {
  const std::string_view text = as_text(value);
  const bool is_text = std::holds_alternative<std::string>(value) && is_valid_utf8(text);
  switch (type) {
  case FieldType::text:
    return is_text && !has_line_break(text) ? "" : "records.wrong_value_line";
  case FieldType::long_text:
    return is_text ? "" : "records.wrong_value_text";
  case FieldType::choice:
    return is_text && !text.empty() && !has_line_break(text) ? "" : "records.wrong_value_choice";
  case FieldType::integer: {
    const auto number = as_integer(value);
    const auto greatest = static_cast<std::int64_t>(greatest_count);
    return number && *number >= -greatest && *number <= greatest ? "" : "records.wrong_value_integer";
  }
  case FieldType::decimal: {
    const auto decimal = as_decimal(value);
    return decimal && to_string(*decimal) == text ? "" : "records.wrong_value_decimal";
  }
  case FieldType::date:
    return as_date(value) ? "" : "records.wrong_value_date";
  case FieldType::time: {
    const auto time = as_time(value);
    return time && to_iso(*time) == text ? "" : "records.wrong_value_time";
  }
  case FieldType::instant:
    return as_instant(value) ? "" : "records.wrong_value_instant";
  case FieldType::boolean:
    return as_boolean(value) ? "" : "records.wrong_value_boolean";
  case FieldType::reference:
    return as_reference(value) ? "" : "records.wrong_value_reference";
  case FieldType::structure:
    return is_kept_structure(value) ? "" : "records.wrong_value_structure";
  }
  std::unreachable();
}

std::string_view wire_of(const FieldDescriptor* field) {
  return field->wire;
}

/// Kinds may share a field (the dynamic "answer") if they mean the same by it.
void sort_and_check(std::vector<const FieldDescriptor*>& fields) {
  truat::sort(fields, {}, wire_of);
  const auto contradict = [](const FieldDescriptor* left, const FieldDescriptor* right) {
    return left->wire == right->wire && (left->type != right->type || left->merge != right->merge);
  };
  expects(std::ranges::adjacent_find(fields, contradict) == fields.end(), "one meaning for each wire name");
  expects(std::ranges::all_of(fields, is_field_name, wire_of), "wire names of printable ASCII");
}

} // namespace

Schema::Schema(std::vector<RecordKind> kinds) : m_kinds(std::move(kinds)) {
  for (const FieldDescriptor& field : common_fields)
    m_by_wire.push_back(&field);
  std::vector<std::string_view> names;
  for (const RecordKind& kind : m_kinds) {
    names.push_back(kind.name);
    for (const FieldDescriptor& field : kind.fields)
      m_by_wire.push_back(&field);
    for (const FieldDescriptor& field : kind.dynamic_fields)
      m_by_prefix.push_back(&field);
  }
  sort_and_check(m_by_wire);
  sort_and_check(m_by_prefix);
  truat::sort(names);
  expects(std::ranges::adjacent_find(names) == names.end(), "one kind for each name");
}

const RecordKind* Schema::find_kind(std::string_view name) const {
  const auto found = std::ranges::find(m_kinds, name, &RecordKind::name);
  return found == m_kinds.end() ? nullptr : &*found;
}

const FieldDescriptor* Schema::find_field(std::string_view wire) const {
  const std::size_t slash = wire.find('/');
  const auto& fields = slash == std::string_view::npos ? m_by_wire : m_by_prefix;
  const std::string_view name = wire.substr(0, slash);
  const auto found = std::ranges::lower_bound(fields, name, {}, wire_of);
  return found == fields.end() || (*found)->wire != name ? nullptr : *found;
}

MergeKind Schema::merge_kind(std::string_view wire) const {
  const FieldDescriptor* field = find_field(wire);
  return field != nullptr ? field->merge : MergeKind::register_value;
}

Result<void> check_kept(std::string_view wire, const Value& value) {
  std::string_view key;
  if (std::holds_alternative<std::string>(value))
    key = complaint(FieldType::long_text, value);
  else if (std::holds_alternative<std::int64_t>(value))
    key = complaint(FieldType::integer, value);
  else if (std::holds_alternative<Structure>(value))
    key = complaint(FieldType::structure, value);
  if (!key.empty())
    return failure(std::string(key), {{"field", std::string(wire)}});
  return {};
}

Result<void> check_value(const FieldDescriptor& field, const Value& value) {
  if (is_empty(value))
    return {};
  const std::string_view key = complaint(field.type, value);
  if (!key.empty())
    return failure(std::string(key), {{"field", "@" + std::string(field.label)}});
  return {};
}

} // namespace truat::records
