// A file with a list in it, CSV or XLSX, packed by gzip or not: read as a table in slices, the way it is read
// shown and changed.
#pragma once

#include "exchange/csv.h"
#include "exchange/file_format.h"
#include "exchange/xlsx_reader.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace truat::exchange {

/// What the person said against the guess.
struct TableFileChoices {
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::optional<std::size_t> sheet;
  bool operator==(const TableFileChoices&) const = default;
};

class TableFile {
public:
  /// Errors: `exchange.no_list`, `exchange.web_page`, `exchange.truat_is_no_list`, `exchange.foreign_format`
  /// for a file that can be no list, saying what to do; those of xlsx_reader.h and inflate.h.
  [[nodiscard]] static Result<TableFile> open(std::string bytes, const TableFileChoices& choices = {});

  [[nodiscard]] FileFormat format() const; ///< csv or xlsx
  /// Errors: those of csv.h and xlsx_reader.h.
  [[nodiscard]] Result<Step> run(Budget& budget);
  [[nodiscard]] Progress progress() const;
  /// Of a CSV, as soon as a slice has run; nothing of a workbook.
  [[nodiscard]] const CsvDialect* dialect() const;
  /// Of a workbook; none of a CSV.
  [[nodiscard]] std::vector<XlsxSheet> sheets() const;
  [[nodiscard]] std::size_t chosen_sheet() const;
  [[nodiscard]] std::vector<Warning> warnings() const;
  /// Contract: `run` said done.
  [[nodiscard]] Table take_table();

private:
  using Reader = std::variant<std::unique_ptr<CsvReader>, XlsxReader>;
  explicit TableFile(Reader reader) : m_reader(std::move(reader)) {}
  Reader m_reader;
};

} // namespace truat::exchange
