#include "ui/screens/factory_rows.h"

#include "audit/registration_number.h"
#include "text/messages.h"
#include "text/numbers.h"

#include <cstring>

namespace truat::ui {

void FactoryRows::update(const workspace::Workspace& workspace, const CivilDate& today) {
  const std::uint64_t revision = workspace.projection().revision();
  if (m_workspace == &workspace && revision == m_seen && today == m_today && text::language() == m_language)
    return;
  m_workspace = &workspace;
  m_seen = revision;
  m_today = today;
  m_language = text::language();
  ++m_revision;
  m_rows.clear();
  for (const records::RecordId& id : workspace.audit().factories()) {
    Row row{.id = id, .state = state_of_factory(workspace, id, today), .visited = {}};
    for (const records::RecordId& visit : workspace.audit().inspections_of(id)) {
      const audit::Inspection* inspection = workspace.audit().inspection(visit);
      if (inspection != nullptr && inspection->visited_on) {
        row.visited = inspection->visited_on;
        break;
      }
    }
    m_rows.push_back(std::move(row));
  }
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
    return list_date(m_rows[row].visited, m_today);
  case state:
    return m_rows[row].state.word;
  default:
    return {};
  }
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
    return {m_rows[row].visited ? std::optional(static_cast<double>(days_since_epoch(*m_rows[row].visited)))
                                : std::nullopt,
            {}};
  case type:
    return {std::nullopt, found->type}; // the five-digit code sorts as the annex does
  default:
    return {std::nullopt, text(row, column)};
  }
}

std::optional<Status> FactoryRows::status(std::size_t row, std::size_t column) const {
  return column == state ? std::optional(m_rows[row].state.status) : std::nullopt;
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
  return {
      {.id = "factory.name",
       .label = label("field.factory.name"),
       .width = 260,
       .grows = true,
       .is_strong = true},
      {.id = "factory.registration_number",
       .label = label("field.factory.registration_number"),
       .width = 150},
      {.id = "factory.type", .label = label("factories.column_type"), .width = 80},
      {.id = "factory.district", .label = label("field.factory.district"), .width = 130},
      {.id = "factory.horsepower",
       .label = label("factories.column_horsepower"),
       .width = 110,
       .align = Align::right},
      {.id = "workers", .label = label("factories.column_workers"), .width = 90, .align = Align::right},
      {.id = "visited", .label = label("factories.column_visited"), .width = 112, .align = Align::right},
      {.id = "state", .label = label("factories.column_state"), .width = 150, .is_chip = true},
  };
}

} // namespace truat::ui
