// Charts on the page: pointer, keyboard, what screen readers find, what is taken away.
#include "ui/stage.h"

#include "base/json.h"
#include "chart/ink.h"
#include "text/messages.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/chart_paint.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace truat;
using namespace truat::ui;
using access::Role;
using truat::testing::StageSpec;
using truat::testing::WidgetStage;

namespace {

chart::Chart visits() {
  return {.title = "งานตรวจ",
          .across_name = "เดือน",
          .body = chart::BarChart{.across = chart::Months{{2023, 10, 1}, 4},
                                  .series = {{"ผ่าน", {3, 5, 2, 4}}, {"ไม่ผ่าน", {1, 0, 2, 1}}},
                                  .quantity = {chart::Quantity::Kind::count, "ครั้ง", 0},
                                  .arrangement = chart::BarChart::Arrangement::stacked}};
}

struct ChartStage {
  chart::Chart chart = visits();
  ChartState state;
  Requests requests;
  std::uint64_t revision = 1;
  WidgetStage page;

  explicit ChartStage(const StageSpec& spec = {})
      : page(
            [this](Box box) {
              (void)button(Box{8, 8, 100, 36}, "before", {.label = "ก่อน"});
              chart_figure(Box{20, 60, std::min(700.0F, box.w - 40), 320}, "chart", chart, state,
                           {.revision = revision, .office = "สอจ.สงขลา"}, requests);
            },
            spec) {
    page.frame();
  }
  [[nodiscard]] const access::Item& point(std::size_t index) {
    return page.stage.find(Role::option, state.cache.reading->at(index).sentence());
  }
  void choose(std::string_view item) {
    page.stage.press(page.stage.find(Role::button, "คำสั่งของแผนภูมิ งานตรวจ"));
    page.stage.settle(page.kit);
    page.stage.press(page.stage.find(Role::menu_item, item));
    page.stage.settle(page.kit);
  }
  template <class T>
  T asked() {
    for (const Request& request : requests.take())
      if (const T* one = std::get_if<T>(&request))
        return *one;
    FAIL("was not asked for");
    return {};
  }
};

std::string focused_name() {
  for (const access::Item& item : access::items())
    if (item.state.focused)
      return item.name;
  return {};
}

} // namespace

TEST_CASE("the inks of charts are the theme's colours") {
  for (const ColorMode mode : {ColorMode::light, ColorMode::dark}) {
    truat::testing::Stage stage({.mode = mode});
    for (std::size_t i = 0; i < chart::ink_count; ++i) {
      const auto ink = static_cast<chart::Ink>(i);
      const std::uint32_t rgb =
          chart::rgb(ink, mode == ColorMode::light ? chart::Ground::light : chart::Ground::dark);
      CHECK(color_of(ink) == IM_COL32(rgb >> 16U & 0xFFU, rgb >> 8U & 0xFFU, rgb & 0xFFU, 0xFFU));
    }
  }
}

TEST_CASE("estimated widths are never less than the font's, and not much more") {
  WidgetStage page([](Box) {
    const chart::Measure measured = chart_measure();
    for (const text::Message& message : text::all_messages())
      for (const std::string_view words : {message.thai, message.english})
        for (const chart::Type type : {chart::Type::caption, chart::Type::strong}) {
          const float real = measured(words, type);
          CHECK_MESSAGE(chart::estimated_width(words, type) >= real - 1, words);
          if (words.size() > 40 && !words.contains('\n'))
            CHECK_MESSAGE(chart::estimated_width(words, type) <= real * 1.6F, words);
        }
  });
}

