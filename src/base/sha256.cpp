#include "base/sha256.h"

#include "base/contract.h"

#include <mbedtls/sha256.h>

#include <array>

namespace truat {
namespace {

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(
      bytes.data()); // the same bytes by the name that the C library wants
}

constexpr std::string_view hexadecimal = "0123456789abcdef";

/// The value of a lower-case hexadecimal digit; -1 for anything else. A table: digits of hashes are chance,
/// which no processor foretells.
int digit_value(char digit) {
  static constexpr auto values = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < hexadecimal.size(); ++i)
      table[static_cast<unsigned char>(hexadecimal[i])] = static_cast<std::int8_t>(i);
    return table;
  }();
  return values[static_cast<unsigned char>(digit)];
}

} // namespace

Hash sha256(std::string_view bytes) {
  Hash hash;
  expects(mbedtls_sha256(octets(bytes), bytes.size(), hash.bytes.data(), 0) == 0, "sha-256");
  return hash;
}

std::string to_hex(const Hash& hash) {
  std::string hex;
  hex.reserve(64);
  for (const std::uint8_t byte : hash.bytes) {
    hex.push_back(hexadecimal[byte >> 4]);
    hex.push_back(hexadecimal[byte & 15]);
  }
  return hex;
}

std::optional<Hash> parse_hash(std::string_view hex) {
  Hash hash;
  if (hex.size() != 2 * hash.bytes.size())
    return std::nullopt;
  for (std::size_t i = 0; i < hash.bytes.size(); ++i) {
    const int high = digit_value(hex[2 * i]);
    const int low = digit_value(hex[2 * i + 1]);
    if (high < 0 || low < 0)
      return std::nullopt;
    hash.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return hash;
}

struct Sha256::State {
  mbedtls_sha256_context context;
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {
  mbedtls_sha256_init(&m_state->context);
  expects(mbedtls_sha256_starts(&m_state->context, 0) == 0, "sha-256");
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  expects(mbedtls_sha256_update(&m_state->context, octets(bytes), bytes.size()) == 0, "sha-256");
}

Hash Sha256::digest() const {
  mbedtls_sha256_context copy;
  mbedtls_sha256_init(&copy);
  mbedtls_sha256_clone(&copy, &m_state->context);
  Hash hash;
  expects(mbedtls_sha256_finish(&copy, hash.bytes.data()) == 0, "sha-256");
  return hash;
}

} // namespace truat
