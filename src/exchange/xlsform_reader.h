// XLSForm (https://xlsform.org) as workbooks and CSV have it, read into the model of forms/form/definition.h:
// the same model that the XForm made of it by pyxform gives.
//
// Sheets `survey`, `choices`, `external_choices`, `settings`; any other is a warning. A CSV has all sheets
// below each other, each begun by a row with its name in the first column, or a survey alone. `${name}`
// becomes the question's path in expressions and an `<output>` in texts. Warnings name sheet, column and row
// ("survey!C12"): columns, types and settings without a counterpart.
#pragma once

#include "exchange/table.h"
#include "exchange/xform_reader.h"

#include <string>
#include <vector>

namespace truat::exchange {

/// The tables of a workbook that an XLSForm is made of, by name in lower case.
struct XlsFormSheets {
  std::vector<Table> tables;
  [[nodiscard]] const Table* find(std::string_view name) const;
};

/// Errors, with `where` "survey!C12": `xlsform.no_survey`, `xlsform.no_heading` with `{heading}`,
/// `xlsform.unknown_reference` and `xlsform.ambiguous_reference` with `{name}`, `xlsform.open_group`,
/// `xlsform.end_without_begin`, `xlsform.unknown_list` with `{list}`, `xlsform.too_deep`.
[[nodiscard]] Result<ReadForm> read_xlsform(const XlsFormSheets& sheets);
/// From a workbook's bytes. Errors: those of xlsx_reader.h besides.
[[nodiscard]] Result<ReadForm> read_xlsform_workbook(std::string bytes);
/// From a CSV's bytes. Errors: those of csv.h besides.
[[nodiscard]] Result<ReadForm> read_xlsform_csv(std::string bytes);

/// Whether a workbook has a sheet `survey`; whether a CSV begins as an XLSForm does.
[[nodiscard]] bool is_xlsform_workbook(const std::string& bytes);
[[nodiscard]] bool is_xlsform_csv(const std::string& bytes);

} // namespace truat::exchange
