// Field descriptors: the one table from which come the projection, JSON, import headings, grid columns,
// forms, history and exports. A new field is one row of its kind's table.
#pragma once

#include "records/value.h"

#include <span>
#include <string_view>
#include <vector>

namespace truat::records {

/// What the value is, and so how it is typed, shown, compared and checked.
enum class FieldType {
  text,      ///< one line
  long_text, ///< several lines
  choice,    ///< one of `choices`; kept as the choice's key, unknown keys are kept and shown as they are
  integer,
  decimal,
  date,
  time,
  instant,
  boolean,
  reference, ///< a RecordId of the kind named in `choices`
  structure, ///< a Structure with a widget of its own (position, signature strokes)
};

/// How concurrent values meet (storage-and-merge).
enum class MergeKind {
  register_value, ///< several concurrent, different values are a conflict and all are shown
  text,           ///< a register whose conflict is shown as a three-way difference
  set,            ///< members are added and removed one by one; observed-remove
  place,          ///< (parent, order): settles by clock without asking
};

enum class Required { no, yes };
enum class PersonalData { no, yes };
/// Written by people in a form, or only by verbs (a state, a lock).
enum class EditedBy { people, verbs };

struct FieldDescriptor {
  std::string_view wire; ///< "factory.horsepower"; ASCII, never reused for another meaning
  FieldType type = FieldType::text;
  MergeKind merge = MergeKind::register_value;
  std::string_view label; ///< message key; its text is also the heading in imports and exports
  Required required = Required::no;
  PersonalData personal = PersonalData::no;
  EditedBy edited_by = EditedBy::people;
  std::string_view unit = {};    ///< message key of the unit, if any
  std::string_view choices = {}; ///< name of the choice list ("district"), or the kind a reference points at,
                                 ///< any kind where it is empty
  std::string_view section = {}; ///< message key of the form's section
  int since = 1;                 ///< schema version that brought it
};

/// A kind of record. Dynamic fields (answers) are `prefix/<question>/<instance>`, declared by their prefix.
struct RecordKind {
  std::string_view name;  ///< "factory": the value of the field `kind`, and the first part of its wire names
  std::string_view label; ///< message key, singular
  std::span<const FieldDescriptor> fields;
  std::span<const FieldDescriptor> dynamic_fields = {}; ///< wire is the prefix: "answer", "note"
};

/// Fields that every record has; `find_field` knows them in every schema.
inline constexpr std::string_view kind_field = "kind";       ///< set once, at creation
inline constexpr std::string_view deleted_field = "deleted"; ///< true; carries what the deleter had seen

/// All kinds of a build. Made once at start by `workspace`, from the domains' tables.
class Schema {
public:
  explicit Schema(std::vector<RecordKind> kinds);
  [[nodiscard]] std::span<const RecordKind> kinds() const { return m_kinds; }
  [[nodiscard]] const RecordKind* find_kind(std::string_view name) const;
  /// The descriptor of a wire name or of a dynamic field's name; null for a field of a newer version, which
  /// is kept.
  [[nodiscard]] const FieldDescriptor* find_field(std::string_view wire) const;
  /// The field's merge kind; a register where the field is not known.
  [[nodiscard]] MergeKind merge_kind(std::string_view wire) const;

private:
  std::vector<RecordKind> m_kinds;
  std::vector<const FieldDescriptor*> m_by_wire;   ///< sorted
  std::vector<const FieldDescriptor*> m_by_prefix; ///< of dynamic fields, sorted
};

/// Whether `value` can stand in a field of this descriptor; an empty value always can. The error
/// (`records.wrong_value…`) says why not, with the field's label as argument. Of a set field it asks about
/// one member.
[[nodiscard]] Result<void> check_value(const FieldDescriptor& field, const Value& value);
/// Whether the value can be kept at all: valid UTF-8, a whole number in range, a structure in its canonical
/// form (`records.wrong_value_structure` and so on). All that is asked of a dynamic field, whose type is its
/// question's.
[[nodiscard]] Result<void> check_kept(std::string_view wire, const Value& value);

} // namespace truat::records
