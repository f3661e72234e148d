#include "audit/numbering.h"

#include <algorithm>
#include <array>

namespace truat::audit {
namespace {

constexpr std::string_view default_office = "ตร";

/// Letters of the Thai alphabet that are still in use and hard to take for another.
constexpr std::array<std::string_view, 26> letters = {"ก", "ข", "ค", "ง", "จ", "ฉ", "ช", "ซ", "ญ",
                                                      "ด", "ต", "ถ", "ท", "ธ", "น", "บ", "ป", "ผ",
                                                      "ฝ", "พ", "ม", "ย", "ร", "ล", "ว", "ส"};

} // namespace

std::string series_start(const NumberSeries& series, FiscalYear year) {
  std::string start = series.office.empty() ? std::string(default_office) : series.office;
  if (!series.prefix.empty())
    start += "." + series.prefix;
  return start + "-" + std::to_string(year.buddhist_year) + "-";
}

std::optional<int> counter_of(std::string_view number, std::string_view start) {
  if (!number.starts_with(start))
    return std::nullopt;
  int counter = 0;
  const std::string_view digits = number.substr(start.size());
  for (const char c : digits) {
    if (c < '0' || c > '9' || counter > 99'999'999)
      return std::nullopt;
    counter = counter * 10 + (c - '0');
  }
  return digits.empty() ? std::nullopt : std::optional(counter);
}

std::string next_inspection_number(const Audit& audit, const NumberSeries& series, const CivilDate& day) {
  const std::string start = series_start(series, fiscal_year_of(day));
  int greatest = 0;
  const records::Projection& projection = audit.projection();
  for (const RecordId& id : projection.all_records())
    if (projection.kind(id) == inspection_kind)
      greatest = std::max(
          greatest,
          counter_of(records::as_text(projection.value(id, "inspection.number")), start).value_or(0));
  std::string counter = std::to_string(greatest + 1);
  counter.insert(0, counter.size() < 4 ? 4 - counter.size() : 0, '0');
  return start + counter;
}

NumberSeries series_of(const Audit& audit, const records::ReplicaId& replica) {
  NumberSeries series;
  const Workstation* workstation = audit.workstation(workstation_id(replica));
  if (workstation == nullptr)
    return series;
  series.prefix = workstation->prefix;
  if (const Office* office = audit.office(workstation->office))
    series.office = office->abbreviation;
  return series;
}

std::string free_prefix(const Audit& audit, const records::ReplicaId& replica) {
  std::vector<std::string> taken;
  for (const RecordId& id : audit.projection().records(workstation_kind))
    if (const Workstation* workstation = audit.workstation(id))
      taken.push_back(workstation->prefix);
  const std::size_t pairs = letters.size() * letters.size();
  const std::size_t first = (std::size_t{replica.bytes[0]} << 8 | replica.bytes[1]) % pairs;
  const auto pair_at = [&](std::size_t at) {
    return std::string(letters[at / letters.size()]) + std::string(letters[at % letters.size()]);
  };
  for (std::size_t step = 0; step < pairs; ++step)
    if (const std::string prefix = pair_at((first + step) % pairs);
        std::ranges::find(taken, prefix) == taken.end())
      return prefix;
  return pair_at(first) + std::to_string(taken.size());
}

} // namespace truat::audit
