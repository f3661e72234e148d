#include "storage/store.h"

#include "doctest/doctest.h"
#include "storage/store_format.h"
#include "support/commits.h"
#include "support/store_tab.h"

#include <algorithm>
#include <memory>

namespace truat {

using storage::Phase;
using testing::CommitChain;
using testing::FakeBrowser;
using testing::Fault;
using testing::StoreTab;

TEST_CASE("a new store") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();

  SUBCASE("opens for writing, is new, and has written its meta at once") {
    REQUIRE(office.reports.size() == 1);
    CHECK(office.reports[0].is_new);
    CHECK_FALSE(office.reports[0].loss.has_value());
    CHECK(office.phase() == Phase::saved);
    CHECK(office.store->state().accepts_commits);
    CHECK(browser.disk.hot.contains("meta"));
    CHECK(browser.disk.hot.contains("tail"));
    CHECK(office.replica.has_value());
  }
  SUBCASE("gives back after a restart what was appended, in order, as the same replica") {
    CommitChain chain;
    const auto commits = chain.next_several(5, 3);
    CHECK(office.append({commits[0]}));
    CHECK(office.append({commits[1], commits[2]}));
    CHECK(office.append({commits[3], commits[4]}));
    browser.kill(*office.tab);
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.commits == commits);
    CHECK(again.replica == office.replica);
    REQUIRE(again.reports.size() == 1);
    CHECK(again.reports[0].commits == 5);
    CHECK(again.reports[0].damaged.empty());
    CHECK_FALSE(again.reports[0].is_new);
  }
  SUBCASE("takes commits while it tells that it is open, as the sample office makes them") {
    FakeBrowser other;
    StoreTab first(other);
    CommitChain chain;
    const auto commits = chain.next_several(2);
    first.on_opened = [&] { first.store->append(commits, [](Result<void>) {}); };
    first.settle();
    CHECK(first.phase() == Phase::saved);
    CHECK(other.disk.calls["write"] == 1);
    other.kill(*first.tab);
    StoreTab again(other, 8);
    again.settle();
    CHECK(again.commits == commits);
  }
  SUBCASE("is not read again because of what it wrote itself: one populate") {
    CommitChain chain;
    CHECK(office.append(chain.next_several(3)));
    CHECK(browser.disk.calls["populate"] == 1);
  }
}

TEST_CASE("the tail is sealed and packed, and nothing is forgotten") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  CommitChain chain;
  std::vector<records::CommitLines> all;

  SUBCASE("at 64 KB the tail becomes a segment") {
    while (browser.disk.hot.count("segments/1") == 0) {
      auto commit = chain.next(10, 500);
      all.push_back(commit);
      REQUIRE(office.append({commit}));
    }
    CHECK(browser.disk.hot["segments/1"].size() >= storage::seal_bytes);
    CHECK(browser.disk.hot["tail"] == storage::segment_head(2));
  }
  SUBCASE("4 MB of segments go to the cold database as one pack") {
    for (int i = 0; i < 70; ++i) {
      auto commit = chain.next(40, 1500);
      all.push_back(commit);
      REQUIRE(office.append({commit}));
    }
    office.settle();
    CHECK_FALSE(browser.disk.hot.contains("segments/1"));
    const auto& cold = browser.disk.databases["truat-cold"];
    REQUIRE(cold.size() == 1);
    CHECK(cold.begin()->first.starts_with("pack/1-"));
    CHECK(cold.begin()->second.size() < storage::pack_bytes);
  }
  SUBCASE("a large import makes few segments") {
    all = chain.next_several(300, 20, 1500);
    REQUIRE(office.append(all));
    office.settle();
    std::size_t files = browser.disk.hot.size() + browser.disk.databases["truat-cold"].size();
    CHECK(files <= 6);
  }
  StoreTab again(browser, 9);
  browser.kill(*office.tab);
  again.settle();
  CHECK(again.commits == all);
}

TEST_CASE("commits that come while a transaction is under way go together in the next") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  const int before = browser.disk.calls["write"];
  CommitChain chain;
  int durable = 0;
  for (int i = 0; i < 10; ++i)
    office.store->append({chain.next()},
                         [&durable](Result<void> outcome) { durable += outcome.has_value(); });
  CHECK(office.phase() == Phase::saving);
  CHECK(office.store->state().unsaved_commits == 10);
  office.settle();
  CHECK(durable == 10);
  CHECK(browser.disk.calls["write"] - before == 2);
  CHECK(office.phase() == Phase::saved);
  CHECK(office.store->state().unsaved_commits == 0);
}

