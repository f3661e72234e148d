// Exports of a part: what is in scope, what is left out, and that a full file completes it.
#include "exchange/proof.h"
#include "exchange/truat_reader.h"
#include "exchange/truat_writer.h"
#include "workspace/scope.h"

#include "doctest/doctest.h"
#include "support/filled_office.h"

#include <algorithm>
#include <set>

using namespace truat;
using namespace truat::exchange;
using records::CommitLines;
using records::RecordId;
using testing::FilledOffice;
using workspace::Scope;
using workspace::ScopeWork;
using workspace::Workspace;

namespace {

struct Reader {
  explicit Reader(std::uint64_t seed = 99)
      : random(seed), workspace(records::new_replica_id(random), clock, random) {}
  void take(const std::string& file) {
    auto content = read_truat(file);
    REQUIRE(content.has_value());
    const auto merged = workspace.merge(std::move(content->commits), records::Ledger::Source::store);
    REQUIRE_MESSAGE(merged.has_value(), merged.error().key);
  }
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random;
  Workspace workspace;
};

std::string write(const Workspace& workspace, const Scope& scope = {}) {
  ScopeWork work(workspace, scope);
  for (Budget budget = Budget::pieces(3); work.run(budget) != Step::done; budget = Budget::pieces(3)) {
  }
  auto file = write_truat(workspace.ledger().log(),
                          {.created_at = {0}, .exported_at = {0}, .scope = scope, .records = work.records()},
                          [](const Hash&) -> Result<std::string> { return failure("truat.photo_differs"); });
  REQUIRE(file.has_value());
  return std::move(*file);
}

TruatContent read(const std::string& file) {
  auto content = read_truat(file);
  REQUIRE(content.has_value());
  return std::move(*content);
}

std::set<std::string> kinds_of(const Workspace& workspace) {
  std::set<std::string> kinds;
  for (const RecordId& id : workspace.projection().all_records())
    kinds.emplace(workspace.projection().kind(id));
  return kinds;
}

struct Office : FilledOffice {
  Office() : FilledOffice(8) {
    add_visits();
    visits = {workspace.audit().inspections().begin(), workspace.audit().inspections().end()};
    take_sample(visits[1], "A-1");
  }
  std::vector<RecordId> visits;
};

} // namespace

TEST_CASE("Scope: everything needs no list of records") {
  const Office office;
  CHECK_FALSE(ScopeWork(office.workspace, {}).records().has_value());
  const TruatContent content = read(write(office.workspace));
  CHECK(content.manifest.left_out.operations == 0);
  CHECK(content.manifest.scope == Scope());
}

TEST_CASE("Scope: a factory brings its visits with their parts, and what they name") {
  const Office office;
  const RecordId visit = office.visits[1];
  const RecordId factory = office.workspace.audit().inspection(visit)->factory;
  const Scope scope{.factories = {factory}};
  const std::string file = write(office.workspace, scope);
  Reader reader;
  reader.take(file);
  const Workspace& theirs = reader.workspace;
  CHECK(theirs.audit().factories().size() == 1);
  CHECK(theirs.audit().inspections_of(factory) == office.workspace.audit().inspections_of(factory));
  for (const RecordId& id : office.workspace.with_parts(visit)) {
    CAPTURE(std::string(office.workspace.projection().kind(id)));
    CHECK(theirs.projection().exists(id));
  }
  CHECK(theirs.audit().checklist_of(visit) != nullptr);
  CHECK(theirs.audit().people().size() == office.workspace.audit().people().size());
  CHECK(theirs.audit().offices().size() == 1);
  CHECK(theirs.audit().workstation(audit::workstation_id(office.workspace.ledger().replica())) != nullptr);
  SUBCASE("the chain is there, and what is not in the file is counted") {
    const records::Log& log = theirs.ledger().log();
    CHECK(log.size() == office.workspace.ledger().log().size());
    CHECK(chain_gaps(theirs).empty());
    const TruatContent content = read(file);
    std::uint64_t left_out = 0;
    for (const CommitLines& commit : content.commits)
      for (const std::string& line : commit.operations)
        left_out += line.starts_with("{\"id\"") ? 1 : 0;
    CHECK(left_out > 0);
    CHECK(content.manifest.left_out.operations == left_out);
    CHECK(content.manifest.scope == scope);
    // What the maker had, whatever went into the file; and the reader does not take it for known.
    const std::uint64_t commits = log.size();
    CHECK(content.manifest.knows.begin()->second == decltype(Knowledge())::mapped_type{{1, commits}});
    CHECK(log.known().begin()->second < commits);
  }
  SUBCASE("a later full file completes it") {
    reader.take(write(office.workspace));
    CHECK(write(reader.workspace) == write(office.workspace));
  }
}

