#include "base/contract.h"
#include "base/sort.h"
#include "records/long_work.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace truat::records {
namespace {

using CommitOf = std::unordered_map<CommitId, const Commit*>;

/// What is different in one record between two projections.
class RecordComparison {
public:
  RecordComparison(const Schema& schema, const Projection& before, const Projection& after,
                   const CommitOf& commits)
      : m_schema(schema), m_before(before), m_after(after), m_commits(commits) {}

  MergePreview::RecordChange compare(const RecordId& record) const {
    MergePreview::RecordChange change{.record = record, .kind = std::string(m_after.kind(record))};
    change.is_new = m_after.exists(record) && m_before.kind(record).empty();
    change.becomes_deleted = m_before.exists(record) && m_after.is_deleted(record);
    std::set<std::string, std::less<>> fields; // a field whose conflict is new may be empty on both sides
    for (const Projection::Unseen& live : m_after.changed_since(record, {}))
      fields.insert(live.field);
    for (const std::string& field : fields) {
      change.conflicts += m_after.in_conflict(record, field) && !m_before.in_conflict(record, field) ? 1 : 0;
      if (field == kind_field)
        continue;
      if (m_schema.merge_kind(field) == MergeKind::set)
        compare_members(change, field);
      else if (m_before.value(record, field) != m_after.value(record, field))
        add(change, field, m_before.value(record, field), m_after.value(record, field));
    }
    return change;
  }

private:
  void compare_members(MergePreview::RecordChange& change, const std::string& field) const {
    const std::vector<std::string> before = m_before.members(change.record, field);
    const std::vector<std::string> after = m_after.members(change.record, field);
    for (const std::string& member : before)
      if (!std::ranges::binary_search(after, member))
        add(change, field, member, {});
    for (const std::string& member : after)
      if (!std::ranges::binary_search(before, member))
        add(change, field, {}, member);
  }

  void add(MergePreview::RecordChange& change, const std::string& field, Value before, Value after) const {
    MergePreview::FieldChange difference{
        .field = field, .before = std::move(before), .after = std::move(after)};
    for (const Head& head : m_after.heads(change.record, field)) {
      const auto commit = m_commits.find(head.operation.commit());
      if (commit == m_commits.end() || head.value != difference.after)
        continue;
      difference.time = commit->second->header.time;
      difference.author = commit->second->header.author;
      break;
    }
    change.fields.push_back(std::move(difference));
  }

  const Schema& m_schema;
  const Projection& m_before;
  const Projection& m_after;
  const CommitOf& m_commits;
};

void count(MergePreview& preview, MergePreview::RecordChange change) {
  const bool is_changed = !change.fields.empty() || change.is_new || change.becomes_deleted;
  preview.new_records += change.is_new ? 1 : 0;
  preview.changed_records += is_changed && !change.is_new ? 1 : 0;
  preview.records_in_conflict += change.conflicts > 0 ? 1 : 0;
  if (is_changed || change.conflicts > 0)
    preview.records.push_back(std::move(change));
  else
    ++preview.known_records;
}

} // namespace

PreviewWork::PreviewWork(const Ledger& ledger, const std::vector<CommitLines>& commits)
    : m_ledger(&ledger), m_lines(&commits), m_trial(ledger.schema()), m_progress{0, 3 * commits.size()} {
  m_commits.reserve(commits.size());
}

Step PreviewWork::run(Budget& budget) {
  while (m_stage != Stage::done) {
    do_next();
    if (budget.is_spent())
      break;
  }
  return m_stage == Stage::done ? Step::done : Step::more;
}

std::size_t PreviewWork::size_of(Stage stage) const {
  if (stage == Stage::read || stage == Stage::check)
    return m_lines->size();
  return stage == Stage::apply ? m_fresh.size() : m_records.size();
}

