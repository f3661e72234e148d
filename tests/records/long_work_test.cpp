#include "records/long_work.h"

#include "offices.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

std::vector<CommitLines> some_commits() {
  Office office(1);
  const RecordId mill = office.create("factory");
  for (std::int64_t i = 1; i < 20; ++i)
    office.set(mill, "factory.workers", i);
  return office.file();
}

} // namespace

TEST_CASE("a merge in slices does what a merge at once does") {
  const std::vector<CommitLines> commits = some_commits();
  Office office(2);
  MergeWork work(office.ledger, commits, Ledger::Source::file);
  CHECK(work.progress() == Progress{0, 60});
  std::size_t slices = 0;
  std::uint64_t last = 0;
  for (Step step = Step::more; step == Step::more; ++slices) {
    Budget budget = Budget::pieces(4);
    step = work.run(budget);
    CHECK(work.progress().done >= last);
    last = work.progress().done;
    if (!work.is_taking() && step == Step::more)
      CHECK(office.ledger.log().size() == 0);
  }
  CHECK(slices > 10);
  CHECK(work.progress() == Progress{60, 60});
  REQUIRE(work.result().has_value());
  Office at_once(2);
  CHECK(at_once.ledger.merge(commits, Ledger::Source::file) == work.result());
  CHECK(office.ledger.take_outbox() == at_once.ledger.take_outbox());
  CHECK(office.now().revision() == at_once.now().revision());
}

TEST_CASE("a merge that was stopped before it took anything has changed nothing") {
  Office office(2);
  {
    MergeWork work(office.ledger, some_commits(), Ledger::Source::file);
    Budget budget = Budget::pieces(30);
    REQUIRE(work.run(budget) == Step::more);
    REQUIRE_FALSE(work.is_taking());
  }
  CHECK(office.ledger.log().size() == 0);
  CHECK(office.ledger.take_outbox().empty());
}

TEST_CASE("a merge in slices that fails takes nothing") {
  std::vector<CommitLines> commits = some_commits();
  commits.back().operations.front().pop_back();
  Office office(2);
  MergeWork work(office.ledger, commits, Ledger::Source::file);
  Budget budget = Budget::unlimited();
  CHECK(work.run(budget) == Step::done);
  REQUIRE_FALSE(work.result().has_value());
  CHECK(work.result().error().key == "json.cut_off");
  CHECK(work.result().error().where.find(".20, operation 0, byte ") != std::string::npos);
  CHECK(office.ledger.log().size() == 0);
}

TEST_CASE("commits made between the slices stand beside what is taken") {
  Office office(2);
  const RecordId own = office.create("factory");
  MergeWork work(office.ledger, some_commits(), Ledger::Source::file);
  for (Step step = Step::more; step == Step::more;) {
    Budget budget = Budget::pieces(7);
    step = work.run(budget);
    office.set(own, "factory.workers", static_cast<std::int64_t>(work.progress().done));
  }
  REQUIRE(work.result().has_value());
  CHECK(office.now().records("factory").size() == 2);
  CHECK(office.now().value(own, "factory.workers") == Value(std::int64_t{60}));
  Office reader(3);
  reader.take_from(office);
  CHECK(reader.now().value(own, "factory.workers") == Value(std::int64_t{60}));
}

TEST_CASE("nothing to merge is done at once") {
  Office office(2);
  MergeWork work(office.ledger, {}, Ledger::Source::store);
  Budget budget = Budget::unlimited();
  CHECK(work.run(budget) == Step::done);
  CHECK(*work.result() == MergeReceipt{});
}
