#include "chart/quantity.h"

#include "base/contract.h"
#include "text/messages.h"
#include "text/numbers.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace truat::chart {
namespace {

constexpr double satang_in_baht = 100;
/// Beyond it fixed places are neither exact nor short.
constexpr double longest_fixed = 1e15;

std::string with_unit(std::string number, std::string_view unit) {
  if (!unit.empty())
    number.append(" ").append(unit);
  return number;
}

std::string scientific(double value, text::Digits digits) {
  std::array<char, 32> buffer{};
  (void)std::snprintf(buffer.data(), buffer.size(), "%.2g", value);
  std::string text = buffer.data();
  const std::size_t e = text.find('e');
  if (e == std::string::npos)
    return text::in_digits(text, digits);
  const int exponent = std::atoi(text.c_str() + e + 1);
  text.resize(e);
  text += "×10^" + std::to_string(exponent);
  if (text.starts_with('-'))
    text.replace(0, 1, "−");
  return text::in_digits(text, digits);
}

int places_of(const Quantity& quantity) {
  switch (quantity.kind) {
  case Quantity::Kind::count:
    return 0;
  case Quantity::Kind::money:
    return 2;
  case Quantity::Kind::percent:
  case Quantity::Kind::measure:
    return quantity.places;
  }
  return 0;
}

double shown(const Quantity& quantity, double value) {
  return quantity.kind == Quantity::Kind::money ? value / satang_in_baht : value;
}

/// A count's mean has a place that its values have not.
int places_for(const Quantity& quantity, double value) {
  const int places = places_of(quantity);
  return quantity.kind == Quantity::Kind::count && value != std::floor(value) ? 1 : places;
}

} // namespace

std::string number_words(double value, int places, text::Digits digits) {
  expects(std::isfinite(value), "a number");
  expects(places >= 0 && places <= 9, "0 to 9 places");
  const double scaled = value * std::pow(10.0, places);
  if (std::abs(value) >= longest_fixed || std::abs(scaled) >= longest_fixed * 100)
    return scientific(value, digits);
  return text::format_decimal(Decimal{std::llround(scaled), places}, digits);
}

std::string unit_name(const Quantity& quantity) {
  switch (quantity.kind) {
  case Quantity::Kind::percent:
    return "%";
  case Quantity::Kind::money:
    return std::string(text::tr("chart.baht"));
  case Quantity::Kind::count:
  case Quantity::Kind::measure:
    return quantity.unit;
  }
  return {};
}

std::string value_words(const Quantity& quantity, double value, text::Digits digits) {
  const double number = shown(quantity, value);
  return with_unit(number_words(number, places_for(quantity, number), digits), unit_name(quantity));
}

std::string difference_words(const Quantity& quantity, double value, text::Digits digits) {
  const double number = std::abs(shown(quantity, value));
  const std::string unit =
      quantity.kind == Quantity::Kind::percent ? std::string(text::tr("chart.points")) : unit_name(quantity);
  return with_unit(number_words(number, places_for(quantity, number), digits), unit);
}

std::string plain_number(const Quantity& quantity, double value) {
  const double number = shown(quantity, value);
  std::array<char, 350> buffer{};
  const bool whole_count = quantity.kind == Quantity::Kind::count;
  if (std::abs(number) >= longest_fixed || whole_count)
    (void)std::snprintf(buffer.data(), buffer.size(), "%.15g", number);
  else
    (void)std::snprintf(buffer.data(), buffer.size(), "%.*f", places_of(quantity), number);
  return buffer.data();
}

AxisUnit axis_unit(const Quantity& quantity, double largest) {
  if (quantity.kind != Quantity::Kind::money)
    return {1, unit_name(quantity)};
  const double baht = largest / satang_in_baht;
  if (baht >= 1e6)
    return {satang_in_baht * 1e6, std::string(text::tr("chart.million_baht"))};
  if (baht >= 1e4)
    return {satang_in_baht * 1e3, std::string(text::tr("chart.thousand_baht"))};
  return {satang_in_baht, std::string(text::tr("chart.baht"))};
}

} // namespace truat::chart
