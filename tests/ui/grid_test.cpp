// The grid on the page: headings, pointer, keyboard, columns, and what it costs.
#include "ui/stage.h"

#include "text/messages.h"
#include "ui/grid/grid.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <variant>

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
    GridColumn{
        .id = "horsepower", .label = "แรงม้า", .width = 120, .align = Align::right, .kind = CellKind::number}};

const std::array narrow_columns{
    GridColumn{.id = "name", .label = "ชื่อ", .width = 80},
    GridColumn{.id = "horsepower", .label = "แรงม้า", .width = 60, .align = Align::right}};

} // namespace

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
  });
  state.slice_pieces = 64;

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
    REQUIRE(state.view.sort.size() == 1);
    CHECK(state.view.sort[0].column == 1);
    CHECK(page.stage.find(Role::column_header, "แรงม้า").details.sorted == access::Sorted::up);
    page.stage.press(heading);
    CHECK(state.view.sort[0].direction == SortDirection::descending);
    page.stage.press(heading);
    CHECK(state.view.sort.empty());
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
    page.stage.key(ImGuiKey_End, ImGuiMod_Ctrl);
    CHECK(selected == 9999);
    page.stage.settle(page.kit);
    CHECK(page.stage.shows(Role::cell, "โรงงาน 9999"));
    page.stage.key(ImGuiKey_Home, ImGuiMod_Ctrl);
    CHECK(selected == 0);
    page.stage.settle(page.kit);
    CHECK(page.stage.shows(Role::cell, "โรงงาน 0"));
  }
  SUBCASE("the selected row stays selected when the order changes") {
    page.stage.press(page.stage.find(Role::cell, "โรงงาน 3"));
    press_sort(state.view, 1, SortPress::alone);
    page.stage.settle(page.kit, 400);
    const std::size_t line = state.selection.active().line;
    CHECK(line != 3);
    CHECK(state.rows.line(line).row == 3);
    page.stage.key(ImGuiKey_DownArrow);
    CHECK(selected == state.rows.line(line + 1).row);
  }
  SUBCASE("Shift and a press on another heading sorts by both") {
    page.stage.press(page.stage.find(Role::column_header, "แรงม้า"));
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
    page.stage.press(page.stage.find(Role::column_header, "ชื่อ"));
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
    page.frame();
    CHECK(sort_place(state.view, 1) == 1);
    CHECK(sort_place(state.view, 0) == 2);
    CHECK(page.stage.find(Role::column_header, "แรงม้า").value == "เรียงเป็นลำดับที่ 1");
    CHECK(page.stage.find(Role::column_header, "ชื่อ").value == "เรียงเป็นลำดับที่ 2");
  }
  SUBCASE("Shift with arrows, and the pointer, select a range; the foot adds it up") {
    page.stage.press(page.stage.find(Role::cell, "โรงงาน 3"));
    page.stage.key(ImGuiKey_DownArrow, ImGuiMod_Shift);
    page.stage.key(ImGuiKey_RightArrow, ImGuiMod_Shift);
    CHECK(state.selection.range({10'000, 2}) == CellRange{3, 4, 0, 1});
    page.stage.settle(page.kit);
    const int sum = 3 * 7919 % 10'007 + 4 * 7919 % 10'007;
    CHECK(
        page.stage.shows(Role::status, text::tr("grid.selected", {{"cells", "4"}, {"filled", "4"}}) + " · " +
                                           text::tr("grid.sum", {{"number", shown_number(sum)}}) + " · " +
                                           text::tr("grid.average", {{"number", shown_number(sum / 2.0)}})));
    page.stage.drag(page.stage.find(Role::cell, "โรงงาน 5").box.center(),
                    page.stage.find(Role::cell, "โรงงาน 8").box.center());
    CHECK(state.selection.range({10'000, 2}) == CellRange{5, 8, 0, 0});
    page.stage.key(ImGuiKey_Space, ImGuiMod_Shift);
    CHECK(state.selection.range({10'000, 2}) == CellRange{5, 8, 0, 1});
    page.stage.key(ImGuiKey_A, ImGuiMod_Ctrl);
    CHECK(state.selection.range({10'000, 2}) == CellRange{0, 9999, 0, 1});
  }
  SUBCASE("a heading is carried to another place") {
    const Box name = page.stage.find(Role::column_header, "ชื่อ").box;
    const Box power = page.stage.find(Role::column_header, "แรงม้า").box;
    page.stage.drag(power.center(), {name.x + 20, name.center().y});
    CHECK(shown_columns(state.view).columns == std::vector<std::size_t>{1, 0});
    CHECK(state.view.sort.empty());
  }
  SUBCASE("the heading's menu hides, pins, groups and filters") {
    const auto choose = [&](std::string_view heading, std::string_view act) {
      page.stage.move_to(page.stage.find(Role::column_header, heading).box.center());
      page.stage.press(
          page.stage.find(Role::button, text::tr("grid.column_menu", {{"column", std::string(heading)}})));
      page.stage.settle(page.kit, 400);
      page.stage.press(page.stage.find(Role::menu_item, text::tr(act)));
      page.stage.settle(page.kit, 400);
    };
    choose("แรงม้า", "grid.pin");
    CHECK(shown_columns(state.view).columns == std::vector<std::size_t>{1, 0});
    choose("แรงม้า", "grid.hide");
    CHECK(shown_columns(state.view).columns == std::vector<std::size_t>{0});
    choose("ชื่อ", "grid.group");
    CHECK(state.rows.groups().size() == 10'000);
    choose("ชื่อ", "grid.ungroup");
    choose("ชื่อ", "grid.filter");
    page.fill(Role::search, text::tr("grid.contains"), "โรงงาน 999");
    page.stage.settle(page.kit, 400);
    CHECK(last.shown == 11);
    page.stage.press(page.stage.find(Role::button, text::tr("grid.filter_done")));
    page.stage.settle(page.kit, 400);
    CHECK_FALSE(page.stage.shows(Role::dialog, text::tr("grid.filter_of", {{"column", "ชื่อ"}})));
  }
  SUBCASE("a view is kept under a name, and used again") {
    Requests requests;
    page.draw = [&](Box box) {
      const GridSpec spec{.columns = columns, .name = "โรงงาน", .requests = &requests, .kept_as = "test"};
      Box tools = box.take_top(36);
      grid_tools(tools, "grid", state, rows, spec);
      last = grid(box, "grid", state, rows, spec);
    };
    page.frame();
    const auto open = [&] {
      page.stage.press(page.stage.find(Role::button, text::tr("grid.views")));
      page.stage.settle(page.kit, 400);
    };
    state.view.group_by = 1;
    open();
    page.fill(Role::textbox, text::tr("grid.view_name"), "ตามแรงม้า");
    page.stage.press(page.stage.find(Role::button, text::tr("grid.view_save")));
    page.stage.settle(page.kit, 400);
    CHECK_FALSE(page.stage.shows(Role::dialog, text::tr("grid.views")));
    state.view.group_by.reset();
    open();
    CHECK(access::faults().empty());
    page.stage.press(page.stage.find(Role::button, "ตามแรงม้า"));
    page.stage.settle(page.kit, 400);
    CHECK(state.view.group_by == 1);
    CHECK(std::ranges::any_of(requests.all(),
                              [](const Request& one) { return std::holds_alternative<KeepGridViews>(one); }));
    CHECK_FALSE(page.stage.shows(Role::dialog, text::tr("grid.views")));
  }
  SUBCASE("groups are opened and closed by a press and by the keyboard") {
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
      rows.rows[i].horsepower = static_cast<double>(i % 4);
    ++rows.changes;
    state.view.group_by = 1;
    page.stage.settle(page.kit, 600);
    REQUIRE(state.rows.groups().size() == 4);
    const auto group = page.stage.all(Role::row)[1]; // after the headings
    CHECK(group.state.expanded);
    page.stage.press({group.box.x + 40, group.box.center().y});
    page.stage.settle(page.kit);
    CHECK(state.rows.is_collapsed(0));
    CHECK(page.stage.shows(Role::row, page.stage.all(Role::row)[2].name));
    page.stage.key(ImGuiKey_RightArrow);
    CHECK_FALSE(state.rows.is_collapsed(0));
    page.stage.key(ImGuiKey_LeftArrow);
    CHECK(state.rows.is_collapsed(0));
  }
  SUBCASE("a column is drawn wider by its edge") {
    const Box heading = page.stage.find(Role::column_header, "ชื่อ").box;
    page.stage.drag({heading.right(), heading.center().y}, {heading.right() - 200, heading.center().y});
    page.frame();
    CHECK(page.stage.find(Role::column_header, "ชื่อ").box.w == doctest::Approx(heading.w - 200).epsilon(0.02));
  }
  SUBCASE("no frame does all the work of a search or an order: what stood stays until the new one is whole") {
    access::want(false);
    page.stage.settle(page.kit, 400);
    const std::size_t most = std::size_t{64} * 32 * 2 + std::size_t{22} * 2 * 2;
    int frames = 0;
    const auto work_through = [&] {
      do {
        rows.asked = 0;
        page.frame();
        CHECK(rows.asked <= most);
        ++frames;
      } while (page.kit.wants_frame() && frames < 200);
    };
    state.view.search = "โรงงาน 99";
    page.frame();
    CHECK(last.shown == 10'000);
    work_through();
    CHECK(frames >= 9);
    CHECK(last.shown == 111);
    frames = 0;
    state.view.search = "โรงงาน 999";
    work_through();
    CHECK(frames <= 6); // the rows are folded already
    CHECK(last.shown == 11);
    press_sort(state.view, 1, SortPress::alone);
    state.view.search.clear();
    work_through();
    CHECK(last.shown == 10'000);
    CHECK(state.rows.order().front() == 0);
    access::want(true);
  }
  SUBCASE("a filter that nothing passes says so and can be cleared") {
    state.view.search = "ไม่มีชื่อนี้";
    page.stage.settle(page.kit, 400);
    CHECK(last.shown == 0);
    page.stage.press(page.stage.find(Role::button, "ล้างตัวกรอง"));
    page.stage.settle(page.kit, 400);
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
    complete_looks(state.view, shown);
    look_of(state.view, 1).width = 64;
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
  CHECK(figure.kind == CellKind::number);
  CHECK_FALSE(figure.grows);
}
