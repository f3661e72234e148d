#include "audit/reference/places.h"

#include "audit/plain_text.h"
#include "audit/reference/place_table.h"

#include <algorithm>

namespace truat::audit {
namespace {

std::string_view without_prefix(std::string_view name, std::span<const std::string_view> prefixes) {
  for (const std::string_view prefix : prefixes)
    if (name.size() > prefix.size() && name.starts_with(prefix))
      return name.substr(prefix.size());
  return name;
}

constexpr std::string_view province_prefixes[] = {"จังหวัด", "จ.", "changwat"};
constexpr std::string_view district_prefixes[] = {"กิ่งอำเภอ", "อำเภอ", "เขต", "อ.", "amphoe", "khet"};
constexpr std::string_view subdistrict_prefixes[] = {"ตำบล", "แขวง", "ต.", "tambon", "khwaeng"};
constexpr std::string_view capital = "เมือง";

bool is_named(const Place& place, std::string_view plain_name) {
  return plain_key(place.thai) == plain_name || plain_key(place.english) == plain_name;
}

const Place* find_named(std::span<const Place> places, std::string_view plain_name) {
  const auto found =
      std::ranges::find_if(places, [&](const Place& place) { return is_named(place, plain_name); });
  return found == places.end() ? nullptr : &*found;
}

/// A name as it stands in a list, a code, or in short.
const Place* find_in(std::span<const Place> places, std::string_view text,
                     std::span<const std::string_view> prefixes) {
  const std::string plain = plain_key(text);
  if (plain.empty())
    return nullptr;
  const auto coded = std::ranges::find(places, std::string_view(plain), &Place::code);
  if (coded != places.end())
    return &*coded;
  if (const Place* exact = find_named(places, plain))
    return exact;
  return find_named(places, without_prefix(plain, prefixes));
}

std::span<const Place> children(const std::vector<Place>& places, std::string_view parent) {
  const auto begins = [&](const Place& place) {
    return std::string_view(place.code).substr(0, parent.size());
  };
  const auto range = std::ranges::equal_range(places, parent, {}, begins);
  return parent.empty() ? std::span<const Place>() : std::span<const Place>(range.begin(), range.end());
}

const Place* find_coded(const std::vector<Place>& places, std::string_view code) {
  const auto found = std::ranges::lower_bound(places, code, {}, &Place::code);
  return found == places.end() || found->code != code ? nullptr : &*found;
}

} // namespace

Result<Places> Places::parse(std::string_view bytes) {
  Places places;
  PlaceTable table(bytes);
  for (;;) {
    auto place = table.next();
    if (!place)
      return std::unexpected(std::move(place).error());
    if (!*place)
      break;
    constexpr std::size_t province_digits = 2;
    constexpr std::size_t district_digits = 4;
    const std::size_t digits = (*place)->code.size();
    (digits == province_digits   ? places.m_provinces
     : digits == district_digits ? places.m_districts
                                 : places.m_subdistricts)
        .push_back(std::move(**place));
  }
  const auto is_sorted = [](const std::vector<Place>& all) {
    return std::ranges::adjacent_find(all, std::ranges::greater_equal{}, &Place::code) == all.end();
  };
  if (places.m_provinces.empty() || !is_sorted(places.m_provinces) || !is_sorted(places.m_districts) ||
      !is_sorted(places.m_subdistricts))
    return failure("audit.reference_unreadable", {}, "places");
  return places;
}

std::span<const Place> Places::districts(std::string_view province) const {
  return children(m_districts, province);
}

std::span<const Place> Places::subdistricts(std::string_view district) const {
  return children(m_subdistricts, district);
}

const Place* Places::find(std::string_view code) const {
  switch (code.size()) {
  case 2:
    return find_coded(m_provinces, code);
  case 4:
    return find_coded(m_districts, code);
  case 6:
    return find_coded(m_subdistricts, code);
  default:
    return nullptr;
  }
}

PlaceCodes Places::read(std::string_view province, std::string_view district,
                        std::string_view subdistrict) const {
  PlaceCodes codes;
  const std::string plain_province = plain_key(province);
  const bool bangkok = plain_province == "กทม" || plain_province == "กทม." || plain_province == "กรุงเทพ" ||
                       plain_province == "กรุงเทพฯ";
  const Place* found = find_in(m_provinces, bangkok ? "10" : province, province_prefixes);
  if (found == nullptr)
    return codes;
  codes.province = found->code;
  const std::string capital_name = std::string(capital) + found->thai;
  const auto in_province = districts(codes.province);
  const Place* district_found = find_in(in_province, district, district_prefixes);
  if (district_found == nullptr && without_prefix(plain_key(district), district_prefixes) == capital)
    district_found = find_named(in_province, plain_key(capital_name));
  if (district_found == nullptr)
    return codes;
  codes.district = district_found->code;
  if (const Place* subdistrict_found =
          find_in(subdistricts(codes.district), subdistrict, subdistrict_prefixes))
    codes.subdistrict = subdistrict_found->code;
  return codes;
}

} // namespace truat::audit
