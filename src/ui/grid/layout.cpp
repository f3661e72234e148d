#include "ui/grid/layout.h"

#include "text/messages.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {
namespace {

constexpr float cell_padding = 12;
constexpr float heading_signs = 22;        ///< the arrow or the button of the menu
constexpr float most_natural = 320;        ///< design pixels; longer words are cut all the same
constexpr std::size_t rows_measured = 200; ///< for the widths of columns

float natural_width(const GridSource& source, std::size_t index, const GridColumn& column) {
  float width = text_width(column.label, TextRole::caption) + px(heading_signs);
  const TextRole role = column.is_strong ? TextRole::body_strong : TextRole::body;
  for (std::size_t row = 0; row < std::min(source.row_count(), rows_measured); ++row) {
    const std::string words = source.text(row, index);
    if (!words.empty())
      width = std::max(width, column.is_chip ? chip_width({Status::active, words}) : text_width(words, role));
  }
  return std::ceil(width + px(2 * cell_padding));
}

/// Gives `left` to the columns that lack something, each its part of it.
void share_out(std::vector<float>& widths, std::span<const float> wanted, float& left) {
  float lacking = 0;
  for (std::size_t i = 0; i < widths.size(); ++i)
    lacking += std::max(0.0F, wanted[i] - widths[i]);
  if (lacking <= 0 || left <= 0)
    return;
  const float share = std::min(1.0F, left / lacking);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const float more = std::floor(std::max(0.0F, wanted[i] - widths[i]) * share);
    widths[i] += more;
    left -= more;
  }
}

struct WidthRules {
  std::span<const GridColumn> columns;
  std::span<const std::size_t> shown;
  std::vector<float> drawn; ///< by place, layout pixels; 0: not drawn by hand
  [[nodiscard]] const GridColumn& at(std::size_t place) const { return columns[shown[place]]; }
  [[nodiscard]] bool grows(std::size_t place) const { return at(place).grows && drawn[place] == 0; }
};

/// Where not even the words have room, the columns that grow (names) give up to two fifths of their width: a
/// name is known by its beginning, a figure, a date or a state is not.
void give_up(std::vector<float>& widths, const WidthRules& rules, float& left) {
  const auto spare = [&](std::size_t i) {
    return rules.grows(i)
               ? std::max(0.0F, widths[i] - std::max(px(rules.at(i).least_width), widths[i] * 0.6F))
               : 0.0F;
  };
  float all = 0;
  for (std::size_t i = 0; i < widths.size(); ++i)
    all += spare(i);
  if (all <= 0 || all < -left)
    return; // it scrolls sideways all the same
  const float share = -left / all;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const float less = std::ceil(spare(i) * share);
    widths[i] -= less;
    left += less;
  }
}

/// First every column's words, then the widths that they ask for, then what is left to those that grow. A
/// column that a person has drawn stays as it was drawn, and a state is never cut.
std::vector<float> widths_of(const WidthRules& rules, const ColumnWords& words, float room) {
  std::vector<float> widths, natural_widths, asked;
  float left = room;
  for (std::size_t i = 0; i < rules.shown.size(); ++i) {
    const GridColumn& column = rules.at(i);
    const bool is_drawn = rules.drawn[i] > 0;
    const float own = is_drawn ? rules.drawn[i] : px(column.width);
    const float natural = std::min(words.width(rules.shown[i]), px(most_natural));
    const float start = is_drawn ? own : column.is_chip ? natural : std::min(own, natural);
    widths.push_back(std::max(start, px(column.least_width)));
    natural_widths.push_back(is_drawn ? own : natural);
    asked.push_back(own);
    left -= widths.back();
  }
  if (left < 0)
    give_up(widths, rules, left);
  share_out(widths, natural_widths, left);
  share_out(widths, asked, left);
  float growing = 0;
  for (std::size_t i = 0; i < widths.size(); ++i)
    growing += rules.grows(i) ? rules.at(i).width : 0;
  if (left > 0 && growing > 0)
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (rules.grows(i))
        widths[i] += std::floor(left * rules.at(i).width / growing);
  return widths;
}

} // namespace

void ColumnWords::measure(const GridSource& source, std::span<const GridColumn> columns,
                          const ShownColumns& shown) {
  const int language = static_cast<int>(text::language());
  if (m_widths.size() != columns.size() || m_scale != theme().scale || m_revision != source.revision() ||
      m_language != language) {
    m_widths.assign(columns.size(), 0);
    m_scale = theme().scale;
    m_revision = source.revision();
    m_language = language;
  }
  for (const std::size_t column : shown.columns)
    if (m_widths[column] == 0)
      m_widths[column] = natural_width(source, column, columns[column]);
}

std::size_t GridLayout::column_at(float x) const {
  std::size_t nearest = 0;
  float distance = endless;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& column = columns[i];
    if (!column.is_pinned && x < pinned.right() && pinned.w > 0)
      continue; // it lies under the pinned
    const float outside = std::max({0.0F, column.x - x, x - (column.x + column.width)});
    if (outside < distance) {
      distance = outside;
      nearest = i;
    }
  }
  return nearest;
}

GridLayout lay_out(const Box& box, const GridView& view, const ColumnWords& words,
                   std::span<const GridColumn> columns, const ShownColumns& shown) {
  WidthRules rules{.columns = columns, .shown = shown.columns, .drawn = {}};
  for (const std::size_t column : shown.columns) {
    const auto look = std::ranges::find(view.looks, column, &ColumnLook::column);
    rules.drawn.push_back(look == view.looks.end() ? 0 : px(look->width));
  }
  const std::vector<float> widths = widths_of(rules, words, box.w);
  GridLayout layout;
  float x = box.x;
  float pinned_width = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    layout.columns.push_back({shown.columns[i], x, widths[i], i < shown.pinned});
    x += widths[i];
    (i < shown.pinned ? pinned_width : layout.rest_width) += widths[i];
  }
  // Pinned columns that would leave no room for the others scroll with them.
  if (pinned_width > box.w * 2 / 3 && layout.rest_width > 0) {
    for (GridLayout::Column& column : layout.columns)
      column.is_pinned = false;
    layout.rest_width += pinned_width;
    pinned_width = 0;
  }
  layout.width = x - box.x;
  layout.rest = box;
  layout.pinned = layout.rest.take_left(pinned_width);
  return layout;
}

void scroll_layout(GridLayout& layout, float scrolled) {
  for (GridLayout::Column& column : layout.columns)
    if (!column.is_pinned)
      column.x -= scrolled;
}

} // namespace truat::ui
