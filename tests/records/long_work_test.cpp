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

TEST_CASE("what goes to the store between the slices of a merge has nothing of the merge in it") {
  const std::vector<CommitLines> commits = some_commits();
  Office office(2);
  const RecordId own = office.create("factory");
  MergeWork work(office.ledger, commits, Ledger::Source::file);
  std::vector<CommitLines> kept = office.ledger.take_outbox();
  std::size_t while_taking = 0;
  bool is_taken_back = false;
  SUBCASE("a commit") {}
  SUBCASE("a commit that is taken back") {
    is_taken_back = true;
  }
  for (std::int64_t slice = 0;; ++slice) {
    Budget budget = Budget::pieces(7);
    if (work.run(budget) == Step::done)
      break;
    while_taking += work.is_taking() ? 1 : 0;
    office.set(own, "factory.workers", slice);
    if (is_taken_back)
      REQUIRE(office.ledger.undo(office.person).has_value());
    for (CommitLines& lines : office.ledger.take_outbox()) {
      CHECK(decode_header(lines.header)->replica == office.ledger.replica());
      kept.push_back(std::move(lines));
    }
  }
  REQUIRE(while_taking > 1);
  CHECK(office.ledger.take_outbox() == commits);

  // A page that dies before the merge is saved leaves a store that is whole, and the file can be taken again.
  Office after(3);
  REQUIRE(after.ledger.merge(kept, Ledger::Source::store).has_value());
  CHECK(after.now().records("factory").size() == 1);
  REQUIRE(after.ledger.merge(commits, Ledger::Source::file).has_value());
  CHECK(after.now().records("factory").size() == 2);
  CHECK(after.now().value(own, "factory.workers") == office.now().value(own, "factory.workers"));
}

TEST_CASE("nothing to merge is done at once") {
  Office office(2);
  MergeWork work(office.ledger, {}, Ledger::Source::store);
  Budget budget = Budget::unlimited();
  CHECK(work.run(budget) == Step::done);
  CHECK(*work.result() == MergeReceipt{});
}

namespace {

Change import_of(int count) {
  Change change{.label = "commit.import"};
  for (int i = 0; i < count; ++i) {
    const RecordId record = natural_record_id("factory", std::to_string(i));
    change.create(record, "factory").set(record, "factory.name", "factory " + std::to_string(i));
  }
  return change;
}

template <class Work>
std::size_t run_in_slices(Work& work, std::size_t pieces) {
  std::size_t slices = 1;
  for (Budget budget = Budget::pieces(pieces); work.run(budget) == Step::more;
       budget = Budget::pieces(pieces))
    ++slices;
  return slices;
}

} // namespace

TEST_CASE("a commit in slices is the commit at once") {
  Office office(2);
  Office at_once(2);
  CommitWork work(office.ledger, import_of(50), office.person);
  CHECK(work.progress() == Progress{0, 300});
  CHECK(run_in_slices(work, 9) > 20);
  REQUIRE(work.result().has_value());
  CHECK(work.progress() == Progress{300, 300});
  REQUIRE(at_once.ledger.commit(import_of(50), at_once.person) == work.result());
  CHECK(office.file() == at_once.file());
  CHECK(office.now().records("factory").size() == 50);
  CHECK(office.ledger.take_outbox() == at_once.ledger.take_outbox());
  REQUIRE(office.ledger.undo(office.person).has_value());
  CHECK(office.now().records("factory").empty());
  SUBCASE("the second time it would change nothing") {
    REQUIRE(office.ledger.redo(office.person).has_value());
    CommitWork again(office.ledger, import_of(50), office.person);
    run_in_slices(again, 9);
    CHECK(again.result().error().key == "records.empty_change");
  }
}

TEST_CASE("a commit in slices that is dropped or refused changes nothing") {
  Office office(2);
  SUBCASE("dropped") {
    CommitWork work(office.ledger, import_of(50), office.person);
    Budget budget = Budget::pieces(250); // all drawn up, not yet all encoded
    REQUIRE(work.run(budget) == Step::more);
    REQUIRE_FALSE(work.is_taking());
  }
  SUBCASE("refused") {
    Change change = import_of(5);
    change.set(natural_record_id("factory", "4"), "factory.workers", "many");
    CommitWork work(office.ledger, change, office.person);
    run_in_slices(work, 3);
    CHECK(work.result().error().key == "records.wrong_value_integer");
  }
  CHECK(office.ledger.log().size() == 0);
  CHECK(office.ledger.take_outbox().empty());
  CHECK_FALSE(office.ledger.next_undo());
}

TEST_CASE("a commit in slices takes into account what is committed meanwhile") {
  Office office(2);
  const RecordId first = natural_record_id("factory", "0");
  CommitWork work(office.ledger, import_of(5), office.person);
  Budget budget = Budget::pieces(22);
  REQUIRE(work.run(budget) == Step::more);
  Change meanwhile{.label = "commit.test"};
  office.commit(meanwhile.create(first, "factory").set(first, "factory.name", "made meanwhile"));
  run_in_slices(work, 4);
  REQUIRE(work.result().has_value());
  CHECK(office.text(first, "factory.name") == "factory 0");
  CHECK(office.now().conflict_count() == 0);
  CHECK(office.now().records("factory").size() == 5);
  REQUIRE(office.ledger.undo(office.person).has_value());
  CHECK(office.text(first, "factory.name") == "made meanwhile");
  CHECK(office.now().records("factory").size() == 1);
}

TEST_CASE("a preview in slices says what a preview at once says") {
  const std::vector<CommitLines> commits = some_commits();
  Office office(2);
  office.create("factory");
  PreviewWork work(office.ledger, commits);
  CHECK(run_in_slices(work, 5) > 8);
  REQUIRE(work.result().has_value());
  CHECK(*work.result() == *office.ledger.preview(commits));
  CHECK(work.result()->new_records == 1);
  CHECK(work.progress() == Progress{60, 60});
  CHECK(office.ledger.log().size() == 1);
  const std::vector<CommitLines> none;
  PreviewWork nothing(office.ledger, none);
  run_in_slices(nothing, 1);
  CHECK(*nothing.result() == MergePreview{});
}

TEST_CASE("bodies that fill in others go to the store whole") {
  Office office(1);
  const RecordId mill = office.create("factory");
  Change change{.label = "commit.test"};
  office.commit(change.set(mill, "factory.name", "a").set(mill, "factory.workers", std::int64_t{1}));
  const std::vector<CommitLines> whole = office.file();
  std::vector<CommitLines> first = whole;
  std::vector<CommitLines> second = whole;
  first[1].operations[0] = left_out_line(first[1].operations[0]);
  second[1].operations[1] = left_out_line(second[1].operations[1]);
  Office reader(2);
  REQUIRE(reader.ledger.merge(first, Ledger::Source::file).has_value());
  CHECK(reader.ledger.take_outbox() == first);
  CHECK(is_empty(reader.now().value(mill, "factory.name")));
  const auto preview = reader.ledger.preview(second);
  CHECK(preview->new_commits == 1);
  CHECK(preview->changed_records == 1);
  const auto receipt = reader.ledger.merge(second, Ledger::Source::file);
  REQUIRE(receipt.has_value());
  CHECK(receipt->new_commits == std::vector<CommitId>{{office.ledger.replica(), 2}});
  CHECK(reader.ledger.take_outbox() == std::vector<CommitLines>{whole[1]});
  CHECK(reader.text(mill, "factory.name") == "a");
}
