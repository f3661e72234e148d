#include "platform/exif.h"

#include "base/civil_date.h"

#include <array>
#include <limits>

namespace truat::platform {

namespace {

constexpr std::string_view exif_mark("Exif\0\0", 6);
constexpr std::string_view png_mark("\x89PNG\r\n\x1a\n", 8);
constexpr int most_entries = 1000; // of one directory; a real one has some fifty

enum class ByteOrder { little, big };

std::uint32_t read_number(std::string_view bytes, std::size_t at, int length, ByteOrder order) {
  std::uint32_t number = 0;
  for (int index = 0; index < length; ++index) {
    const auto place = static_cast<std::size_t>(order == ByteOrder::big ? index : length - 1 - index);
    number = (number << 8) | static_cast<unsigned char>(bytes[at + place]);
  }
  return number;
}

/// TIFF as EXIF uses it: directories of entries {tag, type, count, value or offset}.
class Tiff {
public:
  explicit Tiff(std::string_view bytes) : m_bytes(bytes) {
    if (bytes.starts_with("II"))
      m_order = ByteOrder::little;
    else if (!bytes.starts_with("MM"))
      m_bytes = {};
  }

  struct Entry {
    std::uint32_t type = 0;
    std::uint32_t count = 0;
    std::size_t place = 0; ///< of the value field
  };

  [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, int length) const {
    if (at > m_bytes.size() || m_bytes.size() - at < static_cast<std::size_t>(length))
      return std::nullopt;
    return read_number(m_bytes, at, length, m_order);
  }

  [[nodiscard]] std::optional<std::uint32_t> first_directory() const {
    if (number(2, 2) != 42U)
      return std::nullopt;
    return number(4, 4);
  }

  [[nodiscard]] std::optional<Entry> find(std::uint32_t directory, std::uint32_t tag) const {
    const auto count = number(directory, 2);
    if (!count || *count > most_entries)
      return std::nullopt;
    for (std::size_t index = 0; index < *count; ++index) {
      const std::size_t at = std::size_t{directory} + 2 + index * 12;
      if (number(at, 2) != tag)
        continue;
      const auto type = number(at + 2, 2);
      const auto values = number(at + 4, 4);
      if (type && values && number(at + 8, 4))
        return Entry{*type, *values, at + 8};
    }
    return std::nullopt;
  }

  /// A short or long number.
  [[nodiscard]] std::optional<std::uint32_t> whole(std::uint32_t directory, std::uint32_t tag) const {
    const auto entry = find(directory, tag);
    if (!entry || entry->count != 1 || (entry->type != 3 && entry->type != 4))
      return std::nullopt;
    return number(entry->place, entry->type == 3 ? 2 : 4);
  }

  [[nodiscard]] std::optional<std::string_view> text(std::uint32_t directory, std::uint32_t tag) const {
    const auto entry = find(directory, tag);
    if (!entry || entry->type != 2 || entry->count > 100)
      return std::nullopt;
    const std::size_t start = entry->count <= 4 ? entry->place : *number(entry->place, 4);
    if (start > m_bytes.size() || m_bytes.size() - start < entry->count)
      return std::nullopt;
    const std::string_view bytes = m_bytes.substr(start, entry->count);
    return bytes.substr(0, bytes.find('\0'));
  }

