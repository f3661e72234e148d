#include "base/decimal.h"

#include "base/contract.h"

#include <algorithm>
#include <cmath>

namespace truat {
namespace {

constexpr std::int32_t most_places = 9;
constexpr int most_digits = 18;

__extension__ using Wide = __int128;

Wide scaled(const Decimal& decimal, std::int32_t places) {
  Wide units = decimal.units;
  for (std::int32_t place = decimal.places; place < places; ++place)
    units *= 10;
  return units;
}

constexpr Wide limit = 1'000'000'000'000'000'000;

std::optional<Decimal> checked(Wide units, std::int32_t places) {
  if (units >= limit || units <= -limit)
    return std::nullopt;
  return Decimal{static_cast<std::int64_t>(units), places};
}

} // namespace

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  const std::int32_t common = std::max(places, other.places);
  const Wide left = scaled(*this, common);
  const Wide right = scaled(other, common);
  return left < right ? std::strong_ordering::less
                      : (left > right ? std::strong_ordering::greater : std::strong_ordering::equal);
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Decimal result;
  int digits = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > most_digits)
      return std::nullopt;
    result.units = result.units * 10 + (c - '0');
    result.places += point ? 1 : 0;
  }
  if (digits == 0 || result.places > most_places || (point && result.places == 0))
    return std::nullopt;
  result.units = negative ? -result.units : result.units;
  return result;
}

std::string to_string(const Decimal& decimal) {
  expects(decimal.places >= 0 && decimal.places <= most_places, "places of a decimal");
  std::string digits = std::to_string(decimal.units < 0 ? -decimal.units : decimal.units);
  const auto places = static_cast<std::size_t>(decimal.places);
  if (digits.size() <= places)
    digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0)
    digits.insert(digits.size() - places, ".");
  return decimal.units < 0 ? "-" + digits : digits;
}

double to_double(const Decimal& decimal) {
  return static_cast<double>(decimal.units) / std::pow(10.0, static_cast<double>(decimal.places));
}

std::optional<Decimal> add(const Decimal& left, const Decimal& right) {
  const std::int32_t common = std::max(left.places, right.places);
  return checked(scaled(left, common) + scaled(right, common), common);
}

std::optional<Decimal> subtract(const Decimal& left, const Decimal& right) {
  const std::int32_t common = std::max(left.places, right.places);
  return checked(scaled(left, common) - scaled(right, common), common);
}

} // namespace truat
