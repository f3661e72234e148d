#include "storage/receipts.h"

#include "doctest/doctest.h"
#include "support/fake_disk.h"

namespace truat {

using storage::ImportReceipt;
using storage::Receipts;
using testing::FakeBlobStore;
using testing::FakeBrowser;
using testing::Fault;

namespace {

ImportReceipt example() {
  SeededRandom random(3);
  ImportReceipt receipt;
  receipt.imported_at = Instant{1'795'000'000'000};
  receipt.imported_by = records::new_record_id(random);
  receipt.file = "สข-ก 2569.truat.json";
  receipt.bytes = 4'812'345;
  receipt.manifest = sha256("manifest");
  receipt.person = "สุไรดา หมัดอะดัม";
  receipt.office = "สอจ.สงขลา";
  receipt.replica = records::new_replica_id(random);
  receipt.exported_at = Instant{1'794'000'000'000};
  receipt.first_change = Instant{1'793'000'000'000};
  receipt.last_change = Instant{1'793'900'000'000};
  receipt.new_commits = 12;
  receipt.known_commits = 40;
  receipt.new_records = 3;
  receipt.changed_records = 2;
  receipt.records_in_conflict = 1;
  receipt.known_records = 9;
  receipt.photos = 7;
  receipt.witness = records::CommitId{*receipt.replica, 53};
  return receipt;
}

} // namespace

TEST_CASE("a receipt is one line of JSON, and is read again") {
  ImportReceipt receipt = example();
  receipt.number = 7;
  const std::string line = storage::encode(receipt);
  CHECK(line.find('\n') == std::string::npos);
  CHECK(line.starts_with(R"({"bytes":4812345,"changed":2,"conflicts":1,"exported_at":)"));
  CHECK(storage::decode_receipt(line) == receipt);
  SUBCASE("without what is not known") {
    ImportReceipt least;
    least.number = 1;
    CHECK(storage::decode_receipt(storage::encode(least)) == least);
  }
  SUBCASE("in every state") {
    receipt.state = ImportReceipt::State::restored;
    receipt.restored_at = Instant{1'795'000'500'000};
    CHECK(storage::decode_receipt(storage::encode(receipt)) == receipt);
  }
  SUBCASE("cut off anywhere it is none") {
    for (std::size_t end = 0; end < line.size(); ++end)
      CHECK_FALSE(storage::decode_receipt(std::string_view(line).substr(0, end)).has_value());
  }
  SUBCASE("of a newer version, or with something wrong in it, it is none") {
    const auto with = [&line](std::string_view from, std::string_view to) {
      std::string other = line;
      other.replace(other.find(from), from.size(), to);
      return storage::decode_receipt(other).has_value();
    };
    CHECK_FALSE(with("\"version\":1", "\"version\":2"));
    CHECK_FALSE(with("\"photos\":7", "\"photos\":-7"));
    CHECK_FALSE(with("\"begun\"", "\"begum\""));
    CHECK_FALSE(with("truat-receipt", "truat-draft"));
    CHECK(with("\"photos\":7", "\"photos\":70"));
  }
}

TEST_CASE("receipts stay") {
  FakeBrowser browser;
  const auto tab = browser.new_tab();
  FakeBlobStore cold(tab, "truat-cold");
  auto& slots = browser.disk.databases["truat-cold"];
  slots["pack/1-64"] = "bytes";
  Receipts receipts(cold);
  const auto add = [&] {
    std::optional<Result<ImportReceipt>> kept;
    receipts.add(example(), [&kept](Result<ImportReceipt> answer) { kept = std::move(answer); });
    browser.timers.pass(100);
    REQUIRE(kept);
    return std::move(*kept);
  };
  const auto load = [&] {
    std::optional<Result<Receipts::Listed>> listed;
    Receipts(cold).load([&listed](Result<Receipts::Listed> answer) { listed = std::move(answer); });
    browser.timers.pass(100);
    REQUIRE(listed);
    return std::move(*listed);
  };

  SUBCASE("numbered from 1, the newest first") {
    for (std::uint64_t number = 1; number <= 11; ++number)
      CHECK(add()->number == number);
    const auto listed = load();
    REQUIRE(listed);
    REQUIRE(listed->receipts.size() == 11);
    CHECK(listed->receipts.front().number == 11);
    CHECK(listed->receipts.back().number == 1);
    CHECK(listed->receipts.front().file == example().file);
    CHECK(slots.contains("receipt/11"));
    CHECK(slots.contains("pack/1-64"));
  }
  SUBCASE("taken and restored are written down later") {
    ImportReceipt receipt = *add();
    receipt.state = ImportReceipt::State::restored;
    bool kept = false;
    receipts.put(receipt, [&kept](const Result<void>& answer) { kept = answer.has_value(); });
    browser.timers.pass(100);
    CHECK(kept);
    CHECK(load()->receipts.front() == receipt);
  }
  SUBCASE("one that cannot be read is counted and left where it is") {
    (void)add();
    slots["receipt/2"] = "{\"format\":\"truat-receipt\",\"version\":2}";
    slots["receipt/3"] = slots["receipt/1"]; // says another number than its own
    const auto listed = load();
    CHECK(listed->receipts.size() == 1);
    CHECK(listed->unreadable == 2);
    CHECK(add()->number == 4);
    CHECK(slots.contains("receipt/2"));
  }
  SUBCASE("a failure at any step is told and keeps what was there") {
    (void)add();
    for (const char* step : {"keys", "put"}) {
      browser.disk.calls.clear();
      browser.disk.faults = {{step, 1, Fault::refuse, "platform.storage_full"}};
      const auto refused = add();
      REQUIRE_FALSE(refused);
      CHECK(refused.error().key == "platform.storage_full");
      CHECK(slots.size() == 2);
    }
    for (const char* step : {"keys", "get"}) {
      browser.disk.calls.clear();
      browser.disk.faults = {{step, 1, Fault::refuse, "platform.store_unreadable"}};
      CHECK_FALSE(load().has_value());
    }
    CHECK(load()->receipts.size() == 1);
  }
  SUBCASE("a tab that dies while it writes leaves a whole receipt or none") {
    (void)add();
    browser.disk.calls.clear();
    browser.disk.faults = {{"put", 1, Fault::die, {}}};
    receipts.add(example(), [](const Result<ImportReceipt>&) { FAIL("a dead tab has no answer"); });
    browser.timers.pass(100);
    const auto later = browser.new_tab();
    FakeBlobStore again(later, "truat-cold");
    std::size_t count = 0;
    Receipts(again).load([&count](Result<Receipts::Listed> answer) { count = answer->receipts.size(); });
    browser.timers.pass(100);
    CHECK(count == 1);
  }
}

} // namespace truat
