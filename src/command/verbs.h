// The command's verbs: each a function from its arguments to what it prints. Errors end the call with
// `Exit::refused` unless they are of the words (`WrongWords`).
#pragma once

#include "command/arguments.h"
#include "command/run_command.h"

#include <expected>
#include <string>
#include <vector>

namespace truat::command {

/// Why a verb ended without its work.
struct Failure {
  Exit exit = Exit::refused;
  Error error;
};
[[nodiscard]] inline std::unexpected<Failure> refused(Error error) {
  return std::unexpected(Failure{Exit::refused, std::move(error)});
}
[[nodiscard]] inline std::unexpected<Failure> wrong_words(Error error) {
  return std::unexpected(Failure{Exit::wrong_words, std::move(error)});
}
[[nodiscard]] inline std::unexpected<Failure> wrong_words(std::string key,
                                                          std::vector<Argument> arguments = {}) {
  return wrong_words(Error{std::move(key), std::move(arguments), {}});
}

struct Answer {
  std::string json; ///< canonical
  Exit exit = Exit::done;
};
using VerbResult = std::expected<Answer, Failure>;

[[nodiscard]] VerbResult import_files(const Arguments& arguments, Machine& machine);
[[nodiscard]] VerbResult merge_stores(const Arguments& arguments, Machine& machine);
[[nodiscard]] VerbResult check_store(const Arguments& arguments, Machine& machine);
[[nodiscard]] VerbResult export_store(const Arguments& arguments, Machine& machine);
[[nodiscard]] VerbResult report_store(const Arguments& arguments, Machine& machine);
[[nodiscard]] VerbResult schedule_plan(const Arguments& arguments, Machine& machine);
[[nodiscard]] VerbResult evaluate(const Arguments& arguments, Machine& machine);
[[nodiscard]] VerbResult make_demo(const Arguments& arguments, Machine& machine);

} // namespace truat::command
