#include "ui/screens/visits_chart.h"

#include "text/messages.h"

#include <array>

namespace truat::ui {
namespace {

using audit::Inspection;
using audit::InspectionState;
using text::tr;

constexpr int months_back = 8;
constexpr std::size_t months = 12;

enum Outcome : std::uint8_t { passed, failed, awaiting, outcome_count };

std::optional<Outcome> outcome_of(const audit::Audit& audit, const Inspection& visit) {
  switch (visit.state()) {
  case InspectionState::awaiting_laboratory:
    return awaiting;
  case InspectionState::completed:
  case InspectionState::locked:
    return audit.findings_of(visit.id).empty() ? passed : failed;
  case InspectionState::planned:
  case InspectionState::in_progress:
  case InspectionState::unknown:
    break;
  }
  return std::nullopt;
}

} // namespace

chart::Chart visits_chart(const workspace::Workspace& workspace, const CivilDate& today) {
  const audit::Audit& audit = workspace.audit();
  const CivilDate first = add_months({today.year, today.month, 1}, -months_back);
  const auto month_of = [&](const CivilDate& day) -> std::optional<std::size_t> {
    const int index = (day.year - first.year) * 12 + day.month - first.month;
    return index >= 0 && index < static_cast<int>(months) ? std::optional(static_cast<std::size_t>(index))
                                                          : std::nullopt;
  };
  std::array<std::array<std::size_t, months>, outcome_count> visited{};
  std::array<std::size_t, months> planned{};
  bool has_any = false;
  bool has_plan = false;
  for (const records::RecordId& id : audit.inspections()) {
    const Inspection* visit = audit.inspection(id);
    if (visit == nullptr)
      continue;
    if (const auto month = visit->planned_on ? month_of(*visit->planned_on) : std::nullopt) {
      ++planned[*month];
      has_plan = true;
    }
    const std::optional<Outcome> outcome = outcome_of(audit, *visit);
    const auto month = outcome && visit->visited_on ? month_of(*visit->visited_on) : std::nullopt;
    if (month) {
      ++visited[*outcome][*month];
      has_any = true;
    }
  }
  chart::BarChart body{.across = chart::Months{first, months},
                       .series = {},
                       .quantity = {chart::Quantity::Kind::count, std::string(tr("today.visits_axis")), 0},
                       .arrangement = chart::BarChart::Arrangement::stacked};
  const std::array<std::string_view, outcome_count> names{"today.chart_passed", "today.chart_failed",
                                                          "today.chart_awaiting"};
  for (std::size_t outcome = 0; (has_any || has_plan) && outcome < outcome_count; ++outcome) {
    chart::Series series{std::string(tr(names[outcome])), {}};
    for (std::size_t month = 0; month < months; ++month) {
      // A month to come has no visits yet, which is not the same as none.
      const bool is_to_come = add_months(first, static_cast<int>(month)) > today;
      series.values.push_back(is_to_come ? std::nullopt
                                         : std::optional(static_cast<double>(visited[outcome][month])));
    }
    body.series.push_back(std::move(series));
  }
  if (has_plan) {
    body.target = chart::Series{std::string(tr("today.chart_plan")), {}};
    for (const std::size_t count : planned)
      body.target->values.push_back(count > 0 ? std::optional(static_cast<double>(count)) : std::nullopt);
  }
  return {.title = std::string(tr("today.chart_title")),
          .across_name = std::string(tr("today.chart_month")),
          .body = std::move(body)};
}

} // namespace truat::ui
