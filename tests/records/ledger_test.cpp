#include "records/ledger.h"

#include "offices.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

Change change_of(const RecordId& record, std::string_view field, Value value) {
  Change change{.label = "commit.test"};
  return change.set(record, field, std::move(value));
}

std::string error_of(Office& office, const Change& change) {
  const auto id = office.ledger.commit(change, office.person);
  return id ? "" : id.error().key;
}

Operation only_operation(const Office& office) {
  const Log& log = office.ledger.log();
  REQUIRE(log.operation_count(log.size() - 1) == 1);
  return **decode_operation(log.operation_line(log.size() - 1, 0));
}

std::vector<std::string> tags(const Office& office, const RecordId& record) {
  return office.now().members(record, "factory.tags");
}

} // namespace

TEST_CASE("a change becomes a commit") {
  Office office(1);
  const RecordId mill = new_record_id(office.random);
  Change change{.label = "commit.create_factory"};
  change.create(mill, "factory")
      .set(mill, "factory.name", "โรงสี")
      .set(mill, "factory.workers", std::int64_t{3});
  const CommitId id = office.commit(change);
  CHECK(id == CommitId{office.ledger.replica(), 1});
  CHECK(office.text(mill, "factory.name") == "โรงสี");
  CHECK(office.now().exists(mill));
  REQUIRE(office.ledger.log().size() == 1);
  const CommitHeader header = office.ledger.log().header(0);
  CHECK(header.label == "commit.create_factory");
  CHECK(header.author == office.person);
  CHECK(header.lamport == 1);
  CHECK(header.count == 3);
  CHECK(header.time == office.clock.now());
  CHECK(check_commit(office.ledger.log().lines(0)).has_value());

  SUBCASE("the next continues the chain") {
    office.set(mill, "factory.name", "โรงสีใหม่");
    const CommitHeader next = office.ledger.log().header(1);
    CHECK(next.sequence == 2);
    CHECK(next.lamport == 2);
    CHECK(next.previous == header_hash(office.ledger.log().header_line(0)));
  }
  SUBCASE("it waits in the outbox until it is handed over") {
    const auto outbox = office.ledger.take_outbox();
    REQUIRE(outbox.size() == 1);
    CHECK(outbox[0] == office.ledger.log().lines(0));
    CHECK(office.ledger.take_outbox().empty());
  }
  SUBCASE("a counter goes past every counter that was seen, whatever the clocks say") {
    Office other(2);
    other.clock.set({253'402'300'800'000}); // the year 10000, which no instant's text has
    const RecordId record = other.create("factory");
    CHECK(to_iso(other.ledger.log().header(0).time) == "9999-12-31T23:59:59.999Z");
    for (std::int64_t i = 0; i < 5; ++i)
      other.set(record, "factory.workers", i);
    office.take_from(other);
    office.clock.set({-100'000'000'000'000'000});
    office.set(mill, "factory.name", "ใหม่");
    const CommitHeader last = office.ledger.log().header(office.ledger.log().size() - 1);
    CHECK(last.lamport == 7);
    CHECK(to_iso(last.time) == "0001-01-01T00:00:00.000Z");
  }
}

TEST_CASE("a change that changes nothing is no commit") {
  Office office(1);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "a");
  Change add{.label = "commit.test"};
  office.commit(add.add_member(mill, "factory.tags", "rice"));
  const std::size_t size = office.ledger.log().size();
  CHECK(error_of(office, {.label = "commit.test"}) == "records.empty_change");
  CHECK(error_of(office, change_of(mill, "factory.name", "a")) == "records.empty_change");
  CHECK(error_of(office, change_of(mill, "factory.notes", {})) == "records.empty_change");
  CHECK(error_of(office, add) == "records.empty_change");
  Change take_out{.label = "commit.test"};
  CHECK(error_of(office, take_out.remove_member(mill, "factory.tags", "export")) == "records.empty_change");
  CHECK(office.ledger.log().size() == size);

  SUBCASE("what changes nothing is left out of what does") {
    Change change{.label = "commit.test"};
    change.set(mill, "factory.name", "a").set(mill, "factory.workers", std::int64_t{1});
    office.commit(change);
    CHECK(only_operation(office).field == "factory.workers");
  }
  SUBCASE("of several values for one register the last counts") {
    Change change{.label = "commit.test"};
    change.set(mill, "factory.name", "b").set(mill, "factory.name", "c");
    office.commit(change);
    CHECK(only_operation(office).value == Value("c"));
    CHECK(office.now().conflict_count() == 0);
    Change back{.label = "commit.test"};
    CHECK(error_of(office, back.set(mill, "factory.name", "d").set(mill, "factory.name", "c")) ==
          "records.empty_change");
  }
  SUBCASE("of adding and taking out one member the last counts, other members stay apart") {
    Change change{.label = "commit.test"};
    change.remove_member(mill, "factory.tags", "rice").add_member(mill, "factory.tags", "rice");
    change.add_member(mill, "factory.tags", "export").add_member(mill, "factory.tags", "large");
    office.commit(change);
    CHECK(tags(office, mill) == std::vector<std::string>{"export", "large", "rice"});
    CHECK(office.ledger.log().operation_count(office.ledger.log().size() - 1) == 2);
  }
  SUBCASE("setting one of two values in conflict settles it") {
    Office other(2);
    other.take_from(office);
    other.set(mill, "factory.name", "theirs");
    office.set(mill, "factory.name", "ours");
    office.take_from(other);
    REQUIRE(office.now().in_conflict(mill, "factory.name"));
    office.set(mill, "factory.name", office.now().value(mill, "factory.name"));
    CHECK_FALSE(office.now().in_conflict(mill, "factory.name"));
  }
  SUBCASE("deleting twice is once, unless something was changed beside it") {
    Office other(2);
    other.take_from(office);
    Change remove{.label = "commit.delete"};
    office.commit(remove.remove(mill));
    CHECK(error_of(office, remove) == "records.empty_change");
    other.set(mill, "factory.name", "theirs");
    office.take_from(other);
    REQUIRE(office.now().in_conflict(mill, "deleted"));
    office.commit(remove);
    CHECK(office.now().conflict_count() == 0);
    CHECK(office.now().is_deleted(mill));
  }
}

TEST_CASE("a value that its field cannot hold is refused and changes nothing") {
  Office office(1);
  const RecordId mill = office.create("factory");
  const std::size_t size = office.ledger.log().size();
  Change change = change_of(mill, "factory.name", "good");
  SUBCASE("of another type") {
    CHECK(error_of(office, change.set(mill, "factory.workers", "three")) == "records.wrong_value_integer");
  }
  SUBCASE("that is no UTF-8, in a field of which nothing is known") {
    CHECK(error_of(office, change.set(mill, "later.field", "\xFF")) == "records.wrong_value_text");
  }
  SUBCASE("of an answer: anything that can be kept") {
    CHECK(error_of(office, change.set(mill, "answer/q/main", Structure{"[ ]"})) ==
          "records.wrong_value_structure");
    change.operations.pop_back();
    CHECK(error_of(office, change.set(mill, "answer/q/main", "several\nlines")).empty());
    return;
  }
  SUBCASE("longer than a line may be") {
    CHECK(error_of(office, change.set(mill, "factory.notes", std::string(longest_line, 'x'))) ==
          "records.value_too_long");
  }
  CHECK(office.ledger.log().size() == size);
  CHECK(is_empty(office.now().value(mill, "factory.name")));
  CHECK(office.ledger.next_undo()->label == "commit.create");
}

TEST_CASE("a merge that arrives while someone types is not overwritten") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "old");
  other.take_from(office);
  const std::vector<Head> opened = office.now().heads(mill, "factory.name"); // the field is opened
  other.set(mill, "factory.name", "theirs");
  office.take_from(other);
  Change typed = change_of(mill, "factory.name", "typed");
  typed.operations[0].overwrites = std::vector{opened[0].operation};
  office.commit(typed);
  CHECK(office.now().in_conflict(mill, "factory.name"));
  CHECK(office.now().heads(mill, "factory.name").size() == 2);
}

