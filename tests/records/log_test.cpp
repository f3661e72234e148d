#include "records/log.h"

#include "offices.h"
#include "support/commits.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

std::vector<CommitLines> chain_of(std::uint64_t seed, int length) {
  Office office(seed);
  const RecordId record = office.create("factory");
  for (int i = 1; i < length; ++i)
    office.set(record, "factory.workers", std::int64_t{i});
  return office.file();
}

Appended append(Log& log, const CommitLines& lines) {
  const auto appended = log.append(lines);
  REQUIRE(appended.has_value());
  return *appended;
}

std::string error_of(Log& log, const CommitLines& lines) {
  const auto appended = log.append(lines);
  return appended ? "" : appended.error().key;
}

ReplicaId replica_of(const CommitLines& lines) {
  return decode_header(lines.header)->replica;
}

/// The commit with a changed header, its operations unchanged.
template <class Change>
CommitLines forged(CommitLines lines, Change change) {
  CommitHeader header = *decode_header(lines.header);
  change(header);
  lines.header = encode(header);
  return lines;
}

} // namespace

TEST_CASE("the log keeps commits in order of arrival") {
  const std::vector<CommitLines> chain = chain_of(1, 4);
  Log log;
  for (const CommitLines& lines : chain)
    CHECK(append(log, lines) == Appended::added);
  REQUIRE(log.size() == 4);
  CHECK(log.operation_count() == 4);
  CHECK(log.greatest_lamport() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(log.lines(i) == chain[i]);
    CHECK(log.header_line(i) == chain[i].header);
    CHECK(log.operation_line(i, 0) == chain[i].operations[0]);
    CHECK(log.operation_count(i) == 1);
    CHECK(log.header(i) == *decode_header(chain[i].header));
    CHECK(log.id(i) == CommitId{replica_of(chain[0]), i + 1});
    CHECK(log.lamport(i) == i + 1);
    CHECK(log.find(log.id(i)) == i);
    CHECK(log.find_all(log.id(i)) == std::vector<std::size_t>{i});
    CHECK(log.knows(log.id(i)));
  }
  CHECK_FALSE(log.knows(CommitId{replica_of(chain[0]), 5}));
  CHECK_FALSE(log.find({}));
  CHECK(log.find_all({}).empty());
  const RecordId record = decode_operation(chain[0].operations[0])->value().record;
  CHECK(std::ranges::equal(log.touching(record), std::vector<std::uint32_t>{0, 1, 2, 3}));
  CHECK(log.touching(natural_record_id("a", "b")).empty());
  SUBCASE("the very same again is known") {
    CHECK(append(log, chain[2]) == Appended::known_already);
    CHECK(log.size() == 4);
  }
}

TEST_CASE("what is known of a replica is a contiguous run and what lies beyond a gap") {
  const std::vector<CommitLines> chain = chain_of(1, 9);
  const ReplicaId replica = replica_of(chain[0]);
  Log log;
  append(log, chain[0]);
  append(log, chain[4]);
  append(log, chain[8]);
  append(log, chain[3]);
  append(log, chain[6]);
  using Intervals = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  CHECK(log.chains().at(replica).contiguous == 1);
  CHECK(log.chains().at(replica).head == header_hash(chain[0].header));
  CHECK(log.chains().at(replica).beyond == Intervals{{4, 5}, {7, 7}, {9, 9}});
  CHECK(log.known() == VersionVector{{replica, 1}});
  append(log, chain[5]);
  CHECK(log.chains().at(replica).beyond == Intervals{{4, 7}, {9, 9}});
  append(log, chain[1]);
  CHECK(log.known() == VersionVector{{replica, 2}});
  append(log, chain[2]);
  CHECK(log.chains().at(replica).contiguous == 7);
  CHECK(log.chains().at(replica).head == header_hash(chain[6].header));
  CHECK(log.chains().at(replica).beyond == Intervals{{9, 9}});
  append(log, chain[7]);
  CHECK(log.chains().at(replica) == ChainState{9, 9, header_hash(chain[8].header), {}});
}

