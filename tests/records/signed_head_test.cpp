#include "records/signed_head.h"

#include "base/json_members.h"
#include "offices.h"
#include "support/commits.h"
#include "support/signing_key.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace truat;
using namespace truat::records;

namespace {

const test::SigningKey& some_key() {
  static const test::SigningKey key("somebody");
  return key;
}

SignedHead sign(const HeadStatement& statement, const test::SigningKey& key = some_key()) {
  return with_signature(statement, key.sign(signed_bytes(statement)));
}

HeadStatement statement_of(const CommitLines& commit, const test::SigningKey& key = some_key(),
                           Instant time = {1'795'000'000'000}) {
  const auto header = decode_header(commit.header);
  return {header_hash(commit.header), key.public_key(), header->replica, header->sequence, time};
}

void put(Log& log, const CommitLines& commit) {
  const auto appended = log.append(commit);
  REQUIRE_MESSAGE(appended.has_value(), appended.error().key);
}

std::vector<std::string> lines_of(const Heads& heads) {
  std::vector<std::string> lines;
  for (const auto& [line, head] : heads.all())
    lines.push_back(line);
  return lines;
}

/// The line with a key of a newer version, signed over it.
SignedHead with_newer_key(const SignedHead& head, const test::SigningKey& key = some_key()) {
  auto members = canonical_members(parse_json(head.line)->root());
  members->emplace("witness", "{\"a\":[1]}");
  members->erase("signature");
  const std::string message = "truat-head\n" + to_json(*members);
  members->emplace("signature", '"' + to_text(key.sign(message)) + '"');
  return decode_head(to_json(*members)).value();
}

/// One replica's chain with a second branch from its third commit on.
struct Forked {
  Forked() {
    testing::CommitChain chain(7);
    for (int i = 0; i < 5; ++i)
      trunk.push_back(chain.next());
    Hash previous = header_hash(trunk[1].header);
    for (std::size_t at = 2; at < 5; ++at) {
      auto header = decode_header(trunk[at].header);
      header->time.milliseconds += 1;
      header->previous = previous;
      branch.push_back({encode(*header), trunk[at].operations});
      previous = header_hash(branch.back().header);
    }
  }
  std::vector<CommitLines> trunk;  ///< 1 to 5
  std::vector<CommitLines> branch; ///< 3 to 5
};

} // namespace

TEST_CASE("Signed head: its line is what was signed") {
  testing::CommitChain chain;
  const SignedHead head = sign(statement_of(chain.next()));
  CHECK(head.line.starts_with("{\"hash\":\""));
  CHECK(holds(check_of(head)));
  SUBCASE("it is read back") {
    const auto read = decode_head(head.line);
    REQUIRE(read.has_value());
    CHECK(read->statement == head.statement);
    CHECK(read->signature == head.signature);
    CHECK(check_of(*read) == check_of(head));
  }
  SUBCASE("what says something else does not hold") {
    for (const std::string_view key : {"hash", "replica", "sequence", "time"}) {
      auto members = canonical_members(parse_json(head.line)->root());
      const SignedHead other = sign({sha256("other"),
                                     some_key().public_key(),
                                     testing::CommitChain(2).replica(),
                                     9,
                                     {1'795'000'000'001}});
      members->at(std::string(key)) = canonical_members(parse_json(other.line)->root())->at(std::string(key));
      const auto changed = decode_head(to_json(*members));
      REQUIRE(changed.has_value());
      CHECK_FALSE(holds(check_of(*changed)));
    }
    SignedHead by_other = head;
    by_other.statement.key = test::SigningKey("other").public_key();
    CHECK_FALSE(holds(check_of(by_other)));
  }
  SUBCASE("keys of a newer version are covered and kept") {
    const SignedHead newer = with_newer_key(head);
    CHECK(newer.line.find("\"witness\":{\"a\":[1]}") != std::string::npos);
    CHECK(holds(check_of(newer)));
    std::string changed = newer.line;
    changed.replace(changed.find("[1]"), 3, "[2]");
    CHECK_FALSE(holds(check_of(decode_head(changed).value())));
  }
  SUBCASE("other lines are refused") {
    for (const std::string_view key : {"hash", "key", "replica", "sequence", "signature", "time"}) {
      auto members = canonical_members(parse_json(head.line)->root());
      for (const std::string_view value : {"0", "null", "\"x\"", "-1"}) {
        members->at(std::string(key)) = value;
        const auto read = decode_head(to_json(*members));
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().key == "records.bad_head");
        CHECK(read.error().arguments.at(0).value == key);
      }
      members->erase(std::string(key));
      CHECK(decode_head(to_json(*members)).error().key == "records.bad_head");
    }
    CHECK(decode_head(" " + head.line).error().key == "records.not_canonical");
    CHECK(decode_head("[]").error().key == "records.not_canonical");
    CHECK(decode_head(head.line.substr(1)).error().key == "json.malformed");
    CHECK(decode_head(std::string(longest_line + 1, ' ')).error().key == "records.line_too_long");
  }
}

