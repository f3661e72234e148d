// Thai clusters as single code points, because ImGui draws and steps over one code point at a time.
#pragma once

#include "text/clusters.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace truat::ui {

/// The characters of one cluster: a consonant and its marks, in the order they were typed.
struct ClusterCharacters {
  std::array<char16_t, text::most_cluster_characters> characters{};
  std::size_t count = 0;
  bool operator==(const ClusterCharacters&) const = default;
};

/// Hands out a private code point (U+E000 to U+F8FF) for each cluster at its first use. Codes live as long as
/// the program and are never stored: what is kept is always plain Unicode.
class ClusterCodes {
public:
  static constexpr std::uint16_t first = 0xE000;
  static constexpr std::uint16_t last = 0xF8FF;
  /// 6,400; libthai's whole dictionary has 852 clusters.
  static constexpr std::size_t capacity = last - first + 1;

  [[nodiscard]] static constexpr bool is_private(std::uint32_t c) { return c >= first && c <= last; }

  /// The code of the cluster whose bytes these are (`text::thai_cluster_bytes`), new if it has none yet. 0
  /// when all codes are taken: such a cluster is then drawn, measured and stepped over character by
  /// character, now and for good.
  [[nodiscard]] std::uint16_t code_of(std::string_view cluster);
  /// Whether `code_of` would give a code, without taking one.
  [[nodiscard]] bool has_code_for(std::string_view cluster) const;
  /// The cluster behind a code. Contract: the code was handed out.
  [[nodiscard]] ClusterCharacters characters_of(std::uint16_t code) const;
  [[nodiscard]] bool is_handed_out(std::uint32_t code) const {
    return is_private(code) && code - first < m_clusters.size();
  }
  [[nodiscard]] std::size_t size() const { return m_clusters.size(); }

private:
  /// The place of a cluster in `m_table`, or the free place where it would stand.
  [[nodiscard]] std::size_t place_of(std::uint64_t characters) const;

  /// Clusters by their order, packed to 7 bits a character.
  std::vector<std::uint64_t> m_clusters;
  /// Open addressing: 1 + the cluster's number in `m_clusters`, 0 where free. At most two fifths are taken.
  /// Looked into for each letter of each frame.
  std::vector<std::uint16_t> m_table = std::vector<std::uint16_t>(table_size);
  static constexpr std::size_t table_size = 16384;
};

/// The codes that ImGui's text functions use.
[[nodiscard]] ClusterCodes& cluster_codes();

} // namespace truat::ui
