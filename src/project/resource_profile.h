// How much of one resource is taken, over time: a step function that tasks are fitted into.
#pragma once

#include "project/moment.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace truat::project {

class ResourceProfile {
public:
  explicit ResourceProfile(std::int64_t capacity) : m_capacity(capacity) { clear(); }

  void clear();
  [[nodiscard]] std::int64_t capacity() const { return m_capacity; }
  /// Takes `units` from `start` up to `finish`, also where it overloads.
  void take(Moment start, Moment finish, std::int64_t units);
  /// The end of the last stretch between `start` and `finish` in which less than `units` is left; nothing
  /// when they fit.
  [[nodiscard]] std::optional<Moment> blocked_until(Moment start, Moment finish, std::int64_t units) const;
  /// The begin of the first such stretch.
  [[nodiscard]] std::optional<Moment> blocked_from(Moment start, Moment finish, std::int64_t units) const;
  [[nodiscard]] std::int64_t used_at(Moment moment) const;

private:
  struct Step {
    Moment from;
    std::int64_t used = 0; ///< up to the next step
  };
  [[nodiscard]] std::size_t step_at(Moment moment) const;
  std::size_t split_at(Moment moment);

  std::int64_t m_capacity;
  std::vector<Step> m_steps; ///< in order, the first from the beginning of time
};

} // namespace truat::project
