// Signatures on a record of inspection: drawn, or refused with a witness. A drawn one is a picture, not a
// digital signature; what makes it hold is the digest of the content that was signed.
#pragma once

#include "audit/binding.h"

namespace truat::audit {

inline constexpr std::string_view signature_kind = "signature";

/// The lines of a drawn signature, in whole units of its own box.
struct Strokes {
  struct Point {
    std::int32_t x = 0;
    std::int32_t y = 0;
    bool operator==(const Point&) const = default;
  };
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::vector<std::vector<Point>> lines;
  [[nodiscard]] bool empty() const { return lines.empty(); }
  bool operator==(const Strokes&) const = default;
};
/// {"height":200,"lines":[[x,y,x,y…]…],"width":600}
[[nodiscard]] records::Structure to_structure(const Strokes& strokes);
/// Nothing for what is no such structure, or lies outside its box.
[[nodiscard]] std::optional<Strokes> as_strokes(const records::Structure& structure);

enum class SignerRole : std::uint8_t { officer, guide, witness, unknown };
[[nodiscard]] std::string_view key_of(SignerRole role);
[[nodiscard]] SignerRole signer_role(std::string_view key);

struct Signature {
  RecordId id;
  RecordId inspection;              ///< signature.inspection
  std::string role_key;             ///< signature.role: key of `signer_role`
  RecordId person;                  ///< signature.person: of an officer
  std::string name;                 ///< signature.name, as it was when signed (personal)
  std::string position;             ///< signature.position
  records::Structure strokes;       ///< signature.strokes (personal)
  bool refused = false;             ///< signature.refused
  std::string refusal_reason;       ///< signature.refusal_reason
  std::string witness_name;         ///< signature.witness_name: of the refusal (personal)
  std::string digest;               ///< signature.digest: of the content that was signed (digest.h)
  std::optional<Instant> signed_at; ///< signature.signed_at
  [[nodiscard]] SignerRole role() const { return signer_role(role_key); }
  bool operator==(const Signature&) const = default;
};

[[nodiscard]] const Table<Signature>& signature_table();

} // namespace truat::audit
