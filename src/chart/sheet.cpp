#include "chart/sheet.h"

#include "base/contract.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace truat::chart {
namespace {

constexpr float key_gap = 16;
constexpr float sample_gap = 6;

} // namespace

Ink ink_of(Standing standing) {
  return standing == Standing::good ? Ink::done : standing == Standing::near ? Ink::due : Ink::failed;
}

Sheet::Sheet(const Layout& layout_) : layout(layout_) {
  scene.width = layout.width;
  scene.height = layout.height;
  scene.scale = layout.scale;
  room = {0, 0, layout.width, layout.height};
}

float Sheet::width_of(std::string_view text, Type type) const {
  return text.empty() ? 0 : layout.measure(text, type) * layout.scale;
}

Rect Sheet::take_top(float height) {
  const float taken = std::min(height, room.h);
  const Rect top{room.x, room.y, room.w, taken};
  room.y += taken;
  room.h -= taken;
  return top;
}

Rect Sheet::take_bottom(float height) {
  const float taken = std::min(height, room.h);
  room.h -= taken;
  return {room.x, room.bottom(), room.w, taken};
}

void Sheet::stroke(std::vector<Point> points, Ink ink, float width, Dash dash) {
  if (points.size() >= 2)
    scene.marks.emplace_back(
        Stroke{.points = std::move(points), .ink = ink, .width = px(width), .dash = dash, .round = false});
}

void Sheet::across(float x, float y, float width, Ink ink, float thickness, Dash dash) {
  const float half = std::max(1.0F, std::round(px(thickness))) / 2;
  const float middle = std::round(y - half) + half;
  scene.marks.emplace_back(Stroke{.points = {{x, middle}, {x + width, middle}},
                                  .ink = ink,
                                  .width = half * 2,
                                  .dash = dash,
                                  .round = false});
}

void Sheet::down(float x, float y, float height, Ink ink, float thickness, Dash dash) {
  const float half = std::max(1.0F, std::round(px(thickness))) / 2;
  const float middle = std::round(x - half) + half;
  scene.marks.emplace_back(Stroke{.points = {{middle, y}, {middle, y + height}},
                                  .ink = ink,
                                  .width = half * 2,
                                  .dash = dash,
                                  .round = false});
}

void Sheet::block(const Rect& box, Ink ink, float radius) {
  if (box.w > 0 && box.h > 0)
    scene.marks.emplace_back(
        Block{.box = box, .ink = ink, .radius = std::min({px(radius), box.w / 2, box.h / 2})});
}

void Sheet::disc(Point center, float radius, Ink ink) {
  scene.marks.emplace_back(Disc{.center = center, .radius = px(radius), .ink = ink});
}

Rect Sheet::words(Point at, std::string_view text, const Say& say) {
  std::string shown =
      say.most_width > 0 ? shortened(text, say.type, say.most_width, layout) : std::string(text);
  const float width = width_of(shown, say.type);
  Words mark{.at = at,
             .text = std::move(shown),
             .anchor = say.anchor,
             .type = say.type,
             .ink = say.ink,
             .width = width};
  const Rect box = box_of(mark, layout.scale);
  if (!mark.text.empty())
    scene.marks.emplace_back(std::move(mark));
  return box;
}

bool Sheet::words_near(Point point, float off, std::string_view text, const Say& say, const Rect& inside) {
  const float half = label_gap() / 2;
  const struct {
    Point at;
    Anchor anchor;
  } places[] = {{{point.x, point.y - off - half}, Anchor::middle},
                {{point.x + off + px(2), point.y}, Anchor::start},
                {{point.x - off - px(2), point.y}, Anchor::end},
                {{point.x, point.y + off + half}, Anchor::middle}};
  for (const auto& place : places) {
    const Words mark{.at = place.at,
                     .text = std::string(text),
                     .anchor = place.anchor,
                     .type = say.type,
                     .ink = say.ink,
                     .width = width_of(text, say.type)};
    const Rect box = box_of(mark, layout.scale);
    const bool is_inside = box.x >= inside.x && box.y >= inside.y && box.right() <= inside.right() &&
                           box.bottom() <= inside.bottom();
    if (!is_inside || std::ranges::any_of(m_taken, [&](const Rect& taken) { return taken.meets(box); }))
      continue;
    m_taken.push_back(box);
    scene.marks.emplace_back(mark);
    return true;
  }
  return false;
}

