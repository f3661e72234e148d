// What lines that somebody signed have in common: a canonical JSON object with "key", "replica", "signature",
// "time" and more, signed as a prefix and the line without "signature".
#pragma once

#include "base/json.h"
#include "base/signature.h"
#include "records/ids.h"

#include <string_view>

namespace truat::records {

struct SignedLine {
  JsonDocument document; ///< for the other keys
  PublicKey key;
  ReplicaId replica;
  Signature signature;
  Instant time;
};

/// Errors: those of `parse_json`; `bad` with the key that is missing or not as it must be;
/// `records.not_canonical`; `records.line_too_long`.
[[nodiscard]] Result<SignedLine> read_signed_line(std::string_view line, std::string_view bad);
/// Contract: the line was read so.
[[nodiscard]] SignatureCheck check_of_line(std::string_view prefix, std::string_view line,
                                           const PublicKey& key, const Signature& signature);

} // namespace truat::records
