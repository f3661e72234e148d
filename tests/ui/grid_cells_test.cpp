// Cells of a grid without drawing: the selection's steps, the clipboard's text, and what pasting would
// change.
#include "audit/edit.h"
#include "support/filled_office.h"
#include "text/messages.h"
#include "ui/grid/paste.h"
#include "ui/grid/selection.h"
#include "ui/screens/factory_rows.h"
#include "ui/workspace_choices.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace truat;
using namespace truat::ui;
using truat::testing::FilledOffice;

TEST_CASE("the selection of a grid") {
  const GridExtent extent{100, 5};
  GridSelection selection;
  const auto move = [&](CellStep step, Extend extend = Extend::no) {
    selection.move(step, extend, extent, 20);
  };

  SUBCASE("begins at the first cell and stops at the edges") {
    move(CellStep::down);
    CHECK(selection.active() == CellPlace{0, 0});
    move(CellStep::left);
    move(CellStep::up);
    CHECK(selection.active() == CellPlace{0, 0});
    move(CellStep::page_down);
    CHECK(selection.active() == CellPlace{20, 0});
    move(CellStep::last);
    CHECK(selection.active() == CellPlace{99, 4});
    move(CellStep::right);
    CHECK(selection.active() == CellPlace{99, 4});
    move(CellStep::line_begin);
    CHECK(selection.active() == CellPlace{99, 0});
  }
  SUBCASE("grows and shrinks with Shift while the active cell stays") {
    selection.press({10, 2});
    move(CellStep::down, Extend::yes);
    move(CellStep::down, Extend::yes);
    move(CellStep::left, Extend::yes);
    CHECK(selection.active() == CellPlace{10, 2});
    CHECK(selection.range(extent) == CellRange{10, 12, 1, 2});
    move(CellStep::up, Extend::yes);
    CHECK(selection.range(extent) == CellRange{10, 11, 1, 2});
    move(CellStep::down);
    CHECK(selection.range(extent) == CellRange{11, 11, 2, 2});
  }
  SUBCASE("takes whole lines, whole columns, everything") {
    selection.press({10, 2});
    selection.select_lines(10, 12);
    CHECK(selection.range(extent) == CellRange{10, 12, 0, 4});
    move(CellStep::down, Extend::yes);
    CHECK(selection.range(extent) == CellRange{10, 13, 0, 4});
    selection.select_column(3, Extend::no);
    selection.select_column(4, Extend::yes);
    CHECK(selection.range(extent) == CellRange{0, 99, 3, 4});
    selection.select_all();
    CHECK(selection.range(extent) == CellRange{0, 99, 0, 4});
  }
  SUBCASE("walks on by Tab and Enter, inside a range round it") {
    using Walk = GridSelection::Walk;
    selection.press({3, 4});
    selection.walk(Walk::next, extent);
    CHECK(selection.active() == CellPlace{4, 0});
    selection.walk(Walk::back, extent);
    CHECK(selection.active() == CellPlace{3, 4});
    selection.walk(Walk::down, extent);
    CHECK(selection.active() == CellPlace{4, 4});
    selection.press({0, 0});
    selection.press({1, 1}, Extend::yes);
    for (const CellPlace place : {CellPlace{1, 0}, CellPlace{0, 1}, CellPlace{1, 1}, CellPlace{0, 0}}) {
      selection.walk(Walk::down, extent);
      CHECK(selection.active() == place);
    }
    selection.walk(Walk::back, extent);
    CHECK(selection.active() == CellPlace{1, 1});
    CHECK(selection.range(extent) == CellRange{0, 1, 0, 1});
  }
  SUBCASE("stays inside what there is") {
    selection.press({99, 4});
    selection.clip({10, 2});
    CHECK(selection.active() == CellPlace{9, 1});
    selection.clip({0, 2});
    CHECK_FALSE(selection.is_there());
  }
}

