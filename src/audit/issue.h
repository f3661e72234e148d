// A remark on a record that a person can jump to and mend.
#pragma once

#include "base/error.h"
#include "records/ids.h"

#include <cstdint>
#include <string>

namespace truat::audit {

enum class Gravity : std::uint8_t {
  blocking, ///< the step cannot be taken
  warning   ///< it can, knowingly
};

struct Issue {
  Gravity gravity = Gravity::blocking;
  Phrase phrase;
  records::RecordId record;
  std::string field;    ///< wire name to jump to, may be empty
  std::string question; ///< key of the question to jump to, may be empty
  bool operator==(const Issue&) const = default;
};

} // namespace truat::audit
