// Which rows a grid shows and in which order, without drawing: keys, filters, groups, slices.
#include "ui/grid/rows.h"
#include "ui/grid/saved_views.h"

#include <doctest/doctest.h>

#include <array>
#include <memory>

using namespace truat;
using namespace truat::ui;

namespace {

struct Row {
  std::string name, district;
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
    switch (column) {
    case 0:
      return rows[row].name;
    case 1:
      return rows[row].district;
    default:
      return rows[row].horsepower ? std::to_string(static_cast<int>(*rows[row].horsepower)) : std::string();
    }
  }
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override {
    ++asked;
    return column == 2 ? SortKey{rows[row].horsepower, {}} : SortKey{std::nullopt, text(row, column)};
  }
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override { return row + 100; }
  [[nodiscard]] std::uint64_t revision() const override { return changes; }
};

const std::array columns{GridColumn{.id = "name", .label = "ชื่อ"},
                         GridColumn{.id = "district", .label = "อำเภอ"},
                         GridColumn{.id = "horsepower", .label = "แรงม้า", .kind = CellKind::number}};

using Names = std::vector<std::string>;

struct Office {
  Rows rows;
  GridView view = plain_view(columns);
  GridRows shown;

  void update() {
    Budget budget = Budget::unlimited();
    REQUIRE(shown.update(rows, columns, view, budget));
  }
  Names names() {
    update();
    Names names;
    for (const std::uint32_t row : shown.order())
      names.push_back(rows.rows[row].name);
    return names;
  }
  const std::vector<GridRows::ValueCount>& values(std::size_t column) {
    update();
    Budget budget = Budget::unlimited();
    const auto* values = shown.values(column, budget);
    REQUIRE(values != nullptr);
    return *values;
  }
};

} // namespace

