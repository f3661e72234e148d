#include "platform/photo_store.h"

#include "base/sha256.h"
#include "platform/exif.h"
#include "platform/web_calls.h"

#include <charconv>

extern "C" {
// shell/library_truat_photos.js
void truat_photos_take_in(const char* database, std::uint32_t file, int photo_side, int thumbnail_side,
                          std::uint32_t ticket);
void truat_photos_put(const char* database, const char* key, const char* bytes, int length,
                      std::uint32_t ticket);
void truat_photos_get(const char* database, const char* key, std::uint32_t ticket);
void truat_photos_keys(const char* database, std::uint32_t ticket);
void truat_photos_remove(const char* database, const char* keys, std::uint32_t ticket);
void truat_photos_erase(const char* database, std::uint32_t ticket);
}

namespace truat::platform {

namespace {

constexpr std::uint64_t head_bytes = 256 * 1024;
constexpr std::uint64_t greatest_file_bytes = 100ULL * 1024 * 1024;

template <class Number>
Number number_of(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class IndexedPhotos final : public PhotoStore {
public:
  explicit IndexedPhotos(std::string database) : m_database(std::move(database)) {}

  void take_in(const PickedFile& file, Done<PhotoFacts> done) override {
    read_slice(file.id, 0, head_bytes,
               [database = m_database, file, done = std::move(done)](Result<std::string> head) {
                 if (!head) {
                   done(std::unexpected(head.error()));
                   return;
                 }
                 if (file.size_bytes > greatest_file_bytes || is_picture_bomb(*head)) {
                   done(failure("platform.photo_too_large", {{"file", file.name}}));
                   return;
                 }
                 take_in_read(database, file, read_exif(*head), done);
               });
  }

  void put(const std::string& key, std::string jpeg, Done<void> done) override {
    const bool is_bomb = is_picture_bomb(jpeg);
    if (is_bomb || to_hex(sha256(jpeg)) != key) {
      const Error why = is_bomb ? Error{"platform.photo_too_large", {{"file", key.substr(0, 8)}}, {}}
                                : Error{"platform.photo_mismatch", {}, {}};
      // What is wrong is known at once, but answers always come later.
      truat_photos_keys(m_database.c_str(), expect_reply([done = std::move(done), why](const Reply&) {
                          done(std::unexpected(why));
                        }));
      return;
    }
    truat_photos_put(m_database.c_str(), key.c_str(), jpeg.data(), static_cast<int>(jpeg.size()),
                     expect_done(std::move(done)));
  }

  void get(const std::string& key, Done<std::optional<std::string>> done) override {
    truat_photos_get(m_database.c_str(), key.c_str(), expect_reply([done = std::move(done)](Reply reply) {
                       if (reply.failed)
                         done(as_failure(reply));
                       else if (reply.parts.empty())
                         done(std::nullopt);
                       else
                         done(std::move(reply.parts.front()));
                     }));
  }

  void keys(Done<std::vector<std::string>> done) override {
    truat_photos_keys(m_database.c_str(), expect_reply([done = std::move(done)](Reply reply) {
                        if (reply.failed)
                          done(as_failure(reply));
                        else
                          done(std::move(reply.parts));
                      }));
  }

  void remove(std::vector<std::string> keys, Done<void> done) override {
    ListWriter list;
    for (const std::string& key : keys)
      list.add(key);
    truat_photos_remove(m_database.c_str(), list.finish(), expect_done(std::move(done)));
  }

  void erase(Done<void> done) override {
    truat_photos_erase(m_database.c_str(), expect_done(std::move(done)));
  }
  [[nodiscard]] std::string database() const override { return m_database; }

private:
  static void take_in_read(const std::string& database, const PickedFile& file, ExifFacts exif,
                           const Done<PhotoFacts>& done) {
    truat_photos_take_in(database.c_str(), file.id, photo_longest_side_px, thumbnail_longest_side_px,
                         expect_reply([name = file.name, exif = std::move(exif), done](Reply reply) {
                           if (reply.failed) {
                             done(as_failure(reply, name));
                             return;
                           }
                           PhotoFacts facts;
                           facts.key = std::move(reply.parts.at(0));
                           facts.size_bytes = number_of<std::uint64_t>(reply.parts.at(1));
                           facts.width = number_of<std::int32_t>(reply.parts.at(2));
                           facts.height = number_of<std::int32_t>(reply.parts.at(3));
                           facts.original_sha256 = std::move(reply.parts.at(4));
                           facts.original_name = name;
                           facts.captured = exif.captured;
                           facts.position = exif.position;
                           done(std::move(facts));
                         }));
  }

  std::string m_database;
};

} // namespace

std::unique_ptr<PhotoStore> open_photo_store(const std::string& database) {
  return std::make_unique<IndexedPhotos>(database);
}

} // namespace truat::platform
