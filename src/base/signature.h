// Digital signatures: ECDSA over P-256 with SHA-256 (FIPS 186-5), in the forms that WebCrypto takes and
// gives.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat {

/// A point of P-256, uncompressed (SEC 1): 0x04, x, y. Nothing here says that the point lies on the curve; no
/// signature holds by a key that does not.
struct PublicKey {
  std::array<std::uint8_t, 65> bytes{};
  auto operator<=>(const PublicKey&) const = default;
};
/// r and s, each of 32 bytes, big-endian (IEEE P1363).
struct Signature {
  std::array<std::uint8_t, 64> bytes{};
  auto operator<=>(const Signature&) const = default;
};

/// Base 64, 88 characters each.
[[nodiscard]] std::string to_text(const PublicKey& key);
[[nodiscard]] std::string to_text(const Signature& signature);
[[nodiscard]] std::optional<PublicKey> parse_public_key(std::string_view text);
[[nodiscard]] std::optional<Signature> parse_signature(std::string_view text);
/// Raw bytes, 65 and 64, as WebCrypto has them.
[[nodiscard]] std::optional<PublicKey> public_key_of(std::string_view bytes);
[[nodiscard]] std::optional<Signature> signature_of(std::string_view bytes);

/// What people compare by eye and by telephone: the first 128 bits of the key's SHA-256, "3F2A 91C0 …", eight
/// groups of four hexadecimal digits.
[[nodiscard]] std::string fingerprint(const PublicKey& key);

/// A signature with what it is said to sign.
struct SignatureCheck {
  PublicKey key;
  Signature signature;
  std::string message; ///< bytes
  bool operator==(const SignatureCheck&) const = default;
};
/// Whether it holds. Natively; the page asks the browser (platform/signing.h), so that it need not download
/// the arithmetic.
[[nodiscard]] bool holds(const SignatureCheck& check);

} // namespace truat
