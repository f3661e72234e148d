#include "text/packed_font.h"

#include "base/contract.h"
#include "base/embedded.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <vector>

namespace truat::text {
namespace {

// Of the OpenType specification: `glyf`, simple and composite glyph descriptions.
constexpr unsigned on_curve = 0x01, x_short = 0x02, y_short = 0x04, repeats = 0x08, x_same = 0x10,
                   y_same = 0x20, overlap_simple = 0x40;
constexpr unsigned arguments_are_words = 0x0001, has_scale = 0x0008, more_components = 0x0020,
                   has_two_scales = 0x0040, has_matrix = 0x0080, has_instructions = 0x0100;
constexpr std::uint32_t checksum_of_all = 0xB1B0AFBA;

/// Big-endian numbers, one after the other.
class Reader {
public:
  explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
  std::string_view take(std::size_t count) {
    expects(count <= m_bytes.size() - m_at, "a packed font is whole");
    m_at += count;
    return m_bytes.substr(m_at - count, count);
  }
  unsigned u8() { return static_cast<unsigned char>(take(1)[0]); }
  unsigned u16() {
    const unsigned high = u8();
    return high << 8U | u8();
  }
  int s16() { return static_cast<std::int16_t>(u16()); }
  std::uint32_t u32() {
    const std::uint32_t high = u16();
    return high << 16U | u16();
  }
  /// 255UInt16 of WOFF 2.0.
  unsigned packed_u16() {
    const unsigned first = u8();
    return first == 253 ? u16() : first == 254 ? u8() + 506 : first == 255 ? u8() + 253 : first;
  }

private:
  std::string_view m_bytes;
  std::size_t m_at = 0;
};

void put_u16(std::string& out, unsigned value) {
  out.push_back(static_cast<char>(value >> 8U & 0xFFU));
  out.push_back(static_cast<char>(value & 0xFFU));
}

void put_u32(std::string& out, std::uint32_t value) {
  put_u16(out, value >> 16U);
  put_u16(out, value & 0xFFFFU);
}

struct Step {
  int x = 0, y = 0;
  bool on_curve = false;
};

/// One point of the outline, as the step from the one before: the table of section 5.2.
Step read_step(unsigned flag, Reader& coordinates) {
  Step step{.x = 0, .y = 0, .on_curve = flag < 128};
  flag &= 127U;
  const auto signed_by = [](unsigned value, bool positive) {
    return positive ? static_cast<int>(value) : -static_cast<int>(value);
  };
  unsigned x = 0, y = 0;
  if (flag < 10) {
    y = ((flag & 14U) << 7U) + coordinates.u8();
    step.y = signed_by(y, (flag & 1U) != 0);
    return step;
  }
  if (flag < 20) {
    x = (((flag - 10) & 14U) << 7U) + coordinates.u8();
    step.x = signed_by(x, (flag & 1U) != 0);
    return step;
  }
  if (flag < 84) {
    const unsigned both = coordinates.u8();
    x = 1 + ((flag - 20) & 0x30U) + (both >> 4U);
    y = 1 + (((flag - 20) & 0x0CU) << 2U) + (both & 15U);
  } else if (flag < 120) {
    x = 1 + ((flag - 84) / 12 << 8U) + coordinates.u8();
    y = 1 + (((flag - 84) % 12 >> 2U) << 8U) + coordinates.u8();
  } else if (flag < 124) {
    const unsigned high = coordinates.u8(), middle = coordinates.u8();
    x = (high << 4U) + (middle >> 4U);
    y = ((middle & 15U) << 8U) + coordinates.u8();
  } else {
    x = coordinates.u16();
    y = coordinates.u16();
  }
  step.x = signed_by(x, (flag & 1U) != 0);
  step.y = signed_by(y, (flag & 2U) != 0);
  return step;
}

/// A coordinate's part of the flag; its bytes go to `out`.
unsigned put_delta(std::string& out, int delta, unsigned is_short, unsigned is_same) {
  if (delta == 0)
    return is_same;
  if (delta < -255 || delta > 255) {
    put_u16(out, static_cast<unsigned>(delta) & 0xFFFFU);
    return 0;
  }
  out.push_back(static_cast<char>(std::abs(delta)));
  return delta > 0 ? is_short | is_same : is_short;
}

void put_outline(std::string& out, const std::vector<Step>& steps, bool overlaps) {
  std::string flags, xs, ys;
  unsigned last = 0x100; // no flag
  unsigned repeated = 0;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    unsigned flag = steps[at].on_curve ? on_curve : 0U;
    if (at == 0 && overlaps)
      flag |= overlap_simple;
    flag |= put_delta(xs, steps[at].x, x_short, x_same);
    flag |= put_delta(ys, steps[at].y, y_short, y_same);
    if (flag == last && repeated != 255) {
      if (++repeated == 1)
        flags.push_back(static_cast<char>(flag));
      else {
        flags[flags.size() - 2] = static_cast<char>(flag | repeats);
        flags.back() = static_cast<char>(repeated);
      }
    } else {
      repeated = 0;
      flags.push_back(static_cast<char>(flag));
    }
    last = flag;
  }
  out += flags + xs + ys;
}

/// The table `glyf` of section 5.1, stream by stream.
class Outlines {
public:
  explicit Outlines(std::string_view table) : Outlines(Reader(table)) {}

