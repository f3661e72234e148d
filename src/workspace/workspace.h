// The workspace: one office's records with all domains over them. `commit` is the only way to change
// anything.
#pragma once

#include "audit/audit.h"
#include "audit/issue.h"
#include "audit/numbering.h"
#include "records/history.h"
#include "records/ledger.h"
#include "records/long_work.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace truat::workspace {

using records::RecordId;

/// The kinds of all domains; made once.
[[nodiscard]] const records::Schema& schema();

/// The reference lists and checklists compiled into this build; read once.
[[nodiscard]] const audit::Reference& reference();

/// A record as a line of a list: what it is and what it is called.
struct RecordTitle {
  std::string kind;   ///< "factory"
  std::string title;  ///< a name, a number; empty where the record has none yet
  std::string detail; ///< what tells it from its namesakes, may be empty
  bool operator==(const RecordTitle&) const = default;
};

class Workspace {
public:
  /// `clock` and `random` outlive it.
  Workspace(records::ReplicaId replica, Clock& clock, Random& random);
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] const records::Ledger& ledger() const { return m_ledger; }
  [[nodiscard]] const records::Projection& projection() const { return m_ledger.projection(); }
  [[nodiscard]] const audit::Audit& audit() const { return m_audit; }

  /// The person at this PC. Without one nothing can be committed (`workspace.no_actor`), except by
  /// `introduce`.
  [[nodiscard]] const RecordId& actor() const { return m_actor; }
  void set_actor(const RecordId& person) { m_actor = person; }
  /// Who committed last at this PC; none if nobody has. For a browser that has forgotten who that was.
  [[nodiscard]] RecordId last_actor() const;
  /// For verbs: who, today (Thai time), now, and where ids come from.
  [[nodiscard]] records::Context context() const;
  /// Of this PC's workstation; of the one that the next commit makes, where it has none.
  [[nodiscard]] audit::NumberSeries number_series() const;

  /// A PC that goes on under a new name has no workstation under it yet: it comes along with the next change
  /// of somebody whose office is known.
  [[nodiscard]] Result<records::CommitId> commit(const records::Change& change);
  /// Of the ledger, where the person here may change what the step changed: somebody else may have taken it
  /// at this PC. Errors besides: those of `audit::permitted_edit`.
  [[nodiscard]] Result<records::CommitId> undo();
  [[nodiscard]] Result<records::CommitId> redo();

  /// First start: makes the office, the person and this PC's workstation in one commit whose author is that
  /// person, and takes the person as actor. An office of this name, or a person of this name there, is taken
  /// and not made again.
  struct Introduction {
    std::string person_name;
    std::string position;
    std::string officer_card;
    std::string office_name;
    std::string office_abbreviation;
    std::string office_province; ///< two-digit code
  };
  [[nodiscard]] Result<RecordId> introduce(const Introduction& introduction);

  struct VisitRequest {
    RecordId factory;
    std::string checklist_key; ///< of the shipped checklists
    std::string purpose;       ///< key of `purpose`
    std::string purpose_detail;
    std::optional<CivilDate> planned_on;
    std::vector<RecordId> team; ///< empty: the person at this PC
    bool start_now = false;
  };
  /// Plans a visit, or plans and begins it, after putting its checklist into the store if it is not there.
  /// Errors: `audit.checklist_missing` and those of `audit::plan_visit` and `audit::begin_visit`.
  [[nodiscard]] Result<RecordId> plan_visit(const VisitRequest& request);

  /// All or nothing; see `records::Ledger::merge`.
  [[nodiscard]] Result<records::MergeReceipt> merge(std::vector<records::CommitLines> commits,
                                                    records::Ledger::Source source);
  /// The same in slices, for many commits.
  [[nodiscard]] records::MergeWork merge_in_slices(std::vector<records::CommitLines> commits,
                                                   records::Ledger::Source source) {
    return {m_ledger, std::move(commits), source};
  }
  [[nodiscard]] std::vector<records::CommitLines> take_outbox() { return m_ledger.take_outbox(); }
  /// Whether this PC can go on under its name; where not, `continue_as` another that the store has kept.
  [[nodiscard]] bool own_chain_is_sound() const { return m_ledger.own_chain_is_sound(); }
  void continue_as(records::ReplicaId replica) {
    m_ledger.continue_as(replica);
    m_is_renamed = true;
  }
  /// The store has had another name before.
  void note_renamed() { m_is_renamed = true; }

  // Questions that cross the domains
  [[nodiscard]] RecordTitle title(const RecordId& record) const;
  [[nodiscard]] std::string person_name(const RecordId& person) const; ///< "" for none
  /// The record and everything that points at it and belongs to it (an inspection's photos, findings,
  /// signatures).
  [[nodiscard]] std::vector<RecordId> with_parts(const RecordId& record) const;
  /// The history of a record and of its parts, newest first.
  [[nodiscard]] std::vector<records::HistoryEntry> history(const RecordId& record) const;
  /// Records that someone must look at after a merge (audit/merge_issues.h). Long for many: screens search in
  /// slices.
  [[nodiscard]] std::vector<audit::Issue> issues() const;

private:
  /// Whether the person here may change what this commit changed.
  [[nodiscard]] Result<void> may_change_again(const std::optional<records::UndoStep>& step) const;
  /// The workstation that this PC needs and does not have.
  [[nodiscard]] std::optional<audit::Workstation> missing_workstation() const;

  records::Ledger m_ledger;
  audit::Audit m_audit;
  Clock* m_clock;
  Random* m_random;
  RecordId m_actor;
  bool m_is_renamed = false;
};

} // namespace truat::workspace
