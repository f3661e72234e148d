#include "doctest/doctest.h"
#include "storage/store.h"
#include "support/commits.h"
#include "support/store_tab.h"

namespace truat {

using storage::Phase;
using testing::CommitChain;
using testing::FakeBrowser;
using testing::Fault;
using testing::StoreTab;

TEST_CASE("two tabs: one writes, the other follows") {
  FakeBrowser browser;
  StoreTab writer(browser, 7);
  writer.settle();
  CommitChain chain;
  const auto commits = chain.next_several(8);
  REQUIRE(writer.append({commits[0], commits[1]}));
  StoreTab follower(browser, 8);
  follower.settle();
  CHECK(follower.phase() == Phase::follower);
  CHECK_FALSE(follower.store->state().accepts_commits);
  CHECK(follower.commits.size() == 2);
  CHECK(follower.replica == writer.replica);

  SUBCASE("the follower gets what the writer saves, once and in order") {
    REQUIRE(writer.append({commits[2]}));
    REQUIRE(writer.append({commits[3], commits[4]}));
    CHECK(follower.commits == std::vector(commits.begin(), commits.begin() + 5));
    CHECK(follower.begins == 1);
  }
  SUBCASE("the follower may not write") {
    std::string key;
    follower.store->append({commits[2]},
                           [&key](Result<void> outcome) { key = outcome ? "" : outcome.error().key; });
    follower.settle();
    CHECK(key == "storage.follower");
  }
  SUBCASE("a follower that missed something reads the store again") {
    follower.channel.deaf = true;
    REQUIRE(writer.append({commits[2]}));
    follower.channel.deaf = false;
    CHECK(follower.commits.size() == 2);
    REQUIRE(writer.append({commits[3]}));
    CHECK(follower.commits == std::vector(commits.begin(), commits.begin() + 4));
    CHECK(follower.begins == 2);
  }
  SUBCASE("when the writer closes, the follower writes on") {
    REQUIRE(writer.append({commits[2]}));
    browser.kill(*writer.tab);
    follower.settle();
    CHECK(follower.phase() == Phase::ready);
    CHECK(follower.store->state().accepts_commits);
    CHECK(follower.commits == std::vector(commits.begin(), commits.begin() + 3));
    CHECK(follower.append({commits[3]}));
  }
  SUBCASE("the follower takes over: the writer saves first, hands over and follows") {
    writer.store->append({commits[2]}, [](Result<void>) {});
    follower.store->take_over();
    browser.timers.pass(500);
    CHECK(follower.phase() == Phase::ready);
    CHECK(writer.phase() == Phase::follower);
    CHECK(follower.commits == std::vector(commits.begin(), commits.begin() + 3));
    REQUIRE(follower.append({commits[3]}));
    CHECK(writer.commits.back() == commits[3]);
    SUBCASE("and the other takes it back") {
      writer.store->take_over();
      browser.timers.pass(500);
      CHECK(writer.phase() == Phase::ready);
      CHECK(follower.phase() == Phase::follower);
      CHECK(writer.append({commits[4]}));
    }
  }
  SUBCASE("a writer that cannot save refuses to hand over") {
    browser.disk.faults = {
        {"write", browser.disk.calls["write"] + 1, Fault::refuse, "platform.storage_full"}};
    CHECK_FALSE(writer.append({commits[2]}));
    follower.store->take_over();
    browser.timers.pass(5000);
    CHECK(follower.phase() == Phase::follower);
    CHECK(follower.problem() == "storage.other_tab_unsaved");
    writer.store->retry();
    writer.settle();
    follower.store->take_over();
    browser.timers.pass(500);
    CHECK(follower.phase() == Phase::ready);
    CHECK(follower.commits.size() == 3);
  }
  SUBCASE("a writer that does not answer loses the lock after three seconds, and follows when it wakes") {
    writer.channel.deaf = true;
    follower.store->take_over();
    browser.timers.pass(2900);
    CHECK(follower.phase() == Phase::follower);
    browser.timers.pass(1000);
    CHECK(follower.phase() == Phase::ready);
    writer.channel.deaf = false;
    CHECK(writer.phase() == Phase::follower);
    REQUIRE(follower.append({commits[2]}));
    writer.settle();
    CHECK(writer.commits.back() == commits[2]);
  }
  SUBCASE("a third tab that stands in the queue does not get what another asked for") {
    StoreTab third(browser, 9);
    third.settle();
    StoreTab fourth(browser, 10);
    fourth.settle();
    fourth.store->take_over();
    browser.timers.pass(500);
    CHECK(fourth.phase() == Phase::ready);
    CHECK(third.phase() == Phase::follower);
    CHECK(writer.phase() == Phase::follower);
  }
  SUBCASE("a follower that reads in the middle of the writer's packing finds no damage") {
    for (int i = 0; i < 12; ++i)
      writer.store->append(chain.next_several(10, 40, 1500), [](Result<void>) {});
    StoreTab late(browser, 9);
    browser.timers.pass(20'000);
    CHECK(late.reports.back().damaged.empty());
    CHECK(late.commits.size() == 122);
    CHECK(follower.commits.size() == 122);
  }
}

TEST_CASE("a lock stolen from a tab with unsaved commits") {
  FakeBrowser browser;
  StoreTab writer(browser, 7);
  writer.settle();
  CommitChain chain;
  const auto commits = chain.next_several(3);
  REQUIRE(writer.append({commits[0]}));
  browser.disk.faults = {{"write", browser.disk.calls["write"] + 1, Fault::refuse}};
  CHECK_FALSE(writer.append({commits[1]}));
  StoreTab thief(browser, 8);
  thief.settle();
  thief.lock.steal();
  thief.settle();
  CHECK(thief.phase() == Phase::ready);

  SUBCASE("is told with the number of commits, and writes no more") {
    CHECK(writer.phase() == Phase::failed);
    CHECK(writer.problem() == "storage.taken_away");
    CHECK_FALSE(writer.store->state().accepts_commits);
    writer.store->retry();
    writer.settle();
    CHECK(writer.phase() == Phase::failed);
    CommitChain other(3);
    CHECK(thief.append({other.next()}));
    CHECK(thief.commits.size() == 1);
  }
}

TEST_CASE("a tab that does not know that it lost the lock cannot tear the store") {
  FakeBrowser browser;
  StoreTab writer(browser, 7);
  writer.settle();
  CommitChain chain;
  const auto commits = chain.next_several(3);
  REQUIRE(writer.append({commits[0]}));
  // As if the browser's locks did not work at all: a second tab believes that it may write.
  FakeBrowser lawless;
  lawless.disk = browser.disk;
  StoreTab second(lawless, 8);
  second.settle();
  CommitChain other(3);
  REQUIRE(second.append({other.next()}));
  browser.disk = lawless.disk;
  CHECK_FALSE(writer.append({commits[1]}));
  CHECK(writer.problem() == "storage.taken_away");
  CHECK(browser.disk.hot == lawless.disk.hot);
}

TEST_CASE("a merge that is taken back makes followers begin anew") {
  FakeBrowser browser;
  StoreTab writer(browser, 7);
  writer.settle();
  CommitChain own;
  CommitChain other(2);
  const auto mine = own.next_several(2);
  REQUIRE(writer.append(mine));
  StoreTab follower(browser, 8);
  follower.settle();
  REQUIRE(writer.merge(other.next_several(5)));
  CHECK(follower.commits.size() == 7);
  writer.store->restore([](Result<void>) {});
  writer.settle();
  follower.settle();
  CHECK(follower.commits == mine);
}

} // namespace truat
