#include "exchange/encoding.h"

#include "base/contract.h"
#include "base/utf8.h"

#include <algorithm>
#include <optional>

namespace truat::exchange {
namespace {

constexpr std::size_t block_bytes = 65536;
/// Enough to tell an encoding from, little enough to look at within one slice.
constexpr std::size_t sample_bytes = std::size_t{4} << 20;

unsigned char at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

std::string place(std::size_t byte) {
  return "byte " + std::to_string(byte);
}

/// Control characters that no text file has. Ctrl-Z stands at the end of files of DOS programs.
bool is_binary(unsigned char byte) {
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v' &&
         byte != 0x1A && byte != 0x1B;
}

/// UTF-16 of Latin or Thai text has one and the same high byte, 0x00 or 0x0E, in most pairs.
std::optional<Encoding> guess_utf16(std::string_view bytes) {
  const std::size_t size = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  if (size < 4 || bytes.size() % 2 != 0)
    return std::nullopt;
  std::size_t high_first = 0;
  std::size_t high_second = 0;
  std::size_t zeros = 0;
  for (std::size_t index = 0; index < size; index += 2) {
    const auto is_high = [](unsigned char byte) { return byte == 0x00 || byte == 0x0E; };
    high_first += is_high(at(bytes, index));
    high_second += is_high(at(bytes, index + 1));
    zeros += at(bytes, index) == 0 || at(bytes, index + 1) == 0;
  }
  const std::size_t pairs = size / 2;
  if (zeros == 0)
    return std::nullopt;
  if (high_second * 10 >= pairs * 9 && high_first * 2 < pairs)
    return Encoding::utf16_little_endian;
  if (high_first * 10 >= pairs * 9 && high_second * 2 < pairs)
    return Encoding::utf16_big_endian;
  return std::nullopt;
}

/// Whether the bytes that are not ASCII stand in whole UTF-8 sequences more often than not: then the text is
/// UTF-8 that was damaged or cut, and not Windows-874, as which it would read as letters without sense.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t whole = 0;
  std::size_t stray = 0;
  for (std::size_t index = 0; index < bytes.size();) {
    if (at(bytes, index) < 0x80) {
      ++index;
      continue;
    }
    const CodePoint point = decode_utf8(bytes.substr(index));
    if (point.length > 1)
      whole += static_cast<std::size_t>(point.length);
    else
      ++stray;
    index += static_cast<std::size_t>(point.length);
  }
  return whole > stray * 4;
}

} // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
  case Encoding::utf8:
    return "UTF-8";
  case Encoding::utf16_little_endian:
  case Encoding::utf16_big_endian:
    return "UTF-16";
  case Encoding::windows_874:
    return "Windows-874";
  }
  return {};
}

Result<Encoding> detect_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF"))
    return Encoding::utf8;
  if (bytes.starts_with("\xFF\xFE"))
    return Encoding::utf16_little_endian;
  if (bytes.starts_with("\xFE\xFF"))
    return Encoding::utf16_big_endian;
  if (const auto utf16 = guess_utf16(bytes))
    return *utf16;
  std::string_view sample = bytes.substr(0, sample_bytes);
  for (std::size_t index = 0; index < sample.size(); ++index)
    if (is_binary(at(sample, index)))
      return failure("exchange.binary", {}, place(index));
  const std::size_t invalid = find_invalid_utf8(sample);
  // A sample may end within a letter.
  const bool cut =
      sample.size() < bytes.size() && invalid != std::string_view::npos && invalid + 4 > sample.size();
  if (invalid == std::string_view::npos || cut)
    return Encoding::utf8;
  if (is_mostly_utf8(sample))
    return failure("exchange.broken_utf8", {}, place(invalid));
  return Encoding::windows_874;
}

