// Every operation of a log as one numbered list, in order of arrival. Nothing is kept but where each commit
// ends: an operation is read out of its lines when it is asked for.
#pragma once

#include "base/budget.h"
#include "records/log.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace truat::records {

struct ListedOperation {
  OperationId id;
  CommitHeader commit;
  std::optional<Operation> body; ///< nothing where it was left out of a file, or erased
  std::vector<Value> before;     ///< what it overwrote, as far as that is known; emptied values left out
  bool is_forked = false;        ///< this sequence of the replica has another content, too
};

class OperationList {
public:
  /// Takes in what the log has got since the last call, in slices. Contract: it is the same log each time.
  Step update(const Log& log, Budget& budget);

  [[nodiscard]] std::size_t size() const { return m_ends.empty() ? 0 : m_ends.back(); }
  /// Contract: `number` is below `size`, and the log is the one of `update`.
  [[nodiscard]] ListedOperation read(const Log& log, std::size_t number) const;

private:
  std::vector<std::uint32_t> m_ends; ///< by the commit's position: operations up to and with it
};

} // namespace truat::records
