#include "base/signature.h"

#include "base/sha256.h"
#include "support/signing_key.h"

#include <doctest/doctest.h>

using namespace truat;

namespace {

std::string text_of(const auto& value) {
  Hash left, right;
  const std::size_t start = value.bytes.size() - 64;
  std::copy_n(value.bytes.begin() + static_cast<std::ptrdiff_t>(start), 32, left.bytes.begin());
  std::copy_n(value.bytes.begin() + static_cast<std::ptrdiff_t>(start) + 32, 32, right.bytes.begin());
  return to_hex(left) + to_hex(right);
}

} // namespace

TEST_CASE("A signature of P-256 with SHA-256") {
  // RFC 6979, appendix A.2.5
  const auto number = parse_hash("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
  const test::SigningKey key(number->bytes);
  CHECK(text_of(key.public_key()) == "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                     "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
  const Signature signature = key.sign("sample");
  CHECK(text_of(signature) == "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                              "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  CHECK(holds({key.public_key(), signature, "sample"}));

  SUBCASE("holds for no other message, key or number") {
    CHECK_FALSE(holds({key.public_key(), signature, "Sample"}));
    CHECK_FALSE(holds({test::SigningKey("another").public_key(), signature, "sample"}));
    for (std::size_t at = 0; at < signature.bytes.size(); at += 7) {
      Signature changed = signature;
      changed.bytes[at] ^= 1;
      CHECK_FALSE(holds({key.public_key(), changed, "sample"}));
    }
  }
  SUBCASE("holds by no point off the curve, and not where r or s are zero") {
    PublicKey off = key.public_key();
    off.bytes[40] ^= 1;
    CHECK_FALSE(holds({off, signature, "sample"}));
    CHECK_FALSE(holds({PublicKey{}, signature, "sample"}));
    CHECK_FALSE(holds({key.public_key(), Signature{}, "sample"}));
  }
}

TEST_CASE("Keys and signatures as texts") {
  const test::SigningKey key("office");
  const Signature signature = key.sign("x");
  CHECK(parse_public_key(to_text(key.public_key())) == key.public_key());
  CHECK(parse_signature(to_text(signature)) == signature);
  CHECK(to_text(key.public_key()).size() == 88);
  CHECK(fingerprint(key.public_key()).size() == 39);
  CHECK(fingerprint(key.public_key()) != fingerprint(test::SigningKey("other").public_key()));
  CHECK_FALSE(parse_public_key(to_text(signature)).has_value());
  CHECK_FALSE(parse_signature(to_text(key.public_key())).has_value());
  CHECK_FALSE(parse_public_key("").has_value());
  CHECK_FALSE(public_key_of(std::string(65, 'x')).has_value());
}
