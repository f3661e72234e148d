#include "ui/grid/source.h"

#include "text/clusters.h"
#include "text/messages.h"

#include <algorithm>

namespace truat::ui {
namespace {

constexpr float chip_column = 138; ///< fixed, so that chips stand in a line
constexpr float cluster_width = 8; ///< of a caption, about

} // namespace

std::optional<Status> GridSource::status(std::size_t, std::size_t) const {
  return std::nullopt;
}

bool GridSource::is_muted(std::size_t, std::size_t) const {
  return false;
}

std::optional<records::RecordId> GridSource::record(std::size_t) const {
  return std::nullopt;
}

GridColumn column_of(const records::FieldDescriptor& field) {
  GridColumn column;
  column.id = field.wire;
  column.label = text::tr(field.label);
  column.field = &field;
  switch (field.type) {
  case records::FieldType::integer:
  case records::FieldType::decimal:
    column.align = Align::right;
    column.kind = CellKind::number;
    column.width = 112;
    break;
  case records::FieldType::date:
    column.kind = CellKind::date;
    [[fallthrough]];
  case records::FieldType::time:
    column.align = Align::right;
    column.width = 120;
    break;
  case records::FieldType::instant:
    column.align = Align::right;
    column.width = 168;
    break;
  case records::FieldType::boolean:
    column.width = 88;
    break;
  case records::FieldType::choice:
    column.width = chip_column;
    break;
  default:
    column.width = 200;
    column.grows = true;
  }
  // A heading is not cut by its own column, as far as that can be told without a font.
  std::size_t clusters = 0;
  for (std::size_t at = 0; at < column.label.size(); at = text::next_cluster(column.label, at))
    ++clusters;
  column.width = std::max(column.width, std::min(220.0F, static_cast<float>(clusters) * cluster_width + 44));
  return column;
}

} // namespace truat::ui
