#include "command/arguments.h"

#include <algorithm>
#include <charconv>

namespace truat::command {

std::optional<std::string_view> Arguments::option(std::string_view name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::vector<std::string> Arguments::list(std::string_view name) const {
  const auto found = lists.find(name);
  return found == lists.end() ? std::vector<std::string>() : found->second;
}

Result<std::string> Arguments::needed(std::string_view name) const {
  const auto value = option(name);
  if (!value || value->empty())
    return failure("command.option_missing", {{"option", std::string(name)}});
  return std::string(*value);
}

Result<std::uint64_t> Arguments::count(std::string_view name, std::uint64_t otherwise, std::uint64_t least,
                                       std::uint64_t most) const {
  const auto text = option(name);
  if (!text)
    return otherwise;
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(text->data(), text->data() + text->size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text->data() + text->size() || value < least || value > most)
    return failure("command.not_a_count", {{"option", std::string(name)},
                                           {"value", std::string(*text)},
                                           {"least", std::to_string(least)},
                                           {"most", std::to_string(most)}});
  return value;
}

Result<Arguments> parse_arguments(std::span<const std::string> words,
                                  std::span<const std::string_view> known_options) {
  Arguments arguments;
  for (std::size_t index = 0; index < words.size(); ++index) {
    const std::string& word = words[index];
    if (word.size() < 2 || !word.starts_with('-')) {
      arguments.files.push_back(word);
      continue;
    }
    const auto is_known = [&](std::string_view ending) {
      return std::ranges::find(known_options, word + std::string(ending)) != known_options.end();
    };
    if (is_known("!")) {
      if (!arguments.options.emplace(word, std::string()).second)
        return failure("command.option_twice", {{"option", word}});
      continue;
    }
    const bool repeats = is_known("+");
    if (!repeats && !is_known(""))
      return failure("command.unknown_option", {{"option", word}});
    if (index + 1 == words.size())
      return failure("command.option_without_value", {{"option", word}});
    if (repeats)
      arguments.lists[word].push_back(words[++index]);
    else if (!arguments.options.emplace(word, words[++index]).second)
      return failure("command.option_twice", {{"option", word}});
  }
  return arguments;
}

Result<text::Language> language_of(const Arguments& arguments) {
  const std::string_view language = arguments.option("--language").value_or("th");
  if (language == "th")
    return text::Language::thai;
  if (language == "en")
    return text::Language::english;
  return failure("command.unknown_language", {{"language", std::string(language)}});
}

} // namespace truat::command
