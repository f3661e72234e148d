// ZIP archives in memory (PKWARE APPNOTE 6.3.3): read by the central directory under limits, written without
// dates.
#pragma once

#include "exchange/inflate.h"

#include <string>
#include <string_view>
#include <vector>

namespace truat::exchange {

/// What an archive from outside may claim. A workbook of 100,000 rows and 30 columns stays below all of them.
struct ZipLimits {
  std::size_t entries = 4096;
  std::uint64_t entry_bytes = std::uint64_t{512} << 20;
  std::uint64_t total_bytes = std::uint64_t{768} << 20;
  std::uint64_t ratio = 200; ///< inflated to deflated of entries past `free_bytes`; real sheets reach some 50
  std::uint64_t free_bytes = std::uint64_t{16} << 20;
};

struct ZipEntry {
  std::string name;
  std::uint64_t deflated_bytes = 0;
  std::uint64_t bytes = 0;
  std::uint32_t crc = 0;
  bool is_stored = false; ///< not deflated
  std::uint64_t data_at = 0;
};

/// Over bytes that must outlive it.
class ZipArchive {
public:
  /// Errors: `zip.damaged` with the byte, `zip.too_large`, `zip.encrypted`, `zip.unsupported`.
  [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes, const ZipLimits& limits = {});
  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return m_entries; }
  [[nodiscard]] const ZipEntry* find(std::string_view name) const;
  /// The whole entry, its length and CRC checked. Error: `zip.damaged` naming the entry.
  [[nodiscard]] Result<std::string> read(const ZipEntry& entry) const;

  /// Reads one entry piece by piece; the CRC is checked at the end.
  class Stream {
  public:
    [[nodiscard]] Result<std::size_t> read(std::string& out, std::size_t most); ///< appends; 0 at the end
  private:
    friend class ZipArchive;
    ZipEntry m_entry;
    std::string_view m_stored;
    std::vector<Inflater> m_inflater; ///< one, or none for a stored entry
    std::uint64_t m_given = 0;
    std::uint32_t m_crc = 0;
  };
  [[nodiscard]] Stream stream(const ZipEntry& entry) const;

private:
  std::string_view m_bytes;
  std::vector<ZipEntry> m_entries;
};

/// Writes deflated entries dated 1980-01-01, so that the same content gives the same bytes.
class ZipWriter {
public:
  void add(std::string_view name, std::string_view content);
  /// The same of content that is deflated already.
  void add_deflated(std::string_view name, Deflater& deflater);
  [[nodiscard]] std::string take();

private:
  std::string m_bytes;
  std::string m_directory;
  std::size_t m_count = 0;
};

} // namespace truat::exchange
