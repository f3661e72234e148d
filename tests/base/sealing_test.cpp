#include "base/sealing.h"

#include <doctest/doctest.h>

using namespace truat;

namespace {

std::string bytes_of(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(at, 2)), nullptr, 16));
  return bytes;
}

SealKey key_of(std::string_view digits) {
  SealKey key;
  const std::string bytes = bytes_of(digits);
  std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
  return key;
}

Sealing sealing_of(std::string_view nonce_digits, std::string_view additional_digits) {
  Sealing sealing{.additional = bytes_of(additional_digits)};
  const std::string bytes = bytes_of(nonce_digits);
  std::copy(bytes.begin(), bytes.end(), sealing.nonce.begin());
  return sealing;
}

} // namespace

TEST_CASE("A key of a passphrase: PBKDF2 with HMAC-SHA-256") {
  // RFC 7914, section 11, and the vectors of RFC 6070 with SHA-256; the first 32 bytes of each.
  CHECK(key_of_passphrase("passwd", "salt", 1) ==
        key_of("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"));
  CHECK(key_of_passphrase("password", "salt", 1) ==
        key_of("120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"));
  CHECK(key_of_passphrase("password", "salt", 4096) ==
        key_of("c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"));
  CHECK(key_of_passphrase("passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096) ==
        key_of("348c89dbcbd32b2f32d814b8116e84cf2b17347ebc1800181c4e2a1fb8dd53e1"));
}

TEST_CASE("AES-256-GCM") {
  // Test cases 13, 14 and 16 of McGrew and Viega's submission to NIST.
  struct Vector {
    std::string_view key, nonce, additional, plain, sealed;
  };
  constexpr std::string_view zero_key = "0000000000000000000000000000000000000000000000000000000000000000";
  constexpr std::string_view zero_nonce = "000000000000000000000000";
  const Vector vectors[] = {
      {zero_key, zero_nonce, "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
      {zero_key, zero_nonce, "", "00000000000000000000000000000000",
       "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
      {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
       "feedfacedeadbeeffeedfacedeadbeefabaddad2",
       "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
       "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
       "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
       "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"},
  };
  for (const Vector& vector : vectors) {
    const SealKey key = key_of(vector.key);
    const Sealing sealing = sealing_of(vector.nonce, vector.additional);
    CHECK(seal(key, sealing, bytes_of(vector.plain)) == bytes_of(vector.sealed));
    CHECK(open_sealed(key, sealing, bytes_of(vector.sealed)) == bytes_of(vector.plain));
  }
}

TEST_CASE("What was not sealed so does not open") {
  const SealKey key = key_of_passphrase("เปิดไฟล์", "salt", 1);
  const Sealing sealing{.nonce = {1, 2, 3}, .additional = "header"};
  const std::string sealed = seal(key, sealing, "ตรวจ");
  CHECK(open_sealed(key, sealing, sealed) == "ตรวจ");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK_FALSE(open_sealed(key, sealing, changed).has_value());
    CHECK_FALSE(open_sealed(key, sealing, sealed.substr(0, at)).has_value());
  }
  CHECK_FALSE(open_sealed(key, {sealing.nonce, "headers"}, sealed).has_value());
  CHECK_FALSE(open_sealed(key, {{1, 2, 4}, "header"}, sealed).has_value());
  CHECK_FALSE(open_sealed(key_of_passphrase("เปิดไฟล", "salt", 1), sealing, sealed).has_value());
}
