#include "text/packed_font.h"

#include "doctest/doctest.h"
#include "support/files.h"

#include <string>

using namespace truat;

TEST_CASE("An unpacked font is, byte for byte, the font that was packed") {
  for (const std::string name : {"truat-text-400", "truat-text-600", "truat-icons", "sarabun-400"}) {
    CAPTURE(name);
    const auto plain = testing::read_source_file(TRUAT_FONTS "/" + name + ".ttf");
    REQUIRE(plain.has_value());
    CHECK(plain->size() > 20'000);
    const auto unpacked = text::truetype_font(name);
    CHECK(unpacked.size() == plain->size());
    const bool same = unpacked == *plain; // not CHECK(a == b), which would print both
    CHECK(same);
  }
}

TEST_CASE("A font is unpacked once") {
  CHECK(text::truetype_font("truat-icons").data() == text::truetype_font("truat-icons").data());
}