TEST_CASE("a page that closes leaves what it could not wait to see saved") {
  FakeBrowser browser;
  auto office = std::make_unique<StoreTab>(browser);
  office->settle();
  CommitChain chain;
  const auto commits = chain.next_several(4);
  REQUIRE(office->append({commits[0]}));
  auto& cold = browser.disk.databases["truat-cold"];
  for (std::size_t index = 1; index < 4; ++index)
    office->store->append({commits[index]}, [](Result<void>) {});
  office->store->flush_now();

  SUBCASE("and the next start takes it into the tail") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::die}};
    office->settle();
    REQUIRE_FALSE(office->tab->alive);
    CHECK(cold.size() == 1);
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.commits == commits);
    CHECK(again.reports.at(0).recovered == 3);
    CHECK(again.reports.at(0).damaged.empty());
    CHECK(again.phase() == Phase::saved);
    CHECK(cold.empty());
    browser.kill(*again.tab);
    StoreTab third(browser, 9);
    third.settle();
    CHECK(third.commits == commits);
    CHECK(third.reports.at(0).recovered == 0);
  }
  SUBCASE("and drops it when it lived on and saved") {
    office->settle();
    CHECK(office->phase() == Phase::saved);
    CHECK(cold.empty());
  }
  SUBCASE("twice over makes no difference") {
    office->store->flush_now();
    CHECK(cold.size() <= 1);
    office->settle();
    browser.kill(*office->tab);
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.commits == commits);
  }
  SUBCASE("what contradicts the store goes into quarantine and is told") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::die}};
    office->settle();
    // Another tab went on as the same replica without knowing of it.
    CommitChain other;
    const auto elsewhere = std::vector{other.next(), other.next(2)};
    const std::string key = cold.begin()->first;
    const std::string left = cold.begin()->second;
    cold.clear();
    {
      StoreTab meanwhile(browser, 8);
      meanwhile.settle();
      REQUIRE(meanwhile.append({elsewhere[1]}));
    }
    cold[key] = left;
    StoreTab again(browser, 9);
    again.settle();
    CHECK(again.commits == std::vector{commits[0], elsewhere[1]});
    REQUIRE(again.reports.at(0).damaged.size() == 1);
    CHECK(again.reports[0].damaged[0].key == "storage.pending_forked");
    CHECK_FALSE(cold.contains(key));
    CHECK(cold.size() == 1);
    CHECK(cold.begin()->first.starts_with("quarantine/"));
  }
  SUBCASE("that is damaged goes into quarantine and is told") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::die}};
    office->settle();
    cold.begin()->second.resize(200);
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.commits == std::vector{commits[0]});
    CHECK(again.reports.at(0).damaged.size() == 1);
    CHECK(cold.begin()->first.starts_with("quarantine/"));
  }
}

TEST_CASE("a write that fails") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  CommitChain chain;
  const auto commits = chain.next_several(4);
  REQUIRE(office.append({commits[0]}));

  SUBCASE("says so, keeps the commits in line and saves them at the next attempt") {
    browser.disk.faults = {
        {"write", browser.disk.calls["write"] + 1, Fault::refuse, "platform.storage_full"}};
    CHECK_FALSE(office.append({commits[1]}));
    CHECK(office.phase() == Phase::failed);
    CHECK(office.problem() == "platform.storage_full");
    CHECK(office.store->state().unsaved_commits == 1);
    CHECK(office.store->state().accepts_commits);
    SUBCASE("by retry") {
      office.store->retry();
      office.settle();
      CHECK(office.phase() == Phase::saved);
    }
    SUBCASE("with the next commit") {
      CHECK(office.append({commits[2]}));
    }
    CHECK(office.store->state().unsaved_commits == 0);
  }
  SUBCASE("after it was kept all the same does not keep it twice") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::commit_and_lie}};
    CHECK_FALSE(office.append({commits[1]}));
    office.store->retry();
    office.settle();
    CHECK(office.phase() == Phase::saved);
  }
  SUBCASE("takes those behind it along, in their order") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::refuse},
                           {"write", browser.disk.calls["write"] + 2, Fault::refuse}};
    office.store->append({commits[1]}, [](Result<void>) {});
    office.store->append({commits[2]}, [](Result<void>) {});
    office.store->append({commits[3]}, [](Result<void>) {});
    office.settle();
    CHECK(office.phase() == Phase::failed);
    CHECK(office.store->state().unsaved_commits == 3);
    office.store->retry();
    office.settle();
    CHECK(office.phase() == Phase::failed);
    office.store->retry();
    office.settle();
    CHECK(office.phase() == Phase::saved);
  }
  browser.kill(*office.tab);
  StoreTab again(browser, 8);
  again.settle();
  CHECK(again.reports.at(0).damaged.empty());
  REQUIRE(again.commits.size() >= 2);
  CHECK(std::vector(commits.begin(), commits.begin() + static_cast<std::ptrdiff_t>(again.commits.size())) ==
        again.commits);
}

