// Regular expressions as ECMAScript writes them, for `regex()`: matched by running all alternatives side by
// side (K. Thompson, 1968), so that no pattern takes more than (length of the text) × (length of the
// pattern).
//
// Letters are code points. Known: alternatives, groups (their captures are of no use here), `.`, classes,
// `* + ? {n} {n,} {n,m}` and their lazy forms, `^ $ \b \B`, `\d \w \s \D \W \S`, `\t \n \r \f \v \0 \xHH
// \uHHHH`, `(?=…)` and `(?!…)`. Not known, and an error: references back, `(?<=…)`, `(?<!…)`, `\p{…}`, flags.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace truat::forms::expression {

class RegularExpression {
public:
  /// Errors: `forms.regex_malformed` with `where` "byte N", `forms.regex_unknown`, `forms.regex_too_large`.
  [[nodiscard]] static Result<RegularExpression> compile(std::string_view pattern);

  /// Whether it matches anywhere in the text. Error: `forms.regex_too_costly` past three million steps.
  [[nodiscard]] Result<bool> matches(std::string_view text) const;

private:
  friend class RegexCompiler;
  friend class RegexMatcher;

  enum class Operation : std::uint8_t {
    letter,       ///< `value`
    any,          ///< all but line ends
    in_class,     ///< class `value`
    fork,         ///< go on at `next` and at `other`
    jump,         ///< `next`
    text_begin,   ///< ^
    text_end,     ///< $
    word_edge,    ///< \b
    no_word_edge, ///< \B
    ahead,        ///< (?=…): the part that begins at `other` matches here
    not_ahead,    ///< (?!…)
    done,
  };
  struct Instruction {
    Operation operation = Operation::done;
    std::uint32_t value = 0;
    std::uint32_t next = 0;
    std::uint32_t other = 0;
  };
  struct Range {
    char32_t first = 0;
    char32_t last = 0;
  };
  struct Class {
    bool inverted = false;
    std::vector<Range> ranges;
  };
  std::vector<Instruction> m_program;
  std::vector<Class> m_classes;
};

} // namespace truat::forms::expression
