#include "chart/axes.h"

#include "text/messages.h"

#include <algorithm>
#include <cmath>

namespace truat::chart {
namespace {

constexpr float least_direct_width = 400;
constexpr float most_ends_share = 0.34F;
constexpr float end_gap = 10;
constexpr float tick_distance = 34;
constexpr float tick_gap = 8;

} // namespace

void Extent::add(double value) {
  m_low = m_any ? std::min(m_low, value) : value;
  m_high = m_any ? std::max(m_high, value) : value;
  m_any = true;
}

Axes::Axes(Sheet& sheet, AxesSpec spec) : m_sheet(sheet), m_spec(std::move(spec)) {
  m_unit = axis_unit(m_spec.quantity, std::max(std::abs(m_spec.low), std::abs(m_spec.high)));
  if (const auto* days = std::get_if<Days>(m_spec.across); days != nullptr && !days->dates.empty()) {
    m_first = m_spec.begin.value_or(days->dates.front());
    m_last = days->dates.back();
  }
  plan_legend();
  plan_height();
  plan_width();
}

std::size_t Axes::count() const {
  return m_spec.across != nullptr ? count_of(*m_spec.across) : 0;
}

/// Legend and unit stand above the plot.
void Axes::plan_legend() {
  const float labels = m_sheet.label_gap() * static_cast<float>(m_spec.ends.size());
  m_direct = m_sheet.room.w >= m_sheet.px(least_direct_width) && labels <= m_sheet.room.h * 0.7F;
  std::vector<Key> keys = m_spec.keys;
  if (!m_direct)
    for (const EndLabel& end : m_spec.ends)
      keys.push_back(end.key);
  const std::string unit = unit_words();
  const float begin = unit.empty() ? 0 : m_sheet.width_of(unit) + m_sheet.px(tick_gap * 2);
  const Rect top{m_sheet.room.x, m_sheet.room.y, m_sheet.room.w, m_sheet.line()};
  if (!unit.empty())
    (void)m_sheet.words({top.x, top.y + top.h / 2}, unit, {.most_width = top.w});
  // In the unit's line where all of it has room there.
  Rect beside = top;
  beside.x += begin;
  beside.w = std::max(1.0F, beside.w - begin);
  const bool fits = m_sheet.legend(keys, beside, Sheet::Drawn::no) <= m_sheet.line() + 1;
  if (!unit.empty() || (fits && !keys.empty()))
    (void)m_sheet.take_top(m_sheet.line());
  const float height = m_sheet.legend(keys, fits ? beside : m_sheet.room, Sheet::Drawn::yes);
  if (!fits)
    (void)m_sheet.take_top(height);
}

std::string Axes::unit_words() const {
  std::string words(m_spec.name);
  if (!m_unit.name.empty())
    words += (words.empty() ? "" : " · ") + m_unit.name;
  return words;
}

void Axes::plan_height() {
  Rect& room = m_sheet.room;
  plot = room;
  plot.y += m_sheet.label_gap() / 2 + m_spec.above;
  plot.h -= m_sheet.label_gap() / 2 + m_spec.above;
  if (m_spec.with_across_labels) {
    m_has_bands = m_spec.across != nullptr && !std::holds_alternative<Categories>(*m_spec.across);
    plot.h -= m_sheet.label_gap() * (m_has_bands ? 2.5F : 1.5F);
  } else {
    plot.h -= m_sheet.label_gap() / 2;
  }
  plot.h = std::max(plot.h, m_sheet.px(24));
  const int most = std::max(1, static_cast<int>(plot.h / m_sheet.px(tick_distance)));
  const Whole whole =
      m_spec.quantity.kind == Quantity::Kind::count && m_unit.divisor == 1 ? Whole::yes : Whole::no;
  const double low = (m_spec.shown ? m_spec.shown->low : m_spec.low) / m_unit.divisor;
  const double high = (m_spec.shown ? m_spec.shown->high : m_spec.high) / m_unit.divisor;
  m_ticks = nice_ticks(low, high, most, whole);
  m_low = m_spec.shown ? m_spec.shown->low : m_ticks.low * m_unit.divisor;
  m_high = m_spec.shown ? m_spec.shown->high : m_ticks.high * m_unit.divisor;
  if (m_spec.shown)
    std::erase_if(m_ticks.at, [&](double tick) {
      return tick * m_unit.divisor < m_low || tick * m_unit.divisor > m_high;
    });
}

std::string Axes::tick_words(double value) const {
  return number_words(value, m_ticks.places, m_sheet.layout.style.digits);
}

void Axes::plan_width() {
  float left = m_spec.least_left;
  for (const double tick : m_ticks.at)
    left = std::max(left, m_sheet.width_of(tick_words(tick)) + m_sheet.px(tick_gap));
  left = std::min(left, plot.w / 2);
  plot.x += left;
  plot.w -= left;
  plan_ends();
  // Half of the last label stands to the right of its tick.
  const float right = std::max({m_spec.least_right, m_ends_width, m_sheet.px(tick_gap)});
  plot.w = std::max(plot.w - right, m_sheet.px(16));
}

float Axes::right_margin() const {
  return m_sheet.room.right() - plot.right();
}

void Axes::plan_ends() {
  if (!m_direct || m_spec.ends.empty())
    return;
  float widest = 0;
  for (const EndLabel& end : m_spec.ends)
    widest = std::max(widest, m_sheet.width_of(end.key.name) +
                                  (end.has_sample ? m_sheet.px(sample_width + 6) : 0.0F));
  // A pixel more, so that rounding cuts no word.
  m_ends_width = std::min(widest + m_sheet.px(end_gap) + 1, m_sheet.room.w * most_ends_share);
}

float Axes::y(double value) const {
  // Halves, for the largest doubles have no difference.
  const double share = (value / 2 - m_low / 2) / (m_high / 2 - m_low / 2);
  return plot.bottom() - plot.h * static_cast<float>(std::clamp(share, -4.0, 5.0));
}

float Axes::slot_width() const {
  return plot.w / static_cast<float>(std::max<std::size_t>(1, count()));
}

float Axes::x(std::size_t index) const {
  if (const auto* days = std::get_if<Days>(m_spec.across))
    return x(days->dates[index]);
  return plot.x + slot_width() * (static_cast<float>(index) + 0.5F);
}

float Axes::x(const CivilDate& date) const {
  const std::int64_t all = days_between(m_first, m_last);
  if (all <= 0)
    return plot.x + plot.w / 2;
  return plot.x + plot.w * static_cast<float>(static_cast<double>(days_between(m_first, date)) /
                                              static_cast<double>(all));
}

void Axes::draw_back() {
  const bool has_zero = m_low <= 0 && m_high >= 0;
  float last = plot.bottom() + plot.h;
  for (const double tick : m_ticks.at) {
    const float at = y(tick * m_unit.divisor);
    const bool is_base = has_zero ? tick == 0 : tick == m_ticks.at.front();
    m_sheet.across(plot.x, at, plot.w, is_base ? Ink::border : Ink::divider);
    if (last - at < m_sheet.label_gap())
      continue;
    (void)m_sheet.words({plot.x - m_sheet.px(tick_gap), at}, tick_words(tick), {.anchor = Anchor::end});
    last = at;
  }
  if (m_spec.with_across_labels && m_spec.across != nullptr)
    draw_across();
}

/// The label of a whole period in the middle of what is seen of it, if it has room there.
void Axes::draw_band(std::string_view label, float from, float to) {
  const float at = plot.bottom() + m_sheet.label_gap() * 2;
  const float begin = std::max(from, plot.x);
  const float end = std::min(to, plot.right());
  if (from > plot.x)
    m_sheet.down(from, plot.bottom() + m_sheet.px(3),
                 at + m_sheet.label_gap() / 2 - plot.bottom() - m_sheet.px(3), Ink::divider);
  const float room = end - begin - m_sheet.px(tick_gap);
  // "2568" still says what "ปีงบประมาณ 2568" does.
  const std::size_t last = label.rfind(' ');
  const std::string_view shorter = last == std::string_view::npos ? label : label.substr(last + 1);
  for (const std::string_view words : {label, shorter})
    if (m_sheet.width_of(words) <= room) {
      (void)m_sheet.words({(begin + end) / 2, at}, words, {.anchor = Anchor::middle});
      return;
    }
}

void Axes::draw_across() {
  // As far below the axis as its lowest label is high, whichever side of it they stand.
  const float middle = plot.bottom() + m_sheet.label_gap();
  if (const auto* categories = std::get_if<Categories>(m_spec.across))
    draw_names(*categories, middle);
  else if (const auto* months = std::get_if<Months>(m_spec.across))
    draw_months(*months, middle);
  else if (count() > 0)
    draw_days(middle);
}

/// Every name where all have room, else each second, third …
void Axes::draw_names(const Categories& categories, float middle) {
  float widest = 0;
  for (const std::string& name : categories.names)
    widest = std::max(widest, m_sheet.width_of(name));
  const float slot = slot_width();
  const float wanted = std::min({widest, m_sheet.px(160), plot.w / 2}) + m_sheet.px(tick_gap);
  // A name may be shortened before it is left out.
  const auto step = slot >= m_sheet.px(48)
                        ? std::size_t{1}
                        : static_cast<std::size_t>(std::max(1.0F, std::ceil(wanted / slot)));
  for (std::size_t i = 0; i < categories.names.size(); i += step) {
    const float at = x(i);
    const float room = std::min(
        {slot * static_cast<float>(step) - m_sheet.px(tick_gap), 2 * at, 2 * (m_sheet.layout.width - at)});
    (void)m_sheet.words({at, middle}, categories.names[i],
                        {.anchor = Anchor::middle, .most_width = std::max(1.0F, room)});
  }
}

void Axes::draw_months(const Months& months, float middle) {
  const MonthLabels labels = month_labels(
      months.first, months.count, slot_width(),
      [this](std::string_view text) { return m_sheet.width_of(text); }, m_sheet.layout.style);
  const auto edge = [&](std::size_t slot) { return plot.x + slot_width() * static_cast<float>(slot); };
  std::vector<std::pair<float, std::string>> row;
  for (const SlotLabel& label : labels.labels) {
    const float from = edge(label.from);
    const float to = edge(label.from + label.count);
    // What is shown of a period may be too little for its name.
    if (label.count == 1 || m_sheet.width_of(label.label) <= to - from)
      row.emplace_back((from + to) / 2, label.label);
    if (label.from > 0 && labels.labels.size() < months.count)
      m_sheet.down(from, plot.bottom(), m_sheet.px(4), Ink::border);
  }
  draw_row(m_sheet, row, middle);
  for (const SlotLabel& year : labels.years)
    draw_band(year.label, edge(year.from), edge(year.from + year.count));
}

void Axes::draw_days(float middle) {
  const DateTicks ticks = date_ticks(
      m_first, m_last, plot.w, [this](std::string_view text) { return m_sheet.width_of(text); },
      m_sheet.layout.style);
  std::vector<std::pair<float, std::string>> row;
  for (const DateTick& tick : ticks.ticks) {
    const float at = x(tick.at);
    m_sheet.down(at, plot.bottom(), m_sheet.px(4), Ink::border);
    row.emplace_back(at, tick.label);
  }
  draw_row(m_sheet, row, middle);
  for (const DateBand& band : ticks.bands)
    draw_band(band.label, x(band.from), x(band.to));
}

void draw_row(Sheet& sheet, const std::vector<std::pair<float, std::string>>& words, float y) {
  float end = 0;
  for (const auto& [x, text] : words) {
    const float width = sheet.width_of(text);
    const float left = std::clamp(x - width / 2, 0.0F, std::max(0.0F, sheet.layout.width - width));
    // Pushed further than that, a label would stand at another tick.
    if (left < end || std::abs(left + width / 2 - x) > width / 2 + 1)
      continue;
    (void)sheet.words({left + width / 2, y}, text, {.anchor = Anchor::middle});
    end = left + width + sheet.px(tick_gap / 2);
  }
}

void Axes::draw_ends() {
  if (!m_direct || m_spec.ends.empty())
    return;
  std::vector<float> wanted;
  for (const EndLabel& end : m_spec.ends)
    wanted.push_back(std::clamp(y(end.value), plot.y, plot.bottom()));
  const float gap = m_sheet.label_gap();
  const std::vector<float> placed =
      spread(wanted, std::vector<float>(wanted.size(), gap), plot.y - gap / 2, plot.bottom() + gap / 2);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const EndLabel& end = m_spec.ends[i];
    float begin = plot.right() + m_sheet.px(end_gap);
    if (end.has_sample) {
      m_sheet.sample(end.key, {begin, placed[i]}, m_sheet.px(sample_width));
      begin += m_sheet.px(sample_width + 6);
    }
    (void)m_sheet.words({begin, placed[i]}, end.key.name,
                        {.ink = end.key.ink, .most_width = std::max(1.0F, m_sheet.room.right() - begin)});
  }
}

void Axes::add_stops() {
  Scene& scene = m_sheet.scene;
  scene.plot = plot;
  const std::size_t all = count();
  for (std::size_t i = 0; i < all; ++i) {
    const float at = x(i);
    const float from = i == 0 ? plot.x : (x(i - 1) + at) / 2;
    const float to = i + 1 == all ? plot.right() : (at + x(i + 1)) / 2;
    scene.stops.push_back({{from, plot.y, to - from, plot.h}, {at, plot.y}});
  }
}

void add_dots(Scene& scene, std::size_t series, std::size_t count, std::size_t at, std::optional<Point> dot) {
  scene.series_count = count;
  if (scene.dots.size() < (at + 1) * count)
    scene.dots.resize((at + 1) * count);
  scene.dots[at * count + series] = dot;
}

void say_nothing(Sheet& sheet) {
  (void)sheet.words({sheet.room.x + sheet.room.w / 2, sheet.room.y + sheet.room.h / 2},
                    text::tr("chart.nothing"),
                    {.anchor = Anchor::middle, .type = Type::body, .most_width = sheet.room.w});
}

} // namespace truat::chart
