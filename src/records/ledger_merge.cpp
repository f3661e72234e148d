// How a ledger takes commits that others made: check, take, merge.
#include "base/contract.h"
#include "records/ledger.h"
#include "records/long_work.h"

#include <algorithm>
#include <set>
#include <utility>

namespace truat::records {
namespace {

std::string name_of(const CommitId& id) {
  return "commit " + to_string(id.replica) + "." + std::to_string(id.sequence);
}

void apply_all(Projection& projection, const Commit& commit) {
  for (const std::optional<Operation>& operation : commit.operations)
    if (operation)
      projection.apply(*operation, commit.header.lamport);
}

} // namespace

Result<void> Ledger::check(const Commit& commit, const Incoming& among) const {
  if (const auto checked = m_log.check(commit, among); !checked)
    return checked;
  // An operation is made after everything it overwrites; anything else would be a circle or a forgery.
  const std::uint64_t lamport = commit.header.lamport;
  for (const std::optional<Operation>& operation : commit.operations) {
    if (!operation)
      continue;
    bool is_later = m_projection.awaited_by(operation->id).value_or(greatest_count + 1) > lamport;
    for (const OperationId& id : operation->overwrites) {
      bool is_known = false;
      bool was_before = false;
      const auto look_at = [&](std::uint64_t other) {
        is_known = true;
        was_before = was_before || other < lamport;
      };
      among.for_each(id.commit(), [&](const Incoming::Link& link) { look_at(link.lamport); });
      if (!was_before)
        for (const std::size_t position : m_log.find_all(id.commit()))
          look_at(m_log.lamport(position));
      is_later = is_later && (was_before || !is_known);
    }
    if (!is_later)
      return failure("records.overwrites_later", {{"operation", to_string(operation->id)}},
                     name_of(commit.header.id()));
  }
  return {};
}

void Ledger::announce_fork(Projection& projection, const Commit& commit) const {
  projection.mark_forked(commit.header.id());
  std::set<std::uint32_t> positions;
  for (const std::optional<Operation>& operation : commit.operations)
    if (operation)
      for (const std::uint32_t position : m_log.touching(operation->record))
        positions.insert(position);
  for (const std::uint32_t position : positions)
    for (std::size_t index = 0; index < m_log.operation_count(position); ++index)
      if (const auto known = decode_operation(m_log.operation_line(position, index)); known && *known)
        projection.note_overwrites(**known);
}

Appended Ledger::take(const Commit& commit) {
  const Appended appended = m_log.append(commit);
  if (appended == Appended::known_already)
    return appended;
  if (appended == Appended::forked)
    announce_fork(m_projection, commit);
  apply_all(m_projection, commit);
  return appended;
}

CommitLines Ledger::lines_of(const Commit& commit) const {
  const std::vector<std::size_t> contents = m_log.find_all(commit.header.id());
  const auto same = std::ranges::find(contents, commit.lines.header,
                                      [&](std::size_t position) { return m_log.header_line(position); });
  expects(same != contents.end(), "a commit that was taken");
  return m_log.lines(*same);
}

Result<MergeReceipt> Ledger::merge(std::vector<CommitLines> commits, Source source) {
  MergeWork work(*this, std::move(commits), source);
  Budget budget = Budget::unlimited();
  while (work.run(budget) != Step::done) {
  }
  return work.result();
}

} // namespace truat::records
