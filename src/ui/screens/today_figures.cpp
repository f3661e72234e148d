#include "ui/screens/today_figures.h"

#include "base/sort.h"

#include <algorithm>
#include <set>

namespace truat::ui {
namespace {

using audit::Inspection;
using audit::InspectionState;

bool is_over(const Inspection& visit) {
  return visit.state() == InspectionState::completed || visit.state() == InspectionState::locked ||
         visit.state() == InspectionState::awaiting_laboratory;
}

class Counting {
public:
  Counting(const workspace::Workspace& workspace, const CivilDate& today)
      : m_audit(workspace.audit()), m_today(today) {
    m_figures.year = fiscal_year_of(today);
    m_figures.factories = m_audit.factories().size();
    const std::int64_t since_monday = (weekday(today) + 6) % 7;
    m_monday = add_days(today, -since_monday);
  }

  TodayFigures run() {
    for (const records::RecordId& id : m_audit.inspections())
      if (const Inspection* visit = m_audit.inspection(id))
        count(*visit);
    m_figures.inspected = m_inspected.size();
    m_figures.inspected_year_before = m_inspected_before.size();
    m_figures.factories_with_findings = m_with_findings.size();
    order();
    return std::move(m_figures);
  }

private:
  void count(const Inspection& visit) {
    if (visit.planned_on && *visit.planned_on >= m_monday && *visit.planned_on < add_days(m_monday, 7))
      ++m_figures.planned_this_week;
    if (is_over(visit) && visit.visited_on)
      count_visited(visit);
    count_findings(visit);
    switch (visit.state()) {
    case InspectionState::planned:
      count_planned(visit);
      break;
    case InspectionState::in_progress:
      add_task(TodayTask::Kind::continue_visit, visit);
      break;
    case InspectionState::awaiting_laboratory:
      count_samples(visit);
      break;
    case InspectionState::completed:
      add_task(TodayTask::Kind::sign, visit);
      break;
    case InspectionState::locked:
    case InspectionState::unknown:
      break;
    }
    if (is_over(visit))
      m_figures.completed.push_back(visit.id);
  }

  void count_visited(const Inspection& visit) {
    const CivilDate& day = *visit.visited_on;
    const CivilDate a_year_ago = add_months(m_today, -12);
    if (day >= first_day(m_figures.year) && day <= m_today)
      m_inspected.insert(visit.factory);
    else if (day >= add_months(first_day(m_figures.year), -12) && day <= a_year_ago)
      m_inspected_before.insert(visit.factory);
  }

  void count_findings(const Inspection& visit) {
    for (const records::RecordId& id : m_audit.findings_of(visit.id)) {
      const audit::Finding* finding = m_audit.finding(id);
      if (finding == nullptr || finding->state() != audit::FindingState::open)
        continue;
      ++m_figures.open_findings;
      m_with_findings.insert(visit.factory);
    }
  }

  void count_planned(const Inspection& visit) {
    if (visit.planned_on && *visit.planned_on < m_today)
      ++m_figures.overdue;
    if (visit.planned_on && *visit.planned_on > m_today)
      m_figures.coming.push_back(visit.id);
    else
      add_task(TodayTask::Kind::begin_visit, visit);
  }

  void count_samples(const Inspection& visit) {
    std::size_t waiting = 0;
    for (const records::RecordId& id : m_audit.samples_of(visit.id)) {
      const audit::Sample* sample = m_audit.sample(id);
      if (sample == nullptr || !sample->waits())
        continue;
      ++waiting;
      const std::optional<CivilDate> taken = sample->taken_on ? sample->taken_on : visit.visited_on;
      if (taken)
        m_figures.longest_wait_days =
            std::max(m_figures.longest_wait_days.value_or(0), days_between(*taken, m_today));
    }
    m_figures.waiting_samples += waiting;
    add_task(TodayTask::Kind::enter_results, visit);
    m_figures.tasks.back().samples = waiting;
  }

  void add_task(TodayTask::Kind kind, const Inspection& visit) {
    m_figures.tasks.push_back({.kind = kind, .visit = visit.id, .due = visit.planned_on, .samples = 0});
  }

  [[nodiscard]] std::int64_t day_of(const records::RecordId& id) const {
    const Inspection* visit = m_audit.inspection(id);
    return visit != nullptr && visit->day() ? days_since_epoch(*visit->day()) : 0;
  }

  void order() {
    truat::sort(m_figures.tasks, [this](const TodayTask& a, const TodayTask& b) {
      if (a.kind != b.kind)
        return a.kind < b.kind;
      return day_of(a.visit) < day_of(b.visit);
    });
    truat::sort(m_figures.coming, {}, [this](const records::RecordId& id) { return day_of(id); });
    truat::sort(m_figures.completed, std::ranges::greater{},
                [this](const records::RecordId& id) { return day_of(id); });
  }

  const audit::Audit& m_audit;
  CivilDate m_today;
  CivilDate m_monday;
  TodayFigures m_figures;
  std::set<records::RecordId> m_inspected, m_inspected_before, m_with_findings;
};

} // namespace

TodayFigures today_figures(const workspace::Workspace& workspace, const CivilDate& today) {
  return Counting(workspace, today).run();
}

} // namespace truat::ui
