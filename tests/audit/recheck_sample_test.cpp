#include "audit/recheck_sample.h"

#include "support/desk.h"

using namespace truat;
using namespace truat::audit;
using testing::Desk;
using testing::refused;

namespace {

/// A closed visit under a fixed id, so that the list of a seed can be written down.
RecordId closed_visit(Desk& desk, const char* key, const char* day, const char* state = "completed") {
  const RecordId id = records::natural_record_id(inspection_kind, key);
  records::Change change{.label = "commit.complete"};
  change.create(id, inspection_kind);
  change.set(id, "inspection.factory", records::to_value(desk.factory));
  change.set(id, "inspection.visited_on", std::string(day));
  change.set(id, "inspection.state", std::string(state));
  desk.does(change);
  return id;
}

RecheckQuestion in_2026(std::size_t size, const char* seed) {
  return {
      .from = {2026, 1, 1}, .to = {2026, 12, 31}, .group = {}, .district = {}, .size = size, .seed = seed};
}

} // namespace

TEST_CASE("A sample is drawn from closed visits by the seed") {
  Desk desk;
  const char* const keys[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
  std::vector<RecordId> visits;
  for (const char* key : keys)
    visits.push_back(closed_visit(desk, key, "2026-03-02"));
  closed_visit(desk, "open", "2026-03-02", "in_progress");
  closed_visit(desk, "early", "2025-12-31");
  const RecordId locked = closed_visit(desk, "locked", "2026-12-31", "locked");

  SUBCASE("the list of a seed is the same on every PC, for ever") {
    // The least four of sha-256 of "ตรวจซ้ำ 2569/<id>", worked out with another program.
    const auto sample = draw_recheck_sample(desk.audit, in_2026(4, "ตรวจซ้ำ 2569"));
    REQUIRE(sample);
    CHECK(sample->population == 11);
    std::vector<std::string> chosen;
    for (const RecordId& id : sample->chosen)
      chosen.push_back(records::to_string(id) + " " + to_hex(recheck_digest("ตรวจซ้ำ 2569", id)).substr(0, 8));
    CHECK(chosen == std::vector<std::string>{
                        "5e8vmwh41je02ey2g7xzreawe0 11442d77", "6q61w0702t666csxh2tr9dx8mz 13337821",
                        "1g87xvb4ha7w6sq2r871vkqg1q 40315472", "6614hzkfmzjrh6xxbnv6js2zmk 49cadf29"});
  }
  SUBCASE("a greater sample goes on from a lesser one") {
    const auto four = draw_recheck_sample(desk.audit, in_2026(4, "x"));
    const auto nine = draw_recheck_sample(desk.audit, in_2026(9, "x"));
    REQUIRE(four);
    REQUIRE(nine);
    CHECK(std::ranges::equal(four->chosen, std::span(nine->chosen).first(4)));
    CHECK(draw_recheck_sample(desk.audit, in_2026(9, "y"))->chosen != nine->chosen);
  }
  SUBCASE("per cent are rounded up; more than there are is all") {
    RecheckQuestion question = in_2026(10, "x");
    question.is_percent = true;
    CHECK(draw_recheck_sample(desk.audit, question)->chosen.size() == 2);
    question.size = 100;
    CHECK(draw_recheck_sample(desk.audit, question)->chosen.size() == 11);
    CHECK(draw_recheck_sample(desk.audit, in_2026(500, "x"))->chosen.size() == 11);
  }
  SUBCASE("days, group and district narrow the population") {
    RecheckQuestion question = in_2026(50, "x");
    question.from = {2026, 12, 31};
    CHECK(draw_recheck_sample(desk.audit, question)->chosen == std::vector{locked});
    question = in_2026(50, "x");
    const Factory& factory = *desk.audit.factory(desk.factory);
    question.group = factory.group;
    question.district = factory.district;
    CHECK(draw_recheck_sample(desk.audit, question)->population == 11);
    question.group = "9";
    CHECK(draw_recheck_sample(desk.audit, question)->population == 0);
    question.group.clear();
    question.district = "0000";
    CHECK(draw_recheck_sample(desk.audit, question)->chosen.empty());
  }
  SUBCASE("what cannot be drawn says why") {
    RecheckQuestion question = in_2026(4, "x");
    question.to = {2025, 1, 1};
    CHECK(refused(draw_recheck_sample(desk.audit, question)) == "audit.recheck_period");
    CHECK(refused(draw_recheck_sample(desk.audit, in_2026(0, "x"))) == "audit.recheck_size");
    question = in_2026(101, "x");
    question.is_percent = true;
    CHECK(refused(draw_recheck_sample(desk.audit, question)) == "audit.recheck_size");
    CHECK(refused(draw_recheck_sample(desk.audit, in_2026(4, ""))) == "audit.recheck_seed");
  }
}
