// The seal of an exported file: the exporter's word for this very file, all of it.
//
// A line, canonical JSON, all keys required:
//
//   {"digest":HASH,"key":KEY,"replica":REPLICA,"signature":SIGNATURE,"time":INSTANT}
//
// `digest` is the sha-256 of the manifest's canonical form without its `digest` and without the seal's own
// hash in `sections`; the manifest has the hashes of all the rest. Signed are the bytes "truat-seal\n" and
// the line without "signature"; keys that a newer version adds are part of both.
#pragma once

#include "base/json.h"
#include "base/sha256.h"
#include "base/signature.h"
#include "records/ids.h"

#include <string>
#include <string_view>

namespace truat::exchange {

struct SealStatement {
  Hash digest;
  PublicKey key;
  records::ReplicaId replica;
  Instant time;
  bool operator==(const SealStatement&) const = default;
};

struct Seal {
  SealStatement statement;
  Signature signature;
  std::string line;
  bool operator==(const Seal& other) const { return line == other.line; }
};

/// The bytes that are signed.
[[nodiscard]] std::string signed_bytes(const SealStatement& statement);
[[nodiscard]] Seal with_signature(const SealStatement& statement, const Signature& signature);
/// Errors: those of `parse_json`; `truat.bad_seal`, naming the key; `records.not_canonical`;
/// `records.line_too_long`. Whether the signature holds is another question.
[[nodiscard]] Result<Seal> decode_seal(std::string_view line);
[[nodiscard]] SignatureCheck check_of(const Seal& seal);

/// What a seal of the file with this manifest states as `digest`. Error: that of `canonical_json`.
[[nodiscard]] Result<Hash> sealed_digest(JsonView manifest);

} // namespace truat::exchange
