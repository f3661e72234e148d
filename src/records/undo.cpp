#include "records/undo.h"

#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>
#include <ranges>

namespace truat::records {
namespace {

constexpr OperationId nothing{}; // what an operation stands for that puts back an empty field

std::optional<OperationId> winner_of(const std::vector<Head>& heads) {
  return heads.empty() ? std::nullopt : std::optional(heads.front().operation);
}

DraftOperation draft(const UndoField& field, Value value, std::vector<OperationId> overwrites) {
  truat::sort(overwrites);
  return {.record = field.record,
          .field = field.field,
          .value = std::move(value),
          .overwrites = std::move(overwrites)};
}

} // namespace

OperationId UndoStack::origin(const OperationId& id) const {
  const auto found = m_stands_for.find(id);
  return found == m_stands_for.end() ? id : found->second;
}

void UndoStack::push(UndoStep step, Undoable undoable, std::vector<UndoField> fields) {
  m_redo.clear();
  if (undoable == Undoable::no) {
    m_undo.clear();
    return;
  }
  Entry entry{.step = std::move(step)};
  for (const UndoField& field : fields)
    if (field.field == kind_field && field.before.empty() && !is_empty(field.after))
      entry.created.push_back(field.record);
  truat::sort(entry.created);
  for (UndoField& field : fields)
    if (!std::ranges::binary_search(entry.created, field.record))
      entry.fields.push_back(std::move(field));
  for (UndoField& field : entry.fields)
    for (Head& head : field.before)
      head.operation = origin(head.operation);
  m_undo.push_back(std::move(entry));
}

std::optional<UndoStep> UndoStack::next_undo() const {
  return m_undo.empty() ? std::nullopt : std::optional(m_undo.back().step);
}

std::optional<UndoStep> UndoStack::next_redo() const {
  return m_redo.empty() ? std::nullopt : std::optional(m_redo.back().step);
}

std::expected<UndoPlan, Overtaken> UndoStack::plan_undo(const Projection& projection) const {
  expects(!m_undo.empty(), "something to undo");
  const Entry& entry = m_undo.back();
  UndoPlan plan;
  for (const RecordId& record : entry.created) {
    for (const Projection::Unseen& live : projection.changed_since(record, {})) {
      const OperationId made_by = origin(live.head.operation);
      if (made_by != nothing && made_by.commit() != entry.step.commit)
        return std::unexpected(Overtaken{record, live.field, live.head.operation});
    }
    plan.operations.push_back(
        {.record = record, .field = std::string(deleted_field), .value = true, .seen = Seen::recorded});
    plan.stands_for.push_back(nothing);
  }
  for (const UndoField& field : entry.fields) {
    const std::vector<Head> heads = projection.heads(field.record, field.field);
    const bool is_set = m_schema->merge_kind(field.field) == MergeKind::set;
    std::vector<OperationId> ours;
    for (const Head& head : heads)
      if (origin(head.operation) == field.operation)
        ours.push_back(head.operation);
    // Whoever adds a member tidies up earlier removals of a set, so that a removal need not stand any longer.
    if (ours.empty() && !(is_set && is_empty(field.after)))
      return std::unexpected(Overtaken{field.record, field.field, winner_of(heads)});
    for (const Head& before : std::views::reverse(field.before)) { // the winner last, so that it wins again
      plan.operations.push_back(draft(field, before.value, ours));
      plan.stands_for.push_back(before.operation);
    }
    if (!field.before.empty())
      continue;
    // Nothing stood here. What others put beside it meanwhile is left alone, not in conflict with "empty".
    const bool stands_alone = is_set || heads.size() == ours.size();
    const auto beside = std::ranges::find_if(
        heads, [&](const Head& head) { return std::ranges::find(ours, head.operation) == ours.end(); });
    plan.operations.push_back(draft(field, stands_alone ? Value() : beside->value, ours));
    plan.stands_for.push_back(nothing);
  }
  return plan;
}

std::expected<UndoPlan, Overtaken> UndoStack::plan_redo(const Projection& projection) const {
  expects(!m_redo.empty(), "something to redo");
  const Entry& entry = m_redo.back();
  UndoPlan plan;
  for (std::size_t i = 0; i < entry.created.size(); ++i) {
    const std::vector<Head> heads = projection.heads(entry.created[i], deleted_field);
    if (std::ranges::find(heads, entry.deletions[i], &Head::operation) == heads.end())
      return std::unexpected(Overtaken{entry.created[i], std::string(deleted_field), winner_of(heads)});
    plan.operations.push_back({.record = entry.created[i],
                               .field = std::string(deleted_field),
                               .overwrites = std::vector{entry.deletions[i]}});
    plan.stands_for.push_back(nothing);
  }
  for (const UndoField& field : entry.fields) {
    const std::vector<Head> heads = projection.heads(field.record, field.field);
    std::vector<OperationId> overwrites;
    const auto find_all = [&](const OperationId& stood_for) {
      const std::size_t count = overwrites.size();
      for (const Head& head : heads)
        if (origin(head.operation) == stood_for)
          overwrites.push_back(head.operation);
      return overwrites.size() > count;
    };
    const bool is_set = m_schema->merge_kind(field.field) == MergeKind::set;
    bool stands = true;
    for (const Head& before : field.before) {
      const bool is_tidied_up = is_set && is_empty(before.value);
      stands = (find_all(before.operation) || is_tidied_up) && stands;
    }
    if (field.before.empty())
      stands = find_all(nothing) || is_set;
    if (!stands)
      return std::unexpected(Overtaken{field.record, field.field, winner_of(heads)});
    plan.operations.push_back(draft(field, field.after, std::move(overwrites)));
    plan.operations.back().seen = field.seen;
    plan.stands_for.push_back(field.operation);
  }
  return plan;
}

void UndoStack::note(const UndoPlan& plan, const CommitId& commit) {
  for (std::uint32_t index = 0; index < plan.stands_for.size(); ++index)
    m_stands_for[{commit.replica, commit.sequence, index}] = plan.stands_for[index];
}

void UndoStack::undone(const UndoPlan& plan, const CommitId& commit) {
  note(plan, commit);
  Entry& entry = m_redo.emplace_back(std::move(m_undo.back()));
  m_undo.pop_back();
  entry.deletions.clear();
  for (std::uint32_t index = 0; index < entry.created.size();
       ++index) // their deletions come first in the plan
    entry.deletions.push_back({commit.replica, commit.sequence, index});
}

void UndoStack::redone(const UndoPlan& plan, const CommitId& commit) {
  note(plan, commit);
  m_undo.push_back(std::move(m_redo.back()));
  m_redo.pop_back();
}

void UndoStack::clear() {
  m_undo.clear();
  m_redo.clear();
  m_stands_for.clear();
}

} // namespace truat::records