TEST_CASE("a chart states itself") {
  ChartStage stage;
  SUBCASE("as a figure with a name and a summary, each point with its values") {
    const access::Item& figure = stage.page.stage.find(Role::figure, "งานตรวจ");
    CHECK(figure.description.contains("4 จุด, ต.ค. 2566 ถึง ม.ค. 2567"));
    CHECK(stage.page.stage.shows(Role::option, "พ.ย. 2566: ผ่าน 5 ครั้ง, ไม่ผ่าน 0 ครั้ง · รวม 5 ครั้ง"));
    CHECK(stage.page.stage.all(Role::option).size() == 4);
  }
  SUBCASE("of very many points only the one that is read") {
    chart::Days days;
    chart::Series series{"x", {}};
    for (int i = 0; i < 1000; ++i) {
      days.dates.push_back(add_days({2020, 1, 1}, i));
      series.values.emplace_back(i);
    }
    stage.chart.body = chart::LineChart{.across = days, .series = {series}, .quantity = {}};
    ++stage.revision;
    stage.page.frame();
    CHECK(stage.page.stage.all(Role::option).empty());
    access::focus(stage.page.stage.find(Role::list_box, "งานตรวจ").id);
    stage.page.frame();
    stage.page.stage.key(ImGuiKey_End);
    CHECK(stage.page.stage.all(Role::option).size() == 1);
    CHECK(stage.state.at == 999);
  }
  SUBCASE("one that cannot be drawn says why") {
    std::get<chart::BarChart>(stage.chart.body).series[0].values[0] = std::nan("");
    ++stage.revision;
    stage.page.frame();
    CHECK(stage.page.stage.shows(Role::alert, "แผนภูมิมีค่าที่ไม่ใช่ตัวเลข"));
  }
}

TEST_CASE("the pointer finds the values") {
  ChartStage stage;
  const access::Item second = stage.point(1);
  stage.page.stage.move_to(second.box.center());
  CHECK(stage.page.stage.shows(Role::tooltip, second.name));
  stage.page.stage.move_to({4, 4});
  CHECK(stage.page.stage.all(Role::tooltip).empty());
  SUBCASE("a press stays at them") {
    stage.page.stage.press(second);
    stage.page.stage.move_to({1300, 700});
    CHECK(stage.page.stage.shows(Role::tooltip, second.name));
    CHECK(stage.state.at == 1);
  }
  SUBCASE("the card with them stays inside the chart") {
    for (std::size_t i = 0; i < 4; ++i) {
      stage.page.stage.move_to(stage.point(i).box.center());
      const Box card = stage.page.stage.all(Role::tooltip).at(0).box;
      CHECK(card.x >= 20);
      CHECK(card.right() <= 720);
      CHECK(card.bottom() <= 380);
    }
  }
}

TEST_CASE("the keyboard walks the points") {
  ChartStage stage;
  const auto key = [&](ImGuiKey one) { stage.page.stage.key(one); };
  key(ImGuiKey_Tab);
  key(ImGuiKey_Tab);
  key(ImGuiKey_Tab);
  CHECK(focused_name() == "งานตรวจ");
  key(ImGuiKey_RightArrow);
  CHECK(focused_name().starts_with("ต.ค. 2566"));
  key(ImGuiKey_RightArrow);
  CHECK(focused_name().starts_with("พ.ย. 2566"));
  CHECK(stage.page.stage.all(Role::tooltip).at(0).name.starts_with("พ.ย. 2566"));
  key(ImGuiKey_End);
  key(ImGuiKey_RightArrow);
  CHECK(focused_name().starts_with("ม.ค. 2567"));
  key(ImGuiKey_Home);
  key(ImGuiKey_LeftArrow);
  CHECK(focused_name().starts_with("ต.ค. 2566"));
  SUBCASE("Esc goes back to the whole") {
    key(ImGuiKey_Escape);
    CHECK(focused_name() == "งานตรวจ");
    CHECK(stage.page.stage.all(Role::tooltip).empty());
  }
  SUBCASE("Tab leaves it, from wherever one is, and comes back to the whole") {
    key(ImGuiKey_Tab);
    CHECK(focused_name() == "ก่อน");
    stage.page.stage.key(ImGuiKey_Tab, ImGuiMod_Shift);
    CHECK(focused_name() == "งานตรวจ");
  }
  SUBCASE("a screen reader goes straight to a point") {
    access::focus(stage.point(2).id);
    stage.page.frame();
    stage.page.frame();
    CHECK(stage.state.at == 2);
    CHECK(focused_name().starts_with("ธ.ค. 2566"));
    key(ImGuiKey_RightArrow);
    CHECK(stage.state.at == 3);
  }
}

