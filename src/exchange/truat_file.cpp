#include "exchange/truat_file.h"

#include "base/sha256.h"

#include <array>
#include <functional>

namespace truat::exchange {
namespace {

constexpr auto known_keys = std::to_array<std::string_view>(
    {"counts", "created_at", "digest", "exported_at", "format", "knows", "left_out", "oldest_reader",
     "replica", "schema", "scope", "sections", "version"});

JsonWriter& write_count(JsonWriter& writer, std::uint64_t value) {
  return writer.integer(static_cast<std::int64_t>(value));
}

void write_knowledge(JsonWriter& writer, const Knowledge& knows) {
  // Ids as texts sort as their bytes do: the alphabet of base 32 rises in ASCII.
  writer.begin_object();
  for (const auto& [replica, intervals] : knows) {
    writer.key(to_string(replica)).begin_array();
    for (const auto& [first, last] : intervals) {
      writer.begin_array();
      write_count(writer, first);
      write_count(writer, last).end_array();
    }
    writer.end_array();
  }
  writer.end_object();
}

void write_scope(JsonWriter& writer, const workspace::Scope& scope) {
  writer.begin_object();
  if (!scope.factories.empty()) {
    writer.key("factories").begin_array();
    for (const records::RecordId& factory : scope.factories)
      writer.string(to_string(factory));
    writer.end_array();
  }
  if (scope.from)
    writer.key("from").string(to_iso(*scope.from));
  if (!scope.kinds.empty()) {
    writer.key("kinds").begin_array();
    for (const std::string& kind : scope.kinds)
      writer.string(kind);
    writer.end_array();
  }
  if (!scope.known.empty()) {
    writer.key("known").begin_object();
    for (const auto& [replica, sequence] : scope.known)
      write_count(writer.key(to_string(replica)), sequence);
    writer.end_object();
  }
  if (scope.photos == workspace::ScopePhotos::without)
    writer.key("photos").boolean(false);
  if (!scope.recipient.empty())
    writer.key("recipient").string(scope.recipient);
  if (scope.until)
    writer.key("until").string(to_iso(*scope.until));
  writer.end_object();
}

/// All but the digest.
JsonMembers members_of(const TruatManifest& manifest) {
  JsonMembers members = manifest.newer;
  JsonWriter writer;
  const auto keep = [&](std::string_view key) { members[std::string(key)] = writer.take(); };
  writer.begin_object();
  write_count(writer.key("headers"), manifest.counts.headers);
  write_count(writer.key("operations"), manifest.counts.operations);
  write_count(writer.key("photos"), manifest.counts.photos).end_object();
  keep("counts");
  writer.string(to_iso(manifest.created_at));
  keep("created_at");
  writer.string(to_iso(manifest.exported_at));
  keep("exported_at");
  writer.string("truat");
  keep("format");
  write_knowledge(writer, manifest.knows);
  keep("knows");
  writer.begin_object();
  write_count(writer.key("operations"), manifest.left_out.operations).key("photos").begin_array();
  for (const Hash& photo : manifest.left_out.photos)
    writer.string(to_hex(photo));
  writer.end_array().end_object();
  keep("left_out");
  writer.integer(manifest.oldest_reader);
  keep("oldest_reader");
  if (manifest.replica) {
    writer.string(to_string(*manifest.replica));
    keep("replica");
  }
  writer.integer(manifest.schema);
  keep("schema");
  if (manifest.scope != workspace::Scope()) {
    write_scope(writer, manifest.scope);
    keep("scope");
  }
  writer.begin_object();
  for (const auto& [name, hash] : manifest.sections)
    writer.key(name).string(to_hex(hash));
  writer.end_object();
  keep("sections");
  writer.integer(manifest.version);
  keep("version");
  return members;
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

template <class T, auto Parse>
bool read_list(JsonView view, std::vector<T>& into) {
  bool good = view.is_array() && view.size() > 0;
  view.for_each_element([&](JsonView element) {
    const auto text = element.string();
    auto value = text ? Parse(*text) : std::nullopt;
    good = good && value;
    if (good)
      into.push_back(std::move(*value));
  });
  return good;
}

std::optional<std::string> some_text(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

/// Whether the view is absent, or a day.
bool read_day(JsonView view, std::optional<CivilDate>& day) {
  const auto text = view.string();
  day = text ? parse_iso_date(*text) : std::nullopt;
  return day.has_value() || !view.exists();
}

std::optional<workspace::Scope> scope_of(JsonView view) {
  workspace::Scope scope;
  bool good = view.is_object() && read_day(view["from"], scope.from) && read_day(view["until"], scope.until);
  if (const JsonView list = view["factories"]; list.exists())
    good = good && read_list<records::RecordId, records::parse_record_id>(list, scope.factories);
  if (const JsonView list = view["kinds"]; list.exists())
    good = good && read_list<std::string, some_text>(list, scope.kinds);
  if (const JsonView known = view["known"]; known.exists()) {
    good = good && known.is_object();
    known.for_each_member([&](std::string_view key, JsonView value) {
      const auto replica = records::parse_replica_id(key);
      const auto sequence = value.integer();
      good = good && replica && sequence && *sequence > 0;
      if (good)
        scope.known.emplace(*replica, static_cast<std::uint64_t>(*sequence));
    });
  }
  if (const JsonView photos = view["photos"]; photos.exists()) {
    good = good && photos.boolean();
    if (photos.boolean() == false)
      scope.photos = workspace::ScopePhotos::without;
  }
  if (const JsonView recipient = view["recipient"]; recipient.exists()) {
    good = good && recipient.string();
    scope.recipient = recipient.string().value_or("");
  }
  return good ? std::optional(std::move(scope)) : std::nullopt;
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
  JsonMembers members = members_of(manifest);
  members["digest"] = '"' + to_hex(sha256(to_json(members))) + '"';
  return to_json(members);
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
  if (const JsonView stated = view["scope"]; stated.exists()) {
    auto scope = scope_of(stated);
    if (!scope)
      return bad("scope");
    manifest.scope = std::move(*scope);
  }
  auto newer = canonical_members(view);
  if (!newer)
    return std::unexpected(newer.error());
  for (const std::string_view key : known_keys)
    newer->erase(std::string(key));
  manifest.newer = std::move(*newer);
  return manifest;
}

Result<bool> digest_agrees(JsonView view) {
  const auto stated = hash_of(view["digest"]);
  auto members = canonical_members(view);
  if (!members)
    return std::unexpected(members.error());
  members->erase("digest");
  return stated && sha256(to_json(*members)) == *stated;
}

} // namespace truat::exchange
