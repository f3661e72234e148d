#include "storage/store_format.h"

#include "base/contract.h"
#include "base/json.h"
#include "base/sort.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace truat::storage {

namespace {

constexpr std::uint64_t greatest_count = (std::uint64_t{1} << 53) - 1;
constexpr std::uint64_t greatest_joined_bytes = std::uint64_t{1} << 30;
constexpr std::string_view segment_format = "truat-segment";
constexpr std::string_view pack_format = "truat-pack";
constexpr std::string_view pending_format = "truat-pending";
constexpr std::string_view store_format = "truat-store";
constexpr std::array<std::string_view, 13> meta_keys = {
    "commits", "created", "former_replicas", "format",   "lost", "oldest_reader", "oldest_writer",
    "packs",   "replica", "restore",         "segments", "tail", "version"};

std::int64_t as_json(std::uint64_t count) {
  expects(count <= greatest_count, "a count that JSON can hold");
  return static_cast<std::int64_t>(count);
}

void write_part(JsonWriter& writer, const Part& part) {
  writer.begin_object();
  writer.key("bytes").integer(as_json(part.bytes));
  writer.key("commits").integer(as_json(part.commits));
  writer.key("first").integer(as_json(part.first));
  writer.key("last").integer(as_json(part.last));
  writer.key("sha256").string(to_hex(part.sha256));
  writer.end_object();
}

void write_parts(JsonWriter& writer, const std::vector<Part>& parts) {
  writer.begin_array();
  for (const Part& part : parts)
    write_part(writer, part);
  writer.end_array();
}

std::optional<std::uint64_t> count_of(JsonView view) {
  const auto value = view.integer();
  if (!value || *value < 0)
    return std::nullopt;
  return static_cast<std::uint64_t>(*value);
}

std::optional<Part> read_part(JsonView view) {
  const auto bytes = count_of(view["bytes"]);
  const auto commits = count_of(view["commits"]);
  const auto first = count_of(view["first"]);
  const auto last = count_of(view["last"]);
  const auto hex = view["sha256"].string();
  const auto hash = hex ? parse_hash(*hex) : std::nullopt;
  if (!bytes || !commits || !first || !last || !hash || *first == 0 || *last < *first)
    return std::nullopt;
  return Part{*first, *last, *bytes, *commits, *hash};
}

std::optional<std::vector<Part>> read_parts(JsonView view) {
  if (!view.is_array())
    return std::nullopt;
  std::vector<Part> parts;
  bool good = true;
  view.for_each_element([&](JsonView element) {
    if (auto part = read_part(element))
      parts.push_back(*part);
    else
      good = false;
  });
  if (!good)
    return std::nullopt;
  return parts;
}

std::optional<std::vector<records::ReplicaId>> read_replicas(JsonView view) {
  if (!view.is_array())
    return std::nullopt;
  std::vector<records::ReplicaId> replicas;
  bool good = true;
  view.for_each_element([&](JsonView element) {
    const auto text = element.string();
    const auto replica = text ? records::parse_replica_id(*text) : std::nullopt;
    if (replica)
      replicas.push_back(*replica);
    else
      good = false;
  });
  if (!good)
    return std::nullopt;
  return replicas;
}

/// Nothing where the key is absent; false where it is and cannot be read.
bool read_restore_point(JsonView view, std::optional<RestorePoint>& point) {
  if (!view.exists())
    return true;
  const auto commits = count_of(view["commits"]);
  const auto tail = read_part(view["tail"]);
  if (!commits || !tail)
    return false;
  point = RestorePoint{*commits, *tail};
  return true;
}

/// The parts that only a version at least `oldest_reader` understands.
bool read_contents(JsonView root, Meta& meta) {
  const auto commits = count_of(root["commits"]);
  const auto created_text = root["created"].string();
  const auto created = created_text ? parse_iso_instant(*created_text) : std::nullopt;
  const auto former = read_replicas(root["former_replicas"]);
  const auto lost = read_parts(root["lost"]);
  const auto packs = read_parts(root["packs"]);
  const auto segments = read_parts(root["segments"]);
  const auto tail = read_part(root["tail"]);
  const auto replica_text = root["replica"].string();
  const auto replica = replica_text ? records::parse_replica_id(*replica_text) : std::nullopt;
  if (!commits || !created || !former || !lost || !packs || !segments || !tail || !replica ||
      !read_restore_point(root["restore"], meta.restore))
    return false;
  meta.commits = *commits;
  meta.created = *created;
  meta.former_replicas = *former;
  meta.lost = *lost;
  meta.packs = *packs;
  meta.segments = *segments;
  meta.tail = *tail;
  meta.replica = *replica;
  return true;
}

/// One line of `text` from `at` on, without its line break; `at` moves behind it. Nothing where no line break
/// follows.
std::optional<std::string_view> take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = text.find('\n', at);
  if (end == std::string_view::npos)
    return std::nullopt;
  const std::string_view line = text.substr(at, end - at);
  at = end + 1;
  return line;
}

