#include "exchange/column_dates.h"

#include "text/normalisation.h"
#include "text/numbers.h"
#include "text/typed_date.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace truat::exchange {
namespace {

/// As `text::parse_typed_date` has it.
constexpr int first_buddhist_year = 2300;
constexpr int first_likely_year = 1850;
constexpr int last_likely_year = 2200;

/// "15/3/2562", "15-03-62", "3.15.2019": three numbers, the year last.
struct NumericDate {
  int first = 0;
  int second = 0;
  int year = 0;
  std::size_t year_digits = 0;
};

std::optional<NumericDate> parse_numeric(std::string_view text) {
  const std::string plain = text::to_arabic_digits(text::normalised_line(text));
  std::array<int, 3> numbers{};
  std::size_t year_digits = 0;
  std::string_view rest = plain;
  for (std::size_t part = 0; part < numbers.size(); ++part) {
    const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), numbers[part]);
    const auto length = static_cast<std::size_t>(parsed.ptr - rest.data());
    if (parsed.ec != std::errc() || length == 0 || length > 4 || rest.front() == '-')
      return std::nullopt;
    year_digits = length;
    rest.remove_prefix(length);
    if (part == 2)
      break;
    while (rest.starts_with(' '))
      rest.remove_prefix(1);
    if (rest.empty() || std::string_view("/-.").find(rest.front()) == std::string_view::npos)
      return std::nullopt;
    rest.remove_prefix(1);
    while (rest.starts_with(' '))
      rest.remove_prefix(1);
  }
  // A time of day may follow, as databases write it: "15/3/2562 0:00:00".
  if (!rest.empty() && (rest.front() != ' ' || rest.find(':') == std::string_view::npos))
    return std::nullopt;
  if ((year_digits != 2 && year_digits != 4) || numbers[0] > 31 || numbers[1] > 31)
    return std::nullopt;
  return NumericDate{numbers[0], numbers[1], numbers[2], year_digits};
}

std::unexpected<Phrase> wrong(std::string key) {
  return std::unexpected(Phrase{std::move(key), {}});
}

std::expected<CivilDate, Phrase> checked(const CivilDate& date) {
  if (!exists(date))
    return wrong("import.no_such_day");
  if (date.year < first_likely_year || date.year > last_likely_year)
    return wrong("import.year_unlikely");
  return date;
}

} // namespace

void DateStyleDetector::add(const Cell& cell) {
  if (cell.type != CellType::text)
    return;
  const auto date = parse_numeric(cell.text);
  if (!date)
    return;
  m_first_past_12 += date->first > 12;
  m_second_past_12 += date->second > 12;
  if (date->year_digits == 4)
    ++(date->year >= first_buddhist_year ? m_buddhist : m_common);
}

DateStyle DateStyleDetector::style() const {
  return {m_second_past_12 > 0 && m_first_past_12 == 0 ? DateOrder::month_first : DateOrder::day_first,
          m_common > m_buddhist ? text::Era::common : text::Era::buddhist};
}

std::expected<CivilDate, Phrase> read_date_cell(const Cell& cell, const DateStyle& style) {
  if (cell.type == CellType::date || cell.type == CellType::date_time) {
    auto date = parse_iso_date(cell.text.substr(0, 10));
    if (!date)
      return wrong("import.not_a_date");
    // Typed with a Buddhist year into a spreadsheet that took it for a common one.
    if (date->year >= first_buddhist_year)
      date->year -= buddhist_offset_years;
    return checked(*date);
  }
  if (const auto numeric = parse_numeric(cell.text)) {
    const bool day_first = style.order == DateOrder::day_first;
    int year = numeric->year;
    if (numeric->year_digits == 2)
      year += style.era == text::Era::buddhist ? 2500 - buddhist_offset_years : 2000;
    else if (year >= first_buddhist_year)
      year -= buddhist_offset_years;
    return checked(
        {year, day_first ? numeric->second : numeric->first, day_first ? numeric->first : numeric->second});
  }
  const auto typed = text::parse_typed_date(cell.text);
  if (typed)
    return checked(*typed);
  return wrong(typed.error().key == "date.no_such_day" ? "import.no_such_day" : "import.not_a_date");
}

} // namespace truat::exchange
