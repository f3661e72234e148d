// Where the glyphs of a Thai cluster stand: the font's own table `TRth`, made by assets/fonts from HarfBuzz's
// answers.
#pragma once

#include "ui/theme/cluster_codes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace truat::ui {

/// A glyph and where it stands, in font units from the start of the cluster on the base line, y upwards.
struct PlacedGlyph {
  std::uint16_t glyph = 0;
  std::int16_t x = 0;
  std::int16_t y = 0;
  bool operator==(const PlacedGlyph&) const = default;
};

/// A cluster ready to be drawn.
struct ShapedCluster {
  std::array<PlacedGlyph, text::most_cluster_characters + 1> glyphs{};
  std::size_t count = 0;
  int advance = 0; ///< font units
};

/// A view of the table inside a font's bytes, which must outlive it. The format stands in
/// assets/fonts/font_build/shaping_table.py.
class ShapingTable {
public:
  /// Nothing where the font has no such table, or a damaged one.
  [[nodiscard]] static std::optional<ShapingTable> find_in(std::span<const std::byte> font);

  /// The cluster as HarfBuzz draws it. Nothing for a sequence of marks that spelling does not know (two
  /// vowels above, three tones): its glyphs are drawn one after the other. Marks may be in any order.
  [[nodiscard]] std::optional<ShapedCluster> shape(const ClusterCharacters& cluster) const;

private:
  explicit ShapingTable(std::span<const std::byte> bytes) : m_bytes(bytes) {}

  [[nodiscard]] bool is_whole() const;
  [[nodiscard]] std::uint16_t u16(std::size_t at) const;
  [[nodiscard]] std::int16_t i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }

  std::span<const std::byte> m_bytes;
  std::size_t m_rows_at = 0;
  std::size_t m_cells_at = 0;
  std::size_t m_places_at = 0;
  std::size_t m_records_at = 0;
};

} // namespace truat::ui
