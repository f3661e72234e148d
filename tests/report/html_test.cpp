#include "report/html.h"

#include "doctest/doctest.h"

using namespace truat::report;

TEST_CASE("Nothing that people typed is markup") {
  CHECK(escaped("<script>alert('x')</script>") == "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  CHECK(escaped("a & \"b\"") == "a &amp; &quot;b&quot;");
  CHECK(escaped("ภาษาไทย\nสองบรรทัด\t") == "ภาษาไทย\nสองบรรทัด\t");
  CHECK(escaped(std::string_view("a\0b\x1b"
                                 "c\x07",
                                 6)) == "abc");
  CHECK(escaped("").empty());
}

TEST_CASE("Elements open and close in order") {
  Html html;
  html.open("div", "head").element("span", "<b>").open("p").text("a").close().close();
  CHECK(html.take() == "<div class=\"head\"><span>&lt;b&gt;</span><p>a</p></div>");
  html.image("data:image/png;base64,AA\"><script>", "'\"<");
  CHECK(html.take() ==
        "<img src=\"data:image/png;base64,AA&quot;&gt;&lt;script&gt;\" alt=\"&#39;&quot;&lt;\">");
}
