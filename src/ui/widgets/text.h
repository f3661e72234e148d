// Text on the screen: one line with an ellipsis between clusters, or a paragraph wrapped between Thai words.
#pragma once

#include "text/word_breaks.h"
#include "ui/overlay.h"
#include "ui/widgets/kit.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

/// Puts the browser's segmenter in; before that, Thai breaks at blanks and protected words only. Once, at
/// start.
void use_segmenter(text::WordSegmenter segmenter);

inline constexpr ImU32 default_ink = 0; ///< stands for `colors().text`

struct TextSpec {
  TextRole role = TextRole::body;
  ImU32 color = default_ink;
  Align align = Align::left;
  int most_lines = 0; ///< paragraphs only; 0: as many as it takes. The last line ends in an ellipsis.
};

[[nodiscard]] float line_height(TextRole role);
[[nodiscard]] float text_width(std::string_view text, TextRole role);
/// Of the paragraph that `paragraph` would draw.
[[nodiscard]] float text_height(std::string_view text, TextRole role, float width, int most_lines = 0);
/// As much of the text as fits, cut between clusters, with "…" if something was cut.
[[nodiscard]] std::string shortened(std::string_view text, TextRole role, float width);

/// One line in the vertical middle of the box. What does not fit ends in an ellipsis, and the tooltip has all
/// of it.
void text_line(const Box& box, std::string_view text, const TextSpec& spec = {});
/// A piece of a line: draws at the left and cuts what it used, and `gap`, off `line`.
void text_left(Box& line, std::string_view text, const TextSpec& spec = {}, float gap = 0);
/// The same from the right.
void text_right(Box& line, std::string_view text, const TextSpec& spec = {}, float gap = 0);
/// A paragraph at the top of `area`, cut off it.
void paragraph(Box& area, std::string_view text, const TextSpec& spec = {});
/// A heading in the tree of screen readers; looks as `spec` says.
void heading(const Box& box, std::string_view text, const TextSpec& spec = {.role = TextRole::section});

/// Drawing alone, not in the access list: labels inside widgets. Returns whether all of it fitted.
bool draw_line(const Box& box, std::string_view text, const TextSpec& spec = {});
void draw_paragraph(const Box& box, std::string_view text, const TextSpec& spec = {});

/// The lines of a wrapped paragraph, with U+200B where words meet. The views hold for the frame.
[[nodiscard]] std::vector<std::string_view> wrapped_lines(std::string_view text, TextRole role, float width);

} // namespace truat::ui