bool is_segment_head(std::string_view line) {
  return line.starts_with(R"({"format":"truat-segment",)");
}

std::unexpected<Error> segment_damaged(std::size_t at) {
  return failure("storage.segment_damaged", {}, "byte " + std::to_string(at));
}

/// The commit whose header line starts at `at`, which moves behind its last line.
Result<records::CommitLines> take_commit(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  const auto header_line = take_line(text, at);
  if (!header_line)
    return segment_damaged(start);
  const auto header = records::decode_header(*header_line);
  if (!header)
    return segment_damaged(start);
  records::CommitLines commit;
  commit.header = *header_line;
  commit.operations.reserve(std::min<std::size_t>(header->count, text.size() / 16));
  for (std::uint32_t index = 0; index < header->count; ++index) {
    const auto line = take_line(text, at);
    if (!line)
      return segment_damaged(start);
    commit.operations.emplace_back(*line);
  }
  return commit;
}

} // namespace

std::string segment_path(std::uint64_t number) {
  return "segments/" + std::to_string(number);
}

std::string pack_key(const Part& pack) {
  return "pack/" + std::to_string(pack.first) + "-" + std::to_string(pack.last);
}

std::string encode(const Meta& meta) {
  // The known keys and those of a newer version, each with its canonical value. All are ASCII (decode_meta
  // sees to it), so that byte order is RFC 8785's order of UTF-16 units.
  std::vector<std::pair<std::string, std::string>> members = meta.unknown;
  const auto add = [&](std::string_view key, auto write) {
    JsonWriter writer;
    write(writer);
    members.emplace_back(key, writer.take());
  };
  add("commits", [&](JsonWriter& w) { w.integer(as_json(meta.commits)); });
  add("created", [&](JsonWriter& w) { w.string(to_iso(meta.created)); });
  add("former_replicas", [&](JsonWriter& w) {
    w.begin_array();
    for (const records::ReplicaId& replica : meta.former_replicas)
      w.string(to_string(replica));
    w.end_array();
  });
  add("format", [](JsonWriter& w) { w.string(store_format); });
  add("lost", [&](JsonWriter& w) { write_parts(w, meta.lost); });
  add("oldest_reader", [&](JsonWriter& w) { w.integer(meta.oldest_reader); });
  add("oldest_writer", [&](JsonWriter& w) { w.integer(meta.oldest_writer); });
  add("packs", [&](JsonWriter& w) { write_parts(w, meta.packs); });
  add("replica", [&](JsonWriter& w) { w.string(to_string(meta.replica)); });
  if (meta.restore)
    add("restore", [&](JsonWriter& w) {
      w.begin_object();
      w.key("commits").integer(as_json(meta.restore->commits));
      w.key("tail");
      write_part(w, meta.restore->tail);
      w.end_object();
    });
  add("segments", [&](JsonWriter& w) { write_parts(w, meta.segments); });
  add("tail", [&](JsonWriter& w) { write_part(w, meta.tail); });
  add("version", [&](JsonWriter& w) { w.integer(meta.version); });
  truat::sort(members);
  JsonWriter writer;
  writer.begin_object();
  for (const auto& [key, value] : members)
    writer.key(key).raw(value);
  writer.end_object();
  return writer.take() + "\n";
}

Result<Meta> decode_meta(std::string_view bytes) {
  const auto document = parse_json(bytes);
  if (!document)
    return failure("storage.meta_damaged", {}, document.error().where);
  const JsonView root = document->root();
  const auto version = root["version"].integer();
  const auto reader = root["oldest_reader"].integer();
  const auto writer = root["oldest_writer"].integer();
  constexpr auto greatest = std::numeric_limits<int>::max();
  if (root["format"].string() != store_format || !version || !reader || !writer || *version < 1 ||
      *version > greatest || *reader < 1 || *reader > greatest || *writer < 1 || *writer > greatest)
    return failure("storage.meta_damaged");
  Meta meta;
  meta.version = static_cast<int>(*version);
  meta.oldest_reader = static_cast<int>(*reader);
  meta.oldest_writer = static_cast<int>(*writer);
  if (meta.oldest_reader > store_version)
    return meta;
  if (!read_contents(root, meta))
    return failure("storage.meta_damaged");
  bool good = true;
  root.for_each_member([&](std::string_view key, JsonView value) {
    if (std::ranges::find(meta_keys, key) != meta_keys.end())
      return;
    const bool ascii =
        std::ranges::all_of(key, [](char unit) { return static_cast<unsigned char>(unit) < 0x80; });
    auto text = canonical_json(value);
    if (text && ascii)
      meta.unknown.emplace_back(key, std::move(*text));
    else
      good = false;
  });
  if (!good)
    return failure("storage.meta_damaged");
  return meta;
}