TEST_CASE("an opening that fails writes nothing and can be tried again") {
  FakeBrowser browser;
  std::vector<records::CommitLines> commits;
  {
    StoreTab office(browser);
    office.settle();
    CommitChain chain;
    commits = chain.next_several(100, 40, 1500);
    REQUIRE(office.append(commits));
    office.settle();
  }
  const auto before = browser.disk.hot;
  browser.disk.calls.clear();
  std::string step;
  SUBCASE("at populate") {
    step = "populate";
  }
  SUBCASE("at a pack of the cold database") {
    step = "get";
  }
  browser.disk.faults = {{step, 1, Fault::refuse, "platform.store_unreadable"}};
  StoreTab office(browser, 8);
  office.settle();
  CHECK(office.phase() == Phase::failed);
  CHECK(office.problem() == "platform.store_unreadable");
  CHECK_FALSE(office.store->state().accepts_commits);
  bool refused = false;
  office.store->append({CommitChain(5).next()}, [&refused](Result<void> outcome) { refused = !outcome; });
  office.settle();
  CHECK(refused);
  CHECK(browser.disk.calls["write"] == 0);
  CHECK(browser.disk.hot == before);
  office.store->retry();
  office.settle();
  CHECK(office.phase() == Phase::ready);
  CHECK(office.commits == commits);
}

