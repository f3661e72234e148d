#include "base/contract.h"
#include "records/long_work.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace truat::records {

MergeWork::MergeWork(Ledger& ledger, std::vector<CommitLines> commits, Ledger::Source source)
    : m_ledger(&ledger), m_source(source), m_lines(std::move(commits)), m_progress{0, 3 * m_lines.size()} {
  m_commits.reserve(m_lines.size());
}

Step MergeWork::run(Budget& budget) {
  while (m_stage != Stage::done) {
    if (m_next == m_lines.size())
      go_on();
    else if (m_stage == Stage::read)
      read_next();
    else if (m_stage == Stage::check)
      check_next();
    else
      take_next();
    if (budget.is_spent())
      break;
  }
  return m_stage == Stage::done ? Step::done : Step::more;
}

void MergeWork::go_on() {
  m_next = 0;
  m_stage = m_stage == Stage::read ? Stage::check : (m_stage == Stage::check ? Stage::take : Stage::done);
  // Only now: a commit between the slices would have carried the half that was taken into the store.
  if (m_stage == Stage::done)
    std::ranges::move(m_taken, std::back_inserter(m_ledger->m_outbox));
}

void MergeWork::fail(Error error) {
  m_result = std::unexpected(std::move(error));
  m_commits.clear();
  m_stage = Stage::done;
}

void MergeWork::read_next() {
  auto commit = read_commit(std::move(m_lines[m_next]));
  if (!commit)
    return fail(std::move(commit.error()));
  m_incoming.add(*commit);
  m_commits.push_back(std::move(*commit));
  ++m_next;
  ++m_progress.done;
}

void MergeWork::check_next() {
  if (const auto checked = m_ledger->check(m_commits[m_next], m_incoming); !checked)
    return fail(checked.error());
  ++m_next;
  ++m_progress.done;
}

void MergeWork::take_next() {
  const Commit commit = std::exchange(m_commits[m_next], {}); // its memory goes as the log's grows
  const Appended appended = m_ledger->take(commit);
  if (appended == Appended::known_already) {
    ++m_result->known_commits;
  } else {
    if (m_source == Ledger::Source::file)
      m_taken.push_back(m_ledger->lines_of(commit));
    m_result->new_commits.push_back(commit.header.id());
    m_result->new_operations += commit.operations.size();
    m_result->new_forks += appended == Appended::forked ? 1 : 0;
  }
  ++m_next;
  ++m_progress.done;
}

const Result<MergeReceipt>& MergeWork::result() const {
  expects(m_stage == Stage::done, "work that is done");
  return m_result;
}

} // namespace truat::records