  struct Tables {
    std::string glyf, loca;
  };
  Tables make() {
    Tables tables;
    std::vector<std::uint32_t> places;
    for (std::size_t glyph = 0; glyph < m_glyphs; ++glyph) {
      places.push_back(static_cast<std::uint32_t>(tables.glyf.size()));
      put_glyph(tables.glyf, glyph);
      if (tables.glyf.size() % 2 != 0)
        tables.glyf.push_back('\0');
    }
    places.push_back(static_cast<std::uint32_t>(tables.glyf.size()));
    for (const std::uint32_t place : places)
      m_long_places ? put_u32(tables.loca, place) : put_u16(tables.loca, place / 2);
    return tables;
  }

private:
  // The order in which a Reader is asked is the order of the streams.
  explicit Outlines(Reader table)
      : m_overlap_bits((table.take(2), (table.u16() & 1U) != 0)), m_glyphs(table.u16()),
        m_long_places(table.u16() != 0),
        m_sizes{table.u32(), table.u32(), table.u32(), table.u32(), table.u32(), table.u32(), table.u32()},
        m_contours(table.take(m_sizes[0])), m_points(table.take(m_sizes[1])), m_flags(table.take(m_sizes[2])),
        m_coordinates(table.take(m_sizes[3])), m_components(table.take(m_sizes[4])),
        m_has_box(table.take((m_glyphs + 31) / 32 * 4)), m_boxes(table.take(m_sizes[5] - m_has_box.size())),
        m_instructions(table.take(m_sizes[6])),
        m_overlaps(m_overlap_bits ? table.take((m_glyphs + 7) / 8) : std::string_view()) {}

  static bool bit(std::string_view bits, std::size_t at) {
    return !bits.empty() && (static_cast<unsigned char>(bits[at / 8]) & 0x80U >> at % 8) != 0;
  }

  void put_glyph(std::string& out, std::size_t glyph) {
    const int contours = m_contours.s16();
    if (contours == 0)
      return;
    put_u16(out, static_cast<unsigned>(contours) & 0xFFFFU);
    contours < 0 ? put_composite(out) : put_simple(out, glyph, contours);
  }

  void put_composite(std::string& out) {
    out += m_boxes.take(8);
    unsigned flags = more_components;
    bool instructed = false;
    while ((flags & more_components) != 0) {
      flags = m_components.u16();
      put_u16(out, flags);
      const std::size_t scales = (flags & has_scale) != 0        ? 2
                                 : (flags & has_two_scales) != 0 ? 4
                                 : (flags & has_matrix) != 0     ? 8
                                                                 : 0;
      out += m_components.take(2 + ((flags & arguments_are_words) != 0 ? 4 : 2) + scales);
      instructed = instructed || (flags & has_instructions) != 0;
    }
    if (instructed)
      put_instructions(out);
  }

  void put_simple(std::string& out, std::size_t glyph, int contours) {
    std::string ends;
    std::size_t count = 0;
    for (int contour = 0; contour < contours; ++contour) {
      count += m_points.packed_u16();
      put_u16(ends, static_cast<unsigned>(count - 1));
    }
    std::vector<Step> steps;
    steps.reserve(count);
    for (std::size_t point = 0; point < count; ++point)
      steps.push_back(read_step(m_flags.u8(), m_coordinates));
    if (bit(m_has_box, glyph))
      out += m_boxes.take(8);
    else
      put_box(out, steps);
    out += ends;
    put_instructions(out);
    put_outline(out, steps, bit(m_overlaps, glyph));
  }

