// The program: the real machine around `run_command`.
#include "command/run_command.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <system_error>
#include <vector>

namespace {

using namespace truat;
using command::Exit;

class DiskFiles final : public command::Files {
public:
  Result<std::string> read(const std::string& path) override {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
      return failure("command.file_unreadable", {{"file", path}});
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr)
      return failure(std::filesystem::exists(path, error) ? "command.file_unreadable"
                                                          : "command.no_such_file",
                     {{"file", path}});
    std::string bytes;
    std::vector<char> block(std::size_t{1} << 20);
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), file))
      bytes.append(block.data(), count);
    const bool failed = std::ferror(file) != 0;
    std::fclose(file);
    if (failed)
      return failure("command.file_unreadable", {{"file", path}});
    return bytes;
  }

  /// Beside the file first, then in its place: a full disk leaves what was there.
  Result<void> write(const std::string& path, std::string_view bytes) override {
    const std::string part = path + ".part";
    std::FILE* file = std::fopen(part.c_str(), "wb");
    bool good = file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    if (file != nullptr)
      good = std::fclose(file) == 0 && good;
    std::error_code error;
    if (good)
      std::filesystem::rename(part, path, error);
    if (good && !error)
      return {};
    if (file != nullptr)
      std::filesystem::remove(part, error);
    return failure("command.file_unwritable", {{"file", path}});
  }
};

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
  DiskFiles files;
  SystemClock clock;
  SystemRandom random;
  const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
  const command::Outcome outcome =
      command::run_command(arguments, {files, clock, random, language_of_environment()});
  std::fwrite(outcome.err.data(), 1, outcome.err.size(), stderr);
  std::fwrite(outcome.out.data(), 1, outcome.out.size(), stdout);
  if (std::fflush(stdout) != 0) {
    std::fputs("truat: standard output cannot be written\n", stderr);
    return static_cast<int>(Exit::defect);
  }
  return static_cast<int>(outcome.exit);
}
