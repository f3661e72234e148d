#include "command/formats.h"

#include <algorithm>
#include <array>

namespace truat::command {
namespace {

constexpr auto names = std::to_array<FormatName>({
    {Format::truat, "truat"},
    {Format::factories_csv, "factories-csv"},
    {Format::factories_xlsx, "factories-xlsx"},
    {Format::inspections_csv, "inspections-csv"},
    {Format::inspections_xlsx, "inspections-xlsx"},
});

} // namespace

std::span<const FormatName> export_formats() {
  return names;
}

std::optional<Format> find_export_format(std::string_view name) {
  const auto found = std::ranges::find(names, name, &FormatName::name);
  return found == names.end() ? std::nullopt : std::optional(found->format);
}

std::string_view name_of(Format format) {
  return std::ranges::find(names, format, &FormatName::format)->name;
}

} // namespace truat::command
