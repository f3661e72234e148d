#include "exchange/xlsform_sheet.h"

#include "base/utf8.h"
#include "forms/expression/value.h"

#include <algorithm>
#include <array>

namespace truat::exchange {
namespace {

using forms::expression::trimmed;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

/// Other spellings of one column, in lower case with underscores.
constexpr auto spellings = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"caption", "label"},
    {"command", "type"},
    {"tag", "name"},
    {"value", "name"},
    {"relevance", "relevant"},
    {"skip_logic", "relevant"},
    {"bind::relevant", "relevant"},
    {"read_only", "readonly"},
    {"bind::readonly", "readonly"},
    {"bind::required", "required"},
    {"bind::constraint", "constraint"},
    {"bind::calculate", "calculation"},
    {"calculate", "calculation"},
    {"constraint_message", "constraint_message"},
    {"constraint-message", "constraint_message"},
    {"bind::jr:constraintmsg", "constraint_message"},
    {"required_message", "required_message"},
    {"requiredmsg", "required_message"},
    {"bind::jr:requiredmsg", "required_message"},
    {"repeat_count", "repeat_count"},
    {"jr:count", "repeat_count"},
    {"count", "repeat_count"},
    {"control::jr:count", "repeat_count"},
    {"control::appearance", "appearance"},
    {"body::appearance", "appearance"},
    {"list name", "list_name"},
    {"listname", "list_name"},
    {"image", "media::image"},
    {"big-image", "media::big-image"},
    {"audio", "media::audio"},
    {"video", "media::video"},
    {"guidance", "guidance_hint"},
    {"title", "form_title"},
    {"set_form_title", "form_title"},
    {"set_form_id", "form_id"},
    {"id_string", "form_id"},
    {"set_version", "version"},
});

/// Columns that have languages: what is behind their "::" is one.
bool has_languages(std::string_view name) {
  return name == "label" || name == "hint" || name == "guidance_hint" || name == "constraint_message" ||
         name == "required_message" || name.starts_with("media::");
}

std::string canonical(std::string_view name) {
  std::string folded = lower(trimmed(name));
  std::ranges::replace(folded, ' ', '_');
  const auto known = std::ranges::find(spellings, folded, [](const auto& entry) { return entry.first; });
  return known == spellings.end() ? folded : std::string(known->second);
}

/// Divided by "::", or by ":" as early XLSForms have it (not within "jr:count").
std::vector<std::string_view> parts_of(std::string_view heading) {
  std::vector<std::string_view> parts;
  const std::string_view divider = heading.find("::") != std::string_view::npos ? "::" : ":";
  if (divider == ":" && heading.starts_with("jr:"))
    return {heading};
  while (true) {
    const std::size_t at = heading.find(divider);
    parts.push_back(trimmed(heading.substr(0, at)));
    if (at == std::string_view::npos)
      return parts;
    heading.remove_prefix(at + divider.size());
  }
}

} // namespace

SheetColumn parse_heading(std::string_view heading) {
  const auto parts = parts_of(trimmed(heading));
  std::string name = canonical(parts[0]);
  std::size_t used = 1;
  if ((name == "media" || name == "bind" || name == "body" || name == "control" || name == "instance") &&
      parts.size() > 1) {
    name = canonical(name + "::" + lower(parts[1]));
    used = 2;
  }
  SheetColumn column{std::move(name), {}};
  if (parts.size() > used && has_languages(column.name))
    column.language = mended_utf8(parts[used]);
  else
    for (std::size_t i = used; i < parts.size(); ++i)
      column.name.append("::").append(parts[i]);
  return column;
}

FormSheet::FormSheet(const Table& table, std::string name, std::size_t first_row, std::size_t first_column,
                     std::size_t end_row)
    : m_table(table), m_name(std::move(name)), m_first(first_row), m_first_column(first_column),
      m_end(std::min(end_row, table.row_count())) {
  if (m_first >= m_end)
    return;
  for (std::size_t column = first_column; column < table.column_count(); ++column) {
    const std::string_view heading = table.cell(m_first, column).text;
    m_columns.push_back(trimmed(heading).empty() ? SheetColumn() : parse_heading(heading));
    if (!m_columns.back().name.empty())
      m_by_name[m_columns.back().name].push_back(m_columns.size() - 1);
  }
}

bool FormSheet::has(std::string_view column) const {
  return m_by_name.contains(column);
}

bool FormSheet::is_blank(std::size_t row) const {
  for (std::size_t column = 0; column < m_columns.size(); ++column)
    if (!trimmed(m_table.cell(m_first + 1 + row, m_first_column + column).text).empty())
      return false;
  return true;
}

std::string FormSheet::cell_at(std::size_t row, std::size_t column) const {
  const std::string whole = mended_utf8(m_table.cell(m_first + 1 + row, m_first_column + column).text);
  std::string text;
  for (const char c : trimmed(whole))
    if (c != ' ' || !text.ends_with(' '))
      text += c;
  return text;
}

std::string FormSheet::cell(std::size_t row, std::string_view column) const {
  const auto found = m_by_name.find(column);
  if (found == m_by_name.end())
    return {};
  // Of several columns of one name the first that says something counts.
  for (const std::size_t each : found->second)
    if (std::string text = cell_at(row, each); !text.empty())
      return text;
  return {};
}

forms::LocalTexts FormSheet::texts(std::size_t row, std::string_view column) const {
  forms::LocalTexts texts;
  if (const auto found = m_by_name.find(column); found != m_by_name.end())
    for (const std::size_t each : found->second)
      if (std::string text = cell_at(row, each); !text.empty())
        texts.try_emplace(m_columns[each].language.empty() ? std::string(forms::default_language)
                                                           : m_columns[each].language,
                          std::move(text));
  return texts;
}

std::string FormSheet::place(std::size_t row, std::string_view column) const {
  const std::string number = std::to_string(m_table.row_number(m_first + 1 + row));
  const auto found = m_by_name.find(column);
  if (found == m_by_name.end())
    return m_name + "!" + number;
  return m_name + "!" + column_name(m_first_column + found->second.front()) + number;
}

std::string FormSheet::heading_place(std::size_t column) const {
  return m_name + "!" + column_name(m_first_column + column) + std::to_string(m_table.row_number(m_first));
}

std::vector<std::string> FormSheet::languages() const {
  std::vector<std::string> found;
  for (const SheetColumn& column : m_columns) {
    if (column.name.empty() || !has_languages(column.name))
      continue;
    const std::string& language = column.language;
    if (!language.empty() && std::ranges::find(found, language) == found.end())
      found.push_back(language);
  }
  return found;
}

} // namespace truat::exchange
