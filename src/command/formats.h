// The names of formats in the command's words and answers. A new format is one row here.
#pragma once

#include "base/result.h"
#include "exchange/plan_file.h"

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
  psplib,
  mspdi,
  gan,
  xlsform,
  xform,
};

struct FormatName {
  Format format;
  std::string_view name; ///< "factories-csv"
};

[[nodiscard]] std::span<const FormatName> export_formats();
[[nodiscard]] std::optional<Format> find_export_format(std::string_view name);
[[nodiscard]] std::string_view name_of(Format format);

/// A format that holds one plan, told by its content.
struct PlanFormat {
  Format format;
  bool (*recognises)(std::string_view bytes);
  Result<exchange::PlanFile> (*read)(std::string_view bytes);
};
/// None where the bytes are of another kind.
[[nodiscard]] const PlanFormat* find_plan_format(std::string_view bytes);

} // namespace truat::command
