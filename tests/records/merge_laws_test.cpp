// The laws of merging, over random worlds of three to five offices: in whatever order, grouping and
// repetition the commits arrive, the same is known, and it is what a plain reading of all operations at once
// says. Nothing is lost.
//
// Offices' clocks stand still, run ten years ahead or behind, or leap about: nothing may depend on them.
//
// TRUAT_PROPERTY_RUNS sets how many worlds, TRUAT_PROPERTY_SEED the first seed. A failure names its seed. The
// stage `laws` of tools/test goes through 10,000; tools/laws through as many as are wished.
#include "offices.h"
#include "records/history.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

template <class T>
void shuffle(std::vector<T>& items, SeededRandom& chance) {
  for (std::size_t i = 1; i < items.size(); ++i)
    std::swap(items[i], items[chance.below(i + 1)]);
}

/// Whether one profile was copied, so that two offices write as one replica.
enum class Copied { no, yes };

/// Whether the offices' clocks are right to the minute, or anything at all.
enum class Clocks { right, wrong };

/// Offices that work, exchange files in part and in whole, undo and redo.
class World {
public:
  World(std::uint64_t seed, Copied copied, Clocks clocks)
      : m_chance(seed), m_clock_chance(seed + 2'000'000), m_copied(copied) {
    const std::uint64_t count = 3 + m_chance.below(3);
    for (std::uint64_t i = 0; i < count; ++i)
      m_offices.push_back(std::make_unique<Office>(seed * 10 + i));
    if (copied == Copied::yes)
      m_offices.push_back(std::make_unique<Office>(seed * 10));
    for (int i = 0; i < 4; ++i)
      m_factories.push_back(natural_record_id("factory", std::to_string(i)));
    for (const auto& office : m_offices) {
      m_clocks.push_back(clocks == Clocks::right ? Clock::right
                                                 : static_cast<Clock>(m_clock_chance.below(5)));
      if (m_clocks.back() == Clock::ahead || m_clocks.back() == Clock::behind)
        office->clock.advance_milliseconds(m_clocks.back() == Clock::ahead ? ten_years : -ten_years);
    }
  }

