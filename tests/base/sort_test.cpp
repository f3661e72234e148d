#include "base/sort.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string>

using namespace truat;

TEST_CASE("sort does what std::ranges::stable_sort does") {
  std::mt19937 chance(20261130);
  struct Entry {
    int key;
    int place;
    bool operator==(const Entry&) const = default;
  };
  for (const int size : {0, 1, 2, 3, 10, 1000})
    for (const int keys : {1, 3, 2000}) {
      std::vector<Entry> ours;
      for (int place = 0; place < size; ++place)
        ours.push_back({static_cast<int>(chance() % static_cast<unsigned>(keys)), place});
      std::vector<Entry> theirs = ours;
      truat::sort(ours, {}, &Entry::key);
      std::ranges::stable_sort(theirs, {}, &Entry::key);
      CHECK(ours == theirs);
      // By an order of its own, downwards, from what was sorted the other way.
      truat::sort(ours, std::greater(), [](const Entry& entry) { return entry.key % 2; });
      std::ranges::stable_sort(theirs, std::greater(), [](const Entry& entry) { return entry.key % 2; });
      CHECK(ours == theirs);
    }
}

TEST_CASE("sort takes what can only be moved, parts of ranges, and arrays") {
  std::vector<std::unique_ptr<int>> owned;
  for (const int value : {3, 1, 2})
    owned.push_back(std::make_unique<int>(value));
  truat::sort(owned, {}, [](const std::unique_ptr<int>& one) { return *one; });
  CHECK(*owned[0] == 1);
  CHECK(*owned[2] == 3);

  std::array<std::string, 4> words{"ง", "ค", "ข", "ก"};
  truat::sort(std::ranges::subrange(words.begin() + 1, words.end()));
  CHECK(words == std::array<std::string, 4>{"ง", "ก", "ข", "ค"});
}