TEST_CASE("Scope: kinds and periods") {
  const Office office;
  const auto reads = [&](const Scope& scope) {
    auto reader = std::make_unique<Reader>();
    reader->take(write(office.workspace, scope));
    return reader;
  };
  SUBCASE("factories alone have no visits") {
    const auto reader = reads({.kinds = {"factory"}});
    CHECK(reader->workspace.audit().factories().size() == 8);
    CHECK(reader->workspace.audit().inspections().empty());
    CHECK_FALSE(kinds_of(reader->workspace).contains("template"));
  }
  SUBCASE("visits bring their parts and the factories they were at, no others") {
    const auto reader = reads({.kinds = {"inspection"}});
    CHECK(reader->workspace.audit().inspections().size() == office.visits.size());
    CHECK(reader->workspace.audit().factories().size() < 8);
    CHECK(kinds_of(reader->workspace).contains("sample"));
    CHECK(kinds_of(reader->workspace).contains("finding"));
  }
  SUBCASE("a period is of the visits' days, both ends in it") {
    std::set<CivilDate> days;
    for (const RecordId& id : office.visits)
      if (const auto day = office.workspace.audit().inspection(id)->day())
        days.insert(*day);
    REQUIRE(days.size() >= 2);
    const CivilDate day = *days.begin();
    const auto reader = reads({.from = day, .until = day});
    const auto found = reader->workspace.audit().inspections();
    CHECK(std::ranges::count_if(office.visits, [&](const RecordId& id) {
            return office.workspace.audit().inspection(id)->day() == day;
          }) == static_cast<std::ptrdiff_t>(found.size()));
    CHECK_FALSE(found.empty());
    for (const RecordId& id : found)
      CHECK(reader->workspace.audit().inspection(id)->day() == day);
  }
  SUBCASE("of a factory within a period, the factory comes even if nothing was visited then") {
    const RecordId factory = office.factory(0);
    const auto reader =
        reads({.factories = {factory}, .from = CivilDate{1990, 1, 1}, .until = CivilDate{1990, 1, 2}});
    CHECK(reader->workspace.audit().factory(factory) != nullptr);
    CHECK(reader->workspace.audit().inspections().empty());
  }
  SUBCASE("a deletion travels too") {
    Office deleting;
    const RecordId deleted = deleting.factory(7);
    records::Change change{.label = "commit.test"};
    deleting.commit(change.remove(deleted));
    Reader reader;
    reader.take(write(deleting.workspace, {.kinds = {"factory"}}));
    CHECK(reader.workspace.projection().is_deleted(deleted));
  }
}