  void live(int steps) {
    for (int step = 0; step < steps; ++step) {
      const std::size_t at = m_chance.below(m_offices.size());
      Office& office = *m_offices[at];
      const auto passed = static_cast<std::int64_t>(m_chance.below(100'000)) - 50'000;
      if (m_clocks[at] == Clock::leaping)
        office.clock.advance_milliseconds(static_cast<std::int64_t>(m_clock_chance.below(2 * ten_years)) -
                                          ten_years);
      else if (m_clocks[at] != Clock::frozen)
        office.clock.advance_milliseconds(passed);
      if (m_chance.below(4) == 0)
        exchange(office);
      else
        work(office);
    }
  }

  /// What each office knows, and all of it together, whole, each commit once.
  [[nodiscard]] const std::vector<std::unique_ptr<Office>>& offices() const { return m_offices; }
  [[nodiscard]] std::vector<CommitLines> everything() const {
    std::map<std::string, CommitLines> commits;
    for (const auto& office : m_offices)
      for (CommitLines& lines : office->file())
        if (std::ranges::none_of(lines.operations, is_left_out))
          commits.emplace(lines.header, std::move(lines));
    std::vector<CommitLines> all;
    for (auto& [header, lines] : commits)
      all.push_back(std::move(lines));
    return all;
  }

private:
  enum class Clock { right, ahead, behind, frozen, leaping };
  static constexpr std::int64_t ten_years = std::int64_t{3652} * 24 * 3600 * 1000;

  static bool is_left_out(const std::string& line) { return line.starts_with("{\"id\""); }

  void exchange(Office& office) {
    std::vector<CommitLines> file = m_offices[m_chance.below(m_offices.size())]->file();
    if (m_copied == Copied::no) { // a fork's branches arrive whole
      const std::uint64_t how = m_chance.below(4);
      if (how == 0)
        file.resize(m_chance.below(file.size() + 1));
      else if (how == 1)
        std::erase_if(file, [&](const CommitLines&) { return m_chance.below(3) == 0; });
      else if (how == 2)
        for (CommitLines& lines : file)
          for (std::string& line : lines.operations)
            line = m_chance.below(3) == 0 ? left_out_line(line) : line;
      shuffle(file, m_chance);
    }
    const auto receipt = office.ledger.merge(file, Ledger::Source::file);
    REQUIRE_MESSAGE(receipt.has_value(), receipt.error().key << " " << receipt.error().where);
  }

  /// The copy of a profile draws the same ids, so the name may be the other's already.
  static ReplicaId new_name(Office& office) {
    ReplicaId name = new_replica_id(office.random);
    while (office.ledger.log().chains().contains(name))
      name = new_replica_id(office.random);
    return name;
  }

  void work(Office& office) {
    if (m_chance.below(6) == 0) {
      static_cast<void>(m_chance.below(3) == 0 ? office.ledger.redo(office.person)
                                               : office.ledger.undo(office.person));
      return; // which may be refused
    }
    Change change{.label = "commit.random"};
    for (std::uint64_t i = 0; i <= m_chance.below(3); ++i)
      draft(change, office);
    const auto id = office.ledger.commit(change, office.person);
    if (id)
      return;
    if (id.error().key == "records.own_chain_broken")
      office.ledger.continue_as(new_name(office));
    else
      REQUIRE(id.error().key == "records.empty_change");
  }

  void draft(Change& change, Office& office) {
    const RecordId factory = m_factories[m_chance.below(m_factories.size())];
    const std::string value = std::string(1, static_cast<char>('a' + m_chance.below(3)));
    const auto visits = office.now().records("inspection");
    switch (m_chance.below(12)) {
    case 0:
    case 1:
      change.create(factory, "factory").set(factory, "factory.name", value);
      break;
    case 2:
      change.create(new_record_id(office.random), "inspection");
      break;
    case 3:
      change.set(factory, "factory.name", value);
      break;
    case 4:
      change.set(factory, "factory.name", {});
      break;
    case 5:
      change.set(factory, "factory.place", value);
      break;
    case 6:
      change.add_member(factory, "factory.tags", value);
      break;
    case 7:
      change.remove_member(factory, "factory.tags", value);
      break;
    case 8:
      change.remove(factory);
      break;
    case 9:
      change.set(factory, "deleted", {});
      break;
    case 10:
      change.seal(factory, "factory.notes", value);
      break;
    default:
      if (!visits.empty())
        change.set(visits[m_chance.below(visits.size())], "inspection.factory", to_value(factory));
    }
  }

  SeededRandom m_chance;
  SeededRandom m_clock_chance; ///< apart, so that wrong clocks change nothing else of a world
  Copied m_copied;
  std::vector<Clock> m_clocks; ///< as the offices
  std::vector<std::unique_ptr<Office>> m_offices;
  std::vector<RecordId> m_factories;
};

/// All operations at once, read as plainly as can be.
class PlainReading {
public:
  explicit PlainReading(const std::vector<CommitLines>& commits) {
    for (const CommitLines& lines : commits) {
      const Commit commit = *read_commit(lines);
      for (const auto& operation : commit.operations) {
        m_operations.push_back({*operation, commit.header.lamport});
        for (const OperationId& id : operation->overwrites)
          m_overwritten.insert({id, operation->record, operation->field});
      }
    }
    for (const Known& known : m_operations)
      if (!m_overwritten.contains({known.operation.id, known.operation.record, known.operation.field}))
        m_heads[{known.operation.record, known.operation.field}].push_back(known);
    for (auto& [key, heads] : m_heads)
      std::ranges::sort(heads, is_after);
  }

  void compare(const Projection& projection, const Log& log) const {
    std::set<RecordId> records;
    std::map<RecordId, std::size_t> operations;
    for (const Known& known : m_operations) {
      records.insert(known.operation.record);
      ++operations[known.operation.record];
      compare_field(projection, known.operation.record, known.operation.field);
    }
    for (const RecordId& record : records) {
      CHECK(projection.exists(record) == exists(record));
      CHECK(history_of(log, projection, record).size() == operations[record]); // nothing is lost
      compare_referring(projection, record);
    }
    for (const std::string_view kind : {"factory", "inspection"})
      CHECK(std::ranges::equal(projection.records(kind), records_of(kind)));
    CHECK(projection.conflicts() == conflicts());
    CHECK(projection.conflict_count() == conflicts().size());
  }

private:
  struct Known {
    Operation operation;
    std::uint64_t lamport = 0;
  };
  static bool is_after(const Known& left, const Known& right) {
    return std::tie(left.lamport, left.operation.id, left.operation.value, left.operation.seen) >
           std::tie(right.lamport, right.operation.id, right.operation.value, right.operation.seen);
  }
  [[nodiscard]] std::vector<Known> heads(const RecordId& record, std::string_view field) const {
    const auto found = m_heads.find({record, std::string(field)});
    return found == m_heads.end() ? std::vector<Known>() : found->second;
  }
  [[nodiscard]] Value winner(const RecordId& record, std::string_view field) const {
    const std::vector<Known> known = heads(record, field);
    return known.empty() ? Value() : known.front().operation.value;
  }
  [[nodiscard]] bool exists(const RecordId& record) const {
    return !is_empty(winner(record, "kind")) && winner(record, "deleted") != Value(true);
  }

  void compare_field(const Projection& projection, const RecordId& record, const std::string& field) const {
    const std::vector<Head> found = projection.heads(record, field);
    const std::vector<Known> expected = heads(record, field);
    REQUIRE(found.size() == expected.size());
    std::set<std::string> members;
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].operation == expected[i].operation.id);
      CHECK(found[i].value == expected[i].operation.value);
      CHECK(found[i].lamport == expected[i].lamport);
      CHECK(found[i].seen == expected[i].operation.seen);
      if (!is_empty(found[i].value))
        members.insert(std::string(as_text(found[i].value)));
    }
    if (testing::schema().merge_kind(field) == MergeKind::set)
      CHECK(projection.members(record, field) == std::vector<std::string>(members.begin(), members.end()));
  }

  /// Existing records that `holds` accepts, in order of creation.
  template <class Holds>
  [[nodiscard]] std::vector<RecordId> in_order_of_creation(Holds holds) const {
    std::vector<std::pair<Known, RecordId>> found;
    for (const auto& [key, known] : m_heads)
      if (key.field == "kind" && exists(key.record) && holds(key.record))
        found.emplace_back(known.back(), key.record);
    std::ranges::sort(found,
                      [](const auto& left, const auto& right) { return is_after(right.first, left.first); });
    std::vector<RecordId> records;
    for (const auto& [created, record] : found)
      records.push_back(record);
    return records;
  }
  [[nodiscard]] std::vector<RecordId> records_of(std::string_view kind) const {
    return in_order_of_creation(
        [&](const RecordId& record) { return winner(record, "kind") == Value(std::string(kind)); });
  }
  void compare_referring(const Projection& projection, const RecordId& target) const {
    CHECK(std::ranges::equal(projection.referring("inspection.factory", target),
                             in_order_of_creation([&](const RecordId& record) {
                               return winner(record, "inspection.factory") == to_value(target);
                             })));
  }

  [[nodiscard]] bool was_deleted_unseen(const RecordId& record) const {
    VersionVector seen;
    for (const Known& known : heads(record, "deleted"))
      if (known.operation.value == Value(true))
        for (const auto& [replica, sequence] : known.operation.seen)
          seen[replica] = std::max(seen[replica], sequence);
    return std::ranges::any_of(m_heads, [&](const auto& entry) {
      return entry.first.record == record && entry.first.field != "deleted" &&
             std::ranges::any_of(entry.second,
                                 [&](const Known& known) { return !covers(seen, known.operation.id); });
    });
  }
  [[nodiscard]] std::vector<FieldKey> conflicts() const {
    std::vector<FieldKey> found;
    for (const auto& [key, known] : m_heads) {
      const MergeKind merge = testing::schema().merge_kind(key.field);
      const bool merges = merge == MergeKind::set || merge == MergeKind::place;
      const bool differs = std::ranges::any_of(
          known, [&](const Known& other) { return other.operation.value != known.front().operation.value; });
      const bool is_shown =
          exists(key.record) || (key.field == "deleted" && !is_empty(winner(key.record, "kind")));
      const bool is_deletion = key.field == "deleted" && known.front().operation.value == Value(true);
      if (is_shown && ((differs && !merges) || (is_deletion && was_deleted_unseen(key.record))))
        found.push_back(key);
    }
    return found; // a map's keys are sorted
  }

  std::vector<Known> m_operations;
  std::set<std::tuple<OperationId, RecordId, std::string>> m_overwritten;
  std::map<FieldKey, std::vector<Known>> m_heads;
};