TextDecoder::TextDecoder(std::string_view bytes, Encoding encoding) : m_bytes(bytes), m_encoding(encoding) {
  if (encoding == Encoding::utf8 && bytes.starts_with("\xEF\xBB\xBF"))
    m_at = 3;
  if ((encoding == Encoding::utf16_little_endian && bytes.starts_with("\xFF\xFE")) ||
      (encoding == Encoding::utf16_big_endian && bytes.starts_with("\xFE\xFF")))
    m_at = 2;
  m_text.reserve(encoding == Encoding::utf8 ? bytes.size() : bytes.size() * 2);
}

Result<Step> TextDecoder::run(Budget& budget) {
  while (m_at < m_bytes.size()) {
    const std::size_t end = std::min(m_bytes.size(), m_at + block_bytes);
    if (const auto decoded = decode_block(end); !decoded)
      return std::unexpected(decoded.error());
    if (budget.is_spent() && m_at < m_bytes.size())
      return Step::more;
  }
  return Step::done;
}

Result<void> TextDecoder::decode_block(std::size_t end) {
  switch (m_encoding) {
  case Encoding::utf8:
    return decode_utf8_block(end);
  case Encoding::utf16_little_endian:
  case Encoding::utf16_big_endian:
    return decode_utf16_block(end);
  case Encoding::windows_874:
    return decode_windows_874_block(end);
  }
  return {};
}

Result<void> TextDecoder::decode_utf8_block(std::size_t end) {
  // A block ends where a character begins.
  while (end < m_bytes.size() && end > m_at && (at(m_bytes, end) & 0xC0) == 0x80)
    --end;
  if (end == m_at)
    end = std::min(m_bytes.size(), m_at + block_bytes);
  const std::string_view block = m_bytes.substr(m_at, end - m_at);
  if (const std::size_t invalid = find_invalid_utf8(block); invalid != std::string_view::npos)
    return failure("exchange.wrong_encoding", {{"encoding", "UTF-8"}}, place(m_at + invalid));
  if (const std::size_t nul = block.find('\0'); nul != std::string_view::npos)
    return failure("exchange.binary", {}, place(m_at + nul));
  m_text += block;
  m_at = end;
  return {};
}

Result<void> TextDecoder::decode_utf16_block(std::size_t end) {
  const std::size_t high = m_encoding == Encoding::utf16_little_endian ? 1 : 0;
  const auto unit = [&](std::size_t index) {
    return static_cast<char32_t>(at(m_bytes, index + high) << 8 | at(m_bytes, index + 1 - high));
  };
  const auto wrong = [&] {
    return failure("exchange.wrong_encoding", {{"encoding", "UTF-16"}}, place(m_at));
  };
  while (m_at < end) {
    if (m_at + 2 > m_bytes.size())
      return wrong();
    char32_t value = unit(m_at);
    std::size_t length = 2;
    if (value >= 0xDC00 && value < 0xE000)
      return wrong();
    if (value >= 0xD800 && value < 0xDC00) {
      if (m_at + 4 > m_bytes.size())
        return wrong();
      const char32_t low = unit(m_at + 2);
      if (low < 0xDC00 || low >= 0xE000)
        return wrong();
      value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
      length = 4;
    }
    if (value == 0)
      return failure("exchange.binary", {}, place(m_at));
    append_utf8(m_text, value);
    m_at += length;
  }
  return {};
}

Result<void> TextDecoder::decode_windows_874_block(std::size_t end) {
  const std::string_view block = m_bytes.substr(m_at, end - m_at);
  if (const std::size_t nul = block.find('\0'); nul != std::string_view::npos)
    return failure("exchange.binary", {}, place(m_at + nul));
  const text::DecodedText decoded = text::decode_text(block, Encoding::windows_874);
  if (decoded.unreadable > 0) {
    std::size_t wrong = 0;
    while (text::decode_text(block.substr(wrong, 1), Encoding::windows_874).unreadable == 0)
      ++wrong;
    return failure("exchange.wrong_encoding", {{"encoding", "Windows-874"}}, place(m_at + wrong));
  }
  m_text += decoded.text;
  m_at = end;
  return {};
}

} // namespace truat::exchange
