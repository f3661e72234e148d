// Offices that go on working on what a demo joined: each writes its own chain and counts on its own between
// two exchanges, but one store holds what they all write, so that seventy offices cost no more than one.
#pragma once

#include "workspace/workspace.h"

#include <cstdint>
#include <vector>

namespace truat::command {

/// What an office needs to write on: its name, its person, its clock and its dice.
struct DemoHand {
  records::ReplicaId replica;
  records::RecordId author;
  FixedClock clock;
  SeededRandom random;
};

class DemoEdits {
public:
  /// The store holds every hand's chain, whole, and outlives this.
  DemoEdits(workspace::Workspace& joined, std::vector<DemoHand> hands);

  /// Edits until the store has `wanted` operations. Between two exchanges a factory is one office's alone, so
  /// that nothing is in conflict; after each it is another's, so that histories cross offices.
  [[nodiscard]] Result<void> edit_until(std::uint64_t wanted, std::uint64_t seed);

private:
  struct Pen {
    DemoHand hand;
    std::uint64_t lamport = 0; ///< the greatest this office has seen
  };
  [[nodiscard]] std::uint64_t made() const { return m_joined->ledger().log().operation_count(); }
  void exchange_news();
  [[nodiscard]] Result<void> edit(Pen& pen, const records::RecordId& factory, std::size_t operations);
  [[nodiscard]] records::CommitLines write(Pen& pen, std::vector<records::Operation> operations) const;

  workspace::Workspace* m_joined;
  std::vector<Pen> m_pens;
};

} // namespace truat::command
