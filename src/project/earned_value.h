// Earned value management (PMI, The Standard for Earned Value Management; ANSI/EIA-748): what was to be done,
// what is done and what it has cost, in one measure. Money in satang, indices as ratios of it.
#pragma once

#include "project/schedule.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace truat::project {

/// What the rest of the work will cost.
enum class Forecast : std::uint8_t {
  as_planned,      ///< EAC = AC + (BAC − EV)
  at_cost_index,   ///< EAC = BAC ÷ CPI
  at_both_indices, ///< EAC = AC + (BAC − EV) ÷ (CPI × SPI)
};

struct EarnedValue {
  Satang budget;  ///< BAC, budget at completion
  Satang planned; ///< PV, budgeted cost of work scheduled
  Satang earned;  ///< EV, budgeted cost of work performed
  Satang actual;  ///< AC, actual cost of work performed

  [[nodiscard]] Satang schedule_variance() const { return earned - planned; } ///< SV, negative: behind
  [[nodiscard]] Satang cost_variance() const { return earned - actual; }      ///< CV, negative: over
  /// SPI = EV ÷ PV; nothing before anything is planned.
  [[nodiscard]] std::optional<double> schedule_index() const;
  /// CPI = EV ÷ AC; nothing before anything is spent.
  [[nodiscard]] std::optional<double> cost_index() const;
  /// EAC, estimate at completion; nothing where an index has no value. Rounded to the satang at each
  /// division.
  [[nodiscard]] std::optional<Satang> estimate_at_completion(Forecast forecast) const;
  /// ETC = EAC − AC
  [[nodiscard]] std::optional<Satang> estimate_to_complete(Forecast forecast) const;
  /// VAC = BAC − EAC, negative: over
  [[nodiscard]] std::optional<Satang> variance_at_completion(Forecast forecast) const;
  /// TCPI = (BAC − EV) ÷ (BAC − AC): how well the rest must be done to keep the budget; nothing when the
  /// budget is spent.
  [[nodiscard]] std::optional<double> to_complete_index() const;
  /// TCPI = (BAC − EV) ÷ (EAC − AC): to keep the estimate.
  [[nodiscard]] std::optional<double> to_complete_index(Forecast forecast) const;

  EarnedValue& operator+=(const EarnedValue& other);
  bool operator==(const EarnedValue&) const = default;
};

struct EarnedValues {
  EarnedValue project;
  std::vector<EarnedValue> tasks; ///< as in `Plan::tasks`, summaries with all that is in them
};

/// At a date, against baseline `number`. A task's budget is its baseline's cost, spent evenly over the
/// working time from the baseline's start to its finish; earned is its percentage of completion, actual its
/// cost, both as they are written down. A task without that baseline has a cost only.
[[nodiscard]] EarnedValues earned_values(const Network& network, std::int32_t number, Moment date);

} // namespace truat::project
