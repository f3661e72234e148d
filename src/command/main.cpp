// The program: the real machine around `run_command`.
#include "command/disk_files.h"
#include "command/run_command.h"
#include "text/messages.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace truat;
using command::Exit;

class SystemClock final : public Clock {
public:
  Instant now() override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
  }
};

class SystemRandom final : public Random {
public:
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes)
      byte = static_cast<std::byte>(m_device());
  }

private:
  std::random_device m_device;
};

/// Of the local clock from UTC, now.
int offset_of_clock() {
  const std::time_t now = std::time(nullptr);
  const std::tm* utc = std::gmtime(&now);
  if (utc == nullptr)
    return thailand_offset_minutes;
  std::tm as_local = *utc;
  as_local.tm_isdst = 0;
  const std::tm* local = std::localtime(&now);
  if (local != nullptr)
    as_local.tm_isdst = local->tm_isdst;
  return static_cast<int>(std::difftime(now, std::mktime(&as_local)) / 60);
}

text::Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("th") ? text::Language::thai : text::Language::english;
  return text::Language::english;
}

/// A broken contract aborts after saying where; the exit code says whose fault it is.
extern "C" void tell_defect(int) {
  std::_Exit(static_cast<int>(Exit::defect));
}

} // namespace

int main(int count, char** words) {
  std::signal(SIGABRT, tell_defect);
  command::DiskFiles files;
  SystemClock clock;
  SystemRandom random;
  const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
  const command::Outcome outcome =
      command::run_command(arguments, {files, clock, random, language_of_environment(), offset_of_clock()});
  std::fwrite(outcome.err.data(), 1, outcome.err.size(), stderr);
  std::fwrite(outcome.out.data(), 1, outcome.out.size(), stdout);
  if (std::fflush(stdout) != 0) {
    std::fputs(("truat: " + std::string(text::tr("command.answer_unwritable")) + "\n").c_str(), stderr);
    return static_cast<int>(Exit::refused);
  }
  return static_cast<int>(outcome.exit);
}
