#include "base/environment.h"

#include "base/contract.h"

namespace truat {

std::uint64_t SeededRandom::next() {
  m_state += 0x9E3779B97F4A7C15ULL;
  std::uint64_t mixed = m_state;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31);
}

std::uint64_t SeededRandom::below(std::uint64_t bound) {
  expects(bound > 0, "a bound above nothing");
  return next() % bound;
}

void SeededRandom::fill(std::span<std::byte> bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 8 == 0)
      word = next();
    bytes[i] = static_cast<std::byte>(word >> (8 * (i % 8)));
  }
}

} // namespace truat