TEST_CASE("members come and go one by one") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  Change change{.label = "commit.test"};
  office.commit(change.add_member(mill, "factory.tags", "rice").add_member(mill, "factory.tags", "export"));
  other.take_from(office);
  Change take_out{.label = "commit.test"};
  other.commit(take_out.remove_member(mill, "factory.tags", "rice"));
  Change add{.label = "commit.test"};
  office.commit(add.add_member(mill, "factory.tags", "large"));
  office.take_from(other);
  CHECK(tags(office, mill) == std::vector<std::string>{"export", "large"});
  SUBCASE("a member that was taken out can be added again") {
    Change again{.label = "commit.test"};
    office.commit(again.add_member(mill, "factory.tags", "rice"));
    CHECK(tags(office, mill) == std::vector<std::string>{"export", "large", "rice"});
    CHECK(only_operation(office).overwrites.size() ==
          1); // the removal, which needs not be kept as a head any longer
  }
  SUBCASE("emptying the field takes out all") {
    office.set(mill, "factory.tags", {});
    CHECK(tags(office, mill).empty());
    CHECK(error_of(office, change_of(mill, "factory.tags", {})) == "records.empty_change");
  }
  SUBCASE("emptying the field and adding members in one change leaves those") {
    Change replace{.label = "commit.test"};
    replace.set(mill, "factory.tags", {})
        .add_member(mill, "factory.tags", "large")
        .add_member(mill, "factory.tags", "new");
    office.commit(replace);
    CHECK(tags(office, mill) == std::vector<std::string>{"large", "new"});
    REQUIRE(office.ledger.undo(office.person).has_value());
    CHECK(tags(office, mill) == std::vector<std::string>{"export", "large"});
    REQUIRE(office.ledger.redo(office.person).has_value());
    CHECK(tags(office, mill) == std::vector<std::string>{"large", "new"});
  }
  SUBCASE("naming what is taken out takes out just that") {
    Change named = change_of(mill, "factory.tags", {});
    for (const Head& head : office.now().heads(mill, "factory.tags"))
      if (head.value == Value("large"))
        named.operations[0].overwrites = std::vector{head.operation};
    office.commit(named);
    CHECK(tags(office, mill) == std::vector<std::string>{"export"});
    CHECK(error_of(office, named) == "records.empty_change");
  }
}

