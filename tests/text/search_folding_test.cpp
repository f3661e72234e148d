#include "text/search_folding.h"

#include "doctest/doctest.h"

using namespace truat::text;

TEST_CASE("folding makes one of what a searcher takes for the same") {
  CHECK(folded("  BOILER  ๑๒ Ä", ToneMarks::kept) == "boiler 12 ä");
  CHECK(folded("น\u0E4D\u0E49\u0E32เสีย", ToneMarks::kept) == "น้ำเสีย");
  CHECK(folded("น้ำเสีย", ToneMarks::ignored) == "นำเสีย");
  CHECK(folded("ม่า ม้า มา", ToneMarks::ignored) == "มา มา มา");
  CHECK(folded("สิทธิ์", ToneMarks::ignored) == "สิทธิ์");
}

TEST_CASE("a query is found where a reader sees it") {
  const FoldedQuery strict("น้ำ", ToneMarks::kept);
  const FoldedQuery loose("นำ", ToneMarks::ignored);
  SUBCASE("tones count only when asked") {
    CHECK(strict.is_in("บ่อบำบัดน้ำเสีย"));
    CHECK_FALSE(strict.is_in("นำเข้า"));
    CHECK(loose.is_in("บ่อบำบัดน้ำเสีย"));
    CHECK(loose.is_in("นำเข้า"));
  }
  SUBCASE("the place is whole clusters of the text as it is written") {
    const std::string_view text = "ท่อ  น้ำเสีย";
    const auto found = FoldedQuery("นำเ", ToneMarks::ignored).find_in(text);
    REQUIRE(found.has_value());
    CHECK(text.substr(found->begin, found->end - found->begin) == "น้ำเ");
    const auto across = FoldedQuery("อ น", ToneMarks::ignored).find_in(text);
    REQUIRE(across.has_value());
    CHECK(text.substr(across->begin, across->end - across->begin) == "อ  น้ำ");
    CHECK_FALSE(FoldedQuery("xyz", ToneMarks::kept).find_in(text).has_value());
  }
  SUBCASE("numbers are found in either digits, letters in either case") {
    CHECK(FoldedQuery("2567", ToneMarks::kept).is_in("พ.ศ. ๒๕๖๗"));
    CHECK(FoldedQuery("PH", ToneMarks::kept).is_in("ค่า pH"));
  }
  SUBCASE("an empty query is in every text and nowhere in particular") {
    const FoldedQuery empty("  ", ToneMarks::kept);
    CHECK(empty.empty());
    CHECK(empty.is_in("ก"));
    CHECK_FALSE(empty.find_in("ก").has_value());
  }
}
