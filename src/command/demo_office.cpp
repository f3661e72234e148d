#include "command/demo_office.h"

#include "audit/factory.h"
#include "audit/sample_office.h"
#include "base/contract.h"
#include "base/embedded.h"

#include <algorithm>
#include <array>

namespace truat::command {
namespace {

using records::Value;

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t day = 24 * 60 * minute;
constexpr std::string_view bangkok = "10";     ///< under the ministry itself, without a provincial office
constexpr std::int64_t days_before_today = 30; ///< that the edits go on

constexpr auto given_names =
    std::to_array<std::string_view>({"สมชาย", "สุดา", "ประเสริฐ", "อารีย์", "นิพนธ์", "กัลยา", "วิชัย", "มาลี", "ธนากร",
                                     "พรทิพย์", "อับดุลเลาะ", "ฟาตีเมาะ"});
constexpr auto family_names = std::to_array<std::string_view>(
    {"ใจดี", "ทองแท้", "รักษ์ไทย", "แก้วมณี", "ศรีสุข", "หมัดอะดัม", "บุญช่วย", "คงทอง", "เรืองรอง", "สุขสวัสดิ์"});
constexpr auto business_names = std::to_array<std::string_view>(
    {"ยางพารา", "อาหารทะเล", "ไม้แปรรูป", "คอนกรีต", "บรรจุภัณฑ์", "น้ำแข็ง", "โลหะกิจ", "ปาล์มน้ำมัน", "ข้าวไทย",
     "พลาสติก", "เฟอร์นิเจอร์", "การพิมพ์", "น้ำดื่ม", "ปุ๋ยอินทรีย์", "ห้องเย็น"});
constexpr auto fortune_names = std::to_array<std::string_view>(
    {"รุ่งเรือง", "เจริญ", "พัฒนา", "สหกิจ", "ไทยรวม", "ทรัพย์ทวี", "มั่นคง", "ก้าวหน้า", "นำชัย", "พานิช"});
constexpr auto types =
    std::to_array<std::string_view>({"05203", "00602", "03401", "05801", "05304", "01400", "06413", "00901",
                                     "05301", "03700", "04101", "02001", "04301", "09200"});

Instant at(const CivilDate& date, std::int64_t minutes_local) {
  return {days_since_epoch(date) * day + (minutes_local - thailand_offset_minutes) * minute};
}

template <std::size_t size>
std::string pick(SeededRandom& random, const std::array<std::string_view, size>& list) {
  return std::string(list[random.below(size)]);
}

/// Neighbours of their seeds must not share a replica.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t index) {
  SeededRandom random(seed);
  const std::uint64_t first = random.next();
  return SeededRandom(first ^ (index * 0x9E3779B97F4A7C15ULL)).next();
}

std::string padded(std::size_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

/// Songkhla first, where the sample office is, then the others in order.
const audit::Place& province_of(std::size_t index) {
  const audit::Places& places = workspace::reference().places;
  std::vector<const audit::Place*> provinces{places.find("90")};
  for (const audit::Place& province : places.provinces())
    if (province.code != provinces[0]->code && province.code != bangkok)
      provinces.push_back(&province);
  expects(provinces.size() == most_demo_offices && index < most_demo_offices, "an office of a province");
  return *provinces[index];
}

} // namespace

DemoOffice::DemoOffice(std::uint64_t seed, std::size_t index)
    : m_index(index), m_clock(at(add_days(demo_today, -days_before_today), 8 * 60 + 30)),
      m_random(mixed(seed, index)), m_replica(records::new_replica_id(m_random)),
      m_workspace(std::make_unique<workspace::Workspace>(m_replica, m_clock, m_random)), m_province("90") {}

Result<void> DemoOffice::fill_with_sample(std::uint64_t seed, std::optional<std::size_t> factories) {
  const Instant start = m_clock.now();
  records::Ledger ledger(m_replica, workspace::schema(), m_clock, m_random);
  if (const auto filled = audit::fill_sample_office(
          ledger, m_clock, workspace::reference(), embedded_file("sample/office.json"),
          {.seed = seed, .today = demo_today, .factories = factories});
      !filled)
    return filled;
  const std::vector<records::CommitLines> commits = ledger.take_outbox();
  if (const auto merged = m_workspace->merge(commits, records::Ledger::Source::file); !merged)
    return std::unexpected(merged.error());
  const auto people = m_workspace->audit().people();
  expects(!people.empty(), "the sample office has people");
  m_workspace->set_actor(people[0]);
  m_clock.set(std::max(m_clock.now(), start));
  return {};
}

Result<void> DemoOffice::introduce() {
  const audit::Place& province = province_of(m_index);
  m_province = province.code;
  const auto person =
      m_workspace->introduce({.person_name = pick(m_random, given_names) + " " + pick(m_random, family_names),
                              .position = "อุตสาหกรรมจังหวัด",
                              .officer_card = padded(m_index + 1, 4) + "/2569",
                              .office_name = "สำนักงานอุตสาหกรรมจังหวัด" + province.thai,
                              .office_abbreviation = "ส" + std::to_string(m_index + 1),
                              .office_province = province.code});
  if (!person)
    return std::unexpected(person.error());
  m_clock.advance_milliseconds(minute);
  return {};
}

std::string DemoOffice::made_name() {
  const std::string business = pick(m_random, business_names);
  const std::string fortune = pick(m_random, fortune_names);
  const std::string number = " (" + std::to_string(m_serial) + ")";
  switch (m_random.below(4)) {
  case 0:
    return "ห้างหุ้นส่วนจำกัด " + fortune + business + number;
  case 1:
    return "โรงงาน" + business + fortune + number;
  default:
    return "บริษัท " + business + fortune + " จำกัด" + number;
  }
}

records::Change DemoOffice::made_factories(std::size_t count) {
  const audit::Places& places = workspace::reference().places;
  const auto districts = places.districts(m_province);
  records::Change change{.label = "commit.import_factories", .operations = {}};
  for (std::size_t index = 0; index < count; ++index) {
    ++m_serial;
    const std::size_t year = 2540 + m_random.below(29);
    // 70,000 and more are serials that no office has come to.
    const std::string number = "20" + m_province + padded(70'000 + m_serial % 30'000, 5) +
                               std::to_string(year) + std::to_string(m_serial / 30'000 % 10);
    const std::string district(districts[m_random.below(districts.size())].code);
    const auto subdistricts = places.subdistricts(district);
    const audit::Place& subdistrict = subdistricts[m_random.below(subdistricts.size())];
    const records::RecordId id = audit::factory_id(number);
    change.create(id, audit::factory_kind);
    change.set(id, "factory.name", made_name());
    change.set(id, "factory.registration_number", number);
    change.set(id, "factory.type", pick(m_random, types));
    change.set(id, "factory.horsepower",
               records::to_value(Decimal{static_cast<std::int64_t>(5000 + m_random.below(90'000)), 2}));
    change.set(id, "factory.workers_male", static_cast<std::int64_t>(2 + m_random.below(200)));
    change.set(id, "factory.workers_female", static_cast<std::int64_t>(2 + m_random.below(200)));
    change.set(id, "factory.started_on",
               records::to_value(add_days({static_cast<std::int32_t>(year) - buddhist_offset_years, 1, 1},
                                          static_cast<std::int64_t>(m_random.below(365)))));
    change.set(id, "factory.subdistrict", subdistrict.code);
    change.set(id, "factory.district", district);
    change.set(id, "factory.province", m_province);
  }
  return change;
}

Result<void> DemoOffice::add_factories(std::size_t count) {
  // Commits of a size that a PC keeps quickly.
  constexpr std::size_t most_in_commit = 2000;
  while (count > 0) {
    const std::size_t now = std::min(count, most_in_commit);
    if (const auto committed = m_workspace->commit(made_factories(now)); !committed)
      return std::unexpected(committed.error());
    m_clock.advance_milliseconds(minute);
    count -= now;
  }
  return {};
}

Result<void> DemoOffice::plan_visits() {
  const auto& checklists = workspace::reference().checklists;
  const auto suited = checklists.suited("annual");
  expects(!suited.empty(), "a checklist for the yearly visit");
  const std::vector<records::RecordId> factories(m_workspace->audit().factories().begin(),
                                                 m_workspace->audit().factories().end());
  for (std::size_t index = 0; index < factories.size(); index += 4) {
    const auto planned = m_workspace->plan_visit(
        {.factory = factories[index],
         .checklist_key = suited[0]->key,
         .purpose = "annual",
         .purpose_detail = "",
         .planned_on = add_days(demo_today, static_cast<std::int64_t>(m_random.below(60))),
         .team = {},
         .start_now = false});
    if (!planned)
      return std::unexpected(planned.error());
    m_clock.advance_milliseconds(minute);
  }
  return {};
}

Result<void> DemoOffice::take(std::vector<records::CommitLines> commits) {
  if (const auto merged = m_workspace->merge(std::move(commits), records::Ledger::Source::store); !merged)
    return std::unexpected(merged.error());
  return {};
}

DemoHand DemoOffice::hand() const {
  return {m_replica, m_workspace->actor(), m_clock, m_random};
}

} // namespace truat::command