TEST_CASE("what is taken away from a chart") {
  ChartStage stage;
  SUBCASE("a table for spreadsheets") {
    stage.choose("คัดลอกเป็นตาราง");
    CHECK(
        stage.asked<CopyText>().text ==
        "เดือน\tผ่าน (ครั้ง)\tไม่ผ่าน (ครั้ง)\r\nต.ค. 2566\t3\t1\r\nพ.ย. 2566\t5\t0\r\nธ.ค. 2566\t2\t2\r\nม.ค. 2567\t4\t1\r\n");
  }
  SUBCASE("an SVG file, with the title in it") {
    stage.choose("บันทึกเป็น SVG");
    const auto file = stage.asked<SaveFile>();
    CHECK(file.name == "งานตรวจ.svg");
    const std::string svg = file.bytes();
    CHECK(svg.contains(">งานตรวจ</text>"));
    CHECK(svg.contains("ปีงบประมาณ 2567"));
  }
  SUBCASE("a paper with picture and table") {
    stage.choose("พิมพ์");
    const auto paper = stage.asked<PrintHtml>();
    CHECK(paper.html().contains("<svg"));
    CHECK(paper.html().contains("สอจ.สงขลา"));
  }
  SUBCASE("a file name that file systems take") {
    stage.chart.title = "a/b:c";
    stage.page.frame();
    stage.page.stage.press(stage.page.stage.find(Role::button, "คำสั่งของแผนภูมิ a/b:c"));
    stage.page.stage.settle(stage.page.kit);
    stage.page.stage.press(stage.page.stage.find(Role::menu_item, "บันทึกเป็น SVG"));
    CHECK(stage.asked<SaveFile>().name == "a-b-c.svg");
  }
}

TEST_CASE("a touch stays at the values of a chart") {
  ChartStage touch({.width = 390, .height = 844, .pointer = PointerKind::touch});
  const access::Item third = touch.point(2);
  touch.page.stage.press(third);
  CHECK(touch.state.at == 2);
  CHECK(touch.page.stage.shows(Role::tooltip, third.name));
}

TEST_CASE("a drawing for PNG is light whatever the page is") {
  ChartStage dark({.mode = ColorMode::dark});
  dark.choose("บันทึกเป็น PNG");
  const auto drawing = dark.asked<SaveDrawing>();
  CHECK(drawing.name == "งานตรวจ.png");
  const auto json = parse_json(drawing.drawing);
  REQUIRE(json);
  CHECK(json->root()["ground"].string() == "#FFFFFF");
}

TEST_CASE("the table instead of the chart") {
  ChartStage stage;
  stage.choose("ดูเป็นตาราง");
  CHECK(stage.page.stage.shows(Role::column_header, "ไม่ผ่าน (ครั้ง)"));
  CHECK(stage.page.stage.shows(Role::cell, "ธ.ค. 2566"));
  CHECK(stage.page.stage.all(Role::figure).empty());
  stage.choose("ดูเป็นแผนภูมิ");
  CHECK(stage.page.stage.shows(Role::figure, "งานตรวจ"));
}

TEST_CASE("a chart is laid out once, not with each frame") {
  ChartStage stage;
  const chart::Reading* reading = stage.state.cache.reading.get();
  const chart::Mark* marks = stage.state.cache.scene->marks.data();
  stage.page.frame();
  stage.page.stage.move_to(stage.point(1).box.center());
  CHECK(stage.state.cache.reading.get() == reading);
  CHECK(stage.state.cache.scene->marks.data() == marks);
  std::get<chart::BarChart>(stage.chart.body).series[0].values[1] = 9;
  ++stage.revision;
  stage.page.frame();
  CHECK(stage.page.stage.shows(Role::option, "พ.ย. 2566: ผ่าน 9 ครั้ง, ไม่ผ่าน 0 ครั้ง · รวม 9 ครั้ง"));
}
