#include "records/log_text.h"

namespace truat::records {

Result<std::vector<CommitLines>> parse_lines(std::string_view text) {
  constexpr std::string_view header_start = "{\"author\":";
  std::vector<CommitLines> commits;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with(header_start))
      commits.push_back({std::string(line), {}});
    else if (line.empty())
      return failure("records.empty_line", {}, "line " + std::to_string(number));
    else if (commits.empty())
      return failure("records.line_without_commit", {}, "line " + std::to_string(number));
    else
      commits.back().operations.emplace_back(line);
  }
  return commits;
}

void append_text(std::string& text, const CommitLines& commit) {
  text.append(commit.header).push_back('\n');
  for (const std::string& operation : commit.operations)
    text.append(operation).push_back('\n');
}

std::string to_text(const std::vector<CommitLines>& commits) {
  std::string text;
  for (const CommitLines& commit : commits)
    append_text(text, commit);
  return text;
}

} // namespace truat::records
