// Authenticated encryption with a passphrase: AES-256-GCM (NIST SP 800-38D) by a key of PBKDF2 with
// HMAC-SHA-256 (RFC 8018). The functions are for where there is no browser; the page asks the browser
// (platform/cipher.h), so that it need not download the arithmetic.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat {

/// What is stated beside the bytes, at sealing and at opening alike.
struct Sealing {
  std::array<std::uint8_t, 12> nonce{}; ///< never twice with one key
  std::string additional;               ///< authenticated with the bytes, not hidden
  bool operator==(const Sealing&) const = default;
};
/// Behind the sealed bytes.
inline constexpr std::size_t seal_tag_bytes = 16;

struct SealKey {
  std::array<std::uint8_t, 32> bytes{};
  bool operator==(const SealKey&) const = default;
};
/// The passphrase as its UTF-8 bytes. Contract: at least one iteration.
[[nodiscard]] SealKey key_of_passphrase(std::string_view passphrase, std::string_view salt,
                                        std::uint32_t iterations);

[[nodiscard]] std::string seal(const SealKey& key, const Sealing& sealing, std::string_view plain);
/// Nothing where they were not sealed so, by this key.
[[nodiscard]] std::optional<std::string> open_sealed(const SealKey& key, const Sealing& sealing,
                                                     std::string_view sealed);

} // namespace truat
