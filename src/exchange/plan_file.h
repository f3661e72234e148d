// A plan read from another program's file, with remarks on what of it has no counterpart here.
#pragma once

#include "base/error.h"
#include "project/plan.h"

#include <vector>

namespace truat::exchange {

struct PlanFile {
  project::Plan plan;
  std::vector<Warning> warnings;
};

} // namespace truat::exchange
