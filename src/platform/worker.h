// Heavy work from bytes to bytes, beside the page: in a Web Worker with a second instance of the wasm;
// natively in line.
#pragma once

#include "platform/async.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace truat::platform {

/// Told by a job as it goes: 0 to 1.
using JobProgress = std::function<void(double share)>;
/// A job knows nothing but its input: no records, no page.
using Job = std::function<Result<std::string>(std::string_view input, const JobProgress& progress)>;

/// Makes a job known by name, in the page and in the worker alike: `app` registers all of them in one
/// function that both call (`truat_register_jobs`). Contract: each name once.
void register_job(std::string name, Job job);

/// A job that runs. When it is stopped, or goes out of scope, neither callback is called any more.
class RunningJob {
public:
  RunningJob() = default;
  explicit RunningJob(std::uint32_t id) : m_id(id) {}
  ~RunningJob() { stop(); }
  RunningJob(RunningJob&& other) noexcept : m_id(std::exchange(other.m_id, 0)) {}
  RunningJob& operator=(RunningJob&& other) noexcept {
    std::swap(m_id, other.m_id);
    return *this;
  }
  void stop();

private:
  std::uint32_t m_id = 0;
};

/// Starts a registered job; natively it has ended when this returns. Errors: the job's own,
/// `platform.worker_failed` (it could not start or it broke).
[[nodiscard]] RunningJob start_job(const std::string& name, std::string input, JobProgress progress,
                                   Done<std::string> done);

} // namespace truat::platform