std::string segment_head(std::uint64_t number) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("format").string(segment_format);
  writer.key("number").integer(as_json(number));
  writer.key("version").integer(store_version);
  writer.end_object();
  return writer.take() + "\n";
}

void append_lines(std::string& segment, const records::CommitLines& commit) {
  segment += commit.header;
  segment += '\n';
  for (const std::string& operation : commit.operations) {
    segment += operation;
    segment += '\n';
  }
}

std::size_t size_of_lines(const records::CommitLines& commit) {
  std::size_t bytes = commit.header.size() + 1;
  for (const std::string& operation : commit.operations)
    bytes += operation.size() + 1;
  return bytes;
}

Result<std::vector<records::CommitLines>> read_commit_lines(std::string_view lines) {
  std::vector<records::CommitLines> commits;
  for (std::size_t at = 0; at < lines.size();) {
    auto commit = take_commit(lines, at);
    if (!commit)
      return std::unexpected(std::move(commit.error()));
    commits.push_back(std::move(*commit));
  }
  return commits;
}

Result<std::vector<records::CommitLines>> read_segment(std::string_view bytes) {
  std::size_t at = 0;
  const auto head = take_line(bytes, at);
  const auto document = head ? parse_json(*head) : failure("storage.segment_damaged");
  if (!document || document->root()["format"].string() != segment_format ||
      document->root()["version"].integer() != store_version)
    return segment_damaged(0);
  return read_commit_lines(bytes.substr(at));
}

std::string pending_head() {
  JsonWriter writer;
  writer.begin_object();
  writer.key("format").string(pending_format);
  writer.key("version").integer(store_version);
  writer.end_object();
  return writer.take() + "\n";
}

Result<std::vector<records::CommitLines>> read_pending(std::string_view bytes) {
  std::size_t at = 0;
  const auto head = take_line(bytes, at);
  const auto document = head ? parse_json(*head) : failure("storage.pending_damaged");
  if (!document || document->root()["format"].string() != pending_format ||
      document->root()["version"].integer() != store_version)
    return failure("storage.pending_damaged");
  return read_commit_lines(bytes.substr(at));
}

std::vector<records::CommitLines> salvage(std::string_view bytes) {
  std::vector<records::CommitLines> commits;
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::size_t behind = at;
    auto commit = take_commit(bytes, behind);
    if (commit && records::check_commit(*commit)) {
      commits.push_back(std::move(*commit));
      at = behind;
    } else if (!take_line(bytes, at)) {
      break;
    }
  }
  return commits;
}

std::string encode_pack(const Part& contents, std::string_view deflated) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("bytes").integer(as_json(contents.bytes));
  writer.key("first").integer(as_json(contents.first));
  writer.key("format").string(pack_format);
  writer.key("last").integer(as_json(contents.last));
  writer.key("sha256").string(to_hex(contents.sha256));
  writer.key("version").integer(store_version);
  writer.end_object();
  std::string pack = writer.take() + "\n";
  pack += deflated;
  return pack;
}

Result<std::string> decode_pack(std::string_view bytes) {
  std::size_t at = 0;
  const auto head = take_line(bytes, at);
  const auto document = head ? parse_json(*head) : failure("storage.pack_damaged");
  if (!document)
    return failure("storage.pack_damaged");
  const JsonView root = document->root();
  const auto size = count_of(root["bytes"]);
  const auto hex = root["sha256"].string();
  const auto hash = hex ? parse_hash(*hex) : std::nullopt;
  // Deflate makes at best one byte of 1,032: a claim beyond that is no honest pack and takes no memory.
  if (root["format"].string() != pack_format || root["version"].integer() != store_version || !size ||
      !hash || *size > greatest_joined_bytes || *size > bytes.size() * 1032)
    return failure("storage.pack_damaged");
  std::string joined(static_cast<std::size_t>(*size), '\0');
  uLongf length = static_cast<uLongf>(joined.size());
  const std::string_view deflated = bytes.substr(at);
  const int outcome =
      uncompress(reinterpret_cast<Bytef*>(joined.data()), &length,
                 reinterpret_cast<const Bytef*>(deflated.data()), static_cast<uLong>(deflated.size()));
  if (outcome != Z_OK || length != joined.size() || sha256(joined) != *hash)
    return failure("storage.pack_damaged");
  return joined;
}

std::vector<std::string_view> split_segments(std::string_view joined) {
  std::vector<std::string_view> segments;
  std::size_t start = 0;
  for (std::size_t at = 0; at < joined.size();) {
    const std::size_t line_start = at;
    const auto line = take_line(joined, at);
    if (!line)
      break;
    if (line_start != start && is_segment_head(*line)) {
      segments.push_back(joined.substr(start, line_start - start));
      start = line_start;
    }
  }
  if (start < joined.size())
    segments.push_back(joined.substr(start));
  return segments;
}

} // namespace truat::storage
