// Where an import's bytes come from: the picked file itself or, where that is locked, through its cipher. Any
// part of the plain file is read without what stands before it, and none of it is kept.
#pragma once

#include "exchange/locked_file.h"
#include "platform/cipher.h"
#include "platform/files.h"

#include <memory>
#include <optional>
#include <string>

namespace truat::app {

/// Releases the file when it goes and nothing is asked of it any more.
class ImportSource {
public:
  explicit ImportSource(platform::PickedFile file);

  [[nodiscard]] const platform::PickedFile& file() const;
  /// Finds out whether the file is locked. Errors: `platform.file_unreadable`, those of
  /// `exchange::LockedFile::open`.
  void look(platform::Done<void> done);
  [[nodiscard]] bool is_locked() const;
  /// After `look`, of a locked file: makes its cipher and tries it on the first chunk. Errors:
  /// `locked.wrong_passphrase`, those of reading.
  void unlock(std::string_view passphrase, platform::Done<void> done);
  /// After `look`, and of a locked file after `unlock`. Bytes of the plain file, fewer at its end. Errors:
  /// `platform.file_unreadable`, and those of `exchange::LockedFile::why_not`.
  void read(std::uint64_t offset, std::uint64_t length, platform::Done<std::string> done);
  [[nodiscard]] std::uint64_t plain_bytes() const;

private:
  struct Inside;
  struct Reading;
  static void go_on(const std::shared_ptr<Inside>& inside, const std::shared_ptr<Reading>& reading);
  static void take_chunk(const std::shared_ptr<Inside>& inside, const std::shared_ptr<Reading>& reading,
                         std::uint32_t number, const std::string& line);

  std::shared_ptr<Inside> m_inside;
};

} // namespace truat::app
