#include "records/projection.h"

#include "offices.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

/// Writes operations by hand, as several replicas would.
class Hand {
public:
  explicit Hand(char replica) { m_replica.bytes.fill(static_cast<std::uint8_t>(replica)); }
  Operation write(const RecordId& record, std::string_view field, Value value,
                  std::vector<OperationId> overwrites = {}, VersionVector seen = {}) {
    std::ranges::sort(overwrites);
    return {{m_replica, ++m_sequence, 0}, record,          std::string(field),        std::move(value),
            std::move(overwrites),        std::move(seen), std::to_string(m_sequence)};
  }
  [[nodiscard]] ReplicaId replica() const { return m_replica; }

private:
  ReplicaId m_replica;
  std::uint64_t m_sequence = 0;
};

const RecordId mill = natural_record_id("factory", "mill");
const RecordId visit = natural_record_id("inspection", "visit");

std::vector<Value> values(const Projection& projection, const RecordId& record, std::string_view field) {
  std::vector<Value> result;
  for (const Head& head : projection.heads(record, field))
    result.push_back(head.value);
  return result;
}

} // namespace

TEST_CASE("a register shows its live values") {
  Projection projection(testing::schema());
  Hand a('a');
  Hand b('b');
  CHECK(is_empty(projection.value(mill, "factory.name")));
  CHECK(projection.heads(mill, "factory.name").empty());
  const Operation first = a.write(mill, "factory.name", "one");
  projection.apply(first, 1);
  CHECK(projection.value(mill, "factory.name") == Value("one"));

  SUBCASE("what overwrites it replaces it") {
    projection.apply(a.write(mill, "factory.name", "two", {first.id}), 2);
    CHECK(values(projection, mill, "factory.name") == std::vector<Value>{"two"});
    CHECK(projection.conflicts().empty());
  }
  SUBCASE("concurrent values all stand, the greatest by counter wins") {
    projection.apply(b.write(mill, "factory.name", "three"), 3);
    projection.apply(a.write(mill, "factory.name", "two"), 2);
    CHECK(values(projection, mill, "factory.name") == std::vector<Value>{"three", "two", "one"});
    CHECK(projection.value(mill, "factory.name") == Value("three"));
  }
  SUBCASE("equal counters are settled by replica, then sequence") {
    projection.apply(b.write(mill, "factory.name", "b1"), 1);
    projection.apply(a.write(mill, "factory.name", "a2"), 1);
    CHECK(values(projection, mill, "factory.name") == std::vector<Value>{"b1", "a2", "one"});
  }
  SUBCASE("applying again changes nothing, whether it stands or not") {
    const Operation second = b.write(mill, "factory.name", "two", {first.id});
    projection.apply(second, 2);
    const std::uint64_t revision = projection.revision();
    projection.apply(first, 1);
    projection.apply(second, 2);
    CHECK(values(projection, mill, "factory.name") == std::vector<Value>{"two"});
    CHECK(projection.revision() == revision);
    CHECK(projection.operation_count() == 2);
  }
  SUBCASE("an operation that arrives after its successor never stands") {
    const Operation second = a.write(mill, "factory.name", "two");
    projection.apply(b.write(mill, "factory.name", "three", {first.id, second.id}), 3);
    CHECK(projection.awaited_by(second.id) == 3);
    CHECK_FALSE(projection.awaited_by(first.id));
    projection.apply(second, 2);
    CHECK(values(projection, mill, "factory.name") == std::vector<Value>{"three"});
    CHECK_FALSE(projection.awaited_by(second.id));
  }
  SUBCASE("overwriting counts only for the same record and field, in any order") {
    const Operation elsewhere = a.write(visit, "factory.name", "elsewhere");
    const Operation other_field = a.write(mill, "factory.notes", "notes");
    const Operation liar = b.write(mill, "factory.name", "two", {first.id, elsewhere.id, other_field.id});
    SUBCASE("first what is claimed") {
      projection.apply(elsewhere, 2);
      projection.apply(other_field, 3);
      projection.apply(liar, 4);
    }
    SUBCASE("first the claim") {
      projection.apply(liar, 4);
      projection.apply(other_field, 3);
      projection.apply(elsewhere, 2);
    }
    CHECK(projection.value(visit, "factory.name") == Value("elsewhere"));
    CHECK(projection.value(mill, "factory.notes") == Value("notes"));
    CHECK(values(projection, mill, "factory.name") == std::vector<Value>{"two"});
  }
  SUBCASE("a commit of many operations keeps each apart") {
    for (std::uint32_t index = 0; index < 300; ++index) {
      Operation operation = b.write(mill, "answer/q" + std::to_string(index) + "/main", std::int64_t{index});
      operation.id = {b.replica(), 1, index};
      projection.apply(operation, 2);
      projection.apply(operation, 2);
    }
    CHECK(projection.operation_count() == 301);
    CHECK(projection.fields(mill).size() == 301);
    CHECK(projection.value(mill, "answer/q299/main") == Value(std::int64_t{299}));
  }
}