TEST_CASE("Heads: what another head of the same key implies is dropped") {
  const Forked forked;
  Log log;
  for (const CommitLines& commit : forked.trunk)
    put(log, commit);
  const SignedHead second = sign(statement_of(forked.trunk[1]));
  const SignedHead fourth = sign(statement_of(forked.trunk[3]));
  Heads heads;
  heads.add(second);
  heads.add(fourth);
  SUBCASE("one of a commit before") {
    heads.settle(log);
    CHECK(lines_of(heads) == std::vector{fourth.line});
  }
  SUBCASE("not one by another key") {
    const test::SigningKey other("other");
    const SignedHead by_other = sign(statement_of(forked.trunk[1], other), other);
    heads.add(by_other);
    heads.settle(log);
    CHECK(heads.all().size() == 2);
    CHECK(heads.all().contains(by_other.line));
  }
  SUBCASE("of two for one commit the earlier") {
    const SignedHead later = sign(statement_of(forked.trunk[3], some_key(), {1'795'000'000'001}));
    heads.add(later);
    heads.settle(log);
    CHECK(lines_of(heads) == std::vector{later.line});
  }
  SUBCASE("heads of both branches of a fork stay, and no others") {
    const SignedHead branch = sign(statement_of(forked.branch[1]));
    for (const CommitLines& commit : forked.branch)
      put(log, commit);
    heads.add(branch);
    heads.settle(log);
    CHECK(heads.all().size() == 2);
    CHECK(heads.all().contains(branch.line));
    CHECK(heads.all().contains(fourth.line));
  }
  SUBCASE("a head of what the log does not have stays, and so does what it may not follow") {
    Log shorter;
    for (std::size_t at = 0; at < 3; ++at)
      put(shorter, forked.trunk[at]);
    heads.settle(shorter);
    CHECK(heads.all().size() == 2);
    Log with_gap;
    for (const std::size_t at : {0, 1, 3})
      put(with_gap, forked.trunk[at]);
    heads.settle(with_gap);
    CHECK(heads.all().size() == 2);
    heads.settle(log);
    CHECK(heads.all().size() == 1);
  }
  SUBCASE("one with keys of a newer version stays") {
    const SignedHead newer = with_newer_key(second);
    heads.add(newer);
    heads.settle(log);
    CHECK(heads.all().size() == 2);
    CHECK(heads.all().contains(newer.line));
  }
}

TEST_CASE("Heads: joining is commutative, associative and idempotent over random chains with forks") {
  const Forked forked;
  std::vector<CommitLines> commits = forked.trunk;
  commits.insert(commits.end(), forked.branch.begin(), forked.branch.end());
  testing::CommitChain another(8);
  for (const CommitLines& commit : another.next_several(4))
    commits.push_back(commit);
  const test::SigningKey keys[] = {test::SigningKey("a"), test::SigningKey("b")};
  std::vector<SignedHead> signed_heads;
  for (const CommitLines& commit : commits)
    for (const test::SigningKey& key : keys)
      for (const std::int64_t later : {0, 5})
        signed_heads.push_back(sign(statement_of(commit, key, {1'795'000'000'000 + later}), key));
  signed_heads.push_back(with_newer_key(signed_heads[0], keys[0]));

  struct Store {
    Log log;
    std::vector<CommitLines> commits;
    Heads heads;
    void take(const Store& other) {
      for (const CommitLines& commit : other.commits)
        take(commit);
      heads.join(other.heads);
      heads.settle(log);
    }
    void take(const CommitLines& commit) {
      if (log.append(commit).value() != Appended::known_already)
        commits.push_back(commit);
    }
  };
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    SeededRandom chance(seed);
    const auto random_store = [&] {
      Store store;
      // Any commits whose known neighbours fit: a branch comes with what it branches from.
      for (const CommitLines& commit : commits)
        if (chance.below(3) != 0)
          if (const auto read = read_commit(commit); read) {
            Incoming alone;
            alone.add(*read);
            if (store.log.check(*read, alone))
              store.take(commit);
          }
      for (const SignedHead& head : signed_heads)
        if (chance.below(5) == 0)
          store.heads.add(head);
      if (chance.below(2) == 0)
        store.heads.settle(store.log);
      return store;
    };
    // The same commits everywhere in the end, whatever each had: otherwise a link may not fit.
    const auto everything = [&](Store& store) {
      for (const CommitLines& commit : commits)
        store.take(commit);
      store.heads.settle(store.log);
    };
    Store stores[3] = {random_store(), random_store(), random_store()};
    const auto joined = [&](std::initializer_list<int> order) {
      Store all;
      for (const CommitLines& commit : commits)
        if (chance.below(2) == 0 && commit.header != forked.branch[1].header &&
            commit.header != forked.branch[2].header)
          if (const auto read = read_commit(commit); read) {
            Incoming alone;
            alone.add(*read);
            if (all.log.check(*read, alone))
              all.take(commit);
          }
      for (const int at : order) {
        all.heads.join(stores[at].heads);
        if (chance.below(2) == 0)
          all.heads.settle(all.log);
      }
      everything(all);
      return all.heads;
    };
    const Heads reference = joined({0, 1, 2});
    CHECK(joined({2, 1, 0}) == reference);
    CHECK(joined({1, 0, 1, 2, 0, 2}) == reference);
    Heads pair = joined({1, 2});
    pair.join(joined({0}));
    Store last;
    last.heads = pair;
    everything(last);
    CHECK(last.heads == reference);
    // Nothing that was said is lost: each head is there, or one of its key follows from its commit.
    for (const Store& store : stores)
      for (const auto& [line, head] : store.heads.all())
        CHECK(std::ranges::any_of(reference.all(), [&](const auto& kept) {
          const HeadStatement& other = kept.second.statement;
          return kept.first == line ||
                 (other.key == head.statement.key && other.replica == head.statement.replica &&
                  other.sequence >= head.statement.sequence);
        }));
  }
}

TEST_CASE("Heads: a replica's own head is where its chain is whole") {
  testing::CommitChain chain;
  Log log;
  const auto own = [&] { return own_head(log, chain.replica(), some_key().public_key(), {5}); };
  CHECK_FALSE(own().has_value());
  const std::vector<CommitLines> commits = chain.next_several(4);
  put(log, commits[0]);
  put(log, commits[1]);
  put(log, commits[3]);
  REQUIRE(own().has_value());
  CHECK(*own() == statement_of(commits[1], some_key(), {5}));
}
