#include "records/projection.h"

#include "base/contract.h"
#include "base/sort.h"
#include "records/projection_state.h"

#include <algorithm>

namespace truat::records {

Projection::Projection(const Schema& schema) : m_state(std::make_unique<State>(schema)) {}
Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;

void Projection::apply(const Operation& operation, std::uint64_t lamport) {
  m_state->apply(operation, lamport);
}

void Projection::mark_forked(const CommitId& commit) {
  m_state->forked.insert(commit);
}

void Projection::note_overwrites(const Operation& operation) {
  for (const OperationId& id : operation.overwrites)
    if (m_state->is_forked(id.commit()))
      m_state->claim(id,
                     {m_state->intern_record(operation.record), m_state->intern_field(operation.field), 0});
}

const Value& Projection::value(const RecordId& record, std::string_view field) const {
  static const Value nothing;
  const Cell* cell = m_state->find_cell(m_state->find_record(record), m_state->find_field(field));
  return cell == nullptr ? nothing : cell->winner.value;
}

std::vector<Head> Projection::heads(const RecordId& record, std::string_view field) const {
  const Cell* cell = m_state->find_cell(m_state->find_record(record), m_state->find_field(field));
  return cell == nullptr ? std::vector<Head>() : m_state->heads_of(*cell);
}

std::vector<std::string> Projection::members(const RecordId& record, std::string_view field) const {
  std::vector<std::string> result;
  const Cell* cell = m_state->find_cell(m_state->find_record(record), m_state->find_field(field));
  if (cell == nullptr)
    return result;
  m_state->for_each_head(*cell, [&](const LiveValue& head) {
    if (const auto* member = std::get_if<std::string>(&head.value))
      result.push_back(*member);
  });
  truat::sort(result);
  const auto repeated = std::ranges::unique(result); // added on two PCs at once
  result.erase(repeated.begin(), repeated.end());
  return result;
}

std::vector<std::string_view> Projection::fields(const RecordId& record) const {
  std::vector<std::string_view> result;
  const Index index = m_state->find_record(record);
  if (index == no_index)
    return result;
  for (const Cell& cell : m_state->records[index].cells) {
    const FieldEntry& field = m_state->fields[cell.field];
    bool has_value = !is_empty(cell.winner.value);
    if (field.merge == MergeKind::set)
      m_state->for_each_head(cell,
                             [&](const LiveValue& head) { has_value = has_value || !is_empty(head.value); });
    if (has_value)
      result.push_back(field.name);
  }
  truat::sort(result);
  return result;
}

bool Projection::exists(const RecordId& record) const {
  const Index index = m_state->find_record(record);
  return index != no_index && m_state->records[index].exists;
}

bool Projection::is_deleted(const RecordId& record) const {
  const Index index = m_state->find_record(record);
  return index != no_index && m_state->is_deleted(m_state->records[index]);
}

std::string_view Projection::kind(const RecordId& record) const {
  return as_text(value(record, kind_field));
}

std::span<const RecordId> Projection::records(std::string_view kind) const {
  return m_state->records_of_kind(kind);
}

std::span<const RecordId> Projection::referring(std::string_view field, const RecordId& target) const {
  return m_state->referring_to(field, target);
}

std::vector<FieldKey> Projection::conflicts() const {
  if (m_state->shown_at != m_state->revision) {
    std::vector<FieldKey>& shown = m_state->shown_conflicts;
    shown.clear();
    for (const auto& [record, field] : m_state->conflicts)
      if (m_state->is_shown_conflict(record, field))
        shown.push_back({m_state->records[record].id, m_state->fields[field].name});
    for (const Index record : m_state->deletion_conflicts)
      if (m_state->records[record].kind != no_index)
        shown.push_back({m_state->records[record].id, std::string(deleted_field)});
    truat::sort(shown);
    const auto repeated = std::ranges::unique(shown);
    shown.erase(repeated.begin(), repeated.end());
    m_state->shown_at = m_state->revision;
  }
  return m_state->shown_conflicts;
}

std::size_t Projection::conflict_count() const {
  return m_state->shown_at == m_state->revision ? m_state->shown_conflicts.size() : conflicts().size();
}

bool Projection::in_conflict(const RecordId& record, std::string_view field) const {
  const Index index = m_state->find_record(record);
  const Index field_index = m_state->find_field(field);
  if (index == no_index || field_index == no_index || !m_state->is_shown_conflict(index, field_index))
    return false;
  return m_state->conflicts.contains({index, field_index}) ||
         (field == deleted_field && m_state->deletion_conflicts.contains(index));
}

std::vector<Projection::Unseen> Projection::changed_since(const RecordId& record,
                                                          const VersionVector& seen) const {
  std::vector<Unseen> result;
  const Index index = m_state->find_record(record);
  if (index == no_index)
    return result;
  for (const Cell& cell : m_state->records[index].cells)
    for (Head& head : m_state->heads_of(cell))
      if (!covers(seen, head.operation))
        result.push_back({m_state->fields[cell.field].name, std::move(head)});
  truat::sort(result, {}, &Unseen::field);
  return result;
}

VersionVector Projection::version(const RecordId& record) const {
  VersionVector result;
  const Index index = m_state->find_record(record);
  if (index != no_index)
    for (const Touch& touch : m_state->records[index].touched)
      result.emplace(m_state->replicas[touch.replica], touch.sequence);
  return result;
}

std::uint64_t Projection::revision() const {
  return m_state->revision;
}

std::uint64_t Projection::revision(const RecordId& record) const {
  const Index index = m_state->find_record(record);
  return index == no_index ? 0 : m_state->records[index].revision;
}

std::uint64_t Projection::revision_of_kind(std::string_view kind) const {
  const auto found = m_state->kind_indexes.find(kind);
  return found == m_state->kind_indexes.end() ? 0 : m_state->kind_revisions[found->second];
}

std::size_t Projection::operation_count() const {
  return m_state->operation_count;
}

std::vector<RecordId> Projection::all_records() const {
  std::vector<RecordId> result;
  for (const RecordState& record : m_state->records)
    if (!record.touched.empty()) // a record that is only referred to has no operation
      result.push_back(record.id);
  return result;
}

Projection Projection::begin_extract() const {
  Projection result(*m_state->schema);
  State& copy = *result.m_state;
  copy.forked = m_state->forked;
  for (const auto& [id, claims] : m_state->claims)
    for (const Claim& claim : claims)
      copy.claim(id, {copy.intern_record(m_state->records[claim.record].id),
                      copy.intern_field(m_state->fields[claim.field].name), claim.lamport});
  return result;
}

void Projection::copy_record(const Projection& from, const RecordId& id) {
  const State& original = *from.m_state;
  const Index record = original.find_record(id);
  if (record == no_index)
    return;
  for (const Cell& cell : original.records[record].cells) {
    for (const Head& head : original.heads_of(cell)) {
      Operation operation{.id = head.operation, .record = id, .field = original.fields[cell.field].name};
      operation.value = head.value;
      operation.seen = head.seen;
      apply(operation, head.lamport);
    }
  }
  const Index copied = m_state->intern_record(id);
  for (const Touch& touch : original.records[record].touched)
    m_state->touch(m_state->records[copied], m_state->intern_replica(original.replicas[touch.replica]),
                   touch.sequence);
}

Projection Projection::extract(std::span<const RecordId> records) const {
  Projection result = begin_extract();
  for (const RecordId& record : records)
    result.copy_record(*this, record);
  return result;
}

std::optional<std::uint64_t> Projection::awaited_by(const OperationId& id) const {
  const auto found = m_state->claims.find(id);
  if (found == m_state->claims.end() || m_state->is_forked(id.commit()))
    return std::nullopt;
  return std::ranges::min(found->second, {}, &Claim::lamport).lamport;
}

} // namespace truat::records
