// Cells on the clipboard: tabs between cells, a line a row, quotes as Excel puts them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

using TextRow = std::vector<std::string>;
using TextBlock = std::vector<TextRow>;

/// A cell that begins with a quote ends at the next lone one; doubled quotes inside are one, tabs and line
/// breaks are its text. CRLF, LF and CR end rows; the line break after the last row makes no row of its own.
/// A quote that is never closed is the cell's own text, as Excel has it.
[[nodiscard]] TextBlock parse_tab_text(std::string_view text);
/// Rows end in CRLF. Cells with a tab, a line break or a quote are quoted.
[[nodiscard]] std::string to_tab_text(const TextBlock& block);
void add_tab_cell(std::string& text, std::string_view cell);

} // namespace truat::ui
