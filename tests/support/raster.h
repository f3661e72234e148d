// Draws what ImGui drew into plain memory, so that tests and people can look at screens without a GPU or a
// browser.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace truat::testing {

/// 8 bits a channel, RGBA, rows from the top.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
  [[nodiscard]] ImU32 at(int x, int y) const;
};

/// Textures as a backend of ImGui 1.92 keeps them, in memory.
class Raster {
public:
  /// Sets the backend's flags of the running context. Call once, before the first frame.
  void attach();
  /// After ImGui::Render: takes up changed textures and draws into a picture of the frame buffer's size.
  [[nodiscard]] Picture draw(const ImDrawData& data);
  /// What a backend does with a texture that ImGui has changed.
  void take_up(ImTextureData& texture);
  /// A picture as a texture, for photos.
  [[nodiscard]] ImTextureID add_texture(Picture picture);
  /// Tells ImGui that all textures are gone, before its context goes.
  void detach();

private:
  std::map<ImTextureID, Picture> m_textures;
  ImTextureID m_next = 1;
};

/// The PNG file of a picture, without alpha. Stored, not compressed: they are for looking at and are thrown
/// away.
[[nodiscard]] std::string encode_png(const Picture& picture);

} // namespace truat::testing