TEST_CASE("whatever a tab that dies had been told is saved, is there") {
  for (const Fault fault : {Fault::die, Fault::die_after}) {
    for (const std::string step : {"write", "put"}) {
      for (int call = 1; call <= 40; ++call) {
        CAPTURE(step);
        CAPTURE(call);
        FakeBrowser browser;
        CommitChain chain;
        std::vector<records::CommitLines> given;
        std::size_t acknowledged = 0;
        {
          StoreTab office(browser);
          browser.disk.faults = {{step, call, fault}};
          office.settle();
          for (int i = 0; i < 60 && office.tab->alive; ++i) {
            given.push_back(chain.next(10, 12'000));
            if (office.append({given.back()}))
              acknowledged = given.size();
          }
        }
        StoreTab again(browser, 9);
        again.settle();
        REQUIRE(again.reports.size() == 1);
        CHECK(again.reports[0].damaged.empty());
        CHECK(again.commits.size() >= acknowledged);
        REQUIRE(again.commits.size() <= given.size());
        given.resize(again.commits.size());
        CHECK(again.commits == given);
        if (step == "put" && call > 3)
          break;
      }
    }
  }
}

TEST_CASE("damage is put into quarantine, what checks out is kept, and the replica is given up") {
  FakeBrowser browser;
  CommitChain chain;
  const auto commits = chain.next_several(123, 10, 1000);
  std::optional<records::ReplicaId> replica;
  {
    StoreTab office(browser);
    office.settle();
    for (const auto& commit : commits)
      REQUIRE(office.append({commit}));
    replica = office.replica;
  }
  const auto intact = browser.disk.hot;
  REQUIRE(intact.contains("segments/2"));
  std::string path;
  std::size_t lost = 1;
  SUBCASE("a flipped bit in a header is found by the chain") {
    path = "segments/1";
    const std::size_t at = browser.disk.hot[path].find("commit.edit_factory");
    browser.disk.hot[path][at + 8] ^= 1;
  }
  SUBCASE("a flipped bit in a segment") {
    path = "segments/1";
    browser.disk.hot[path][5000] ^= 4;
  }
  SUBCASE("a flipped bit in the tail") {
    path = "tail";
    browser.disk.hot[path][200] ^= 1;
    lost = 2; // also the newest commit, whose header no other vouches for
  }
  SUBCASE("a segment cut off") {
    path = "segments/2";
    browser.disk.hot[path].resize(browser.disk.hot[path].size() - 7);
    lost = 2; // the one cut off, and the one before, whose header only that one named
  }
  SUBCASE("an emptied tail") {
    path = "tail";
    browser.disk.hot[path].clear();
    lost = 20;
  }
  SUBCASE("a segment that is missing") {
    path = "segments/1";
    browser.disk.hot.erase(path);
    lost = 20;
  }
  SUBCASE("a meta that cannot be read loses nothing") {
    path = "meta";
    browser.disk.hot[path][0] = 'x';
    lost = 0;
  }
  SUBCASE("a meta that is missing loses nothing") {
    path = "meta";
    browser.disk.hot.erase(path);
    lost = 0;
  }
  StoreTab office(browser, 8);
  office.settle();
  REQUIRE(office.reports.size() == 1);
  REQUIRE(office.reports[0].damaged.size() == 1);
  CHECK(office.reports[0].damaged[0].where == path);
  CHECK(office.commits.size() >= commits.size() - lost);
  for (const auto& commit : office.commits)
    CHECK(std::find(commits.begin(), commits.end(), commit) != commits.end());
  CHECK(office.replica != replica);
  CHECK(office.phase() == Phase::saved);
  const std::string damaged_bytes = [&] {
    for (const auto& [name, bytes] : browser.disk.hot)
      if (name.starts_with("quarantine/"))
        return bytes;
    return std::string("none");
  }();
  if (intact.contains(path) && lost <= 1 && !damaged_bytes.starts_with("none"))
    CHECK(damaged_bytes.size() + 8 > intact.at(path).size());

  // Once: the next start finds the store whole.
  const auto replica_now = office.replica;
  const auto kept = office.commits;
  browser.kill(*office.tab);
  StoreTab again(browser, 9);
  again.settle();
  CHECK(again.reports.at(0).damaged.empty());
  CHECK(again.replica == replica_now);
  CHECK(again.commits.size() == kept.size());
  for (const auto& [name, bytes] : browser.disk.hot)
    if (name.starts_with("quarantine/"))
      CHECK(bytes == damaged_bytes);
}

TEST_CASE("a torn write is found by the hashes") {
  FakeBrowser browser;
  CommitChain chain;
  const auto commits = chain.next_several(6);
  {
    StoreTab office(browser);
    office.settle();
    REQUIRE(office.append({commits[0], commits[1]}));
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::tear}};
    office.append({commits[2]});
  }
  StoreTab again(browser, 8);
  again.settle();
  CHECK(again.reports.at(0).damaged.size() == 1);
  CHECK(again.commits.size() >= 2);
  CHECK(again.store->state().accepts_commits);
}

TEST_CASE("a damaged pack goes into quarantine in the cold database") {
  FakeBrowser browser;
  CommitChain chain;
  const auto commits = chain.next_several(150, 40, 1500);
  {
    StoreTab office(browser);
    office.settle();
    REQUIRE(office.append(commits));
    office.settle();
  }
  auto& cold = browser.disk.databases["truat-cold"];
  REQUIRE(!cold.empty());
  const std::string key = cold.begin()->first;
  const std::size_t packs = cold.size();
  SUBCASE("by a flipped bit") {
    cold[key][cold[key].size() / 2] ^= 1;
  }
  SUBCASE("by its absence") {
    cold.erase(key);
  }
  const bool was_there = cold.contains(key);
  StoreTab office(browser, 8);
  office.settle();
  CHECK(office.reports.at(0).damaged.at(0).where == key);
  CHECK(office.commits.size() < commits.size());
  CHECK(!office.commits.empty());
  if (was_there) {
    CHECK_FALSE(cold.contains(key));
    CHECK(cold.size() == packs);
  }
}

