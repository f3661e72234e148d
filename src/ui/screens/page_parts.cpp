#include "ui/screens/page_parts.h"

#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {
namespace {

constexpr float narrow_table = 520;
constexpr float note_width = 156;
constexpr std::string_view nothing = "–";
constexpr int most_lines = 6;
constexpr float widest_rest = 160; ///< that a page's column takes in

/// Old text, a line through it unless there was none.
void draw_before(const Box& box, const std::string& text) {
  draw_paragraph(box, text, {.color = colors().muted, .most_lines = most_lines});
  if (text == nothing)
    return;
  const float line = line_height(TextRole::body);
  float y = box.y;
  for (const std::string_view one : wrapped_lines(text, TextRole::body, box.w)) {
    if (y + line > box.bottom() + 1)
      return;
    horizontal_line(box.x, y + std::round(line / 2), std::min(box.w, text_width(one, TextRole::body)),
                    colors().muted);
    y += line;
  }
}

void draw_after(const Box& box, const std::string& text) {
  const float padding = px(6);
  const float width = std::min(box.w, text_width(text, TextRole::body) + 2 * padding);
  const bool is_one_line = box.h < 1.5F * line_height(TextRole::body);
  fill({box.x - padding, box.y - px(2), is_one_line ? width : box.w, box.h + px(4)}, colors().accent_soft,
       px(4));
  draw_paragraph({box.x, box.y, box.w - padding, box.h}, text,
                 {.color = colors().accent, .most_lines = most_lines});
}

float value_height(const std::string& text, float width) {
  return text_height(text, TextRole::body, width, most_lines);
}

void draw_narrow_row(Box& area, const Difference& one) {
  Box line = area.take_top(px(32));
  if (!one.note.empty())
    text_right(line, one.note, {.role = TextRole::caption, .color = colors().muted}, px(space::x12));
  text_line(line, one.label, {.color = colors().muted});
  const float inside = area.w - px(12);
  if (one.before != nothing) {
    Box before = area.take_top(value_height(one.before, inside), px(6)).inset(px(6), 0);
    draw_before(before, one.before);
  }
  draw_after(area.take_top(value_height(one.after, inside)).inset(px(6), 0), one.after);
  area.skip(px(space::x12));
  horizontal_line(area.x, area.y, area.w, colors().divider);
}

struct TableColumns {
  Box label, before, after, note;
};
/// Label, before and after share the width; the note has its own.
TableColumns columns_of(Box row, bool has_notes) {
  TableColumns columns;
  if (has_notes)
    columns.note = row.take_right(px(note_width), px(space::x12));
  columns.label = row.take_left(std::round(row.w * 0.28F), px(space::x12));
  columns.before = row.take_left(std::round(row.w * 0.42F), px(space::x24));
  columns.after = row;
  return columns;
}

} // namespace

float page_margin(const ScreenContext& context) {
  return px(context.layout() == LayoutClass::narrow ? space::margin_narrow : space::margin);
}

PageColumn::PageColumn(const Box& page, ScreenContext& context, std::string_view id, float most_width)
    : m_scroll(page, id, {.padding_bottom = px(space::margin)}) {
  const float margin = page_margin(context);
  m_scroll.content.skip(px(space::x16));
  area = m_scroll.content;
  area.x += margin;
  area.w -= 2 * margin;
  // A mere strip left over at its side would look like a mistake: then the column takes the page's width.
  if (most_width > 0 && area.w > px(most_width + widest_rest))
    area.w = px(most_width);
  m_top = area.y;
}

PageColumn::~PageColumn() {
  m_scroll.content.skip(area.y - m_top);
}

Box page_foot(Box& page, const ScreenContext& context) {
  const bool narrow = context.layout() == LayoutClass::narrow;
  const Box foot = page.take_bottom(px(narrow ? 72 : 56));
  fill(foot, colors().surface);
  horizontal_line(foot.x, foot.y, foot.w, colors().divider);
  return foot.inset(page_margin(context), 0).middle(theme().control_height());
}

bool quiet_button_left(Box& line, std::string_view id, std::string_view label, std::optional<Icon> icon) {
  line.x -= px(space::button_padding_x);
  line.w += px(space::button_padding_x);
  return button_left(line, id, {.label = label, .kind = ButtonKind::quiet, .icon = icon});
}

void difference_table(Box& area, std::span<const Difference> differences,
                      const DifferenceHeadings& headings) {
  const bool has_notes =
      std::ranges::any_of(differences, [](const Difference& one) { return !one.note.empty(); });
  const bool narrow = area.w < px(narrow_table);
  if (!narrow) {
    const TableColumns head = columns_of(area.take_top(px(32)), has_notes);
    const TextSpec quiet{.role = TextRole::caption, .color = colors().muted};
    text_line(head.label, headings.label, quiet);
    text_line(head.before, headings.before, quiet);
    text_line(head.after, headings.after, quiet);
    if (has_notes)
      text_line(head.note, headings.note,
                {.role = TextRole::caption, .color = colors().muted, .align = Align::right});
    horizontal_line(area.x, area.y, area.w, colors().divider);
  }
  for (const Difference& one : differences) {
    const Box start = area;
    if (narrow) {
      draw_narrow_row(area, one);
    } else {
      const TableColumns widths = columns_of(area, has_notes);
      const float height = std::max({line_height(TextRole::body), value_height(one.before, widths.before.w),
                                     value_height(one.after, widths.after.w - px(6))});
      const Box row = area.take_top(std::round(height + px(space::x24)));
      if (is_visible(row)) {
        const TableColumns cells = columns_of(row.inset(0, px(space::x12)), has_notes);
        (void)draw_line({cells.label.x, cells.label.y, cells.label.w, line_height(TextRole::body)},
                        one.label);
        draw_before(cells.before, one.before);
        draw_after(
            {cells.after.x, cells.after.y, cells.after.w, value_height(one.after, cells.after.w - px(6))},
            one.after);
        (void)draw_line({cells.note.x, cells.note.y, cells.note.w, line_height(TextRole::body)}, one.note,
                        {.role = TextRole::caption, .color = colors().muted, .align = Align::right});
      }
      horizontal_line(area.x, area.y - 1, area.w, colors().divider);
    }
    access::item(0, access::Role::text, one.label, {start.x, start.y, start.w, area.y - start.y}, {},
                 access::wanted() ? one.before + " → " + one.after : std::string());
  }
}

} // namespace truat::ui
