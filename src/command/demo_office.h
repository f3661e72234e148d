// One office of a demo: a workspace of its own that is filled and takes what others did.
#pragma once

#include "command/demo_edits.h"
#include "workspace/workspace.h"

#include <memory>
#include <string>
#include <vector>

namespace truat::command {

/// One office in each province but Bangkok, which has none.
inline constexpr std::size_t most_demo_offices = 76;
/// Today, as a demo's offices see it at the beginning.
inline constexpr CivilDate demo_today{2026, 11, 20};

class DemoOffice {
public:
  /// Office 0 is that of Songkhla. Contract: `index` < `most_demo_offices`.
  DemoOffice(std::uint64_t seed, std::size_t index);
  DemoOffice(const DemoOffice&) = delete;
  DemoOffice& operator=(const DemoOffice&) = delete;

  [[nodiscard]] workspace::Workspace& workspace() { return *m_workspace; }

  /// The invented สอจ.สงขลา of assets/sample. Contract: the office is empty.
  [[nodiscard]] Result<void> fill_with_sample(std::uint64_t seed, std::optional<std::size_t> factories);
  /// An office of another province and its head.
  [[nodiscard]] Result<void> introduce();
  /// Adds invented factories in one commit, as an import does.
  [[nodiscard]] Result<void> add_factories(std::size_t count);
  /// Plans a visit to every fourth factory of its own.
  [[nodiscard]] Result<void> plan_visits();
  /// What this office has committed since it was last asked.
  [[nodiscard]] std::vector<records::CommitLines> take_news() { return m_workspace->take_outbox(); }
  [[nodiscard]] Result<void> take(std::vector<records::CommitLines> commits);
  /// Goes on in a joined store.
  [[nodiscard]] DemoHand hand() const;

private:
  [[nodiscard]] records::Change made_factories(std::size_t count);
  [[nodiscard]] std::string made_name();

  std::size_t m_index;
  FixedClock m_clock;
  SeededRandom m_random;
  records::ReplicaId m_replica;
  std::unique_ptr<workspace::Workspace> m_workspace;
  std::string m_province; ///< code
  std::size_t m_serial = 0;
};

} // namespace truat::command
