#include "ui/screens/factory_rows.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/grid/cell_values.h"

#include <algorithm>
#include <cstring>

namespace truat::ui {

namespace {

const records::FieldDescriptor* field_named(std::string_view wire) {
  const auto fields = audit::factory_table().descriptors();
  const auto found = std::ranges::find(fields, wire, &records::FieldDescriptor::wire);
  return found == fields.end() ? nullptr : &*found;
}

/// Those that no column of the table's own shows.
const std::vector<const records::FieldDescriptor*>& other_fields() {
  static const std::vector<const records::FieldDescriptor*> fields = [] {
    constexpr std::string_view shown[] = {"factory.name", "factory.registration_number", "factory.type",
                                          "factory.district", "factory.horsepower"};
    std::vector<const records::FieldDescriptor*> others;
    for (const records::FieldDescriptor& field : audit::factory_table().descriptors())
      if (field.type != records::FieldType::structure &&
          std::ranges::find(shown, field.wire) == std::end(shown))
        others.push_back(&field);
    return others;
  }();
  return fields;
}

} // namespace

void FactoryRows::update(const workspace::Workspace& workspace, const ChoiceLists& choices,
                         const CivilDate& today) {
  const std::uint64_t revision = workspace.projection().revision();
  m_choices = &choices;
  if (m_workspace == &workspace && revision == m_seen && today == m_today && text::language() == m_language)
    return;
  m_workspace = &workspace;
  m_seen = revision;
  m_today = today;
  m_language = text::language();
  ++m_revision;
  m_rows.clear();
  for (const records::RecordId& id : workspace.audit().factories())
    m_rows.push_back({.id = id, .state = {}, .visited = {}});
}

const FactoryRows::Row& FactoryRows::known(std::size_t at) const {
  Row& row = m_rows[at];
  if (row.is_known)
    return row;
  row.is_known = true;
  row.state = state_of_factory(*m_workspace, row.id, m_today);
  for (const records::RecordId& visit : m_workspace->audit().inspections_of(row.id)) {
    const audit::Inspection* inspection = m_workspace->audit().inspection(visit);
    if (inspection != nullptr && inspection->visited_on) {
      row.visited = inspection->visited_on;
      break;
    }
  }
  return row;
}

const audit::Factory* FactoryRows::factory(std::size_t row) const {
  return m_workspace->audit().factory(m_rows[row].id);
}

std::string FactoryRows::text(std::size_t row, std::size_t column) const {
  const audit::Factory* found = factory(row);
  if (found == nullptr)
    return {};
  switch (column) {
  case name:
    return found->name;
  case registration:
    return found->registration_number.empty() ? found->old_registration_number : found->registration_number;
  case type:
    return type_number(*found);
  case district:
    return district_name(*found);
  case horsepower:
    return found->horsepower ? text::format_decimal(*found->horsepower) : std::string();
  case workers:
    return found->workers() ? text::format_number(*found->workers()) : std::string();
  case visited:
    return list_date(known(row).visited, m_today);
  case state:
    return known(row).state.word;
  default:
    break;
  }
  const records::FieldDescriptor& field = *other_fields()[column - column_count];
  return field_text(field, m_workspace->projection().value(m_rows[row].id, field.wire), *m_choices);
}

SortKey FactoryRows::other_sort_key(std::size_t row, std::size_t column) const {
  const records::FieldDescriptor& field = *other_fields()[column - column_count];
  return field_sort_key(field, m_workspace->projection().value(m_rows[row].id, field.wire), *m_choices);
}

SortKey FactoryRows::sort_key(std::size_t row, std::size_t column) const {
  const audit::Factory* found = factory(row);
  if (found == nullptr)
    return {};
  switch (column) {
  case horsepower:
    return {found->horsepower ? std::optional(to_double(*found->horsepower)) : std::nullopt, {}};
  case workers:
    return {found->workers() ? std::optional(static_cast<double>(*found->workers())) : std::nullopt, {}};
  case visited:
    return {known(row).visited ? std::optional(static_cast<double>(days_since_epoch(*known(row).visited)))
                               : std::nullopt,
            {}};
  case type:
    return {std::nullopt, found->type}; // the five-digit code sorts as the annex does
  default:
    return column < column_count ? SortKey{std::nullopt, text(row, column)} : other_sort_key(row, column);
  }
}

std::optional<Status> FactoryRows::status(std::size_t row, std::size_t column) const {
  return column == state ? std::optional(known(row).state.status) : std::nullopt;
}

std::uint64_t FactoryRows::row_id(const records::RecordId& id) {
  // The first 64 of the id's 128 random bits: enough to tell rows of one grid apart.
  std::uint64_t number = 0;
  std::memcpy(&number, id.bytes.data(), sizeof number);
  return number;
}

std::uint64_t FactoryRows::row_id(std::size_t row) const {
  return row_id(m_rows[row].id);
}

std::vector<GridColumn> factory_columns() {
  const auto label = [](std::string_view key) { return std::string(text::tr(key)); };
  std::vector<GridColumn> columns{
      {.id = "factory.name",
       .label = label("field.factory.name"),
       .width = 260,
       .grows = true,
       .is_strong = true,
       .field = field_named("factory.name")},
      {.id = "factory.registration_number",
       .label = label("field.factory.registration_number"),
       .width = 150,
       .is_unique = true,
       .field = field_named("factory.registration_number")},
      {.id = "factory.type",
       .label = label("factories.column_type"),
       .width = 80,
       .field = field_named("factory.type")},
      {.id = "factory.district",
       .label = label("field.factory.district"),
       .width = 130,
       .field = field_named("factory.district")},
      {.id = "factory.horsepower",
       .label = label("factories.column_horsepower"),
       .width = 110,
       .align = Align::right,
       .kind = CellKind::number,
       .field = field_named("factory.horsepower")},
      {.id = "workers",
       .label = label("factories.column_workers"),
       .width = 90,
       .align = Align::right,
       .kind = CellKind::number},
      {.id = "visited",
       .label = label("factories.column_visited"),
       .width = 112,
       .align = Align::right,
       .kind = CellKind::date},
      {.id = "state", .label = label("factories.column_state"), .width = 150, .is_chip = true},
  };
  for (const records::FieldDescriptor* field : other_fields()) {
    columns.push_back(column_of(*field));
    columns.back().starts_hidden = true;
  }
  return columns;
}

} // namespace truat::ui
