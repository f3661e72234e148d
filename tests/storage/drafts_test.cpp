#include "storage/drafts.h"

#include "doctest/doctest.h"
#include "support/fake_disk.h"

namespace truat {

using platform::Urgency;
using storage::Draft;
using storage::Drafts;
using testing::FakeBlobStore;
using testing::FakeBrowser;
using testing::Fault;

TEST_CASE("drafts") {
  FakeBrowser browser;
  const auto tab = browser.new_tab();
  FakeBlobStore blobs(tab, "truat-drafts");
  FixedClock clock(Instant{1'795'000'000'000});
  SeededRandom random(3);
  const records::RecordId record = records::new_record_id(random);
  const std::vector<records::OperationId> heads = {{records::new_replica_id(random), 4, 2}};
  auto drafts = std::make_unique<Drafts>(blobs, browser.timers, clock);
  const auto load = [&] {
    std::optional<std::vector<Draft>> loaded;
    Drafts later(blobs, browser.timers, clock);
    later.load([&loaded](Result<std::vector<Draft>> answer) {
      if (answer)
        loaded = std::move(*answer);
    });
    browser.timers.pass(10);
    return loaded;
  };
  auto& slots = browser.disk.databases["truat-drafts"];

  SUBCASE("are written half a second after the first key, with the newest text") {
    drafts->typed(record, "factory.name", heads, "โร");
    browser.timers.pass(400);
    drafts->typed(record, "factory.name", heads, "โรงงาน");
    CHECK(slots.empty());
    browser.timers.pass(110);
    REQUIRE(slots.size() == 1);
    const auto loaded = load();
    REQUIRE(loaded.has_value());
    REQUIRE(loaded->size() == 1);
    CHECK(loaded->at(0) == Draft{record, "factory.name", heads, "โรงงาน", clock.now()});
    const std::string id = to_string(record);
    CHECK(slots.begin()->first == id + "/factory.name");
    CHECK(slots.begin()->second == R"({"field":"factory.name","format":"truat-draft","heads":[")" +
                                       to_string(heads[0]) + R"("],"record":")" + id +
                                       R"(","text":"โรงงาน","time":"2026-11-18T11:06:40.000Z","version":1})");
  }
  SUBCASE("are gone once forgotten") {
    drafts->typed(record, "factory.name", heads, "โรงงาน");
    browser.timers.pass(600);
    drafts->forget(record, "factory.name");
    browser.timers.pass(600);
    CHECK(slots.empty());
  }
  SUBCASE("come newest first") {
    drafts->typed(record, "a", {}, "one");
    clock.advance_milliseconds(5000);
    drafts->typed(record, "b", {}, "two");
    drafts->flush(Urgency::page_is_closing);
    browser.timers.pass(10);
    const auto loaded = load();
    REQUIRE(loaded.has_value());
    REQUIRE(loaded->size() == 2);
    CHECK(loaded->at(0).text == "two");
  }
  SUBCASE("that fail to be written are told and tried again") {
    browser.disk.faults = {{"put", 1, Fault::refuse, "platform.storage_full"}};
    drafts->typed(record, "a", {}, "one");
    browser.timers.pass(510);
    REQUIRE(drafts->problem().has_value());
    CHECK(drafts->problem()->key == "platform.storage_full");
    browser.timers.pass(600);
    CHECK_FALSE(drafts->problem().has_value());
    CHECK(slots.size() == 1);
  }
  SUBCASE("a slot that cannot be read is left where it is") {
    slots["strange"] = "{\"format\":\"truat-draft\",\"version\":2}";
    const auto loaded = load();
    REQUIRE(loaded.has_value());
    CHECK(loaded->empty());
    CHECK(slots.contains("strange"));
  }
  SUBCASE("that cannot be listed are an error") {
    browser.disk.faults = {{"keys", 1, Fault::refuse, "platform.store_unreadable"}};
    CHECK_FALSE(load().has_value());
  }
}

} // namespace truat
