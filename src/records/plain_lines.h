// Lines read at one go: those of the keys this version knows, with texts that need no escape and no
// structures. Almost every line of a log is such a line, and reading it so takes a fraction of the time. What
// is read is what `operation.cpp` reads of the same line by way of JSON; nothing where the line is of any
// other form, good or bad.
#pragma once

#include "records/operation.h"

#include <optional>
#include <string_view>

namespace truat::records {

[[nodiscard]] std::optional<Operation> read_plain_operation(std::string_view line);
[[nodiscard]] std::optional<CommitHeader> read_plain_header(std::string_view line);

/// What a header's label and an operation's salt must be, by either way.
[[nodiscard]] bool is_label(std::string_view text);
[[nodiscard]] bool is_salt(std::string_view text);

} // namespace truat::records
