#include "audit/sample_photos.h"

#include "base/contract.h"
#include "base/embedded.h"
#include "base/json.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace truat::audit {
namespace {

constexpr int width = static_cast<int>(sample_photo_width);
constexpr int height = static_cast<int>(sample_photo_height);
constexpr double pixels_per_unit = 0.375; ///< coordinates are halves of a drawing of 480 × 360
constexpr int sublines = 4;               ///< of a row of pixels; across, coverage is exact
constexpr int whole = 100;                ///< opacity

struct Colour {
  std::array<int, 3> parts{};
  int opacity = whole;
};

struct Span {
  double left = 0;
  double right = 0;
};

/// A polygon of one point after the other, or an ellipse: what it covers of a line.
struct Shape {
  std::vector<double> numbers; ///< pixels
  [[nodiscard]] bool is_ellipse() const { return numbers.size() == 4; }

  [[nodiscard]] Span rows() const {
    if (is_ellipse())
      return {numbers[1] - numbers[3], numbers[1] + numbers[3]};
    Span rows{numbers[1], numbers[1]};
    for (std::size_t at = 3; at < numbers.size(); at += 2)
      rows = {std::min(rows.left, numbers[at]), std::max(rows.right, numbers[at])};
    return rows;
  }

  void cross(double y, std::vector<double>& crossings) const {
    crossings.clear();
    if (is_ellipse()) {
      const double up = (y - numbers[1]) / numbers[3];
      if (up * up >= 1)
        return;
      const double half = numbers[2] * std::sqrt(1 - up * up);
      crossings = {numbers[0] - half, numbers[0] + half};
      return;
    }
    const std::size_t count = numbers.size();
    for (std::size_t at = 0; at < count; at += 2) {
      const std::size_t next = (at + 2) % count;
      const bool rises = numbers[at + 1] < numbers[next + 1];
      const std::size_t low = rises ? at : next;
      const std::size_t high = rises ? next : at;
      if (numbers[low + 1] > y || y >= numbers[high + 1])
        continue;
      const double x = numbers[low] + (y - numbers[low + 1]) * (numbers[high] - numbers[low]) /
                                          (numbers[high + 1] - numbers[low + 1]);
      crossings.insert(std::ranges::upper_bound(crossings, x), x);
    }
  }
};

class Picture {
public:
  Picture() : m_pixels(static_cast<std::size_t>(width) * height * 3), m_cover(width + 1) {}

  void fill(const Shape& shape, const Colour& colour) {
    const Span rows = shape.rows();
    const int last = std::min(height, static_cast<int>(std::ceil(rows.right)));
    std::vector<double> crossings;
    for (int y = std::max(0, static_cast<int>(std::floor(rows.left))); y < last; ++y) {
      std::ranges::fill(m_cover, 0.0);
      for (int line = 0; line < sublines; ++line) {
        shape.cross(y + (line + 0.5) / sublines, crossings);
        for (std::size_t at = 0; at + 1 < crossings.size(); at += 2)
          cover({std::max(0.0, crossings[at]), std::min<double>(width, crossings[at + 1])});
      }
      for (int x = 0; x < width; ++x)
        blend(x, y, colour, std::min(sublines, static_cast<int>(m_cover[static_cast<std::size_t>(x)] + 0.5)));
    }
  }

  [[nodiscard]] std::string png() const {
    std::string rows;
    const std::size_t bytes_a_row = width * 3;
    for (std::size_t y = 0; y < height; ++y) {
      rows += '\0'; // no filter
      rows.append(reinterpret_cast<const char*>(m_pixels.data()) + y * bytes_a_row,
                  bytes_a_row); // bytes as text
    }
    uLongf length = compressBound(static_cast<uLong>(rows.size()));
    std::string packed(length, '\0');
    expects(compress2(reinterpret_cast<Bytef*>(packed.data()), &length, // the same bytes by zlib's name
                      reinterpret_cast<const Bytef*>(rows.data()), static_cast<uLong>(rows.size()),
                      1) == Z_OK,
            "the room is enough");
    packed.resize(length);
    std::string head = number(width) + number(height);
    head += {8, 2, 0, 0, 0}; // 8 bits, red, green and blue
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", head) + chunk("IDAT", packed) + chunk("IEND", "");
  }

private:
  void cover(const Span& span) {
    if (span.right <= span.left)
      return;
    const auto first = static_cast<std::size_t>(span.left);
    const auto last = static_cast<std::size_t>(span.right);
    if (first == last) {
      m_cover[first] += span.right - span.left;
      return;
    }
    m_cover[first] += static_cast<double>(first + 1) - span.left;
    for (std::size_t x = first + 1; x < last; ++x)
      m_cover[x] += 1;
    m_cover[last] += span.right - static_cast<double>(last);
  }

