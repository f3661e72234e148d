#include "records/ledger.h"

#include "base/contract.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace truat::records {
namespace {

/// The years that an instant's text can hold; a clock outside of them is shown at the end of the range.
constexpr Instant first_instant{-62'135'596'800'000}; // 0001-01-01T00:00:00.000Z
constexpr Instant last_instant{253'402'300'799'999};  // 9999-12-31T23:59:59.999Z

/// What of a change may stand once: a register as a whole, a set's members one by one.
std::string slot_of(const DraftOperation& draft, MergeKind merge) {
  std::string slot(draft.record.bytes.begin(), draft.record.bytes.end());
  slot.append(draft.field);
  if (merge == MergeKind::set)
    slot.append(1, '\0').append(as_text(draft.value));
  return slot;
}

/// The drafts without those that a later one of the same change replaces.
std::vector<const DraftOperation*> last_of_each(const Change& change, const Schema& schema) {
  std::vector<const DraftOperation*> drafts;
  std::unordered_map<std::string, std::size_t> places;
  for (const DraftOperation& draft : change.operations) {
    const MergeKind merge = schema.merge_kind(draft.field);
    const bool is_by_operation =
        merge == MergeKind::set && is_empty(draft.value); // takes out what it names, no member
    if (is_by_operation) {
      drafts.push_back(&draft);
      continue;
    }
    const auto [place, is_new] = places.try_emplace(slot_of(draft, merge), drafts.size());
    if (is_new)
      drafts.push_back(&draft);
    else
      drafts[place->second] = &draft;
  }
  return drafts;
}

Result<void> check_draft(const DraftOperation& draft, const Schema& schema) {
  expects(!draft.record.is_none() && is_field_name(draft.field), "a record and a field");
  const bool is_dynamic = draft.field.find('/') != std::string::npos;
  const FieldDescriptor* field = schema.find_field(draft.field);
  return field != nullptr && !is_dynamic ? check_value(*field, draft.value)
                                         : check_kept(draft.field, draft.value);
}

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
  std::ranges::sort(ids);
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

Result<std::vector<Operation>> Ledger::draw_up(const Change& change) const {
  std::vector<Operation> operations;
  for (const DraftOperation* draft : last_of_each(change, *m_schema)) {
    if (const auto checked = check_draft(*draft, *m_schema); !checked)
      return std::unexpected(checked.error());
    if (!changes_nothing(*draft))
      operations.push_back(operation_of(*draft));
  }
  if (operations.empty())
    return failure("records.empty_change");
  return operations;
}

std::vector<UndoField> Ledger::replaced_by(const std::vector<Operation>& operations) const {
  std::vector<UndoField> fields;
  for (const Operation& operation : operations) {
    UndoField field{
        .operation = {}, .record = operation.record, .field = operation.field, .after = operation.value};
    field.seen = operation.seen.empty() ? Seen::not_recorded : Seen::recorded;
    field.before = m_projection.heads(operation.record, operation.field);
    std::erase_if(field.before, [&](const Head& head) {
      return !std::ranges::binary_search(operation.overwrites, head.operation);
    });
    fields.push_back(std::move(field));
  }
  return fields;
}

Result<CommitId> Ledger::commit(const Change& change, const RecordId& author) {
  auto operations = draw_up(change);
  if (!operations)
    return std::unexpected(operations.error());
  std::vector<UndoField> replaced = replaced_by(*operations);
  const auto id = write(change.label, std::move(*operations), author);
  if (!id)
    return id;
  for (std::uint32_t index = 0; index < replaced.size(); ++index)
    replaced[index].operation = {id->replica, id->sequence, index};
  m_undo_stack.push({change.label, *id}, change.undoable, std::move(replaced));
  return id;
}

Result<CommitId> Ledger::write(std::string_view label, std::vector<Operation> operations,
                               const RecordId& author) {
  if (!own_chain_is_sound())
    return failure("records.own_chain_broken");
  const auto chain = m_log.chains().find(m_replica);
  Commit commit;
  commit.header = {.replica = m_replica, .sequence = 1, .author = author, .label = std::string(label)};
  if (chain != m_log.chains().end()) {
    commit.header.sequence = chain->second.contiguous + 1;
    commit.header.previous = chain->second.head;
  }
  commit.header.lamport = m_log.greatest_lamport() + 1;
  commit.header.time = std::clamp(m_clock->now(), first_instant, last_instant);
  commit.header.count = static_cast<std::uint32_t>(operations.size());
  expects(commit.header.lamport <= greatest_count && commit.header.sequence <= greatest_count,
          "counters within 2^53");
  std::uint32_t index = 0;
  for (Operation& operation : operations) {
    operation.id = {m_replica, commit.header.sequence, index++};
    operation.salt = new_salt(*m_random);
    commit.lines.operations.push_back(encode(operation));
    if (commit.lines.operations.back().size() > longest_line)
      return failure("records.value_too_long", {{"field", operation.field}});
    commit.operations.emplace_back(std::move(operation));
  }
  commit.header.root = merkle_root(commit.lines.operations);
  commit.lines.header = encode(commit.header);
  commit.hash = header_hash(commit.lines.header);
  take(commit, Source::file);
  return commit.header.id();
}

Result<CommitId> Ledger::write_plan(std::string_view label, const UndoPlan& plan, const RecordId& author) {
  std::vector<Operation> operations;
  for (const DraftOperation& draft : plan.operations)
    operations.push_back(operation_of(draft));
  return write(label, std::move(operations), author);
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
