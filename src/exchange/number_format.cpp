#include "exchange/number_format.h"

#include "base/civil_date.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

namespace truat::exchange {
namespace {

constexpr double last_serial_1900 = 2958465; // 9999-12-31
constexpr int significant_digits = 15;       // as many as spreadsheets show
/// Whole numbers up to this length are shown in full by "General"; longer ones are where digits get lost.
constexpr std::size_t general_digits = 11;

struct DateLetters {
  bool date = false;
  bool time = false;
  bool month_or_minute = false;
};

/// Takes one letter of a format into account. Thai codes: ว day, ด month, ป year, ช hour, น minute, ท second.
void note_letter(DateLetters& found, char32_t letter, std::string_view rest) {
  switch (letter) {
  case U'y':
  case U'Y':
  case U'd':
  case U'D':
  case U'b':
  case U'B':
  case U'ว':
  case U'ป':
    found.date = true;
    break;
  case U'h':
  case U'H':
  case U's':
  case U'S':
  case U'ช':
  case U'ท':
    found.time = true;
    break;
  case U'm':
  case U'M':
    found.month_or_minute = true;
    break;
  case U'ด':
    found.date = true;
    break;
  case U'น':
    found.time = true;
    break;
  case U'e':
  case U'E':
    if (!rest.starts_with('+') && !rest.starts_with('-'))
      found.date = true;
    break;
  default:
    break;
  }
}

struct ScannedFormat {
  DateLetters letters;
  bool only_zeros = true;
  std::uint32_t zeros = 0;
};

/// Skips what is literal: "quoted", \escaped, _padding and *fill; [colours], [conditions] and [$-locales],
/// but not the elapsed times [h], [m], [s].
ScannedFormat scan(std::string_view code) {
  ScannedFormat found;
  while (!code.empty()) {
    const CodePoint point = decode_utf8(code);
    code.remove_prefix(static_cast<std::size_t>(point.length));
    if (point.value == ';')
      break;
    if (point.value == '"') {
      const std::size_t close = code.find('"');
      code.remove_prefix(close == std::string_view::npos ? code.size() : close + 1);
      found.only_zeros = false;
      continue;
    }
    if (point.value == '\\' || point.value == '_' || point.value == '*') {
      if (!code.empty())
        code.remove_prefix(static_cast<std::size_t>(decode_utf8(code).length));
      found.only_zeros = false;
      continue;
    }
    if (point.value == '[') {
      const std::size_t close = std::min(code.find(']'), code.size());
      const std::string_view inside = code.substr(0, close);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
        found.letters.time = true;
      code.remove_prefix(std::min(close + 1, code.size()));
      continue;
    }
    if (point.value == '0')
      ++found.zeros;
    else
      found.only_zeros = false;
    note_letter(found.letters, point.value, code);
  }
  return found;
}

bool is_general(std::string_view code) {
  constexpr std::string_view general = "general";
  if (code.size() < general.size())
    return false;
  for (std::size_t index = 0; index < general.size(); ++index)
    if ((code[index] | 0x20) != general[index])
      return false;
  return true;
}

std::string fixed_text(double value) {
  std::array<char, 400> digits{};
  const double magnitude = std::fabs(value);
  const int whole = magnitude < 1 ? 1 : static_cast<int>(std::floor(std::log10(magnitude))) + 1;
  const int places = std::max(0, std::min(significant_digits - whole, 15));
  // Not std::to_chars: its tables of powers alone are 100 KB of the program. Both round to the nearest, and
  // the program never leaves the "C" locale.
  const int length = std::snprintf(digits.data(), digits.size(), "%.*f", places, value);
  std::string text(digits.data(), static_cast<std::size_t>(length));
  if (text.find('.') != std::string::npos) {
    while (text.ends_with('0'))
      text.pop_back();
    if (text.ends_with('.'))
      text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

/// A whole number from its exponent form, where its digits say all of it: "2.0900031725621E+13" but not
/// "3.1E+13".
std::optional<std::string> written_out(std::string_view written) {
  const std::size_t mark = written.find_first_of("eE");
  std::string_view mantissa = written.substr(0, mark);
  const bool negative = mantissa.starts_with('-');
  if (negative)
    mantissa.remove_prefix(1);
  std::string_view exponent_text = written.substr(mark + 1);
  if (exponent_text.starts_with('+'))
    exponent_text.remove_prefix(1);
  int exponent = 0;
  const auto parsed =
      std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  if (parsed.ec != std::errc() || exponent < 0 || exponent > 30)
    return std::nullopt;
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  const std::string_view fraction = point < mantissa.size() ? mantissa.substr(point + 1) : std::string_view();
  digits += fraction;
  const std::size_t whole = point + static_cast<std::size_t>(exponent);
  if (digits.size() > whole) // a fraction is left
    return std::nullopt;
  if (digits.size() < whole && whole > general_digits)
    return std::nullopt;
  digits.resize(whole, '0');
  return (negative ? "-" : "") + digits;
}

std::string plain_number(std::string_view written, double value) {
  if (written.find_first_of("eE") != std::string_view::npos) {
    if (const auto whole = written_out(written))
      return *whole;
    if (std::fabs(value) >= 1e11 || (value != 0 && std::fabs(value) < 1e-9))
      return std::string(written);
    return fixed_text(value);
  }
  if (written.find('.') == std::string_view::npos)
    return std::string(written.starts_with('+') ? written.substr(1) : written);
  return fixed_text(value);
}

std::optional<CivilDate> date_of_serial(std::int64_t serial, DateSystem system) {
  if (system == DateSystem::from_1904)
    return add_days({1904, 1, 1}, serial);
  if (serial == 60 || serial == 0)
    return std::nullopt;
  return add_days(serial < 60 ? CivilDate{1899, 12, 31} : CivilDate{1899, 12, 30}, serial);
}

std::optional<FormattedNumber> as_date(double value, NumberFormat::Shows shows, DateSystem system) {
  using Shows = NumberFormat::Shows;
  if (!(value >= 0) || value > last_serial_1900)
    return std::nullopt;
  // To the second first, so that 9:40 stored as 0.40277777 stays 9:40.
  const std::int64_t seconds = std::llround(value * 86400);
  const std::int64_t days = seconds / 86400;
  const auto minute_of_day = static_cast<std::int32_t>(seconds % 86400 / 60);
  const std::string time = to_iso(TimeOfDay{minute_of_day / 60, minute_of_day % 60});
  if (shows == Shows::time)
    return days == 0 ? std::optional(FormattedNumber{time, CellType::time}) : std::nullopt;
  const auto date = date_of_serial(days, system);
  if (!date)
    return std::nullopt;
  if (shows == Shows::date)
    return FormattedNumber{to_iso(*date), CellType::date};
  return FormattedNumber{to_iso(*date) + " " + time, CellType::date_time};
}

} // namespace

NumberFormat classify_format(std::string_view code) {
  if (is_general(code))
    return {};
  const ScannedFormat found = scan(code);
  const bool has_time = found.letters.time;
  const bool has_date = found.letters.date || (found.letters.month_or_minute && !has_time);
  if (has_date && has_time)
    return {NumberFormat::Shows::date_time, 0};
  if (has_date)
    return {NumberFormat::Shows::date, 0};
  if (has_time)
    return {NumberFormat::Shows::time, 0};
  if (found.only_zeros && found.zeros > 1 && found.zeros <= 30)
    return {NumberFormat::Shows::number, found.zeros};
  return {};
}

NumberFormat builtin_format(std::uint32_t id) {
  using Shows = NumberFormat::Shows;
  const auto within = [id](std::uint32_t first, std::uint32_t last) { return id >= first && id <= last; };
  if (within(14, 17) || within(27, 31) || within(34, 36) || within(50, 54) || within(57, 58) ||
      within(71, 74) || id == 81)
    return {Shows::date, 0};
  if (within(18, 21) || within(32, 33) || within(45, 47) || within(55, 56) || within(75, 76) ||
      within(78, 80))
    return {Shows::time, 0};
  if (id == 22 || id == 77)
    return {Shows::date_time, 0};
  return {};
}

FormattedNumber format_number(std::string_view written, NumberFormat format, DateSystem system) {
  double value = 0;
  std::string_view digits = written;
  if (digits.starts_with('+'))
    digits.remove_prefix(1);
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size() ||
      !std::isfinite(value))
    return {std::string(written), CellType::error};
  if (format.shows != NumberFormat::Shows::number)
    if (auto date = as_date(value, format.shows, system))
      return std::move(*date);
  std::string text = plain_number(digits, value);
  const bool is_whole = text.find_first_not_of("0123456789") == std::string::npos;
  if (is_whole && text.size() < format.least_digits)
    text.insert(0, format.least_digits - text.size(), '0');
  return {std::move(text), CellType::number};
}

} // namespace truat::exchange
