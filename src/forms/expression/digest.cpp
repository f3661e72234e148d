#include "forms/expression/digest.h"

#include "base/sha256.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace truat::forms::expression {
namespace {

enum class Endian : std::uint8_t { little, big };

/// The message with its padding: a one bit, zeros, and its length in bits.
std::string padded(std::string_view text, std::size_t block, std::size_t length_bytes, Endian endian) {
  std::string bytes(text);
  bytes += '\x80';
  while (bytes.size() % block != block - length_bytes)
    bytes += '\0';
  const std::uint64_t bits = static_cast<std::uint64_t>(text.size()) * 8;
  for (std::size_t i = 0; i < length_bytes; ++i) {
    const std::size_t place = endian == Endian::little ? i : length_bytes - 1 - i;
    bytes += place < 8 ? static_cast<char>(bits >> (8 * place)) : '\0';
  }
  return bytes;
}

template <class Word>
Word word_at(std::string_view bytes, std::size_t at, Endian endian) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); ++i) {
    const std::size_t place = endian == Endian::little ? i : sizeof(Word) - 1 - i;
    word |= static_cast<Word>(static_cast<unsigned char>(bytes[at + i])) << (8 * place);
  }
  return word;
}

template <class Words>
std::string bytes_of(const Words& words, std::size_t count, Endian endian) {
  using Word = typename Words::value_type;
  std::string bytes;
  for (std::size_t w = 0; w < count; ++w)
    for (std::size_t i = 0; i < sizeof(Word); ++i) {
      const std::size_t place = endian == Endian::little ? i : sizeof(Word) - 1 - i;
      bytes += static_cast<char>(words[w] >> (8 * place));
    }
  return bytes;
}

