// Photos: a database of JPEG bytes by their SHA-256, with thumbnails. They stay in the browser, never all in
// the heap.
#pragma once

#include "platform/async.h"
#include "platform/files.h"
#include "platform/position.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::platform {

/// What is known of a photo that was taken in. EXIF is not in the kept bytes; what it said is here.
struct PhotoFacts {
  std::string key; ///< sha-256 of the kept JPEG, 64 hexadecimal digits
  std::uint64_t size_bytes = 0;
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::string original_name;
  std::string original_sha256;         ///< of the file as it was picked
  std::optional<std::string> captured; ///< "2026-11-22T09:41:07", by the camera's clock, without a zone
  std::optional<Position> position;
  bool operator==(const PhotoFacts&) const = default;
};

inline constexpr std::int32_t photo_longest_side_px = 1600;
inline constexpr std::int32_t thumbnail_longest_side_px = 240;

class PhotoStore {
public:
  virtual ~PhotoStore() = default;
  /// Reads a picked file, turns it upright, scales it down, keeps it and its thumbnail, and answers when both
  /// are durable: only then may an operation refer to it. Errors: `platform.photo_heic`,
  /// `platform.photo_unreadable`, `platform.photo_too_large`, and those of a write.
  virtual void take_in(const PickedFile& file, Done<PhotoFacts> done) = 0;
  /// Keeps JPEG bytes that came with an import. Errors: `platform.photo_mismatch` where they do not hash to
  /// `key`, `platform.photo_too_large` as of a picked file, and those of a write.
  virtual void put(const std::string& key, std::string jpeg, Done<void> done) = 0;
  /// The JPEG bytes, for an export or a report; nothing where the photo is not here.
  virtual void get(const std::string& key, Done<std::optional<std::string>> done) = 0;
  /// Every photo's key, sorted.
  virtual void keys(Done<std::vector<std::string>> done) = 0;
  virtual void remove(std::vector<std::string> keys, Done<void> done) = 0;
  /// Deletes the whole database.
  virtual void erase(Done<void> done) = 0;
  /// The database, for ImageTextures.
  [[nodiscard]] virtual std::string database() const = 0;
};

#ifdef __EMSCRIPTEN__
[[nodiscard]] std::unique_ptr<PhotoStore> open_photo_store(const std::string& database);
#endif

} // namespace truat::platform