TEST_CASE("a store of a newer version") {
  FakeBrowser browser;
  CommitChain chain;
  const auto commits = chain.next_several(3);
  {
    StoreTab office(browser);
    office.settle();
    REQUIRE(office.append(commits));
  }
  auto meta = storage::decode_meta(browser.disk.hot["meta"]);
  REQUIRE(meta.has_value());
  meta->version = 2;
  meta->oldest_writer = 2;
  meta->unknown = {{"signatures", R"({"kept":true})"}};

  SUBCASE("that may be read is shown and not written") {
    browser.disk.hot["meta"] = storage::encode(*meta);
    StoreTab office(browser, 8);
    office.settle();
    CHECK(office.phase() == Phase::read_only);
    CHECK(office.problem() == "storage.newer_writer");
    CHECK(office.commits == commits);
  }
  SUBCASE("that may not be read shows nothing, writes nothing and is exported byte for byte") {
    meta->oldest_reader = 2;
    browser.disk.hot["meta"] = storage::encode(*meta);
    browser.disk.hot["tail"] = "something quite new";
    const auto before = browser.disk.hot;
    StoreTab office(browser, 8);
    office.settle();
    CHECK(office.phase() == Phase::read_only);
    CHECK(office.problem() == "storage.too_new");
    CHECK(office.commits.empty());
    CHECK(browser.disk.hot == before);
    std::map<std::string, std::string> raw;
    bool finished = false;
    office.store->raw_parts([&raw](storage::RawPart part) { raw[part.path] = part.bytes; },
                            [&finished](Result<void> outcome) { finished = outcome.has_value(); });
    office.settle();
    CHECK(finished);
    CHECK(raw.size() == before.size());
    CHECK(raw["hot/tail"] == "something quite new");
  }
  SUBCASE("that we may write too keeps the keys we do not know") {
    meta->oldest_writer = 1;
    browser.disk.hot["meta"] = storage::encode(*meta);
    StoreTab office(browser, 8);
    office.settle();
    CommitChain other(4);
    CHECK(office.append({other.next()}));
    const auto now = storage::decode_meta(browser.disk.hot["meta"]);
    REQUIRE(now.has_value());
    CHECK(now->unknown == meta->unknown);
    CHECK(now->version == 2);
  }
}

TEST_CASE("databases that were deleted") {
  FakeBrowser browser;
  CommitChain chain;
  const auto commits = chain.next_several(3);

  SUBCASE("while the page was closed are told, and the replica is a new one") {
    std::optional<records::ReplicaId> replica;
    {
      StoreTab office(browser);
      office.settle();
      REQUIRE(office.append(commits));
      replica = office.replica;
    }
    browser.disk.hot.clear();
    browser.disk.guard.reset();
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.reports.at(0).is_new);
    CHECK(again.reports.at(0).loss == Error{"storage.gone_though_kept_before", {}, {}});
    CHECK(again.replica != replica);
  }
  SUBCASE(
      "while the page is open are not half written: saving fails until the store is made anew from memory") {
    StoreTab office(browser);
    office.settle();
    REQUIRE(office.append({commits[0], commits[1]}));
    browser.disk.hot.clear();
    browser.disk.guard.reset();
    CHECK_FALSE(office.append({commits[2]}));
    CHECK(office.problem() == "platform.store_gone");
    CHECK(browser.disk.hot.empty());
    office.store->retry();
    office.settle();
    CHECK(office.phase() == Phase::saved);
    browser.kill(*office.tab);
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.commits == commits);
    CHECK(again.replica == office.replica);
  }
  SUBCASE("and put back from an old copy are told, and no sequence is said twice") {
    std::optional<records::ReplicaId> replica;
    std::map<std::string, std::string> old;
    {
      StoreTab office(browser);
      office.settle();
      REQUIRE(office.append({commits[0]}));
      old = browser.disk.hot;
      REQUIRE(office.append({commits[1], commits[2]}));
      replica = office.replica;
    }
    browser.disk.hot = old;
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.reports.at(0).loss == Error{"storage.went_back", {}, {}});
    CHECK(again.replica != replica);
    CHECK(again.commits.size() == 1);
  }
}

TEST_CASE("a browser without locks is read-only") {
  FakeBrowser browser;
  browser.has_locks = false;
  StoreTab office(browser);
  office.settle();
  CHECK(office.phase() == Phase::read_only);
  CHECK(office.problem() == "storage.no_lock");
  CHECK(browser.disk.hot.empty());
}

TEST_CASE("a packing that fails loses nothing and is told") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  CommitChain chain;
  const auto commits = chain.next_several(100, 40, 1500);
  SUBCASE("when the pack cannot be put") {
    browser.disk.faults = {{"put", 1, Fault::refuse, "platform.storage_full"}};
  }
  SUBCASE("when the pack that comes back is not the one that was put") {
    browser.disk.faults = {{"put", 1, Fault::tear, ""}};
  }
  REQUIRE(office.append(commits));
  office.settle();
  CHECK(office.store->state().packing_problem.has_value());
  CHECK(office.phase() == Phase::saved);
  CHECK(browser.disk.hot.contains("segments/1"));
  browser.timers.pass(61'000);
  office.settle();
  CHECK_FALSE(office.store->state().packing_problem.has_value());
  CHECK_FALSE(browser.disk.hot.contains("segments/1"));
  browser.kill(*office.tab);
  StoreTab again(browser, 8);
  again.settle();
  CHECK(again.commits == commits);
}

