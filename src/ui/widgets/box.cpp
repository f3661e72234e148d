#include "ui/widgets/box.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

Box Box::inset(float horizontal, float vertical) const {
  return {x + horizontal, y + vertical, std::max(0.0F, w - 2 * horizontal), std::max(0.0F, h - 2 * vertical)};
}

Box Box::centered(float width, float height) const {
  return {std::floor(x + (w - width) / 2), std::floor(y + (h - height) / 2), width, height};
}

Box Box::take_left(float width, float gap) {
  const float taken = std::clamp(width, 0.0F, w);
  const Box piece{x, y, taken, h};
  const float used = std::min(w, taken + gap);
  x += used;
  w -= used;
  return piece;
}

Box Box::take_right(float width, float gap) {
  const float taken = std::clamp(width, 0.0F, w);
  const Box piece{x + w - taken, y, taken, h};
  w -= std::min(w, taken + gap);
  return piece;
}

Box Box::take_top(float height, float gap) {
  const float taken = std::clamp(height, 0.0F, h);
  const Box piece{x, y, w, taken};
  const float used = std::min(h, taken + gap);
  y += used;
  h -= used;
  return piece;
}

Box Box::take_bottom(float height, float gap) {
  const float taken = std::clamp(height, 0.0F, h);
  const Box piece{x, y + h - taken, w, taken};
  h -= std::min(h, taken + gap);
  return piece;
}

Columns::Columns(Box& area, std::initializer_list<float> shares, float gap) : m_area(area) {
  float all = 0;
  for (const float share : shares)
    all += share;
  const float room = std::max(0.0F, area.w - gap * static_cast<float>(shares.size() - 1));
  float x = area.x;
  float done = 0;
  for (const float share : shares) {
    // Edges are rounded, not widths, so that the last column ends where the area ends.
    const float begin = std::round(room * done / all);
    done += share;
    const float end = std::round(room * done / all);
    m_columns.push_back({x, area.y, end - begin, area.h});
    x += end - begin + gap;
  }
}

Columns::Columns(Box& area, int count, float gap) : m_area(area) {
  const float room = std::max(0.0F, area.w - gap * static_cast<float>(count - 1));
  float x = area.x;
  for (int i = 0; i < count; ++i) {
    const float begin = std::round(room * static_cast<float>(i) / static_cast<float>(count));
    const float end = std::round(room * static_cast<float>(i + 1) / static_cast<float>(count));
    m_columns.push_back({x, area.y, end - begin, area.h});
    x += end - begin + gap;
  }
}

Columns::~Columns() {
  float lowest = m_area.y;
  for (const Box& column : m_columns)
    lowest = std::max(lowest, column.y);
  m_area.skip(lowest - m_area.y);
}

int columns_that_fit(float width, float least_width, float gap, int most) {
  const int fit = static_cast<int>((width + gap) / (least_width + gap));
  return std::clamp(fit, 1, most);
}

} // namespace truat::ui
