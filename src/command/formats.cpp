#include "command/formats.h"

#include "exchange/gan.h"
#include "exchange/mspdi.h"
#include "exchange/psplib_reader.h"

#include <algorithm>
#include <array>

namespace truat::command {
namespace {

/// Those that are written too come first.
constexpr std::size_t exported = 5;
constexpr auto names = std::to_array<FormatName>({
    {Format::truat, "truat"},
    {Format::factories_csv, "factories-csv"},
    {Format::factories_xlsx, "factories-xlsx"},
    {Format::inspections_csv, "inspections-csv"},
    {Format::inspections_xlsx, "inspections-xlsx"},
    {Format::psplib, "psplib"},
    {Format::mspdi, "mspdi"},
    {Format::gan, "gan"},
    {Format::xlsform, "xlsform"},
    {Format::xform, "xform"},
});

constexpr auto plan_formats = std::to_array<PlanFormat>({
    {Format::psplib, exchange::is_psplib, exchange::read_psplib},
    {Format::mspdi, exchange::is_mspdi, exchange::read_mspdi},
    {Format::gan, exchange::is_gan, exchange::read_gan},
});

} // namespace

std::span<const FormatName> export_formats() {
  return std::span(names).first(exported);
}

std::optional<Format> find_export_format(std::string_view name) {
  const std::span<const FormatName> formats = export_formats();
  const auto found = std::ranges::find(formats, name, &FormatName::name);
  return found == formats.end() ? std::nullopt : std::optional(found->format);
}

std::string_view name_of(Format format) {
  return std::ranges::find(names, format, &FormatName::format)->name;
}

const PlanFormat* find_plan_format(std::string_view bytes) {
  const auto found =
      std::ranges::find_if(plan_formats, [&](const PlanFormat& format) { return format.recognises(bytes); });
  return found == plan_formats.end() ? nullptr : &*found;
}

} // namespace truat::command
