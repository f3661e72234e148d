// Lines of commits as a log has them: headers, operations, bodies that were left out.
#include "base/json.h"
#include "fuzz/support.h"
#include "records/log_text.h"
#include "records/plain_lines.h"

namespace truat::fuzzing {
namespace {

void read_as_operation(std::string_view line) {
  const auto operation = records::decode_operation(line);
  const auto plain = records::read_plain_operation(line);
  if (!operation) {
    must_be_told(operation.error());
    must(!plain.has_value(), "what is read at one go is read by way of JSON too");
    return;
  }
  if (plain)
    must(operation->has_value() && **operation == *plain, "both ways of reading give the same operation");
  const auto leaf = records::leaf_hash(line);
  if (!operation->has_value())
    return;
  const std::string left_out = records::left_out_line(line);
  const auto body = records::decode_operation(left_out);
  must(body.has_value() && !body->has_value(), "what is left out is read as left out");
  must(records::leaf_hash(left_out) == leaf, "leaving out keeps the leaf");
  const std::string written = records::encode(**operation);
  const auto again = records::decode_operation(written);
  must(again.has_value() && again->has_value() && **again == **operation,
       "an operation that is written reads alike");
}

void read_as_header(std::string_view line) {
  const auto header = records::decode_header(line);
  const auto plain = records::read_plain_header(line);
  if (!header) {
    must_be_told(header.error());
    must(!plain.has_value(), "what is read at one go is read by way of JSON too");
    return;
  }
  if (plain)
    must(*header == *plain, "both ways of reading give the same header");
  const auto again = records::decode_header(records::encode(*header));
  must(again.has_value() && *again == *header, "a header that is written reads alike");
}

} // namespace

void fuzz(std::string_view input) {
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = std::min(input.find('\n', at), input.size());
    const std::string_view line = input.substr(at, end - at);
    read_as_operation(line);
    read_as_header(line);
    at = end + 1;
  }

  const auto commits = records::parse_lines(input);
  if (!commits) {
    must_be_told(commits.error());
    return;
  }
  const auto again = records::parse_lines(records::to_text(*commits));
  must(again.has_value() && *again == *commits, "lines that are written are parsed alike");
  for (const records::CommitLines& lines : *commits) {
    const auto commit = records::read_commit(lines);
    const auto checked = records::check_commit(lines);
    must(commit.has_value() == checked.has_value(), "reading and checking judge alike");
    if (!commit) {
      must_be_told(commit.error());
      must(commit.error() == checked.error(), "reading and checking say the same");
      continue;
    }
    must(commit->lines == lines, "a commit keeps its lines");
    must(commit->header.count == lines.operations.size(), "the header counts its operations");
    must(records::merkle_root(lines.operations) == commit->header.root, "the root is of the lines");
    must(records::header_hash(lines.header) == commit->hash, "the hash is of the header line");
  }
}

} // namespace truat::fuzzing
