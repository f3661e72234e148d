#include "exchange/xlsx_reader.h"

#include "base/civil_date.h"
#include "base/contract.h"
#include "base/utf8.h"
#include "exchange/workbook_parts.h"
#include "exchange/xml_elements.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace truat::exchange {
namespace {

constexpr std::size_t piece_bytes = std::size_t{128} << 10;
/// Merged cells that one sheet may repeat: more is no list that a person made.
constexpr std::size_t most_repeated_cells = 1'000'000;

struct CellAddress {
  std::size_t column = 0;
  std::uint32_t row = 0; ///< from 1
};

/// "AB12", also "$AB$12"; nothing for what is no address of a sheet of 1,048,576 rows and 16,384 columns.
std::optional<CellAddress> parse_address(std::string_view text) {
  CellAddress address;
  std::size_t at = 0;
  std::size_t letters = 0;
  const auto skip_dollar = [&] { at += at < text.size() && text[at] == '$'; };
  skip_dollar();
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && letters < 4; ++at, ++letters)
    address.column = address.column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
  skip_dollar();
  const auto parsed = std::from_chars(text.data() + at, text.data() + text.size(), address.row);
  if (letters == 0 || address.column > 16384 || parsed.ec != std::errc() ||
      parsed.ptr != text.data() + text.size() || address.row == 0 || address.row > 1'048'576)
    return std::nullopt;
  --address.column;
  return address;
}

/// "_x000D_" stands for a control character that XML cannot hold.
std::string unescape(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t mark = text.find("_x");
    if (mark == std::string_view::npos || text.size() - mark < 7)
      return out.append(text);
    std::uint32_t value = 0;
    const char* digits = text.data() + mark + 2;
    const auto parsed = std::from_chars(digits, digits + 4, value, 16);
    out += text.substr(0, mark);
    if (parsed.ec == std::errc() && parsed.ptr == digits + 4 && digits[4] == '_' &&
        (value < 0xD800 || value > 0xDFFF)) {
      if (value != 0)
        append_utf8(out, value);
      text.remove_prefix(mark + 7);
    } else {
      out += "_x";
      text.remove_prefix(mark + 2);
    }
  }
}

void append_text(std::string& out, pugi::xml_node node) {
  for (const pugi::xml_node each : node.children())
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata)
      out += each.value();
}

/// The text of a shared or inline string: its own or that of its runs, without the readings of ideographs.
std::string string_of(pugi::xml_node item) {
  std::string text;
  for (const pugi::xml_node part : item.children()) {
    const std::string_view name = local_name_of(part);
    if (name == "t")
      append_text(text, part);
    else if (name == "r")
      for_each_child(part, "t", [&](pugi::xml_node run) { append_text(text, run); });
  }
  return unescape(text);
}

/// A cell of type "d": "2019-03-15" or "2019-03-15T09:40:00".
FormattedNumber iso_cell(std::string_view text) {
  const auto date = parse_iso_date(text.substr(0, 10));
  if (!date)
    return {std::string(text), CellType::error};
  if (text.size() < 16 || text.substr(11, 5) == "00:00")
    return {to_iso(*date), CellType::date};
  return {to_iso(*date) + " " + std::string(text.substr(11, 5)), CellType::date_time};
}

bool begins_with_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

} // namespace

struct XlsxReader::State {
  enum class Stage : std::uint8_t { start, strings, rows, done };

  std::string bytes;
  XlsxLimits limits;
  ZipArchive archive;
  WorkbookParts parts;
  std::vector<XlsxSheet> sheets;
  std::size_t chosen = 0;
  Stage stage = Stage::start;
  bool has_strings = false;
  std::string string_text;
  std::vector<std::size_t> string_ends;
  std::optional<ZipArchive::Stream> stream;
  std::optional<XmlElements> elements;
  Table table;
  std::vector<std::string> merged; ///< references, as the file has them
  std::uint32_t last_row = 0;
  std::uint64_t part_bytes = 0; ///< read of the part at hand
  std::uint64_t done_bytes = 0; ///< of all parts

