#include "ui/screens/visit_rows.h"

#include "base/sort.h"
#include "text/messages.h"
#include "ui/grid/cell_values.h"
#include "ui/screens/factory_rows.h"

#include <algorithm>

namespace truat::ui {
namespace {

int rank_of(VisitGroup group) {
  switch (group) {
  case VisitGroup::in_progress:
    return 0;
  case VisitGroup::planned:
    return 1;
  case VisitGroup::awaiting:
    return 2;
  case VisitGroup::completed:
  case VisitGroup::failed:
  case VisitGroup::all:
    break;
  }
  return 3;
}

bool has_open_findings(const audit::Audit& audit, const records::RecordId& visit) {
  return std::ranges::any_of(audit.findings_of(visit), [&audit](const records::RecordId& id) {
    const audit::Finding* finding = audit.finding(id);
    return finding != nullptr && finding->state() == audit::FindingState::open;
  });
}

const records::FieldDescriptor* field_named(std::string_view wire) {
  const auto fields = audit::inspection_table().descriptors();
  const auto found = std::ranges::find(fields, wire, &records::FieldDescriptor::wire);
  return found == fields.end() ? nullptr : &*found;
}

/// Those that people edit and no column of the table's own shows.
const std::vector<const records::FieldDescriptor*>& other_fields() {
  static const std::vector<const records::FieldDescriptor*> fields = [] {
    std::vector<const records::FieldDescriptor*> others;
    for (const records::FieldDescriptor& field : audit::inspection_table().descriptors())
      if (field.edited_by == records::EditedBy::people && field.type != records::FieldType::structure &&
          field.merge != records::MergeKind::set && field.wire != "inspection.official_number" &&
          field.wire != "inspection.purpose")
        others.push_back(&field);
    return others;
  }();
  return fields;
}

} // namespace

VisitGroup group_of(const audit::Inspection& visit) {
  switch (visit.state()) {
  case audit::InspectionState::planned:
    return VisitGroup::planned;
  case audit::InspectionState::in_progress:
    return VisitGroup::in_progress;
  case audit::InspectionState::awaiting_laboratory:
    return VisitGroup::awaiting;
  case audit::InspectionState::completed:
  case audit::InspectionState::locked:
  case audit::InspectionState::unknown:
    break;
  }
  return VisitGroup::completed;
}

void VisitRows::update(const workspace::Workspace& workspace, const ChoiceLists& choices,
                       const CivilDate& today, VisitGroup group) {
  const std::uint64_t revision = workspace.projection().revision();
  m_choices = &choices;
  if (m_workspace == &workspace && revision == m_seen && today == m_today && group == m_group &&
      text::language() == m_language)
    return;
  m_workspace = &workspace;
  m_seen = revision;
  m_today = today;
  m_group = group;
  m_language = text::language();
  ++m_revision;
  read(group);
}

void VisitRows::read(VisitGroup group) {
  m_rows.clear();
  m_counts = {};
  for (const records::RecordId& id : m_workspace->audit().inspections()) {
    const audit::Inspection* visit = m_workspace->audit().inspection(id);
    if (visit == nullptr)
      continue;
    const VisitGroup own = group_of(*visit);
    const bool failed = has_open_findings(m_workspace->audit(), id);
    ++m_counts[static_cast<std::size_t>(own)];
    ++m_counts[static_cast<std::size_t>(VisitGroup::all)];
    m_counts[static_cast<std::size_t>(VisitGroup::failed)] += failed ? 1 : 0;
    if (group != VisitGroup::all && group != own && !(group == VisitGroup::failed && failed))
      continue;
    m_rows.push_back({.id = id, .state = {}, .date = visit->day(), .rank = rank_of(own)});
  }
  // What is to be done stands by its day, the most urgent first; what is done, the latest first.
  truat::sort(m_rows, [](const Row& a, const Row& b) {
    if (a.rank != b.rank)
      return a.rank < b.rank;
    const std::int64_t a_day = a.date ? days_since_epoch(*a.date) : 0;
    const std::int64_t b_day = b.date ? days_since_epoch(*b.date) : 0;
    return a.rank == 3 ? a_day > b_day : a_day < b_day;
  });
}

std::string VisitRows::text(std::size_t row, std::size_t column) const {
  const audit::Inspection* visit = m_workspace->audit().inspection(m_rows[row].id);
  if (visit == nullptr)
    return {};
  const audit::Factory* place = m_workspace->audit().factory(visit->factory);
  switch (column) {
  case factory:
    return place != nullptr ? place->name : std::string();
  case number:
    return std::string(visit->shown_number());
  case purpose:
    return m_choices->label("purpose", visit->purpose);
  case district:
    return place != nullptr ? district_name(*place) : std::string();
  case date:
    return list_date(m_rows[row].date, m_today);
  case officer:
    return visit->team.empty() ? std::string() : m_workspace->person_name(visit->team.front());
  case state:
    return state_of(row).word;
  default:
    break;
  }
  const records::FieldDescriptor& field = *other_fields()[column - column_count];
  return field_text(field, m_workspace->projection().value(m_rows[row].id, field.wire), *m_choices);
}

const StateWord& VisitRows::state_of(std::size_t at) const {
  Row& row = m_rows[at];
  if (!row.state) {
    const audit::Inspection* visit = m_workspace->audit().inspection(row.id);
    row.state = visit == nullptr ? StateWord{} : state_of_visit(*m_workspace, *visit, m_today);
  }
  return *row.state;
}

SortKey VisitRows::sort_key(std::size_t row, std::size_t column) const {
  if (column == date)
    return {m_rows[row].date ? std::optional(static_cast<double>(days_since_epoch(*m_rows[row].date)))
                             : std::nullopt,
            {}};
  if (column < column_count)
    return {std::nullopt, text(row, column)};
  const records::FieldDescriptor& field = *other_fields()[column - column_count];
  return field_sort_key(field, m_workspace->projection().value(m_rows[row].id, field.wire), *m_choices);
}

std::optional<Status> VisitRows::status(std::size_t row, std::size_t column) const {
  return column == state ? std::optional(state_of(row).status) : std::nullopt;
}

std::uint64_t VisitRows::row_id(std::size_t row) const {
  return FactoryRows::row_id(m_rows[row].id);
}

std::optional<std::size_t> VisitRows::find(std::uint64_t wanted) const {
  for (std::size_t row = 0; row < m_rows.size(); ++row)
    if (row_id(row) == wanted)
      return row;
  return std::nullopt;
}

std::vector<GridColumn> visit_columns() {
  const auto label = [](std::string_view key) { return std::string(text::tr(key)); };
  std::vector<GridColumn> columns{
      {.id = "factory",
       .label = label("visits.column_factory"),
       .width = 240,
       .grows = true,
       .is_strong = true},
      {.id = "number",
       .label = label("visits.column_number"),
       .width = 150,
       .field = field_named("inspection.official_number")},
      {.id = "purpose",
       .label = label("field.inspection.purpose"),
       .width = 120,
       .field = field_named("inspection.purpose")},
      {.id = "district", .label = label("field.factory.district"), .width = 120},
      {.id = "date",
       .label = label("visits.column_date"),
       .width = 104,
       .align = Align::right,
       .kind = CellKind::date},
      {.id = "officer", .label = label("visits.column_officer"), .width = 140},
      {.id = "state", .label = label("factories.column_state"), .width = 150, .is_chip = true},
  };
  for (const records::FieldDescriptor* field : other_fields()) {
    columns.push_back(column_of(*field));
    columns.back().starts_hidden = true;
  }
  return columns;
}

} // namespace truat::ui
