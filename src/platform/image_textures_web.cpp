#include "platform/image_textures.h"

#include "platform/web_calls.h"

#include <GLES3/gl3.h>

#include <charconv>
#include <map>
#include <utility>
#include <vector>

extern "C" {
// shell/library_truat_photos.js
void truat_texture_load(const char* database, const char* key, int is_thumbnail, int thumbnail_side,
                        std::uint32_t texture, std::uint32_t ticket);
}

namespace truat::platform {

namespace {

constexpr std::uint64_t bytes_per_pixel = 4;

std::int32_t number_of(std::string_view text) {
  std::int32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

} // namespace

struct ImageTextures::State {
  struct Entry {
    Texture texture;
    std::uint32_t ticket = 0;
    std::uint64_t last_frame = 0;
    [[nodiscard]] std::uint64_t bytes() const {
      // A third more for the smaller copies (mipmaps).
      return static_cast<std::uint64_t>(texture.width) * static_cast<std::uint64_t>(texture.height) *
             bytes_per_pixel * 4 / 3;
    }
  };
  using Key = std::pair<std::string, PhotoSize>;

  std::string database;
  std::uint64_t budget_bytes = 0;
  std::uint64_t frame = 0;
  std::map<Key, Entry> entries;

  ~State() {
    for (auto& [key, entry] : entries)
      drop(entry);
  }

  static void drop(Entry& entry) {
    forget_ticket(entry.ticket);
    if (entry.texture.gl_texture != 0)
      glDeleteTextures(1, &entry.texture.gl_texture);
  }

  void loaded(const Key& key, const Reply& reply) {
    const auto found = entries.find(key);
    if (found == entries.end())
      return;
    Entry& entry = found->second;
    entry.ticket = 0;
    if (reply.failed || reply.parts.size() < 2) {
      glDeleteTextures(1, &entry.texture.gl_texture);
      entry.texture = {Texture::State::missing, 0, 0, 0};
      return;
    }
    entry.texture.state = Texture::State::ready;
    entry.texture.width = number_of(reply.parts[0]);
    entry.texture.height = number_of(reply.parts[1]);
  }

  /// What was not asked for longest goes, until the rest is within the budget.
  void trim() {
    std::uint64_t bytes = 0;
    for (const auto& [key, entry] : entries)
      bytes += entry.bytes();
    while (bytes > budget_bytes) {
      auto oldest = entries.end();
      for (auto entry = entries.begin(); entry != entries.end(); ++entry)
        if (entry->second.texture.state == Texture::State::ready && entry->second.last_frame + 1 < frame &&
            (oldest == entries.end() || entry->second.last_frame < oldest->second.last_frame))
          oldest = entry;
      if (oldest == entries.end())
        return;
      bytes -= oldest->second.bytes();
      drop(oldest->second);
      entries.erase(oldest);
    }
  }
};

ImageTextures::ImageTextures(PhotoStore& photos, std::uint64_t budget_bytes)
    : m_state(std::make_shared<State>()) {
  m_state->database = photos.database();
  m_state->budget_bytes = budget_bytes;
}

ImageTextures::~ImageTextures() = default;

Texture ImageTextures::find(const std::string& photo_key, PhotoSize size) {
  const State::Key key{photo_key, size};
  const auto [place, is_new] = m_state->entries.try_emplace(key);
  State::Entry& entry = place->second;
  entry.last_frame = m_state->frame;
  if (is_new) {
    glGenTextures(1, &entry.texture.gl_texture);
    entry.ticket = expect_reply([state = std::weak_ptr(m_state), key](const Reply& reply) {
      if (const auto alive = state.lock())
        alive->loaded(key, reply);
    });
    truat_texture_load(m_state->database.c_str(), photo_key.c_str(), size == PhotoSize::thumbnail ? 1 : 0,
                       thumbnail_longest_side_px, entry.texture.gl_texture, entry.ticket);
  }
  return entry.texture;
}

void ImageTextures::begin_frame() {
  ++m_state->frame;
  m_state->trim();
}

void ImageTextures::forget(const std::string& photo_key) {
  for (const PhotoSize size : {PhotoSize::thumbnail, PhotoSize::full}) {
    const auto found = m_state->entries.find({photo_key, size});
    if (found == m_state->entries.end())
      continue;
    State::drop(found->second);
    m_state->entries.erase(found);
  }
}

void ImageTextures::forget_all() {
  for (auto& [key, entry] : m_state->entries)
    State::drop(entry);
  m_state->entries.clear();
}

} // namespace truat::platform
