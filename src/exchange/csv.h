// CSV, both ways: RFC 4180 and what spreadsheets make of it.
//
// Read: comma, semicolon, tab or bar; quotes; CRLF, LF or CR; a line "sep=;" at the top; every encoding of
// `exchange/encoding.h`. A row is counted as a spreadsheet counts it: a line break inside quotes makes no new
// row, an empty line does.
#pragma once

#include "exchange/encoding.h"
#include "exchange/table.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::exchange {

/// How a file was written, and so how it is read: shown, and changed by the person where the guess is wrong.
struct CsvDialect {
  Encoding encoding = Encoding::utf8;
  char delimiter = ',';
  bool operator==(const CsvDialect&) const = default;
};

struct CsvLimits {
  std::size_t bytes = std::size_t{256} << 20;
  std::size_t rows = 1'048'576; ///< as many as a sheet of Excel has
  std::size_t columns = 1024;
  std::size_t cell_bytes = std::size_t{1} << 20;
};

class CsvReader {
public:
  /// What is not given is told by content.
  struct Given {
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
  };
  explicit CsvReader(std::string bytes, Given given, CsvLimits limits = {});
  explicit CsvReader(std::string bytes) : CsvReader(std::move(bytes), Given{}) {}
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  /// Errors: those of the encoding; `csv.empty`; `csv.unclosed_quote` with row, column and line;
  /// `csv.too_large`.
  [[nodiscard]] Result<Step> run(Budget& budget);
  [[nodiscard]] Progress progress() const;
  /// Known when the first slice has ended.
  [[nodiscard]] const CsvDialect& dialect() const { return m_dialect; }
  /// Places that were read though they are not as RFC 4180 has them.
  [[nodiscard]] const std::vector<Warning>& warnings() const { return m_warnings; }
  [[nodiscard]] Table take_table() { return std::move(m_table); }

private:
  enum class Stage : std::uint8_t { start, decode, parse, done };
  [[nodiscard]] Result<void> start();
  [[nodiscard]] Result<void> choose_delimiter();
  [[nodiscard]] Result<void> parse_row();
  [[nodiscard]] Result<void> parse_quoted(std::string& cell);
  void skip_line_break();
  [[nodiscard]] std::unexpected<Error> fail(std::string key, std::uint32_t row, std::size_t column,
                                            std::size_t line) const;

  std::string m_bytes;
  Given m_given;
  CsvLimits m_limits;
  CsvDialect m_dialect;
  Stage m_stage = Stage::start;
  std::optional<TextDecoder> m_decoder;
  std::string m_text; ///< UTF-8
  std::size_t m_at = 0;
  std::uint32_t m_row = 0;
  std::size_t m_line = 1;
  Table m_table;
  std::vector<Warning> m_warnings;
};

/// Reads all of it at once.
[[nodiscard]] Result<Table> read_csv(std::string bytes, CsvReader::Given given = {});

/// A cell that begins like a formula gets an apostrophe before it, so that a spreadsheet shows it and runs
/// nothing. Numbers stay as they are.
enum class Formulas : std::uint8_t { as_written, disarmed };

/// Writes UTF-8 with a byte order mark, commas and CRLF: the form that Excel opens with Thai intact by a
/// double click.
class CsvWriter {
public:
  explicit CsvWriter(Formulas formulas) : m_formulas(formulas), m_text("\xEF\xBB\xBF") {}
  CsvWriter& cell(std::string_view text);
  /// Digits that a spreadsheet must not take for a number (="20900031725621"), or they come back as 2.09E+13.
  /// Readers other than spreadsheets see the sign and the quotes.
  CsvWriter& guarded_digits(std::string_view digits);
  CsvWriter& end_row();
  [[nodiscard]] std::string take() { return std::move(m_text); }

private:
  void divide();
  Formulas m_formulas;
  std::string m_text;
  bool m_row_begun = false;
};

} // namespace truat::exchange