/// Takes the files in random order, some twice.
void deliver(Ledger& ledger, std::vector<std::vector<CommitLines>> files, SeededRandom& chance) {
  for (std::size_t i = files.size(); i-- > 0;)
    if (chance.below(3) == 0)
      files.push_back(files[i]);
  shuffle(files, chance);
  for (const std::vector<CommitLines>& file : files) {
    const auto preview = ledger.preview(file);
    const auto receipt = ledger.merge(file, Ledger::Source::file);
    REQUIRE_MESSAGE(receipt.has_value(), receipt.error().key << " " << receipt.error().where);
    CHECK(preview->new_commits == receipt->new_commits.size());
    CHECK(preview->new_forks == receipt->new_forks);
  }
}

std::vector<std::vector<CommitLines>> cut_up(std::vector<CommitLines> commits, SeededRandom& chance) {
  shuffle(commits, chance);
  std::vector<std::vector<CommitLines>> files(1 + chance.below(5));
  for (CommitLines& lines : commits)
    files[chance.below(files.size())].push_back(std::move(lines));
  return files;
}

std::vector<std::vector<CommitLines>> whole_logs(const World& world) {
  std::vector<std::vector<CommitLines>> files;
  for (const auto& office : world.offices())
    files.push_back(office->file());
  return files;
}

