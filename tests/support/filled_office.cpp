#include "support/filled_office.h"

#include "audit/answer_verbs.h"
#include "audit/evidence_verbs.h"
#include "audit/factory_verbs.h"
#include "doctest/doctest.h"

#include <array>
#include <string>

namespace truat::testing {
namespace {

constexpr std::array districts{"9001", "9002", "9003", "9004", "9005", "9009", "9010", "9011", "9016"};
constexpr std::array types{"05203", "00600", "03401", "09200", "01400", "00701", "05305", "02001", "05804"};
constexpr std::array names{"ควนลังยางแท่ง",     "นาทับปลาป่น",  "คลองแหไม้ยางพารา", "เลสาบห้องเย็น", "บ้านพรุเย็นสุข",
                           "ท่าชะมวงปาล์มออยล์", "ปาดังพลาสติก", "สทิงหม้อซีฟู้ดส์",      "ควนโสคอนกรีต"};

Instant morning_of(const CivilDate& day) {
  return {days_since_epoch(day) * 86'400'000 + (2 * 60 + 40) * 60'000}; // 09:40 in Thailand
}

std::string registration_number(std::size_t index) {
  std::string digits = std::to_string(index);
  return "2090" + std::string(10 - digits.size(), '0') + digits;
}

void draft_factory(records::Change& change, std::size_t index, Random& random) {
  audit::Factory factory;
  factory.id = records::new_record_id(random);
  factory.name = "บริษัท " + std::string(names[index % names.size()]) +
                 (index < names.size() ? "" : " " + std::to_string(index + 1)) + " จำกัด";
  factory.registration_number = registration_number(index + 12'325'614);
  factory.type = types[index % types.size()];
  factory.province = "90";
  factory.district = districts[index % districts.size()];
  factory.horsepower = Decimal{static_cast<std::int64_t>(7550 + index * 137 % 90'000), 2};
  factory.workers_male = static_cast<std::int64_t>(12 + index * 7 % 140);
  factory.workers_female = static_cast<std::int64_t>(9 + index * 5 % 90);
  factory.group = "3";
  change.create(factory.id, audit::factory_kind);
  audit::factory_table().write(change, factory.id, factory);
}

} // namespace

FilledOffice::FilledOffice(std::size_t factories)
    : clock(morning_of(today)), workspace(records::new_replica_id(random), clock, random) {
  const auto introduced = workspace.introduce({.person_name = "วรัญญา คงทอง",
                                               .position = "วิศวกรปฏิบัติการ",
                                               .officer_card = "สข 0125",
                                               .office_name = "สำนักงานอุตสาหกรรมจังหวัดสงขลา",
                                               .office_abbreviation = "สอจ.สงขลา",
                                               .office_province = "90"});
  REQUIRE(introduced);
  person = *introduced;
  if (factories > 0)
    add_factories(factories);
}

void FilledOffice::commit(const records::Change& change) {
  const auto committed = workspace.commit(change);
  REQUIRE_MESSAGE(committed, (committed ? std::string() : committed.error().key));
}

void FilledOffice::add_factories(std::size_t count) {
  const std::size_t first = workspace.audit().factories().size();
  constexpr std::size_t at_once = 500;
  for (std::size_t done = 0; done < count;) {
    records::Change change{.label = "commit.add_factory", .operations = {}};
    for (std::size_t i = 0; i < at_once && done < count; ++i, ++done)
      draft_factory(change, first + done, random);
    commit(change);
  }
}

records::RecordId FilledOffice::factory(std::size_t index) const {
  const auto all = workspace.audit().factories();
  REQUIRE(index < all.size());
  return all[index];
}

records::RecordId FilledOffice::plan_visit(std::size_t index, const CivilDate& day) {
  const auto visit = workspace.plan_visit({.factory = factory(index),
                                           .checklist_key = "factory.yearly",
                                           .purpose = "annual",
                                           .purpose_detail = {},
                                           .planned_on = day,
                                           .team = {},
                                           .start_now = false});
  REQUIRE_MESSAGE(visit, (visit ? std::string() : visit.error().key));
  return *visit;
}

records::RecordId FilledOffice::begin_visit(std::size_t index) {
  const records::RecordId visit = plan_visit(index, today);
  const auto started =
      audit::start_visit(workspace.audit(), visit, workspace.number_series(), workspace.context());
  REQUIRE_MESSAGE(started, (started ? std::string() : started.error().key));
  commit(*started);
  return visit;
}

void FilledOffice::answer(const records::RecordId& visit, std::size_t passed, std::size_t failed) {
  const forms::Template* checklist = workspace.audit().checklist_of(visit);
  REQUIRE(checklist != nullptr);
  for (const forms::Section& section : checklist->sections) {
    for (const forms::Question& question : section.questions) {
      const forms::ResponseSet* set = checklist->responses_of(question);
      if (set == nullptr || question.type != forms::QuestionType::choice || passed + failed == 0)
        continue;
      const forms::Outcome wanted = passed > 0 ? forms::Outcome::passed : forms::Outcome::failed;
      const forms::Response* found = nullptr;
      for (const forms::Response& response : set->responses)
        if (found == nullptr && response.outcome == wanted)
          found = &response;
      if (found == nullptr)
        continue;
      --(passed > 0 ? passed : failed);
      const auto change = audit::answer_question(workspace.audit(), visit, {question.key},
                                                 forms::Choice{found->key}, {}, workspace.context());
      REQUIRE_MESSAGE(change, (change ? std::string() : change.error().key));
      commit(*change);
    }
  }
}

void FilledOffice::take_sample(const records::RecordId& visit, std::string_view seal) {
  records::Change change{.label = "commit.add_sample", .operations = {}};
  audit::Sample sample;
  sample.id = records::new_record_id(random);
  sample.inspection = visit;
  sample.seal = seal;
  sample.point = "จุดระบายน้ำทิ้ง";
  sample.taken_on = add_days(today, -8);
  change.create(sample.id, audit::sample_kind);
  audit::sample_table().write(change, sample.id, sample);
  commit(change);
}

void FilledOffice::close(const records::RecordId& visit, const CivilDate& day, std::string_view state) {
  records::Change change{.label = "commit.complete", .operations = {}};
  change.set(visit, "inspection.visited_on", records::Value{to_iso(day)});
  change.set(visit, "inspection.state", records::Value{std::string(state)});
  commit(change);
}

void FilledOffice::add_visits() {
  answer(begin_visit(0), 6, 1);
  plan_visit(1, add_days(today, 1));
  plan_visit(2, add_days(today, -2));
  const records::RecordId waiting = begin_visit(3);
  answer(waiting, 10, 0);
  take_sample(waiting, "น.041");
  take_sample(waiting, "น.042");
  close(waiting, add_days(today, -8), "awaiting_laboratory");
  const records::RecordId failed = begin_visit(4);
  answer(failed, 12, 2);
  close(failed, add_days(today, -9), "completed");
  const records::RecordId passed = begin_visit(5);
  answer(passed, 12, 0);
  close(passed, add_days(today, -14), "locked");
}

void FilledOffice::conflict(const records::RecordId& record, std::string_view field, records::Value mine,
                            records::Value theirs) {
  SeededRandom other_random(random.next());
  workspace::Workspace other(records::new_replica_id(other_random), clock, other_random);
  std::vector<records::CommitLines> all;
  const records::Log& log = workspace.ledger().log();
  for (std::size_t i = 0; i < log.size(); ++i)
    all.push_back(log.lines(i));
  REQUIRE(other.merge(std::move(all), records::Ledger::Source::file));
  other.set_actor(person);
  records::Change here{.label = "commit.edit_factory", .operations = {}};
  commit(here.set(record, field, std::move(mine)));
  clock.advance_milliseconds(60'000);
  records::Change there{.label = "commit.edit_factory", .operations = {}};
  REQUIRE(other.commit(there.set(record, field, std::move(theirs))));
  std::vector<records::CommitLines> one{other.ledger().log().lines(other.ledger().log().size() - 1)};
  REQUIRE(workspace.merge(std::move(one), records::Ledger::Source::file));
  REQUIRE(workspace.projection().in_conflict(record, field));
}

} // namespace truat::testing
