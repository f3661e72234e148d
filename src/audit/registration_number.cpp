#include "audit/registration_number.h"

#include "audit/plain_text.h"
#include "base/utf8.h"

#include <algorithm>

namespace truat::audit {
namespace {

constexpr std::size_t new_form_digits = 14;
constexpr std::size_t old_form_most_characters = 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What stands between the digits of a new number and does not count: dashes and points.
std::string without_separators(std::string_view plain) {
  std::string digits;
  for (const char c : plain)
    if (c != '-' && c != '.')
      digits += c;
  return digits;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// "3-106-33/50รย": a group or a letter, a dash, a type with or without its part, a dash, a serial, a slash,
/// a year and letters. What is asked of it is no more than that: digits on both sides of at least one dash,
/// and a slash with a digit before and after.
bool looks_old(std::string_view plain) {
  const std::size_t dash = plain.find('-');
  const std::size_t slash = plain.rfind('/');
  if (dash == std::string_view::npos || dash == 0 || slash == std::string_view::npos || slash < dash)
    return false;
  const bool digit_after_dash = dash + 1 < plain.size() && is_digit(plain[dash + 1]);
  const bool digits_around_slash =
      is_digit(plain[slash - 1]) && slash + 1 < plain.size() && is_digit(plain[slash + 1]);
  return digit_after_dash && digits_around_slash && count_characters(plain) <= old_form_most_characters;
}

int number_at(std::string_view digits, std::size_t from, std::size_t count) {
  int number = 0;
  for (const char c : digits.substr(from, count))
    number = number * 10 + (c - '0');
  return number;
}

} // namespace

bool looks_like_spreadsheet_number(std::string_view text) {
  const std::string plain = plain_key(text);
  const std::size_t exponent = plain.find('e');
  if (exponent == std::string::npos || exponent == 0 || exponent + 1 >= plain.size())
    return false;
  const std::string_view mantissa = std::string_view(plain).substr(0, exponent);
  std::string_view power = std::string_view(plain).substr(exponent + 1);
  if (power.front() == '+' || power.front() == '-')
    power.remove_prefix(1);
  const auto is_mantissa = [](char c) { return is_digit(c) || c == '.' || c == ','; };
  return !power.empty() && std::ranges::all_of(power, is_digit) && is_digit(mantissa.front()) &&
         std::ranges::all_of(mantissa, is_mantissa);
}

Result<RegistrationNumber> parse_registration_number(std::string_view text) {
  const std::string plain = plain_key(text);
  if (plain.empty())
    return failure("audit.registration_empty");
  if (looks_like_spreadsheet_number(text))
    return failure("audit.registration_spreadsheet", {{"text", std::string(text)}});
  const std::string digits = without_separators(plain);
  if (digits.size() == new_form_digits && std::ranges::all_of(digits, is_digit))
    return RegistrationNumber{RegistrationForm::new_form, digits};
  if (looks_old(plain))
    return RegistrationNumber{RegistrationForm::old_form, plain};
  return failure("audit.registration_form", {{"text", std::string(text)}});
}

std::string registration_key(std::string_view text) {
  if (const auto number = parse_registration_number(text))
    return number->form == RegistrationForm::new_form ? number->text : without_separators(number->text);
  return without_separators(plain_key(text));
}

std::optional<RegistrationParts> registration_parts(const RegistrationNumber& number) {
  if (number.form != RegistrationForm::new_form)
    return std::nullopt;
  const std::string& digits = number.text;
  return RegistrationParts{.issuer = number_at(digits, 0, 1),
                           .place = number_at(digits, 1, 1),
                           .province = number_at(digits, 2, 2),
                           .serial = number_at(digits, 4, 5),
                           .buddhist_year = number_at(digits, 9, 4),
                           .last_digit = number_at(digits, 13, 1)};
}

} // namespace truat::audit
