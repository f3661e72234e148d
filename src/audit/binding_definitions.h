// The bodies of binding.h's templates, included only where a kind's table is made.
#pragma once

#include "audit/binding.h"

#include <type_traits>

namespace truat::audit {

namespace binding {

inline bool read_value_into(std::string& member, const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  member = text == nullptr ? std::string() : *text;
  return text != nullptr;
}
inline bool read_value_into(bool& member, const Value& value) {
  const auto truth = records::as_boolean(value);
  member = truth.value_or(false);
  return truth.has_value();
}
inline bool read_value_into(RecordId& member, const Value& value) {
  const auto reference = records::as_reference(value);
  member = reference.value_or(RecordId{});
  return reference.has_value();
}
inline bool read_value_into(records::Structure& member, const Value& value) {
  const auto* structure = std::get_if<records::Structure>(&value);
  member = structure == nullptr ? records::Structure{} : *structure;
  return structure != nullptr;
}
inline bool read_value_into(std::optional<std::int64_t>& member, const Value& value) {
  member = records::as_integer(value);
  return member.has_value();
}
inline bool read_value_into(std::optional<Decimal>& member, const Value& value) {
  member = records::as_decimal(value);
  return member.has_value();
}
inline bool read_value_into(std::optional<CivilDate>& member, const Value& value) {
  member = records::as_date(value);
  return member.has_value();
}
inline bool read_value_into(std::optional<TimeOfDay>& member, const Value& value) {
  member = records::as_time(value);
  return member.has_value();
}
inline bool read_value_into(std::optional<Instant>& member, const Value& value) {
  member = records::as_instant(value);
  return member.has_value();
}
inline bool read_value_into(std::optional<Position>& member, const Value& value) {
  member = as_position(value);
  return member.has_value();
}

inline Value value_from(const std::string& member) {
  return member.empty() ? Value{} : Value{member};
}
inline Value value_from(bool member) {
  return member ? Value{true} : Value{};
}
inline Value value_from(const RecordId& member) {
  return member.is_none() ? Value{} : records::to_value(member);
}
inline Value value_from(const records::Structure& member) {
  return member.canonical.empty() ? Value{} : Value{member};
}
inline Value value_from(std::int64_t member) {
  return Value{member};
}
template <class T>
Value value_from(const T& member) {
  using records::to_value;
  return to_value(member);
}
template <class T>
Value value_from(const std::optional<T>& member) {
  return member ? value_from(*member) : Value{};
}

template <class T>
inline constexpr bool is_set =
    std::is_same_v<T, std::vector<RecordId>> || std::is_same_v<T, std::vector<std::string>>;

} // namespace binding

/// What a record's member says, as a value of its field; empty where the member is empty. A set has no one
/// value.
template <class Record>
Value value_of(const Record& record, const Member<Record>& member) {
  return std::visit(
      [&](auto pointer) {
        const auto& held = record.*pointer;
        if constexpr (binding::is_set<std::remove_cvref_t<decltype(held)>>)
          return Value{};
        else
          return binding::value_from(held);
      },
      member);
}

/// Whether the value could be read into the member.
template <class Record>
bool read_into(Record& record, const Member<Record>& member, const Value& value) {
  return std::visit(
      [&](auto pointer) {
        auto& held = record.*pointer;
        if constexpr (binding::is_set<std::remove_cvref_t<decltype(held)>>)
          return false;
        else
          return binding::read_value_into(held, value);
      },
      member);
}

template <class Record>
Record Table<Record>::read(const records::Projection& projection, const RecordId& id) const {
  Record record;
  record.id = id;
  for (const BoundField<Record>& field : m_fields) {
    if (const auto* set = std::get_if<std::vector<RecordId> Record::*>(&field.member)) {
      for (const std::string& member : projection.members(id, field.descriptor.wire))
        if (const auto reference = records::parse_record_id(member))
          (record.**set).push_back(*reference);
      continue;
    }
    if (const auto* keys = std::get_if<std::vector<std::string> Record::*>(&field.member)) {
      record.** keys = projection.members(id, field.descriptor.wire);
      continue;
    }
    const Value& value = projection.value(id, field.descriptor.wire);
    if (!records::is_empty(value))
      read_into(record, field.member, value);
  }
  return record;
}

template <class Record>
bool Table<Record>::assign(Record& record, std::string_view wire, const Value& value) const {
  for (const BoundField<Record>& field : m_fields)
    if (field.descriptor.wire == wire)
      return read_into(record, field.member, value);
  return false;
}

template <class Record>
std::vector<std::string_view> Table<Record>::unreadable_fields(const records::Projection& projection,
                                                               const RecordId& id) const {
  std::vector<std::string_view> unreadable;
  for (const BoundField<Record>& field : m_fields) {
    if (field.descriptor.merge == records::MergeKind::set)
      continue;
    const Value& value = projection.value(id, field.descriptor.wire);
    Record scratch;
    if (!records::is_empty(value) && !read_into(scratch, field.member, value))
      unreadable.push_back(field.descriptor.wire);
  }
  return unreadable;
}

template <class Record>
void Table<Record>::write(records::Change& change, const RecordId& id, const Record& record) const {
  for (const BoundField<Record>& field : m_fields) {
    if (const auto* set = std::get_if<std::vector<RecordId> Record::*>(&field.member)) {
      for (const RecordId& member : record.**set)
        change.add_member(id, field.descriptor.wire, records::to_string(member));
      continue;
    }
    if (const auto* keys = std::get_if<std::vector<std::string> Record::*>(&field.member)) {
      for (const std::string& member : record.**keys)
        change.add_member(id, field.descriptor.wire, member);
      continue;
    }
    Value value = value_of(record, field.member);
    if (!records::is_empty(value))
      change.set(id, field.descriptor.wire, std::move(value));
  }
}

} // namespace truat::audit
