// The store's own bytes, which a browser may have damaged: meta, segments, packs, what a closing page left.
#include "fuzz/support.h"
#include "storage/store_format.h"

#include <zlib.h>

namespace truat::fuzzing {
namespace {

void read_meta(std::string_view input) {
  const auto meta = storage::decode_meta(input);
  if (!meta) {
    must_be_told(meta.error());
    return;
  }
  if (meta->oldest_reader > storage::store_version)
    return; // only the version numbers were read
  const auto again = storage::decode_meta(storage::encode(*meta));
  must(again.has_value() && *again == *meta, "meta that is written reads alike");
}

void read_commits(const Result<std::vector<records::CommitLines>>& commits, std::string_view input) {
  if (!commits) {
    must_be_told(commits.error());
    must_lie_within(commits.error(), input);
    return;
  }
  std::string segment = storage::segment_head(1);
  const std::size_t head = segment.size();
  std::size_t bytes = 0;
  for (const records::CommitLines& commit : *commits) {
    storage::append_lines(segment, commit);
    bytes += storage::size_of_lines(commit);
  }
  must(segment.size() == head + bytes, "lines are as long as they are counted");
  const auto again = storage::read_segment(segment);
  must(again.has_value() && *again == *commits, "a segment that is written reads alike");
  const auto all = storage::salvage(segment);
  std::size_t good = 0;
  for (const records::CommitLines& commit : *commits)
    good += records::check_commit(commit).has_value() ? 1 : 0;
  must(all.size() >= good, "every commit that checks out is salvaged");
}

void read_pack(std::string_view input) {
  if (const auto joined = storage::decode_pack(input); !joined)
    must_be_told(joined.error());

  // And the input as what a pack holds.
  uLongf length = compressBound(static_cast<uLong>(input.size()));
  std::string deflated(length, '\0');
  must(compress(reinterpret_cast<Bytef*>(deflated.data()), &length,
                reinterpret_cast<const Bytef*>(input.data()), static_cast<uLong>(input.size())) == Z_OK,
       "zlib deflates");
  deflated.resize(length);
  const storage::Part part{
      .first = 1, .last = 2, .bytes = input.size(), .commits = 0, .sha256 = sha256(input)};
  const auto joined = storage::decode_pack(storage::encode_pack(part, deflated));
  must(joined.has_value() && *joined == input, "a pack that is written reads alike");
  std::string segments;
  for (const std::string_view segment : storage::split_segments(*joined))
    segments += segment;
  must(segments == *joined, "splitting segments loses nothing");
}

} // namespace

void fuzz(std::string_view input) {
  read_meta(input);
  read_commits(storage::read_segment(input), input);
  read_commits(storage::read_pending(input), input);
  read_commits(storage::read_commit_lines(input), input);
  for (const records::CommitLines& commit : storage::salvage(input))
    must(records::check_commit(commit).has_value(), "what is salvaged checks out");
  read_pack(input);
}

} // namespace truat::fuzzing
