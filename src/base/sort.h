// A stable sort that is cheap to download: std::sort is two kilobytes of program for each type and order it
// meets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <ranges>
#include <utility>
#include <vector>

namespace truat {

/// Whether the element at `left` comes before the element at `right`.
struct PlaceOrder {
  const void* context = nullptr;
  bool (*comes_before)(const void* context, std::size_t left, std::size_t right) = nullptr;
};

/// The places 0 to `count` - 1 as they stand when sorted, equal ones as they stood; nothing when they are
/// sorted already.
[[nodiscard]] std::vector<std::uint32_t> sorted_places(std::size_t count, PlaceOrder order);

/// Sorts in place and keeps the order of equal elements, as std::ranges::stable_sort does, with a call
/// through a pointer for each comparison and room for a second copy. For work on millions of elements in one
/// frame, see ui/grid.
template <std::ranges::random_access_range Range, class Before = std::ranges::less,
          class Projection = std::identity>
void sort(Range&& range, Before before = {}, Projection projection = {}) {
  using Iterator = std::ranges::iterator_t<Range>;
  using Difference = std::iter_difference_t<Iterator>;
  struct Context {
    Iterator first;
    Before& before;
    Projection& projection;
  };
  const Iterator first = std::ranges::begin(range);
  const Context context{first, before, projection};
  const auto places = sorted_places(
      static_cast<std::size_t>(std::ranges::distance(range)),
      {&context, [](const void* given, std::size_t left, std::size_t right) -> bool {
         const auto& [begin, is_before, project] = *static_cast<const Context*>(given);
         return std::invoke(is_before, std::invoke(project, begin[static_cast<Difference>(left)]),
                            std::invoke(project, begin[static_cast<Difference>(right)]));
       }});
  std::vector<std::iter_value_t<Iterator>> moved;
  moved.reserve(places.size());
  for (const std::uint32_t place : places)
    moved.push_back(std::move(first[static_cast<Difference>(place)]));
  for (std::size_t at = 0; at < moved.size(); ++at)
    first[static_cast<Difference>(at)] = std::move(moved[at]);
}

} // namespace truat