void Sheet::sign(Point center, float side, Standing standing) {
  const float unit = px(side) / 14;
  const auto at = [&](float x, float y) { return Point{center.x + x * unit, center.y + y * unit}; };
  const auto line = [&](std::vector<Point> points, float width) {
    scene.marks.emplace_back(Stroke{.points = std::move(points),
                                    .ink = Ink::surface,
                                    .width = width * unit,
                                    .dash = Dash::solid,
                                    .round = true});
  };
  const Ink ink = ink_of(standing);
  switch (standing) {
  case Standing::good:
    scene.marks.emplace_back(Disc{center, 6.7F * unit, ink});
    line({at(-2.9F, 0.2F), at(-0.9F, 2.3F), at(3, -2.1F)}, 1.7F);
    break;
  case Standing::near:
    scene.marks.emplace_back(Area{{at(0, -6.6F), at(7, 6), at(-7, 6)}, ink});
    line({at(0, -1.9F), at(0, 1.4F)}, 1.5F);
    scene.marks.emplace_back(Disc{at(0, 3.8F), 0.95F * unit, Ink::surface});
    break;
  case Standing::bad: {
    Area octagon{{}, ink};
    for (int corner = 0; corner < 8; ++corner) {
      const float turn = (static_cast<float>(corner) + 0.5F) * std::numbers::pi_v<float> / 4;
      octagon.points.push_back(at(7.1F * std::cos(turn), 7.1F * std::sin(turn)));
    }
    scene.marks.emplace_back(std::move(octagon));
    line({at(-2.2F, -2.2F), at(2.2F, 2.2F)}, 1.7F);
    line({at(-2.2F, 2.2F), at(2.2F, -2.2F)}, 1.7F);
    break;
  }
  }
}

float Sheet::sign_and_words(Point at, Standing standing, std::string_view text, float most_width) {
  constexpr float side = 14;
  sign({at.x + px(side / 2), at.y}, side, standing);
  const float begin = at.x + px(side + sample_gap);
  const Rect box =
      words({begin, at.y}, text,
            {.ink = ink_of(standing), .most_width = std::max(1.0F, most_width - px(side + sample_gap))});
  return box.right();
}

void Sheet::sample(const Key& key, Point at, float width) {
  switch (key.sample) {
  case Key::Sample::line:
    stroke({at, {at.x + width, at.y}}, key.ink, line_width, key.dash);
    break;
  case Key::Sample::block:
    block({at.x, at.y - px(4), width, px(8)}, key.ink, 2);
    break;
  case Key::Sample::tick:
    block({at.x + width / 2 - px(1.5F), at.y - px(7), px(3), px(14)}, key.ink);
    break;
  }
}

float Sheet::legend(const std::vector<Key>& keys, const Rect& box, Drawn drawn) {
  if (keys.empty())
    return 0;
  const float lead = px(sample_width + sample_gap);
  float x = box.x;
  float y = box.y;
  for (const Key& key : keys) {
    const float width = std::min(lead + width_of(key.name), box.w);
    if (x > box.x && x + width > box.right()) {
      x = box.x;
      y += line();
    }
    if (drawn == Drawn::yes) {
      sample(key, {x, y + line() / 2}, px(sample_width));
      (void)words({x + lead, y + line() / 2}, key.name,
                  {.ink = Ink::text, .most_width = std::max(1.0F, box.w - lead)});
    }
    x += width + px(key_gap);
  }
  return y + line() - box.y;
}

} // namespace truat::chart
