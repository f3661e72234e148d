#include "ui/screens/visit_rows.h"

#include "text/messages.h"
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
  read(today, group);
}

void VisitRows::read(const CivilDate& today, VisitGroup group) {
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
    m_rows.push_back({.id = id,
                      .state = state_of_visit(*m_workspace, *visit, today),
                      .date = visit->day(),
                      .rank = rank_of(own)});
  }
  // What is to be done stands by its day, the most urgent first; what is done, the latest first.
  std::ranges::stable_sort(m_rows, [](const Row& a, const Row& b) {
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
    return m_rows[row].state.word;
  default:
    return {};
  }
}

SortKey VisitRows::sort_key(std::size_t row, std::size_t column) const {
  if (column == date)
    return {m_rows[row].date ? std::optional(static_cast<double>(days_since_epoch(*m_rows[row].date)))
                             : std::nullopt,
            {}};
  return {std::nullopt, text(row, column)};
}

std::optional<Status> VisitRows::status(std::size_t row, std::size_t column) const {
  return column == state ? std::optional(m_rows[row].state.status) : std::nullopt;
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
  return {
      {.id = "factory",
       .label = label("visits.column_factory"),
       .width = 240,
       .grows = true,
       .is_strong = true},
      {.id = "number", .label = label("visits.column_number"), .width = 150},
      {.id = "purpose", .label = label("field.inspection.purpose"), .width = 120},
      {.id = "district", .label = label("field.factory.district"), .width = 120},
      {.id = "date", .label = label("visits.column_date"), .width = 104, .align = Align::right},
      {.id = "officer", .label = label("visits.column_officer"), .width = 140},
      {.id = "state", .label = label("factories.column_state"), .width = 150, .is_chip = true},
  };
}

} // namespace truat::ui
