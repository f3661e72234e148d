#include "forms/expression/functions.h"

#include <array>
#include <cmath>
#include <limits>

namespace truat::forms::expression {
namespace {

Moment local_now(Call& call) {
  return moment_of(call.host().now(), call.host().offset_minutes);
}

/// A date, a date-time, or a number of days since the epoch; by the local clock.
std::optional<Moment> moment(Call& call, std::size_t index) {
  const Value value = call.value(index);
  const int offset = call.host().offset_minutes;
  const std::string text = call.evaluator().text_of(value);
  if (const auto parsed = parse_date_or_date_time(trimmed(text), offset))
    return at_offset(*parsed, offset);
  return moment_of_days(call.evaluator().number_of(value), offset);
}

Value today(Call& call) {
  return to_iso(local_now(call).date);
}
Value now(Call& call) {
  return date_time_text(local_now(call));
}

Value date(Call& call) {
  const auto day = moment(call, 0);
  return day ? to_iso(day->date) : std::string();
}
Value date_time(Call& call) {
  const auto given = moment(call, 0);
  return given ? date_time_text(*given) : std::string();
}

Value format_date(Call& call) {
  const auto given = moment(call, 0);
  return given ? format_moment(*given, call.text(1), call.host().date_names) : std::string();
}

/// A time of day alone is formatted too.
Value format_date_time(Call& call) {
  if (const auto time = parse_time(trimmed(call.text(0)), call.host().offset_minutes))
    return format_moment({{}, *time, call.host().offset_minutes}, call.text(1), call.host().date_names);
  return format_date(call);
}

Value decimal_date_time(Call& call) {
  const auto given = moment(call, 0);
  return given ? days_since_epoch(*given) : std::numeric_limits<double>::quiet_NaN();
}

Value decimal_time(Call& call) {
  const std::string text = call.text(0);
  const int offset = call.host().offset_minutes;
  if (const auto time = parse_time(trimmed(text), offset))
    return *time / 86'400'000.0;
  if (const auto given = parse_date_or_date_time(trimmed(text), offset))
    return at_offset(*given, offset).milliseconds / 86'400'000.0;
  return std::numeric_limits<double>::quiet_NaN();
}

constexpr auto table = std::to_array<Function>({
    {"today", 0, 0, today},
    {"now", 0, 0, now},
    {"date", 1, 1, date},
    {"date-time", 1, 1, date_time},
    {"format-date", 2, 2, format_date},
    {"format-date-time", 2, 2, format_date_time},
    {"decimal-date-time", 1, 1, decimal_date_time},
    {"decimal-time", 1, 1, decimal_time},
});

} // namespace

std::span<const Function> time_functions() {
  return table;
}

} // namespace truat::forms::expression
