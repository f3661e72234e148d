#include "exchange/zip.h"

#include "base/contract.h"
#include "base/utf8.h"

#include <algorithm>
#include <zlib.h>

namespace truat::exchange {
namespace {

constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t entry_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::size_t local_bytes = 30;
constexpr std::size_t entry_header_bytes = 46;
constexpr std::size_t end_bytes = 22;

/// Little-endian. 64 bits wide, so that sums with it are right where a `size_t` has 32.
std::uint64_t number(std::string_view bytes, std::uint64_t at, int length) {
  std::uint64_t value = 0;
  for (int index = length - 1; index >= 0; --index)
    value = value << 8 |
            static_cast<unsigned char>(bytes[static_cast<std::size_t>(at) + static_cast<std::size_t>(index)]);
  return value;
}

void append_number(std::string& out, std::uint64_t value, int length) {
  for (int index = 0; index < length; ++index)
    out += static_cast<char>(value >> (8 * index) & 0xFF);
}

std::unexpected<Error> damaged(std::uint64_t at) {
  return failure("zip.damaged", {}, "byte " + std::to_string(at));
}

std::unexpected<Error> too_large(std::string_view what) {
  return failure("zip.too_large", {{"what", std::string(what)}});
}

/// The end record stands last, before a comment of at most 65,535 bytes.
std::size_t find_end_record(std::string_view bytes) {
  if (bytes.size() < end_bytes)
    return std::string_view::npos;
  const std::size_t lowest = bytes.size() - std::min<std::size_t>(bytes.size(), end_bytes + 65535);
  for (std::size_t at = bytes.size() - end_bytes + 1; at-- > lowest;)
    if (number(bytes, at, 4) == end_mark && at + end_bytes + number(bytes, at + 20, 2) <= bytes.size())
      return at;
  return std::string_view::npos;
}

Result<ZipEntry> read_entry(std::string_view bytes, std::uint64_t at, const ZipLimits& limits) {
  const std::uint64_t flags = number(bytes, at + 8, 2);
  const std::uint64_t method = number(bytes, at + 10, 2);
  ZipEntry entry;
  entry.crc = static_cast<std::uint32_t>(number(bytes, at + 16, 4));
  entry.deflated_bytes = number(bytes, at + 20, 4);
  entry.bytes = number(bytes, at + 24, 4);
  entry.name = bytes.substr(static_cast<std::size_t>(at + entry_header_bytes),
                            static_cast<std::size_t>(number(bytes, at + 28, 2)));
  entry.is_stored = method == 0;
  const std::uint64_t local_at = number(bytes, at + 42, 4);
  if ((flags & 1) != 0)
    return failure("zip.encrypted", {{"entry", mended_utf8(entry.name)}});
  // 0xFFFFFFFF says that 64-bit sizes follow: over 4 GB, which is over our limits too.
  if (entry.bytes == 0xFFFFFFFF || entry.deflated_bytes == 0xFFFFFFFF || local_at == 0xFFFFFFFF)
    return too_large(mended_utf8(entry.name));
  if (method != 0 && method != 8)
    return failure("zip.unsupported", {{"entry", mended_utf8(entry.name)}});
  if (entry.is_stored && entry.bytes != entry.deflated_bytes)
    return damaged(at);
  if (entry.bytes > limits.entry_bytes ||
      (entry.bytes > limits.free_bytes && entry.bytes > entry.deflated_bytes * limits.ratio))
    return too_large(mended_utf8(entry.name));
  if (local_at + local_bytes > bytes.size() || number(bytes, local_at, 4) != local_mark)
    return damaged(at);
  entry.data_at = local_at + local_bytes + number(bytes, local_at + 26, 2) + number(bytes, local_at + 28, 2);
  if (entry.data_at + entry.deflated_bytes > bytes.size())
    return damaged(at);
  return entry;
}

} // namespace

Result<ZipArchive> ZipArchive::open(std::string_view bytes, const ZipLimits& limits) {
  const std::size_t end = find_end_record(bytes);
  if (end == std::string_view::npos)
    return failure("zip.cut_off", {}, "byte " + std::to_string(bytes.size()));
  const std::uint64_t count = number(bytes, end + 10, 2);
  if (number(bytes, end + 4, 2) != 0 || number(bytes, end + 6, 2) != 0)
    return failure("zip.unsupported", {{"entry", ""}});
  if (count > limits.entries)
    return too_large(std::to_string(count));
  ZipArchive archive;
  archive.m_bytes = bytes;
  std::uint64_t at = number(bytes, end + 16, 4);
  std::uint64_t total = 0;
  for (std::uint64_t index = 0; index < count; ++index) {
    if (at + entry_header_bytes > end)
      return damaged(end);
    if (number(bytes, at, 4) != entry_mark)
      return damaged(at);
    const std::uint64_t length = entry_header_bytes + number(bytes, at + 28, 2) + number(bytes, at + 30, 2) +
                                 number(bytes, at + 32, 2);
    if (at + length > end)
      return damaged(at);
    auto entry = read_entry(bytes, at, limits);
    if (!entry)
      return std::unexpected(entry.error());
    total += entry->bytes;
    if (total > limits.total_bytes)
      return too_large(mended_utf8(entry->name));
    // Two entries of one name would let two programs read two different workbooks.
    if (archive.find(entry->name) != nullptr)
      return damaged(at);
    archive.m_entries.push_back(std::move(*entry));
    at += length;
  }
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = std::ranges::find(m_entries, name, &ZipEntry::name);
  return found == m_entries.end() ? nullptr : &*found;
}

ZipArchive::Stream ZipArchive::stream(const ZipEntry& entry) const {
  Stream stream;
  stream.m_entry = entry;
  const std::string_view data =
      m_bytes.substr(static_cast<std::size_t>(entry.data_at), static_cast<std::size_t>(entry.deflated_bytes));
  if (entry.is_stored)
    stream.m_stored = data;
  else
    stream.m_inflater.emplace_back(data, DeflateFrame::raw);
  return stream;
}

Result<std::size_t> ZipArchive::Stream::read(std::string& out, std::size_t most) {
  const auto wrong = [&] { return failure("zip.entry_damaged", {{"entry", mended_utf8(m_entry.name)}}); };
  const std::size_t before = out.size();
  if (m_inflater.empty()) {
    out += m_stored.substr(static_cast<std::size_t>(m_given), most);
  } else if (const auto read = m_inflater.front().read(out, most); !read) {
    return wrong();
  }
  const std::size_t count = out.size() - before;
  m_given += count;
  m_crc = static_cast<std::uint32_t>(
      crc32(m_crc, reinterpret_cast<const Bytef*>(out.data() + before), static_cast<uInt>(count)));
  // The directory's claim is the limit that was checked; more than claimed is never read.
  if (m_given > m_entry.bytes ||
      (count == 0 && most > 0 && (m_given != m_entry.bytes || m_crc != m_entry.crc))) {
    out.resize(before);
    return wrong();
  }
  return count;
}

Result<std::string> ZipArchive::read(const ZipEntry& entry) const {
  Stream reading = stream(entry);
  std::string content;
  while (true) {
    const auto count = reading.read(content, std::size_t{1} << 18);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      return content;
  }
}

void ZipWriter::add(std::string_view name, std::string_view content) {
  Deflater deflater;
  deflater.add(content);
  add_deflated(name, deflater);
}

void ZipWriter::add_deflated(std::string_view name, Deflater& deflater) {
  const std::string deflated = deflater.take();
  const std::size_t local_at = m_bytes.size();
  std::string common;
  append_number(common, 20, 2);      // version needed: deflate
  append_number(common, 1 << 11, 2); // names are UTF-8
  append_number(common, 8, 2);
  append_number(common, 0, 2);          // 00:00
  append_number(common, 1 << 5 | 1, 2); // 1980-01-01
  append_number(common, deflater.crc(), 4);
  append_number(common, deflated.size(), 4);
  append_number(common, deflater.bytes_in(), 4);
  append_number(common, name.size(), 2);
  append_number(common, 0, 2);
  append_number(m_bytes, local_mark, 4);
  m_bytes += common;
  m_bytes += name;
  m_bytes += deflated;
  append_number(m_directory, entry_mark, 4);
  append_number(m_directory, 20, 2);
  m_directory += common;
  append_number(m_directory, 0, 2);
  append_number(m_directory, 0, 2);
  append_number(m_directory, 0, 2);
  append_number(m_directory, 0, 4);
  append_number(m_directory, local_at, 4);
  m_directory += name;
  ++m_count;
}

std::string ZipWriter::take() {
  const std::size_t directory_at = m_bytes.size();
  m_bytes += m_directory;
  append_number(m_bytes, end_mark, 4);
  append_number(m_bytes, 0, 4);
  append_number(m_bytes, m_count, 2);
  append_number(m_bytes, m_count, 2);
  append_number(m_bytes, m_directory.size(), 4);
  append_number(m_bytes, directory_at, 4);
  append_number(m_bytes, 0, 2);
  m_directory.clear();
  m_count = 0;
  return std::move(m_bytes);
}

} // namespace truat::exchange