TEST_CASE("sealing carries what the record had seen") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  other.take_from(office);
  other.set(mill, "factory.name", "theirs");
  other.create("inspection");
  office.take_from(other);
  Change seal{.label = "commit.complete", .undoable = Undoable::no};
  seal.set(mill, "factory.notes", "in the same commit").seal(mill, "factory.workers", std::int64_t{1});
  office.commit(seal);
  const Head sealed = office.now().heads(mill, "factory.workers").front();
  CHECK(sealed.seen == VersionVector{{office.ledger.replica(), 2}, {other.ledger.replica(), 1}});
  CHECK(office.now().changed_since(mill, sealed.seen).empty());
  other.set(mill, "factory.name", "changed meanwhile");
  office.take_from(other);
  const auto changed = office.now().changed_since(mill, sealed.seen);
  REQUIRE(changed.size() == 1);
  CHECK(changed[0].head.value == Value("changed meanwhile"));

  SUBCASE("what lies beyond a gap counts as not seen, since what is missing cannot be told from it") {
    Office partial(3);
    std::vector<CommitLines> file = other.file();
    std::erase_if(file, [&](const CommitLines& lines) { // the other's first commit on the record is missing
      const CommitHeader header = *decode_header(lines.header);
      return header.replica == other.ledger.replica() && header.sequence == 1;
    });
    REQUIRE(partial.ledger.merge(file, Ledger::Source::file).has_value());
    Change remove{.label = "commit.delete"};
    partial.commit(remove.remove(mill));
    const VersionVector seen = partial.now().heads(mill, "deleted").front().seen;
    CHECK_FALSE(seen.contains(other.ledger.replica()));
    CHECK(seen.at(office.ledger.replica()) >= 1);
    CHECK(partial.now().in_conflict(mill, "deleted"));
  }
}

