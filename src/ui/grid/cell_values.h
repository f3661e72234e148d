// Cells as plain values for a spreadsheet, and texts from a spreadsheet or the keyboard as values of fields.
#pragma once

#include "ui/grid/source.h"
#include "ui/request.h"
#include "ui/widgets/record_form.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace truat::ui {

/// A field as a cell: as forms show it, without unit and without a dash for nothing; and what it sorts by.
[[nodiscard]] std::string field_text(const records::FieldDescriptor& field, const records::Value& value,
                                     const ChoiceLists& choices);
[[nodiscard]] SortKey field_sort_key(const records::FieldDescriptor& field, const records::Value& value,
                                     const ChoiceLists& choices);

/// As exports write it: numbers as digits, dates as dates, all else as shown.
[[nodiscard]] TableCell plain_cell(const GridSource& source, std::size_t row, std::size_t column,
                                   CellKind kind);
/// As the clipboard has it, so that Excel takes numbers and dates for what they are: "1486.5", "14/11/2567"
/// in Thai, "2024-11-14" in English.
[[nodiscard]] std::string clipboard_text(const TableCell& cell);
/// At most so many places, none that are 0: "1,486.5".
[[nodiscard]] std::string shown_number(double number, int places = 2);

/// Reads texts as values; lists of choices are made once and kept.
class CellReader {
public:
  explicit CellReader(const FormContext& form) : m_form(&form) {}

  /// The value that the text is in this field. `parent`: the key that narrows the field's choices, if any
  /// does. Choices are read by label, by its first word ("52(3)"), by key, and places with or without "อ.".
  /// Errors: those of `read_typed`, `grid.not_a_choice`, `ui.choose_before`, `ui.not_edited_here`.
  [[nodiscard]] Result<records::Value> read(const records::FieldDescriptor& field, std::string_view text,
                                            const std::string& parent);

private:
  using Labels = std::map<std::string, std::string, std::less<>>; ///< folded label, key
  [[nodiscard]] const Labels& labels(std::string_view list, const std::string& parent);

  const FormContext* m_form;
  std::map<std::pair<std::string, std::string>, Labels> m_lists;
};

/// The field whose value narrows this one's choices: "factory.province" of the district's; "" for none.
[[nodiscard]] std::string parent_field(const FormContext& form, const records::FieldDescriptor& field);
/// What stands in the field now and so is what an edit overwrites.
[[nodiscard]] std::vector<records::OperationId>
seen_heads(const FormContext& form, const records::RecordId& record, std::string_view wire);

/// What a screen lets people change in its grid.
struct GridEditing {
  const FormContext& form;
  std::string_view read_only_because = {}; ///< this tab only reads
};
/// Why the cell cannot be edited, "" when it can.
[[nodiscard]] std::string why_not_edited(const GridEditing* editing, const GridSource& source,
                                         std::size_t row, const GridColumn& column);

} // namespace truat::ui
