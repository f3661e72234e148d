// The projection's indexes: which records exist, in which order, who refers to whom, what is in conflict.
#include "base/contract.h"
#include "base/sort.h"
#include "records/projection_state.h"

#include <algorithm>

namespace truat::records {

void Projection::State::touch(RecordState& record, Index replica, std::uint64_t sequence) {
  const auto found = std::ranges::find(record.touched, replica, &Touch::replica);
  if (found == record.touched.end())
    record.touched.push_back({replica, sequence});
  else
    found->sequence = std::max(found->sequence, sequence);
}

bool Projection::State::is_deleted(const RecordState& record) const {
  for (std::size_t i = 0; i < record.cells.size() && record.cells[i].field <= deleted_index; ++i)
    if (record.cells[i].field == deleted_index)
      return as_boolean(record.cells[i].winner.value).value_or(false);
  return false;
}

bool Projection::State::is_created_after(Index left, Index right) const {
  const LiveValue& one = records[left].creation;
  const LiveValue& two = records[right].creation;
  if (one.commit == two.commit && one.index == two.index)
    return records[left].id > records[right].id;
  return is_after(one, two);
}

void Projection::State::refresh_existence(Index index) {
  RecordState& record = records[index];
  const Index old_kind = record.kind;
  const bool existed = record.exists;
  const LiveValue old_creation = std::exchange(record.creation, {});
  record.kind = no_index;
  if (const Cell* cell = find_cell(index, kind_index); cell != nullptr && !is_empty(cell->winner.value)) {
    const std::string_view name = as_text(cell->winner.value);
    if (const auto known = kind_indexes.find(name); known != kind_indexes.end()) {
      record.kind = known->second;
    } else {
      record.kind = static_cast<Index>(kinds.size());
      kind_indexes.emplace(kinds.emplace_back(name), record.kind);
      by_kind.emplace_back();
      kind_revisions.push_back(0);
    }
    for_each_head(*cell, [&](const LiveValue& head) {
      if (record.creation.commit == no_index || is_after(record.creation, head))
        record.creation = {head.commit, head.index, 0, {}};
    });
  }
  record.exists = record.kind != no_index && !is_deleted(record);
  if (old_kind != no_index)
    kind_revisions[old_kind] = revision;
  if (!is_deleted(record))
    deletion_conflicts.erase(index);
  const bool is_same = existed == record.exists && old_kind == record.kind &&
                       old_creation.commit == record.creation.commit &&
                       old_creation.index == record.creation.index;
  if (is_same)
    return;
  if (existed)
    by_kind[old_kind].in_order = false;
  if (record.exists)
    add_to(by_kind[record.kind], index);
  for (const Cell& cell : record.cells) {
    if (!fields[cell.field].is_reference)
      continue;
    const std::vector<Index> held = targets(cell);
    unlink(cell.field, held);
    link(index, cell.field, held);
  }
}

void Projection::State::add_to(OrderedRecords& list, Index record) {
  const bool at_end =
      list.in_order && (list.records.empty() || is_created_after(record, list.records.back()));
  list.records.push_back(record);
  if (at_end)
    list.ids.push_back(records[record].id);
  else
    list.in_order = false;
}

template <class Holds>
std::span<const RecordId> Projection::State::in_order(OrderedRecords& list, Holds holds) {
  if (!list.in_order) {
    std::erase_if(list.records, [&](Index record) { return !records[record].exists || !holds(record); });
    const auto is_before = [this](Index left, Index right) { return is_created_after(right, left); };
    if (!std::ranges::is_sorted(list.records, is_before))
      truat::sort(list.records, is_before);
    const auto repeated = std::ranges::unique(list.records);
    list.records.erase(repeated.begin(), repeated.end());
    list.ids.clear();
    for (const Index record : list.records)
      list.ids.push_back(records[record].id);
    list.in_order = true;
  }
  return list.ids;
}

std::span<const RecordId> Projection::State::records_of_kind(std::string_view name) {
  const auto kind = kind_indexes.find(name);
  if (kind == kind_indexes.end())
    return {};
  return in_order(by_kind[kind->second], [&](Index record) { return records[record].kind == kind->second; });
}

std::span<const RecordId> Projection::State::referring_to(std::string_view name, const RecordId& target_id) {
  const Index field = find_field(name);
  const Index target = find_record(target_id);
  const auto list = by_reference.find({field, target});
  if (list == by_reference.end())
    return {};
  return in_order(list->second, [&](Index record) {
    const Cell* cell = find_cell(record, field);
    if (cell == nullptr)
      return false;
    const std::vector<Index> held = targets(*cell);
    return std::ranges::find(held, target) != held.end();
  });
}

std::vector<Index> Projection::State::targets(const Cell& cell) {
  std::vector<Index> result;
  const auto add = [&](const LiveValue& head) {
    if (const auto target = as_reference(head.value))
      result.push_back(intern_record(*target));
  };
  if (fields[cell.field].merge == MergeKind::set)
    for_each_head(cell, add);
  else
    add(cell.winner);
  truat::sort(result);
  return result;
}

void Projection::State::link(Index record, Index field, const std::vector<Index>& targets) {
  if (!records[record].exists)
    return; // linked as soon as it exists
  for (const Index target : targets)
    add_to(by_reference[{field, target}], record);
}

void Projection::State::unlink(Index field, const std::vector<Index>& targets) {
  for (const Index target : targets)
    if (const auto list = by_reference.find({field, target}); list != by_reference.end())
      list->second.in_order = false;
}

bool Projection::State::has_conflict(const Cell& cell) const {
  const MergeKind merge = fields[cell.field].merge;
  if (merge != MergeKind::register_value && merge != MergeKind::text)
    return false;
  return std::ranges::any_of(others[cell.others],
                             [&](const LiveValue& head) { return head.value != cell.winner.value; });
}

void Projection::State::refresh_conflict(Index record, const Cell& cell) {
  if (has_conflict(cell))
    conflicts.insert({record, cell.field});
  else
    conflicts.erase({record, cell.field});
}

void Projection::State::refresh_deletion_conflict(Index index) {
  const RecordState& record = records[index];
  VersionVector known; // to those who deleted, all together
  for_each_head(*find_cell(index, deleted_index), [&](const LiveValue& head) {
    if (head.value == Value(true))
      for (const auto& [replica, sequence] : seen[head.seen])
        known[replica] = std::max(known[replica], sequence);
  });
  bool has_unseen = false;
  for (const Cell& cell : record.cells)
    if (cell.field != deleted_index)
      for_each_head(cell,
                    [&](const LiveValue& head) { has_unseen = has_unseen || !covers(known, id_of(head)); });
  if (has_unseen)
    deletion_conflicts.insert(index);
  else
    deletion_conflicts.erase(index);
}

bool Projection::State::is_shown_conflict(Index record, Index field) const {
  return records[record].exists || (records[record].kind != no_index && field == deleted_index);
}

} // namespace truat::records
