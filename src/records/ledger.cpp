#include "records/ledger.h"

#include "base/contract.h"
#include "base/sort.h"
#include "records/long_work.h"

#include <algorithm>
#include <string>
#include <utility>

namespace truat::records {
namespace {

/// The years that an instant's text can hold; a clock outside of them is shown at the end of the range.
constexpr Instant first_instant{-62'135'596'800'000}; // 0001-01-01T00:00:00.000Z
constexpr Instant last_instant{253'402'300'799'999};  // 9999-12-31T23:59:59.999Z

bool is_dead_removal(const Head& head) {
  return is_empty(head.value);
}

} // namespace

Ledger::Ledger(ReplicaId replica, const Schema& schema, Clock& clock, Random& random)
    : m_replica(replica), m_schema(&schema), m_clock(&clock), m_random(&random), m_projection(schema),
      m_undo_stack(schema) {}

bool Ledger::changes_nothing(const DraftOperation& draft) const {
  const std::vector<Head> heads = m_projection.heads(draft.record, draft.field);
  const auto is_same = [&](const Head& head) { return head.value == draft.value; };
  if (m_schema->merge_kind(draft.field) == MergeKind::set) {
    if (draft.edit == Edit::remove_member || !is_empty(draft.value))
      return std::ranges::any_of(heads, is_same) == (draft.edit == Edit::put);
    return std::ranges::none_of(heads, [&](const Head& head) {
      return !is_empty(head.value) &&
             (!draft.overwrites ||
              std::ranges::find(*draft.overwrites, head.operation) != draft.overwrites->end());
    });
  }
  if (m_schema->merge_kind(draft.field) == MergeKind::place)
    return !heads.empty() && is_same(heads.front());
  if (heads.empty())
    return is_empty(draft.value);
  if (!std::ranges::all_of(heads, is_same))
    return false;
  return heads.front().seen.empty() || m_projection.changed_since(draft.record, heads.front().seen).empty();
}

std::vector<OperationId> Ledger::overwritten_by(const DraftOperation& draft) const {
  std::vector<OperationId> ids;
  if (draft.overwrites) {
    ids = *draft.overwrites;
  } else {
    const bool is_member = m_schema->merge_kind(draft.field) == MergeKind::set && !is_empty(draft.value);
    for (const Head& head : m_projection.heads(draft.record, draft.field))
      if (!is_member || head.value == draft.value || is_dead_removal(head))
        ids.push_back(head.operation);
  }
  truat::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  return ids;
}

Operation Ledger::operation_of(const DraftOperation& draft) const {
  Operation operation{.record = draft.record, .field = draft.field, .value = draft.value};
  operation.overwrites = overwritten_by(draft);
  if (draft.edit == Edit::remove_member)
    operation.value = {};
  const bool deletes = draft.field == deleted_field && draft.value == Value(true);
  if (draft.seen == Seen::not_recorded && !deletes)
    return operation;
  const std::map<ReplicaId, ChainState>& chains = m_log.chains();
  for (const auto& [replica, sequence] : m_projection.version(draft.record)) {
    const auto chain = chains.find(replica);
    const std::uint64_t complete = chain == chains.end() ? 0 : chain->second.complete;
    if (complete > 0) // beyond a gap, what was not seen cannot be told from what was
      operation.seen.emplace(replica, std::min(sequence, complete));
  }
  const auto own = chains.find(m_replica);
  operation.seen[m_replica] = own == chains.end() ? 1 : own->second.contiguous + 1;
  return operation;
}

UndoField Ledger::replaced_by(const Operation& operation) const {
  UndoField field{
      .operation = {}, .record = operation.record, .field = operation.field, .after = operation.value};
  field.seen = operation.seen.empty() ? Seen::not_recorded : Seen::recorded;
  if (operation.overwrites.empty())
    return field;
  field.before = m_projection.heads(operation.record, operation.field);
  std::erase_if(field.before, [&](const Head& head) {
    return !std::ranges::binary_search(operation.overwrites, head.operation);
  });
  return field;
}

Result<CommitId> Ledger::commit(const Change& change, const RecordId& author) {
  CommitWork work(*this, change, author);
  Budget budget = Budget::unlimited();
  while (work.run(budget) != Step::done) {
  }
  return work.result();
}

Commit Ledger::begin_commit(std::string_view label, const RecordId& author) const {
  expects(own_chain_is_sound(), "a chain that can go on");
  Commit commit;
  commit.header = {.replica = m_replica, .sequence = 1, .author = author, .label = std::string(label)};
  if (const auto chain = m_log.chains().find(m_replica); chain != m_log.chains().end()) {
    commit.header.sequence = chain->second.contiguous + 1;
    commit.header.previous = chain->second.head;
  }
  commit.header.lamport = m_log.greatest_lamport() + 1;
  commit.header.time = std::clamp(m_clock->now(), first_instant, last_instant);
  expects(commit.header.lamport <= greatest_count && commit.header.sequence <= greatest_count,
          "counters within 2^53");
  return commit;
}

Result<void> Ledger::add_operation(Commit& commit, Operation operation) {
  const auto index = static_cast<std::uint32_t>(commit.operations.size());
  operation.id = {m_replica, commit.header.sequence, index};
  operation.salt = new_salt(*m_random);
  std::string line = encode(operation);
  if (line.size() > longest_line)
    return failure("records.value_too_long", {{"field", operation.field}});
  commit.lines.operations.push_back(std::move(line));
  commit.operations.emplace_back(std::move(operation));
  return {};
}

void Ledger::finish_commit(Commit& commit) const {
  commit.header.count = static_cast<std::uint32_t>(commit.operations.size());
  commit.header.root = merkle_root(commit.lines.operations);
  commit.lines.header = encode(commit.header);
  commit.hash = header_hash(commit.lines.header);
}

bool Ledger::is_next(const Commit& commit) const {
  const auto chain = m_log.chains().find(m_replica);
  const std::uint64_t last = chain == m_log.chains().end() ? 0 : chain->second.contiguous;
  return own_chain_is_sound() && commit.header.replica == m_replica && commit.header.sequence == last + 1 &&
         commit.header.lamport > m_log.greatest_lamport();
}

void Ledger::append_own(const Commit& commit) {
  expects(m_log.append(commit) == Appended::added, "a commit that is new");
  m_outbox.push_back(commit.lines);
}

Result<CommitId> Ledger::write_plan(std::string_view label, const UndoPlan& plan, const RecordId& author) {
  if (!own_chain_is_sound())
    return failure("records.own_chain_broken");
  Commit commit = begin_commit(label, author);
  for (const DraftOperation& draft : plan.operations)
    if (const auto added = add_operation(commit, operation_of(draft)); !added)
      return std::unexpected(added.error());
  finish_commit(commit);
  append_own(commit);
  for (const std::optional<Operation>& operation : commit.operations)
    m_projection.apply(*operation, commit.header.lamport);
  return commit.header.id();
}

std::unexpected<Error> Ledger::overtaken(const Overtaken& by) const {
  const FieldDescriptor* field = m_schema->find_field(by.field);
  std::string person;
  if (by.by)
    if (const auto position = m_log.find(by.by->commit()))
      person = to_string(m_log.header(*position).author);
  return failure("records.undo_overtaken",
                 {{"person", person},
                  {"field", field != nullptr ? "@" + std::string(field->label) : by.field},
                  {"record", to_string(by.record)}});
}

Result<CommitId> Ledger::undo(const RecordId& author) {
  if (!next_undo())
    return failure("records.nothing_to_undo");
  const auto plan = m_undo_stack.plan_undo(m_projection);
  if (!plan)
    return overtaken(plan.error());
  const auto id = write_plan("commit.undo", *plan, author);
  if (id)
    m_undo_stack.undone(*plan, *id);
  return id;
}

Result<CommitId> Ledger::redo(const RecordId& author) {
  if (!next_redo())
    return failure("records.nothing_to_redo");
  const auto plan = m_undo_stack.plan_redo(m_projection);
  if (!plan)
    return overtaken(plan.error());
  const auto id = write_plan("commit.redo", *plan, author);
  if (id)
    m_undo_stack.redone(*plan, *id);
  return id;
}

std::optional<UndoStep> Ledger::next_undo() const {
  return m_undo_stack.next_undo();
}
std::optional<UndoStep> Ledger::next_redo() const {
  return m_undo_stack.next_redo();
}
std::vector<CommitLines> Ledger::take_outbox() {
  return std::exchange(m_outbox, {});
}

bool Ledger::own_chain_is_sound() const {
  const auto chain = m_log.chains().find(m_replica);
  const bool forks =
      std::ranges::any_of(m_log.forks(), [&](const Fork& fork) { return fork.id.replica == m_replica; });
  return (chain == m_log.chains().end() || chain->second.beyond.empty()) && !forks;
}

void Ledger::continue_as(ReplicaId replica) {
  expects(!m_log.chains().contains(replica), "a name that no chain has");
  m_replica = replica;
}

} // namespace truat::records
