// XPath 1.0 with the functions of the ODK XForms specification, from text to terms.
#pragma once

#include "base/result.h"
#include "forms/expression/syntax.h"

#include <string_view>

namespace truat::forms::expression {

inline constexpr std::size_t longest_expression = std::size_t{1} << 18; ///< bytes
inline constexpr std::size_t deepest_expression = 200;                  ///< brackets in each other

/// Names are interned into `names`, which trees that the expression is evaluated on must share. Errors, with
/// `where` "byte N" counted from 0: `forms.expression_empty`, `forms.expression_too_long`,
/// `forms.expression_not_utf8`, `forms.expression_too_deep`, `forms.expression_unexpected`,
/// `forms.expression_cut_off`, `forms.expression_function`, `forms.expression_arguments`,
/// `forms.expression_axis`, `forms.expression_variable`, and those of lexer.h.
[[nodiscard]] Result<Expression> parse_expression(std::string_view source, Names& names);

} // namespace truat::forms::expression
