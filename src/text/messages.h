// Every sentence and word that the product shows, in Thai and English, found by key.
//
// The texts stand in `messages/<area>.inc`, one `{"area.key", "ไทย {name}", "English {name}"},` a line. A key
// that stands nowhere is a defect: `tools/check_messages.py` compares the keys in the sources with the
// tables.
#pragma once

#include "base/error.h"
#include "text/language.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace truat::text {

struct Message {
  std::string_view key;
  std::string_view thai;
  std::string_view english;
};

/// All messages, sorted by key.
[[nodiscard]] std::span<const Message> all_messages();
[[nodiscard]] const Message* find_message(std::string_view key);

/// The language in which `tr` answers. One for the whole program, since one person looks at it.
void set_language(Language language);
[[nodiscard]] Language language();

/// The text of a key in the current language. A key that is not in the tables comes back as it is, so that
/// the defect shows.
[[nodiscard]] std::string_view tr(std::string_view key);
[[nodiscard]] std::string_view tr(std::string_view key, Language language);
/// With `{name}` replaced by the arguments' values. An argument's value "@some.key" is itself a key and is
/// looked up. `{count?field:fields}` is the first where `count` is "1", else the second.
[[nodiscard]] std::string tr(std::string_view key, std::span<const Argument> arguments);
[[nodiscard]] std::string tr(std::string_view key, std::initializer_list<Argument> arguments);
/// The sentence, with the place in the input at its end where there is one.
[[nodiscard]] std::string tr(const Error& error);
[[nodiscard]] std::string tr(const Phrase& phrase);

} // namespace truat::text
