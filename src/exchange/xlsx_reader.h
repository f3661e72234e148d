// Workbooks of Excel and LibreOffice: XLSX (ECMA-376 part 1, SpreadsheetML), one sheet at a time as a table
// of texts.
//
// A cell becomes the text a person would read off it: shared, inline and rich strings as they are; numbers as
// plain digits, with leading zeros where the format is only zeros ("00000" for a type's code); dates and
// times as ISO texts by the number format, in either date system; TRUE and FALSE; an error as its name. Cells
// merged downwards repeat their value. Whole numbers that the file has in exponent form are written out where
// all their digits are there, and left
// ("3.1E+13") where they are not: nothing is guessed.
#pragma once

#include "base/budget.h"
#include "exchange/table.h"
#include "exchange/zip.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::exchange {

struct XlsxLimits {
  ZipLimits zip;
  std::size_t part_bytes = std::size_t{32} << 20; ///< of a part that is read whole (workbook, styles)
  std::size_t row_bytes = std::size_t{16} << 20;
  std::size_t rows = 1'048'576;
  std::size_t columns = 1024;
  std::size_t cells = 10'000'000;
  std::size_t text_bytes = std::size_t{512} << 20; ///< of shared strings, and of the table
};

enum class SheetVisibility : std::uint8_t { visible, hidden };

struct XlsxSheet {
  std::string name;
  SheetVisibility visibility = SheetVisibility::visible;
};

class XlsxReader {
public:
  /// Reads what the workbook says of itself. Errors: those of zip.h; `xlsx.not_a_workbook`; `xlsx.old_xls`,
  /// `xlsx.encrypted`, `xlsx.open_document` and `xlsx.binary_workbook` say how to save the file anew;
  /// `xlsx.damaged` with the part.
  [[nodiscard]] static Result<XlsxReader> open(std::string bytes, const XlsxLimits& limits = {});
  ~XlsxReader();
  XlsxReader(XlsxReader&&) noexcept;
  XlsxReader& operator=(XlsxReader&&) noexcept;

  [[nodiscard]] const std::vector<XlsxSheet>& sheets() const;
  /// Which sheet `run` reads; the first visible one unless told. Starts over.
  void choose(std::size_t sheet);
  [[nodiscard]] std::size_t chosen() const;
  /// Reads the chosen sheet. Errors: `xlsx.damaged` with sheet and row, `xlsx.too_large`.
  [[nodiscard]] Result<Step> run(Budget& budget);
  [[nodiscard]] Progress progress() const; ///< in bytes of XML
  [[nodiscard]] Table take_table();

private:
  struct State;
  explicit XlsxReader(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

/// Whether the bytes begin as an OLE2 compound file: an old .xls, or a workbook under a password.
[[nodiscard]] bool is_compound_file(std::string_view bytes);

} // namespace truat::exchange
