// What part of the records an export has: by kind, factory and period, and without what the recipient has.
//
// A record is in scope when it passes all that is set. Then it brings what it names, so that the recipient
// can read it: a visit its factory, team, instruments and checklist, a person the office, a commit its
// author. The parts of a visit (photos, samples, findings, signatures) are in scope with it. Computers always
// come along, since their keys are what signatures are checked by.
#pragma once

#include "workspace/workspace.h"

#include <cstdint>
#include <unordered_set>

namespace truat::workspace {

enum class ScopePhotos : std::uint8_t { with, without };

struct Scope {
  std::vector<std::string> kinds;  ///< empty: all; those of a domain
  std::vector<RecordId> factories; ///< empty: all; with the visits to them
  std::optional<CivilDate> from;   ///< first day of visits
  std::optional<CivilDate> until;  ///< last day of visits
  ScopePhotos photos = ScopePhotos::with;
  records::VersionVector known; ///< commits that the recipient has with all bodies and before them
  std::string recipient;        ///< whom the file is for, as the sender names them; may be empty
  [[nodiscard]] bool chooses_records() const { return !kinds.empty() || !factories.empty() || from || until; }
  bool operator==(const Scope&) const = default;
};

using RecordSet = std::unordered_set<RecordId>;

/// Finds the records in scope, in slices. It may be dropped at any time; what changes between the slices may
/// be in the answer or not.
class ScopeWork {
public:
  /// The workspace must outlive the work.
  ScopeWork(const Workspace& workspace, const Scope& scope);

  Step run(Budget& budget);
  [[nodiscard]] Progress progress() const; ///< in records
  /// Contract of both: done. Nothing: every record, of versions to come too.
  [[nodiscard]] const std::optional<RecordSet>& records() const;
  /// The hashes that photo records in scope name, rising; whatever `Scope::photos` says.
  [[nodiscard]] std::vector<Hash> photos() const;

private:
  [[nodiscard]] bool is_chosen(const RecordId& record) const;
  [[nodiscard]] std::vector<RecordId> named(const RecordId& record, std::string_view kind) const;
  [[nodiscard]] bool has_chosen_factory(const std::vector<RecordId>& factories) const;
  [[nodiscard]] bool is_in_period(const RecordId& visit) const;
  void include(const RecordId& record);
  void bring(const RecordId& record);

  const Workspace* m_workspace;
  Scope m_scope;
  std::vector<RecordId> m_all;
  std::size_t m_looked_at = 0;
  std::optional<RecordSet> m_records;
  std::vector<RecordId> m_waiting;             ///< in scope, what they bring not yet
  std::unordered_set<std::uint32_t> m_commits; ///< positions whose authors are in scope
  bool m_is_done = false;
};

/// What a delta export to somebody who has `theirs` need not hold: of each chain the part that both have,
/// alike. Where their chain says something else, it ends.
[[nodiscard]] records::VersionVector known_to_both(const records::Log& ours, const records::Log& theirs);

} // namespace truat::workspace