TEST_CASE("the clipboard's text") {
  SUBCASE("is read as Excel writes it") {
    CHECK(parse_tab_text("a\tb\r\nc\td\r\n") == TextBlock{{"a", "b"}, {"c", "d"}});
    CHECK(parse_tab_text("หนึ่ง\n\nสาม") == TextBlock{{"หนึ่ง"}, {""}, {"สาม"}});
    CHECK(parse_tab_text("a\t") == TextBlock{{"a", ""}});
    CHECK(parse_tab_text("\"สอง\r\nบรรทัด\"\t\"ว่า \"\"ดี\"\"\"\r\n") == TextBlock{{"สอง\nบรรทัด", "ว่า \"ดี\""}});
    CHECK(parse_tab_text("\"มี\tแท็บ\"") == TextBlock{{"มี\tแท็บ"}});
    CHECK(parse_tab_text("5\" ท่อ\tx") == TextBlock{{"5\" ท่อ", "x"}});
    CHECK(parse_tab_text("\"ไม่ปิด\tx") == TextBlock{{"\"ไม่ปิด", "x"}});
    CHECK(parse_tab_text("").empty());
    CHECK(parse_tab_text("\r\n") == TextBlock{{""}});
  }
  SUBCASE("comes back as it was") {
    const TextBlock block{{"ธรรมดา", "", "มี\tแท็บ"}, {"สอง\nบรรทัด", "\"คำพูด\"", "๑๒๓"}, {"", "", ""}};
    CHECK(parse_tab_text(to_tab_text(block)) == block);
  }
  SUBCASE("fills a range that is so many times as large, and no other") {
    CHECK(fill_range({{"a"}}, 2, 2) == TextBlock{{"a", "a"}, {"a", "a"}});
    CHECK(fill_range({{"a", "b"}}, 2, 4) == TextBlock{{"a", "b", "a", "b"}, {"a", "b", "a", "b"}});
    CHECK(fill_range({{"a", "b"}}, 2, 3) == TextBlock{{"a", "b"}});
    CHECK(fill_range({{"a"}, {"b"}}, 1, 1) == TextBlock{{"a"}, {"b"}});
  }
}

namespace {

using Outcome = PastedCell::Outcome;

struct Desk {
  FilledOffice office{6};
  WorkspaceChoices choices;
  FactoryRows rows;
  std::vector<GridColumn> columns;
  FormContext form{
      .projection = office.workspace.projection(),
      .choices = choices,
      .today = FilledOffice::today,
      .set_field =
          [this](const records::RecordId& record, std::string_view field, records::Value value,
                 std::vector<records::OperationId> overwrites) {
            return audit::set_field(office.workspace.audit(), record, field, std::move(value),
                                    std::move(overwrites), office.workspace.context());
          },
      .forbids = [this](const records::RecordId& record, std::string_view field) -> std::optional<Error> {
        auto allowed = audit::can_edit(office.workspace.audit(), record, field, office.workspace.context());
        return allowed ? std::nullopt : std::optional(allowed.error());
      }};
  GridEditing editing{.form = form};

  Desk() {
    choices.use(&office.workspace);
    update();
    columns = factory_columns();
  }
  void update() { rows.update(office.workspace, choices, FilledOffice::today); }
  std::size_t column(std::string_view id) const {
    const auto found = std::ranges::find(columns, id, &GridColumn::id);
    REQUIRE(found != columns.end());
    return static_cast<std::size_t>(found - columns.begin());
  }
  PastePlan plan(TextBlock block, std::vector<std::string_view> ids, std::size_t first_row = 0) {
    PasteTarget target;
    for (std::size_t row = first_row; row < rows.row_count(); ++row)
      target.rows.push_back(static_cast<std::uint32_t>(row));
    for (const std::string_view id : ids)
      target.columns.push_back(column(id));
    PasteWork work(std::move(block), std::move(target), "commit.paste_cells");
    Budget budget = Budget::unlimited();
    REQUIRE(work.run(editing, rows, columns, budget) == Step::done);
    return work.plan();
  }
  std::string text(std::size_t row, std::string_view id) { return rows.text(row, column(id)); }
};

} // namespace

