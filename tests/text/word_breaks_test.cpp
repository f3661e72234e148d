#include "text/word_breaks.h"

#include "doctest/doctest.h"

#include <algorithm>
#include <string>

using namespace truat::text;

namespace {

/// Boundaries at the bars of "การ|ระ|ทำ".
struct Barred {
  std::string text;
  std::vector<std::size_t> boundaries;
};
Barred barred(std::string_view with_bars) {
  Barred out;
  for (const char c : with_bars) {
    if (c == '|')
      out.boundaries.push_back(out.text.size());
    else
      out.text.push_back(c);
  }
  return out;
}

std::string filtered(std::string_view with_bars, const WordList& kept_whole = protected_words()) {
  const Barred input = barred(with_bars);
  std::string out = with_breaks(input.text, allowed_breaks(input.text, input.boundaries, kept_whole));
  for (std::size_t at = out.find("\u200B"); at != std::string::npos; at = out.find("\u200B"))
    out.replace(at, 3, "|");
  return out;
}

} // namespace

TEST_CASE("a line breaks only where a Thai reader would break it") {
  const WordList none;
  SUBCASE("between two Thai characters, and there alone") {
    CHECK(filtered("ตรวจ|โรงงาน| |ABC| |pH|ค่า", none) == "ตรวจ|โรงงาน ABC pHค่า");
  }
  SUBCASE("never before ๆ ฯ ะ า ำ ๅ or a mark") {
    CHECK(filtered("ต่าง|ๆ|กัน", none) == "ต่างๆ|กัน");
    CHECK(filtered("กรุงเทพ|ฯ|คือ", none) == "กรุงเทพฯ|คือ");
    CHECK(filtered("ก|ะ ก|า ก|ำ ฤ|ๅ ก|ิ ก|ุ ก|่ ก|์", none) == "กะ กา กำ ฤๅ กิ กุ ก่ ก์");
  }
  SUBCASE("never after เ แ โ ใ ไ") {
    CHECK(filtered("เ|ก แ|ก โ|ก ใ|ก ไ|ก", none) == "เก แก โก ใก ไก");
  }
  SUBCASE("never inside a number") {
    CHECK(filtered("พ.ศ.|๒|๕|๖|๗|ปี", none) == "พ.ศ.๒๕๖๗|ปี");
  }
  SUBCASE("offsets that are none are passed over") {
    const std::vector<std::size_t> raw{0, 1, 3, 3, 6, 99};
    CHECK(allowed_breaks("กขค", raw, none) == std::vector<std::size_t>{3, 6});
  }
}

TEST_CASE("protected words stay whole") {
  SUBCASE("what Intl.Segmenter divides wrongly is whole again") {
    CHECK(filtered("ผู้|การ|กระ|ทำ|ผิด") == "ผู้|การกระทำ|ผิด");
    CHECK(filtered("อำเภอ|หาด|ใหญ่|จังหวัด|สงขลา") == "อำเภอ|หาดใหญ่|จังหวัด|สงขลา");
  }
  SUBCASE("the longest word at a place counts") {
    const WordList words("ตรวจ\nตรวจสอบ\n");
    CHECK(filtered("การ|ตรวจ|สอบ|ซ้ำ", words) == "การ|ตรวจสอบ|ซ้ำ");
  }
  SUBCASE("words that follow one another keep the break between them") {
    const WordList words("โรงงาน\nอุตสาหกรรม\n");
    CHECK(filtered("โรง|งาน|อุต|สาห|กรรม", words) == "โรงงาน|อุตสาหกรรม");
  }
}

TEST_CASE("the protected words are fit for their use") {
  CHECK(protected_words().size() > 200);
  CHECK(protected_words().longest_at("กรมโรงงานอุตสาหกรรมและ") ==
        std::string_view("กรมโรงงานอุตสาหกรรม").size());
  CHECK(protected_words().longest_at("กรมโรงงานและ") == std::string_view("กรมโรงงาน").size());
  CHECK(protected_words().longest_at("xyz") == 0);
  CHECK(protected_words().longest_at("") == 0);
}

TEST_CASE("a word list leaves out comments and blank lines and finds the longest word") {
  const WordList words("# a comment\n\n กา \nการ\nกา\r\nการบ้าน");
  CHECK(words.size() == 3);
  CHECK(words.longest_at("การบ้าง") == std::string_view("การ").size());
  CHECK(words.longest_at("กาก") == std::string_view("กา").size());
  CHECK(words.longest_at("ก") == 0);
}

TEST_CASE("the segmenter of a word list finds its words") {
  const WordSegmenter segment = segmenter_of(WordList("ตรวจ\nโรงงาน\nน้ำเสีย"));
  const Barred expected = barred("ตรวจ|โรงงาน|ที่มี|น้ำเสีย| pH|ต่ำ");
  CHECK(segment(expected.text) == expected.boundaries);
  CHECK(segment("").empty());
}

TEST_CASE("displayed strings remember their breaks") {
  const WordList none;
  int asked = 0;
  BreakCache cache(
      [&asked, segment = segmenter_of(WordList("ตรวจ\nโรงงาน"))](std::string_view text) {
        ++asked;
        return segment(text);
      },
      none, 4);
  SUBCASE("the segmenter is asked once for one text") {
    CHECK(cache.breakable("ตรวจโรงงาน") == "ตรวจ\u200Bโรงงาน");
    CHECK(cache.breakable("ตรวจโรงงาน") == "ตรวจ\u200Bโรงงาน");
    CHECK(asked == 1);
  }
  SUBCASE("text without Thai is passed through unasked") {
    const std::string text = "Boiler – 12 m³";
    CHECK(cache.breakable(text).data() == text.data());
    CHECK(asked == 0);
  }
  SUBCASE("a view holds while others are added, and trimming keeps what was used") {
    const std::string_view first = cache.breakable("ตรวจโรงงาน");
    for (int i = 0; i < 3; ++i)
      CHECK_FALSE(cache.breakable("โรงงาน " + std::to_string(i)).empty());
    CHECK(first == "ตรวจ\u200Bโรงงาน");
    cache.trim();
    CHECK(cache.breakable("ตรวจโรงงาน") == "ตรวจ\u200Bโรงงาน");
    CHECK(asked == 4);
    for (int i = 10; i < 13; ++i)
      CHECK_FALSE(cache.breakable("โรงงาน " + std::to_string(i)).empty());
    cache.trim();
    CHECK(cache.breakable("โรงงาน 0") == "โรงงาน 0");
    CHECK(asked == 8);
  }
}
