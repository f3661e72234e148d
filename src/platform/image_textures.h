// Photos as WebGL textures for the frame being drawn: decoded by the browser, loaded when asked for, least
// used dropped.
#pragma once

#include "platform/photo_store.h"

#include <cstdint>
#include <memory>
#include <string>

namespace truat::platform {

enum class PhotoSize {
  thumbnail, ///< longest side 240
  full,      ///< as kept, longest side 1600
};

struct Texture {
  enum class State { loading, ready, missing };
  State state = State::loading;
  std::uint32_t gl_texture = 0; ///< valid during this frame
  std::int32_t width = 0;
  std::int32_t height = 0;
};

/// Holds at most `budget_bytes` of textures (4 bytes a pixel); what was not asked for longest goes first,
/// what was asked for in this frame never does.
class ImageTextures {
public:
  explicit ImageTextures(PhotoStore& photos, std::uint64_t budget_bytes = 96ULL * 1024 * 1024);
  ~ImageTextures();
  ImageTextures(const ImageTextures&) = delete;
  ImageTextures& operator=(const ImageTextures&) = delete;

  /// The texture, or `loading` (the page is woken when it is there).
  [[nodiscard]] Texture find(const std::string& photo_key, PhotoSize size);
  /// Call once before each frame.
  void begin_frame();
  /// After a photo that was missing has come.
  void forget(const std::string& photo_key);
  /// After the drawing context was lost: every texture is loaded again when it is asked for.
  void forget_all();

private:
  struct State;
  std::shared_ptr<State> m_state;
};

} // namespace truat::platform