TEST_CASE("rows of a grid") {
  Office o;
  o.rows.rows = {{"แก้ว", "หาดใหญ่", 9.0}, {"กล้า", "จะนะ", 1486.5}, {"เก่ง", "หาดใหญ่", std::nullopt},
                 {"ขาว", "", 75.0},      {"กล้า", "หาดใหญ่", 9.0},  {"ขาว", "จะนะ", 20.0}};

  SUBCASE("stand as they come at first") {
    CHECK(o.names() == Names{"แก้ว", "กล้า", "เก่ง", "ขาว", "กล้า", "ขาว"});
  }
  SUBCASE("by one key stand as in a Thai dictionary, equal ones as they came") {
    press_sort(o.view, 0, SortPress::alone);
    o.update();
    CHECK(std::vector<std::uint32_t>(o.shown.order().begin(), o.shown.order().end()) ==
          std::vector<std::uint32_t>{1, 4, 2, 0, 3, 5});
    press_sort(o.view, 0, SortPress::alone);
    o.update();
    CHECK(std::vector<std::uint32_t>(o.shown.order().begin(), o.shown.order().end()) ==
          std::vector<std::uint32_t>{3, 5, 0, 2, 1, 4});
  }
  SUBCASE("by two keys: the second decides where the first is equal, nothing comes last both ways") {
    press_sort(o.view, 1, SortPress::alone);
    press_sort(o.view, 2, SortPress::add);
    CHECK(sort_place(o.view, 2) == 2);
    o.update();
    CHECK(std::vector<std::uint32_t>(o.shown.order().begin(), o.shown.order().end()) ==
          std::vector<std::uint32_t>{5, 1, 0, 4, 2, 3});
    press_sort(o.view, 2, SortPress::add); // the second key turns, the first stays
    CHECK(sort_place(o.view, 1) == 1);
    o.update();
    CHECK(std::vector<std::uint32_t>(o.shown.order().begin(), o.shown.order().end()) ==
          std::vector<std::uint32_t>{1, 5, 0, 4, 2, 3});
    press_sort(o.view, 2, SortPress::add); // and goes
    CHECK(o.view.sort.size() == 1);
  }
  SUBCASE("a third press on the only key brings back the order as they came") {
    for (int i = 0; i < 3; ++i)
      press_sort(o.view, 0, SortPress::alone);
    CHECK(o.view.sort.empty());
  }
  SUBCASE("the search goes through all columns that are shown, without tone marks, with Thai digits") {
    o.view.search = "แกว";
    CHECK(o.names() == Names{"แก้ว"});
    o.view.search = "๗๕";
    CHECK(o.names() == Names{"ขาว"});
    o.view.search = "จะนะ";
    CHECK(o.names() == Names{"กล้า", "ขาว"});
    CHECK(hide_column(o.view, 1, true));
    CHECK(o.names().empty());
    o.view.search = "แก้ว9"; // no match across two cells
    CHECK(o.names().empty());
  }
  SUBCASE("a filter on text") {
    set_filter(o.view, {.column = 0, .contains = "กลา"});
    CHECK(o.names() == Names{"กล้า", "กล้า"});
    set_filter(o.view, {.column = 1, .one_of = std::vector<std::string>{"หาดใหญ่"}});
    CHECK(o.names() == Names{"กล้า"});
    set_filter(o.view, {.column = 0});
    set_filter(o.view, {.column = 1, .one_of = std::vector<std::string>{"", "จะนะ"}});
    CHECK(o.names() == Names{"กล้า", "ขาว", "ขาว"});
    set_filter(o.view, {.column = 1, .one_of = std::vector<std::string>{}});
    CHECK(o.names().empty());
  }
  SUBCASE("a filter on numbers has both its ends, and leaves empty cells out") {
    set_filter(o.view, {.column = 2, .least = 9.0, .most = 75.0});
    CHECK(o.names() == Names{"แก้ว", "ขาว", "กล้า", "ขาว"});
    set_filter(o.view, {.column = 2, .least = 75.5});
    CHECK(o.names() == Names{"กล้า"});
  }
  SUBCASE("a filter on emptiness") {
    set_filter(o.view, {.column = 2, .emptiness = ColumnFilter::Emptiness::only_empty});
    CHECK(o.names() == Names{"เก่ง"});
    set_filter(o.view, {.column = 2, .emptiness = ColumnFilter::Emptiness::only_filled});
    CHECK(o.names().size() == 5);
  }
  SUBCASE("the values of a column are counted among what the other filters leave") {
    set_filter(o.view, {.column = 2, .least = 9.0, .most = 75.0});
    set_filter(o.view, {.column = 1, .one_of = std::vector<std::string>{"จะนะ"}});
    const auto& values = o.values(1);
    REQUIRE(values.size() == 3);
    CHECK(values[0].label == "จะนะ");
    CHECK(values[0].count == 1);
    CHECK(values[1].label == "หาดใหญ่");
    CHECK(values[1].count == 2);
    CHECK(values[2].label.empty());
    CHECK(values[2].count == 1);
  }
  SUBCASE("groups stand in order, the empty last, with count, sum and average") {
    o.view.group_by = 1;
    press_sort(o.view, 0, SortPress::alone);
    CHECK(o.names() == Names{"กล้า", "ขาว", "กล้า", "เก่ง", "แก้ว", "ขาว"});
    const auto groups = o.shown.groups();
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].label == "จะนะ");
    CHECK(groups[1].count == 3);
    CHECK(groups[1].totals[2].sum == doctest::Approx(18));
    CHECK(groups[1].totals[2].count == 2);
    CHECK(groups[1].totals[2].average() == doctest::Approx(9));
    CHECK(groups[2].label.empty());
    CHECK(o.shown.line_count() == 9);
    CHECK(o.shown.line(0).group == 0);
    CHECK(o.rows.rows[o.shown.line(1).row].name == "กล้า");
    CHECK(o.shown.line(3).group == 1);

    o.shown.collapse(1, true);
    CHECK(o.shown.line_count() == 6);
    CHECK(o.shown.line(4).group == 2);
    CHECK_FALSE(o.shown.find_line(o.rows, 102).has_value());
    CHECK(o.shown.find_line(o.rows, 103) == 5);
    o.shown.collapse_all(true);
    CHECK(o.shown.line_count() == 3);
    o.shown.collapse_all(false);
    CHECK(o.shown.find_line(o.rows, 102) == 5);
  }
  SUBCASE("are made anew when rows change, not otherwise, and stay collapsed by what they are called") {
    o.view.group_by = 1;
    o.update();
    o.shown.collapse(0, true);
    o.rows.asked = 0;
    o.update();
    CHECK(o.rows.asked == 0);
    o.rows.rows.push_back({"กก", "จะนะ", 1.0});
    ++o.rows.changes;
    o.update();
    CHECK(o.shown.groups()[0].count == 3);
    CHECK(o.shown.is_collapsed(0));
  }
}

