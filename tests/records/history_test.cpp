#include "records/history.h"

#include "offices.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

std::vector<HistoryEntry> history(const Office& office, const RecordId& record) {
  return history_of(office.ledger.log(), office.now(), record);
}

} // namespace

TEST_CASE("a record's history says who, when, from what, to what") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  const RecordId another = office.create("factory");
  office.set(mill, "factory.name", "old");
  const Instant then = office.clock.now();
  other.take_from(office);
  other.set(mill, "factory.name", "theirs");
  office.set(mill, "factory.name", "ours");
  office.take_from(other);
  office.set(mill, "factory.name", "settled");
  office.set(another, "factory.name", "elsewhere");

  const std::vector<HistoryEntry> entries = history(office, mill);
  REQUIRE(entries.size() == 5);
  CHECK(entries[0].after == Value("settled"));
  CHECK(entries[0].before.size() == 2);
  CHECK(entries[0].current);
  CHECK(entries[0].author == office.person);
  CHECK(entries[0].label == "commit.test");
  CHECK(entries[0].field == "factory.name");
  for (const std::size_t i : {1U, 2U}) { // concurrent: by counter, then replica
    CHECK(entries[i].before == std::vector<Value>{"old"});
    CHECK_FALSE(entries[i].current);
  }
  CHECK(entries[1].author != entries[2].author);
  CHECK(entries[3].after == Value("old"));
  CHECK(entries[3].before.empty());
  CHECK(entries[3].time == then);
  CHECK_FALSE(entries[3].current);
  CHECK(entries[4].field == "kind");
  CHECK(entries[4].label == "commit.create");
  CHECK(entries[4].current);

  SUBCASE("it is the same wherever the same is known") {
    Office third(3);
    third.take_from(office);
    const std::vector<HistoryEntry> same = history(third, mill);
    REQUIRE(same.size() == entries.size());
    for (std::size_t i = 0; i < same.size(); ++i)
      CHECK(same[i].operation == entries[i].operation);
  }
  SUBCASE("a member taken out is what stood before") {
    Change add{.label = "commit.test"};
    office.commit(add.add_member(mill, "factory.tags", "rice"));
    Change remove{.label = "commit.test"};
    office.commit(remove.remove_member(mill, "factory.tags", "rice"));
    const HistoryEntry last = history(office, mill).front();
    CHECK(last.before == std::vector<Value>{"rice"});
    CHECK(is_empty(last.after));
  }
  SUBCASE("undoing is part of it") {
    Change note{.label = "commit.note"};
    office.commit(note.set(mill, "factory.notes", "x"));
    REQUIRE(office.ledger.undo(office.person).has_value());
    const HistoryEntry last = history(office, mill).front();
    CHECK(last.label == "commit.undo");
    CHECK(last.before == std::vector<Value>{"x"});
    CHECK(is_empty(last.after));
  }
  SUBCASE("both contents of a fork are in it") {
    Office one(7);
    Office copy(7);
    const RecordId record = one.create("factory");
    copy.create("factory");
    one.set(record, "factory.name", "one");
    copy.set(record, "factory.name", "copy");
    office.take_from(one);
    office.take_from(copy);
    CHECK(history(office, record).size() == 3);
  }
  CHECK(history(office, natural_record_id("a", "b")).empty());
}
