// What a file is, told by its content and never by its name.
#pragma once

#include <cstdint>
#include <string_view>

namespace truat::exchange {

enum class FileFormat : std::uint8_t {
  truat,         ///< JSON: whether it is ours the reader says
  csv,           ///< text with delimiters, or any text
  xlsx,          ///< a ZIP archive
  compound_file, ///< an old .xls, or a workbook under a password
  gzip,
  web_page, ///< many systems give a web page the name .xls
  pdf,
  picture,
  foreign, ///< `foreign_format_name` says whose
  empty,
};

[[nodiscard]] FileFormat detect_format(std::string_view bytes);
/// What people call a format of other programs that is told by its first lines and is no list ("Microsoft
/// Project"); empty for anything else.
[[nodiscard]] std::string_view foreign_format_name(std::string_view bytes);

} // namespace truat::exchange
