#include "platform/web_calls.h"
#include "platform/worker.h"
#include "platform/worker_jobs.h"

#include <emscripten/emscripten.h>

#include <cstdlib>
#include <memory>

extern "C" {
// shell/library_truat_worker.js
void truat_worker_start(const char* name, const char* input, int length, std::uint32_t ticket);
void truat_worker_stop(std::uint32_t ticket);
void truat_worker_progress(double share);
void truat_worker_answer(const char* list);
}

namespace truat::platform {

namespace {

/// The answer of a job as the worker sends it: "1" and the bytes, or "", the key, the place and the
/// arguments.
void send_answer(const Result<std::string>& answer) {
  ListWriter list;
  list.add(answer ? "1" : "");
  if (answer) {
    list.add(*answer);
  } else {
    list.add(answer.error().key);
    list.add(answer.error().where);
    for (const Argument& argument : answer.error().arguments) {
      list.add(argument.name);
      list.add(argument.value);
    }
  }
  truat_worker_answer(list.finish());
}

Result<std::string> answer_of(Reply reply) {
  if (reply.failed)
    return as_failure(reply);
  if (reply.parts.at(0) == "1")
    return std::move(reply.parts.at(1));
  Error error{std::move(reply.parts.at(1)), {}, std::move(reply.parts.at(2))};
  for (std::size_t index = 3; index + 1 < reply.parts.size(); index += 2)
    error.arguments.push_back({std::move(reply.parts[index]), std::move(reply.parts[index + 1])});
  return std::unexpected(std::move(error));
}

} // namespace

RunningJob start_job(const std::string& name, std::string input, JobProgress progress,
                     Done<std::string> done) {
  auto ticket = std::make_shared<std::uint32_t>(0);
  *ticket = expect_events([ticket, progress = std::move(progress), done = std::move(done)](Reply reply) {
    if (!reply.failed && reply.parts.size() == 1) {
      if (progress)
        progress(std::strtod(reply.parts[0].c_str(), nullptr));
      return;
    }
    // The last message: what is called now may end the job's handle, and with it this function's captures.
    const Done<std::string> finish = done;
    forget_ticket(*ticket);
    finish(answer_of(std::move(reply)));
  });
  truat_worker_start(name.c_str(), input.data(), static_cast<int>(input.size()), *ticket);
  return RunningJob(*ticket);
}

void RunningJob::stop() {
  if (m_id == 0)
    return;
  forget_ticket(m_id);
  truat_worker_stop(m_id);
  m_id = 0;
}

} // namespace truat::platform

/// In the worker's instance: runs one registered job on the bytes, which it frees, and sends the answer.
extern "C" EMSCRIPTEN_KEEPALIVE void truat_worker_run(char* name, char* input, int length) {
  using namespace truat::platform;
  const Job* job = find_job(name);
  if (job == nullptr)
    send_answer(truat::failure("platform.worker_failed", {{"reason", name}}));
  else
    send_answer((*job)(std::string_view(input, static_cast<std::size_t>(length)),
                       [](double share) { truat_worker_progress(share); }));
  std::free(name);
  std::free(input);
}
