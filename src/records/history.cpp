#include "records/history.h"

#include "base/sort.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace truat::records {
namespace {

struct Known {
  Operation operation;
  std::uint64_t lamport = 0;
  std::size_t position = 0;
};

std::vector<Known> operations_on(const Log& log, const RecordId& record) {
  std::vector<Known> known;
  // A commit of a whole import touches thousands of records: only lines that name this one are read.
  const std::string name = "\"record\":\"" + to_string(record) + "\"";
  for (const std::uint32_t position : log.touching(record)) {
    for (std::size_t index = 0; index < log.operation_count(position); ++index) {
      const std::string_view line = log.operation_line(position, index);
      if (line.find(name) == std::string_view::npos)
        continue;
      auto operation = decode_operation(line);
      if (operation && *operation && (*operation)->record == record)
        known.push_back({std::move(**operation), log.lamport(position), position});
    }
  }
  return known;
}

} // namespace

std::vector<HistoryEntry> history_of(const Log& log, const Projection& projection, const RecordId& record) {
  std::vector<Known> known = operations_on(log, record);
  truat::sort(known, [](const Known& left, const Known& right) {
    return left.lamport != right.lamport ? left.lamport > right.lamport
                                         : left.operation.id > right.operation.id;
  });
  std::unordered_multimap<OperationId, const Operation*> by_id; // a fork gives one id several contents
  for (const Known& entry : known)
    by_id.emplace(entry.operation.id, &entry.operation);
  std::map<std::string, std::vector<Head>, std::less<>> heads;
  for (Projection::Unseen& live : projection.changed_since(record, {}))
    heads[live.field].push_back(std::move(live.head));

  std::vector<HistoryEntry> history;
  for (const Known& entry : known) {
    const Operation& operation = entry.operation;
    const CommitHeader header = log.header(entry.position);
    HistoryEntry shown{.operation = operation.id,
                       .time = header.time,
                       .author = header.author,
                       .label = header.label,
                       .field = operation.field,
                       .after = operation.value};
    for (const OperationId& id : operation.overwrites) {
      const auto [begin, end] = by_id.equal_range(id);
      for (auto before = begin; before != end; ++before)
        if (before->second->field == operation.field && !is_empty(before->second->value))
          shown.before.push_back(before->second->value);
    }
    shown.current = std::ranges::any_of(heads[operation.field], [&](const Head& head) {
      return head.operation == operation.id && head.value == operation.value;
    });
    history.push_back(std::move(shown));
  }
  return history;
}

} // namespace truat::records