TEST_CASE("Delta: what the other has stays out, headers too, and what is missing is told") {
  Office office;
  Reader reader;
  const std::string first = write(office.workspace);
  reader.take(first);
  records::Change change{.label = "commit.test"};
  office.commit(change.set(office.factory(3), "factory.name", std::string("ชื่อใหม่")));
  const records::Log& log = office.workspace.ledger().log();
  const auto known = workspace::known_to_both(log, reader.workspace.ledger().log());
  CHECK(known.begin()->second == log.size() - 1);
  const std::string delta = write(office.workspace, {.known = known, .recipient = "สอจ.สงขลา"});
  const TruatContent content = read(delta);
  CHECK(content.commits.size() == 1);
  CHECK(content.manifest.counts.headers == 1);
  CHECK(content.manifest.left_out.operations == 0);
  CHECK(content.manifest.scope.known == known);
  CHECK(content.manifest.knows.begin()->second.front().second == log.size());
  SUBCASE("it completes what they have") {
    reader.take(delta);
    CHECK(write(reader.workspace) == write(office.workspace));
  }
  SUBCASE("by itself it has a gap, which names the PC and what to ask for, until a full file comes") {
    Reader alone;
    alone.take(delta);
    const auto gaps = chain_gaps(alone.workspace);
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].first == 1);
    CHECK(gaps[0].last == log.size() - 1);
    alone.take(first);
    CHECK(chain_gaps(alone.workspace).empty());
    CHECK(write(alone.workspace) == write(office.workspace));
  }
}

TEST_CASE("Delta: where chains fork, both branches are sent") {
  testing::FilledOffice office(1);
  const auto lines = office.workspace.take_outbox();
  auto other = lines.back();
  auto header = records::decode_header(other.header);
  header->time.milliseconds += 1;
  other.header = encode(*header);
  Reader ours;
  REQUIRE(ours.workspace.merge(lines, records::Ledger::Source::store).has_value());
  Reader theirs(98);
  auto branch = lines;
  branch.back() = other;
  REQUIRE(theirs.workspace.merge(branch, records::Ledger::Source::store).has_value());
  const auto known = workspace::known_to_both(ours.workspace.ledger().log(), theirs.workspace.ledger().log());
  CHECK(known.begin()->second == lines.size() - 1);
  REQUIRE(ours.workspace.merge({other}, records::Ledger::Source::store).has_value());
  const records::VersionVector all{{header->replica, header->sequence}};
  const TruatContent content = read(write(ours.workspace, {.known = all}));
  CHECK(content.commits.size() == 2);
  CHECK(content.manifest.scope.known.begin()->second == lines.size() - 1);
}

TEST_CASE("Scope: random parts in any order, then the whole, are the whole") {
  Office office;
  const std::string whole = write(office.workspace);
  std::vector<std::string> parts;
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    SeededRandom chance(seed);
    std::vector<std::string> files;
    for (std::uint64_t count = 1 + chance.below(3); count > 0; --count) {
      Scope scope;
      for (const records::RecordKind& kind : workspace::schema().kinds())
        if (chance.below(4) == 0)
          scope.kinds.emplace_back(kind.name);
      for (std::size_t at = 0; at < 8; ++at)
        if (chance.below(6) == 0)
          scope.factories.push_back(office.factory(at));
      if (chance.below(3) == 0)
        scope.from = CivilDate{2024, static_cast<int>(1 + chance.below(12)), 1};
      if (chance.below(3) == 0)
        scope.until = CivilDate{2024, static_cast<int>(1 + chance.below(12)), 28};
      if (chance.below(3) == 0)
        for (const auto& [replica, sequence] : office.workspace.ledger().log().known())
          scope.known[replica] = 1 + chance.below(sequence);
      files.push_back(write(office.workspace, scope));
    }
    const std::size_t when = chance.below(files.size() + 1);
    files.insert(files.begin() + static_cast<std::ptrdiff_t>(when), whole);
    Reader reader(seed);
    for (const std::string& file : files)
      reader.take(file);
    CHECK(write(reader.workspace) == whole);
    CHECK(reader.workspace.projection().conflict_count() == office.workspace.projection().conflict_count());
    for (const RecordId& id : office.workspace.projection().all_records())
      CHECK(reader.workspace.projection().exists(id) == office.workspace.projection().exists(id));
  }
}