  [[nodiscard]] std::unexpected<Error> damaged_row(std::uint32_t row) const {
    return failure("xlsx.damaged", {{"part", sheets[chosen].name}},
                   sheets[chosen].name + ", row " + std::to_string(row));
  }
  [[nodiscard]] std::string_view shared_string(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : string_ends[index - 1];
    return std::string_view(string_text).substr(begin, string_ends[index] - begin);
  }
  void begin_part(const std::string& part, std::vector<std::string> wanted);
  /// Feeds and takes elements until the part ends; true at its end.
  template <class Take>
  Result<Step> run_part(const std::string& part, Budget& budget, Take take);
  Result<void> take_string(std::string_view element);
  Result<void> take_sheet_element(std::string_view element);
  Result<void> take_row(pugi::xml_node row);
  Result<void> take_cell(pugi::xml_node cell, std::uint32_t row);
  Result<FormattedNumber> read_cell(pugi::xml_node cell, std::uint32_t row) const;
  Result<void> repeat_merged();
};

void XlsxReader::State::begin_part(const std::string& part, std::vector<std::string> wanted) {
  const ZipEntry* entry = archive.find(part);
  expects(entry != nullptr, "parts were found when the workbook was opened");
  stream.emplace(archive.stream(*entry));
  elements.emplace(std::move(wanted), limits.row_bytes);
  part_bytes = 0;
}

template <class Take>
Result<Step> XlsxReader::State::run_part(const std::string& part, Budget& budget, Take take) {
  while (true) {
    while (true) {
      const auto element = elements->next();
      if (!element)
        return failure("xlsx.damaged", {{"part", part}}, part + ", " + element.error().where);
      if (!*element)
        break;
      if (const auto taken = take(**element); !taken)
        return std::unexpected(taken.error());
    }
    const auto count = stream->read(elements->buffer(), piece_bytes);
    if (!count)
      return std::unexpected(count.error());
    // UTF-16 is allowed by the standard and written by no program we know; read as UTF-8 it would seem empty.
    if (part_bytes == 0 && begins_with_mark(elements->buffer()))
      return failure("xlsx.damaged", {{"part", part}}, part + ", byte 0");
    part_bytes += *count;
    done_bytes += *count;
    if (*count == 0) {
      if (!elements->is_complete())
        return failure("xlsx.damaged", {{"part", part}}, part);
      return Step::done;
    }
    if (budget.is_spent())
      return Step::more;
  }
}

Result<void> XlsxReader::State::take_string(std::string_view element) {
  pugi::xml_document document;
  if (const auto parsed = parse_xml(document, element, parts.shared_strings); !parsed)
    return parsed;
  string_text += string_of(document.first_child());
  string_ends.push_back(string_text.size());
  if (string_text.size() > limits.text_bytes || string_ends.size() > limits.cells)
    return failure("xlsx.too_large", {{"sheet", parts.shared_strings}});
  return {};
}

Result<void> XlsxReader::State::take_sheet_element(std::string_view element) {
  pugi::xml_document document;
  if (const auto parsed = parse_xml(document, element, sheets[chosen].name); !parsed)
    return damaged_row(last_row + 1);
  const pugi::xml_node node = document.first_child();
  if (local_name_of(node) == "row")
    return take_row(node);
  merged.emplace_back(attribute(node, "ref"));
  return {};
}

Result<void> XlsxReader::State::take_row(pugi::xml_node row) {
  std::uint32_t number = last_row + 1;
  if (const std::string_view written = attribute(row, "r"); !written.empty()) {
    const auto parsed = std::from_chars(written.data(), written.data() + written.size(), number);
    if (parsed.ec != std::errc() || number <= last_row || number > 1'048'576)
      return damaged_row(last_row + 1);
  }
  last_row = number;
  if (table.row_count() >= limits.rows)
    return failure("xlsx.too_large", {{"sheet", sheets[chosen].name}});
  for (pugi::xml_node cell = row.first_child(); cell; cell = cell.next_sibling())
    if (local_name_of(cell) == "c")
      if (const auto taken = take_cell(cell, number); !taken)
        return taken;
  table.end_row(number);
  if (table.cell_count() > limits.cells || table.text_bytes() > limits.text_bytes)
    return failure("xlsx.too_large", {{"sheet", sheets[chosen].name}});
  return {};
}

