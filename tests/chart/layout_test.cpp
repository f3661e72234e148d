// Scenes: marks inside the picture, labels free of each other, stacking, clipping, thinning.
#include "chart/drawing.h"
#include "chart/layout.h"
#include "chart/reading.h"
#include "text/clusters.h"
#include "text/messages.h"

#include "base/json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

using namespace truat;
using namespace truat::chart;

namespace {

Scene scene_of(const Chart& chart, Layout layout = {}) {
  layout.style = text::date_style(text::language());
  auto scene = lay_out(chart, layout);
  REQUIRE(scene);
  return std::move(*scene);
}

std::vector<Words> words_of(const Scene& scene) {
  std::vector<Words> all;
  for (const Mark& mark : scene.marks)
    if (const auto* words = std::get_if<Words>(&mark))
      all.push_back(*words);
  return all;
}
std::vector<Block> blocks_of(const Scene& scene, Ink ink) {
  std::vector<Block> all;
  for (const Mark& mark : scene.marks)
    if (const auto* block = std::get_if<Block>(&mark); block != nullptr && block->ink == ink)
      all.push_back(*block);
  return all;
}
std::vector<Stroke> strokes_of(const Scene& scene, Ink ink) {
  std::vector<Stroke> all;
  for (const Mark& mark : scene.marks)
    if (const auto* stroke = std::get_if<Stroke>(&mark); stroke != nullptr && stroke->ink == ink)
      all.push_back(*stroke);
  return all;
}
bool says(const Scene& scene, std::string_view text) {
  return std::ranges::any_of(words_of(scene), [&](const Words& words) { return words.text == text; });
}

/// The first two labels that stand in each other's way, or what leaves the picture; "" for none.
std::string clash_in(const Scene& scene) {
  const std::vector<Words> all = words_of(scene);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rect box = box_of(all[i], scene.scale);
    if (box.x < -1 || box.right() > scene.width + 1 || box.y < -3 || box.bottom() > scene.height + 3)
      return "outside: " + all[i].text + " at " + std::to_string(box.x) + ", " + std::to_string(box.y) +
             " to " + std::to_string(box.right()) + ", " + std::to_string(box.bottom());
    for (std::size_t k = 0; k < i; ++k) {
      Rect other = box_of(all[k], scene.scale);
      // Lines of text may touch.
      other.x += 0.5F;
      other.w -= 1;
      other.y += 1;
      other.h -= 2;
      if (box.meets(other))
        return all[k].text + " at " + std::to_string(other.x) + ", " + std::to_string(other.y) + " | " +
               all[i].text + " at " + std::to_string(box.x) + ", " + std::to_string(box.y);
    }
  }
  return {};
}

const Quantity count{Quantity::Kind::count, "ครั้ง", 0};

BarChart stacked() {
  return {.across = Categories{{"ก", "ข"}},
          .series = {{"ผ่าน", {3, -2}}, {"ไม่ผ่าน", {2, 4}}, {"รอ", {std::nullopt, -3}}},
          .quantity = count,
          .arrangement = BarChart::Arrangement::stacked};
}

