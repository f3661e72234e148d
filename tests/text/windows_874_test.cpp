#include "text/windows_874.h"

#include "doctest/doctest.h"

#include "base/utf8.h"

#include <string>

using namespace truat;
using namespace truat::text;
using namespace std::string_literals;

TEST_CASE("Windows-874 is read and written") {
  SUBCASE("Thai, punctuation and ASCII") {
    CHECK(decode_text("\xE2\xC3\xA7\xA7\xD2\xB9, \x93pH\x94 \x96 7", TextEncoding::windows_874) ==
          DecodedText{"โรงงาน, “pH” – 7", 0});
    CHECK(encode_windows_874("โรงงาน, “pH” – 7").value() == "\xE2\xC3\xA7\xA7\xD2\xB9, \x93pH\x94 \x96 7");
  }
  SUBCASE("every byte that means something comes back as itself") {
    int bytes_with_meaning = 0;
    for (int byte = 0; byte < 256; ++byte) {
      const std::string one(1, static_cast<char>(byte));
      const DecodedText decoded = decode_text(one, TextEncoding::windows_874);
      if (decoded.unreadable != 0)
        continue;
      ++bytes_with_meaning;
      CHECK(encode_windows_874(decoded.text).value() == one);
    }
    CHECK(bytes_with_meaning == 128 + 9 + 1 + 58 + 29);
  }
  SUBCASE("bytes that mean nothing are counted and shown as replaced") {
    CHECK(decode_text("\xA1\xDB\xFF\x81", TextEncoding::windows_874) ==
          DecodedText{"ก\uFFFD\uFFFD\uFFFD", 3});
  }
  SUBCASE("a character that it lacks is an error that names it") {
    const auto failed = encode_windows_874("12 m³");
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error() == Error{"encoding.not_in_windows_874", {{"character", "³"}}, ""});
  }
}

TEST_CASE("a file shows what it is written in") {
  CHECK(detect_encoding("") == TextEncoding::utf8);
  CHECK(detect_encoding("plain ASCII") == TextEncoding::utf8);
  CHECK(detect_encoding("โรงงาน") == TextEncoding::utf8);
  CHECK(detect_encoding("\xEF\xBB\xBFโรงงาน") == TextEncoding::utf8);
  CHECK(detect_encoding("\xE2\xC3\xA7\xA7\xD2\xB9") == TextEncoding::windows_874);
  CHECK(detect_encoding("name,\xAA\xD7\xE8\xCD") == TextEncoding::windows_874);
  CHECK(detect_encoding("\xFF\xFE\x01\x0E") == TextEncoding::utf16_little_endian);
  CHECK(detect_encoding("\xFE\xFF\x0E\x01") == TextEncoding::utf16_big_endian);
  SUBCASE("a start that is cut inside a character is still UTF-8, but one stray byte is not") {
    CHECK(detect_encoding("โรง\xE0\xB8") == TextEncoding::utf8);
    CHECK(detect_encoding("abc\xE0") == TextEncoding::windows_874);
    CHECK(detect_encoding("โรง\xE0\xB8z") == TextEncoding::windows_874);
  }
}

TEST_CASE("other encodings are read without their byte order mark") {
  CHECK(decode_text("\xEF\xBB\xBFก") == DecodedText{"ก", 0});
  CHECK(decode_text("\xFF\xFE\x01\x0E\x41\x00"s) == DecodedText{"กA", 0});
  CHECK(decode_text("\xFE\xFF\x0E\x01\xD8\x3D\xDE\x00"s) == DecodedText{"ก😀", 0});
  SUBCASE("what is broken is counted") {
    CHECK(decode_text("ก\xFFz", TextEncoding::utf8) == DecodedText{"ก\uFFFDz", 1});
    CHECK(decode_text("\xFF\xFE\x01\x0E\x41"s) == DecodedText{"ก\uFFFD", 1});
    CHECK(decode_text("\xFF\xFE\x00\xD8\x41\x00"s) == DecodedText{"\uFFFDA", 1});
  }
}
