#include "report/stylesheet.h"

#include "doctest/doctest.h"
#include "support/files.h"

using namespace truat;

TEST_CASE("The papers' stylesheet is the one whose digest the page's policy allows") {
  const auto allowed = testing::read_source_file(TRUAT_PAPER_STYLE);
  REQUIRE(allowed.has_value());
  CHECK(allowed->size() > 40'000);
  // Not CHECK(a == b), which would print both.
  const bool same = report::stylesheet() == *allowed;
  CHECK_MESSAGE(same, TRUAT_PAPER_STYLE
                " differs; src/report/stylesheet.cpp and assets/report/build_stylesheet.py must agree");
}