TEST_CASE("conflicts are several different live values") {
  Projection projection(testing::schema());
  Hand a('a');
  Hand b('b');
  projection.apply(a.write(mill, "kind", "factory"), 1);
  const Operation old = a.write(mill, "factory.name", "old");
  projection.apply(old, 2);
  const auto in_conflict = [&] { return projection.in_conflict(mill, "factory.name"); };
  const Operation mine = a.write(mill, "factory.name", "mine", {old.id});
  projection.apply(mine, 3);
  CHECK_FALSE(in_conflict());

  SUBCASE("different concurrent values are one") {
    const Operation theirs = b.write(mill, "factory.name", "theirs", {old.id});
    projection.apply(theirs, 3);
    CHECK(in_conflict());
    CHECK(projection.conflicts() == std::vector<FieldKey>{{mill, "factory.name"}});
    CHECK(projection.conflict_count() == 1);
    SUBCASE("until someone who saw both settles it") {
      projection.apply(a.write(mill, "factory.name", "ours", {mine.id, theirs.id}), 4);
      CHECK_FALSE(in_conflict());
      CHECK(projection.conflict_count() == 0);
    }
    SUBCASE("not shown while the record is deleted, shown again when it is back") {
      const Operation gone = a.write(mill, "deleted", true, {}, {{a.replica(), 9}, {b.replica(), 9}});
      projection.apply(gone, 5);
      CHECK(projection.conflict_count() == 0);
      CHECK_FALSE(in_conflict());
      projection.apply(a.write(mill, "deleted", {}, {gone.id}), 6);
      CHECK(projection.conflict_count() == 1);
      CHECK(in_conflict());
    }
  }
  SUBCASE("equal concurrent values are none") {
    projection.apply(b.write(mill, "factory.name", "mine", {old.id}), 3);
    CHECK(projection.heads(mill, "factory.name").size() == 2);
    CHECK_FALSE(in_conflict());
  }
  SUBCASE("emptied here and changed there is one") {
    projection.apply(b.write(mill, "factory.name", {}, {old.id}), 4);
    CHECK(in_conflict());
    CHECK(is_empty(projection.value(mill, "factory.name")));
    CHECK(projection.fields(mill) == std::vector<std::string_view>{"kind"});
  }
  SUBCASE("a text is in conflict as a register is") {
    projection.apply(a.write(mill, "factory.notes", "a"), 4);
    projection.apply(b.write(mill, "factory.notes", "b"), 4);
    CHECK(projection.in_conflict(mill, "factory.notes"));
  }
  SUBCASE("a place settles by clock, a set has members: neither is ever in conflict") {
    projection.apply(a.write(mill, "factory.place", "a"), 4);
    projection.apply(b.write(mill, "factory.place", "b"), 4);
    projection.apply(a.write(mill, "factory.tags", "a"), 5);
    projection.apply(b.write(mill, "factory.tags", "b"), 5);
    CHECK(projection.conflict_count() == 0);
    CHECK(projection.value(mill, "factory.place") == Value("b"));
  }
  SUBCASE("a field of a newer version merges as a register") {
    projection.apply(a.write(mill, "later.field", true), 4);
    projection.apply(b.write(mill, "later.field", false), 4);
    CHECK(projection.in_conflict(mill, "later.field"));
  }
  SUBCASE("a record whose creation is not known shows none yet") {
    projection.apply(a.write(visit, "factory.name", "a"), 4);
    projection.apply(b.write(visit, "factory.name", "b"), 4);
    CHECK(projection.conflict_count() == 0);
    projection.apply(b.write(visit, "kind", "inspection"), 1);
    CHECK(projection.conflict_count() == 1);
  }
}

