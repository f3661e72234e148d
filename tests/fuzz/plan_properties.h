// What must hold of a plan that was read from another program's file, whatever its format.
#pragma once

#include "exchange/gan.h"
#include "exchange/mspdi.h"
#include "fuzz/support.h"
#include "project/schedule.h"

#include <set>

namespace truat::fuzzing {

inline void must_be_sound(const project::Plan& plan) {
  std::set<project::TaskId> tasks;
  for (const project::Task& task : plan.tasks) {
    must(!task.parent || tasks.contains(*task.parent), "a parent stands before its children");
    tasks.insert(task.id);
  }
  std::set<project::CalendarId> calendars;
  for (const project::Calendar& calendar : plan.calendars)
    calendars.insert(calendar.id);
  must(calendars.contains(plan.calendar), "the plan's calendar is there");
  std::set<project::ResourceId> resources;
  for (const project::Resource& resource : plan.resources)
    resources.insert(resource.id);
  for (const project::Link& link : plan.links)
    must(tasks.contains(link.predecessor) && tasks.contains(link.successor), "a link's tasks are there");
  for (const project::Assignment& assignment : plan.assignments)
    must(tasks.contains(assignment.task) &&
             (!assignment.resource || resources.contains(*assignment.resource)),
         "an assignment's task and resource are there");
  if (plan.tasks.size() > 100)
    return;
  const auto schedule = project::schedule(plan);
  if (!schedule)
    must_be_told(schedule.error());
  else
    must(schedule->tasks.size() == plan.tasks.size(), "every task has its dates");
}

/// Project programs number tasks, resources and calendars; where a file gives a number twice, what is kept of
/// it is not told apart.
inline bool is_numbered_well(const project::Plan& plan) {
  const auto once = [](const auto& all) {
    std::set<decltype(all.front().id)> seen;
    for (const auto& one : all)
      if (!seen.insert(one.id).second)
        return false;
    return true;
  };
  return once(plan.tasks) && once(plan.calendars) && once(plan.resources);
}

inline void must_be_told_and_sound(const Result<exchange::PlanFile>& file, std::string_view input) {
  if (!file) {
    must_be_told(file.error());
    must_lie_within(file.error(), input);
    return;
  }
  must_be_told(file->warnings);
  must_be_sound(file->plan);
}

/// Both formats take any plan; only what they have a place for comes back.
inline void must_be_writable(const project::Plan& plan) {
  const exchange::WrittenPlan mspdi = exchange::write_mspdi(plan);
  must_be_told(mspdi.warnings);
  must(exchange::read_mspdi(mspdi.bytes).has_value(), "a plan that is written as MSPDI can be read");
  const exchange::WrittenPlan gan = exchange::write_gan(plan);
  must_be_told(gan.warnings);
  must(exchange::read_gan(gan.bytes).has_value(), "a plan that is written for GanttProject can be read");
}

/// What every format of plans holds to: `read` and `write` are its own.
template <class Read, class Write>
void must_survive_writing(std::string_view input, Read read, Write write) {
  const auto file = read(input);
  must_be_told_and_sound(file, input);
  if (!file)
    return;
  must_be_writable(file->plan);
  if (!is_numbered_well(file->plan))
    return;
  // A file may leave out what follows of the rest; written once, it is all there.
  const auto written = read(write(file->plan).bytes);
  must(written.has_value() && written->plan.tasks.size() == file->plan.tasks.size() &&
           written->plan.links.size() == file->plan.links.size() &&
           written->plan.resources.size() == file->plan.resources.size() &&
           written->plan.assignments.size() == file->plan.assignments.size(),
       "a plan that is written has everything");
  const auto again = read(write(written->plan).bytes);
  must(again.has_value() && again->plan == written->plan, "a plan that is written reads alike");
}

} // namespace truat::fuzzing
