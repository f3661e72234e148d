#include "exchange/truat_file.h"

#include "base/sha256.h"
#include "base/sort.h"

#include <functional>

namespace truat::exchange {
namespace {

enum class WithDigest : std::uint8_t { no, yes };

void write_knowledge(JsonWriter& writer, const Knowledge& knows) {
  // Ids as texts sort as their bytes do: the alphabet of base 32 rises in ASCII.
  writer.begin_object();
  for (const auto& [replica, intervals] : knows) {
    writer.key(to_string(replica)).begin_array();
    for (const auto& [first, last] : intervals)
      writer.begin_array()
          .integer(static_cast<std::int64_t>(first))
          .integer(static_cast<std::int64_t>(last))
          .end_array();
    writer.end_array();
  }
  writer.end_object();
}

std::string write_manifest(const TruatManifest& manifest, const Hash& digest, WithDigest with_digest) {
  const auto count = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  JsonWriter writer;
  writer.begin_object();
  writer.key("counts").begin_object();
  writer.key("headers").integer(count(manifest.counts.headers));
  writer.key("operations").integer(count(manifest.counts.operations));
  writer.key("photos").integer(count(manifest.counts.photos));
  writer.end_object();
  writer.key("created_at").string(to_iso(manifest.created_at));
  if (with_digest == WithDigest::yes)
    writer.key("digest").string(to_hex(digest));
  writer.key("exported_at").string(to_iso(manifest.exported_at));
  writer.key("format").string("truat");
  writer.key("knows");
  write_knowledge(writer, manifest.knows);
  writer.key("left_out").begin_object();
  writer.key("operations").integer(count(manifest.left_out.operations));
  writer.key("photos").begin_array();
  for (const Hash& photo : manifest.left_out.photos)
    writer.string(to_hex(photo));
  writer.end_array().end_object();
  writer.key("oldest_reader").integer(manifest.oldest_reader);
  if (manifest.replica)
    writer.key("replica").string(to_string(*manifest.replica));
  writer.key("schema").integer(manifest.schema);
  writer.key("sections").begin_object();
  for (const auto& [name, hash] : manifest.sections)
    writer.key(name).string(to_hex(hash));
  writer.end_object();
  writer.key("version").integer(manifest.version);
  writer.end_object();
  return writer.take();
}

std::unexpected<Error> bad(std::string_view key) {
  return failure("truat.bad_manifest", {{"key", std::string(key)}});
}

std::optional<std::uint64_t> count_in(JsonView object, std::string_view key) {
  const auto value = object[key].integer();
  return value && *value >= 0 ? std::optional(static_cast<std::uint64_t>(*value)) : std::nullopt;
}

std::optional<Instant> instant_in(JsonView object, std::string_view key) {
  const auto text = object[key].string();
  return text ? parse_iso_instant(*text) : std::nullopt;
}

std::optional<Hash> hash_of(JsonView view) {
  const auto text = view.string();
  return text ? parse_hash(*text) : std::nullopt;
}

std::optional<std::vector<std::pair<std::uint64_t, std::uint64_t>>> intervals_of(JsonView view) {
  if (!view.is_array())
    return std::nullopt;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> intervals;
  bool good = true;
  view.for_each_element([&](JsonView pair) {
    const auto first = pair.at(0).integer();
    const auto last = pair.at(1).integer();
    good = good && pair.is_array() && pair.size() == 2 && first && last && *first >= 1 && *last >= *first &&
           (intervals.empty() || static_cast<std::uint64_t>(*first) > intervals.back().second);
    if (good)
      intervals.emplace_back(*first, *last);
  });
  return good ? std::optional(std::move(intervals)) : std::nullopt;
}

std::optional<Knowledge> knowledge_of(JsonView view) {
  if (!view.is_object())
    return std::nullopt;
  Knowledge knows;
  bool good = true;
  view.for_each_member([&](std::string_view key, JsonView value) {
    const auto replica = records::parse_replica_id(key);
    auto intervals = intervals_of(value);
    good = good && replica && intervals;
    if (good)
      knows[*replica] = std::move(*intervals);
  });
  return good ? std::optional(std::move(knows)) : std::nullopt;
}

std::optional<TruatManifest::LeftOut> left_out_of(JsonView view) {
  TruatManifest::LeftOut left_out;
  const auto operations = count_in(view, "operations");
  bool good = operations && view["photos"].is_array();
  view["photos"].for_each_element([&](JsonView photo) {
    const auto hash = hash_of(photo);
    good = good && hash && (left_out.photos.empty() || left_out.photos.back() < *hash);
    if (good)
      left_out.photos.push_back(*hash);
  });
  if (!good)
    return std::nullopt;
  left_out.operations = *operations;
  return left_out;
}

std::optional<std::map<std::string, Hash, std::less<>>> sections_of(JsonView view) {
  std::map<std::string, Hash, std::less<>> sections;
  bool good = view.is_object();
  view.for_each_member([&](std::string_view key, JsonView value) {
    const auto hash = hash_of(value);
    good = good && hash;
    if (good)
      sections[std::string(key)] = *hash;
  });
  for (const std::string_view name : {headers_section, operations_section, photos_section})
    good = good && sections.contains(name);
  return good ? std::optional(std::move(sections)) : std::nullopt;
}

} // namespace

std::string encode(const TruatManifest& manifest) {
  const Hash digest = sha256(write_manifest(manifest, {}, WithDigest::no));
  return write_manifest(manifest, digest, WithDigest::yes);
}

Result<TruatManifest> decode_manifest(JsonView view) {
  if (view["format"].string() != "truat")
    return failure("truat.not_truat");
  TruatManifest manifest;
  const auto version = view["version"].integer();
  const auto oldest_reader = view["oldest_reader"].integer();
  if (!version || *version < 1)
    return bad("version");
  if (!oldest_reader || *oldest_reader < 1 || *oldest_reader > *version)
    return bad("oldest_reader");
  // Before anything else is asked for: a newer version may say the rest otherwise.
  if (*oldest_reader > truat_version)
    return failure("truat.newer", {{"version", std::to_string(*version)}});
  manifest.version = *version;
  manifest.oldest_reader = *oldest_reader;
  const auto schema = view["schema"].integer();
  if (!schema || *schema < 1)
    return bad("schema");
  manifest.schema = *schema;
  const auto headers = count_in(view["counts"], headers_section);
  const auto operations = count_in(view["counts"], operations_section);
  const auto photos = count_in(view["counts"], photos_section);
  if (!headers || !operations || !photos)
    return bad("counts");
  manifest.counts = {*headers, *operations, *photos};
  const auto created_at = instant_in(view, "created_at");
  const auto exported_at = instant_in(view, "exported_at");
  if (!created_at || !exported_at)
    return bad(created_at ? "exported_at" : "created_at");
  manifest.created_at = *created_at;
  manifest.exported_at = *exported_at;
  auto knows = knowledge_of(view["knows"]);
  if (!knows)
    return bad("knows");
  manifest.knows = std::move(*knows);
  auto left_out = left_out_of(view["left_out"]);
  if (!left_out)
    return bad("left_out");
  manifest.left_out = std::move(*left_out);
  if (const JsonView replica = view["replica"]; replica.exists()) {
    const auto text = replica.string();
    manifest.replica = text ? records::parse_replica_id(*text) : std::nullopt;
    if (!manifest.replica)
      return bad("replica");
  }
  auto sections = sections_of(view["sections"]);
  if (!sections)
    return bad("sections");
  manifest.sections = std::move(*sections);
  if (!hash_of(view["digest"]))
    return bad("digest");
  return manifest;
}

Result<bool> digest_agrees(JsonView view) {
  const auto stated = hash_of(view["digest"]);
  if (!stated)
    return false;
  std::vector<std::pair<std::string_view, JsonView>> members;
  view.for_each_member([&](std::string_view key, JsonView value) {
    if (key != "digest")
      members.emplace_back(key, value);
  });
  truat::sort(members, [](const auto& left, const auto& right) {
    return canonical_key_less(left.first, right.first);
  });
  JsonWriter writer;
  writer.begin_object();
  for (const auto& [key, value] : members) {
    const auto canonical = canonical_json(value);
    if (!canonical)
      return std::unexpected(canonical.error());
    writer.key(key).raw(*canonical);
  }
  writer.end_object();
  return sha256(writer.take()) == *stated;
}

} // namespace truat::exchange
