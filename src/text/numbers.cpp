#include "text/numbers.h"

#include "base/contract.h"
#include "base/utf8.h"
#include "text/normalisation.h"
#include "text/thai_characters.h"

#include <algorithm>
#include <array>

namespace truat::text {
namespace {

constexpr std::string_view minus_sign = "−";

/// Puts commas between the thousands of "-1234567.50" and takes the proper minus.
std::string grouped(std::string_view plain) {
  std::string out;
  if (plain.starts_with('-')) {
    out = minus_sign;
    plain.remove_prefix(1);
  }
  const std::size_t whole = std::min(plain.find('.'), plain.size());
  for (std::size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0)
      out.push_back(',');
    out.push_back(plain[i]);
  }
  out.append(plain.substr(whole));
  return out;
}

/// `number` / `divisor`, halves away from zero. Contract: divisor > 0.
std::int64_t divide_rounded(std::int64_t number, std::int64_t divisor) {
  const std::int64_t quotient = number / divisor;
  const std::int64_t rest = number % divisor;
  const std::int64_t size = rest < 0 ? -rest : rest;
  return size >= divisor - size ? quotient + (number < 0 ? -1 : 1) : quotient;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0)
    power *= 10;
  return power;
}

constexpr std::array<std::string_view, 10> digit_words{"ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่",
                                                       "ห้า",  "หก",  "เจ็ด", "แปด", "เก้า"};
constexpr std::array<std::string_view, 6> place_words{"", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"};

/// Numbers are read in groups of six digits, with ล้าน after each group but the last.
std::string spell_number(std::uint64_t number) {
  if (number == 0)
    return std::string(digit_words[0]);
  std::string out;
  if (number >= 1'000'000)
    out = spell_number(number / 1'000'000) + "ล้าน";
  const bool has_more_before = number >= 1'000'000;
  const auto group = static_cast<std::uint32_t>(number % 1'000'000);
  std::uint32_t divisor = 100'000;
  for (int place = 5; place >= 0; --place, divisor /= 10) {
    const std::uint32_t digit = group / divisor % 10;
    if (digit == 0)
      continue;
    if (place == 1 && digit == 1)
      out += "สิบ";
    else if (place == 1 && digit == 2)
      out += "ยี่สิบ";
    else if (place == 0 && digit == 1 && (has_more_before || group > 1))
      out += "เอ็ด";
    else
      out.append(digit_words[digit]).append(place_words[static_cast<std::size_t>(place)]);
  }
  return out;
}

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes the commas out of "1,234,567.50"; nothing if one stands where no thousands end.
std::optional<std::string> without_commas(std::string_view text) {
  const std::size_t first = text.find(',');
  if (first == std::string_view::npos)
    return std::string(text);
  const std::size_t whole = std::min(text.find('.'), text.size());
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  if (first == sign || first - sign > 3)
    return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ',') {
      out.push_back(text[i]);
      continue;
    }
    if (i >= whole || (whole - i) % 4 != 0)
      return std::nullopt;
  }
  // Each place of four characters before the point that is not a comma would be a missing one.
  for (std::size_t i = first; i < whole; i += 4)
    if (text[i] != ',')
      return std::nullopt;
  return out;
}

bool strip_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix))
    return false;
  text.resize(text.size() - suffix.size());
  while (text.ends_with(' '))
    text.pop_back();
  return true;
}

} // namespace

std::string format_number(std::int64_t number, Digits digits) {
  return in_digits(grouped(std::to_string(number)), digits);
}

std::string format_decimal(const Decimal& decimal, Digits digits) {
  return in_digits(grouped(to_string(decimal)), digits);
}

std::string format_decimal(const Decimal& decimal, int places, Digits digits) {
  expects(places >= 0 && places <= 9, "places of a decimal");
  if (decimal.places > places)
    return format_decimal(
        Decimal{divide_rounded(decimal.units, power_of_ten(decimal.places - places)), places}, digits);
  std::string text = to_string(decimal);
  if (decimal.places == 0 && places > 0)
    text.push_back('.');
  text.append(static_cast<std::size_t>(places - decimal.places), '0');
  return in_digits(grouped(text), digits);
}

std::string format_permille(std::int64_t permille, Digits digits) {
  return with_unit(format_decimal(Decimal{permille, 1}, digits), "%");
}

std::string with_unit(std::string number, std::string_view unit) {
  if (!unit.empty())
    number.append("\u00A0").append(unit);
  return number;
}

std::string format_baht(Satang amount, Satangs satangs, Digits digits) {
  if (satangs == Satangs::when_any && amount.value % 100 == 0)
    return format_number(amount.value / 100, digits);
  return format_decimal(Decimal{amount.value, 2}, digits);
}

std::string format_million_baht(Satang amount, Digits digits) {
  return format_decimal(Decimal{divide_rounded(amount.value, 1'000'000), 2}, digits);
}

std::string spell_baht(Satang amount) {
  const bool negative = amount.value < 0;
  const std::uint64_t size =
      negative ? ~static_cast<std::uint64_t>(amount.value) + 1 : static_cast<std::uint64_t>(amount.value);
  const std::uint64_t baht = size / 100;
  const std::uint64_t satang = size % 100;
  std::string out = negative ? "ลบ" : "";
  if (baht > 0 || satang == 0)
    out += spell_number(baht) + "บาท";
  return out + (satang == 0 ? "ถ้วน" : spell_number(satang) + "สตางค์");
}

std::optional<Decimal> parse_typed_decimal(std::string_view text) {
  std::string plain = to_arabic_digits(normalised_line(text));
  if (plain.starts_with(minus_sign))
    plain.replace(0, minus_sign.size(), "-");
  const auto joined = without_commas(plain);
  return joined ? parse_decimal(*joined) : std::nullopt;
}

std::optional<Satang> parse_typed_baht(std::string_view text) {
  std::string plain = normalised_line(text);
  if (!strip_suffix(plain, "บาท") && plain.starts_with("฿"))
    plain.erase(0, std::string_view("฿").size());
  const auto amount = parse_typed_decimal(plain);
  if (!amount || amount->places > 2)
    return std::nullopt;
  const std::int64_t factor = power_of_ten(2 - amount->places);
  std::int64_t value = 0;
  if (__builtin_mul_overflow(amount->units, factor, &value))
    return std::nullopt;
  return Satang{value};
}

std::string to_thai_digits(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_ascii_digit(c))
      append_utf8(out, 0x0E50U + static_cast<char32_t>(c - '0'));
    else
      out.push_back(c);
  }
  return out;
}

std::string to_arabic_digits(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    const auto length = static_cast<std::size_t>(point.length);
    if (is_thai_digit(point.value))
      out.push_back(static_cast<char>('0' + (point.value - 0x0E50)));
    else
      out.append(text.substr(0, length));
    text.remove_prefix(length);
  }
  return out;
}

std::string in_digits(std::string text, Digits digits) {
  return digits == Digits::thai ? to_thai_digits(text) : std::move(text);
}

} // namespace truat::text
