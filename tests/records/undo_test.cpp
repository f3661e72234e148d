#include "records/ledger.h"

#include "offices.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

std::string all(const Office& office) {
  std::string text;
  std::vector<RecordId> records = office.now().all_records();
  std::ranges::sort(records);
  for (const RecordId& record : records)
    text += office.now().exists(record) ? testing::described(office.now(), record) : "";
  return text;
}

void undo(Office& office) {
  const auto id = office.ledger.undo(office.person);
  REQUIRE_MESSAGE(id.has_value(), id.error().key);
}

void redo(Office& office) {
  const auto id = office.ledger.redo(office.person);
  REQUIRE_MESSAGE(id.has_value(), id.error().key);
}

} // namespace

TEST_CASE("undo restores what was, redo what was undone") {
  Office office(1);
  const RecordId mill = office.create("factory");
  Change first{.label = "commit.first"};
  first.set(mill, "factory.name", "old").set(mill, "factory.notes", "notes").set(mill, "factory.place", "a");
  first.add_member(mill, "factory.tags", "rice").add_member(mill, "factory.tags", "export");
  office.commit(first);
  const std::string before = all(office);

  Change change{.label = "commit.change"};
  SUBCASE("a register") {
    change.set(mill, "factory.name", "new");
  }
  SUBCASE("a register that had nothing") {
    change.set(mill, "factory.workers", std::int64_t{1});
  }
  SUBCASE("an emptied register") {
    change.set(mill, "factory.notes", {});
  }
  SUBCASE("a place") {
    change.set(mill, "factory.place", "b");
  }
  SUBCASE("a structure of an answer") {
    change.set(mill, "answer/q/main", testing::structure("[\"a\"]"));
  }
  SUBCASE("a member added") {
    change.add_member(mill, "factory.tags", "large");
  }
  SUBCASE("a member taken out") {
    change.remove_member(mill, "factory.tags", "rice");
  }
  SUBCASE("all members taken out") {
    change.set(mill, "factory.tags", {});
  }
  SUBCASE("a creation") {
    const RecordId visit = new_record_id(office.random);
    change.create(visit, "inspection")
        .set(visit, "inspection.factory", to_value(mill))
        .set(mill, "factory.name", "visited");
  }
  SUBCASE("a deletion") {
    change.remove(mill);
  }
  SUBCASE("many at once") {
    change.set(mill, "factory.name", "new")
        .set(mill, "factory.notes", {})
        .remove_member(mill, "factory.tags", "rice");
    change.add_member(mill, "factory.tags", "large").set(mill, "factory.workers", std::int64_t{7});
  }
  const CommitId id = office.commit(change);
  const std::string after = all(office);
  REQUIRE(after != before);
  CHECK(office.ledger.next_undo() == UndoStep{"commit.change", id});
  CHECK_FALSE(office.ledger.next_redo());
  for (int round = 0; round < 3; ++round) {
    undo(office);
    CHECK(all(office) == before);
    CHECK(office.ledger.next_undo()->label == "commit.first");
    CHECK(office.ledger.next_redo() == UndoStep{"commit.change", id});
    redo(office);
    CHECK(all(office) == after);
    CHECK(office.ledger.next_undo() == UndoStep{"commit.change", id});
    CHECK_FALSE(office.ledger.next_redo());
  }
  // All by new commits, which travel as any other.
  Office other(2);
  other.take_from(office);
  CHECK(all(other) == after);
  const Log& log = office.ledger.log();
  CHECK(log.header(log.size() - 1).label == "commit.redo");
  CHECK(log.header(log.size() - 2).label == "commit.undo");
  CHECK(office.ledger.take_outbox().size() == log.size());
}

