#include "base/base64.h"

#include <doctest/doctest.h>

using namespace truat;

TEST_CASE("Base 64 in its one form") {
  for (const std::string_view bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
    CHECK(decode_base64(encode_base64(bytes)) == bytes);
  CHECK(encode_base64("fooba") == "Zm9vYmE=");
  CHECK(encode_base64("foob") == "Zm9vYg==");
  for (const std::string_view wrong :
       {"Zg=", "Zg", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm 9v", "Zm9v====", "Zg==Zg==", "Zm-v"})
    CHECK_FALSE(decode_base64(wrong).has_value());
}