TEST_CASE("a merge is taken back to the restore point") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  CommitChain own;
  CommitChain other(2);
  const auto mine = own.next_several(3);
  REQUIRE(office.append(mine));
  const auto before = browser.disk.hot;
  CHECK_FALSE(office.store->can_restore());
  REQUIRE(office.merge(other.next_several(200, 40, 1500)));
  CHECK(office.store->can_restore());
  CHECK(browser.disk.hot.contains("segments/1"));

  SUBCASE("and the store is as it was, the listener begins anew") {
    CHECK(office.restore());
    CHECK(browser.disk.hot == before);
    CHECK(office.begins == 2);
    CHECK(office.commits == mine);
    CHECK_FALSE(office.store->can_restore());
    CHECK(office.append({own.next()}));
    browser.kill(*office.tab);
    StoreTab again(browser, 8);
    again.settle();
    CHECK(again.commits.size() == 4);
    CHECK_FALSE(again.reports.at(0).loss.has_value());
  }
  SUBCASE("but not after another commit") {
    REQUIRE(office.append({own.next()}));
    CHECK_FALSE(office.store->can_restore());
    CHECK_FALSE(office.restore());
    CHECK(office.commits.empty()); // nothing came anew
  }
  SUBCASE("nor after the point was dropped by an export") {
    office.store->drop_restore_point();
    CHECK_FALSE(office.store->can_restore());
  }
  SUBCASE("the second merge, not both") {
    const auto more = CommitChain(3).next_several(2);
    REQUIRE(office.merge(more));
    REQUIRE(office.restore());
    CHECK(office.commits.size() == 203);
  }
  SUBCASE("also after a merge that brought nothing") {
    CHECK(office.merge({}));
    CHECK(office.store->can_restore());
    CHECK(office.restore());
    CHECK(office.commits == mine);
  }
}

TEST_CASE("a merge can still be taken back after the page was loaded again") {
  FakeBrowser browser;
  CommitChain own;
  const auto mine = own.next_several(3, 10, 1000);
  auto office = std::make_unique<StoreTab>(browser);
  office->settle();
  REQUIRE(office->append(mine));
  const auto before = browser.disk.hot;
  const auto theirs = CommitChain(2).next_several(2);
  REQUIRE(office->merge(theirs));
  const auto merged = browser.disk.hot;
  office.reset();
  office = std::make_unique<StoreTab>(browser, 8);
  office->settle();
  CHECK(office->reports.at(0).damaged.empty());
  CHECK(office->phase() == Phase::ready);
  CHECK(storage::decode_meta(browser.disk.hot["meta"])->restore.has_value());
  CHECK(browser.disk.hot == merged);
  REQUIRE(office->store->can_restore());

  SUBCASE("and the store is as it was") {
    REQUIRE(office->restore());
    CHECK(browser.disk.hot == before);
    CHECK(office->commits == mine);
    browser.kill(*office->tab);
    StoreTab again(browser, 9);
    again.settle();
    CHECK(again.commits == mine);
    CHECK_FALSE(again.store->can_restore());
    CHECK_FALSE(again.reports.at(0).loss.has_value());
    CHECK(again.append({own.next()}));
  }
  SUBCASE("in the tab that takes over") {
    StoreTab other(browser, 9);
    other.settle();
    CHECK_FALSE(other.store->can_restore());
    other.store->take_over();
    other.settle();
    CHECK_FALSE(office->store->can_restore());
    REQUIRE(other.restore());
    CHECK(other.commits == mine);
  }
  SUBCASE("but not after another commit, then or later") {
    REQUIRE(office->append({own.next()}));
    CHECK_FALSE(office->store->can_restore());
    browser.kill(*office->tab);
    StoreTab again(browser, 9);
    again.settle();
    CHECK_FALSE(again.store->can_restore());
    CHECK(again.commits.size() == mine.size() + theirs.size() + 1);
  }
  SUBCASE("nor after an export") {
    office->store->drop_restore_point();
    office->settle();
    CHECK(office->phase() == Phase::saved);
    browser.kill(*office->tab);
    StoreTab again(browser, 9);
    again.settle();
    CHECK_FALSE(again.store->can_restore());
    CHECK(again.commits.size() == mine.size() + theirs.size());
  }
  SUBCASE("nor after an older version, which keeps what it does not know, has appended") {
    const auto point = storage::decode_meta(browser.disk.hot["meta"])->restore;
    REQUIRE(office->append({own.next()}));
    browser.kill(*office->tab);
    auto meta = *storage::decode_meta(browser.disk.hot["meta"]);
    CHECK_FALSE(meta.restore.has_value());
    meta.restore = point;
    browser.disk.hot["meta"] = storage::encode(meta);
    StoreTab again(browser, 9);
    again.settle();
    CHECK(again.reports.at(0).damaged.empty());
    CHECK_FALSE(again.store->can_restore());
    CHECK(again.append({own.next()}));
    CHECK_FALSE(storage::decode_meta(browser.disk.hot["meta"])->restore.has_value());
  }
  SUBCASE("nor where something is damaged") {
    browser.kill(*office->tab);
    browser.disk.hot["tail"][300] ^= 1;
    StoreTab again(browser, 9);
    again.settle();
    CHECK(again.reports.at(0).damaged.size() == 1);
    CHECK_FALSE(again.store->can_restore());
  }
  SUBCASE("and going back that fails, though the browser kept it, loses nothing") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::commit_and_lie}};
    CHECK_FALSE(office->restore());
    CHECK(browser.disk.hot == before);
    const auto later = own.next();
    REQUIRE(office->append({later}));
    browser.kill(*office->tab);
    StoreTab again(browser, 9);
    again.settle();
    CHECK(again.reports.at(0).damaged.empty());
    CHECK(again.commits.size() == mine.size() + theirs.size() + 1);
    CHECK(again.commits.back() == later);
  }
}

