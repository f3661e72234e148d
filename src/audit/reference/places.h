// Provinces, districts and subdistricts with their codes and postcodes (Department of Provincial
// Administration), from assets/reference.
#pragma once

#include "base/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::audit {

struct Place {
  std::string code; ///< two digits: province; four: district; six: subdistrict
  std::string thai; ///< without จังหวัด, อำเภอ, ตำบล
  std::string english;
  std::string postcode; ///< of a subdistrict
};

/// The three parts of an address, each a code or empty.
struct PlaceCodes {
  std::string province;
  std::string district;
  std::string subdistrict;
  bool operator==(const PlaceCodes&) const = default;
};

class Places {
public:
  [[nodiscard]] static Result<Places> parse(std::string_view bytes);

  [[nodiscard]] std::span<const Place> provinces() const { return m_provinces; }
  [[nodiscard]] std::span<const Place> districts(std::string_view province) const; ///< by code
  [[nodiscard]] std::span<const Place> subdistricts(std::string_view district) const;
  [[nodiscard]] const Place* find(std::string_view code) const; ///< of any length above

  /// Finds by names as they stand in lists: with or without จังหวัด/จ., อำเภอ/อ./เขต, ตำบล/ต./แขวง and "เมือง"
  /// in short; English names too. Codes are found as they are. A part that is not found stays empty.
  [[nodiscard]] PlaceCodes read(std::string_view province, std::string_view district,
                                std::string_view subdistrict) const;

private:
  std::vector<Place> m_provinces;
  std::vector<Place> m_districts;    ///< sorted by code
  std::vector<Place> m_subdistricts; ///< sorted by code
};

} // namespace truat::audit
