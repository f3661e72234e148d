#include "records/operation_list.h"

#include "base/contract.h"

#include <algorithm>

namespace truat::records {
namespace {

constexpr std::size_t piece = 1024; ///< commits between two looks at the clock

void add_values_before(ListedOperation& listed, const Log& log) {
  for (const OperationId& id : listed.body->overwrites)
    for (const std::size_t position : log.find_all(id.commit())) {
      if (id.index >= log.operation_count(position))
        continue;
      const auto before = decode_operation(log.operation_line(position, id.index));
      if (before && *before && (*before)->record == listed.body->record &&
          (*before)->field == listed.body->field && !is_empty((*before)->value))
        listed.before.push_back((*before)->value);
    }
}

} // namespace

Step OperationList::update(const Log& log, Budget& budget) {
  while (m_ends.size() < log.size()) {
    const std::size_t end = std::min(log.size(), m_ends.size() + piece);
    while (m_ends.size() < end)
      m_ends.push_back(static_cast<std::uint32_t>(size() + log.operation_count(m_ends.size())));
    if (budget.is_spent() && m_ends.size() < log.size())
      return Step::more;
  }
  return Step::done;
}

ListedOperation OperationList::read(const Log& log, std::size_t number) const {
  expects(number < size(), "an operation of the list");
  const auto end = std::ranges::upper_bound(m_ends, static_cast<std::uint32_t>(number));
  const auto position = static_cast<std::size_t>(end - m_ends.begin());
  const std::size_t index = number - (position == 0 ? 0 : m_ends[position - 1]);
  ListedOperation listed;
  listed.commit = log.header(position);
  listed.id = {listed.commit.replica, listed.commit.sequence, static_cast<std::uint32_t>(index)};
  listed.is_forked = log.find_all(listed.id.commit()).size() > 1;
  auto body = decode_operation(log.operation_line(position, index));
  expects(body.has_value(), "a line that was checked");
  listed.body = std::move(*body);
  if (listed.body)
    add_values_before(listed, log);
  return listed;
}

} // namespace truat::records
