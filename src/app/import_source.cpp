#include "app/import_source.h"

#include <algorithm>
#include <utility>

namespace truat::app {

struct ImportSource::Inside {
  explicit Inside(platform::PickedFile picked) : file(std::move(picked)) {}
  ~Inside() { platform::release_file(file.id); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  platform::PickedFile file;
  std::optional<exchange::LockedFile> locked;
  std::unique_ptr<platform::Cipher> cipher;
  std::optional<std::uint32_t> opened; ///< the chunk that was opened last
  std::string plain;                   ///< of it
};

/// A part of the plain file on its way.
struct ImportSource::Reading {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::string bytes;
  platform::Done<std::string> done;
};

ImportSource::ImportSource(platform::PickedFile file) : m_inside(std::make_shared<Inside>(std::move(file))) {}

const platform::PickedFile& ImportSource::file() const {
  return m_inside->file;
}
bool ImportSource::is_locked() const {
  return m_inside->locked.has_value();
}
std::uint64_t ImportSource::plain_bytes() const {
  return m_inside->locked ? m_inside->locked->plain_bytes() : m_inside->file.size_bytes;
}

void ImportSource::look(platform::Done<void> done) {
  const platform::PickedFile& file = m_inside->file;
  platform::read_slice(
      file.id, 0, exchange::locked_beginning_bytes,
      [inside = m_inside, done = std::move(done)](Result<std::string> beginning) {
        if (!beginning || !exchange::looks_locked(*beginning)) {
          done(beginning ? Result<void>() : std::unexpected(std::move(beginning.error())));
          return;
        }
        const std::uint64_t size = inside->file.size_bytes;
        const std::uint64_t end_bytes = std::min<std::uint64_t>(size, exchange::locked_end_bytes);
        platform::read_slice(
            inside->file.id, size - end_bytes, end_bytes,
            [inside, done, beginning = std::move(*beginning)](const Result<std::string>& end) {
              auto locked = end.and_then([&](const std::string& bytes) {
                return exchange::LockedFile::open(beginning, bytes, inside->file.size_bytes);
              });
              if (locked)
                inside->locked = std::move(*locked);
              done(locked ? Result<void>() : std::unexpected(std::move(locked.error())));
            });
      });
}

void ImportSource::unlock(std::string_view passphrase, platform::Done<void> done) {
  const exchange::LockedHeader& header = m_inside->locked->header();
  platform::make_cipher(
      passphrase, header.salt, header.iterations,
      [inside = m_inside, done = std::move(done)](Result<std::unique_ptr<platform::Cipher>> made) {
        if (!made) {
          done(std::unexpected(std::move(made.error())));
          return;
        }
        inside->cipher = std::move(*made);
        inside->opened.reset();
        const auto first = std::make_shared<Reading>(Reading{.length = 1});
        first->done = [done](const Result<std::string>& byte) {
          done(byte ? Result<void>() : std::unexpected(byte.error()));
        };
        go_on(inside, first);
      });
}

void ImportSource::read(std::uint64_t offset, std::uint64_t length, platform::Done<std::string> done) {
  if (!m_inside->locked) {
    platform::read_slice(m_inside->file.id, offset, length, std::move(done));
    return;
  }
  go_on(m_inside, std::make_shared<Reading>(Reading{offset, length, {}, std::move(done)}));
}

/// Takes what the opened chunk has of it, or has the next one opened.
void ImportSource::go_on(const std::shared_ptr<Inside>& inside, const std::shared_ptr<Reading>& reading) {
  const exchange::LockedFile& locked = *inside->locked;
  while (true) {
    const std::uint64_t at = reading->offset + reading->bytes.size();
    const std::uint32_t number = locked.chunk_at(at);
    if (inside->opened != number && reading->bytes.size() < reading->length) {
      const auto [offset, length] = locked.place(number);
      platform::read_slice(inside->file.id, offset, length, [=](const Result<std::string>& line) {
        if (line)
          take_chunk(inside, reading, number, *line);
        else
          reading->done(std::unexpected(line.error()));
      });
      return;
    }
    const std::uint64_t missing = reading->length - reading->bytes.size();
    if (missing == 0 || at >= locked.plain_bytes())
      break;
    reading->bytes.append(inside->plain, at - locked.plain_offset(number), missing);
  }
  reading->done(std::move(reading->bytes));
}

void ImportSource::take_chunk(const std::shared_ptr<Inside>& inside, const std::shared_ptr<Reading>& reading,
                              std::uint32_t number, const std::string& line) {
  auto chunk = inside->locked->chunk(number, line);
  if (!chunk) {
    reading->done(std::unexpected(std::move(chunk.error())));
    return;
  }
  inside->cipher->open(chunk->sealing, chunk->bytes, [=](Result<std::optional<std::string>> plain) {
    if (!plain) {
      reading->done(std::unexpected(std::move(plain.error())));
    } else if (*plain) {
      inside->opened = number;
      inside->plain = std::move(**plain);
      go_on(inside, reading);
    } else {
      inside->cipher->open(
          inside->locked->with_other_end(number), chunk->bytes,
          [=](const Result<std::optional<std::string>>& other) {
            reading->done(std::unexpected(inside->locked->why_not(number, other && other->has_value())));
          });
    }
  });
}

} // namespace truat::app