void PreviewWork::do_next() {
  if (m_next == size_of(m_stage)) {
    m_next = 0;
    m_stage = static_cast<Stage>(static_cast<int>(m_stage) + 1);
    if (m_stage == Stage::copy)
      sort_records();
    if (m_stage == Stage::done)
      m_progress.done = m_progress.total;
    return;
  }
  switch (m_stage) {
  case Stage::read:
    return read_next();
  case Stage::check:
    return check_next();
  case Stage::copy:
    return copy_next();
  case Stage::apply:
    return apply_next();
  default:
    return compare_next();
  }
}

void PreviewWork::fail(Error error) {
  m_result = std::unexpected(std::move(error));
  m_stage = Stage::done;
}

void PreviewWork::read_next() {
  auto commit = read_commit((*m_lines)[m_next++]);
  if (!commit)
    return fail(std::move(commit.error()));
  m_incoming.add(*commit);
  m_commits.push_back(std::move(*commit));
  ++m_progress.done;
}

void PreviewWork::check_next() {
  const Commit& commit = m_commits[m_next++];
  if (const auto checked = m_ledger->check(commit, m_incoming); !checked)
    return fail(checked.error());
  note(commit);
  ++m_progress.done;
}

void PreviewWork::note(const Commit& commit) {
  const auto [first, is_first] = m_first.try_emplace(commit.header.id(), &commit);
  const bool is_repeated = !is_first && first->second->lines.header == commit.lines.header;
  const bool is_known = is_repeated || m_ledger->log().knows(commit);
  for (const std::optional<Operation>& operation : commit.operations)
    if (operation)
      m_touched[operation->record] =
          std::max(m_touched[operation->record], is_known ? 0 : commit.header.lamport);
  if (is_known) {
    ++m_result->known_commits;
    return;
  }
  m_fresh.push_back(&commit);
  ++m_result->new_commits;
  m_result->new_operations += commit.operations.size();
  m_result->new_forks += forks(commit) ? 1 : 0;
}

/// Whether the commit says something else than what is known of its id, or than the first of that id in the
/// file.
bool PreviewWork::forks(const Commit& commit) const {
  if (m_first.at(commit.header.id())->lines.header != commit.lines.header)
    return true;
  const std::vector<std::size_t> known = m_ledger->log().find_all(commit.header.id());
  return !known.empty() && std::ranges::none_of(known, [&](std::size_t position) {
    return m_ledger->log().header_line(position) == commit.lines.header;
  });
}

void PreviewWork::sort_records() {
  for (const auto& [record, lamport] : m_touched)
    if (lamport > 0)
      m_records.push_back(record);
  m_result->known_records = m_touched.size() - m_records.size();
  truat::sort(m_records, std::greater(),
              [&](const RecordId& record) { return std::pair(m_touched[record], record); });
  m_trial = m_ledger->projection().begin_extract();
}

void PreviewWork::copy_next() {
  m_trial.copy_record(m_ledger->projection(), m_records[m_next++]);
}

void PreviewWork::apply_next() {
  if (m_next == 0 &&
      m_result->new_forks > 0) // all are told before anything is applied that might overwrite them
    for (const Commit* commit : m_fresh)
      if (forks(*commit))
        m_ledger->announce_fork(m_trial, *commit);
  const Commit& commit = *m_fresh[m_next++];
  for (const std::optional<Operation>& operation : commit.operations)
    if (operation)
      m_trial.apply(*operation, commit.header.lamport);
}

void PreviewWork::compare_next() {
  const RecordComparison comparison(m_ledger->schema(), m_ledger->projection(), m_trial, m_first);
  count(*m_result, comparison.compare(m_records[m_next++]));
  m_progress.done =
      m_progress.total - (m_progress.total / 3) * (m_records.size() - m_next) / m_records.size();
}

const Result<MergePreview>& PreviewWork::result() const {
  expects(m_stage == Stage::done, "work that is done");
  return m_result;
}

Result<MergePreview> Ledger::preview(const std::vector<CommitLines>& commits) const {
  PreviewWork work(*this, commits);
  Budget budget = Budget::unlimited();
  while (work.run(budget) != Step::done) {
  }
  return work.result();
}

} // namespace truat::records
