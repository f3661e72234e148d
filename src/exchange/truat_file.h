// The exported file, `.truat.json`: its grammar and its manifest. truat_writer.h makes it, truat_reader.h
// reads it.
//
// Valid JSON of UTF-8 without byte order mark, one commit header, operation, signed head or photo a line,
// each in canonical form (RFC 8785), photos last, lines ended by '\n':
//
//   {"manifest":{…},
//   "headers":[
//   HEADER,
//   HEADER
//   ],
//   "operations":[
//   OPERATION,
//   …
//   ],
//   "heads":[
//   HEAD,
//   …
//   ],
//   "seal":[
//   SEAL
//   ],
//   "photos":[
//   {"bytes":BASE64,"sha256":HASH},
//   …
//   ]}
//
// Headers stand by rising (lamport, replica, sequence, hash of the line), so that the same commits give the
// same file; operations stand in the headers' order, `count` of each. HEADER and OPERATION are the lines of
// records/operation.h, HEAD those of records/signed_head.h, rising, SEAL that of seal.h. Photos stand by
// rising hash, each once. `heads` is there where heads are known, `seal` where the exporter has a key.
// Manifest:
//
//   counts        {"headers":N,"operations":N,"photos":N}
//   created_at    INSTANT: when the store that the file is of began
//   digest        sha-256 of the manifest's canonical form without this key
//   exported_at   INSTANT
//   format        "truat"
//   knows         {REPLICA:[[FIRST,LAST],…]…}: sequences of which the file's maker had every operation's
//   body,
//                 whatever of them is in the file
//   left_out      {"operations":N,"photos":[HASH…]}: bodies, and photos that records name, that are not in
//                 the file
//   oldest_reader the least `version` whose reader understands this file
//   replica       REPLICA that exported; absent where no store did (a merge)
//   schema        of the fields (records/field.h, `since`)
//   scope         what was asked for, where that was not everything (workspace/scope.h), only what was set:
//                 {"factories":[RECORD…],"from":DATE,"kinds":[KIND…],"known":{REPLICA:SEQUENCE…},
//                 "photos":false,"recipient":TEXT,"until":DATE}. Operations of records that are not in scope
//                 are lines without body; commits up to `known` are not in the file, headers neither
//   sections      {"headers":HASH,"operations":HASH,"photos":HASH,…}: sha-256 over each line and a '\n', of
//                 photos over each photo's own hash in hexadecimal and a '\n'
//   version       1
//
// So every byte is covered by a hash, the times too, and only white space between tokens is not. A section
// that a newer version adds stands between operations and photos and in `sections`, its hash over its lines,
// its name of printable ASCII without quotation mark and backslash. This version checks it, keeps its lines,
// and the manifest's keys that it does not know, and writes them again (newer_content.h).
#pragma once

#include "base/json_members.h"
#include "records/operation.h"
#include "workspace/scope.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat::exchange {

inline constexpr int truat_version = 1;
inline constexpr int truat_schema = 1;
inline constexpr std::string_view truat_extension = ".truat.json";

inline constexpr std::string_view headers_section = "headers";
inline constexpr std::string_view operations_section = "operations";
inline constexpr std::string_view heads_section = "heads";
inline constexpr std::string_view seal_section = "seal";
inline constexpr std::string_view photos_section = "photos";

/// Inclusive intervals of sequences, rising, apart from each other.
using Knowledge = std::map<records::ReplicaId, std::vector<std::pair<std::uint64_t, std::uint64_t>>>;

struct TruatManifest {
  struct Counts {
    std::uint64_t headers = 0;
    std::uint64_t operations = 0;
    std::uint64_t photos = 0;
    bool operator==(const Counts&) const = default;
  };
  struct LeftOut {
    std::uint64_t operations = 0;
    std::vector<Hash> photos; ///< rising
    bool operator==(const LeftOut&) const = default;
  };
  Counts counts;
  Instant created_at;
  Instant exported_at;
  Knowledge knows;
  LeftOut left_out;
  std::int64_t oldest_reader = truat_version;
  std::optional<records::ReplicaId> replica;
  std::int64_t schema = truat_schema;
  workspace::Scope scope;
  std::map<std::string, Hash, std::less<>> sections;
  std::int64_t version = truat_version;
  JsonMembers newer; ///< keys that this version does not know
  bool operator==(const TruatManifest&) const = default;
};

/// Canonical, with its digest.
[[nodiscard]] std::string encode(const TruatManifest& manifest);

/// Errors: `truat.not_truat` for any other JSON; `truat.newer` for a file whose oldest reader is newer than
/// this build; `truat.bad_manifest` naming the key. A digest that does not agree is told by `digest_agrees`.
[[nodiscard]] Result<TruatManifest> decode_manifest(JsonView view);
/// Whether `digest` is that of all other keys of the manifest. Error: what `canonical_json` refuses.
[[nodiscard]] Result<bool> digest_agrees(JsonView view);

} // namespace truat::exchange
