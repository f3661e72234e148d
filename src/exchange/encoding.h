// The encodings that office files in Thailand have, told by their bytes, and the way from each to UTF-8.
#pragma once

#include "base/budget.h"
#include "base/result.h"
#include "text/windows_874.h"

#include <string>
#include <string_view>

namespace truat::exchange {

using Encoding = text::TextEncoding;

/// The name shown to people: "UTF-8", "Windows-874".
[[nodiscard]] std::string_view name_of(Encoding encoding);

/// Stricter than `text::detect_encoding`, since a whole list hangs on it: told by a byte order mark; else
/// UTF-16 where every other byte is a high byte of Latin or Thai, UTF-8 where all of it is well formed,
/// Windows-874 otherwise. Errors: `exchange.binary` for bytes that no text has, `exchange.broken_utf8` for a
/// text that is UTF-8 in most of its places but not in all, with the byte.
[[nodiscard]] Result<Encoding> detect_encoding(std::string_view bytes);

/// Turns bytes into UTF-8 piece by piece, a byte order mark left out.
class TextDecoder {
public:
  TextDecoder(std::string_view bytes, Encoding encoding);
  /// Errors: `exchange.wrong_encoding` with the byte that does not fit, `exchange.binary` for a NUL.
  [[nodiscard]] Result<Step> run(Budget& budget);
  [[nodiscard]] std::size_t position() const { return m_at; }
  [[nodiscard]] std::string take() { return std::move(m_text); }

private:
  [[nodiscard]] Result<void> decode_block(std::size_t end);
  [[nodiscard]] Result<void> decode_utf8_block(std::size_t end);
  [[nodiscard]] Result<void> decode_utf16_block(std::size_t end);
  [[nodiscard]] Result<void> decode_windows_874_block(std::size_t end);
  std::string_view m_bytes;
  Encoding m_encoding;
  std::size_t m_at = 0;
  std::string m_text;
};

} // namespace truat::exchange
