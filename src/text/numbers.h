// Numbers as people read and type them: thousands, decimals exactly as kept, baht and satang, Thai digits.
#pragma once

#include "base/decimal.h"
#include "base/money.h"
#include "text/language.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat::text {

/// "1,234,567", "−5". The minus is U+2212.
[[nodiscard]] std::string format_number(std::int64_t number, Digits digits = Digits::arabic);
/// The decimal with all its places: "1,486.50".
[[nodiscard]] std::string format_decimal(const Decimal& decimal, Digits digits = Digits::arabic);
/// The decimal with exactly `places`, halves rounded away from zero. Contract: places is 0 to 9.
[[nodiscard]] std::string format_decimal(const Decimal& decimal, int places, Digits digits = Digits::arabic);
/// "18.4 %", from a share of 1,000 so that nothing binary is rounded: 184 is 18.4 %.
[[nodiscard]] std::string format_permille(std::int64_t permille, Digits digits = Digits::arabic);

/// A number with its unit after it, which a line's end does not part: "85\u00A0dB(A)". Without a unit the
/// number.
[[nodiscard]] std::string with_unit(std::string number, std::string_view unit);

/// Whether whole baht show ".00".
enum class Satangs : std::uint8_t { always, when_any };
/// "1,234.50"; the unit stands in the heading or beside it.
[[nodiscard]] std::string format_baht(Satang amount, Satangs satangs, Digits digits = Digits::arabic);
/// Millions with two places, halves rounded away from zero: 1,234,567.00 baht is "1.23".
[[nodiscard]] std::string format_million_baht(Satang amount, Digits digits = Digits::arabic);
/// In words, as official papers repeat sums: "หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์", "ศูนย์บาทถ้วน".
[[nodiscard]] std::string spell_baht(Satang amount);

/// A number as people type it: Thai or Arabic digits, thousands commas that stand rightly, blanks around, +
/// or - or −.
[[nodiscard]] std::optional<Decimal> parse_typed_decimal(std::string_view text);
/// A sum in baht as people type it, with at most two decimal places and an optional "บาท" or "฿".
[[nodiscard]] std::optional<Satang> parse_typed_baht(std::string_view text);

/// The same text with its Arabic digits as Thai ones, or the other way.
[[nodiscard]] std::string to_thai_digits(std::string_view text);
[[nodiscard]] std::string to_arabic_digits(std::string_view text);
[[nodiscard]] std::string in_digits(std::string text, Digits digits);

} // namespace truat::text
