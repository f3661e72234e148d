// Tokens of XPath 1.0 (section 3.7), with its rules for telling operators from names by what stands before.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace truat::forms::expression {

enum class TokenKind : std::uint8_t {
  end,
  number,
  literal, ///< `text` without its quotes
  name,    ///< with its prefix: "jr:choice-name"; "orx:*" and "*" where a name can stand
  operation,
  symbol, ///< ( ) [ ] . .. @ , :: / // $
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;
  std::size_t at = 0; ///< byte
};

/// The tokens, the last of kind `end`; they point into `source`. Errors, with `where` "byte N" counted from
/// 0: `forms.expression_character`, `forms.expression_open_quote`.
[[nodiscard]] Result<std::vector<Token>> tokenize(std::string_view source);

/// "byte 12".
[[nodiscard]] std::string byte_place(std::size_t at);

} // namespace truat::forms::expression