class Invented {
public:
  explicit Invented(unsigned seed) : m_random(seed) {}
  double value() {
    const double size = std::pow(10.0, static_cast<double>(m_random() % 7) - 1);
    return (static_cast<double>(m_random() % 2000) - (m_negative ? 700 : 0)) / 1000 * size;
  }
  std::size_t below(std::size_t most) { return m_random() % most; }
  std::string name() {
    static const std::array names{"ผ่าน", "ไม่ผ่าน",  "รอผลวิเคราะห์", "บริษัท ท่าชะมวงปาล์มออยล์ จำกัด",
                                  "Q1",  "เบิกจ่าย", "น้ำ",          "กรมโรงงานอุตสาหกรรม"};
    return names[below(names.size())];
  }
  Across across() {
    const std::size_t places = 1 + below(30);
    if (below(3) == 0)
      return Months{{2020, static_cast<int>(1 + below(12)), 1}, places};
    if (below(2) == 0) {
      Days days;
      CivilDate day{2022, 3, 4};
      for (std::size_t i = 0; i < places; ++i)
        days.dates.push_back(day = add_days(day, static_cast<std::int64_t>(1 + below(40))));
      return days;
    }
    Categories names;
    for (std::size_t i = 0; i < places; ++i)
      names.names.push_back(name() + std::to_string(i));
    return names;
  }
  std::vector<Series> series(std::size_t places) {
    std::vector<Series> all(1 + below(6));
    for (Series& one : all) {
      one.name = name();
      for (std::size_t i = 0; i < places; ++i)
        one.values.push_back(below(12) == 0 ? std::nullopt : std::optional(value()));
    }
    return all;
  }
  Quantity quantity() { return {static_cast<Quantity::Kind>(below(4)), "หน่วย", static_cast<int>(below(3))}; }
  Chart chart(std::size_t kind) {
    m_negative = below(3) == 0;
    const Across places = across();
    const std::size_t all = count_of(places);
    switch (kind % 6) {
    case 0: {
      LineChart body{.across = places, .series = series(all), .quantity = quantity()};
      for (std::size_t i = 0; i < below(3); ++i)
        body.levels.push_back({name(), value()});
      return {.title = name(), .body = body};
    }
    case 1: {
      BarChart body{.across = places, .series = series(all), .quantity = quantity()};
      if (below(2) == 0)
        body.arrangement = BarChart::Arrangement::stacked;
      if (below(2) == 0)
        body.target = Series{name(), std::vector<std::optional<double>>(all, value())};
      return {.title = name(), .body = body};
    }
    case 2: {
      BulletChart body{.quantity = quantity(), .done_name = "เบิกจ่าย", .committed_name = "ผูกพัน"};
      for (std::size_t i = 0; i < 1 + below(6); ++i)
        body.rows.push_back(
            {name(), std::abs(value()), std::abs(value()), std::abs(value()), std::abs(value())});
      return {.title = name(), .body = body};
    }
    case 3: {
      SCurve body{.begin = {2023, 10, 1}, .quantity = quantity(), .today = CivilDate{2024, 2, 2}};
      for (std::size_t i = 0; i < 1 + below(14); ++i) {
        body.dates.push_back(add_days(add_months({2023, 11, 1}, static_cast<int>(i)), -1));
        body.plan.push_back(std::abs(value()));
        body.result.push_back(i < 4 ? std::optional(std::abs(value())) : std::nullopt);
      }
      return {.title = name(), .body = body};
    }
    case 4: {
      ControlChart body{.across = places, .quantity = {Quantity::Kind::measure, "mg/L", 1}};
      const std::size_t size = 1 + below(3);
      for (std::size_t i = 0; i < all; ++i) {
        body.groups.emplace_back();
        for (std::size_t k = 0; k < size; ++k)
          body.groups.back().push_back(static_cast<double>(below(100)) / 10);
      }
      return {.title = name(), .body = body};
    }
    default: {
      Histogram body{.quantity = {Quantity::Kind::measure, "pH", 1}, .counted = "ตัวอย่าง"};
      for (std::size_t i = 0; i < 1 + below(200); ++i)
        body.values.push_back(value());
      if (below(2) == 0)
        body.lower_limit = value();
      if (below(2) == 0)
        body.upper_limit = value();
      if (below(2) == 0)
        body.target = value();
      return {.title = name(), .body = body};
    }
    }
  }

private:
  std::mt19937 m_random;
  bool m_negative = false;
};

} // namespace

TEST_CASE("labels stand free of each other and inside the picture, whatever is drawn") {
  for (unsigned seed = 0; seed < 900; ++seed) {
    Invented invented(seed);
    const Chart chart = invented.chart(seed);
    REQUIRE(check(chart));
    Layout layout{.width = 240 + static_cast<float>(invented.below(900)),
                  .scale = seed % 5 == 0 ? 1.5F : 1.0F,
                  .with_title = seed % 3 == 0};
    layout.height = std::max(least_height(chart, layout), 200 + static_cast<float>(invented.below(300)));
    const Scene scene = scene_of(chart, layout);
    const std::string clash = clash_in(scene);
    CHECK_MESSAGE(clash.empty(), "seed ", seed, " kind ", seed % 6, " ", layout.width, "x", layout.height,
                  ": ", clash);
    CHECK((scene.stops.empty() || scene.stops.size() == Reading(chart, layout.style).stop_count()));
    for (const std::optional<Point>& dot : scene.dots)
      if (dot)
        CHECK((std::isfinite(dot->x) && std::isfinite(dot->y)));
  }
}

