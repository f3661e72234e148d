#include "ui/widgets/text.h"

#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace truat::ui {

namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

std::unique_ptr<text::BreakCache>& break_cache() {
  static std::unique_ptr<text::BreakCache> cache;
  return cache;
}

std::string_view breakable(std::string_view paragraph) {
  std::unique_ptr<text::BreakCache>& cache = break_cache();
  if (cache == nullptr)
    use_segmenter(text::segmenter_of(text::protected_words()));
  return break_cache()->breakable(paragraph);
}

/// The font of a role while in scope, with its measures.
class RoleFont {
public:
  explicit RoleFont(TextRole role) : m_scope(role), m_font(ImGui::GetFont()), m_size(ImGui::GetFontSize()) {}
  [[nodiscard]] float size() const { return m_size; }
  // A view of nothing has no bytes to point at, and ImGui takes a null end for a text that ends in zero.
  [[nodiscard]] float width(std::string_view text) const {
    if (text.empty())
      return 0;
    return m_font->CalcTextSizeA(m_size, FLT_MAX, -1, text.data(), text.data() + text.size()).x;
  }
  /// Bytes from the start that fit into the width, between clusters.
  [[nodiscard]] std::size_t fitting(std::string_view text, float width) const {
    if (text.empty())
      return 0;
    const char* rest = nullptr;
    (void)m_font->CalcTextSizeA(m_size, std::max(0.0F, width), 0, text.data(), text.data() + text.size(),
                                &rest);
    return rest == nullptr ? text.size() : static_cast<std::size_t>(rest - text.data());
  }
  [[nodiscard]] std::size_t line_end(std::string_view text, float width) const {
    const char* begin = text.data();
    const char* end = m_font->CalcWordWrapPosition(m_size, begin, begin + text.size(), width);
    return static_cast<std::size_t>(end - begin);
  }
  void draw(ImVec2 at, ImU32 color, std::string_view text) const {
    if (text.empty())
      return;
    ImGui::GetWindowDrawList()->AddText(m_font, m_size, {std::round(at.x), std::round(at.y)}, color,
                                        text.data(), text.data() + text.size());
  }

private:
  TextScope m_scope;
  ImFont* m_font;
  float m_size;
};

bool is_blank_at(std::string_view text, std::size_t at, std::size_t& bytes) {
  if (text[at] == ' ') {
    bytes = 1;
    return true;
  }
  if (text.substr(at).starts_with("\xE2\x80\x8B")) { // U+200B
    bytes = 3;
    return true;
  }
  return false;
}

/// ImGui also ends a line after . , ; ! ? " in the middle of a word: "24,|000", "พ.|ย.". Such a line ends at
/// the last blank before, if there is one.
std::size_t without_split_word(std::string_view line, std::size_t end) {
  constexpr std::string_view signs = ".,;!?\"";
  std::size_t bytes = 0;
  if (end == 0 || end >= line.size() || signs.find(line[end - 1]) == std::string_view::npos ||
      is_blank_at(line, end, bytes))
    return end;
  for (std::size_t at = end - 1; at > 0; --at)
    if (is_blank_at(line, at, bytes))
      return at;
  return end;
}

void wrap_one_line(std::string_view line, const RoleFont& font, float width,
                   std::vector<std::string_view>& lines) {
  if (line.empty()) {
    lines.push_back(line);
    return;
  }
  while (!line.empty()) {
    std::size_t end = without_split_word(line, font.line_end(line, width));
    if (end == 0)
      end = std::max<std::size_t>(font.fitting(line, width), 1);
    lines.push_back(line.substr(0, end));
    line.remove_prefix(end);
    std::size_t bytes = 0;
    while (!line.empty() && is_blank_at(line, 0, bytes))
      line.remove_prefix(bytes);
  }
}

std::vector<std::string_view> wrap(std::string_view paragraph, const RoleFont& font, float width) {
  std::vector<std::string_view> lines;
  std::string_view rest = breakable(paragraph);
  while (true) {
    const std::size_t end = rest.find('\n');
    wrap_one_line(rest.substr(0, end), font, width, lines);
    if (end == std::string_view::npos)
      return lines;
    rest.remove_prefix(end + 1);
  }
}

float aligned(float x, float room, float width, Align align) {
  if (align == Align::right)
    return x + std::max(0.0F, room - width);
  if (align == Align::center)
    return x + std::max(0.0F, (room - width) / 2);
  return x;
}

ImU32 ink(ImU32 color) {
  return color == default_ink ? colors().text : color;
}

