// One office of a demo: a workspace of its own that is filled, works, and takes what others did.
#pragma once

#include "workspace/workspace.h"

#include <memory>
#include <string>
#include <vector>

namespace truat::command {

/// The day on which every demo ends.
inline constexpr CivilDate demo_today{2026, 11, 20};

class DemoOffice {
public:
  DemoOffice(std::uint64_t seed, std::size_t index);
  DemoOffice(const DemoOffice&) = delete;
  DemoOffice& operator=(const DemoOffice&) = delete;

  [[nodiscard]] const workspace::Workspace& workspace() const { return *m_workspace; }

  /// The invented สอจ.สงขลา of assets/sample. Contract: the office is empty.
  [[nodiscard]] Result<void> fill_with_sample(std::uint64_t seed, std::optional<std::size_t> factories);
  /// An office of another province and its head.
  [[nodiscard]] Result<void> introduce();
  /// Adds invented factories in one commit, as an import does.
  [[nodiscard]] Result<void> add_factories(std::size_t count);
  /// Plans a visit to every fourth factory of its own.
  [[nodiscard]] Result<void> plan_visits();
  /// One commit of `operations` edits of that factory. Contract: the factory has not more editable fields
  /// than that.
  [[nodiscard]] Result<void> edit(const records::RecordId& factory, std::size_t operations);

  /// What this office has committed since it was last asked.
  [[nodiscard]] std::vector<records::CommitLines> take_news() { return m_workspace->take_outbox(); }
  [[nodiscard]] Result<void> take(const std::vector<records::CommitLines>& commits);

  static constexpr std::size_t most_edits = 4; ///< of one commit

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