TEST_CASE("spreading labels") {
  SUBCASE("those that have room stay") {
    CHECK(spread({10, 50, 90}, {18, 18, 18}, 0, 100) == std::vector<float>{10, 50, 90});
  }
  SUBCASE("two that meet part evenly") {
    CHECK(spread({50, 50}, {20, 20}, 0, 100) == std::vector<float>{40, 60});
  }
  SUBCASE("in their own order, inside the room, without meeting") {
    std::mt19937 random(4);
    for (int i = 0; i < 500; ++i) {
      std::vector<float> wanted;
      std::vector<float> sizes;
      const std::size_t number = random() % 9;
      for (std::size_t k = 0; k < number; ++k) {
        wanted.push_back(static_cast<float>(random() % 300));
        sizes.push_back(10 + static_cast<float>(random() % 30));
      }
      const bool fits = std::accumulate(sizes.begin(), sizes.end(), 0.0F) <= 300;
      const std::vector<float> placed = spread(wanted, sizes, 0, 300);
      for (std::size_t a = 0; a < number; ++a) {
        CHECK((!fits || (placed[a] >= sizes[a] / 2 - 0.01F && placed[a] <= 300 - sizes[a] / 2 + 0.01F)));
        for (std::size_t b = 0; b < number; ++b) {
          if (wanted[a] < wanted[b])
            CHECK(placed[a] <= placed[b]);
          if (a != b && fits)
            CHECK(std::abs(placed[a] - placed[b]) >= (sizes[a] + sizes[b]) / 2 - 0.01F);
        }
      }
    }
  }
}

TEST_CASE("stacked bars stand on each other, what is below zero hangs") {
  const Chart chart{.body = stacked()};
  const Scene scene = scene_of(chart, {.width = 500, .height = 300});
  const std::vector<Block> passed = blocks_of(scene, Ink::series_1);
  const std::vector<Block> failed = blocks_of(scene, Ink::series_2);
  const std::vector<Block> waiting = blocks_of(scene, Ink::series_3);
  // The first of each colour is the legend's.
  REQUIRE(passed.size() == 3);
  REQUIRE(waiting.size() == 2);
  CHECK(failed[1].box.bottom() <= passed[1].box.y);
  CHECK(failed[1].box.bottom() >= passed[1].box.y - 2);
  CHECK(passed[2].box.y >= failed[2].box.bottom() - 1);
  CHECK(waiting[1].box.y >= passed[2].box.bottom());
  CHECK(passed[1].box.h / failed[1].box.h == doctest::Approx(1.5).epsilon(0.05));
  SUBCASE("and says their sum") {
    CHECK(says(scene, "5"));
    CHECK(Reading(chart, {}).at(0).sentence() == "ก: ผ่าน 3 ครั้ง, ไม่ผ่าน 2 ครั้ง · รวม 5 ครั้ง");
  }
}

TEST_CASE("long names make bars lie") {
  BarChart body{.across = Categories{{"บริษัท ท่าชะมวงปาล์มออยล์ จำกัด", "ห้างหุ้นส่วนจำกัด คลองแหไม้ยางพารา",
                                      "โรงน้ำแข็งบ้านพรุเย็นสุข"}},
                .series = {{"ข้อบกพร่อง", {4, 2, 1}}},
                .quantity = count};
  const Scene lying = scene_of({.body = body}, {.width = 400, .height = 260});
  CHECK_FALSE(lying.has_guide);
  CHECK(lying.stops[1].area.y > lying.stops[0].area.y);
  body.across = Categories{{"ก", "ข", "ค"}};
  CHECK(scene_of({.body = body}, {.width = 400, .height = 260}).has_guide);
}