TEST_CASE("merging is all or nothing") {
  Office office(1);
  Office other(2);
  const RecordId mill = other.create("factory");
  other.set(mill, "factory.name", "a");
  other.set(mill, "factory.name", "b");
  std::vector<CommitLines> file = other.file();
  const auto refused = [&](std::string_view key) {
    const auto receipt = office.ledger.merge(file, Ledger::Source::file);
    REQUIRE_FALSE(receipt.has_value());
    CHECK(receipt.error().key == key);
    CHECK(office.ledger.preview(file).error() == receipt.error());
    CHECK(office.ledger.log().size() == 0);
    CHECK(office.now().operation_count() == 0);
    CHECK(office.ledger.take_outbox().empty());
  };
  SUBCASE("a good file is taken, told and put in the outbox") {
    const auto receipt = office.ledger.merge(file, Ledger::Source::file);
    REQUIRE(receipt.has_value());
    CHECK(receipt->new_commits.size() == 3);
    CHECK(receipt->new_operations == 3);
    CHECK(receipt->known_commits == 0);
    CHECK(office.text(mill, "factory.name") == "b");
    CHECK(office.ledger.take_outbox() == file);
    SUBCASE("twice is once") {
      const std::uint64_t revision = office.now().revision();
      const auto again = office.ledger.merge(file, Ledger::Source::file);
      CHECK(again->new_commits.empty());
      CHECK(again->known_commits == 3);
      CHECK(office.now().revision() == revision);
      CHECK(office.ledger.take_outbox().empty());
    }
    SUBCASE("one's own file brings nothing new") {
      CHECK(other.take_from(office).new_commits.empty());
    }
  }
  SUBCASE("the store's own commits don't go back to the store") {
    REQUIRE(office.ledger.merge(file, Ledger::Source::store).has_value());
    CHECK(office.ledger.take_outbox().empty());
  }
  SUBCASE("the last operation was changed") {
    file[2].operations[0].replace(file[2].operations[0].find("\"b\""), 3, "\"c\"");
    refused("records.wrong_root");
  }
  SUBCASE("a link is broken") {
    CommitHeader header = *decode_header(file[2].header);
    header.previous.bytes[3] ^= 8;
    file[2].header = encode(header);
    refused("records.chain_broken");
  }
  SUBCASE("a circle: an operation overwrites what was made after it") {
    Operation operation = **decode_operation(file[1].operations[0]);
    operation.overwrites = {OperationId{other.ledger.replica(), 3, 0}};
    file[1].operations = {encode(operation)};
    CommitHeader header = *decode_header(file[1].header);
    header.root = merkle_root(file[1].operations);
    file[1].header = encode(header);
    CommitHeader next = *decode_header(file[2].header);
    next.previous = header_hash(file[1].header);
    file[2].header = encode(next);
    refused("records.overwrites_later");
    SUBCASE("also when the two come in two files") {
      const std::vector<CommitLines> later{file[2]};
      REQUIRE(office.ledger.merge(later, Ledger::Source::file).has_value());
      const auto receipt = office.ledger.merge({file[0], file[1]}, Ledger::Source::file);
      CHECK(receipt.error().key == "records.overwrites_later");
      CHECK(office.ledger.log().size() == 1);
    }
  }
  SUBCASE("a commit beyond a gap is taken and kept") {
    REQUIRE(office.ledger.merge({file[2]}, Ledger::Source::file).has_value());
    CHECK(office.text(mill, "factory.name") == "b");
    CHECK(office.ledger.log().known().empty());
    REQUIRE(office.ledger.merge({file[1], file[0]}, Ledger::Source::file).has_value());
    CHECK(office.text(mill, "factory.name") == "b");
    CHECK(office.now().conflict_count() == 0);
    CHECK(office.ledger.log().known() == other.ledger.log().known());
  }
}

TEST_CASE("a preview says what merging would do, and does nothing") {
  Office office(1);
  Office other(2);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "mill");
  const RecordId kept = office.create("factory");
  const RecordId gone = office.create("factory");
  Change tag{.label = "commit.test"};
  office.commit(tag.add_member(mill, "factory.tags", "rice"));
  other.take_from(office);
  other.set(mill, "factory.name", "theirs");
  other.set(mill, "factory.workers", std::int64_t{5});
  Change tags{.label = "commit.test"};
  other.commit(tags.remove_member(mill, "factory.tags", "rice").add_member(mill, "factory.tags", "export"));
  const RecordId fresh = other.create("inspection");
  Change remove{.label = "commit.delete"};
  other.commit(remove.remove(gone));
  office.set(mill, "factory.name", "ours");
  const std::string before = testing::described(office.now(), mill);
  const std::uint64_t revision = office.now().revision();

  const auto preview = office.ledger.preview(other.file());
  REQUIRE(preview.has_value());
  CHECK(testing::described(office.now(), mill) == before);
  CHECK(office.now().revision() == revision);
  CHECK(preview->new_commits == 5);
  CHECK(preview->known_commits == 5);
  CHECK(preview->new_operations == 6);
  CHECK(preview->new_records == 1);
  CHECK(preview->changed_records == 2);
  CHECK(preview->records_in_conflict == 1);
  CHECK(preview->known_records == 1);
  CHECK(preview->new_forks == 0);
  REQUIRE(preview->records.size() == 3);
  CHECK(preview->records[0].record == gone);
  CHECK(preview->records[0].becomes_deleted);
  CHECK(preview->records[1].record == fresh);
  CHECK(preview->records[1].is_new);
  CHECK(preview->records[1].kind == "inspection");
  const MergePreview::RecordChange& changed = preview->records[2];
  CHECK(changed.record == mill);
  CHECK(changed.conflicts == 1);
  REQUIRE(changed.fields.size() == 3); // the name: ours is the later, so that it goes on to win
  CHECK(changed.fields[0].field == "factory.tags");
  CHECK(changed.fields[0].before == Value("rice"));
  CHECK(is_empty(changed.fields[0].after));
  CHECK(changed.fields[1].after == Value("export"));
  CHECK(changed.fields[2].field == "factory.workers");
  CHECK(is_empty(changed.fields[2].before));
  CHECK(changed.fields[2].after == Value(std::int64_t{5}));
  CHECK(changed.fields[2].author == other.person);
  CHECK(changed.fields[2].time.milliseconds == testing::start_of_tests.milliseconds + 2000);
  static_cast<void>(kept);

  office.take_from(other);
  CHECK(office.now().in_conflict(mill, "factory.name"));
  const auto again = office.ledger.preview(other.file());
  CHECK(again->records.empty());
  CHECK(again->new_commits == 0);
  CHECK(again->known_records == 4);
}

