// Records as lists for spreadsheets: one row a record, one column a field, headed by the fields' own labels,
// in the current language. A list of factories is read back by factories_import.h as it was.
#pragma once

#include "exchange/csv.h"
#include "workspace/workspace.h"

#include <string>
#include <variant>
#include <vector>

namespace truat::exchange {

/// A cell of an exported list: a text, a number of exact digits, or a date.
struct NumberText {
  std::string digits;
  bool operator==(const NumberText&) const = default;
};
using ListCell = std::variant<std::monostate, std::string, NumberText, CivilDate>;

struct ExportedList {
  std::string name; ///< of the sheet
  std::vector<std::string> headings;
  std::vector<std::vector<ListCell>> rows;
};

/// Every factory in order of creation: all its fields, places by name, the type by its number, the position
/// in two columns.
[[nodiscard]] ExportedList list_factories(const workspace::Workspace& workspace);
/// Every inspection: its fields, who and what they name by name, and what came of it (findings, score).
[[nodiscard]] ExportedList list_inspections(const workspace::Workspace& workspace);

/// Dates as "15/03/2562" in Thai, "2019-03-15" in English.
[[nodiscard]] std::string to_csv(const ExportedList& list, Formulas formulas);
[[nodiscard]] std::string to_xlsx(const ExportedList& list);

} // namespace truat::exchange
