// Levelling: a plan whose resources are limited, made short. Schedule generation schemes with priority rules
// (Kolisch 1996), the same with the priorities shaken by chance, and forward-backward improvement (Tormos and
// Lova 2001); the shortest plan of all is kept. The same plan and seed give the same answer on every machine:
// the work is bounded by a number of schedules, not by a clock.
#pragma once

#include "project/schedule.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace truat::project {

/// Which of the tasks that could come next does.
enum class PriorityRule : std::uint8_t {
  latest_finish,             ///< LFT: the earliest latest finish
  latest_start,              ///< LST
  minimum_slack,             ///< MINSLK: the least total float
  rank_positional_weight,    ///< GRPW: the greatest duration, with that of its successors
  most_immediate_successors, ///< MIS
  shortest_processing,       ///< SPT
};
/// "LFT"
[[nodiscard]] std::string_view name_of(PriorityRule rule);

enum class GenerationScheme : std::uint8_t {
  serial,   ///< task by task, each as early as it fits
  parallel, ///< moment by moment, each time what fits
};
[[nodiscard]] std::string_view name_of(GenerationScheme scheme);

struct LevellingRules {
  std::uint64_t seed = 1;
  std::size_t schedules = 4'000;      ///< at most so many are made
  std::size_t placements = 4'000'000; ///< and at most so many tasks placed in them, after each rule's turn
};

struct Levelled {
  PriorityRule rule = PriorityRule::latest_finish;
  GenerationScheme scheme = GenerationScheme::serial;
  bool shaken = false;   ///< by chance
  bool improved = false; ///< by going backward and forward again
  Moment start;
  Moment finish;
  std::int64_t length = 0;      ///< working minutes of the project
  std::vector<Placement> tasks; ///< as in `Plan::tasks`
  std::size_t schedules = 0;    ///< made in all
  /// Tasks that ask for more of a resource than there is, by themselves: they get all of it.
  std::vector<std::uint32_t> overloading;
  bool operator==(const Levelled&) const = default;
};

/// `schedule` is that of the network. Resources of work are limited by their units, assignments take theirs
/// from a task's start to its finish. What is pinned stays and takes first. A limit may be broken where
/// resources leave no other way (`conflicts_of` tells), a link never.
[[nodiscard]] Levelled level(const Network& network, const Schedule& schedule,
                             const LevellingRules& rules = {});

} // namespace truat::project
