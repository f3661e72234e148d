// How much an export of everything would be, told without making it.
#pragma once

#include "workspace/workspace.h"

#include <cstdint>

namespace truat::ui {

/// Counts as commits arrive, so that asking each frame costs nothing.
class ExchangeSize {
public:
  void update(const workspace::Workspace& workspace);

  [[nodiscard]] std::size_t photos() const { return m_photos; } ///< different ones
  /// Bytes of the file, nearly: each line of the log, and photos in base 64.
  [[nodiscard]] std::uint64_t bytes_without_photos() const { return m_log_bytes; }
  [[nodiscard]] std::uint64_t bytes_with_photos() const { return m_log_bytes + m_photo_bytes; }

private:
  void count_log(const records::Log& log);
  void count_photos(const workspace::Workspace& workspace);

  const workspace::Workspace* m_workspace = nullptr;
  std::size_t m_counted = 0; ///< commits
  std::uint64_t m_log_bytes = 0;
  std::uint64_t m_revision = 0;
  std::size_t m_photos = 0;
  std::uint64_t m_photo_bytes = 0;
};

/// "4.8 MB", "640 kB": powers of 1,000, as file managers of most systems show.
[[nodiscard]] std::string shown_size(std::uint64_t bytes);

} // namespace truat::ui