TEST_CASE("links of chains are checked where both ends are known") {
  const std::vector<CommitLines> chain = chain_of(1, 4);
  const auto with_other_previous = [](const CommitLines& lines) {
    return forged(lines, [](CommitHeader& header) { header.previous.bytes[0] ^= 1; });
  };
  Log log;
  append(log, chain[0]);
  SUBCASE("a commit that does not continue its predecessor is refused") {
    const auto appended = log.append(with_other_previous(chain[1]));
    REQUIRE_FALSE(appended.has_value());
    CHECK(appended.error() ==
          Error{"records.chain_broken", {}, "commit " + to_string(replica_of(chain[0])) + ".2"});
    CHECK(log.size() == 1);
  }
  SUBCASE("a commit that its successor does not continue is refused") {
    append(log, chain[2]);
    CHECK(error_of(log, forged(chain[1], [](CommitHeader& header) { header.time.milliseconds += 1; })) ==
          "records.chain_broken");
    CHECK(error_of(log, chain[1]).empty());
  }
  SUBCASE("beyond a gap there is nothing to compare with, until the gap is filled") {
    append(log, with_other_previous(chain[2]));
    CHECK(error_of(log, chain[1]) == "records.chain_broken");
  }
  SUBCASE("a counter that does not rise along the chain is refused") {
    CHECK(error_of(log, forged(chain[1], [](CommitHeader& header) { header.lamport = 1; })) ==
          "records.chain_broken");
  }
  SUBCASE("a counter that runs away from ours is refused, so that ours can go on") {
    const auto far = [](std::uint64_t lamport) {
      return [lamport](CommitHeader& header) { header.lamport = lamport; };
    };
    CHECK(error_of(log, forged(chain[1], far(greatest_count))) == "records.counter_runs_away");
    CHECK(error_of(log, forged(chain[1], far(2 + (std::uint64_t{1} << 40)))) == "records.counter_runs_away");
    CHECK(error_of(log, forged(chain[1], far(1 + (std::uint64_t{1} << 40)))).empty());
  }
  SUBCASE("a commit that does not agree with itself is refused") {
    CommitLines lines = chain[1];
    lines.operations.clear();
    CHECK(error_of(log, lines) == "records.wrong_count");
  }
  SUBCASE("a sequence far beyond costs no memory") {
    append(log, forged(chain[2], [](CommitHeader&) {}));
    CommitLines lines = chain[3];
    CommitHeader header = *decode_header(lines.header);
    Operation operation = **decode_operation(lines.operations[0]);
    header.sequence = greatest_count;
    operation.id.sequence = greatest_count;
    operation.overwrites.clear();
    lines.operations = {encode(operation)};
    header.root = merkle_root(lines.operations);
    lines.header = encode(header);
    append(log, lines);
    CHECK(log.knows(CommitId{header.replica, greatest_count}));
    CHECK_FALSE(log.knows(CommitId{header.replica, greatest_count - 1}));
  }
}

TEST_CASE("bodies that were left out are filled in when they come") {
  Office office(1);
  const RecordId record = office.create("factory");
  Change change{.label = "commit.edit_factory"};
  change.set(record, "factory.name", "a").set(record, "factory.workers", std::int64_t{3});
  office.commit(change);
  office.set(record, "factory.name", "b");
  const std::vector<CommitLines> whole = office.file();
  const ReplicaId replica = office.ledger.replica();
  std::vector<CommitLines> partial = whole;
  for (std::string& line : partial[1].operations)
    line = left_out_line(line);
  Log log;
  for (const CommitLines& lines : partial)
    append(log, lines);
  CHECK(log.chains().at(replica).contiguous == 3);
  CHECK(log.chains().at(replica).complete == 1);
  CHECK(log.known() == VersionVector{{replica, 1}});
  CHECK(std::ranges::equal(log.touching(record), std::vector<std::uint32_t>{0, 2}));
  CHECK(append(log, partial[1]) == Appended::known_already);
  CHECK_FALSE(log.knows(*read_commit(whole[1])));
  CHECK(log.knows(*read_commit(partial[1])));

  SUBCASE("all at once") {
    CHECK(append(log, whole[1]) == Appended::filled_in);
  }
  SUBCASE("one by one") {
    CommitLines half = partial[1];
    half.operations[1] = whole[1].operations[1];
    CHECK(append(log, half) == Appended::filled_in);
    CHECK(log.known() == VersionVector{{replica, 1}});
    half = partial[1];
    half.operations[0] = whole[1].operations[0];
    CHECK(append(log, half) == Appended::filled_in);
  }
  CHECK(log.lines(1) == whole[1]);
  CHECK(log.known() == VersionVector{{replica, 3}});
  CHECK(std::ranges::equal(log.touching(record), std::vector<std::uint32_t>{0, 1, 2}));
  CHECK(append(log, partial[1]) == Appended::known_already);
  CHECK(log.knows(*read_commit(whole[1])));
}

