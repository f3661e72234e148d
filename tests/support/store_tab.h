// One tab of the page as the store's tests see it: a store over the in-memory browser, and what it told.
#pragma once

#include "storage/store.h"
#include "support/fake_disk.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::testing {

struct StoreTab {
  explicit StoreTab(FakeBrowser& in, std::uint64_t seed = 7) : browser(&in), random(seed) { start(); }
  ~StoreTab() { browser->kill(*tab); }
  StoreTab(const StoreTab&) = delete;
  StoreTab& operator=(const StoreTab&) = delete;

  FakeBrowser* browser;
  SeededRandom random;
  FixedClock clock{Instant{1'795'000'000'000}};
  std::shared_ptr<FakeTab> tab = browser->new_tab();
  FakeHotFiles hot{tab};
  FakeBlobStore cold{tab, "truat-cold"};
  FakeLock lock{tab};
  FakeChannel channel{tab};

  std::optional<records::ReplicaId> replica;
  int begins = 0;
  std::vector<records::CommitLines> commits;
  std::vector<storage::OpeningReport> reports;
  std::vector<storage::StoreState> states;
  std::function<void()> on_opened;
  std::vector<records::CommitLines> memory; ///< what a ledger would hold, for making the store anew
  std::unique_ptr<storage::Store> store;

  void start() {
    storage::StoreParts parts{.hot = &hot,
                              .cold = &cold,
                              .lock = &lock,
                              .channel = &channel,
                              .timers = &browser->timers,
                              .clock = &clock,
                              .random = &random};
    parts.kept_before = [this] { return browser->disk.kept_count; };
    parts.note_kept = [this](std::uint64_t count) { browser->disk.kept_count = count; };
    parts.everything_in_memory = [this] { return memory; };
    storage::StoreListener listener;
    listener.begin = [this](records::ReplicaId id) {
      replica = id;
      ++begins;
      commits.clear();
    };
    listener.commits_arrived = [this](std::vector<records::CommitLines> arrived) {
      commits.insert(commits.end(), arrived.begin(), arrived.end());
    };
    listener.opened = [this](const storage::OpeningReport& report) {
      reports.push_back(report);
      if (on_opened)
        on_opened();
    };
    listener.state_changed = [this](const storage::StoreState& state) { states.push_back(state); };
    store = std::make_unique<storage::Store>(parts, listener);
    store->open();
  }

  /// Opens and waits until nothing moves any more.
  void settle() { browser->timers.pass(1000); }
  [[nodiscard]] storage::Phase phase() const { return store->state().phase; }
  [[nodiscard]] std::string problem() const {
    return store->state().problem ? store->state().problem->key : std::string();
  }
  /// Appends and waits; true when it became durable.
  bool append(std::vector<records::CommitLines> added, storage::Append what = storage::Append::own) {
    std::optional<bool> durable;
    memory.insert(memory.end(), added.begin(), added.end());
    store->append(
        std::move(added), [&durable](Result<void> outcome) { durable = outcome.has_value(); }, what);
    settle();
    return durable.value_or(false);
  }
  bool merge(std::vector<records::CommitLines> added) {
    return append(std::move(added), storage::Append::merge);
  }
  /// Takes the merge back and waits; true when that became durable.
  bool restore() {
    bool restored = false;
    store->restore([&restored](Result<void> outcome) { restored = outcome.has_value(); });
    settle();
    return restored;
  }
};

} // namespace truat::testing
