// A table on paper: a title, sentences that say what it is, its rows, and what was counted.
#pragma once

#include "text/language.h"

#include <string>
#include <string_view>
#include <vector>

namespace truat::report {

class Html;
/// A paper under the stylesheet that all papers have: everything up to its title, and what ends it.
void begin_paper(Html& html, text::Language language, std::string_view office, std::string_view title);
[[nodiscard]] std::string end_paper(Html& html);

struct TablePaper {
  text::Language language = text::Language::thai;
  std::string office; ///< may be empty
  std::string title;
  std::vector<std::string> notes; ///< under the title, a line each
  struct Column {
    std::string heading;
    bool is_number = false;
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows; ///< as many cells as columns
};
/// A document of its own.
[[nodiscard]] std::string table_paper(const TablePaper& paper);

} // namespace truat::report
