// What a chart's figures count, and how they read: on an axis in round units, in a sentence in full.
#pragma once

#include "text/language.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace truat::chart {

struct Quantity {
  enum class Kind : std::uint8_t {
    count,   ///< whole things: `unit` "แห่ง"
    percent, ///< 0 to 100; differences read as points
    money,   ///< satang; axes in baht, thousands or millions of it
    measure, ///< anything measured: `unit` "mg/L", with `places`
  };
  Kind kind = Kind::count;
  std::string unit = {}; ///< of counts and measures
  int places = 0;        ///< decimal places of a measure's or a percentage's value
  bool operator==(const Quantity&) const = default;
};

/// "1,234.50", "−5"; what fixed places would make too long as "1.2×10^21". Contract: finite, places 0 to 9.
[[nodiscard]] std::string number_words(double value, int places, text::Digits digits = text::Digits::arabic);
/// With its unit: "14 แห่ง", "12.5 %", "2,326,500.00 บาท".
[[nodiscard]] std::string value_words(const Quantity& quantity, double value,
                                      text::Digits digits = text::Digits::arabic);
/// The difference's size, without a sign: "3 แห่ง", "12.5 จุด", "25,000.00 บาท".
[[nodiscard]] std::string difference_words(const Quantity& quantity, double value,
                                           text::Digits digits = text::Digits::arabic);
/// The value as spreadsheets read it: "2326500.00", "-5". Money in baht.
[[nodiscard]] std::string plain_number(const Quantity& quantity, double value);

/// In what an axis is written: values / `divisor`, under the word `name`.
struct AxisUnit {
  double divisor = 1;
  std::string name; ///< "ล้านบาท", "%", "แห่ง"; may be empty
  bool operator==(const AxisUnit&) const = default;
};
/// `largest` is the largest value of the axis, without its sign.
[[nodiscard]] AxisUnit axis_unit(const Quantity& quantity, double largest);
/// The name of the unit in a heading: "บาท", "%", "แห่ง".
[[nodiscard]] std::string unit_name(const Quantity& quantity);

} // namespace truat::chart
