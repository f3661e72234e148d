// Ties a typed struct to the field descriptors of its kind: one row says what a field is and which member
// holds it.
#pragma once

#include "records/change.h"
#include "records/field.h"
#include "records/projection.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace truat::audit {

using records::RecordId;
using records::Value;

/// Where something is or was seen. Decimal degrees of WGS 84 as texts, so that nothing is rounded.
struct Position {
  Decimal latitude;  ///< north positive
  Decimal longitude; ///< east positive
  std::optional<Decimal> accuracy_metres;
  bool operator==(const Position&) const = default;
};
/// {"accuracy":"6","latitude":"7.014200","longitude":"100.418700"}
[[nodiscard]] records::Value to_value(const Position& position);
[[nodiscard]] std::optional<Position> as_position(const records::Value& value);

/// A member that a field's value is read into. A value that does not fit its member leaves it empty: the
/// projection still has it, and `unreadable_fields` names it.
template <class Record>
using Member =
    std::variant<std::string Record::*, std::optional<std::int64_t> Record::*,
                 std::optional<Decimal> Record::*, std::optional<CivilDate> Record::*,
                 std::optional<TimeOfDay> Record::*, std::optional<Instant> Record::*, bool Record::*,
                 RecordId Record::*, std::vector<RecordId> Record::*, std::vector<std::string> Record::*,
                 std::optional<Position> Record::*, records::Structure Record::*>;

template <class Record>
struct BoundField {
  records::FieldDescriptor descriptor;
  Member<Record> member;
};

/// The table of one kind.
template <class Record>
class Table {
public:
  explicit Table(std::vector<BoundField<Record>> fields) : m_fields(std::move(fields)) {
    for (const BoundField<Record>& field : m_fields)
      m_descriptors.push_back(field.descriptor);
  }
  [[nodiscard]] std::span<const records::FieldDescriptor> descriptors() const { return m_descriptors; }
  [[nodiscard]] std::span<const BoundField<Record>> fields() const { return m_fields; }

  [[nodiscard]] Record read(const records::Projection& projection, const RecordId& id) const;
  /// Puts one field's value into the record; false where the table has no such field or the value does not
  /// fit.
  bool assign(Record& record, std::string_view wire, const Value& value) const;
  /// Fields whose value stands in the projection but does not fit its type (of a newer version, or a foreign
  /// file).
  [[nodiscard]] std::vector<std::string_view> unreadable_fields(const records::Projection& projection,
                                                                const RecordId& id) const;
  /// Sets every field that `record` has a value for; the record's kind is the caller's to create.
  void write(records::Change& change, const RecordId& id, const Record& record) const;

private:
  std::vector<BoundField<Record>> m_fields;
  std::vector<records::FieldDescriptor> m_descriptors;
};

} // namespace truat::audit
