#include "ui/theme/sfnt.h"

#include "base/contract.h"

namespace truat::ui {

std::uint32_t big_endian(std::span<const std::byte> bytes, std::size_t at, std::size_t count) {
  expects(count <= 4 && at <= bytes.size() && count <= bytes.size() - at, "bytes inside the table");
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value = value << 8U | std::to_integer<std::uint32_t>(bytes[at + i]);
  return value;
}

std::span<const std::byte> table_of(std::span<const std::byte> font, std::string_view tag) {
  constexpr std::size_t directory_at = 12, entry_bytes = 16;
  if (font.size() < directory_at)
    return {};
  const std::size_t tables = big_endian(font, 4, 2);
  for (std::size_t entry = directory_at; entry < directory_at + tables * entry_bytes; entry += entry_bytes) {
    if (font.size() < entry + entry_bytes)
      return {};
    bool same = true;
    for (std::size_t i = 0; i < tag.size(); ++i)
      same = same && std::to_integer<char>(font[entry + i]) == tag[i];
    if (!same)
      continue;
    const std::size_t offset = big_endian(font, entry + 8, 4);
    const std::size_t length = big_endian(font, entry + 12, 4);
    const bool whole = offset <= font.size() && length <= font.size() - offset;
    return whole ? font.subspan(offset, length) : std::span<const std::byte>{};
  }
  return {};
}

} // namespace truat::ui
