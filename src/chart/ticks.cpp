#include "chart/ticks.h"

#include "base/contract.h"
#include "text/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace truat::chart {
namespace {

/// Room around a single value.
void part(double& low, double& high) {
  if (low != high)
    return;
  if (low == 0)
    high = 1;
  else if (low > 0)
    low = 0;
  else
    high = 0;
}

int places_of(double step) {
  if (step >= 1 && step == std::floor(step))
    return 0;
  for (int places = 0; places < 9; ++places) {
    const double scaled = step * std::pow(10.0, places);
    if (std::abs(scaled - std::round(scaled)) < 1e-6 * scaled)
      return places;
  }
  return 9;
}

/// The least round step that is not below `least`.
double round_step(double least, Whole whole) {
  constexpr std::array<double, 5> rounds{1, 2, 2.5, 5, 10};
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double round : rounds) {
    const double step = round * power;
    if (step < least * (1 - 1e-9) || (whole == Whole::yes && step != std::floor(step)))
      continue;
    return whole == Whole::yes ? std::max(1.0, step) : step;
  }
  return whole == Whole::yes ? std::max(1.0, 10 * power) : 10 * power;
}

} // namespace

Ticks nice_ticks(double low, double high, int most, Whole whole) {
  expects(std::isfinite(low) && std::isfinite(high) && low <= high, "an axis from low to high");
  expects(most >= 1, "at least one step");
  part(low, high);
  // A range finer than a double can tell apart would never end.
  const double finest = std::max(std::abs(low), std::abs(high)) * 1e-12;
  // Halves first: the width of the largest doubles is none itself.
  double least = std::max((high / 2 - low / 2) / most * 2, finest);
  least = std::clamp(least, 1e-300, 1e307);
  for (int tries = 0;; ++tries) {
    const double step = round_step(least, whole);
    // A hair of rounding is no reason for one more step.
    const double first = std::floor(low / step + 1e-9);
    const double last = std::ceil(high / step - 1e-9);
    if (last - first > most && tries < 4) {
      least = step * 1.01;
      continue;
    }
    Ticks ticks{.low = first * step, .high = last * step, .step = step, .places = places_of(step), .at = {}};
    for (double index = first; index <= last; ++index)
      ticks.at.push_back(index * step + 0.0); // no negative zero
    return ticks;
  }
}

namespace {

enum class Step : std::uint8_t { days, weeks, months, quarters, years };
struct Candidate {
  Step step;
  int count;
};
constexpr std::array<Candidate, 11> candidates{{{Step::days, 1},
                                                {Step::days, 2},
                                                {Step::weeks, 1},
                                                {Step::weeks, 2},
                                                {Step::months, 1},
                                                {Step::quarters, 1},
                                                {Step::years, 1},
                                                {Step::years, 2},
                                                {Step::years, 5},
                                                {Step::years, 10},
                                                {Step::years, 50}}};
/// Between labels that stand side by side, and from one tick to the next, in widths of a digit: an axis that
/// is full of labels is read no better.
constexpr float gap_in_digits = 1.5F;
constexpr float distance_in_digits = 6;

CivilDate month_of(const CivilDate& date) {
  return {date.year, date.month, 1};
}
CivilDate quarter_of(const CivilDate& date) {
  return {date.year, (date.month - 1) / 3 * 3 + 1, 1};
}

/// The step's beginning on or before the day.
CivilDate begin_of(const CivilDate& date, const Candidate& candidate) {
  switch (candidate.step) {
  case Step::days: {
    // Pairs of days are counted from the month's first, so that no month has labels of its own rhythm.
    return add_days(date, -((date.day - 1) % candidate.count));
  }
  case Step::weeks: {
    const std::int64_t monday = days_since_epoch(date) - (weekday(date) + 6) % 7;
    const std::int64_t week = (monday - 4) / 7; // 1970-01-05 was a Monday
    return date_of_days(monday - (candidate.count > 1
                                      ? ((week % candidate.count) + candidate.count) % candidate.count * 7
                                      : 0));
  }
  case Step::months:
    return month_of(date);
  case Step::quarters:
    return quarter_of(date);
  case Step::years: {
    const int year = fiscal_year_of(date).buddhist_year;
    return first_day({year - year % candidate.count});
  }
  }
  return date;
}

CivilDate after(const CivilDate& date, const Candidate& candidate) {
  switch (candidate.step) {
  case Step::days: {
    const CivilDate next = add_days(date, candidate.count);
    // The last pair of a month may be half of one.
    return next.month != date.month ? month_of(next) : next;
  }
  case Step::weeks:
    return add_days(date, 7 * candidate.count);
  case Step::months:
    return add_months(date, 1);
  case Step::quarters:
    return add_months(date, 3);
  case Step::years:
    return add_months(date, 12 * candidate.count);
  }
  return date;
}

std::string year_label(const CivilDate& date, const text::DateStyle& style) {
  // A fiscal year has the name of the year it ends in.
  return text::format_year(fiscal_year_of(date).buddhist_year - buddhist_offset_years, style);
}

std::string quarter_label(const CivilDate& date, const text::DateStyle& style) {
  const std::string whole = text::format_fiscal_quarter(date, style);
  return whole.substr(0, whole.find('/'));
}

std::string label_of(const CivilDate& date, Step step, const text::DateStyle& style) {
  switch (step) {
  case Step::days:
  case Step::weeks:
    return text::in_digits(std::to_string(date.day), style.digits);
  case Step::months:
    return std::string(text::month_name(date.month, text::MonthForm::abbreviated, style.language));
  case Step::quarters:
    return quarter_label(date, style);
  case Step::years:
    return year_label(date, style);
  }
  return {};
}

bool stands_free(const std::vector<DateTick>& ticks, const CivilDate& from, const CivilDate& to, float width,
                 const LabelWidth& label_width) {
  const auto days = static_cast<float>(std::max<std::int64_t>(1, days_between(from, to)));
  const float gap = label_width("0") * gap_in_digits;
  if (static_cast<float>(ticks.size()) * label_width("0") * distance_in_digits > width && ticks.size() > 2)
    return false;
  float end = -width;
  for (const DateTick& tick : ticks) {
    const float at = static_cast<float>(days_between(from, tick.at)) / days * width;
    const float half = label_width(tick.label) / 2;
    if (at - half < end)
      return false;
    end = at + half + gap;
  }
  return true;
}

std::vector<DateBand> bands_of(const CivilDate& from, const CivilDate& to, Step step,
                               const text::DateStyle& style) {
  std::vector<DateBand> bands;
  if (step == Step::years)
    return bands;
  const bool of_months = step == Step::days || step == Step::weeks;
  CivilDate at = of_months ? month_of(from) : first_day(fiscal_year_of(from));
  while (at <= to) {
    const CivilDate next = add_months(at, of_months ? 1 : 12);
    bands.push_back({at, next,
                     of_months ? text::format_month(at, text::MonthForm::abbreviated, style)
                               : text::format_fiscal_year(fiscal_year_of(at), style)});
    at = next;
  }
  return bands;
}

/// More than any axis has room for; a finer candidate is not even made.
constexpr std::int64_t most_ticks = 400;

std::int64_t about_days(const Candidate& candidate) {
  switch (candidate.step) {
  case Step::days:
    return candidate.count;
  case Step::weeks:
    return 7 * candidate.count;
  case Step::months:
    return 30;
  case Step::quarters:
    return 90;
  case Step::years:
    return 365 * candidate.count;
  }
  return 1;
}

/// However wide the axis: the weeks of a year are read by its months.
std::int64_t longest_span(const Candidate& candidate) {
  switch (candidate.step) {
  case Step::days:
    return 45;
  case Step::weeks:
    return 100;
  case Step::months:
  case Step::quarters:
  case Step::years:
    break;
  }
  return std::numeric_limits<std::int64_t>::max();
}

} // namespace

