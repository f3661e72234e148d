#include "ui/theme/shaping_table.h"

#include "text/thai_characters.h"
#include "ui/theme/sfnt.h"

#include <string_view>

namespace truat::ui {
namespace {

constexpr std::size_t head_bytes = 12, base_bytes = 16, cell_bytes = 6, record_bytes = 8;
constexpr std::size_t base_count = 46;
constexpr std::uint16_t own_glyph = 65535, glyph_before_lower = 65534;
enum : std::uint16_t { free_anchor, upper_anchor, lower_anchor, after_base };

// Each mark's place in its slot, as shaping_table.py lists them; 0 is no mark.
constexpr std::u16string_view lower_marks = u"\u0E38\u0E39\u0E3A";
constexpr std::u16string_view upper_marks = u"\u0E31\u0E34\u0E35\u0E36\u0E37\u0E47\u0E4D";
constexpr std::u16string_view tone_marks = u"\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E4E\u0E4D";
constexpr std::size_t tones_with_sara_am = 4;
constexpr std::size_t sequences_of_upper = (upper_marks.size() + 1) * (tone_marks.size() + 1);
constexpr std::size_t sequences_of_lower = (lower_marks.size() + 1) * sequences_of_upper;
constexpr std::size_t sequence_count = sequences_of_lower + 1 + tones_with_sara_am;
static_assert(sequence_count == 261);

struct Slots {
  std::size_t lower = 0;
  std::size_t upper = 0;
  std::size_t tone = 0;
  std::size_t sara_am = 0;
};

/// Puts a mark into its slot; whether the slot was free.
bool take_mark(Slots& slots, char16_t mark) {
  const auto take = [mark](std::u16string_view marks, std::size_t& slot) {
    const std::size_t place = marks.find(mark);
    if (place == std::u16string_view::npos || slot != 0)
      return false;
    slot = place + 1;
    return true;
  };
  return take(lower_marks, slots.lower) || take(upper_marks, slots.upper) || take(tone_marks, slots.tone) ||
         take(u"\u0E33", slots.sara_am);
}

/// The number of the sequence in the order of `sequences` in shaping_table.py.
std::optional<std::size_t> sequence_of(const ClusterCharacters& cluster) {
  Slots slots;
  for (std::size_t i = 1; i < cluster.count; ++i)
    if (!take_mark(slots, cluster.characters[i]))
      return std::nullopt;
  if (slots.sara_am == 0)
    return slots.lower * sequences_of_upper + slots.upper * (tone_marks.size() + 1) + slots.tone;
  if (slots.lower != 0 || slots.upper != 0 || slots.tone > tones_with_sara_am)
    return std::nullopt;
  return sequences_of_lower + slots.tone;
}

} // namespace

std::optional<ShapingTable> ShapingTable::find_in(std::span<const std::byte> font) {
  ShapingTable table(table_of(font, "TRth"));
  if (table.m_bytes.size() < head_bytes || table.u16(0) != 1)
    return std::nullopt;
  table.m_rows_at = head_bytes + base_count * base_bytes;
  table.m_cells_at = table.m_rows_at + std::size_t{table.u16(4)} * sequence_count * 2;
  table.m_places_at = table.m_cells_at + std::size_t{table.u16(6)} * cell_bytes;
  table.m_records_at = table.m_places_at + std::size_t{table.u16(8)} * 2;
  const std::size_t end = table.m_records_at + std::size_t{table.u16(10)} * record_bytes;
  return table.m_bytes.size() == end && table.is_whole() ? std::optional(table) : std::nullopt;
}

bool ShapingTable::is_whole() const {
  const std::size_t rows = u16(4), cells = u16(6), places = u16(8), records = u16(10);
  for (std::size_t base = 0; base < base_count; ++base)
    if (u16(head_bytes + base * base_bytes + 6) >= rows)
      return false;
  for (std::size_t at = m_rows_at; at < m_cells_at; at += 2)
    if (u16(at) >= cells)
      return false;
  for (std::size_t at = m_cells_at; at < m_places_at; at += cell_bytes)
    if (std::size_t{u16(at)} + u16(at + 2) > places ||
        u16(at + 2) > std::tuple_size_v<decltype(ShapedCluster::glyphs)>)
      return false;
  for (std::size_t at = m_places_at; at < m_records_at; at += 2)
    if (u16(at) >= records)
      return false;
  return true;
}

std::uint16_t ShapingTable::u16(std::size_t at) const {
  return static_cast<std::uint16_t>(big_endian(m_bytes, at, 2));
}

std::optional<ShapedCluster> ShapingTable::shape(const ClusterCharacters& cluster) const {
  const auto sequence = sequence_of(cluster);
  if (cluster.count == 0 || !text::is_thai_consonant(cluster.characters[0]) || !sequence)
    return std::nullopt;
  const std::size_t base = head_bytes + (cluster.characters[0] - 0x0E01U) * base_bytes;
  const std::size_t row = m_rows_at + u16(base + 6) * sequence_count * 2;
  const std::size_t cell = m_cells_at + std::size_t{u16(row + *sequence * 2)} * cell_bytes;
  const int base_advance = u16(base + 4);

  ShapedCluster out;
  out.count = u16(cell + 2);
  out.advance = base_advance + i16(cell + 4);
  for (std::size_t i = 0; i < out.count; ++i) {
    const std::size_t place = m_places_at + (std::size_t{u16(cell)} + i) * 2;
    const std::size_t record = m_records_at + std::size_t{u16(place)} * record_bytes;
    const std::uint16_t glyph = u16(record), anchor = u16(record + 6);
    int x = i16(record + 2);
    int y = i16(record + 4);
    if (anchor == upper_anchor || anchor == lower_anchor) {
      const std::size_t point = base + (anchor == upper_anchor ? 8 : 12);
      x += i16(point);
      y += i16(point + 2);
    } else if (anchor == after_base) {
      x += base_advance;
    }
    out.glyphs[i].glyph =
        glyph == own_glyph ? u16(base) : (glyph == glyph_before_lower ? u16(base + 2) : glyph);
    out.glyphs[i].x = static_cast<std::int16_t>(x);
    out.glyphs[i].y = static_cast<std::int16_t>(y);
  }
  return out;
}

} // namespace truat::ui
