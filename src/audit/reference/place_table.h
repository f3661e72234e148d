// The table of places as assets/reference/build_places.py writes it, and says how.
#pragma once

#include "audit/reference/places.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat::audit {

/// English names by the Thai parts that serve in many of them. Texts here are TIS-620.
class Romanisation {
public:
  void add(std::string_view thai_part, std::string_view word);
  /// By the longest parts from the left on; nothing where a part is not known.
  [[nodiscard]] std::optional<std::string> read(std::string_view thai) const;

private:
  /// By first byte; the longest first.
  std::array<std::vector<std::pair<std::string_view, std::string_view>>, 256> m_parts;
};

/// Reads the places one by one, in order of their codes, parents first. Keeps `bytes` by reference.
class PlaceTable {
public:
  explicit PlaceTable(std::string_view bytes);

  /// The next place; nothing at the end. Errors: `audit.reference_unreadable`, which says the line.
  Result<std::optional<Place>> next();

private:
  Result<void> read_parts();
  std::string_view take_line();

  std::string_view m_rest;
  std::size_t m_line = 0; ///< of the one taken last, from 1
  bool m_begun = false;
  Romanisation m_romanisation;
  std::array<std::string, 3> m_codes; ///< of the last province, district, subdistrict
  std::string m_postcode;
};

} // namespace truat::audit
