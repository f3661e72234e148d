#include "text/normalisation.h"

#include "doctest/doctest.h"

#include <string>
#include <string_view>

using truat::text::normalised;
using truat::text::normalised_line;

namespace {

struct Case {
  std::string_view typed;
  std::string_view kept;
};

} // namespace

TEST_CASE("Thai that looks the same is kept the same") {
  for (const Case& c : {
           Case{"น\u0E4D\u0E49\u0E32", "น้ำ"},                 // ํ ้ า
           Case{"น\u0E49\u0E4D\u0E32", "น้ำ"},                 // ้ ํ า
           Case{"ท\u0E4D\u0E32", "ทำ"},                       // ํ า
           Case{"น\u0E33\u0E49", "น้ำ"},                       // the tone typed after ำ
           Case{"\u0E40\u0E40ก\u0E48", "แก่"},                 // เ เ
           Case{"ท\u0E49\u0E35", "ที้"},                        // the tone typed before its vowel above
           Case{"ผ\u0E48\u0E38", "ผุ่"},                        // and below
           Case{"ป\u0E48\u0E31น", "ปั่น"},                      // and ั
           Case{"ธ\u0E4C\u0E34", "ธิ์"},                        // ์ typed before the vowel
           Case{"ก\u0E38\u0E3A", "ก\u0E3A\u0E38"},            // Unicode's canonical order
           Case{"ก\u0E48\u200B\u0E35", "กี่"},                  // marks that met when U+200B was dropped
           Case{"\uF70Fั\uF70B\uF702", "ญ\u0E31\u0E35\u0E49"}, // shaped forms out of a PDF
       }) {
    CAPTURE(c.typed);
    CHECK(normalised(c.typed) == c.kept);
  }
}

TEST_CASE("text that is right stays as it is") {
  for (const std::string_view text : {"บริษัท ควนลังยางแท่ง จำกัด", "ฤๅษี ฦๅชา", "เก็บ เด่น โต๊ะ ปั๊ม ญี่ปุ่น ฐานะ",
                                      "Résumé – 12.5 m³\t✓", "a\nb", "ฯลฯ ๆ", ""}) {
    CAPTURE(text);
    CHECK(normalised(text) == text);
  }
}

TEST_CASE("Latin letters and units are in Unicode form C") {
  CHECK(normalised("e\u0301") == "é");
  CHECK(normalised("E\u0302\u0323") == "Ệ");
  CHECK(normalised("é\u0323") == "ẹ\u0301");
  CHECK(normalised("\u212B \u212A \u2126") == "Å K Ω");
  CHECK(normalised("q\u0301") == "q\u0301");
}

TEST_CASE("what nobody sees is not kept") {
  CHECK(normalised("\uFEFFโรง\u200Bงาน\u2060") == "โรงงาน");
  CHECK(normalised("a\r\nb\rc\u2028d") == "a\nb\nc\nd");
  CHECK(normalised(std::string_view("a\0b\x1B[1m\x7F", 8)) == "ab[1m");
  CHECK(normalised("a\xFFz") == "a\uFFFDz");
}

TEST_CASE("a line has single blanks and none at its ends") {
  CHECK(normalised_line("  บริษัท \u00A0 ก\n\tจำกัด ") == "บริษัท ก จำกัด");
  CHECK(normalised_line(" \t ").empty());
}

TEST_CASE("the kept form of any text is its own kept form") {
  // All texts of four characters from those that act on one another.
  constexpr std::u32string_view letters = U"กเา\u0E33\u0E34\u0E38\u0E3A\u0E48\u0E4C\u0E4D\u200Be\u0301\u0323";
  const auto utf8 = [](char32_t c) {
    std::string out;
    if (c < 0x80)
      out = static_cast<char>(c);
    else if (c < 0x800)
      out = {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
    else
      out = {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
             static_cast<char>(0x80 | (c & 0x3F))};
    return out;
  };
  int changed = 0;
  for (const char32_t a : letters)
    for (const char32_t b : letters)
      for (const char32_t c : letters)
        for (const char32_t d : letters) {
          const std::string text = utf8(a) + utf8(b) + utf8(c) + utf8(d);
          const std::string once = normalised(text);
          changed += once != text ? 1 : 0;
          if (normalised(once) != once)
            FAIL_CHECK(text);
        }
  CHECK(changed > 1000);
}