  void blend(int x, int y, const Colour& colour, int covered) {
    if (covered == 0)
      return;
    const int share = covered * colour.opacity;
    constexpr int all = sublines * whole;
    std::uint8_t* pixel =
        m_pixels.data() + (static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)) * 3;
    for (std::size_t part = 0; part < 3; ++part)
      pixel[part] = static_cast<std::uint8_t>(
          (pixel[part] * (all - share) + colour.parts[part] * share + all / 2) / all);
  }

  static std::string number(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
      bytes += static_cast<char>(value >> shift & 0xFFU);
    return bytes;
  }
  static std::string chunk(std::string_view kind, std::string_view body) {
    std::string named(kind);
    named += body;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(named.data()), static_cast<uInt>(named.size()));
    return number(static_cast<std::uint32_t>(body.size())) + named + number(static_cast<std::uint32_t>(sum));
  }

  std::vector<std::uint8_t> m_pixels; ///< red, green, blue
  std::vector<double> m_cover;        ///< of the row at hand, in sublines; one past the end
};

/// "3f7d5a", or "3f7d5a60" with an opacity of 60 %.
Colour colour_of(std::string_view text) {
  Colour colour;
  for (std::size_t part = 0; part < 3; ++part)
    std::from_chars(text.data() + part * 2, text.data() + part * 2 + 2, colour.parts[part], 16);
  if (text.size() > 6)
    std::from_chars(text.data() + 6, text.data() + text.size(), colour.opacity);
  return colour;
}

std::string draw(JsonView scene) {
  std::vector<Colour> colours;
  scene["colours"].for_each_element(
      [&](JsonView colour) { colours.push_back(colour_of(colour.string().value_or("000000"))); });
  Picture picture;
  scene["shapes"].for_each_element([&](JsonView numbers) {
    Shape shape;
    std::optional<std::size_t> colour;
    const bool is_polygon = numbers.size() > 5;
    numbers.for_each_element([&](JsonView each) {
      const std::int64_t number = each.integer().value_or(0);
      if (!colour) {
        colour = static_cast<std::size_t>(number);
        return;
      }
      const std::size_t count = shape.numbers.size();
      const double before = is_polygon && count >= 2 ? shape.numbers[count - 2] : 0;
      shape.numbers.push_back(before + static_cast<double>(number) * pixels_per_unit);
    });
    picture.fill(shape, colours[*colour]);
  });
  return picture.png();
}

std::vector<SamplePhoto> draw_all() {
  std::vector<SamplePhoto> photos;
  const auto scenes = parse_json(embedded_file("sample/scenes.json"));
  expects(scenes.has_value(), "the build wrote the scenes");
  scenes->root().for_each_member([&](std::string_view name, JsonView scene) {
    std::string png = draw(scene);
    const Hash hash = sha256(png);
    photos.push_back({std::string(name), std::move(png), hash});
  });
  return photos;
}

} // namespace

const std::vector<SamplePhoto>& sample_photos() {
  static const std::vector<SamplePhoto> photos = draw_all();
  return photos;
}

const SamplePhoto* find_sample_photo(std::string_view scene) {
  const auto& photos = sample_photos();
  const auto found = std::ranges::find(photos, scene, &SamplePhoto::scene);
  return found == photos.end() ? nullptr : &*found;
}

} // namespace truat::audit