TEST_CASE("a set is observed-remove") {
  Projection projection(testing::schema());
  Hand a('a');
  Hand b('b');
  const auto members = [&] { return projection.members(mill, "factory.tags"); };
  const Operation rice = a.write(mill, "factory.tags", "rice");
  projection.apply(rice, 1);
  projection.apply(b.write(mill, "factory.tags", "export"), 1);
  CHECK(members() == std::vector<std::string>{"export", "rice"});
  SUBCASE("the same member added twice is one") {
    projection.apply(b.write(mill, "factory.tags", "rice"), 2);
    CHECK(members() == std::vector<std::string>{"export", "rice"});
  }
  SUBCASE("taking out removes what was seen") {
    projection.apply(a.write(mill, "factory.tags", {}, {rice.id}), 2);
    CHECK(members() == std::vector<std::string>{"export"});
    CHECK(projection.fields(mill) == std::vector<std::string_view>{"factory.tags"});
  }
  SUBCASE("a concurrent add of the same member survives") {
    projection.apply(b.write(mill, "factory.tags", "rice"), 2);
    projection.apply(a.write(mill, "factory.tags", {}, {rice.id}), 3);
    CHECK(members() == std::vector<std::string>{"export", "rice"});
  }
  SUBCASE("when all are taken out, the field has no value") {
    const std::vector<Head> heads = projection.heads(mill, "factory.tags");
    projection.apply(a.write(mill, "factory.tags", {}, {heads[0].operation, heads[1].operation}), 2);
    CHECK(members().empty());
    CHECK(projection.fields(mill).empty());
  }
}

TEST_CASE("records exist from creation to deletion") {
  Projection projection(testing::schema());
  Hand a('a');
  Hand b('b');
  CHECK_FALSE(projection.exists(mill));
  projection.apply(a.write(mill, "factory.name", "no kind yet"), 1);
  CHECK_FALSE(projection.exists(mill));
  CHECK(projection.kind(mill).empty());
  CHECK(projection.all_records() == std::vector<RecordId>{mill});
  const Operation created = a.write(mill, "kind", "factory");
  projection.apply(created, 2);
  CHECK(projection.exists(mill));
  CHECK(projection.kind(mill) == "factory");
  CHECK(projection.records("factory").size() == 1);
  CHECK(projection.records("inspection").empty());
  CHECK(projection.records("of a newer version").empty());

  SUBCASE("what two PCs create under one natural key is one record without conflict") {
    projection.apply(b.write(mill, "kind", "factory"), 1);
    CHECK(projection.records("factory").size() == 1);
    CHECK(projection.conflict_count() == 0);
  }
  SUBCASE("a deleted record leaves the lists and comes back when the deletion is taken back") {
    const Operation gone = a.write(mill, "deleted", true, {}, {{a.replica(), 9}});
    projection.apply(gone, 3);
    CHECK(projection.is_deleted(mill));
    CHECK_FALSE(projection.exists(mill));
    CHECK(projection.records("factory").empty());
    CHECK(projection.kind(mill) == "factory");
    projection.apply(a.write(mill, "deleted", {}, {gone.id}), 4);
    CHECK(projection.exists(mill));
    CHECK(projection.records("factory").size() == 1);
  }
  SUBCASE("a record that was made anew as another kind is in that kind's list") {
    projection.apply(a.write(mill, "kind", "inspection", {created.id}), 3);
    CHECK(projection.records("factory").empty());
    CHECK(projection.records("inspection").size() == 1);
  }
}

TEST_CASE("records stand in order of creation, in whatever order they arrive") {
  Hand a('a');
  std::vector<Operation> created;
  std::vector<RecordId> in_order;
  for (int i = 0; i < 50; ++i) {
    in_order.push_back(natural_record_id("factory", std::to_string(i)));
    created.push_back(a.write(in_order.back(), "kind", "factory"));
  }
  SeededRandom random(4);
  for (int round = 0; round < 5; ++round) {
    Projection projection(testing::schema());
    std::vector<std::size_t> order(created.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = i;
      std::swap(order[i], order[random.below(i + 1)]);
    }
    for (const std::size_t i : order) {
      projection.apply(created[i], i + 1);
      if (random.below(4) == 0)
        CHECK(std::ranges::is_sorted(projection.records("factory"), {}, [&](const RecordId& id) {
          return std::ranges::find(in_order, id) - in_order.begin();
        }));
    }
    CHECK(std::ranges::equal(projection.records("factory"), in_order));
  }
}

