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

/// Read, not written.
constexpr auto imported_names = std::to_array<FormatName>({
    {Format::xlsform, "xlsform"},
    {Format::xform, "xform"},
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
  const auto imported = std::ranges::find(imported_names, format, &FormatName::format);
  return imported != imported_names.end() ? imported->name
                                          : std::ranges::find(names, format, &FormatName::format)->name;
}

} // namespace truat::command