TEST_CASE("lines") {
  LineChart body{
      .across = Months{{2023, 10, 1}, 4}, .series = {{"บ่อ 1", {1, 5, std::nullopt, 3}}}, .quantity = count};

  SUBCASE("break where a value is missing; a value alone is a dot") {
    const Scene scene = scene_of({.body = body});
    CHECK(strokes_of(scene, Ink::series_1).size() == 1);
    CHECK(std::ranges::count_if(scene.marks,
                                [](const Mark& mark) { return std::holds_alternative<Disc>(mark); }) == 3);
    CHECK_FALSE(scene.dots[2].has_value());
    CHECK(Reading({.body = body}, text::date_style(text::Language::thai)).at(2).sentence() ==
          "ธ.ค. 2566 · ไม่มีค่า");
  }
  SUBCASE("one point is one dot, with its stop") {
    body.across = Months{{2023, 10, 1}, 1};
    body.series[0].values = {7};
    const Scene scene = scene_of({.body = body});
    REQUIRE(scene.stops.size() == 1);
    CHECK(scene.dots[0].has_value());
  }
  SUBCASE("have their names at their ends, each with its own dashes") {
    body.series.push_back({"บ่อ 2", {2, 5, 4, 3}});
    const Scene scene = scene_of({.body = body});
    CHECK(says(scene, "บ่อ 1"));
    CHECK(says(scene, "บ่อ 2"));
    CHECK(strokes_of(scene, Ink::series_2).front().dash != strokes_of(scene, Ink::series_1).front().dash);
  }
  SUBCASE("are clipped at what is shown") {
    body.shown = Range{2, 4};
    const Scene scene = scene_of({.body = body});
    for (const Stroke& stroke : strokes_of(scene, Ink::series_1))
      for (const Point& point : stroke.points) {
        CHECK(point.y >= scene.plot.y - 0.01F);
        CHECK(point.y <= scene.plot.bottom() + 0.01F);
      }
    CHECK_FALSE(scene.dots[1].has_value());
    CHECK(scene.dots[3].has_value());
  }
  SUBCASE("ten thousand points are thinned to the pixels, extremes kept") {
    Days days;
    Series series{"x", {}};
    std::mt19937 random(1);
    for (int i = 0; i < 10'000; ++i) {
      days.dates.push_back(add_days({1990, 1, 1}, i));
      series.values.emplace_back(static_cast<double>(random() % 1000) / 100);
    }
    series.values[5'000] = 90;
    const Scene scene = scene_of(
        {.body = LineChart{.across = days, .series = {series}, .quantity = {Quantity::Kind::measure, "", 1}}},
        {.width = 800, .height = 300});
    const std::vector<Stroke> strokes = strokes_of(scene, Ink::series_1);
    REQUIRE(strokes.size() == 1);
    CHECK(strokes[0].points.size() <= 1602);
    const auto highest = std::ranges::min_element(strokes[0].points, {}, &Point::y);
    CHECK(highest->y == doctest::Approx(scene.dots[5'000]->y));
    CHECK(scene.stops.size() == 10'000);
  }
}

TEST_CASE("clipping a line") {
  const Rect box{0, 0, 10, 10};
  CHECK(clipped({{-5, 5}, {15, 5}}, box) == std::vector<std::vector<Point>>{{{0, 5}, {10, 5}}});
  CHECK(clipped({{2, 2}, {8, 8}}, box) == std::vector<std::vector<Point>>{{{2, 2}, {8, 8}}});
  CHECK(clipped({{-5, -5}, {-1, 20}}, box).empty());
  CHECK(clipped({{5, 5}, {5, 20}, {8, 20}, {8, 5}}, box) ==
        std::vector<std::vector<Point>>{{{5, 5}, {5, 10}}, {{8, 10}, {8, 5}}});
}

TEST_CASE("words for those who do not see") {
  text::set_language(text::Language::thai);
  const text::DateStyle style = text::date_style(text::Language::thai);

  SUBCASE("an S-curve says the gap") {
    SCurve curve{.begin = {2023, 10, 1},
                 .dates = {{2023, 10, 31}, {2023, 11, 30}},
                 .plan = {10, 20},
                 .result = {8, {}},
                 .quantity = count,
                 .today = CivilDate{2023, 10, 31}};
    const Chart chart{.title = "งานตรวจ", .body = curve};
    CHECK(Reading(chart, style).at(0).sentence() == "31 ต.ค. 2566: แผน 10 ครั้ง, ผล 8 ครั้ง · ช้ากว่าแผน 2 ครั้ง");
    CHECK(Reading(chart, style).summary().ends_with("ช้ากว่าแผน 2 ครั้ง"));
    CHECK(says(scene_of(chart), "ช้ากว่าแผน 2 ครั้ง"));
    CHECK(says(scene_of(chart), "วันนี้"));
  }
  SUBCASE("a control chart marks what is out by shape and word") {
    ControlChart body{.across = Categories{{"1", "2", "3", "4"}},
                      .groups = {{5}, {5}, {5}, {19}},
                      .quantity = {Quantity::Kind::measure, "วัน", 0},
                      .given = ControlLimits{0, 5, 10}};
    const Chart chart{.body = body};
    const Scene scene = scene_of(chart);
    CHECK(says(scene, "นอกขีด"));
    CHECK(says(scene, "นอกขีดควบคุม 1 จุด"));
    CHECK(std::ranges::any_of(scene.marks, [](const Mark& mark) {
      const auto* area = std::get_if<Area>(&mark);
      return area != nullptr && area->points.size() == 8;
    }));
    CHECK(Reading(chart, style).at(3).remark == "เกินขีดควบคุมบน");
  }
  SUBCASE("bullet rows say how far they are from their target") {
    const Chart chart{.body = BulletChart{.rows = {{"โครงการ ก", 40, 10, 100, 52.0}},
                                          .quantity = count,
                                          .done_name = "เบิกจ่าย",
                                          .committed_name = "ผูกพัน"}};
    const Scene scene = scene_of(chart, {.width = 600, .height = 120});
    CHECK(says(scene, "ต่ำกว่าเป้า 12.0 จุด"));
    CHECK(says(scene, "เบิกจ่าย 40.0 % ของ 100 ครั้ง"));
    const std::vector<Block> done = blocks_of(scene, Ink::accent);
    CHECK(done.back().box.w == doctest::Approx(240));
  }
  SUBCASE("a histogram counts what is outside the limits") {
    const Chart chart{
        .body =
            Histogram{.values = {5, 6, 7, 8, 9, 12}, .quantity = {}, .lower_limit = 5.5, .upper_limit = 9}};
    CHECK(Reading(chart, style).summary().ends_with("นอกเกณฑ์ 2 ค่า"));
  }
}

TEST_CASE("the table of a chart, as spreadsheets paste it") {
  text::set_language(text::Language::thai);
  BarChart body = stacked();
  body.across = Categories{{"=HYPERLINK(\"x\")", "a\tb\nc"}};
  const Chart chart{.across_name = "เดือน", .body = body};
  CHECK(tab_separated(Reading(chart, {}).table()) ==
        "เดือน\tผ่าน (ครั้ง)\tไม่ผ่าน (ครั้ง)\tรอ (ครั้ง)\r\n'=HYPERLINK(\"x\")\t3\t2\t\r\na b c\t-2\t4\t-3\r\n");
  SUBCASE("money in baht, dates as ISO") {
    const Chart money{.body = LineChart{.across = Days{{{2024, 2, 1}}},
                                        .series = {{"เบิก", {123'450}}},
                                        .quantity = {Quantity::Kind::money, {}, 0}}};
    CHECK(tab_separated(Reading(money, {}).table()) == "จุด\tเบิก (บาท)\r\n2024-02-01\t1234.50\r\n");
  }
  SUBCASE("every kind has as many cells as headings") {
    for (unsigned seed = 0; seed < 60; ++seed) {
      const Chart invented = Invented(seed).chart(seed);
      const Table table = Reading(invented, {}).table();
      CHECK(table.rows.size() == Reading(invented, {}).stop_count());
      for (const auto& row : table.rows)
        CHECK(row.size() == table.columns.size());
    }
  }
}

TEST_CASE("a drawing for the browser is canonical JSON") {
  const Scene scene =
      scene_of({.title = "\"<\\", .body = stacked()}, {.width = 500, .height = 300, .with_title = true});
  const auto json = parse_json(drawing_of(scene, {}));
  REQUIRE(json);
  CHECK(json->root()["width"].integer() == 53'200);
  CHECK(json->root()["marks"].size() == scene.marks.size());
}

TEST_CASE("a cut label ends between clusters") {
  const Layout layout;
  const std::string_view name = "ห้างหุ้นส่วนจำกัด คลองแหไม้ยางพารา";
  for (float width = 0; width < 400; width += 3) {
    const std::string cut = shortened(name, Type::caption, width, layout);
    CHECK((cut.empty() || cut == name || cut.ends_with("…")));
    CHECK(layout.measure(cut, Type::caption) <= width);
    if (cut != name && cut.size() > 3) {
      const std::size_t kept = cut.size() - 3;
      std::size_t end = 0;
      while (end < kept)
        end = text::next_cluster(name, end);
      CHECK(end == kept);
    }
  }
}
