// SHA-256 (FIPS 180-4), of whole bytes or piece by piece.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace truat {

struct Hash {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const Hash&) const = default;
};

[[nodiscard]] Hash sha256(std::string_view bytes);
[[nodiscard]] std::string to_hex(const Hash& hash); ///< 64 lower-case digits
[[nodiscard]] std::optional<Hash> parse_hash(std::string_view hex);

class Sha256 {
public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void update(std::string_view bytes);
  /// The digest of everything so far; more may follow.
  [[nodiscard]] Hash digest() const;

private:
  struct State;
  std::unique_ptr<State> m_state;
};

} // namespace truat