DateTicks date_ticks(const CivilDate& from, const CivilDate& to, float width, const LabelWidth& label_width,
                     const text::DateStyle& style) {
  expects(from <= to, "an axis from an earlier to a later day");
  DateTicks best;
  for (const Candidate& candidate : candidates) {
    const std::int64_t days = days_between(from, to);
    if (days / about_days(candidate) > most_ticks || days > longest_span(candidate))
      continue;
    std::vector<DateTick> ticks;
    for (CivilDate at = begin_of(from, candidate); at <= to; at = after(at, candidate))
      if (at >= from)
        ticks.push_back({at, label_of(at, candidate.step, style)});
    if (stands_free(ticks, from, to, width, label_width) && (ticks.size() >= 2 || from == to))
      return {std::move(ticks), bands_of(from, to, candidate.step, style)};
    if (!ticks.empty() && stands_free(ticks, from, to, width, label_width) && best.ticks.empty())
      best = {std::move(ticks), bands_of(from, to, candidate.step, style)};
  }
  return best;
}

MonthLabels month_labels(const CivilDate& first_month, std::size_t count, float slot_width,
                         const LabelWidth& label_width, const text::DateStyle& style) {
  const CivilDate first = month_of(first_month);
  const auto month = [&](std::size_t index) { return add_months(first, static_cast<int>(index)); };
  const float gap = label_width("0") / 2;
  const auto fits = [&](Step step, std::size_t months) {
    const float room = slot_width * static_cast<float>(months);
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 12); ++i)
      if (label_width(label_of(month(i), step, style)) + gap > room)
        return false;
    return true;
  };
  // Neighbours of one period share its label.
  const auto periods = [&](const auto& begin_of_period, const auto& label) {
    std::vector<SlotLabel> all;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0 && begin_of_period(month(i)) == begin_of_period(month(i - 1)))
        ++all.back().count;
      else
        all.push_back({i, 1, label(month(i))});
    }
    return all;
  };
  const auto year_of = [](const CivilDate& date) { return first_day(fiscal_year_of(date)); };
  const auto of_step = [&](Step step) {
    return [&, step](const CivilDate& date) { return label_of(date, step, style); };
  };
  if (!fits(Step::months, 1) && !fits(Step::quarters, 3))
    return {periods(year_of, of_step(Step::years)), {}};
  MonthLabels result;
  result.labels = fits(Step::months, 1) ? periods(month_of, of_step(Step::months))
                                        : periods(quarter_of, of_step(Step::quarters));
  result.years = periods(
      year_of, [&](const CivilDate& date) { return text::format_fiscal_year(fiscal_year_of(date), style); });
  return result;
}

} // namespace truat::chart
