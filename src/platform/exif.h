// What a camera wrote into a JPEG beside the picture (EXIF 2.32: TIFF in the APP1 segment). Pure; hostile
// bytes are safe.
#pragma once

#include "platform/position.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat::platform {

struct ExifFacts {
  std::optional<std::string>
      captured; ///< DateTimeOriginal as "2026-11-22T09:41:07"; none where it is no real time
  std::optional<Position> position; ///< with GPSHPositioningError as its accuracy
  std::optional<int> orientation;   ///< 1 to 8
  bool operator==(const ExifFacts&) const = default;
};

/// Reads the head of a JPEG file (the first 256 KB do). What is missing or malformed is absent; nothing is an
/// error.
[[nodiscard]] ExifFacts read_exif(std::string_view jpeg_head);

struct PictureSize {
  std::int32_t width = 0;
  std::int32_t height = 0;
  bool operator==(const PictureSize&) const = default;
};

/// What a JPEG or PNG says of its size, before anything is unpacked; nothing for other files, where a side is
/// 0, or when it is further on.
[[nodiscard]] std::optional<PictureSize> read_picture_size(std::string_view head);
/// Whether the picture says that it has more than 100 megapixels: a browser would need 400 MB to unpack it.
[[nodiscard]] bool is_picture_bomb(std::string_view head);

} // namespace truat::platform
