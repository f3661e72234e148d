#include "exchange/csv.h"

#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>
#include <array>

namespace truat::exchange {
namespace {

constexpr std::array<char, 4> delimiters{',', ';', '\t', '|'};
constexpr std::size_t sample_rows = 30;
constexpr std::size_t most_warnings = 100;

/// How many cells the first rows of `text` have when split at `delimiter`. A light scan: it only has to rank
/// delimiters.
std::vector<std::size_t> count_cells(std::string_view text, char delimiter) {
  std::vector<std::size_t> counts;
  std::size_t cells = 1;
  bool quoted = false;
  bool at_start = true;
  for (std::size_t index = 0; index < text.size() && counts.size() < sample_rows; ++index) {
    const char letter = text[index];
    if (quoted) {
      quoted = letter != '"';
      continue;
    }
    if (letter == '"' && at_start) {
      quoted = true;
    } else if (letter == delimiter) {
      ++cells;
      at_start = true;
      continue;
    } else if (letter == '\n' || letter == '\r') {
      if (index > 0 && text[index - 1] != '\n' && text[index - 1] != '\r')
        counts.push_back(cells);
      cells = 1;
      at_start = true;
      continue;
    }
    at_start = false;
  }
  if (cells > 1 && counts.size() < sample_rows)
    counts.push_back(cells);
  return counts;
}

/// Rows that have as many cells as most rows have, weighed by that number; one cell a row tells nothing.
std::size_t consistency(std::vector<std::size_t> counts) {
  truat::sort(counts);
  std::size_t best = 0;
  for (std::size_t first = 0; first < counts.size();) {
    std::size_t last = first;
    while (last < counts.size() && counts[last] == counts[first])
      ++last;
    if (counts[first] > 1)
      best = std::max(best, (last - first) * 1000 + std::min<std::size_t>(counts[first], 999));
    first = last;
  }
  return best;
}

} // namespace

CsvReader::CsvReader(std::string bytes, Given given, CsvLimits limits)
    : m_bytes(std::move(bytes)), m_given(given), m_limits(limits) {}

Progress CsvReader::progress() const {
  // Decoding and parsing go over the bytes once each.
  const std::uint64_t size = m_bytes.size();
  switch (m_stage) {
  case Stage::start:
    return {0, size * 2};
  case Stage::decode:
    return {m_decoder->position(), size * 2};
  case Stage::parse:
    return {size + (m_text.empty() ? 0 : m_at * size / m_text.size()), size * 2};
  case Stage::done:
    return {size * 2, size * 2};
  }
  return {};
}

Result<Step> CsvReader::run(Budget& budget) {
  if (m_stage == Stage::start) {
    if (const auto started = start(); !started)
      return std::unexpected(started.error());
    m_stage = Stage::decode;
  }
  if (m_stage == Stage::decode) {
    const auto step = m_decoder->run(budget);
    if (!step || *step == Step::more)
      return step;
    m_text = m_decoder->take();
    if (const auto chosen = choose_delimiter(); !chosen)
      return std::unexpected(chosen.error());
    m_stage = Stage::parse;
  }
  while (m_stage == Stage::parse) {
    if (m_at == m_text.size()) {
      m_stage = Stage::done;
      break;
    }
    if (const auto parsed = parse_row(); !parsed)
      return std::unexpected(parsed.error());
    if (budget.is_spent())
      return Step::more;
  }
  return Step::done;
}

Result<void> CsvReader::start() {
  if (m_bytes.empty())
    return failure("csv.empty");
  if (m_bytes.size() > m_limits.bytes)
    return failure("csv.too_large", {{"limit", std::to_string(m_limits.bytes >> 20) + " MB"}});
  if (m_given.encoding) {
    m_dialect.encoding = *m_given.encoding;
  } else {
    const auto detected = detect_encoding(m_bytes);
    if (!detected)
      return std::unexpected(detected.error());
    m_dialect.encoding = *detected;
  }
  m_decoder.emplace(m_bytes, m_dialect.encoding);
  return {};
}

Result<void> CsvReader::choose_delimiter() {
  while (m_text.ends_with('\x1A'))
    m_text.pop_back();
  if (m_text.find_first_not_of(" \t\r\n\v\f") == std::string::npos)
    return failure("csv.empty");
  if (m_text.size() >= 5 && m_text.starts_with("sep=") &&
      (m_text.size() == 5 || m_text[5] == '\r' || m_text[5] == '\n')) {
    m_dialect.delimiter = m_given.delimiter.value_or(m_text[4]);
    m_at = 5;
    skip_line_break();
    ++m_row;
    return {};
  }
  if (m_given.delimiter) {
    m_dialect.delimiter = *m_given.delimiter;
    return {};
  }
  std::size_t best = 0;
  for (const char delimiter : delimiters) {
    const std::size_t score = consistency(count_cells(std::string_view(m_text).substr(0, 262144), delimiter));
    if (score > best) {
      best = score;
      m_dialect.delimiter = delimiter;
    }
  }
  return {};
}

void CsvReader::skip_line_break() {
  if (m_at < m_text.size() && m_text[m_at] == '\r')
    ++m_at;
  else if (m_at < m_text.size() && m_text[m_at] == '\n') {
    ++m_at;
    ++m_line;
    return;
  } else
    return;
  if (m_at < m_text.size() && m_text[m_at] == '\n')
    ++m_at;
  ++m_line;
}

std::unexpected<Error> CsvReader::fail(std::string key, std::uint32_t row, std::size_t column,
                                       std::size_t line) const {
  const std::string row_text = std::to_string(row);
  return failure(std::move(key),
                 {{"row", row_text}, {"column", column_name(column)}, {"line", std::to_string(line)}},
                 "row " + row_text + ", column " + column_name(column) + ", line " + std::to_string(line));
}

Result<void> CsvReader::parse_row() {
  ++m_row;
  if (m_table.row_count() >= m_limits.rows)
    return failure("csv.too_many_rows", {{"limit", std::to_string(m_limits.rows)}});
  std::string quoted;
  while (true) {
    const std::size_t column = m_table.open_cells();
    if (column >= m_limits.columns)
      return fail("csv.too_many_columns", m_row, column, m_line);
    std::string_view text;
    if (m_at < m_text.size() && m_text[m_at] == '"') {
      if (const auto parsed = parse_quoted(quoted); !parsed)
        return parsed;
      text = quoted;
    } else {
      const char stops[] = {m_dialect.delimiter, '\r', '\n'};
      const std::size_t end = std::min(m_text.find_first_of(std::string_view(stops, 3), m_at), m_text.size());
      text = std::string_view(m_text).substr(m_at, end - m_at);
      m_at = end;
    }
    if (text.size() > m_limits.cell_bytes)
      return fail("csv.cell_too_long", m_row, column, m_line);
    m_table.append(text, text.empty() ? CellType::empty : CellType::text);
    if (m_at < m_text.size() && m_text[m_at] == m_dialect.delimiter) {
      ++m_at;
      continue;
    }
    skip_line_break();
    m_table.end_row(m_row);
    return {};
  }
}

Result<void> CsvReader::parse_quoted(std::string& cell) {
  const std::size_t column = m_table.open_cells();
  const std::size_t first_line = m_line;
  cell.clear();
  ++m_at;
  while (true) {
    const std::size_t quote = m_text.find('"', m_at);
    if (quote == std::string::npos || quote - m_at > m_limits.cell_bytes)
      return fail("csv.unclosed_quote", m_row, column, first_line);
    const std::string_view piece = std::string_view(m_text).substr(m_at, quote - m_at);
    m_line += static_cast<std::size_t>(std::ranges::count(piece, '\n'));
    cell += piece;
    m_at = quote + 1;
    if (m_at >= m_text.size() || m_text[m_at] != '"')
      break;
    cell += '"';
    ++m_at;
  }
  // What stands between a closing quote and the delimiter belongs to the cell, as spreadsheets have it.
  const char stops[] = {m_dialect.delimiter, '\r', '\n'};
  const std::size_t end = std::min(m_text.find_first_of(std::string_view(stops, 3), m_at), m_text.size());
  if (end > m_at) {
    const std::string_view rest = std::string_view(m_text).substr(m_at, end - m_at);
    if (rest.find_first_not_of(" \t") != std::string_view::npos) {
      cell += rest;
      if (m_warnings.size() < most_warnings)
        m_warnings.push_back({"row " + std::to_string(m_row) + ", column " + column_name(column),
                              {"csv.text_after_quote", {{"text", std::string(rest)}}}});
    }
    m_at = end;
  }
  return {};
}

Result<Table> read_csv(std::string bytes, CsvReader::Given given) {
  CsvReader reader(std::move(bytes), given);
  Budget budget = Budget::unlimited();
  const auto step = reader.run(budget);
  if (!step)
    return std::unexpected(step.error());
  expects(*step == Step::done, "an unlimited budget finishes");
  return reader.take_table();
}

namespace {

/// With a minus at most: "+66…" is a telephone's number, and a spreadsheet would take its plus away.
bool is_number(std::string_view text) {
  if (text.starts_with('-'))
    text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// A sign alone stands in many lists for "none".
bool begins_like_formula(std::string_view text) {
  return text.size() > 1 && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
         !is_number(text);
}

} // namespace

void CsvWriter::divide() {
  if (m_row_begun)
    m_text += ',';
  m_row_begun = true;
}

CsvWriter& CsvWriter::guarded_digits(std::string_view digits) {
  divide();
  m_text += "\"=\"\"";
  m_text += digits;
  m_text += "\"\"\"";
  return *this;
}

CsvWriter& CsvWriter::cell(std::string_view text) {
  divide();
  const bool disarm = m_formulas == Formulas::disarmed && begins_like_formula(text);
  const bool quote = disarm || text.find_first_of(",;\t\"\r\n") != std::string_view::npos ||
                     text.starts_with(' ') || text.ends_with(' ');
  if (!quote) {
    m_text += text;
    return *this;
  }
  m_text += '"';
  if (disarm)
    m_text += '\'';
  for (const char letter : text) {
    if (letter == '"')
      m_text += '"';
    m_text += letter;
  }
  m_text += '"';
  return *this;
}

CsvWriter& CsvWriter::end_row() {
  m_text += "\r\n";
  m_row_begun = false;
  return *this;
}

} // namespace truat::exchange
