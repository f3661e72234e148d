#include "forms/expression/value.h"

#include "forms/expression/date_time.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace truat::forms::expression {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits with at most one point and at least one digit.
bool is_plain_number(std::string_view text) {
  if (text.starts_with('-'))
    text.remove_prefix(1);
  std::size_t digits = 0;
  std::size_t points = 0;
  for (const char c : text) {
    if (is_digit(c))
      ++digits;
    else if (c == '.')
      ++points;
    else
      return false;
  }
  return digits > 0 && points <= 1;
}

} // namespace

std::string number_text(double number) {
  if (std::isnan(number))
    return "NaN";
  if (std::isinf(number))
    return number > 0 ? "Infinity" : "-Infinity";
  if (number == 0)
    return "0";
  // The longest is the smallest subnormal number: 324 zeros and its digits.
  std::array<char, 400> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return error == std::errc{} ? std::string(buffer.data(), end) : "NaN";
}

double plain_number(std::string_view text) {
  text = trimmed(text);
  if (!is_plain_number(text))
    return not_a_number;
  // Only digits, a point and a sign are left, which every locale of ours reads alike.
  return std::strtod(std::string(text).c_str(), nullptr);
}

double number_of_text(std::string_view text, int offset_minutes) {
  const double number = plain_number(text);
  if (!std::isnan(number))
    return number;
  const auto moment = parse_date_or_date_time(trimmed(text), offset_minutes);
  return moment ? days_since_epoch(*moment) : not_a_number;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && is_space(text[at]))
      ++at;
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end]))
      ++end;
    if (end > at)
      words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

} // namespace truat::forms::expression
