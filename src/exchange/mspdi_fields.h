// The elements of Microsoft Project's XML (MSPDI, http://schemas.microsoft.com/project), one table a record,
// in the order of its schema: reader and writer walk the same rows.
//
// A row is a value of ours, or a word that only Microsoft Project knows (kept verbatim, written again in its
// place), or one that follows from the others (dropped; Microsoft Project counts it anew). Durations are
// "PT8H0M0S", dates civil and without a zone, money is in hundredths, lags in tenths of a minute.
#pragma once

#include "project/plan.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace truat::exchange {

enum class FieldUse : std::uint8_t { value, foreign, derived };
enum class FieldRead : std::uint8_t { understood, rounded, not_understood };

template <class Record>
struct MspdiField {
  std::string_view name;
  FieldUse use = FieldUse::value;
  FieldRead (*read)(Record&, std::string_view) = nullptr;
  /// Nothing where the element is left out.
  std::optional<std::string> (*write)(const Record&) = nullptr;
};

[[nodiscard]] std::span<const MspdiField<project::Plan>> mspdi_plan_fields();
[[nodiscard]] std::span<const MspdiField<project::Calendar>> mspdi_calendar_fields();
[[nodiscard]] std::span<const MspdiField<project::Task>> mspdi_task_fields();
[[nodiscard]] std::span<const MspdiField<project::Resource>> mspdi_resource_fields();
[[nodiscard]] std::span<const MspdiField<project::Assignment>> mspdi_assignment_fields();
[[nodiscard]] std::span<const MspdiField<project::Baseline>> mspdi_baseline_fields();
/// Of an assignment: it has no duration.
[[nodiscard]] std::span<const MspdiField<project::Baseline>> mspdi_assignment_baseline_fields();

/// "PT8H30M0S" in minutes; whether seconds were rounded off.
[[nodiscard]] std::optional<std::pair<std::int64_t, bool>> parse_mspdi_duration(std::string_view text);
[[nodiscard]] std::string mspdi_duration_text(std::int64_t minutes);

/// Codes of DurationFormat and LagFormat.
struct TimeFormat {
  project::TimeUnit unit = project::TimeUnit::days;
  project::TimeBase base = project::TimeBase::working;
  bool estimated = false;
};
[[nodiscard]] std::optional<TimeFormat> time_format(std::int64_t code);
[[nodiscard]] std::int64_t code_of(const TimeFormat& format);

} // namespace truat::exchange