TEST_CASE("a fork is kept whole and told") {
  // One profile, copied: both copies go on as the same replica.
  Office one(1);
  Office copy(1);
  const RecordId record = one.create("factory");
  CHECK(copy.create("factory") == record);
  one.set(record, "factory.name", "one");
  one.set(record, "factory.name", "one more");
  copy.set(record, "factory.name", "copy");
  copy.set(record, "factory.name", "copy more");
  const std::vector<CommitLines> first = one.file();
  const std::vector<CommitLines> second = copy.file();
  Log log;
  for (const CommitLines& lines : first)
    append(log, lines);
  CHECK(log.forks().empty());
  CHECK(append(log, second[0]) == Appended::known_already);
  CHECK(error_of(log, second[2]) == "records.chain_broken"); // what it continues is not here yet
  CHECK(append(log, second[1]) == Appended::forked);
  CHECK(append(log, second[2]) == Appended::forked);
  CHECK(append(log, second[1]) == Appended::known_already);
  const CommitId id{one.ledger.replica(), 2};
  REQUIRE(log.forks().size() == 2);
  const Hash ours = header_hash(first[1].header);
  const Hash theirs = header_hash(second[1].header);
  CHECK(log.forks()[0] == Fork{id, std::min(ours, theirs), std::max(ours, theirs)});
  CHECK(log.forks()[1].id == CommitId{id.replica, 3});
  CHECK(log.find(id) == 1);
  CHECK(log.find_all(id) == std::vector<std::size_t>{1, 3});
  CHECK(log.lines(3) == second[1]);
  CHECK(log.size() == 5);
  CHECK(log.chains().at(id.replica).contiguous == 3);
  CHECK(log.chains().at(id.replica).head == header_hash(first[2].header));
}

TEST_CASE("lines without body: what they say is joined, and erased is told from left out") {
  testing::CommitChain chain;
  const CommitLines whole = chain.next(2);
  const std::string plain = left_out_line(whole.operations[0]);
  const auto with = [&](std::string_view before, std::string_view after) {
    std::string line = plain;
    line.insert(line.size() - 1, after);
    line.insert(1, before);
    return line;
  };
  const std::string erased = with("\"erased\":\"2026-12-01T00:00:00.000Z\",", "");
  const std::string newer = with("\"a\":[1],", ",\"zeal\":\"b\"");
  const std::string other = with("", ",\"zeal\":\"c\"");
  CHECK(is_erased_line(erased));
  CHECK_FALSE(is_erased_line(plain));
  CHECK_FALSE(is_erased_line(newer));
  CHECK_FALSE(is_erased_line(whole.operations[0]));
  CHECK(leaf_hash(erased) == leaf_hash(whole.operations[0]));
  CHECK_FALSE(decode_operation(erased).value().has_value());
  CHECK_FALSE(is_erased_line(with("\"erased\":true,", ""))); // of who knows what version
  std::vector<std::string> lines{plain, erased, newer, other};
  std::string joined = plain;
  for (const std::string& line : lines)
    joined = joined_left_out(joined, line);
  CHECK(joined == with("\"a\":[1],\"erased\":\"2026-12-01T00:00:00.000Z\",", ",\"zeal\":\"c\""));
  SUBCASE("in any order and as often as is wished") {
    std::ranges::sort(lines);
    do {
      Log log;
      for (const int again : {0, 1})
        for (const std::string& line : lines) {
          const auto appended = log.append(CommitLines{whole.header, {line, whole.operations[1]}});
          REQUIRE(appended.has_value());
          CHECK((again == 0 || *appended == Appended::known_already));
        }
      CHECK(log.operation_line(0, 0) == joined);
      CHECK(log.chains().at(chain.replica()).complete == 0);
    } while (std::ranges::next_permutation(lines).found);
  }
  SUBCASE("a body that is known stays, and one that comes takes the place") {
    Log log;
    REQUIRE(log.append(CommitLines{whole.header, {erased, whole.operations[1]}}).has_value());
    const CommitLines more{whole.header, {newer, whole.operations[1]}};
    CHECK_FALSE(log.knows(*read_commit(more)));
    CHECK(log.append(more).value() == Appended::filled_in);
    CHECK(log.knows(*read_commit(more)));
    CHECK(log.append(whole).value() == Appended::filled_in);
    CHECK(log.append(more).value() == Appended::known_already);
    CHECK(log.operation_line(0, 0) == whole.operations[0]);
  }
}
