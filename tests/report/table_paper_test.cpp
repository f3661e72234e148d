#include "report/table_paper.h"

#include "doctest/doctest.h"

using namespace truat;

TEST_CASE("A table on paper") {
  report::TablePaper paper{.language = text::Language::thai,
                           .office = "สอจ.สงขลา",
                           .title = "ทะเบียนคุม <สข>",
                           .notes = {"ขาด 1", "ซ้ำ 0"},
                           .columns = {{"เลขที่", false}, {"จำนวน", true}},
                           .rows = {{"สข.ก-2568-0001", "12"}, {"<b>", ""}}};
  const std::string html = report::table_paper(paper);
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"th\" data-foot-left=\"สอจ.สงขลา\""));
  CHECK(html.ends_with("</body></html>\n"));
  CHECK(html.find("<h1>ทะเบียนคุม &lt;สข&gt;</h1>") != std::string::npos);
  CHECK(html.find("<p class=\"when\">ขาด 1</p><p class=\"when\">ซ้ำ 0</p>") != std::string::npos);
  CHECK(html.find("<th>เลขที่</th><th>จำนวน</th>") != std::string::npos);
  CHECK(html.find("<tr><td>สข.ก-2568-0001</td><td class=\"figure\">12</td></tr>") != std::string::npos);
  CHECK(html.find("<td>&lt;b&gt;</td>") != std::string::npos);
  SUBCASE("in English, without an office") {
    paper.language = text::Language::english;
    paper.office.clear();
    const std::string english = report::table_paper(paper);
    CHECK(english.find("<html lang=\"en\"") != std::string::npos);
    CHECK(english.find("data-foot-page=\"Page\"") != std::string::npos);
    CHECK(english.find("class=\"head\"") == std::string::npos);
  }
}
