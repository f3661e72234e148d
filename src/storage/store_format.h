// The bytes of the store, format version 1. Frozen: every later version reads them
// (tests/data/golden/store-1).
//
// Everything is UTF-8 lines that end in "\n"; each line is canonical JSON (RFC 8785).
//
// Segment and tail: one line, then commits in order of arrival, each a header line and its operations' lines
// (records/operation.h):
//   {"format":"truat-segment","number":N,"version":1}
// Numbers rise by one from 1; the tail has the number it will be sealed under.
//
// Pack, in the cold database under "pack/<first>-<last>": one line, then the segments first to last, whole
// and in order, joined and deflated (RFC 1950). "bytes" and "sha256" are of the joined segments before
// deflating:
//   {"bytes":N,"first":N,"format":"truat-pack","last":N,"sha256":HEX,"version":1}
//
// Meta: one line that says which parts make up the store. "sha256" of a part is of its bytes as they are
// kept.
//   {"commits":N,"created":INSTANT,"former_replicas":[REPLICA…],"format":"truat-store","lost":[PART…],"oldest_reader":1,
//    "oldest_writer":1,"packs":[PART…],"replica":REPLICA,"segments":[PART…],"tail":PART,"version":1}
//   PART is {"bytes":N,"commits":N,"first":N,"last":N,"sha256":HEX}; first and last are the same but in
//   packs. While the newest commits are a merge's that can be taken back, meta has besides
//   "restore":{"commits":N,"tail":PART}, the count with the merge and the tail before it: what was there then
//   is the parts before that tail and its first bytes. Whoever appends takes it out; where it stayed, the
//   count tells that it is over.
// Pending, in the cold database under "pending/<any name>": what a closing page could not wait to see saved;
// the next tab that writes takes it into the tail. One line, then commits as in a segment:
//   {"format":"truat-pending","version":1}
//
// Keys that a newer version adds to meta are kept. A version lower than "oldest_writer" opens read-only, one
// lower than "oldest_reader" reads nothing but can export the bytes.
#pragma once

#include "base/civil_date.h"
#include "base/result.h"
#include "base/sha256.h"
#include "records/operation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat::storage {

inline constexpr int store_version = 1;
/// A tail this long is sealed at the commit that made it so.
inline constexpr std::size_t seal_bytes = std::size_t{64} * 1024;
/// What is packed together, and the most that one append puts in one segment unless a single commit is
/// larger.
inline constexpr std::size_t pack_bytes = std::size_t{4} * 1024 * 1024;

/// One file of the log as meta knows it.
struct Part {
  std::uint64_t first = 0; ///< number of its first segment
  std::uint64_t last = 0;
  std::uint64_t bytes = 0;
  std::uint64_t commits = 0;
  Hash sha256;
  bool operator==(const Part&) const = default;
};
[[nodiscard]] std::string segment_path(std::uint64_t number); ///< "segments/12"
[[nodiscard]] std::string pack_key(const Part& pack);         ///< "pack/1-64"

/// How to go back to before the merge that the newest commits are.
struct RestorePoint {
  std::uint64_t commits = 0; ///< in all parts together, with the merge
  Part tail;                 ///< before it
  bool operator==(const RestorePoint&) const = default;
};

struct Meta {
  records::ReplicaId replica; ///< as which this store's own commits are made
  std::vector<records::ReplicaId>
      former_replicas; ///< given up after damage, so that no sequence is said twice
  Instant created;
  std::uint64_t commits = 0; ///< in all parts together
  std::vector<Part> packs;
  std::vector<Part> segments;
  Part tail;
  std::vector<Part> lost; ///< what could not be read when it was last looked for
  std::optional<RestorePoint> restore;
  int version = store_version;
  int oldest_reader = store_version;
  int oldest_writer = store_version;
  std::vector<std::pair<std::string, std::string>>
      unknown; ///< keys of newer versions with their canonical JSON
  bool operator==(const Meta&) const = default;
};

[[nodiscard]] std::string encode(const Meta& meta);
/// Error `storage.meta_damaged`. Where `oldest_reader` is newer than we are, only the version numbers are
/// read.
[[nodiscard]] Result<Meta> decode_meta(std::string_view bytes);

[[nodiscard]] std::string segment_head(std::uint64_t number);
void append_lines(std::string& segment, const records::CommitLines& commit);
[[nodiscard]] std::size_t size_of_lines(const records::CommitLines& commit);

/// The commits of a segment's bytes or of any run of commit lines. Error `storage.segment_damaged`, `where`
/// "byte N".
[[nodiscard]] Result<std::vector<records::CommitLines>> read_segment(std::string_view bytes);
[[nodiscard]] Result<std::vector<records::CommitLines>> read_commit_lines(std::string_view lines);

[[nodiscard]] std::string pending_head();
/// Error `storage.pending_damaged`.
[[nodiscard]] Result<std::vector<records::CommitLines>> read_pending(std::string_view bytes);

/// Whatever commits of damaged bytes still check out (`records::check_commit`), in order.
[[nodiscard]] std::vector<records::CommitLines> salvage(std::string_view bytes);

/// The head line of a pack with everything behind it deflated.
[[nodiscard]] std::string encode_pack(const Part& contents, std::string_view deflated);
/// The joined segments. Errors: `storage.pack_damaged`; one that claims more than 1 GB is damaged.
[[nodiscard]] Result<std::string> decode_pack(std::string_view bytes);
/// Splits joined segments at their head lines.
[[nodiscard]] std::vector<std::string_view> split_segments(std::string_view joined);

} // namespace truat::storage
