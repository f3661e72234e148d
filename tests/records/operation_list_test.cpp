#include "records/operation_list.h"

#include "offices.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

OperationList list_of(const Log& log) {
  OperationList list;
  Budget budget = Budget::unlimited();
  CHECK(list.update(log, budget) == Step::done);
  return list;
}

} // namespace

TEST_CASE("the list has every operation, in order of arrival") {
  Office office(1);
  const Log& log = office.ledger.log();
  CHECK(list_of(log).size() == 0);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "old");
  Change both{.label = "commit.test"};
  office.commit(both.set(mill, "factory.name", "new").set(mill, "factory.workers", std::int64_t{5}));

  OperationList list = list_of(log);
  REQUIRE(list.size() == 4);
  CHECK(list.size() == log.operation_count());
  const ListedOperation first = list.read(log, 0);
  CHECK(first.commit.label == "commit.create");
  CHECK(first.commit.author == office.person);
  REQUIRE(first.body);
  CHECK(first.body->field == "kind");
  CHECK(first.before.empty());
  const ListedOperation third = list.read(log, 2);
  CHECK(third.id == OperationId{office.ledger.replica(), 3, 0});
  REQUIRE(third.body);
  CHECK(third.body->value == Value("new"));
  CHECK(third.before == std::vector<Value>{"old"});
  CHECK_FALSE(third.is_forked);
  CHECK(list.read(log, 3).body->field == "factory.workers");

  SUBCASE("it goes on where it stood") {
    office.set(mill, "factory.name", Value());
    Budget budget = Budget::unlimited();
    CHECK(list.update(log, budget) == Step::done);
    REQUIRE(list.size() == 5);
    CHECK(list.read(log, 4).before == std::vector<Value>{"new"});
  }
  SUBCASE("an emptied value is nothing before") {
    office.set(mill, "factory.name", Value());
    office.set(mill, "factory.name", "again");
    CHECK(list_of(log).read(log, 5).before.empty());
  }
  SUBCASE("what two overwrote without seeing each other stands before both times") {
    Office other(2);
    other.take_from(office);
    other.set(mill, "factory.name", "theirs");
    office.set(mill, "factory.name", "ours");
    office.take_from(other);
    office.set(mill, "factory.name", "settled");
    const OperationList longer = list_of(log);
    CHECK(longer.read(log, 4).before == std::vector<Value>{"new"});
    CHECK(longer.read(log, 5).before == std::vector<Value>{"new"});
    CHECK(longer.read(log, 5).commit.replica == other.ledger.replica());
    CHECK(longer.read(log, 6).before.size() == 2);
  }
}

TEST_CASE("a body that was left out is a line of the list") {
  Office office(1);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "hidden");
  office.set(mill, "factory.name", "shown");
  std::vector<CommitLines> file = office.file();
  for (std::string& line : file[1].operations)
    line = left_out_line(line);
  Office reader(2);
  REQUIRE(reader.ledger.merge(std::move(file), Ledger::Source::file));
  const Log& log = reader.ledger.log();
  const OperationList list = list_of(log);
  REQUIRE(list.size() == 3);
  CHECK_FALSE(list.read(log, 1).body.has_value());
  CHECK(list.read(log, 1).commit.label == "commit.test");
  CHECK(list.read(log, 2).before.empty());
  SUBCASE("until a fuller file brings it") {
    reader.take_from(office);
    REQUIRE(list_of(log).size() == 3);
    CHECK(list.read(log, 1).body->value == Value("hidden"));
    CHECK(list.read(log, 2).before == std::vector<Value>{"hidden"});
  }
}

TEST_CASE("both contents of a fork are told") {
  Office office(5);
  const RecordId mill = office.create("factory");
  Office copy(5); // the same profile, opened twice
  (void)copy.create("factory");
  office.set(mill, "factory.name", "here");
  copy.set(mill, "factory.name", "there");
  office.take_from(copy);
  const Log& log = office.ledger.log();
  const OperationList list = list_of(log);
  REQUIRE(list.size() == 3);
  CHECK_FALSE(list.read(log, 0).is_forked);
  CHECK(list.read(log, 1).is_forked);
  CHECK(list.read(log, 2).is_forked);
  CHECK(list.read(log, 1).body->value != list.read(log, 2).body->value);
}

TEST_CASE("a long log is taken in by slices") {
  Office office(1);
  const RecordId mill = office.create("factory");
  for (int i = 0; i < 3000; ++i)
    office.set(mill, "factory.workers", std::int64_t{i});
  OperationList list;
  const Log& log = office.ledger.log();
  Budget small = Budget::pieces(1);
  CHECK(list.update(log, small) == Step::more);
  CHECK(list.size() == 1024);
  CHECK(list.read(log, 1023).body->value == Value(std::int64_t{1022}));
  for (int slice = 0; slice < 2; ++slice) {
    Budget next = Budget::pieces(1);
    (void)list.update(log, next);
  }
  CHECK(list.size() == 3001);
  CHECK(list.read(log, 3000).before == std::vector<Value>{std::int64_t{2998}});
}
