// The native program `truat` as a function: words in, files in and out, one JSON document and sentences out.
// `main.cpp` gives it the real machine, tests a made one.
#pragma once

#include "base/environment.h"
#include "base/result.h"
#include "text/language.h"

#include <cstdint>
#include <span>
#include <string>

namespace truat::command {

/// Exit codes (the command's contract).
enum class Exit : std::uint8_t {
  done = 0,
  wrong_words = 1,    ///< of the call; a sentence on standard error
  refused = 2,        ///< the input can't be read or is refused; no output file is made
  not_as_written = 3, ///< `check` only: read, but something is in conflict or not as it was written
  defect = 70,
};

class Files {
public:
  virtual ~Files() = default;
  /// Errors: `command.no_such_file`, `command.file_unreadable`.
  [[nodiscard]] virtual Result<std::string> read(const std::string& path) = 0;
  /// Whole or not at all. Error: `command.file_unwritable`.
  [[nodiscard]] virtual Result<void> write(const std::string& path, std::string_view bytes) = 0;
};

struct Machine {
  Files& files;
  Clock& clock;
  Random& random;
  text::Language language = text::Language::english; ///< of the sentences
  int offset_minutes = thailand_offset_minutes;      ///< of the machine's clock from UTC
};

struct Outcome {
  Exit exit = Exit::done;
  std::string out; ///< one JSON document and a line break; empty unless done or not_as_written
  std::string err; ///< sentences, a line each
};

/// `words` are those after the program's name.
[[nodiscard]] Outcome run_command(std::span<const std::string> words, Machine machine);

} // namespace truat::command
