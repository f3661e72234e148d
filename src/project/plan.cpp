#include "project/plan.h"

namespace truat::project {

std::string label_of(const Task& task) {
  return task.name.empty() ? to_string(task.id) : task.name + " (" + to_string(task.id) + ")";
}

} // namespace truat::project
