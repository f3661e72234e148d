// A life of a store, from its first start to a merge that is taken back, with a fault of every kind at every
// call of every step: whatever had been acknowledged is there when the browser is opened again, and nothing
// is torn.
#include "storage/store.h"

#include "doctest/doctest.h"
#include "support/commits.h"
#include "support/store_tab.h"

#include <algorithm>
#include <memory>

namespace truat {
namespace {

using storage::Phase;
using testing::CommitChain;
using testing::FakeBrowser;
using testing::Fault;
using testing::StoreTab;
using Commits = std::vector<records::CommitLines>;

/// Whether so much is written that segments are joined into a pack.
enum class Size { small, packed };

/// What was done to the store, and what a fresh start may find: the commits as they were after an act that
/// was acknowledged, or after one that was begun since.
class Life {
public:
  Life(testing::FakeDisk::Plan fault, Size size) : m_size(size) { browser.disk.faults = {std::move(fault)}; }

  /// Goes through everything, or until the tab dies.
  void live() {
    open();
    append(m_own.next_several(1));
    append(m_own.next_several(2));
    append(m_own.next_several(3, 10, 3'000)); // a segment is sealed
    if (m_size == Size::packed) {             // some 4.5 MB
      append(m_own.next_several(8, 10, 30'000));
      append(m_own.next_several(7, 10, 30'000));
    }
    open(); // reads packs, segments and the tail
    append(m_own.next_several(1));
    const Commits before = m_now;
    act([this](StoreTab& tab) { return tab.merge(m_other); }, joined(before, m_other));
    if (m_now != before)
      act([](StoreTab& tab) { return tab.restore() || tab.restore(); }, before);
    append(m_own.next_several(1));
  }

  void check_what_is_left(Fault fault) {
    m_tab.reset();
    browser.disk.faults.clear();
    StoreTab again(browser, 99);
    again.settle();
    REQUIRE(again.reports.size() == 1);
    const bool is_damaged = !again.reports[0].damaged.empty();
    if (fault != Fault::tear)
      CHECK_FALSE(is_damaged);
    if (!is_damaged)
      CHECK(std::find(m_expected.begin() + m_acknowledged, m_expected.end(), again.commits) !=
            m_expected.end());
    for (const records::CommitLines& commit :
         again.commits) // whatever was torn, nothing else is taken for a commit
      CHECK(std::ranges::any_of(
          m_expected, [&](const Commits& all) { return std::ranges::find(all, commit) != all.end(); }));
    CHECK(again.append(CommitChain(5).next_several(1)));
  }

  FakeBrowser browser;

private:
  static Commits joined(Commits first, const Commits& then) {
    first.insert(first.end(), then.begin(), then.end());
    return first;
  }

  void open() {
    if (m_tab != nullptr && !m_tab->tab->alive)
      return;
    m_tab.reset();
    m_tab = std::make_unique<StoreTab>(browser, 7 + m_opened++);
    m_tab->memory = m_now;
    m_tab->settle();
    try_again();
  }
  void try_again() {
    for (int tries = 0; tries < 3 && m_tab->tab->alive && m_tab->phase() == Phase::failed; ++tries) {
      m_tab->store->retry();
      m_tab->settle();
    }
  }
  template <class Act>
  void act(Act does, Commits after) {
    if (!m_tab->tab->alive)
      return;
    m_expected.push_back(after);
    bool done = does(*m_tab);
    if (!done && m_tab->tab->alive && m_tab->store->state().unsaved_commits > 0) {
      try_again(); // what waits is saved then
      done = m_tab->store->state().unsaved_commits == 0;
    }
    if (!done || !m_tab->tab->alive)
      return; // a restore that failed has changed nothing for the tab, whatever the browser kept
    m_now = std::move(after);
    m_acknowledged = static_cast<std::ptrdiff_t>(m_expected.size()) - 1;
  }
  void append(Commits commits) {
    Commits after = joined(m_now, commits);
    act([&commits](StoreTab& tab) { return tab.append(commits); }, std::move(after));
  }

  Size m_size;
  CommitChain m_own;
  Commits m_other = CommitChain(2).next_several(3, 10, 1000);
  std::unique_ptr<StoreTab> m_tab;
  std::uint64_t m_opened = 0;
  Commits m_now;                       ///< as the tab has them
  std::vector<Commits> m_expected{{}}; ///< after each act, the newest last
  std::ptrdiff_t m_acknowledged = 0;   ///< index of the last that was told as done
};

} // namespace

TEST_CASE("a fault of every kind at every call of a store's life loses nothing that was acknowledged") {
  struct Where {
    Size size;
    const char* step;
    std::vector<Fault> kinds;
    int least_calls;
  };
  const std::vector<Fault> of_writing{Fault::refuse, Fault::commit_and_lie, Fault::tear, Fault::die,
                                      Fault::die_after};
  const std::vector<Fault> of_reading{Fault::refuse, Fault::die};
  const Where places[] = {
      {Size::small, "populate", of_reading, 2}, {Size::small, "keys", of_reading, 2},
      {Size::small, "write", of_writing, 8},    {Size::packed, "get", of_reading, 1},
      {Size::packed, "put", of_writing, 1},     {Size::packed, "write", {Fault::die_after}, 9}};
  for (const auto& [size, step, kinds, least_calls] : places) {
    for (const Fault kind : kinds) {
      int call = 1;
      for (;; ++call) {
        CAPTURE(std::string(step));
        CAPTURE(static_cast<int>(kind));
        CAPTURE(call);
        Life life({step, call, kind, "platform.write_failed"}, size);
        life.live();
        const bool was_reached = life.browser.disk.calls[step] >= call;
        life.check_what_is_left(kind);
        if (!was_reached)
          break;
      }
      CHECK(call > least_calls);
    }
  }
}

} // namespace truat
