#include "ui/theme/cluster_codes.h"

#include "base/contract.h"
#include "base/utf8.h"

namespace truat::ui {
namespace {

constexpr char32_t thai_block = 0x0E00;
constexpr int bits_a_character = 7;
static_assert(text::most_cluster_characters * bits_a_character <= 64);

std::uint64_t packed(std::string_view cluster) {
  std::uint64_t bits = 0;
  expects(cluster.size() <= text::most_cluster_characters * 3, "a cluster");
  for (; !cluster.empty(); cluster.remove_prefix(3))
    bits = bits << bits_a_character | (decode_utf8(cluster).value - thai_block);
  return bits;
}

} // namespace

std::uint16_t ClusterCodes::code_of(std::string_view cluster) {
  const std::uint64_t key = packed(cluster);
  if (const auto found = m_codes.find(key); found != m_codes.end())
    return found->second;
  if (m_clusters.size() == capacity)
    return 0;
  const auto code = static_cast<std::uint16_t>(first + m_clusters.size());
  m_clusters.push_back(key);
  m_codes.emplace(key, code);
  return code;
}

bool ClusterCodes::has_code_for(std::string_view cluster) const {
  return m_clusters.size() < capacity || m_codes.contains(packed(cluster));
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
