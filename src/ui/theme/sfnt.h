// The tables of a TrueType file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace truat::ui {

/// The number of `count` bytes at `at`, big-endian as everything in a font. Contract: the bytes are there,
/// count is 1 to 4.
[[nodiscard]] std::uint32_t big_endian(std::span<const std::byte> bytes, std::size_t at, std::size_t count);

/// The bytes of the table with this tag of four characters; empty if the file has none or is cut off.
[[nodiscard]] std::span<const std::byte> table_of(std::span<const std::byte> font, std::string_view tag);

} // namespace truat::ui
