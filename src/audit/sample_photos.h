// The invented photos of the sample office, drawn from the shapes of assets/sample/build_photos.py: as
// pictures they would be four times as heavy on every first visit.
#pragma once

#include "base/sha256.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::audit {

struct SamplePhoto {
  std::string scene; ///< as the sample office names it
  std::string png;   ///< the same bytes on every machine
  Hash hash;         ///< of the bytes
};
inline constexpr std::int64_t sample_photo_width = 360; ///< pixels
inline constexpr std::int64_t sample_photo_height = 270;

/// All of them; drawn at the first call, in some hundredths of a second, and kept.
[[nodiscard]] const std::vector<SamplePhoto>& sample_photos();
[[nodiscard]] const SamplePhoto* find_sample_photo(std::string_view scene);

} // namespace truat::audit
