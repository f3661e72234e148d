#include "audit/reference/place_table.h"

#include "base/packed_text.h"

#include <algorithm>
#include <utility>

namespace truat::audit {
namespace {

constexpr std::size_t most_cells = 4;
using Cells = std::array<std::string_view, most_cells>;

/// What a line lacks at its end is empty.
Cells cells_of(std::string_view line) {
  Cells cells;
  for (std::string_view& cell : cells) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    cell = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return cells;
}

/// The code after `last` under the same parent: "07" after "900106"; "01" where there is none.
std::string next_number(std::string_view last) {
  const int number = last.empty() ? 1 : (last[last.size() - 2] - '0') * 10 + (last.back() - '0') + 1;
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

bool is_number(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Error unreadable(std::size_t line) {
  return {"audit.reference_unreadable", {}, "places, line " + std::to_string(line)};
}

} // namespace

void Romanisation::add(std::string_view thai_part, std::string_view word) {
  auto& parts = m_parts[static_cast<unsigned char>(thai_part.front())];
  const auto shorter =
      std::ranges::find_if(parts, [&](const auto& part) { return part.first.size() < thai_part.size(); });
  parts.insert(shorter, {thai_part, word});
}

std::optional<std::string> Romanisation::read(std::string_view thai) const {
  std::string english;
  while (!thai.empty()) {
    const auto& parts = m_parts[static_cast<unsigned char>(thai.front())];
    const auto found =
        std::ranges::find_if(parts, [&](const auto& part) { return thai.starts_with(part.first); });
    if (found == parts.end())
      return std::nullopt;
    if (!english.empty())
      english += ' ';
    english += found->second;
    thai.remove_prefix(found->first.size());
  }
  return english;
}

PlaceTable::PlaceTable(std::string_view bytes) : m_rest(bytes) {}

std::string_view PlaceTable::take_line() {
  const std::size_t end = std::min(m_rest.find('\n'), m_rest.size());
  const std::string_view line = m_rest.substr(0, end);
  m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
  ++m_line;
  return line;
}

Result<void> PlaceTable::read_parts() {
  for (;;) {
    if (m_rest.empty())
      return std::unexpected(unreadable(m_line));
    const std::string_view line = take_line();
    if (line.empty())
      return {};
    const Cells cells = cells_of(line);
    if (cells[0].empty() || cells[1].empty())
      return std::unexpected(unreadable(m_line));
    m_romanisation.add(cells[0], cells[1]);
  }
}

Result<std::optional<Place>> PlaceTable::next() {
  if (!std::exchange(m_begun, true))
    if (const auto read = read_parts(); !read)
      return std::unexpected(read.error());
  if (m_rest.empty())
    return std::nullopt;
  std::string_view line = take_line();
  const std::size_t level = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(level);
  const auto [thai, english, postcode, number] = cells_of(line);
  const bool is_orphan = level > 0 && level < m_codes.size() && m_codes[level - 1].empty();
  if (thai.empty() || level >= m_codes.size() || is_orphan || (!number.empty() && !is_number(number)))
    return std::unexpected(unreadable(m_line));

  Place place{
      .code = level == 0 ? "" : m_codes[level - 1], .thai = unpack_text(thai), .english = {}, .postcode = {}};
  place.code += number.empty() ? next_number(m_codes[level]) : number;
  if (std::optional<std::string> read = english.empty() ? m_romanisation.read(thai) : std::string(english))
    place.english = std::move(*read);
  else
    return std::unexpected(unreadable(m_line));
  m_codes[level] = place.code;
  std::fill(m_codes.begin() + static_cast<std::ptrdiff_t>(level) + 1, m_codes.end(), std::string());
  if (level == 1)
    m_postcode.clear();
  if (level == 2) {
    if (!postcode.empty())
      m_postcode = postcode;
    place.postcode = m_postcode;
  }
  return place;
}

} // namespace truat::audit
