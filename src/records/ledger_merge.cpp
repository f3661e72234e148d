// How a ledger takes commits that others made: check, take, preview.
#include "records/ledger.h"
#include "records/long_work.h"

#include "base/contract.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace truat::records {
namespace {

std::string name_of(const CommitId& id) {
  return "commit " + to_string(id.replica) + "." + std::to_string(id.sequence);
}

/// Tells the projection that a commit's id has come to stand for several contents, and who overwrites it.
void announce_fork(Projection& projection, const Log& log, const Commit& commit) {
  projection.mark_forked(commit.header.id());
  std::set<std::uint32_t> positions;
  for (const std::optional<Operation>& operation : commit.operations)
    if (operation)
      for (const std::uint32_t position : log.touching(operation->record))
        positions.insert(position);
  for (const std::uint32_t position : positions)
    for (std::size_t index = 0; index < log.operation_count(position); ++index)
      if (const auto known = decode_operation(log.operation_line(position, index)); known && *known)
        projection.note_overwrites(**known);
}

void apply_all(Projection& projection, const Commit& commit) {
  for (const std::optional<Operation>& operation : commit.operations)
    if (operation)
      projection.apply(*operation, commit.header.lamport);
}

using HeaderOf = std::unordered_map<CommitId, const CommitHeader*>;

/// What is different in one record between two projections.
class RecordComparison {
public:
  RecordComparison(const Schema& schema, const Projection& before, const Projection& after,
                   const HeaderOf& headers)
      : m_schema(schema), m_before(before), m_after(after), m_headers(headers) {}

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
      const auto header = m_headers.find(head.operation.commit());
      if (header == m_headers.end() || head.value != difference.after)
        continue;
      difference.time = header->second->time;
      difference.author = header->second->author;
      break;
    }
    change.fields.push_back(std::move(difference));
  }

  const Schema& m_schema;
  const Projection& m_before;
  const Projection& m_after;
  const HeaderOf& m_headers;
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

Appended Ledger::take(const Commit& commit, Source source) {
  const Appended appended = m_log.append(commit);
  if (appended == Appended::known_already)
    return appended;
  if (appended == Appended::forked)
    announce_fork(m_projection, m_log, commit);
  apply_all(m_projection, commit);
  if (source == Source::file)
    m_outbox.push_back(commit.lines);
  return appended;
}

Result<MergeReceipt> Ledger::merge(std::vector<CommitLines> commits, Source source) {
  MergeWork work(*this, std::move(commits), source);
  Budget budget = Budget::unlimited();
  while (work.run(budget) != Step::done) {
  }
  return work.result();
}

Result<MergePreview> Ledger::preview(const std::vector<CommitLines>& lines) const {
  std::vector<Commit> commits;
  Incoming among;
  for (const CommitLines& line : lines) {
    auto commit = read_commit(line);
    if (!commit)
      return std::unexpected(commit.error());
    among.add(*commit);
    commits.push_back(std::move(*commit));
  }
  for (const Commit& commit : commits)
    if (const auto checked = check(commit, among); !checked)
      return std::unexpected(checked.error());
  return preview(commits);
}

MergePreview Ledger::preview(std::span<const Commit> commits) const {
  MergePreview preview;
  std::vector<const Commit*> fresh;
  std::map<RecordId, std::uint64_t> touched; // with the newest change, 0 for what is known
  HeaderOf headers;
  std::unordered_map<CommitId, std::string_view> first_content;
  for (const Commit& commit : commits) {
    const CommitId id = commit.header.id();
    const auto [first, is_first] = first_content.try_emplace(id, commit.lines.header);
    const bool is_known = m_log.knows(commit) || (!is_first && first->second == commit.lines.header);
    preview.known_commits += is_known ? 1 : 0;
    preview.new_commits += is_known ? 0 : 1;
    for (const std::optional<Operation>& operation : commit.operations)
      if (operation)
        touched[operation->record] =
            std::max(touched[operation->record], is_known ? 0 : commit.header.lamport);
    if (is_known)
      continue;
    fresh.push_back(&commit);
    headers.try_emplace(id, &commit.header);
    preview.new_operations += commit.operations.size();
    preview.new_forks += forks(commit, first->second) ? 1 : 0;
  }
  std::vector<RecordId> records;
  for (const auto& [record, lamport] : touched)
    if (lamport > 0)
      records.push_back(record);
  preview.known_records = touched.size() - records.size();

  Projection trial = m_projection.extract(records);
  for (const Commit* commit : fresh) {
    if (forks(*commit, first_content[commit->header.id()]))
      announce_fork(trial, m_log, *commit);
    apply_all(trial, *commit);
  }
  std::ranges::stable_sort(records, std::greater(), [&](const RecordId& record) { return touched[record]; });
  const RecordComparison comparison(*m_schema, m_projection, trial, headers);
  for (const RecordId& record : records)
    count(preview, comparison.compare(record));
  return preview;
}

bool Ledger::forks(const Commit& commit, std::string_view first_content) const {
  if (first_content != commit.lines.header)
    return true;
  const std::vector<std::size_t> known = m_log.find_all(commit.header.id());
  return !known.empty() && std::ranges::none_of(known, [&](std::size_t position) {
    return m_log.header_line(position) == commit.lines.header;
  });
}

} // namespace truat::records
