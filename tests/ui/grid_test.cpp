// The grid: order, filter, keyboard, and what it costs.
#include "ui/stage.h"

#include "ui/widgets/grid.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::ui;
using access::Role;
using truat::testing::WidgetStage;

namespace {

struct Row {
  std::string name;
  std::optional<double> horsepower;
};

class Rows final : public GridSource {
public:
  std::vector<Row> rows;
  std::uint64_t changes = 0;
  mutable std::size_t asked = 0;

  [[nodiscard]] std::size_t row_count() const override { return rows.size(); }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override {
    ++asked;
    if (column == 0)
      return rows[row].name;
    return rows[row].horsepower ? std::to_string(static_cast<int>(*rows[row].horsepower)) : std::string();
  }
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override {
    return column == 0 ? SortKey{std::nullopt, rows[row].name} : SortKey{rows[row].horsepower, {}};
  }
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override {
    return std::hash<std::string>{}(rows[row].name);
  }
  [[nodiscard]] std::uint64_t revision() const override { return changes; }
};

const std::array columns{
    GridColumn{.id = "name", .label = "ชื่อ", .width = 300, .grows = true},
    GridColumn{.id = "horsepower", .label = "แรงม้า", .width = 120, .align = Align::right}};

const std::array narrow_columns{
    GridColumn{.id = "name", .label = "ชื่อ", .width = 80},
    GridColumn{.id = "horsepower", .label = "แรงม้า", .width = 60, .align = Align::right}};

std::vector<std::string> names_of(const Rows& rows, GridState& state) {
  std::vector<std::string> names;
  for (const std::uint32_t row : grid_order(state, rows, columns.size()))
    names.push_back(rows.rows[row].name);
  return names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("the order of a grid") {
  Rows rows;
  rows.rows = {{"แก้ว", 9.0}, {"กล้า", 1486.5}, {"เก่ง", std::nullopt}, {"ขาว", 75.0}};
  GridState state;

  SUBCASE("is the source's own at first") {
    CHECK(names_of(rows, state) == Names{"แก้ว", "กล้า", "เก่ง", "ขาว"});
  }
  SUBCASE("by name is that of a Thai dictionary") {
    state.sorted_by = 0;
    CHECK(names_of(rows, state) == Names{"กล้า", "เก่ง", "แก้ว", "ขาว"});
    state.direction = SortDirection::descending;
    CHECK(names_of(rows, state) == Names{"ขาว", "แก้ว", "เก่ง", "กล้า"});
  }
  SUBCASE("by figures is by value, nothing comes last both ways") {
    state.sorted_by = 1;
    CHECK(names_of(rows, state) == Names{"แก้ว", "ขาว", "กล้า", "เก่ง"});
    state.direction = SortDirection::descending;
    CHECK(names_of(rows, state) == Names{"กล้า", "ขาว", "แก้ว", "เก่ง"});
  }
  SUBCASE("keeps to the filter, which overlooks tone marks and Thai digits") {
    state.filter = "แกว";
    CHECK(names_of(rows, state) == Names{"แก้ว"});
    state.filter = "๗๕";
    CHECK(names_of(rows, state) == Names{"ขาว"});
    state.filter = "แก้ว9";
    CHECK(names_of(rows, state).empty());
  }
  SUBCASE("is made anew when rows change and not otherwise") {
    state.sorted_by = 0;
    (void)names_of(rows, state);
    rows.rows.push_back({"กก", 1.0});
    CHECK(names_of(rows, state).size() == 4);
    ++rows.changes;
    CHECK(names_of(rows, state).front() == "กก");
  }
}

TEST_CASE("a grid on the page") {
  Rows rows;
  for (int i = 0; i < 10'000; ++i)
    rows.rows.push_back({"โรงงาน " + std::to_string(i), static_cast<double>(i * 7919 % 10'007)});
  GridState state;
  GridResult last;
  std::optional<std::size_t> selected, opened;
  WidgetStage page([&](Box box) {
    last = grid(box, "grid", state, rows, {.columns = columns, .name = "โรงงาน", .nothing = "ยังไม่มีโรงงาน"});
    if (last.selected)
      selected = last.selected;
    if (last.opened)
      opened = last.opened;
    if (last.clear_filter)
      state.filter.clear();
  });

  SUBCASE("asks only for the cells in sight") {
    page.frame();
    rows.asked = 0;
    access::want(false);
    page.frame();
    access::want(true);
    CHECK(rows.asked <= 22 * 2);
    CHECK(rows.asked > 0);
  }
  SUBCASE("is sorted by pressing a heading: up, down, and back") {
    const access::Item heading = page.stage.find(Role::column_header, "แรงม้า");
    page.stage.press(heading);
    CHECK(state.sorted_by == 1);
    CHECK(page.stage.find(Role::column_header, "แรงม้า").value == "ascending");
    page.stage.press(heading);
    CHECK(state.direction == SortDirection::descending);
    page.stage.press(heading);
    CHECK_FALSE(state.sorted_by.has_value());
  }
  SUBCASE("its headings stay while the rows scroll") {
    const Box heading = page.stage.find(Role::column_header, "ชื่อ").box;
    page.stage.wheel({600, 400}, -20);
    CHECK(page.stage.find(Role::column_header, "ชื่อ").box == heading);
    CHECK_FALSE(page.stage.shows(Role::cell, "โรงงาน 0"));
  }
  SUBCASE("a press selects, Enter opens, arrows, Home and End go through the rows") {
    page.stage.press(page.stage.find(Role::cell, "โรงงาน 3"));
    CHECK(selected == 3);
    page.stage.key(ImGuiKey_DownArrow);
    CHECK(selected == 4);
    page.stage.key(ImGuiKey_Enter);
    CHECK(opened == 4);
    page.stage.key(ImGuiKey_End);
    CHECK(selected == 9999);
    CHECK(page.stage.shows(Role::cell, "โรงงาน 9999"));
    page.stage.key(ImGuiKey_Home);
    CHECK(selected == 0);
    CHECK(page.stage.shows(Role::cell, "โรงงาน 0"));
  }
  SUBCASE("the selected row stays selected when the order changes") {
    page.stage.press(page.stage.find(Role::cell, "โรงงาน 3"));
    state.sorted_by = 1;
    page.stage.settle(page.kit);
    page.stage.key(ImGuiKey_DownArrow);
    CHECK(selected != 4);
    CHECK(selected.has_value());
  }
  SUBCASE("a column is drawn wider by its edge") {
    const Box heading = page.stage.find(Role::column_header, "ชื่อ").box;
    page.stage.drag({heading.right(), heading.center().y}, {heading.right() - 200, heading.center().y});
    page.frame();
    CHECK(page.stage.find(Role::column_header, "ชื่อ").box.w == doctest::Approx(heading.w - 200).epsilon(0.02));
  }
  SUBCASE("no frame does all the work of a filter or an order: what stood stays until the new one is whole") {
    access::want(false);
    page.stage.settle(page.kit);
    const std::size_t in_sight = 22 * 2;
    int frames = 0;
    const auto work_through = [&] {
      do {
        rows.asked = 0;
        page.frame();
        CHECK(rows.asked <= rows_in_a_slice * 2 + in_sight);
        ++frames;
      } while (page.kit.wants_frame() && frames < 40);
    };
    state.filter = "โรงงาน 99";
    page.frame();
    CHECK(last.shown == 10'000);
    work_through();
    CHECK(frames >= 9);
    CHECK(last.shown == 111);
    frames = 0;
    state.filter = "โรงงาน 999";
    work_through();
    CHECK(frames <= 3); // the rows are folded already
    CHECK(last.shown == 11);
    state.sorted_by = 1;
    state.filter.clear();
    work_through();
    CHECK(last.shown == 10'000);
    CHECK(names_of(rows, state).front() == "โรงงาน 0");
    access::want(true);
  }
  SUBCASE("a filter that nothing passes says so and can be cleared") {
    state.filter = "ไม่มีชื่อนี้";
    page.stage.settle(page.kit);
    CHECK(last.shown == 0);
    page.stage.press(page.stage.find(Role::button, "ล้างตัวกรอง"));
    page.stage.settle(page.kit);
    CHECK(last.shown == 10'000);
  }
}

TEST_CASE("the columns of a grid are as wide as their words") {
  Rows rows;
  rows.rows = {{"บริษัท", 75.0}, {"ห้างหุ้นส่วนจำกัด คลองแหไม้ยางพารา", 1'486'500'000.0}};
  GridState state;
  float room = 900;
  std::span<const GridColumn> shown = narrow_columns;
  WidgetStage page([&](Box box) {
    box.w = room;
    (void)grid(box, "grid", state, rows, {.columns = shown, .name = "โรงงาน"});
  });
  const auto width_of = [&](std::string_view label) {
    return page.stage.find(Role::column_header, label).box.w;
  };
  SUBCASE("where there is room") {
    page.frame();
    CHECK(width_of("ชื่อ") > 240);
    CHECK(width_of("แรงม้า") > 100);
    CHECK(width_of("ชื่อ") + width_of("แรงม้า") <= room);
  }
  SUBCASE("else as wide as they ask for, and the grid scrolls sideways") {
    room = 100;
    page.frame();
    CHECK(width_of("ชื่อ") == doctest::Approx(80));
  }
  SUBCASE("names give way before a figure is cut") {
    shown = columns;
    page.frame();
    const float figures = width_of("แรงม้า");
    room = 340;
    page.frame();
    CHECK(width_of("แรงม้า") > 100);
    CHECK(width_of("แรงม้า") <= figures);
    CHECK(width_of("ชื่อ") + width_of("แรงม้า") <= room);
  }
  SUBCASE("a column drawn by hand stays as it was drawn") {
    state.widths = {0, 64};
    page.frame();
    CHECK(width_of("แรงม้า") == doctest::Approx(64));
  }
}

TEST_CASE("columns come from descriptors") {
  const GridColumn figure = [] {
    truat::testing::WidgetStage page([](Box) {});
    return column_of({.wire = "factory.horsepower",
                      .type = records::FieldType::decimal,
                      .label = "field.factory.horsepower"});
  }();
  CHECK(figure.align == Align::right);
  CHECK_FALSE(figure.grows);
}