TEST_CASE("who refers to a record is known") {
  Projection projection(testing::schema());
  Hand a('a');
  const RecordId second = natural_record_id("inspection", "second");
  const auto referring = [&](const RecordId& target) {
    const auto found = projection.referring("inspection.factory", target);
    return std::vector<RecordId>(found.begin(), found.end());
  };
  CHECK(referring(mill).empty());
  projection.apply(a.write(second, "kind", "inspection"), 2);
  const Operation refers = a.write(second, "inspection.factory", to_value(mill));
  projection.apply(refers, 3);
  projection.apply(a.write(visit, "inspection.factory", to_value(mill)), 4);
  CHECK(referring(mill) == std::vector<RecordId>{second});
  projection.apply(a.write(visit, "kind", "inspection"), 1);
  CHECK(referring(mill) == std::vector<RecordId>{visit, second});

  SUBCASE("a reference that is changed moves") {
    const RecordId other = natural_record_id("factory", "other");
    projection.apply(a.write(second, "inspection.factory", to_value(other), {refers.id}), 5);
    CHECK(referring(mill) == std::vector<RecordId>{visit});
    CHECK(referring(other) == std::vector<RecordId>{second});
  }
  SUBCASE("a reference that is emptied goes") {
    projection.apply(a.write(second, "inspection.factory", {}, {refers.id}), 5);
    CHECK(referring(mill) == std::vector<RecordId>{visit});
  }
  SUBCASE("a deleted record refers to nothing, until it is back") {
    const Operation gone = a.write(second, "deleted", true);
    projection.apply(gone, 5);
    CHECK(referring(mill) == std::vector<RecordId>{visit});
    projection.apply(a.write(second, "deleted", {}, {gone.id}), 6);
    CHECK(referring(mill) == std::vector<RecordId>{visit, second});
  }
  SUBCASE("each member of a set of references counts") {
    const RecordId somchai = natural_record_id("person", "somchai");
    const RecordId malee = natural_record_id("person", "malee");
    const Operation added = a.write(visit, "inspection.team", to_string(somchai));
    projection.apply(added, 5);
    projection.apply(a.write(visit, "inspection.team", to_string(malee)), 6);
    CHECK(projection.referring("inspection.team", somchai).size() == 1);
    CHECK(projection.referring("inspection.team", malee).size() == 1);
    projection.apply(a.write(visit, "inspection.team", {}, {added.id}), 7);
    CHECK(projection.referring("inspection.team", somchai).empty());
    CHECK(projection.referring("inspection.team", malee).size() == 1);
  }
  SUBCASE("a text that looks like an id is no reference in another field") {
    projection.apply(a.write(visit, "factory.name", to_value(mill)), 5);
    CHECK(projection.referring("factory.name", mill).empty());
  }
}

TEST_CASE("what was done without knowing of a deletion or a signature is told") {
  Projection projection(testing::schema());
  Hand a('a');
  Hand b('b');
  projection.apply(a.write(mill, "kind", "factory"), 1);
  const Operation name = a.write(mill, "factory.name", "old");
  projection.apply(name, 2);
  CHECK(projection.version(mill) == VersionVector{{a.replica(), 2}});
  const Operation gone = a.write(mill, "deleted", true, {}, {{a.replica(), 3}});
  projection.apply(gone, 3);
  CHECK(projection.is_deleted(mill));
  CHECK(projection.conflict_count() == 0);
  CHECK(projection.changed_since(mill, gone.seen).empty());
  CHECK(projection.heads(mill, "deleted").front().seen == gone.seen);

  const Operation edit = b.write(mill, "factory.name", "new", {name.id});
  projection.apply(edit, 3);
  SUBCASE("an edit beside a deletion is a conflict of the deletion") {
    CHECK(projection.is_deleted(mill));
    CHECK(projection.conflicts() == std::vector<FieldKey>{{mill, "deleted"}});
    CHECK(projection.in_conflict(mill, "deleted"));
    const auto changed = projection.changed_since(mill, gone.seen);
    REQUIRE(changed.size() == 1);
    CHECK(changed[0].field == "factory.name");
    CHECK(changed[0].head.operation == edit.id);
  }
  SUBCASE("deleting again with the edit seen settles it") {
    projection.apply(a.write(mill, "deleted", true, {gone.id}, {{a.replica(), 4}, {b.replica(), 1}}), 4);
    CHECK(projection.conflict_count() == 0);
    CHECK(projection.is_deleted(mill));
  }
  SUBCASE("taking the deletion back settles it") {
    projection.apply(a.write(mill, "deleted", {}, {gone.id}), 4);
    CHECK(projection.conflict_count() == 0);
    CHECK(projection.exists(mill));
  }
  SUBCASE("two deletions together have seen what each has") {
    projection.apply(b.write(mill, "deleted", true, {}, {{b.replica(), 2}}), 4);
    CHECK(projection.conflict_count() == 0);
  }
  SUBCASE("deleting beside taking the deletion back is a conflict") {
    projection.apply(a.write(mill, "deleted", {}, {gone.id}), 4);
    projection.apply(b.write(mill, "deleted", true, {gone.id}, {{a.replica(), 3}, {b.replica(), 2}}), 4);
    CHECK(projection.in_conflict(mill, "deleted"));
  }
}