TEST_CASE("a whole session is undone and done again step by step") {
  Office office(1);
  std::vector<std::string> states{all(office)};
  const auto commit = [&](const Change& change) {
    office.commit(change);
    states.push_back(all(office));
  };
  const RecordId mill = new_record_id(office.random);
  const RecordId visit = new_record_id(office.random);
  const auto change = [] { return Change{.label = "commit.test"}; };
  commit(change().create(mill, "factory").set(mill, "factory.name", "a"));
  commit(change().set(mill, "factory.name", "b"));
  commit(change().set(mill, "factory.name", "c").set(mill, "factory.workers", std::int64_t{1}));
  commit(change().create(visit, "inspection").set(visit, "inspection.factory", to_value(mill)));
  commit(change().add_member(visit, "inspection.team", to_string(office.person)));
  commit(change().set(visit, "inspection.factory", {}));
  commit(change().remove_member(visit, "inspection.team", to_string(office.person)));
  commit(change().add_member(visit, "inspection.team", to_string(office.person)));
  commit(change().set(mill, "factory.name", "b"));
  commit(change().remove(visit));
  for (int round = 0; round < 2; ++round) {
    for (std::size_t step = states.size() - 1; step > 0; --step) {
      undo(office);
      CHECK(all(office) == states[step - 1]);
    }
    CHECK(office.ledger.undo(office.person).error().key == "records.nothing_to_undo");
    for (std::size_t step = 1; step < states.size(); ++step) {
      redo(office);
      CHECK(all(office) == states[step]);
    }
    CHECK(office.ledger.redo(office.person).error().key == "records.nothing_to_redo");
  }
  CHECK(office.now().conflict_count() == 0);
}

TEST_CASE("what can be undone and redone") {
  Office office(1);
  CHECK_FALSE(office.ledger.next_undo());
  CHECK(office.ledger.undo(office.person).error().key == "records.nothing_to_undo");
  CHECK(office.ledger.redo(office.person).error().key == "records.nothing_to_redo");
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "a");
  office.set(mill, "factory.name", "b");
  undo(office);
  SUBCASE("a new commit forgets what could be redone") {
    office.set(mill, "factory.name", "c");
    CHECK_FALSE(office.ledger.next_redo());
    undo(office);
    CHECK(office.text(mill, "factory.name") == "a");
    undo(office);
    CHECK(office.text(mill, "factory.name").empty());
  }
  SUBCASE("a change that cannot be undone ends what can") {
    Change complete{.label = "commit.complete", .undoable = Undoable::no};
    office.commit(complete.seal(mill, "factory.workers", std::int64_t{1}));
    CHECK_FALSE(office.ledger.next_undo());
    CHECK_FALSE(office.ledger.next_redo());
    office.set(mill, "factory.name", "d");
    undo(office);
    CHECK(office.text(mill, "factory.name") == "a");
    CHECK_FALSE(office.ledger.next_undo());
  }
  SUBCASE("a refused change leaves both as they are") {
    CHECK_FALSE(office.ledger.commit({.label = "commit.test"}, office.person).has_value());
    CHECK(office.ledger.next_redo());
    CHECK(office.ledger.next_undo());
  }
  SUBCASE("what was merged is not undone") {
    Office other(2);
    other.create("factory");
    const UndoStep step = *office.ledger.next_undo();
    office.take_from(other);
    CHECK(office.ledger.next_undo() == step);
  }
}

TEST_CASE("undo refuses where a later operation stands, and says whose") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "old");
  office.set(mill, "factory.name", "ours");
  other.take_from(office);
  const auto refused = [&](const Result<CommitId>& result, std::string_view field) {
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error() == Error{"records.undo_overtaken",
                                  {{"person", to_string(other.person)},
                                   {"field", std::string(field)},
                                   {"record", to_string(mill)}},
                                  ""});
  };
  SUBCASE("a value that was overwritten") {
    other.set(mill, "factory.name", "theirs");
    office.take_from(other);
    const std::size_t size = office.ledger.log().size();
    refused(office.ledger.undo(office.person), "@field.factory.name");
    CHECK(office.ledger.log().size() == size);
    CHECK(office.ledger.next_undo().has_value());
  }
  SUBCASE("a redo likewise") {
    undo(office);
    other.take_from(office);
    other.set(mill, "factory.name", "theirs");
    office.take_from(other);
    refused(office.ledger.redo(office.person), "@field.factory.name");
    CHECK(office.ledger.next_redo().has_value());
  }
  SUBCASE("a created record in which others have written") {
    undo(office);
    undo(office);
    other.set(mill, "later.field", true);
    office.take_from(other);
    refused(office.ledger.undo(office.person), "later.field");
    CHECK(office.now().exists(mill));
  }
  SUBCASE("a record whose deletion others have taken back") {
    undo(office);
    undo(office);
    undo(office);
    other.take_from(office);
    REQUIRE(other.now().is_deleted(mill));
    other.set(mill, "deleted", {});
    office.take_from(other);
    refused(office.ledger.redo(office.person), "@field.deleted");
  }
}

