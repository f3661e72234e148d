#include "text/collation.h"

#include "doctest/doctest.h"

#include <string>
#include <string_view>
#include <vector>

using namespace truat::text;

namespace {

void check_order(const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    for (std::size_t j = 0; j < words.size(); ++j) {
      CAPTURE(words[i]);
      CAPTURE(words[j]);
      CHECK(sorts_before(words[i], words[j]) == (i < j));
    }
}

} // namespace

// The orders are those of libthai 0.1.29 and of glibc 2.36's th_TH, which agree on them.
TEST_CASE("Thai sorts as in the Royal Institute's dictionary") {
  SUBCASE("consonants, then vowels, a leading vowel counting after its consonant") {
    check_order({"ก", "กก", "ก็ก", "กะ", "กั",   "กัก", "กา", "กำ", "กิ",  "กี", "กึ",
                 "กื", "กุ",  "กู",  "เก", "เกก", "แก", "โก", "ใก", "ไก", "ข"});
  }
  SUBCASE("tones only where all letters are equal") {
    check_order({"กา", "ก่า", "ก้า", "กาก", "กาก่", "ก่าก", "ก้ากก"});
    check_order({"เกก", "เกก่", "เก์ก", "เก็ก", "เก่ก", "เก่ก่"});
    check_order({"นะ", "นา", "นำ", "น่ำ", "น้ำ", "นำก", "น้ำก"});
  }
  SUBCASE("the marks among themselves, and signs after nothing") {
    check_order({"ก", "ก.", "กฯ", "กๆ", "ก๎", "กฺ", "ก์", "ก็", "ก่", "ก้", "ก๊", "ก๋", "กก", "กฮ", "กํ", "กะ"});
  }
  SUBCASE("ฤ and ฦ beside ร and ล, ๅ as า") {
    check_order({"ร", "รก", "ฤ", "ฤก", "ฤา", "ฤๅ", "ฤๅก", "ล", "ฦ", "ฦๅ", "ว"});
  }
  SUBCASE("provinces as a list has them") {
    check_order({"กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี", "เชียงราย", "เชียงใหม่", "นครปฐม", "นครศรีธรรมราช", "น่าน",
                 "แพร่", "แม่ฮ่องสอน", "สงขลา", "สตูล"});
  }
}

TEST_CASE("other writing sorts around Thai") {
  SUBCASE("digits, Latin, Thai; Thai digits and capitals after their likes") {
    check_order({"-", "1", "๑", "10", "2", "๒", "a", "A", "b", "ก"});
    check_order({"1a", "1ก", "a1", "ab", "aB", "Ab", "AB", "aก", "ก1", "กa"});
    check_order({"resume", "Resume", "résumé", "resumes", "z", "ก", "漢"});
  }
  SUBCASE("blanks and punctuation decide last") {
    check_order({"กข", "ก-ข", "ก/ข", "กขค", "กข-ค", "ก-ขค", "กค"});
    check_order({"นายก", "นาย ก", "นายกข", "นายข", "นาย ข"});
  }
}

TEST_CASE("a key holds for any text") {
  CHECK(collation_key("").size() == 3);
  CHECK(sorts_before("", "ก"));
  CHECK(sorts_before("ก", "เ"));
  CHECK(collation_key("เ\xE0").size() > 3);
  CHECK(sorts_before("→", "☑"));
}