TEST_CASE("revisions rise with what changes") {
  Projection projection(testing::schema());
  Hand a('a');
  projection.apply(a.write(mill, "kind", "factory"), 1);
  projection.apply(a.write(visit, "kind", "inspection"), 2);
  const std::uint64_t of_mill = projection.revision(mill);
  const std::uint64_t of_visit = projection.revision(visit);
  const std::uint64_t of_factories = projection.revision_of_kind("factory");
  const std::uint64_t of_inspections = projection.revision_of_kind("inspection");
  const std::uint64_t of_all = projection.revision();
  const Operation name = a.write(mill, "factory.name", "x");
  projection.apply(name, 3);
  CHECK(projection.revision() > of_all);
  CHECK(projection.revision(mill) > of_mill);
  CHECK(projection.revision(visit) == of_visit);
  CHECK(projection.revision_of_kind("factory") > of_factories);
  CHECK(projection.revision_of_kind("inspection") == of_inspections);
  CHECK(projection.revision_of_kind("none") == 0);
  const std::uint64_t before = projection.revision_of_kind("factory");
  projection.apply(a.write(mill, "deleted", true), 4);
  CHECK(projection.revision_of_kind("factory") > before);
}

TEST_CASE("fields are visited by name with their winners") {
  Projection projection(testing::schema());
  Hand a('a');
  projection.apply(a.write(mill, "later.field", true), 1);
  projection.apply(a.write(mill, "answer/b/main", "x"), 2);
  projection.apply(a.write(mill, "answer/a/main", {}), 3);
  projection.apply(a.write(mill, "kind", "factory"), 4);
  std::string visited;
  projection.for_each_field(mill,
                            [&](std::string_view field, const Value&) { visited.append(field).append(" "); });
  CHECK(visited == "answer/b/main kind later.field ");
  CHECK(projection.fields(visit).empty());
  CHECK(projection.version(visit).empty());
  CHECK(projection.revision(visit) == 0);
  CHECK(projection.changed_since(visit, {}).empty());
}

TEST_CASE("an extract says of its records what the whole says, and takes what is new") {
  Projection projection(testing::schema());
  Hand a('a');
  Hand b('b');
  projection.apply(a.write(mill, "kind", "factory"), 1);
  const Operation one = a.write(mill, "factory.name", "one");
  projection.apply(one, 2);
  projection.apply(b.write(mill, "factory.name", "two"), 2);
  projection.apply(a.write(visit, "kind", "inspection"), 3);
  projection.apply(a.write(visit, "inspection.factory", to_value(mill)), 4);
  const Operation late = b.write(mill, "factory.notes", "late");
  projection.apply(b.write(mill, "factory.notes", "after", {late.id}), 5);
  const RecordId records[] = {mill};
  Projection extract = projection.extract(records);
  CHECK(testing::described(extract, mill) == testing::described(projection, mill));
  CHECK(extract.version(mill) == projection.version(mill));
  CHECK_FALSE(extract.exists(visit));
  extract.apply(late, 4);
  CHECK(extract.value(mill, "factory.notes") == Value("after"));
  extract.apply(b.write(mill, "factory.name", "three", {one.id}), 6);
  CHECK(extract.heads(mill, "factory.name").size() == 2);
  CHECK(projection.heads(mill, "factory.name").size() == 2);
  CHECK(projection.value(mill, "factory.name") == Value("two"));
}