Result<void> XlsxReader::State::take_cell(pugi::xml_node cell, std::uint32_t row) {
  std::size_t column = table.open_cells();
  if (const std::string_view written = attribute(cell, "r"); !written.empty()) {
    const auto address = parse_address(written);
    if (!address || address->row != row || address->column < column)
      return damaged_row(row);
    column = address->column;
  }
  auto read = read_cell(cell, row);
  if (!read)
    return std::unexpected(read.error());
  // Formatted but empty cells far to the right are no content.
  if (read->type == CellType::empty)
    return {};
  if (column >= limits.columns)
    return failure("xlsx.too_many_columns", {{"limit", std::to_string(limits.columns)}},
                   sheets[chosen].name + "!" + column_name(column) + std::to_string(row));
  while (table.open_cells() < column)
    table.append({}, CellType::empty);
  // The XML reader takes bytes as they come, and "&#xD800;" too.
  table.append(is_valid_utf8(read->text) ? read->text : mended_utf8(read->text), read->type);
  return {};
}

Result<FormattedNumber> XlsxReader::State::read_cell(pugi::xml_node cell, std::uint32_t row) const {
  const std::string_view type = attribute(cell, "t");
  std::string value;
  if (type == "inlineStr")
    value = string_of(child(cell, "is"));
  else
    append_text(value, child(cell, "v"));
  const auto as_text = [](std::string text) {
    const CellType kind = text.empty() ? CellType::empty : CellType::text;
    return FormattedNumber{std::move(text), kind};
  };
  if (type == "inlineStr")
    return as_text(std::move(value));
  if (value.empty()) {
    if (const pugi::xml_node formula = child(cell, "f")) {
      std::string text = "=";
      append_text(text, formula);
      return FormattedNumber{std::move(text), CellType::error};
    }
    return FormattedNumber{{}, CellType::empty};
  }
  if (type == "s") {
    std::size_t index = 0;
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), index);
    if (parsed.ec != std::errc() || parsed.ptr != value.data() + value.size() || index >= string_ends.size())
      return damaged_row(row);
    return as_text(std::string(shared_string(index)));
  }
  if (type == "str")
    return as_text(unescape(value));
  if (type == "b")
    return FormattedNumber{value == "1" || value == "true" ? "TRUE" : "FALSE", CellType::boolean};
  if (type == "e")
    return FormattedNumber{std::move(value), CellType::error};
  if (type == "d")
    return iso_cell(value);
  if (!type.empty() && type != "n")
    return damaged_row(row);
  std::size_t style = 0;
  const std::string_view style_text = attribute(cell, "s");
  std::from_chars(style_text.data(), style_text.data() + style_text.size(), style);
  const NumberFormat format = style < parts.formats.size() ? parts.formats[style] : NumberFormat{};
  return format_number(value, format, parts.date_system);
}

Result<void> XlsxReader::State::repeat_merged() {
  std::size_t repeated = 0;
  for (const std::string& reference : merged) {
    const std::size_t colon = reference.find(':');
    const auto first = parse_address(std::string_view(reference).substr(0, colon));
    const auto last =
        colon == std::string::npos ? first : parse_address(std::string_view(reference).substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column)
      return failure("xlsx.damaged", {{"part", sheets[chosen].name}},
                     sheets[chosen].name + "!" + mended_utf8(front_of(reference, 20)));
    const std::size_t source = table.find_row(first->row);
    if (source == table.row_count() || table.row_number(source) != first->row)
      continue;
    if (table.cell(source, first->column).type == CellType::empty)
      continue;
    for (std::size_t row = source + 1; row < table.row_count() && table.row_number(row) <= last->row; ++row) {
      if (++repeated > most_repeated_cells)
        return failure("xlsx.too_large", {{"sheet", sheets[chosen].name}});
      table.repeat(row, source, first->column);
    }
  }
  return {};
}

