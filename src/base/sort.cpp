#include "base/sort.h"

#include "base/contract.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace truat {

std::vector<std::uint32_t> sorted_places(std::size_t count, PlaceOrder order) {
  expects(count <= std::numeric_limits<std::uint32_t>::max());
  std::size_t at = 1;
  while (at < count && !order.comes_before(order.context, at, at - 1))
    ++at;
  if (at >= count)
    return {};
  std::vector<std::uint32_t> places(count);
  std::iota(places.begin(), places.end(), 0U);
  std::ranges::stable_sort(places, [order](std::uint32_t left, std::uint32_t right) {
    return order.comes_before(order.context, left, right);
  });
  return places;
}

} // namespace truat