std::string md5(std::string_view text) {
  constexpr std::array<std::array<int, 4>, 4> shifts{
      {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};
  std::array<std::uint32_t, 64> sines{};
  for (std::size_t i = 0; i < 64; ++i)
    sines[i] = static_cast<std::uint32_t>(
        std::floor(std::fabs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
  std::array<std::uint32_t, 4> state{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
  const std::string bytes = padded(text, 64, 8, Endian::little);
  for (std::size_t block = 0; block < bytes.size(); block += 64) {
    auto [a, b, c, d] = state;
    for (std::size_t i = 0; i < 64; ++i) {
      std::uint32_t mixed = 0;
      std::size_t word = 0;
      switch (i / 16) {
      case 0:
        mixed = (b & c) | (~b & d);
        word = i;
        break;
      case 1:
        mixed = (d & b) | (~d & c);
        word = (5 * i + 1) % 16;
        break;
      case 2:
        mixed = b ^ c ^ d;
        word = (3 * i + 5) % 16;
        break;
      default:
        mixed = c ^ (b | ~d);
        word = 7 * i % 16;
      }
      mixed += a + sines[i] + word_at<std::uint32_t>(bytes, block + 4 * word, Endian::little);
      a = d;
      d = c;
      c = b;
      b += std::rotl(mixed, shifts[i / 16][i % 4]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }
  return bytes_of(state, 4, Endian::little);
}

std::string sha1(std::string_view text) {
  std::array<std::uint32_t, 5> state{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  const std::string bytes = padded(text, 64, 8, Endian::big);
  for (std::size_t block = 0; block < bytes.size(); block += 64) {
    std::array<std::uint32_t, 80> w{};
    for (std::size_t i = 0; i < 80; ++i)
      w[i] = i < 16 ? word_at<std::uint32_t>(bytes, block + 4 * i, Endian::big)
                    : std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      constexpr std::array<std::uint32_t, 4> constants{0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
      const std::uint32_t mixed = i / 20 == 0   ? ((b & c) | (~b & d))
                                  : i / 20 == 2 ? ((b & c) | (b & d) | (c & d))
                                                : (b ^ c ^ d);
      const std::uint32_t next = std::rotl(a, 5) + mixed + e + constants[i / 20] + w[i];
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }
  return bytes_of(state, 5, Endian::big);
}

using State512 = std::array<std::uint64_t, 8>;
constexpr State512 sha512_start{0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B,
                                0xA54FF53A5F1D36F1, 0x510E527FADE682D1, 0x9B05688C2B3E6C1F,
                                0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179};
constexpr State512 sha384_start{0xCBBB9D5DC1059ED8, 0x629A292A367CD507, 0x9159015A3070DD17,
                                0x152FECD8F70E5939, 0x67332667FFC00B31, 0x8EB44A8768581511,
                                0xDB0C2E0D64F98FA7, 0x47B5481DBEFA4FA4};

/// Whether (whole + fraction / 2^64)³ is below the prime, by long multiplication without rounding.
bool cube_is_below(std::uint64_t whole, std::uint64_t fraction, std::uint64_t prime) {
  std::array<std::uint64_t, 3> root{fraction & 0xFFFFFFFF, fraction >> 32, whole};
  std::array<std::uint64_t, 6> square{};
  std::array<std::uint64_t, 9> cube{};
  const auto multiply = [](const auto& left, const auto& right, auto& product) {
    for (std::size_t i = 0; i < left.size(); ++i) {
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < right.size(); ++j) {
        const std::uint64_t sum = left[i] * right[j] + product[i + j] + carry;
        product[i + j] = sum & 0xFFFFFFFF;
        carry = sum >> 32;
      }
      product[i + right.size()] += carry;
    }
  };
  multiply(root, root, square);
  multiply(square, root, cube);
  return cube[6] + (cube[7] << 32) < prime;
}

/// The constants are the first 64 bits of the fractions of the cube roots of the first eighty primes (FIPS
/// 180-4, 4.2.3): found bit by bit.
std::array<std::uint64_t, 80> sha512_constants() {
  std::array<std::uint64_t, 80> constants{};
  std::uint64_t prime = 1;
  for (std::uint64_t& constant : constants) {
    bool divided = true;
    while (divided) {
      ++prime;
      divided = false;
      for (std::uint64_t by = 2; by * by <= prime && !divided; ++by)
        divided = prime % by == 0;
    }
    std::uint64_t whole = 1;
    while ((whole + 1) * (whole + 1) * (whole + 1) <= prime)
      ++whole;
    constant = 0;
    for (int bit = 63; bit >= 0; --bit)
      if (const std::uint64_t tried = constant | (std::uint64_t{1} << bit);
          cube_is_below(whole, tried, prime))
        constant = tried;
  }
  return constants;
}

State512 sha512(std::string_view text, State512 state) {
  static const std::array<std::uint64_t, 80> constants = sha512_constants();
  const std::string bytes = padded(text, 128, 16, Endian::big);
  for (std::size_t block = 0; block < bytes.size(); block += 128) {
    std::array<std::uint64_t, 80> w{};
    for (std::size_t i = 0; i < 80; ++i) {
      if (i < 16) {
        w[i] = word_at<std::uint64_t>(bytes, block + 8 * i, Endian::big);
        continue;
      }
      const std::uint64_t s0 = std::rotr(w[i - 15], 1) ^ std::rotr(w[i - 15], 8) ^ (w[i - 15] >> 7);
      const std::uint64_t s1 = std::rotr(w[i - 2], 19) ^ std::rotr(w[i - 2], 61) ^ (w[i - 2] >> 6);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      const std::uint64_t s1 = std::rotr(e, 14) ^ std::rotr(e, 18) ^ std::rotr(e, 41);
      const std::uint64_t first = h + s1 + ((e & f) ^ (~e & g)) + constants[i] + w[i];
      const std::uint64_t s0 = std::rotr(a, 28) ^ std::rotr(a, 34) ^ std::rotr(a, 39);
      const std::uint64_t second = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    const State512 added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i)
      state[i] += added[i];
  }
  return state;
}

} // namespace

std::optional<std::string> digest_bytes(std::string_view algorithm, std::string_view text) {
  if (algorithm == "MD5")
    return md5(text);
  if (algorithm == "SHA-1")
    return sha1(text);
  if (algorithm == "SHA-256") {
    const Hash hash = sha256(text);
    return std::string(hash.bytes.begin(), hash.bytes.end());
  }
  if (algorithm == "SHA-384")
    return bytes_of(sha512(text, sha384_start), 6, Endian::big);
  if (algorithm == "SHA-512")
    return bytes_of(sha512(text, sha512_start), 8, Endian::big);
  return std::nullopt;
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

} // namespace truat::forms::expression