  static void put_box(std::string& out, const std::vector<Step>& steps) {
    int x = steps.front().x, y = steps.front().y;
    std::array<int, 4> box{x, y, x, y};
    for (std::size_t at = 1; at < steps.size(); ++at) {
      x += steps[at].x;
      y += steps[at].y;
      box = {std::min(box[0], x), std::min(box[1], y), std::max(box[2], x), std::max(box[3], y)};
    }
    for (const int side : box)
      put_u16(out, static_cast<unsigned>(side) & 0xFFFFU);
  }

  void put_instructions(std::string& out) {
    const unsigned length = m_coordinates.packed_u16();
    put_u16(out, length);
    out += m_instructions.take(length);
  }

  bool m_overlap_bits;
  std::size_t m_glyphs;
  bool m_long_places;
  std::array<std::uint32_t, 7> m_sizes;
  Reader m_contours, m_points, m_flags, m_coordinates, m_components;
  std::string_view m_has_box;
  Reader m_boxes, m_instructions;
  std::string_view m_overlaps;
};

/// Numbers of two bytes, whose upper bytes all stand before the lower ones.
std::string interleaved(std::string_view halves) {
  std::string numbers;
  const std::size_t count = halves.size() / 2;
  for (std::size_t at = 0; at < count; ++at)
    numbers += {halves[at], halves[at + count]};
  return numbers;
}

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t sum = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    sum += static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << (8 * (3 - at % 4));
  return sum;
}

std::string container(const std::map<std::string, std::string, std::less<>>& tables) {
  const auto count = static_cast<unsigned>(tables.size());
  const unsigned power = std::bit_floor(count);
  std::string out;
  put_u32(out, 0x00010000);
  put_u16(out, count);
  put_u16(out, power * 16);
  put_u16(out, static_cast<unsigned>(std::bit_width(power)) - 1);
  put_u16(out, (count - power) * 16);
  std::size_t at = 12 + 16 * static_cast<std::size_t>(count);
  std::size_t head = 0;
  for (const auto& [tag, table] : tables) {
    out += tag;
    put_u32(out, checksum(table));
    put_u32(out, static_cast<std::uint32_t>(at));
    put_u32(out, static_cast<std::uint32_t>(table.size()));
    if (tag == "head")
      head = at;
    at += (table.size() + 3) / 4 * 4;
  }
  for (const auto& [tag, table] : tables)
    out.append(table).append((4 - table.size() % 4) % 4, '\0');
  std::string adjustment;
  put_u32(adjustment, checksum_of_all - checksum(out));
  return out.replace(head + 8, 4, adjustment);
}

} // namespace

std::string unpack_font(std::string_view packed) {
  Reader directory(packed);
  directory.take(4);
  const unsigned count = directory.u16();
  directory.take(6);
  std::map<std::string, std::string, std::less<>> tables;
  for (unsigned table = 0; table < count; ++table) {
    const std::string tag(directory.take(4));
    directory.take(4);
    const std::uint32_t place = directory.u32();
    const std::uint32_t length = directory.u32();
    expects(place <= packed.size() && length <= packed.size() - place, "a packed font is whole");
    tables.emplace(tag, packed.substr(place, length));
  }
  Outlines::Tables outlines = Outlines(tables.at("glyf")).make();
  tables["glyf"] = std::move(outlines.glyf);
  tables["loca"] = std::move(outlines.loca);
  if (const auto clusters = tables.find("TRth"); clusters != tables.end())
    clusters->second = interleaved(clusters->second);
  // Its checksum is of the font as if this were 0.
  tables.at("head").replace(8, 4, 4, '\0');
  return container(tables);
}

std::string_view truetype_font(std::string_view name) {
  static std::map<std::string, std::string, std::less<>> unpacked;
  auto found = unpacked.find(name);
  if (found == unpacked.end())
    found = unpacked.emplace(name, unpack_font(embedded_file("fonts/" + std::string(name) + ".font"))).first;
  return found->second;
}

} // namespace truat::text
