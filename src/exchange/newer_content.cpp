#include "exchange/newer_content.h"

#include <algorithm>

namespace truat::exchange {
namespace {

constexpr std::string_view section_word = "section";
constexpr std::string_view key_word = "key";

void add_line(std::string& text, std::string_view word, std::string_view name, std::string_view value) {
  JsonWriter writer;
  writer.begin_array().string(word).string(name).raw(value).end_array();
  text += writer.take() + "\n";
}

} // namespace

void join(NewerContent& content, const NewerContent& more) {
  for (const auto& [name, lines] : more.sections)
    content.sections[name].insert(lines.begin(), lines.end());
  join(content.manifest, more.manifest);
}

std::string to_text(const NewerContent& content) {
  std::string text;
  for (const auto& [name, lines] : content.sections) {
    if (lines.empty()) // a section may say something by being there
      add_line(text, section_word, name, "[]");
    for (const std::string& line : lines)
      add_line(text, section_word, name, "[" + line + "]");
  }
  for (const auto& [key, value] : content.manifest)
    add_line(text, key_word, key, value);
  return text;
}

Result<NewerContent> parse_newer_content(std::string_view text) {
  NewerContent content;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto document = parse_json(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!document)
      return std::unexpected(document.error());
    const JsonView root = document->root();
    const auto word = root.at(0).string();
    const auto name = root.at(1).string();
    const JsonView value = root.at(2);
    const bool is_section = word == section_word && value.is_array() && value.size() <= 1;
    if (root.size() != 3 || !name || !(is_section || word == key_word))
      return failure("truat.bad_line");
    if (is_section && value.size() == 0) {
      content.sections[std::string(*name)];
      continue;
    }
    auto canonical = canonical_json(is_section ? value.at(0) : value);
    if (!canonical)
      return std::unexpected(canonical.error());
    if (is_section)
      content.sections[std::string(*name)].insert(std::move(*canonical));
    else
      content.manifest[std::string(*name)] = std::move(*canonical);
  }
  return content;
}

} // namespace truat::exchange