TEST_CASE("a grid of many rows is put in order in slices, and what was shown stays until it is whole") {
  Office o;
  for (int i = 0; i < 20'000; ++i)
    o.rows.rows.push_back({"โรงงาน " + std::to_string(i * 7919 % 20'011), i % 3 == 0 ? "จะนะ" : "หาดใหญ่",
                           static_cast<double>(i % 100)});
  o.update();
  press_sort(o.view, 2, SortPress::alone);
  press_sort(o.view, 0, SortPress::add);
  set_filter(o.view, {.column = 1, .contains = "หาด"});
  o.view.group_by = 1;
  int slices = 0;
  for (bool whole = false; !whole; ++slices) {
    o.rows.asked = 0;
    Budget budget = Budget::pieces(20);
    whole = o.shown.update(o.rows, columns, o.view, budget);
    CHECK(o.rows.asked <= std::size_t{20} * 128 * 2);
    if (!whole) {
      CHECK(o.shown.order().size() == 20'000);
      CHECK_FALSE(o.shown.is_grouped());
    }
    REQUIRE(slices < 2000);
  }
  CHECK(slices > 50);
  REQUIRE(o.shown.groups().size() == 1);
  for (std::size_t i = 1; i < o.shown.order().size(); ++i) {
    const Row& before = o.rows.rows[o.shown.order()[i - 1]];
    const Row& after = o.rows.rows[o.shown.order()[i]];
    REQUIRE(*before.horsepower <= *after.horsepower);
    if (*before.horsepower == *after.horsepower)
      REQUIRE(o.shown.order()[i - 1] != o.shown.order()[i]);
  }
}

TEST_CASE("the view of a grid") {
  GridView view = plain_view(columns);
  SUBCASE("columns are carried, hidden, pinned; the last one stays") {
    move_column(view, 2, 0);
    CHECK(shown_columns(view).columns == std::vector<std::size_t>{2, 0, 1});
    look_of(view, 1).is_pinned = true;
    CHECK(shown_columns(view).columns == std::vector<std::size_t>{1, 2, 0});
    CHECK(shown_columns(view).pinned == 1);
    step_column(view, 0, -1);
    CHECK(shown_columns(view).columns == std::vector<std::size_t>{1, 0, 2});
    CHECK(hide_column(view, 0, true));
    CHECK(hide_column(view, 1, true));
    CHECK_FALSE(hide_column(view, 2, true));
  }
  SUBCASE("comes back from what was kept of it, also where columns came and went") {
    view.search = "ยาง";
    press_sort(view, 1, SortPress::alone);
    set_sort(view, 2, SortDirection::descending, SortPress::add);
    set_filter(view, {.column = 1, .one_of = std::vector<std::string>{"จะนะ", ""}});
    set_filter(
        view,
        {.column = 2, .least = -2.25, .most = 1486.5, .emptiness = ColumnFilter::Emptiness::only_filled});
    view.group_by = 1;
    move_column(view, 2, 0);
    look_of(view, 0).width = 312;
    look_of(view, 2).is_pinned = true;
    look_of(view, 2).total = GroupTotal::average;
    CHECK(hide_column(view, 0, true));
    SavedViews saved;
    saved.save("ของฉัน", view);
    saved.save("กลุ่ม", plain_view(columns));
    saved.left = view;
    const SavedViews read = read_saved_views(to_text(saved, columns), columns);
    REQUIRE(read.views.size() == 2);
    CHECK(read.views[0].name == "กลุ่ม");
    CHECK(read.views[1].view == view);
    CHECK(read.left == without_filters(view));
    CHECK(read.left.search.empty());

    const std::array fewer{columns[2], columns[0]};
    const SavedViews other = read_saved_views(to_text(saved, columns), fewer);
    CHECK(other.views[1].view.filters.size() == 1);
    CHECK(other.views[1].view.filters[0].column == 0);
    CHECK_FALSE(other.views[1].view.group_by.has_value());
    CHECK(shown_columns(other.views[1].view).columns == std::vector<std::size_t>{0});
  }
  SUBCASE("what cannot be read is as if nothing had been kept") {
    for (const std::string_view text :
         {"", "{", "[]", "{\"views\":7,\"left\":{}}", "{\"views\":[{\"name\":\"\"}]}"}) {
      const SavedViews read = read_saved_views(text, columns);
      CHECK(read.views.empty());
      CHECK(read.left == plain_view(columns));
    }
  }
}