TEST_CASE("a merge of many segments can be taken back after the page was loaded again") {
  FakeBrowser browser;
  CommitChain own;
  const auto mine = own.next_several(30, 10, 1000); // they seal a segment; the merge seals the tail behind it
  std::map<std::string, std::string> before;
  {
    StoreTab office(browser);
    office.settle();
    for (const auto& commit : mine)
      REQUIRE(office.append({commit}));
    before = browser.disk.hot;
    REQUIRE(office.merge(CommitChain(2).next_several(200, 40, 1500)));
  }
  CHECK(before.contains("segments/1"));
  CHECK(browser.disk.hot.size() > before.size());
  StoreTab again(browser, 8);
  again.settle();
  REQUIRE(again.restore());
  CHECK(browser.disk.hot == before);
  CHECK(again.commits == mine);
}

TEST_CASE("a merge that a closing page left behind is there, and cannot be taken back") {
  FakeBrowser browser;
  CommitChain own;
  const auto mine = own.next_several(2);
  const auto theirs = CommitChain(2).next_several(3);
  {
    StoreTab office(browser);
    office.settle();
    REQUIRE(office.append(mine));
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::die}};
    office.store->append(theirs, [](Result<void>) {}, storage::Append::merge);
    office.store->flush_now();
    office.settle();
    REQUIRE_FALSE(office.tab->alive);
  }
  StoreTab again(browser, 8);
  again.settle();
  CHECK(again.commits.size() == 5);
  CHECK_FALSE(again.store->can_restore());
}

TEST_CASE("an export while the merge is being saved ends the way back") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  const auto theirs = CommitChain(2).next_several(3);
  office.store->append(theirs, [](Result<void>) {}, storage::Append::merge);
  office.store->drop_restore_point();
  office.settle();
  CHECK(office.phase() == Phase::saved);
  CHECK_FALSE(office.store->can_restore());
  browser.kill(*office.tab);
  StoreTab again(browser, 8);
  again.settle();
  CHECK(again.commits == theirs);
  CHECK_FALSE(again.store->can_restore());
}

