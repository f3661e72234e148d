// The names of formats in the command's words and answers. A new format is one row here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace truat::command {

enum class Format : std::uint8_t {
  truat,
  factories_csv,
  factories_xlsx,
  inspections_csv,
  inspections_xlsx,
  xlsform,
  xform
};

struct FormatName {
  Format format;
  std::string_view name; ///< "factories-csv"
};

[[nodiscard]] std::span<const FormatName> export_formats();
[[nodiscard]] std::optional<Format> find_export_format(std::string_view name);
[[nodiscard]] std::string_view name_of(Format format);

} // namespace truat::command
