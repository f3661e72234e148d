#include "records/projection_state.h"

#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>

namespace truat::records {

Projection::State::State(const Schema& fields_and_kinds) : schema(&fields_and_kinds), others(1), seen(1) {
  expects(intern_field(kind_field) == kind_index && intern_field(deleted_field) == deleted_index,
          "common fields first");
}

Index Projection::State::find_record(const RecordId& id) const {
  const auto found = record_indexes.find(id);
  return found == record_indexes.end() ? no_index : found->second;
}

Index Projection::State::find_field(std::string_view name) const {
  const auto found = field_indexes.find(name);
  return found == field_indexes.end() ? no_index : found->second;
}

Index Projection::State::find_replica(const ReplicaId& id) const {
  const auto found = replica_indexes.find(id);
  return found == replica_indexes.end() ? no_index : found->second;
}

const Cell* Projection::State::find_cell(Index record, Index field) const {
  if (record == no_index || field == no_index)
    return nullptr;
  const std::vector<Cell>& cells = records[record].cells;
  const auto found = std::ranges::lower_bound(cells, field, {}, &Cell::field);
  return found == cells.end() || found->field != field ? nullptr : &*found;
}

Index Projection::State::intern_record(const RecordId& id) {
  const auto [found, is_new] = record_indexes.try_emplace(id, static_cast<Index>(records.size()));
  if (is_new)
    records.push_back({.id = id});
  return found->second;
}

Index Projection::State::intern_field(std::string_view name) {
  if (const Index known = find_field(name); known != no_index)
    return known;
  const FieldDescriptor* descriptor = schema->find_field(name);
  fields.push_back({std::string(name), descriptor != nullptr ? descriptor->merge : MergeKind::register_value,
                    descriptor != nullptr && descriptor->type == FieldType::reference});
  const auto index = static_cast<Index>(fields.size() - 1);
  field_indexes.emplace(fields.back().name, index);
  return index;
}

Index Projection::State::intern_replica(const ReplicaId& id) {
  const auto [found, is_new] = replica_indexes.try_emplace(id, static_cast<Index>(replicas.size()));
  if (is_new) {
    replicas.push_back(id);
    commits_of_replica.emplace_back();
  }
  return found->second;
}

Index Projection::State::intern_commit(const OperationId& id, std::uint64_t lamport) {
  const Index replica = intern_replica(id.replica);
  const Index first = commits_of_replica[replica].find(id.sequence);
  for (Index commit = first; commit != no_index; commit = commits[commit].other_content)
    if (commits[commit].lamport == lamport)
      return commit;
  const auto index = static_cast<Index>(commits.size());
  commits.push_back({.replica = replica, .sequence = id.sequence, .lamport = lamport});
  if (first == no_index)
    commits_of_replica[replica].insert(id.sequence, index);
  else
    commits[index].other_content = std::exchange(commits[first].other_content, index);
  return index;
}

bool Projection::State::mark_applied(const Operation& operation, Index commit) {
  if (is_forked(operation.id.commit()))
    return forked_applied.emplace(operation.id, operation.salt).second;
  const std::uint32_t word = operation.id.index / 64;
  std::uint64_t* bits = &commits[commit].applied;
  if (word > 0) {
    std::vector<std::uint64_t>& beyond = applied_beyond[commit];
    if (beyond.size() < word)
      beyond.resize(word);
    bits = &beyond[word - 1];
  }
  const std::uint64_t bit = std::uint64_t{1} << (operation.id.index % 64);
  return (std::exchange(*bits, *bits | bit) & bit) == 0;
}

bool Projection::State::has_applied(const OperationId& id) const {
  const Index replica = find_replica(id.replica);
  const Index commit = replica == no_index ? no_index : commits_of_replica[replica].find(id.sequence);
  if (commit == no_index)
    return false;
  const std::uint32_t word = id.index / 64;
  const std::uint64_t bit = std::uint64_t{1} << (id.index % 64);
  if (word == 0)
    return (commits[commit].applied & bit) != 0;
  const auto beyond = applied_beyond.find(commit);
  return beyond != applied_beyond.end() && beyond->second.size() >= word &&
         (beyond->second[word - 1] & bit) != 0;
}

void Projection::State::claim(const OperationId& id, const Claim& claim) {
  std::vector<Claim>& known = claims[id];
  for (Claim& other : known) {
    if (other.record == claim.record && other.field == claim.field) {
      other.lamport = std::min(other.lamport, claim.lamport);
      return;
    }
  }
  known.push_back(claim);
}

bool Projection::State::settle_claim(const OperationId& id, Index record, Index field) {
  const auto found = claims.find(id);
  if (found == claims.end())
    return false;
  const auto is_meant = [=](const Claim& claim) { return claim.record == record && claim.field == field; };
  if (std::ranges::none_of(found->second, is_meant))
    return false;
  if (!is_forked(id.commit())) { // another content of a forked commit may still come
    std::erase_if(found->second, is_meant);
    if (found->second.empty())
      claims.erase(found);
  }
  return true;
}

OperationId Projection::State::id_of(const LiveValue& head) const {
  const CommitEntry& commit = commits[head.commit];
  return {replicas[commit.replica], commit.sequence, head.index};
}

bool Projection::State::is_after(const LiveValue& left, const LiveValue& right) const {
  const CommitEntry& one = commits[left.commit];
  const CommitEntry& two = commits[right.commit];
  if (one.lamport != two.lamport)
    return one.lamport > two.lamport;
  if (one.replica != two.replica)
    return replicas[one.replica] > replicas[two.replica];
  if (one.sequence != two.sequence)
    return one.sequence > two.sequence;
  if (left.index != right.index)
    return left.index > right.index;
  // Contents of a forked commit: told apart by what they say, so that they stand alike on every PC.
  return left.value != right.value ? left.value > right.value : seen[left.seen] > seen[right.seen];
}

Index Projection::State::keep_seen(const VersionVector& vector) {
  if (vector.empty())
    return 0;
  if (free_seen.empty()) {
    seen.push_back(vector);
    return static_cast<Index>(seen.size() - 1);
  }
  const Index place = free_seen.back();
  free_seen.pop_back();
  seen[place] = vector;
  return place;
}

void Projection::State::forget(const LiveValue& head) {
  if (head.seen == 0)
    return;
  seen[head.seen].clear();
  free_seen.push_back(head.seen);
}

void Projection::State::remove_heads(Cell& cell, const OperationId& id) {
  const auto is_meant = [&](const LiveValue& head) { return head.commit != no_index && id_of(head) == id; };
  if (cell.others != 0) {
    std::erase_if(others[cell.others], [&](const LiveValue& head) {
      if (!is_meant(head))
        return false;
      forget(head);
      return true;
    });
  }
  if (!is_meant(cell.winner))
    return;
  forget(cell.winner);
  cell.winner = {};
  if (cell.others == 0)
    return;
  std::vector<LiveValue>& rest = others[cell.others];
  const auto next = std::ranges::max_element(
      rest, [this](const LiveValue& left, const LiveValue& right) { return is_after(right, left); });
  if (next != rest.end()) {
    cell.winner = std::move(*next);
    *next = std::move(rest.back());
    rest.pop_back();
  }
}

void Projection::State::add_head(Cell& cell, LiveValue head) {
  if (cell.winner.commit == no_index) {
    cell.winner = std::move(head);
    return;
  }
  if (is_after(head, cell.winner))
    std::swap(head, cell.winner);
  if (cell.others == 0) {
    if (free_others.empty()) {
      cell.others = static_cast<Index>(others.size());
      others.emplace_back();
    } else {
      cell.others = free_others.back();
      free_others.pop_back();
    }
  }
  others[cell.others].push_back(std::move(head));
}

void Projection::State::overwrite(Index record, Index field, Cell& cell, const OperationId& id,
                                  std::uint64_t lamport) {
  const bool forks = is_forked(id.commit());
  if (forks || !has_applied(id))
    claim(id, {record, field, lamport});
  if (cell.winner.commit != no_index)
    remove_heads(cell, id);
}

void Projection::State::apply(const Operation& operation, std::uint64_t lamport) {
  const Index commit = intern_commit(operation.id, lamport);
  if (!mark_applied(operation, commit))
    return;
  ++operation_count;
  ++revision;
  const Index record = intern_record(operation.record);
  const Index field = intern_field(operation.field);
  touch(records[record], commits[commit].replica, operation.id.sequence);

  std::vector<Cell>& cells = records[record].cells;
  auto place = cells.empty() || cells.back().field < field
                   ? cells.end()
                   : std::ranges::lower_bound(cells, field, {}, &Cell::field);
  if (place == cells.end() || place->field != field)
    place = cells.insert(place, Cell{.winner = {}, .field = field, .others = 0});
  const bool is_reference = fields[field].is_reference;
  const std::vector<Index> targets_before = is_reference ? targets(*place) : std::vector<Index>();
  const bool had_others = place->others != 0;

  for (const OperationId& id : operation.overwrites)
    overwrite(record, field, *place, id, lamport);
  if (!settle_claim(operation.id, record, field))
    add_head(*place, {commit, operation.id.index, keep_seen(operation.seen), operation.value});
  if (had_others || place->others != 0)
    refresh_conflict(record, *place);
  if (place->others != 0 && others[place->others].empty())
    free_others.push_back(std::exchange(place->others, 0));
  const std::vector<Index> targets_after = is_reference ? targets(*place) : std::vector<Index>();
  if (place->winner.commit == no_index)
    cells.erase(place);

  if (field == kind_index || field == deleted_index)
    refresh_existence(record);
  if (is_reference && targets_before != targets_after) {
    unlink(field, targets_before);
    link(record, field, targets_after);
  }
  if (is_deleted(records[record]))
    refresh_deletion_conflict(record);
  records[record].revision = revision;
  if (records[record].kind != no_index)
    kind_revisions[records[record].kind] = revision;
}

std::vector<Head> Projection::State::heads_of(const Cell& cell) const {
  std::vector<const LiveValue*> live;
  for_each_head(cell, [&](const LiveValue& head) { live.push_back(&head); });
  truat::sort(live,
              [this](const LiveValue* left, const LiveValue* right) { return is_after(*left, *right); });
  std::vector<Head> result;
  for (const LiveValue* head : live)
    result.push_back({id_of(*head), commits[head->commit].lamport, head->value, seen[head->seen]});
  return result;
}

} // namespace truat::records
