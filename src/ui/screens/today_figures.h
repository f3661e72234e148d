// What the day asks for, counted from the records: the figures and lists of the home screen.
#pragma once

#include "workspace/workspace.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace truat::ui {

/// One thing that waits for a person.
struct TodayTask {
  enum class Kind : std::uint8_t {
    continue_visit, ///< in progress
    begin_visit,    ///< planned for today, or overdue
    enter_results,  ///< samples wait for the laboratory
    sign,           ///< completed and not locked
  };
  Kind kind = Kind::continue_visit;
  records::RecordId visit;
  std::optional<CivilDate> due; ///< the planned day
  std::size_t samples = 0;      ///< that wait
  bool operator==(const TodayTask&) const = default;
};

struct TodayFigures {
  FiscalYear year;
  std::size_t factories = 0;
  std::size_t inspected = 0;             ///< factories visited in the fiscal year until today, not only begun
  std::size_t inspected_year_before = 0; ///< in the same span of the year before
  std::size_t open_findings = 0;
  std::size_t factories_with_findings = 0;
  std::size_t waiting_samples = 0;
  std::optional<std::int64_t> longest_wait_days;
  std::size_t planned_this_week = 0;        ///< Monday to Sunday, whether begun or not
  std::size_t overdue = 0;                  ///< planned before today and not begun
  std::vector<TodayTask> tasks;             ///< the most urgent first
  std::vector<records::RecordId> coming;    ///< planned after today, the next first
  std::vector<records::RecordId> completed; ///< the latest first
  bool operator==(const TodayFigures&) const = default;
};

[[nodiscard]] TodayFigures today_figures(const workspace::Workspace& workspace, const CivilDate& today);

} // namespace truat::ui
