#include "project/resource_profile.h"

#include <algorithm>

namespace truat::project {

void ResourceProfile::clear() {
  m_steps.assign(1, {earliest_moment(), 0});
}

std::size_t ResourceProfile::step_at(Moment moment) const {
  const auto after = std::ranges::upper_bound(m_steps, moment, {}, &Step::from);
  return after == m_steps.begin() ? 0 : static_cast<std::size_t>(after - m_steps.begin()) - 1;
}

std::size_t ResourceProfile::split_at(Moment moment) {
  const std::size_t step = step_at(moment);
  if (m_steps[step].from >= moment)
    return step;
  m_steps.insert(m_steps.begin() + static_cast<std::ptrdiff_t>(step) + 1, {moment, m_steps[step].used});
  return step + 1;
}

void ResourceProfile::take(Moment start, Moment finish, std::int64_t units) {
  if (finish <= start || units <= 0)
    return;
  const std::size_t first = split_at(start);
  const std::size_t end = split_at(finish);
  for (std::size_t step = first; step < end; ++step)
    m_steps[step].used += units;
}

std::optional<Moment> ResourceProfile::blocked_until(Moment start, Moment finish, std::int64_t units) const {
  if (finish <= start || units <= 0)
    return std::nullopt;
  std::optional<Moment> until;
  for (std::size_t step = step_at(start); step < m_steps.size() && m_steps[step].from < finish; ++step)
    if (m_steps[step].used + units > m_capacity)
      until = step + 1 < m_steps.size() ? m_steps[step + 1].from : latest_moment();
  return until;
}

std::optional<Moment> ResourceProfile::blocked_from(Moment start, Moment finish, std::int64_t units) const {
  if (finish <= start || units <= 0)
    return std::nullopt;
  for (std::size_t step = step_at(start); step < m_steps.size() && m_steps[step].from < finish; ++step)
    if (m_steps[step].used + units > m_capacity)
      return m_steps[step].from;
  return std::nullopt;
}

std::int64_t ResourceProfile::used_at(Moment moment) const {
  return m_steps[step_at(moment)].used;
}

} // namespace truat::project