void check_world(std::uint64_t seed, Copied copied, Clocks clocks) {
  CAPTURE(seed);
  SeededRandom chance(seed + 1'000'000);
  World world(seed, copied, clocks);
  world.live(30);
  const std::vector<CommitLines> everything = world.everything();
  const PlainReading plain(everything);
  for (std::uint64_t order = 0; order < 2; ++order) {
    Office reader(seed + 500 + order);
    deliver(reader.ledger, copied == Copied::no ? cut_up(everything, chance) : whole_logs(world), chance);
    CHECK(reader.ledger.log().size() == everything.size());
    plain.compare(reader.now(), reader.ledger.log());
    const std::uint64_t revision = reader.now().revision();
    const auto again = reader.ledger.merge(everything, Ledger::Source::file); // all known: nothing changes
    CHECK((again && again->new_commits.empty() && again->known_commits == everything.size()));
    CHECK(reader.now().revision() == revision);
  }
  // Who took part ends where the readers do.
  Office& office = *world.offices()[chance.below(world.offices().size())];
  REQUIRE(office.ledger.merge(everything, Ledger::Source::file).has_value());
  plain.compare(office.now(), office.ledger.log());
}

} // namespace

TEST_CASE("deletions of one id that had seen different things stand alike on every PC") {
  check_world(7920, Copied::yes,
              Clocks::right); // two contents of a fork with the same counter, place and value
}

TEST_CASE("merging commutes, associates, repeats without effect and loses nothing") {
  const std::uint64_t first = setting("TRUAT_PROPERTY_SEED", 1);
  const std::uint64_t runs = setting("TRUAT_PROPERTY_RUNS", 300);
  for (std::uint64_t seed = first; seed < first + runs; ++seed)
    check_world(seed, seed % 5 == 0 ? Copied::yes : Copied::no,
                seed % 2 == 0 ? Clocks::wrong : Clocks::right);
}