void draw_cut(const RoleFont& font, ImVec2 at, ImU32 color, std::string_view text, float width) {
  const float dots = font.width(ellipsis);
  std::string_view kept = text.substr(0, font.fitting(text, width - dots));
  while (kept.ends_with(' '))
    kept.remove_suffix(1);
  font.draw(at, color, kept);
  font.draw({at.x + font.width(kept), at.y}, color, ellipsis);
}

/// Texts that screen readers read, and that say all of themselves when they were cut.
void list_text(const Box& box, std::string_view text, bool was_cut) {
  if (text.empty())
    return;
  access::item(0, access::Role::text, text, box);
  if (was_cut && is_visible(box))
    tooltip(box, 0, text);
}

/// What stands larger is the heading of what stands smaller after it. The page's own title, level 1, is in
/// the top bar.
int level_of(TextRole role) {
  switch (role) {
  case TextRole::title:
    return 2;
  case TextRole::section:
    return 3;
  default:
    return 4;
  }
}

} // namespace

void use_segmenter(text::WordSegmenter segmenter) {
  break_cache() = std::make_unique<text::BreakCache>(std::move(segmenter), text::protected_words());
}

void trim_breaks() {
  if (break_cache() != nullptr)
    break_cache()->trim();
}

float line_height(TextRole role) {
  return RoleFont(role).size();
}

float text_width(std::string_view text, TextRole role) {
  return std::ceil(RoleFont(role).width(text));
}

float text_height(std::string_view text, TextRole role, float width, int most_lines) {
  const RoleFont font(role);
  auto lines = static_cast<int>(wrap(text, font, width).size());
  if (most_lines > 0)
    lines = std::min(lines, most_lines);
  return font.size() * static_cast<float>(lines);
}

std::string shortened(std::string_view text, TextRole role, float width) {
  const RoleFont font(role);
  if (font.width(text) <= width)
    return std::string(text);
  std::string kept(text.substr(0, font.fitting(text, width - font.width(ellipsis))));
  return kept.append(ellipsis);
}

bool draw_line(const Box& box, std::string_view text, const TextSpec& spec) {
  const RoleFont font(spec.role);
  const float width = font.width(text);
  // Half a pixel of rounding is not worth an ellipsis.
  const bool fits = width <= box.w + 0.75F;
  if (!is_visible({box.x, box.y, std::max(box.w, 1.0F), box.h}))
    return fits;
  const float y = box.y + (box.h - font.size()) / 2;
  if (fits)
    font.draw({aligned(box.x, box.w, width, spec.align), y}, ink(spec.color), text);
  else
    draw_cut(font, {box.x, y}, ink(spec.color), text, box.w);
  return fits;
}

void draw_paragraph(const Box& box, std::string_view text, const TextSpec& spec) {
  const RoleFont font(spec.role);
  const std::vector<std::string_view> lines = wrap(text, font, box.w);
  const std::size_t most = spec.most_lines > 0 ? static_cast<std::size_t>(spec.most_lines) : lines.size();
  Box line{box.x, box.y, box.w, font.size()};
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i, line.y += line.h) {
    if (!is_visible(line))
      continue;
    if (i + 1 == most && lines.size() > most)
      draw_cut(font, line.min(), ink(spec.color), std::string(lines[i]) + std::string(ellipsis), line.w);
    else
      font.draw({aligned(line.x, line.w, font.width(lines[i]), spec.align), line.y}, ink(spec.color),
                lines[i]);
  }
}

void text_line(const Box& box, std::string_view text, const TextSpec& spec) {
  const bool fits = draw_line(box, text, spec);
  list_text(box, text, !fits);
}

void text_left(Box& line, std::string_view text, const TextSpec& spec, float gap) {
  if (text.empty())
    return;
  text_line(line.take_left(text_width(text, spec.role), gap), text, spec);
}

void text_right(Box& line, std::string_view text, const TextSpec& spec, float gap) {
  if (text.empty())
    return;
  text_line(line.take_right(text_width(text, spec.role), gap), text, spec);
}

void paragraph(Box& area, std::string_view text, const TextSpec& spec) {
  const Box box = area.take_top(text_height(text, spec.role, area.w, spec.most_lines));
  draw_paragraph(box, text, spec);
  list_text(box, text, false);
}

void heading(const Box& box, std::string_view text, const TextSpec& spec) {
  const bool fits = draw_line(box, text, spec);
  if (text.empty())
    return;
  access::item(
      {.role = access::Role::heading, .name = text, .box = box, .details = {.level = level_of(spec.role)}});
  if (!fits && is_visible(box))
    tooltip(box, 0, text);
}

std::vector<std::string_view> wrapped_lines(std::string_view text, TextRole role, float width) {
  return wrap(text, RoleFont(role), width);
}

} // namespace truat::ui