TEST_CASE("a store goes on under a new name") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  CommitChain own;
  const auto mine = own.next_several(2);
  REQUIRE(office.append({mine[0]}));
  const records::ReplicaId before = *office.replica;
  const auto meta = [&] { return *storage::decode_meta(browser.disk.hot["meta"]); };

  SUBCASE("at once, though nothing else is to be written") {
    const records::ReplicaId now = office.store->renew_replica();
    CHECK(now != before);
    office.settle();
    CHECK(office.phase() == Phase::saved);
    CHECK(meta().replica == now);
    CHECK(meta().former_replicas == std::vector{before});
    CHECK(office.begins == 1);
  }
  SUBCASE("with the next commit, while a transaction is under way") {
    office.store->append({mine[1]}, [](Result<void>) {});
    const records::ReplicaId now = office.store->renew_replica();
    CommitChain renamed(4);
    REQUIRE(office.append({renamed.next()}));
    CHECK(meta().replica == now);
    CHECK(meta().commits == 3);
  }
  SUBCASE("behind a transaction, though nothing follows it") {
    office.store->append({mine[1]}, [](Result<void>) {});
    const records::ReplicaId now = office.store->renew_replica();
    office.settle();
    CHECK(meta().replica == now);
  }
  SUBCASE("when the browser keeps it at the second attempt") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::refuse}};
    const records::ReplicaId now = office.store->renew_replica();
    office.settle();
    CHECK(office.phase() == Phase::failed);
    CHECK(meta().replica == before);
    REQUIRE(office.append({mine[1]}));
    CHECK(meta().replica == now);
    CHECK(meta().former_replicas == std::vector{before});
  }
  SUBCASE("and keeps it when the merge that was the reason is taken back") {
    REQUIRE(office.merge(CommitChain(2).next_several(2)));
    const records::ReplicaId now = office.store->renew_replica();
    office.settle();
    REQUIRE(office.restore());
    CHECK(office.replica == now);
    CHECK(office.commits == std::vector{mine[0]});
  }
  const records::ReplicaId now = meta().replica;
  const std::uint64_t commits = meta().commits;
  browser.kill(*office.tab);
  StoreTab again(browser, 8);
  again.settle();
  CHECK(again.replica == now);
  CHECK(again.replica != before);
  CHECK(again.reports.at(0).was_renamed);
  CHECK_FALSE(office.reports.at(0).was_renamed);
  CHECK(again.commits.size() == commits);
  CHECK(again.reports.at(0).damaged.empty());
}

TEST_CASE("a person's own commits are never taken back with a merge") {
  FakeBrowser browser;
  StoreTab office(browser);
  office.settle();
  CommitChain own;
  const auto mine = own.next_several(4);
  const auto theirs = CommitChain(2).next_several(5, 10, 1000);
  REQUIRE(office.append({mine[0]}));
  std::size_t given = 1; // of mine

  SUBCASE("when the merge brought nothing") {
    CHECK(office.merge({}));
    REQUIRE(office.append({mine[given++]}));
    CHECK_FALSE(office.store->can_restore());
    CHECK_FALSE(office.restore());
  }
  SUBCASE("when they wait for the same transaction, before it and behind it") {
    office.store->append({mine[given++]}, [](Result<void>) {}); // under way
    office.store->append({mine[given++]}, [](Result<void>) {});
    office.store->append(theirs, [](Result<void>) {}, storage::Append::merge);
    SUBCASE("before it") {
      office.settle();
      REQUIRE(office.store->can_restore());
      REQUIRE(office.restore());
      CHECK(office.commits == std::vector(mine.begin(), mine.begin() + 3));
    }
    SUBCASE("behind it") {
      office.store->append({mine[given++]}, [](Result<void>) {});
      office.settle();
      CHECK_FALSE(office.store->can_restore());
      CHECK_FALSE(office.restore());
    }
  }
  SUBCASE("when the merge could not be saved at once") {
    browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::refuse}};
    CHECK_FALSE(office.merge(theirs));
    CHECK_FALSE(office.store->can_restore());
    SUBCASE("and later alone") {
      office.store->retry();
      office.settle();
      REQUIRE(office.restore());
      CHECK(office.commits == std::vector{mine[0]});
    }
    SUBCASE("and later before a commit") {
      CHECK(office.append({mine[given++]}));
      CHECK_FALSE(office.store->can_restore());
      CHECK_FALSE(office.restore());
    }
  }
  browser.kill(*office.tab);
  StoreTab again(browser, 8);
  again.settle();
  CHECK(again.reports.at(0).damaged.empty());
  for (std::size_t index = 0; index < given; ++index)
    CHECK(std::ranges::find(again.commits, mine[index]) != again.commits.end());
}

} // namespace truat
