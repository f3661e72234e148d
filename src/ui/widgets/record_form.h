// The one form for a record, made from its field descriptors: shown as keys and values, edited in place.
// Leaving a field makes one commit that overwrites exactly what the person saw when the field was opened.
#pragma once

#include "records/field.h"
#include "records/history.h"
#include "records/log.h"
#include "records/projection.h"
#include "ui/request.h"
#include "ui/widgets/choice_field.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

/// A field that is open, or was left with a text that cannot be read.
struct OpenField {
  std::string text;                             ///< as typed
  std::vector<records::OperationId> overwrites; ///< what stood when it was opened
  std::optional<Error> error;
  bool was_just_opened = true;
};
/// What the form remembers of its record; the screen keeps it.
struct FormState {
  records::RecordId record;
  std::map<std::string, OpenField, std::less<>> open; ///< by wire name
  std::string open_next;            ///< wire name: scrolled to and opened where the form is drawn next
  std::optional<Error> not_settled; ///< why the last choice between values was refused
};

/// Words and choices that the form takes from outside.
struct FormContext {
  const records::Projection& projection;
  const ChoiceLists& choices;
  CivilDate today;
  /// The verb that makes the change of one field (`audit::set_field`): its error stands at the field.
  std::function<Result<records::Change>(const records::RecordId& record, std::string_view field,
                                        records::Value value, std::vector<records::OperationId> overwrites)>
      set_field;
  /// Why the field cannot be edited now; nothing if it can (`audit::can_edit`).
  std::function<std::optional<Error>(const records::RecordId& record, std::string_view field)> forbids;
  /// Name of a person, for history and conflicts.
  std::function<std::string(const records::RecordId&)> person_name;
  /// What the schema alone has no words for, as the answers of a checklist. Without them history uses the
  /// schema.
  std::function<std::string(const records::RecordId& record, std::string_view field)> field_words;
  std::function<std::string(const records::RecordId& record, std::string_view field,
                            const records::Value& value)>
      value_words;
  /// For who and when of conflicting values; without it they are shown alone.
  const records::Log* log = nullptr;
};

struct RecordFormSpec {
  records::RecordId record;
  const records::RecordKind* kind = nullptr;
  std::span<const std::string_view> fields =
      {}; ///< wire names in order; empty: all that people edit, in order of the table
  std::string_view read_only_because = {}; ///< locked, or this tab only reads
  int columns = 1;                         ///< 2 where the width allows
  float key_width = 120;                   ///< design pixels
  std::span<const std::string_view> wide =
      {};                  ///< fields whose value is long as a rule: the whole row is theirs
  bool keys_above = false; ///< `record_form` says so itself where keys and values have no room side by side
  /// Sections as cards with headings; else bare rows.
  bool in_cards = true;
};
/// Draws at the top of `area` and cuts it off. Each finished edit pushes one `CommitChange`.
void record_form(Box& area, std::string_view id, FormState& state, const FormContext& context,
                 const RecordFormSpec& spec, Requests& requests);

/// One field as the form draws it: key, value with a pencil under the pointer, or the open control.
void record_field(Box& area, FormState& state, const FormContext& context, const RecordFormSpec& spec,
                  const records::FieldDescriptor& field, Requests& requests);

/// A record that does not exist yet, as in a drawer "เพิ่มโรงงาน": every field a control with its label above.
struct NewRecordState {
  std::map<std::string, std::string, std::less<>> texts;     ///< as typed, by wire name
  std::map<std::string, records::Value, std::less<>> values; ///< those that can be read
  std::map<std::string, Error, std::less<>> errors;
};
void new_record_form(Box& area, std::string_view id, NewRecordState& state, const FormContext& context,
                     std::span<const records::FieldDescriptor* const> fields, int columns = 1);

/// The value as it is shown: dates in Buddhist years, figures with their unit, choices by label, "–" for
/// nothing.
[[nodiscard]] std::string shown_value(const records::FieldDescriptor& field, const records::Value& value,
                                      const ChoiceLists& choices);

/// What has happened to the record, newest first: when, what, who; a row opens to say from what to what.
struct HistoryState {
  std::optional<records::OperationId> open;
  bool show_all = false;
};
struct HistorySpec {
  std::span<const records::HistoryEntry> entries;
  records::RecordId record; ///< whose it is, for the context's words
  std::size_t shown_at_first = 6;
};
void record_history(Box& area, std::string_view id, HistoryState& state, const FormContext& context,
                    const records::Schema& schema, const HistorySpec& spec);

/// The settling of one conflict: a radio row for each live value, with who and when; choosing commits an
/// operation that overwrites all of them. Values that are not chosen stay in the history. The error is the
/// verb's, when it refused the choice made in this frame.
[[nodiscard]] std::optional<Error> conflict_choice(Box& area, std::string_view id, const FormContext& context,
                                                   const records::RecordId& record,
                                                   const records::FieldDescriptor& field, Requests& requests);

/// Which keyboard a tablet shows for the field.
[[nodiscard]] InputMode input_mode(const records::FieldDescriptor& field);

/// The value as it is typed, and back; an empty text is an empty value. The error (`ui.not_a_number` and its
/// like) says what can be typed.
[[nodiscard]] std::string typed_form(const records::FieldDescriptor& field, const records::Value& value);
[[nodiscard]] Result<records::Value> read_typed(const records::FieldDescriptor& field, std::string_view text,
                                                const CivilDate& today);

} // namespace truat::ui
