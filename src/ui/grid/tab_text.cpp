#include "ui/grid/tab_text.h"

#include <optional>

namespace truat::ui {
namespace {

struct QuotedCell {
  std::string text;
  std::size_t end = 0; ///< behind the closing quote
};

/// The cell that begins with the quote at `begin`; nothing if it is never closed.
std::optional<QuotedCell> read_quoted(std::string_view text, std::size_t begin) {
  QuotedCell cell;
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] != '"') {
      if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n')
        continue; // a line break inside a cell is one sign
      cell.text += text[at] == '\r' ? '\n' : text[at];
    } else if (at + 1 < text.size() && text[at + 1] == '"') {
      cell.text += '"';
      ++at;
    } else {
      cell.end = at + 1;
      return cell;
    }
  }
  return std::nullopt;
}

bool ends_cell(char c) {
  return c == '\t' || c == '\r' || c == '\n';
}

} // namespace

TextBlock parse_tab_text(std::string_view text) {
  TextBlock block;
  TextRow row;
  std::size_t at = 0;
  bool row_has_begun = false;
  while (at < text.size()) {
    std::string cell;
    if (text[at] == '"')
      if (auto quoted = read_quoted(text, at)) {
        cell = std::move(quoted->text);
        at = quoted->end;
      }
    while (at < text.size() && !ends_cell(text[at]))
      cell += text[at++];
    row.push_back(std::move(cell));
    row_has_begun = false;
    if (at == text.size())
      break;
    if (text[at] == '\t') {
      ++at;
      row_has_begun = true;
      continue;
    }
    at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    block.push_back(std::move(row));
    row.clear();
  }
  if (row_has_begun)
    row.emplace_back(); // a tab at the very end
  if (!row.empty())
    block.push_back(std::move(row));
  return block;
}

void add_tab_cell(std::string& text, std::string_view cell) {
  if (cell.find_first_of("\t\r\n\"") == std::string_view::npos) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"')
      text += '"';
    text += c;
  }
  text += '"';
}

std::string to_tab_text(const TextBlock& block) {
  std::string text;
  for (const TextRow& row : block) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0)
        text += '\t';
      add_tab_cell(text, row[i]);
    }
    text += "\r\n";
  }
  return text;
}

} // namespace truat::ui