TEST_CASE("two offices that import one list have one record of each") {
  Office office(1);
  Office other(2);
  const RecordId mill = natural_record_id("factory", "20900000125553");
  for (Office* each : {&office, &other}) {
    Change change{.label = "commit.import"};
    change.create(mill, "factory").set(mill, "factory.name", "โรงสี");
    each->commit(change);
  }
  other.set(mill, "factory.workers", std::int64_t{5});
  office.take_from(other);
  CHECK(office.now().records("factory").size() == 1);
  CHECK(office.now().conflict_count() == 0);
  office.set(mill, "factory.name", "โรงสีใหม่");
  CHECK(office.now().heads(mill, "factory.name").size() == 1);
}

TEST_CASE("a copied profile forks the chain: both branches are kept, and one goes on under a new name") {
  Office office(1);
  Office copy(1);
  const RecordId mill = office.create("factory");
  REQUIRE(copy.create("factory") == mill);
  office.set(mill, "factory.name", "office");
  copy.set(mill, "factory.name", "copy");
  copy.set(mill, "factory.workers", std::int64_t{4});
  const ReplicaId shared = office.ledger.replica();
  CHECK(office.ledger.own_chain_is_sound());
  CHECK(office.ledger.preview(copy.file())->new_forks == 1);
  const MergeReceipt receipt = office.take_from(copy);
  CHECK(receipt.new_forks == 1);
  CHECK(receipt.new_commits.size() == 2);
  CHECK(office.ledger.log().forks().size() == 1);
  CHECK(office.now().in_conflict(mill, "factory.name"));
  CHECK(office.now().value(mill, "factory.workers") == Value(std::int64_t{4}));
  CHECK_FALSE(office.ledger.own_chain_is_sound());
  CHECK(error_of(office, change_of(mill, "factory.name", "x")) == "records.own_chain_broken");
  office.ledger.continue_as(new_replica_id(office.random));
  CHECK(office.ledger.own_chain_is_sound());
  office.set(mill, "factory.name", "settled");
  CHECK_FALSE(office.now().in_conflict(mill, "factory.name"));
  CHECK(office.ledger.log().chains().contains(shared));
  SUBCASE("the other order of arrival says the same") {
    Office third(3);
    third.take_from(copy);
    third.take_from(office);
    CHECK(testing::described(third.now(), mill) == testing::described(office.now(), mill));
    Office fourth(4);
    fourth.take_from(office);
    fourth.take_from(copy);
    CHECK(testing::described(fourth.now(), mill) == testing::described(office.now(), mill));
    CHECK(fourth.ledger.log().forks() == third.ledger.log().forks());
  }
  SUBCASE("what was overwritten before the other branch arrived does not come up again") {
    Office reader(5);
    Office first(1);
    first.create("factory");
    first.set(mill, "factory.name", "office");
    reader.take_from(first);
    reader.set(mill, "factory.name", "reader"); // overwrites replica.2.0, which the copy's commit is too
    reader.take_from(copy);
    Office other_way(6);
    other_way.take_from(copy);
    other_way.take_from(reader);
    CHECK(testing::described(reader.now(), mill) == testing::described(other_way.now(), mill));
    CHECK(reader.text(mill, "factory.name") == "reader");
  }
}

TEST_CASE("an older copy of the own chain that has a gap is not written on") {
  Office office(1);
  const RecordId mill = office.create("factory");
  office.set(mill, "factory.name", "a");
  office.set(mill, "factory.name", "b");
  std::vector<CommitLines> file = office.file();
  file.erase(file.begin() + 1);
  Office restored(1);
  REQUIRE(restored.ledger.merge(file, Ledger::Source::store).has_value());
  CHECK_FALSE(restored.ledger.own_chain_is_sound());
  CHECK(error_of(restored, change_of(mill, "factory.name", "c")) == "records.own_chain_broken");
}