TEST_CASE("undo beside concurrent values") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "old");
  other.take_from(office);

  SUBCASE("what settled a conflict gives the conflict back") {
    office.set(mill, "factory.name", "ours");
    other.set(mill, "factory.name", "theirs");
    office.take_from(other);
    const std::string before = all(office);
    REQUIRE(office.now().in_conflict(mill, "factory.name"));
    const Value winner = office.now().value(mill, "factory.name");
    office.set(mill, "factory.name", "both");
    REQUIRE(office.now().conflict_count() == 0);
    undo(office);
    CHECK(all(office) == before);
    CHECK(office.now().value(mill, "factory.name") == winner);
    redo(office);
    CHECK(office.now().conflict_count() == 0);
    CHECK(office.text(mill, "factory.name") == "both");
    undo(office);
    CHECK(all(office) == before);
  }
  SUBCASE("what others put beside ours stays") {
    office.set(mill, "factory.name", "ours");
    other.set(mill, "factory.name", "theirs");
    office.take_from(other);
    undo(office);
    const std::vector<Head> heads = office.now().heads(mill, "factory.name");
    REQUIRE(heads.size() == 2);
    CHECK(heads[0].value == Value("old"));
    CHECK(heads[1].value == Value("theirs"));
  }
  SUBCASE("where nothing was, theirs stands alone and in no conflict with nothing") {
    office.set(mill, "factory.workers", std::int64_t{1});
    other.set(mill, "factory.workers", std::int64_t{2});
    office.take_from(other);
    REQUIRE(office.now().in_conflict(mill, "factory.workers"));
    undo(office);
    CHECK(office.now().value(mill, "factory.workers") == Value(std::int64_t{2}));
    CHECK(office.now().conflict_count() == 0);
    redo(office);
    CHECK(office.now().in_conflict(mill, "factory.workers"));
  }
  SUBCASE("a member that others add too stays when ours is undone") {
    Change ours{.label = "commit.test"};
    office.commit(ours.add_member(mill, "factory.tags", "rice"));
    other.commit(ours);
    office.take_from(other);
    undo(office);
    CHECK(office.now().members(mill, "factory.tags") == std::vector<std::string>{"rice"});
  }
}

TEST_CASE("a removal is undone although others have tidied it up") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  Change add{.label = "commit.test"};
  office.commit(add.add_member(mill, "factory.tags", "rice"));
  Change remove{.label = "commit.test"};
  office.commit(remove.remove_member(mill, "factory.tags", "rice"));
  other.take_from(office);
  Change theirs{.label = "commit.test"};
  other.commit(theirs.add_member(mill, "factory.tags", "export"));
  office.take_from(other);
  REQUIRE(office.now().heads(mill, "factory.tags").size() == 1);
  undo(office);
  CHECK(office.now().members(mill, "factory.tags") == std::vector<std::string>{"export", "rice"});
  redo(office);
  CHECK(office.now().members(mill, "factory.tags") == std::vector<std::string>{"export"});
}

TEST_CASE("a spreadsheet's import is undone in one step") {
  Office office(1);
  Change import{.label = "commit.import"};
  for (int i = 0; i < 300; ++i) {
    const RecordId record = natural_record_id("factory", std::to_string(i));
    import.create(record, "factory").set(record, "factory.name", "factory " + std::to_string(i));
  }
  office.commit(import);
  CHECK(office.now().records("factory").size() == 300);
  undo(office);
  CHECK(office.now().records("factory").empty());
  CHECK(office.now().conflict_count() == 0);
  redo(office);
  CHECK(office.now().records("factory").size() == 300);
}
