// How labels and lines are fitted into the room there is.
#include "chart/layout.h"

#include "base/contract.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "text/clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace truat::chart {

Rect box_of(const Words& words, float scale) {
  const float height = em_of(words.type) * 1.25F * scale;
  const float x = words.anchor == Anchor::start    ? words.at.x
                  : words.anchor == Anchor::middle ? words.at.x - words.width / 2
                                                   : words.at.x - words.width;
  return {x, words.at.y - height / 2, words.width, height};
}

float estimated_width(std::string_view text, Type type) {
  const bool strong = type == Type::strong || type == Type::title;
  float em = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = text::next_cluster(text, at);
    const auto first = static_cast<unsigned char>(text[at]);
    const std::string_view cluster = text.substr(at, next - at);
    if (first == ' ')
      em += 0.28F;
    else if (first < 0x80)
      em += std::string_view("ijl.,:;'|!()[]1ftr-").contains(text[at]) && first != '1' ? 0.42F
            : std::string_view("mwMW@%").contains(text[at])                            ? 0.95F
            : first >= 'A' && first <= 'Z'                                             ? 0.78F
                                                                                       : 0.63F;
    else
      // A cluster is as wide as its consonant; a following vowel (ำ) is part of it.
      em += cluster.ends_with("\xE0\xB8\xB3") ? 1.15F : 0.7F;
    at = next;
  }
  return em * em_of(type) * (strong ? 1.08F : 1.0F);
}

std::string shortened(std::string_view text, Type type, float width, const Layout& layout) {
  constexpr std::string_view dots = "\xE2\x80\xA6";
  const auto measured = [&](std::string_view piece) {
    return piece.empty() ? 0 : layout.measure(piece, type) * layout.scale;
  };
  if (measured(text) <= width)
    return std::string(text);
  // The clusters' ends, so that the last that fits is found in few measurings.
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size(); ends.push_back(at))
    at = text::next_cluster(text, at);
  const auto cut = [&](std::size_t end) { return std::string(text.substr(0, end)).append(dots); };
  const auto first_too_long =
      std::ranges::partition_point(ends, [&](std::size_t end) { return measured(cut(end)) <= width; });
  std::size_t end = first_too_long == ends.begin() ? 0 : *(first_too_long - 1);
  while (end > 0 && text[end - 1] == ' ')
    --end;
  // Not even the dots have room.
  return end == 0 && measured(dots) > width ? std::string() : cut(end);
}

std::vector<float> spread(const std::vector<float>& wanted, std::vector<float> sizes, float low, float high) {
  expects(wanted.size() == sizes.size(), "a size for each");
  const std::size_t count = wanted.size();
  const float all = std::accumulate(sizes.begin(), sizes.end(), 0.0F);
  if (all > high - low)
    for (float& size : sizes)
      size *= std::max(0.0F, high - low) / all;
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  truat::sort(order, {}, [&](std::size_t i) { return wanted[i]; });
  // Less what those before it take, the positions only have to ascend: neighbours that do not are pooled at
  // their mean.
  struct Pool {
    float sum = 0;
    int count = 0;
    [[nodiscard]] float mean() const { return sum / static_cast<float>(count); }
  };
  std::vector<Pool> pools;
  float taken = 0;
  for (const std::size_t i : order) {
    pools.push_back({wanted[i] - taken - sizes[i] / 2, 1});
    taken += sizes[i];
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back().sum += last.sum;
      pools.back().count += last.count;
    }
  }
  const float highest = std::max(low, high - taken);
  std::vector<float> placed(count);
  std::size_t next = 0;
  taken = 0;
  for (const Pool& pool : pools)
    for (int k = 0; k < pool.count; ++k, ++next) {
      const std::size_t i = order[next];
      placed[i] = std::clamp(pool.mean(), low, highest) + taken + sizes[i] / 2;
      taken += sizes[i];
    }
  return placed;
}

std::vector<Point> thinned(const std::vector<Point>& points) {
  std::vector<Point> kept;
  for (std::size_t at = 0; at < points.size();) {
    const float column = std::floor(points[at].x);
    std::size_t least = at;
    std::size_t largest = at;
    std::size_t end = at;
    for (; end < points.size() && std::floor(points[end].x) == column; ++end) {
      if (points[end].y < points[least].y)
        least = end;
      if (points[end].y > points[largest].y)
        largest = end;
    }
    const auto [first, second] = std::minmax(least, largest);
    kept.push_back(points[first]);
    if (second != first)
      kept.push_back(points[second]);
    at = end;
  }
  // The line ends where it ended.
  if (!points.empty() && kept.back() != points.back())
    kept.push_back(points.back());
  return kept;
}

namespace {

/// Liang and Barsky, "A New Concept and Method for Line Clipping", 1984. Whether any of the line is inside.
bool clip_line(Point& from, Point& to, const Rect& box) {
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  float begin = 0;
  float end = 1;
  const auto cut = [&](float towards, float distance) {
    if (towards == 0)
      return distance >= 0;
    const float at = distance / towards;
    if (towards < 0)
      begin = std::max(begin, at);
    else
      end = std::min(end, at);
    return begin <= end;
  };
  if (!cut(-dx, from.x - box.x) || !cut(dx, box.right() - from.x) || !cut(-dy, from.y - box.y) ||
      !cut(dy, box.bottom() - from.y))
    return false;
  const Point start = from;
  if (end < 1)
    to = {start.x + dx * end, start.y + dy * end};
  if (begin > 0)
    from = {start.x + dx * begin, start.y + dy * begin};
  return true;
}

} // namespace

std::vector<std::vector<Point>> clipped(const std::vector<Point>& points, const Rect& box) {
  std::vector<std::vector<Point>> parts;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    Point from = points[i];
    Point to = points[i + 1];
    if (!clip_line(from, to, box))
      continue;
    if (parts.empty() || parts.back().back() != from)
      parts.push_back({from});
    parts.back().push_back(to);
  }
  return parts;
}

} // namespace truat::chart
