#include "base/sha256.h"

#include <doctest/doctest.h>

using namespace truat;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
  struct Case {
    std::string message;
    std::string_view digest;
  };
  const Case cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Case& test : cases) {
    CHECK(to_hex(sha256(test.message)) == test.digest);
    Sha256 piecewise;
    for (std::size_t at = 0; at < test.message.size(); at += 63)
      piecewise.update(std::string_view(test.message).substr(at, 63));
    CHECK(to_hex(piecewise.digest()) == test.digest);
  }
}

TEST_CASE("a digest can be asked for while more follows") {
  Sha256 hash;
  hash.update("a");
  CHECK(hash.digest() == sha256("a"));
  hash.update("bc");
  CHECK(hash.digest() == sha256("abc"));
  Sha256 moved = std::move(hash);
  CHECK(moved.digest() == sha256("abc"));
}

TEST_CASE("a hash is read from 64 lower-case hexadecimal digits only") {
  const std::string hex = to_hex(sha256("abc"));
  CHECK(parse_hash(hex) == sha256("abc"));
  CHECK_FALSE(parse_hash(""));
  CHECK_FALSE(parse_hash(hex.substr(1)));
  CHECK_FALSE(parse_hash(hex + "0"));
  CHECK_FALSE(parse_hash("BA" + hex.substr(2)));
  CHECK_FALSE(parse_hash("g" + hex.substr(1)));
}
