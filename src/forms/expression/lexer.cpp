#include "forms/expression/lexer.h"

#include "base/utf8.h"
#include "forms/expression/value.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace truat::forms::expression {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// Every letter outside of ASCII may stand in a name: question names in Thai are read as they are.
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool continues_name(char c) {
  return starts_name(c) || is_digit(c) || c == '-' || c == '.';
}

class Lexer {
public:
  explicit Lexer(std::string_view source) : m_source(source) {}

  Result<std::vector<Token>> run() {
    while (true) {
      while (m_at < m_source.size() && is_space(m_source[m_at]))
        ++m_at;
      if (m_at >= m_source.size())
        break;
      if (auto error = next())
        return std::unexpected(std::move(*error));
    }
    m_tokens.push_back({TokenKind::end, {}, m_source.size()});
    return std::move(m_tokens);
  }

private:
  [[nodiscard]] char ahead(std::size_t by = 0) const {
    return m_at + by < m_source.size() ? m_source[m_at + by] : '\0';
  }
  void take(TokenKind kind, std::size_t length) {
    m_tokens.push_back({kind, m_source.substr(m_at, length), m_at});
    m_at += length;
  }

  /// Section 3.7: behind an operand, `*` and names are operators.
  [[nodiscard]] bool is_behind_operand() const {
    if (m_tokens.empty())
      return false;
    const Token& last = m_tokens.back();
    if (last.kind == TokenKind::symbol)
      return last.text == ")" || last.text == "]" || last.text == "." || last.text == "..";
    return last.kind != TokenKind::operation;
  }

  std::optional<Error> next() {
    const char c = ahead();
    if (c == '"' || c == '\'')
      return literal(c);
    if (is_digit(c) || (c == '.' && is_digit(ahead(1)))) {
      number();
      return std::nullopt;
    }
    if (starts_name(c)) {
      name();
      return std::nullopt;
    }
    return sign(c);
  }

  std::optional<Error> literal(char quote) {
    const std::size_t end = m_source.find(quote, m_at + 1);
    if (end == std::string_view::npos)
      return Error{"forms.expression_open_quote", {}, byte_place(m_at)};
    m_tokens.push_back({TokenKind::literal, m_source.substr(m_at + 1, end - m_at - 1), m_at});
    m_at = end + 1;
    return std::nullopt;
  }

  void number() {
    std::size_t length = 0;
    while (is_digit(ahead(length)))
      ++length;
    if (ahead(length) == '.') {
      ++length;
      while (is_digit(ahead(length)))
        ++length;
    }
    take(TokenKind::number, length);
  }

  std::size_t name_length(std::size_t from) const {
    std::size_t length = from;
    if (!starts_name(ahead(length)))
      return from;
    while (continues_name(ahead(length)))
      ++length;
    return length;
  }

  void name() {
    std::size_t length = name_length(0);
    const std::string_view word = m_source.substr(m_at, length);
    if (is_behind_operand() && (word == "and" || word == "or" || word == "div" || word == "mod")) {
      take(TokenKind::operation, length);
      return;
    }
    // One colon continues a name, two end an axis.
    if (ahead(length) == ':' && ahead(length + 1) == '*')
      length += 2;
    else if (ahead(length) == ':' && ahead(length + 1) != ':')
      length = std::max(length, name_length(length + 1));
    take(TokenKind::name, length);
  }

  std::optional<Error> sign(char c) {
    const std::string_view two = m_source.substr(m_at, 2);
    if (two == "!=" || two == "<=" || two == ">=")
      take(TokenKind::operation, 2);
    else if (two == "::" || two == "//" || two == "..")
      take(TokenKind::symbol, 2);
    else if (c == '*')
      take(is_behind_operand() ? TokenKind::operation : TokenKind::name, 1);
    else if (std::string_view("=<>+-|").find(c) != std::string_view::npos)
      take(TokenKind::operation, 1);
    else if (std::string_view("()[].@,/$").find(c) != std::string_view::npos)
      take(TokenKind::symbol, 1);
    else
      return Error{"forms.expression_character",
                   {{"character", mended_utf8(m_source.substr(m_at, 1))}},
                   byte_place(m_at)};
    return std::nullopt;
  }

  std::string_view m_source;
  std::size_t m_at = 0;
  std::vector<Token> m_tokens;
};

} // namespace

std::string byte_place(std::size_t at) {
  return "byte " + std::to_string(at);
}

Result<std::vector<Token>> tokenize(std::string_view source) {
  return Lexer(source).run();
}

} // namespace truat::forms::expression
