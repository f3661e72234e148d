#include "platform/worker_jobs.h"

#include "base/contract.h"

#include <map>

namespace truat::platform {

namespace {

std::map<std::string, Job, std::less<>>& jobs() {
  static std::map<std::string, Job, std::less<>> all;
  return all;
}

} // namespace

void register_job(std::string name, Job job) {
  expects(jobs().try_emplace(std::move(name), std::move(job)).second, "a job registered once");
}

const Job* find_job(std::string_view name) {
  const auto found = jobs().find(name);
  return found == jobs().end() ? nullptr : &found->second;
}

} // namespace truat::platform
