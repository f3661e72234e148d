// Photos and signatures.
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/kit.h"

#include <string_view>
#include <vector>

namespace truat::ui {

struct PhotoTileSpec {
  PhotoTexture photo;
  std::string_view name; ///< "รูป 1 ข้อ 5.2"
  bool selected = false; ///< 2 px accent ring
};
/// Cropped to fill the box, radius 6; a muted icon while it loads or where it is missing. Whether it was
/// pressed.
bool photo_tile(const Box& box, std::string_view id, const PhotoTileSpec& spec);
/// A dashed tile with a camera.
bool add_photo_tile(const Box& box, std::string_view id, std::string_view name,
                    std::string_view disabled_because = {});
/// The whole picture inside the box, as large as it fits, on sunken ground.
void photo_view(const Box& box, const PhotoTexture& photo, std::string_view name);

/// A drawn signature: strokes of points in thousandths of the pad's width, from its top left corner. 1000 ×
/// `signature_height`.
struct SignaturePoint {
  int x = 0, y = 0;
  bool operator==(const SignaturePoint&) const = default;
};
using SignatureStrokes = std::vector<std::vector<SignaturePoint>>;
inline constexpr int signature_height = 400;

struct SignaturePadSpec {
  std::string_view name;
  std::string_view hint; ///< on the line, while nothing is drawn: "ลงชื่อที่นี่"
  bool read_only = false;
};
/// Touch, pen or mouse. Whether a stroke was finished or the pad cleared in this frame.
bool signature_pad(const Box& box, std::string_view id, SignatureStrokes& strokes,
                   const SignaturePadSpec& spec);
/// The strokes alone, scaled into the box.
void draw_signature(const Box& box, const SignatureStrokes& strokes, ImU32 color);

} // namespace truat::ui
