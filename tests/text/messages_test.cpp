#include "text/messages.h"

#include "base/utf8.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace truat;
using namespace truat::text;

namespace {

std::multiset<std::string> placeholders(std::string_view pattern) {
  std::multiset<std::string> names;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1))
    names.emplace(pattern.substr(open + 1, pattern.find_first_of("?}", open) - open - 1));
  return names;
}

} // namespace

TEST_CASE("messages: the tables") {
  const auto messages = all_messages();
  REQUIRE(messages.size() > 3);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const Message& message = messages[i];
    CAPTURE(message.key);
    CHECK_FALSE(message.thai.empty());
    CHECK_FALSE(message.english.empty());
    CHECK(is_valid_utf8(message.thai));
    CHECK(is_valid_utf8(message.english));
    CHECK(std::ranges::all_of(message.key, [](char c) { return c > ' ' && c < 0x7F; }));
    if (i > 0)
      CHECK_MESSAGE(messages[i - 1].key != message.key, "the key stands twice");
    const auto thai = placeholders(message.thai);
    const auto english = placeholders(message.english);
    CHECK_MESSAGE(std::set(thai.begin(), thai.end()) == std::set(english.begin(), english.end()),
                  "Thai and English show different arguments");
  }
}

TEST_CASE("messages: tr") {
  set_language(Language::english);
  SUBCASE("answers in the language that is set") {
    CHECK(tr("language.thai") == "ไทย");
    CHECK(tr("workspace.office_needs_name") == "Enter the name of your office.");
    set_language(Language::thai);
    CHECK(tr("workspace.office_needs_name") == "กรอกชื่อหน่วยงานของท่าน");
  }
  SUBCASE("an error's place is said in the reader's language") {
    const Error error{"general.place_row", {}, "row 14, column D, line 3"};
    set_language(Language::thai);
    CHECK(tr(error) == "แถว (แถว 14 คอลัมน์ D บรรทัด 3)");
    CHECK(tr(Error{"general.place_row", {}, "survey!C12, byte"}) == "แถว (survey!C12 byte)");
    set_language(Language::english);
    CHECK(tr(error) == "row (row 14, column D, line 3)");
  }
  SUBCASE("shows a key that stands nowhere") {
    CHECK(tr("no.such_key") == "no.such_key");
  }
  SUBCASE("leaves out an argument that was not given, and replaces those that were") {
    CHECK(tr("no.{a}.key{b}", {{"a", "1"}}) == "no.1.key");
    CHECK(tr("{n} {n?field differs:fields differ}", {{"n", "1"}}) == "1 field differs");
    CHECK(tr("{n} {n?field differs:fields differ}", {{"n", "12"}}) == "12 fields differ");
    CHECK(tr("{n?one}", {{"n", "2"}}).empty());
  }
  SUBCASE("looks up an argument that is itself a key") {
    CHECK(tr("{what}!", {{"what", "@language.english"}}) == "English!");
  }
  SUBCASE("adds the place of an error") {
    CHECK(tr(Error{"x", {}, "byte 7"}) == "x (byte 7)");
  }
  set_language(Language::thai);
}