TEST_CASE("pasting into a grid is planned before anything changes") {
  Desk desk;
  SUBCASE("types are read as people write them: Thai digits, separators, Buddhist dates, choices by word") {
    const PastePlan plan = desk.plan(
        {{"๑,๔๘๖.๕๐", "14 พ.ย. 2567", "2"}, {"75", "๑/๑๐/๖๗", desk.choices.label("factory_group", "3")}},
        {"factory.horsepower", "factory.started_on", "factory.group"});
    for (const PastedCell& cell : plan.cells)
      INFO(cell.column, ": ", cell.after, " ", cell.refused);
    CHECK(plan.refused == 0);
    CHECK(plan.changed + plan.same == 6);
    desk.office.commit(plan.change);
    desk.update();
    CHECK(desk.text(0, "factory.horsepower") == "1,486.50");
    CHECK(desk.text(0, "factory.started_on") == "14 พ.ย. 2567");
    CHECK(desk.text(1, "factory.started_on") == "1 ต.ค. 2567");
    CHECK(desk.office.workspace.audit().factory(desk.office.factory(1))->group == "3");
  }
  SUBCASE("what is of the wrong type, computed, or beyond the edge is refused with its reason") {
    const PastePlan plan = desk.plan({{"ห้าสิบ", "9", "x"}}, {"factory.horsepower", "workers"});
    REQUIRE(plan.cells.size() == 3);
    for (const PastedCell& cell : plan.cells) {
      CHECK(cell.outcome == Outcome::refused);
      CHECK_FALSE(cell.refused.empty());
    }
    CHECK(plan.cells[0].refused.find("ห้าสิบ") != std::string::npos);
    CHECK(plan.cells[2].refused == text::tr("grid.off_the_edge"));
    CHECK(plan.change.operations.empty());
    const PastePlan beyond = desk.plan({{"1"}, {"2"}}, {"factory.horsepower"}, desk.rows.row_count() - 1);
    CHECK(beyond.cells[0].outcome == Outcome::changes);
    CHECK(beyond.cells[1].outcome == Outcome::refused);
    CHECK(beyond.cells[1].row.empty());
  }
  SUBCASE("the same value is no change, and what nobody may edit may stay as it is") {
    const PastePlan plan =
        desk.plan({{desk.text(0, "factory.name"), desk.text(0, "state")}}, {"factory.name", "state"});
    CHECK(plan.same == 2);
    CHECK(plan.change.operations.empty());
  }
  SUBCASE("a name cannot be emptied, other cells can") {
    const PastePlan plan = desk.plan({{"", ""}}, {"factory.name", "factory.horsepower"});
    CHECK(plan.cells[0].outcome == Outcome::refused);
    CHECK(plan.cells[1].outcome == Outcome::changes);
    CHECK(plan.cells[1].after.empty());
  }
  SUBCASE("a district is read under the province that is pasted with it") {
    const PastePlan plan = desk.plan({{"เมือง", "ยะลา"}}, {"factory.district", "factory.province"});
    CHECK(plan.refused == 0);
    desk.office.commit(plan.change);
    const audit::Factory* factory = desk.office.workspace.audit().factory(desk.office.factory(0));
    CHECK(factory->province == "95");
    CHECK(factory->district == "9501");
    CHECK(factory->subdistrict.empty());
  }
  SUBCASE("one registration number cannot go to two factories") {
    const PastePlan plan = desk.plan({{"3-106-33/50สข"}, {"3-106-33/50สข"}}, {"factory.registration_number"});
    CHECK(plan.cells[0].outcome == Outcome::changes);
    CHECK(plan.cells[1].outcome == Outcome::refused);
    const std::string taken =
        desk.office.workspace.audit().factory(desk.office.factory(3))->registration_number;
    REQUIRE_FALSE(taken.empty());
    CHECK(desk.plan({{taken}}, {"factory.registration_number"}).refused == 1);
  }
  SUBCASE("is one change, undone at once") {
    const std::string before[] = {desk.text(0, "factory.name"), desk.text(1, "factory.horsepower")};
    const PastePlan plan =
        desk.plan({{"ชื่อใหม่", "1"}, {"ชื่อใหม่อีก", "2"}}, {"factory.name", "factory.horsepower"});
    CHECK(plan.changed == 4);
    desk.office.commit(plan.change);
    desk.update();
    CHECK(desk.text(0, "factory.name") == "ชื่อใหม่");
    REQUIRE(desk.office.workspace.undo().has_value());
    desk.update();
    CHECK(desk.text(0, "factory.name") == before[0]);
    CHECK(desk.text(1, "factory.horsepower") == before[1]);
  }
  SUBCASE("a tab that only reads refuses everything") {
    desk.editing.read_only_because = "อ่านอย่างเดียว";
    const PastePlan plan = desk.plan({{"1"}}, {"factory.horsepower"});
    CHECK(plan.cells[0].refused == "อ่านอย่างเดียว");
  }
}

TEST_CASE("cells go to a spreadsheet as what they are, and come back") {
  Desk desk;
  const auto cell = [&](std::string_view id) {
    const std::size_t column = desk.column(id);
    return plain_cell(desk.rows, 0, column, desk.columns[column].kind);
  };
  desk.office.commit(
      desk.plan({{"1486.5", "14/11/2567"}}, {"factory.horsepower", "factory.started_on"}).change);
  desk.update();
  CHECK(cell("factory.horsepower") == TableCell(TableNumber{"1486.5"}));
  CHECK(cell("factory.started_on") == TableCell(CivilDate{2024, 11, 14}));
  CHECK(cell("factory.licence_expires_on") == TableCell());
  CHECK(clipboard_text(cell("factory.started_on")) == "14/11/2567");
  TextRow copied;
  std::vector<std::string_view> ids{"factory.name",     "factory.registration_number", "factory.type",
                                    "factory.district", "factory.horsepower",          "factory.started_on"};
  for (const std::string_view id : ids)
    copied.push_back(clipboard_text(cell(id)));
  const PastePlan plan = desk.plan(parse_tab_text(to_tab_text({copied})), ids);
  for (const PastedCell& one : plan.cells)
    CHECK_MESSAGE(one.outcome == Outcome::same, one.column, ": ", one.after, " ", one.refused);
}
