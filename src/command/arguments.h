// The words of a call: files and options. The word after an option is its value, even when it begins with
// "-".
#pragma once

#include "base/result.h"
#include "text/language.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::command {

struct Arguments {
  std::vector<std::string> files;
  std::map<std::string, std::string, std::less<>> options; ///< "-o", "--as"… to their values
  /// Values of options that may be given several times, in their order.
  std::map<std::string, std::vector<std::string>, std::less<>> lists;

  [[nodiscard]] bool has(std::string_view name) const { return options.contains(name); }
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> option(std::string_view name) const;
  /// Error: `command.option_missing`.
  [[nodiscard]] Result<std::string> needed(std::string_view name) const;
  /// A whole number from `least` to `most`, or `otherwise` where the option is not there. Error:
  /// `command.not_a_count`.
  [[nodiscard]] Result<std::uint64_t> count(std::string_view name, std::uint64_t otherwise,
                                            std::uint64_t least, std::uint64_t most) const;
};

/// Names the file whose first line opens locked files, and locks what `export` writes.
inline constexpr std::string_view passphrase_option = "--passphrase-file";

/// Of the known options those that end with '+' may be given several times, and those that end with '!' take
/// no value; the ends are no part of the word. Errors: `command.unknown_option`, `command.option_twice`,
/// `command.option_without_value`.
[[nodiscard]] Result<Arguments> parse_arguments(std::span<const std::string> words,
                                                std::span<const std::string_view> known_options);

/// `--language th|en`, of what is put out; Thai unless given, as offices' papers are. Error:
/// `command.unknown_language`.
[[nodiscard]] Result<text::Language> language_of(const Arguments& arguments);

} // namespace truat::command
