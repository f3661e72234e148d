// Commits as text: each header line followed by its operations' lines, each line ended by '\n'. Segments of
// the store and the body of an exported file are such text.
#pragma once

#include "records/operation.h"

#include <string>
#include <string_view>
#include <vector>

namespace truat::records {

/// The lines of the commits that the text holds, unread: `read_commit` looks into them. Header lines are told
/// by what they begin with, `{"author":`. The last line may lack its '\n'. Errors:
/// `records.line_without_commit` where an operation's line stands before any header, `records.empty_line`;
/// `where` is "line N", counted from 1.
[[nodiscard]] Result<std::vector<CommitLines>> parse_lines(std::string_view text);

/// The inverse.
void append_text(std::string& text, const CommitLines& commit);
[[nodiscard]] std::string to_text(const std::vector<CommitLines>& commits);

} // namespace truat::records
