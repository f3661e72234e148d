// A key that signs, for tests: the same seed, the same key and the same signatures (RFC 6979).
#pragma once

#include "base/signature.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace truat::test {

class SigningKey {
public:
  /// The private number is the seed's SHA-256.
  explicit SigningKey(std::string_view seed);
  explicit SigningKey(const std::array<std::uint8_t, 32>& private_number);
  [[nodiscard]] const PublicKey& public_key() const { return m_public; }
  [[nodiscard]] Signature sign(std::string_view message) const;

private:
  std::array<std::uint8_t, 32> m_private{};
  PublicKey m_public;
};

} // namespace truat::test
