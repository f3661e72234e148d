// The jobs that are known by name. Only worker*.cpp of this folder include it.
#pragma once

#include "platform/worker.h"

namespace truat::platform {

[[nodiscard]] const Job* find_job(std::string_view name);

} // namespace truat::platform
