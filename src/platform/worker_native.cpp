#include "platform/worker.h"

#include "platform/worker_jobs.h"

namespace truat::platform {

RunningJob start_job(const std::string& name, std::string input, JobProgress progress,
                     Done<std::string> done) {
  const Job* job = find_job(name);
  if (job == nullptr)
    done(failure("platform.worker_failed", {{"reason", name}}));
  else
    done((*job)(input, progress ? progress : [](double) {}));
  return RunningJob();
}

void RunningJob::stop() {
  m_id = 0;
}

} // namespace truat::platform
