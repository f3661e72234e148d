// The question types of XLSForm and what they are in XForms' words.
#pragma once

#include "forms/form/definition.h"

#include <optional>
#include <string>
#include <string_view>

namespace truat::exchange {

enum class RowKind : std::uint8_t { question, begin_group, end_group, begin_repeat, end_repeat, ignored };

/// One cell of the column `type`, taken apart.
struct RowType {
  RowKind kind = RowKind::question;
  forms::Control control = forms::Control::input;
  std::string data_type = "string";
  std::string media_type;
  std::string preload, preload_parameters;
  bool is_note = false;
  bool is_known = true;
  std::string list; ///< of choices, or a file's name
  bool from_file = false;
  bool or_other = false;
  bool in_meta = false; ///< of the form's own data: audit
};

[[nodiscard]] RowType parse_row_type(std::string_view text);

} // namespace truat::exchange