  struct Rational {
    std::uint32_t numerator = 0;
    std::uint32_t denominator = 1;
  };
  /// The `index`-th of an entry with exactly `count` rationals.
  [[nodiscard]] std::optional<Rational> rational(std::uint32_t directory, std::uint32_t tag,
                                                 std::uint32_t count, std::uint32_t index) const {
    const auto entry = find(directory, tag);
    if (!entry || entry->type != 5 || entry->count != count)
      return std::nullopt;
    const std::size_t at = std::size_t{*number(entry->place, 4)} + std::size_t{index} * 8;
    const auto numerator = number(at, 4);
    const auto denominator = number(at + 4, 4);
    if (!numerator || !denominator || *denominator == 0)
      return std::nullopt;
    return Rational{*numerator, *denominator};
  }

private:
  std::string_view m_bytes;
  ByteOrder m_order = ByteOrder::big;
};

/// "2026:11:22 09:41:07" of a day and time that exist; cameras without a set clock write zeros or blanks.
std::optional<std::string> time_of(std::string_view text) {
  std::array<int, 6> parts{};
  constexpr std::string_view form = "dddd:dd:dd dd:dd:dd";
  if (text.size() != form.size())
    return std::nullopt;
  std::size_t part = 0;
  for (std::size_t at = 0; at < form.size(); ++at) {
    if (form[at] != 'd') {
      if (text[at] != form[at])
        return std::nullopt;
      ++part;
      continue;
    }
    if (text[at] < '0' || text[at] > '9')
      return std::nullopt;
    parts[part] = parts[part] * 10 + (text[at] - '0');
  }
  const CivilDate date{parts[0], parts[1], parts[2]};
  if (!exists(date) || parts[3] > 23 || parts[4] > 59 || parts[5] > 59)
    return std::nullopt;
  return to_iso(date) + "T" + std::string(text.substr(11));
}

/// Degrees, minutes and seconds as a decimal of six places; nothing past `greatest_degrees`.
std::optional<Decimal> degrees_of(const Tiff& tiff, std::uint32_t directory, std::uint32_t tag,
                                  std::optional<std::string_view> side, char negative, int greatest_degrees) {
  constexpr std::int64_t unit = 1'000'000'000;
  constexpr std::int64_t six_places = 1000;
  std::int64_t total = 0;
  std::int64_t divisor = 1;
  for (std::uint32_t index = 0; index < 3; ++index, divisor *= 60) {
    const auto part = tiff.rational(directory, tag, 3, index);
    if (!part || part->numerator / part->denominator > 360 * 60)
      return std::nullopt;
    total += static_cast<std::int64_t>(part->numerator) * unit /
             (static_cast<std::int64_t>(part->denominator) * divisor);
  }
  if (!side || side->empty() || total > greatest_degrees * unit)
    return std::nullopt;
  const std::int64_t micro = (total + six_places / 2) / six_places;
  return Decimal{side->front() == negative ? -micro : micro, 6};
}

std::optional<Position> position_of(const Tiff& tiff, std::uint32_t directory) {
  const auto latitude = degrees_of(tiff, directory, 2, tiff.text(directory, 1), 'S', 90);
  const auto longitude = degrees_of(tiff, directory, 4, tiff.text(directory, 3), 'W', 180);
  if (!latitude || !longitude)
    return std::nullopt;
  // Phones that had no fix write zeros: that is a place in the Gulf of Guinea, and no photo of an office was
  // taken there.
  if (latitude->units == 0 && longitude->units == 0)
    return std::nullopt;
  Position position{*latitude, *longitude, std::nullopt};
  if (const auto error = tiff.rational(directory, 31, 1, 0))
    if (const std::uint32_t metres =
            error->numerator / error->denominator + (error->numerator % error->denominator != 0);
        metres <= 100'000)
      position.accuracy_metres = static_cast<std::int32_t>(metres);
  return position;
}

/// The segments of a JPEG up to its picture: visit(marker, contents) until it says no.
template <class Visit>
void for_each_segment(std::string_view jpeg, Visit visit) {
  if (!jpeg.starts_with("\xFF\xD8"))
    return;
  std::size_t at = 2;
  while (at + 4 <= jpeg.size() && static_cast<unsigned char>(jpeg[at]) == 0xFF) {
    const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
    if (marker == 0xFF) { // a fill byte
      ++at;
      continue;
    }
    if (marker == 0xDA || marker == 0xD9)
      return;
    const std::uint32_t length = read_number(jpeg, at + 2, 2, ByteOrder::big);
    if (length < 2 || at + 2 + length > jpeg.size())
      return;
    if (!visit(marker, jpeg.substr(at + 4, length - 2)))
      return;
    at += 2 + length;
  }
}

} // namespace

ExifFacts read_exif(std::string_view jpeg_head) {
  ExifFacts facts;
  for_each_segment(jpeg_head, [&](unsigned char marker, std::string_view contents) {
    if (marker != 0xE1 || !contents.starts_with(exif_mark))
      return true;
    const Tiff tiff(contents.substr(exif_mark.size()));
    const auto first = tiff.first_directory();
    if (!first)
      return false;
    if (const auto orientation = tiff.whole(*first, 0x0112);
        orientation && *orientation >= 1 && *orientation <= 8)
      facts.orientation = static_cast<int>(*orientation);
    if (const auto directory = tiff.whole(*first, 0x8769))
      if (const auto time = tiff.text(*directory, 0x9003))
        facts.captured = time_of(*time);
    if (const auto directory = tiff.whole(*first, 0x8825))
      facts.position = position_of(tiff, *directory);
    return false;
  });
  return facts;
}

std::optional<PictureSize> read_picture_size(std::string_view head) {
  std::optional<PictureSize> size;
  // A JPEG may leave its height open (0) and tell it behind the picture, which nobody does.
  const auto take = [&](std::uint32_t width, std::uint32_t height) {
    constexpr std::uint32_t most = std::numeric_limits<std::int32_t>::max();
    if (width > 0 && height > 0 && width <= most && height <= most)
      size = PictureSize{static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)};
  };
  if (head.starts_with(png_mark) && head.size() >= 24) {
    take(read_number(head, 16, 4, ByteOrder::big), read_number(head, 20, 4, ByteOrder::big));
    return size;
  }
  for_each_segment(head, [&](unsigned char marker, std::string_view contents) {
    const bool starts_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (!starts_frame || contents.size() < 5)
      return true;
    take(read_number(contents, 3, 2, ByteOrder::big), read_number(contents, 1, 2, ByteOrder::big));
    return false;
  });
  return size;
}

bool is_picture_bomb(std::string_view head) {
  constexpr std::int64_t greatest_pixels = 100'000'000;
  const auto size = read_picture_size(head);
  return size && std::int64_t{size->width} * size->height > greatest_pixels;
}

} // namespace truat::platform