XlsxReader::XlsxReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
XlsxReader::~XlsxReader() = default;
XlsxReader::XlsxReader(XlsxReader&&) noexcept = default;
XlsxReader& XlsxReader::operator=(XlsxReader&&) noexcept = default;

bool is_compound_file(std::string_view bytes) {
  return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

namespace {

/// A workbook under a password is a compound file with a stream of this name, in UTF-16.
bool is_encrypted_workbook(std::string_view bytes) {
  std::string wide;
  for (const char letter : std::string_view("EncryptedPackage")) {
    wide += letter;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

} // namespace

Result<XlsxReader> XlsxReader::open(std::string bytes, const XlsxLimits& limits) {
  if (is_compound_file(bytes))
    return failure(is_encrypted_workbook(bytes) ? "xlsx.encrypted" : "xlsx.old_xls");
  auto state = std::make_unique<State>();
  state->bytes = std::move(bytes);
  state->limits = limits;
  auto archive = ZipArchive::open(state->bytes, limits.zip);
  if (!archive)
    return std::unexpected(archive.error());
  state->archive = std::move(*archive);
  if (state->archive.find("mimetype") != nullptr && state->archive.find("content.xml") != nullptr)
    return failure("xlsx.open_document");
  auto parts = read_workbook_parts(state->archive, limits);
  if (!parts)
    return std::unexpected(parts.error());
  state->parts = std::move(*parts);
  for (const WorkbookSheet& sheet : state->parts.sheets)
    state->sheets.push_back(sheet.sheet);
  const auto visible = std::ranges::find(state->sheets, SheetVisibility::visible, &XlsxSheet::visibility);
  state->chosen =
      visible == state->sheets.end() ? 0 : static_cast<std::size_t>(visible - state->sheets.begin());
  return XlsxReader(std::move(state));
}

const std::vector<XlsxSheet>& XlsxReader::sheets() const {
  return m_state->sheets;
}

std::size_t XlsxReader::chosen() const {
  return m_state->chosen;
}

void XlsxReader::choose(std::size_t sheet) {
  expects(sheet < m_state->sheets.size(), "a sheet of this workbook");
  m_state->chosen = sheet;
  m_state->stage = State::Stage::start;
}

Progress XlsxReader::progress() const {
  const State& state = *m_state;
  std::uint64_t total = 0;
  for (const std::string& part : {state.parts.shared_strings, state.parts.sheets[state.chosen].part})
    if (const ZipEntry* entry = state.archive.find(part))
      total += entry->bytes;
  return {state.stage == State::Stage::done ? total : std::min(state.done_bytes, total), total};
}

Result<Step> XlsxReader::run(Budget& budget) {
  State& state = *m_state;
  using Stage = State::Stage;
  const std::string& sheet_part = state.parts.sheets[state.chosen].part;
  const auto begin_rows = [&] {
    state.begin_part(sheet_part, {"row", "mergeCell"});
    state.stage = Stage::rows;
  };
  if (state.stage == Stage::start) {
    state.table = Table();
    state.table.name = state.sheets[state.chosen].name;
    state.merged.clear();
    state.last_row = 0;
    state.done_bytes = 0;
    if (!state.has_strings && !state.parts.shared_strings.empty()) {
      state.begin_part(state.parts.shared_strings, {"si"});
      state.stage = Stage::strings;
    } else {
      begin_rows();
    }
  }
  if (state.stage == Stage::strings) {
    const auto step = state.run_part(state.parts.shared_strings, budget,
                                     [&](std::string_view element) { return state.take_string(element); });
    if (!step || *step == Step::more)
      return step;
    state.has_strings = true;
    begin_rows();
  }
  if (state.stage == Stage::rows) {
    const auto step = state.run_part(
        sheet_part, budget, [&](std::string_view element) { return state.take_sheet_element(element); });
    if (!step || *step == Step::more)
      return step;
    if (const auto repeated = state.repeat_merged(); !repeated)
      return std::unexpected(repeated.error());
    state.stage = Stage::done;
  }
  return Step::done;
}

Table XlsxReader::take_table() {
  expects(m_state->stage == State::Stage::done, "a sheet that was read");
  return std::move(m_state->table);
}

} // namespace truat::exchange
