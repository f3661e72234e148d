// bench_grid [rows]: what a grid of many rows costs. For each operation the slices it takes, all of them
// together and the longest one; and a frame of scrolling. Native figures, for comparing: a browser takes
// about twice as long.
#define DOCTEST_CONFIG_IMPLEMENT
#include "doctest/doctest.h"

#include "ui/grid/grid.h"
#include "ui/stage.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

namespace truat::testing {
namespace {

using namespace truat::ui;

constexpr std::array<std::string_view, 8> beginnings{"บริษัท ควนลัง",   "บริษัท นาทับ",     "ห้างหุ้นส่วนจำกัด คลองแห",
                                                     "บริษัท เลสาบ",   "โรงน้ำแข็งบ้านพรุ", "บริษัท ท่าชะมวง",
                                                     "โรงสีข้าวระโนด", "เก้าเส้ง"};
constexpr std::array<std::string_view, 16> districts{
    "เมืองสงขลา", "สทิงพระ", "จะนะ",   "นาทวี",   "เทพา",    "สะบ้าย้อย", "ระโนด",  "กระแสสินธุ์",
    "รัตภูมิ",      "สะเดา",  "หาดใหญ่", "นาหม่อม", "ควนเนียง", "บางกล่ำ",  "สิงหนคร", "คลองหอยโข่ง"};

/// Twelve columns of the kinds that offices have, made of the row's number.
class Rows final : public GridSource {
public:
  explicit Rows(std::size_t rows) : m_rows(rows) {}
  [[nodiscard]] std::size_t row_count() const override { return m_rows; }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override {
    const std::size_t mixed = mix(row, column);
    switch (column) {
    case 0:
      return std::string(beginnings[mixed % beginnings.size()]) + " " + std::to_string(mixed % 50'021) +
             " จำกัด";
    case 1:
      return std::to_string(20'900'000'000'000ULL + mixed % 999'983);
    case 2:
    case 3:
      return std::string(districts[mixed % districts.size()]);
    case 4:
    case 5:
    case 6:
    case 7:
      return shown_number(number(row, column));
    case 8:
      return std::to_string(mixed % 28 + 1) + " พ.ย. 67";
    default:
      return mixed % 5 == 0 ? std::string() : "หมายเหตุ " + std::to_string(mixed % 977);
    }
  }
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override {
    if (column >= 4 && column <= 8)
      return {number(row, column), {}};
    return {std::nullopt, text(row, column)};
  }
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override { return row + 1; }
  [[nodiscard]] std::uint64_t revision() const override { return 1; }

private:
  static std::size_t mix(std::size_t row, std::size_t column) {
    std::uint64_t mixed = (row + 1) * 0x9E3779B97F4A7C15ULL + column * 0xBF58476D1CE4E5B9ULL;
    mixed ^= mixed >> 31;
    return static_cast<std::size_t>(mixed * 0x94D049BB133111EBULL >> 20);
  }
  static double number(std::size_t row, std::size_t column) {
    return static_cast<double>(mix(row, column) % 300'000) / 100;
  }
  std::size_t m_rows;
};

std::vector<GridColumn> twelve_columns() {
  std::vector<GridColumn> columns;
  for (std::size_t i = 0; i < 12; ++i) {
    const bool is_number = i >= 4 && i <= 7;
    columns.push_back({.id = "c" + std::to_string(i),
                       .label = "คอลัมน์ " + std::to_string(i),
                       .align = is_number ? Align::right : Align::left,
                       .is_strong = i == 0,
                       .kind = is_number ? CellKind::number
                               : i == 8  ? CellKind::date
                                         : CellKind::text});
  }
  return columns;
}

/// Of this program's own time: what else the machine does is not counted.
double milliseconds_since(std::clock_t begin) {
  return static_cast<double>(std::clock() - begin) * 1000.0 / CLOCKS_PER_SEC;
}

/// Runs slices until it says that it is done.
void measure(const char* what, const std::function<bool()>& slice) {
  double all = 0;
  double longest = 0;
  std::size_t slices = 0;
  for (bool done = false; !done; ++slices) {
    const auto begin = std::clock();
    done = slice();
    const double took = milliseconds_since(begin);
    all += took;
    longest = std::max(longest, took);
  }
  std::printf("%-52s %8.0f ms %5zu slices, the longest %5.1f ms\n", what, all, slices, longest);
}

struct Bench {
  explicit Bench(std::size_t rows) : source(std::make_shared<Rows>(rows)), columns(twelve_columns()) {
    complete_looks(state.view, columns);
  }
  void update(const char* what) {
    measure(what, [&] {
      Budget budget = state.slice();
      return state.rows.update(*source, columns, state.view, budget);
    });
  }
  void operations();
  void frames();

  std::shared_ptr<Rows> source;
  std::vector<GridColumn> columns;
  GridState state;
};

void Bench::operations() {
  update("first order, as the rows come");
  press_sort(state.view, 0, SortPress::alone);
  update("sort by a name (Thai collation)");
  press_sort(state.view, 0, SortPress::alone);
  update("turn the order round");
  set_sort(state.view, 2, SortDirection::ascending, SortPress::alone);
  set_sort(state.view, 4, SortDirection::descending, SortPress::add);
  set_sort(state.view, 0, SortDirection::ascending, SortPress::add);
  update("sort by district, number and name");
  state.view.search = "หาดใหญ่";
  update("search across twelve columns, the first time");
  state.view.search = "หาดใหญ่ 1";
  update("search, one more letter");
  state.view.search.clear();
  set_filter(state.view, {.column = 4, .least = 100.0, .most = 2000.0});
  update("filter a range of numbers");
  set_filter(state.view, {.column = 0, .contains = "ควนลัง"});
  update("filter a name that contains");
  measure("the values of a column with their counts", [&] {
    Budget budget = state.slice();
    return state.rows.values(3, budget) != nullptr;
  });
  state.view.clear_filters();
  update("clear the filters");
  state.view.group_by = 3;
  update("group by district, four columns added up");
  measure("fold all groups away and out", [&] {
    state.rows.collapse_all(true);
    state.rows.collapse_all(false);
    return true;
  });
  state.view.group_by.reset();
  update("ungroup");
}

void Bench::frames() {
  Requests requests;
  WidgetStage running([&](Box box) {
    (void)grid(box, "grid", state, *source, {.columns = columns, .name = "โรงงาน", .requests = &requests});
  });
  access::want(false);
  running.stage.settle(running.kit, 4000);
  double longest = 0;
  double all = 0;
  constexpr int turns = 300;
  for (int i = 0; i < turns; ++i) {
    ImGui::GetIO().AddMousePosEvent(600, 400);
    ImGui::GetIO().AddMouseWheelEvent(0, -7);
    const auto begin = std::clock();
    running.frame();
    const double took = milliseconds_since(begin);
    all += took;
    longest = std::max(longest, took);
  }
  std::printf("%-52s %8.2f ms a frame, the longest %5.2f ms\n", "scrolling, with drawing lists", all / turns,
              longest);
  state.selection.select_all();
  std::size_t frames = 0;
  longest = 0;
  all = 0;
  do {
    const auto begin = std::clock();
    running.frame();
    const double took = milliseconds_since(begin);
    all += took;
    longest = std::max(longest, took);
    ++frames;
  } while (running.kit.wants_frame() && frames < 4000);
  std::printf("%-52s %8.0f ms %5zu frames, the longest %5.1f ms\n", "everything selected and added up", all,
              frames, longest);
}

} // namespace
} // namespace truat::testing

int main(int count, char** words) {
  const std::size_t rows =
      count > 1 ? static_cast<std::size_t>(std::strtoul(words[1], nullptr, 10)) : 100'000;
  std::printf("%zu rows, 12 columns\n", rows);
  doctest::Context context; // the stage says what it misses by doctest's asserts
  context.setAsDefaultForAssertsOutOfTestCases();
  truat::testing::Bench bench(rows);
  bench.operations();
  bench.frames();
  return 0;
}
