// The fonts that the program carries, as TrueType.
#pragma once

#include <string>
#include <string_view>

namespace truat::text {

/// The embedded font of that name ("truat-text-400", see assets/fonts/build_fonts.py) as a TrueType file;
/// unpacked once and kept. Contract: the build has embedded it.
[[nodiscard]] std::string_view truetype_font(std::string_view name);

/// A packed font as a TrueType file, byte for byte what assets/fonts/font_build/packing.py calls plain: the
/// outlines of WOFF 2.0 (W3C, WOFF File Format 2.0, section 5.1) back as `glyf` and `loca`. Contract:
/// `packed` is whole and of our own build.
[[nodiscard]] std::string unpack_font(std::string_view packed);

} // namespace truat::text
