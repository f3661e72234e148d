#include "forms/expression/functions.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numbers>

namespace truat::forms::expression {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

Value number(Call& call) {
  if (call.count() == 1)
    return call.number(0);
  return call.context().node == no_node
             ? not_a_number
             : number_of_text(call.tree().string_value(call.context().node), call.host().offset_minutes);
}

Value random(Call& call) {
  std::array<std::byte, 8> bytes{};
  call.host().random().fill(bytes);
  std::uint64_t bits = 0;
  for (const std::byte byte : bytes)
    bits = bits << 8 | static_cast<std::uint64_t>(byte);
  return static_cast<double>(bits >> 11) * 0x1p-53;
}

Value integer(Call& call) {
  return std::trunc(call.number(0));
}

Value sum(Call& call) {
  double total = 0;
  for (const NodeId node : call.nodes(0))
    total += number_of_text(call.tree().string_value(node), call.host().offset_minutes);
  return total;
}

enum class Extreme : std::uint8_t { least, most };
/// Of nothing it is NaN, and of anything with a NaN in it.
double extreme(const std::vector<double>& numbers, Extreme which) {
  double found = numbers.empty() ? not_a_number : numbers.front();
  for (const double each : numbers) {
    if (std::isnan(each))
      return each;
    found = which == Extreme::least ? std::fmin(found, each) : std::fmax(found, each);
  }
  return found;
}
Value least(Call& call) {
  return extreme(call.numbers_from(0), Extreme::least);
}
Value most(Call& call) {
  return extreme(call.numbers_from(0), Extreme::most);
}

/// `number` × 10^`places`, exact for the digits that people see: 1.005 × 100 is 100.5.
double scaled(double number, int places) {
  std::array<char, 32> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
  if (error != std::errc{})
    return not_a_number;
  const std::string text(buffer.data(), end);
  const std::size_t exponent = text.find('e');
  const int power = std::atoi(text.c_str() + exponent + 1) + places;
  return std::strtod((text.substr(0, exponent + 1) + std::to_string(power)).c_str(), nullptr);
}

/// Halves go up, towards positive infinity, as XPath rounds.
Value round(Call& call) {
  const double value = call.number(0);
  const double places = call.count() > 1 ? std::trunc(call.number(1)) : 0;
  if (std::isnan(places))
    return not_a_number;
  // Beyond these, all digits stay or none does.
  if (!std::isfinite(value) || places > 330)
    return value;
  if (places < -330)
    return 0.0;
  if (places == 0)
    return std::fabs(value) < 4503599627370496.0 ? std::floor(value + 0.5) : value;
  const int by = static_cast<int>(places);
  const double moved = scaled(value, by);
  return std::fabs(moved) < 4503599627370496.0 ? scaled(std::floor(moved + 0.5), -by) : value;
}

template <double (*function)(double)>
Value of_one(Call& call) {
  return function(call.number(0));
}

double exp10(double power) {
  return std::pow(10.0, power);
}

Value power(Call& call) {
  return std::pow(call.number(0), call.number(1));
}
Value atan2(Call& call) {
  return std::atan2(call.number(0), call.number(1));
}
Value pi(Call&) {
  return std::numbers::pi;
}

constexpr auto table = std::to_array<Function>({
    {"number", 0, 1, number},
    {"random", 0, 0, random},
    {"int", 1, 1, integer},
    {"sum", 1, 1, sum},
    {"max", 1, any_number, most},
    {"min", 1, any_number, least},
    {"round", 1, 2, round},
    {"floor", 1, 1, of_one<std::floor>},
    {"ceiling", 1, 1, of_one<std::ceil>},
    {"pow", 2, 2, power},
    {"log", 1, 1, of_one<std::log>},
    {"log10", 1, 1, of_one<std::log10>},
    {"abs", 1, 1, of_one<std::fabs>},
    {"sin", 1, 1, of_one<std::sin>},
    {"cos", 1, 1, of_one<std::cos>},
    {"tan", 1, 1, of_one<std::tan>},
    {"asin", 1, 1, of_one<std::asin>},
    {"acos", 1, 1, of_one<std::acos>},
    {"atan", 1, 1, of_one<std::atan>},
    {"atan2", 2, 2, atan2},
    {"sqrt", 1, 1, of_one<std::sqrt>},
    {"exp", 1, 1, of_one<std::exp>},
    {"exp10", 1, 1, of_one<exp10>},
    {"pi", 0, 0, pi},
});

} // namespace

std::span<const Function> number_functions() {
  return table;
}

} // namespace truat::forms::expression
