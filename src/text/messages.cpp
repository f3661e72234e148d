#include "text/messages.h"

#include "base/embedded.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace truat::text {
namespace {

Language current_language = Language::thai;

/// As tools/join_messages.py writes them: keys, then Thai texts, then English ones.
const std::vector<Message>& sorted_messages() {
  static const std::vector<Message> sorted = [] {
    std::vector<std::string_view> texts;
    for (std::string_view rest = embedded_file("text/messages.txt"); !rest.empty();) {
      const std::size_t end = rest.find('\0');
      texts.push_back(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    const std::size_t count = texts.size() / 3;
    std::vector<Message> messages(count);
    for (std::size_t at = 0; at < count; ++at)
      messages[at] = {texts[at], texts[count + at], texts[2 * count + at]};
    return messages;
  }();
  return sorted;
}

bool is_key(std::string_view value) {
  return value.starts_with('@') && find_message(value.substr(1)) != nullptr;
}

/// The value of "count", or of "count?field:fields" the first words where the value is "1", else the second.
std::string_view value_of(std::span<const Argument> arguments, std::string_view name) {
  if (const std::size_t question = name.find('?'); question != std::string_view::npos) {
    const std::string_view words = name.substr(question + 1);
    const std::size_t colon = std::min(words.find(':'), words.size());
    return value_of(arguments, name.substr(0, question)) == "1"
               ? words.substr(0, colon)
               : words.substr(std::min(colon + 1, words.size()));
  }
  for (const Argument& argument : arguments)
    if (argument.name == name)
      // A text out of somebody's file may begin so, too.
      return is_key(argument.value) ? tr(std::string_view(argument.value).substr(1))
                                    : std::string_view(argument.value);
  return {};
}

/// "row 14, column D": the readers of files know no language and write English.
std::string place_in_words(std::string_view where) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words{
      {{"byte", "general.place_byte"},
       {"line", "general.place_line"},
       {"row", "general.place_row"},
       {"column", "general.place_column"},
       {"sheet", "general.place_sheet"}}};
  std::string text;
  while (!where.empty()) {
    const std::size_t comma = where.find(", ");
    const std::string_view part = where.substr(0, comma);
    where.remove_prefix(comma == std::string_view::npos ? where.size() : comma + 2);
    if (!text.empty())
      text += language() == Language::thai ? " " : ", ";
    const std::string_view word = part.substr(0, part.find(' '));
    const auto known = std::ranges::find(words, word, [](const auto& entry) { return entry.first; });
    if (known == words.end() || word.size() == part.size())
      text += part;
    else
      text.append(tr(known->second)).append(part.substr(word.size()));
  }
  return text;
}

} // namespace

std::span<const Message> all_messages() {
  return sorted_messages();
}

const Message* find_message(std::string_view key) {
  const auto& messages = sorted_messages();
  const auto found = std::ranges::lower_bound(messages, key, {}, &Message::key);
  return found != messages.end() && found->key == key ? &*found : nullptr;
}

void set_language(Language language) {
  current_language = language;
}
Language language() {
  return current_language;
}

std::string_view tr(std::string_view key) {
  return tr(key, current_language);
}

std::string_view tr(std::string_view key, Language language) {
  const Message* message = find_message(key);
  if (message == nullptr)
    return key;
  return language == Language::thai ? message->thai : message->english;
}

std::string tr(std::string_view key, std::span<const Argument> arguments) {
  const std::string_view pattern = tr(key);
  std::string text;
  text.reserve(pattern.size() + 32);
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos)
      break;
    text.append(pattern.substr(at, open - at));
    text.append(value_of(arguments, pattern.substr(open + 1, close - open - 1)));
    at = close + 1;
  }
  text.append(pattern.substr(at));
  return text;
}

std::string tr(std::string_view key, std::initializer_list<Argument> arguments) {
  return tr(key, std::span(arguments.begin(), arguments.size()));
}

std::string tr(const Error& error) {
  std::string text = tr(error.key, error.arguments);
  if (!error.where.empty())
    text += " (" + place_in_words(error.where) + ")";
  return text;
}

std::string tr(const Phrase& phrase) {
  return tr(phrase.key, phrase.arguments);
}

} // namespace truat::text
