#include "ui/theme/cluster_codes.h"

#include "base/contract.h"

namespace truat::ui {
namespace {

constexpr char32_t thai_block = 0x0E00;
constexpr int bits_a_character = 7;
static_assert(text::most_cluster_characters * bits_a_character <= 64);

/// A Thai character is E0 B8 80 to E0 B9 9B: its seven low bits stand in the last two bytes.
std::uint64_t packed(std::string_view cluster) {
  expects(cluster.size() <= text::most_cluster_characters * 3 && cluster.size() % 3 == 0, "a cluster");
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < cluster.size(); i += 3) {
    const auto high = static_cast<unsigned char>(cluster[i + 1]);
    const auto low = static_cast<unsigned char>(cluster[i + 2]);
    bits = bits << bits_a_character | (high & 1U) << 6U | (low & 0x3FU);
  }
  return bits;
}

} // namespace

std::size_t ClusterCodes::place_of(std::uint64_t characters) const {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15; // Fibonacci hashing (Knuth, volume 3, 6.4)
  std::size_t place = characters * odd >> 50U;
  static_assert(std::size_t{1} << (64 - 50) == table_size);
  while (m_table[place] != 0 && m_clusters[m_table[place] - 1U] != characters)
    place = (place + 1) % table_size;
  return place;
}

std::uint16_t ClusterCodes::code_of(std::string_view cluster) {
  const std::uint64_t characters = packed(cluster);
  std::uint16_t& number = m_table[place_of(characters)];
  if (number == 0) {
    if (m_clusters.size() == capacity)
      return 0;
    m_clusters.push_back(characters);
    number = static_cast<std::uint16_t>(m_clusters.size());
  }
  return static_cast<std::uint16_t>(first + number - 1);
}

bool ClusterCodes::has_code_for(std::string_view cluster) const {
  return m_clusters.size() < capacity || m_table[place_of(packed(cluster))] != 0;
}

ClusterCharacters ClusterCodes::characters_of(std::uint16_t code) const {
  expects(is_handed_out(code), "a code that was handed out");
  std::uint64_t bits = m_clusters[static_cast<std::size_t>(code - first)];
  ClusterCharacters out;
  for (std::uint64_t rest = bits; rest != 0; rest >>= bits_a_character)
    ++out.count;
  for (std::size_t i = out.count; i-- > 0; bits >>= bits_a_character)
    out.characters[i] = static_cast<char16_t>(thai_block + (bits & 0x7FU));
  return out;
}

ClusterCodes& cluster_codes() {
  static ClusterCodes codes;
  return codes;
}

} // namespace truat::ui
