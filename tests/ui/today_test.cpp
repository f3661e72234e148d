#include "ui/screen_stage.h"
#include "ui/screens/today_figures.h"
#include "ui/screens/visits_chart.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

TEST_CASE("The figures of the day") {
  FilledOffice office(8);
  office.add_visits();
  const ui::TodayFigures figures = ui::today_figures(office.workspace, FilledOffice::today);

  SUBCASE("the fiscal year counts factories that were visited, not those begun") {
    CHECK(figures.year == FiscalYear{2568});
    CHECK(figures.factories == 8);
    CHECK(figures.inspected == 3);
  }
  SUBCASE("a factory visited twice counts once") {
    const auto again = office.begin_visit(5);
    office.close(again, add_days(FilledOffice::today, -1), "completed");
    CHECK(ui::today_figures(office.workspace, FilledOffice::today).inspected == 3);
  }
  SUBCASE("the year before is compared over the same span") {
    const auto before = office.begin_visit(6);
    office.close(before, {2023, 10, 20}, "locked");
    const auto later = office.begin_visit(7);
    office.close(later, {2023, 12, 20}, "locked"); // after the same day of that year
    const ui::TodayFigures now = ui::today_figures(office.workspace, FilledOffice::today);
    CHECK(now.inspected == 3);
    CHECK(now.inspected_year_before == 1);
  }
  SUBCASE("findings, samples, plans") {
    CHECK(figures.open_findings == 3);
    CHECK(figures.factories_with_findings == 2);
    CHECK(figures.waiting_samples == 2);
    CHECK(figures.longest_wait_days == 8);
    CHECK(figures.overdue == 1);
    CHECK(figures.coming.size() == 1);
  }
  SUBCASE("tasks: what is going on, what should have begun, what waits") {
    REQUIRE(figures.tasks.size() == 4);
    CHECK(figures.tasks[0].kind == ui::TodayTask::Kind::continue_visit);
    CHECK(figures.tasks[1].kind == ui::TodayTask::Kind::begin_visit);
    CHECK(figures.tasks[2].kind == ui::TodayTask::Kind::enter_results);
    CHECK(figures.tasks[2].samples == 2);
    CHECK(figures.tasks[3].kind == ui::TodayTask::Kind::sign);
  }
  SUBCASE("the week begins on Monday") {
    // 14 November 2024 is a Thursday; 10 November the Sunday before, 17 the Sunday of the week.
    const std::size_t planned = figures.planned_this_week;
    office.plan_visit(6, {2024, 11, 17});
    office.plan_visit(7, {2024, 11, 10});
    CHECK(ui::today_figures(office.workspace, FilledOffice::today).planned_this_week == planned + 1);
  }
}

TEST_CASE("The visits of the months") {
  FilledOffice office(8);
  const auto body = [&] {
    return std::get<chart::BarChart>(ui::visits_chart(office.workspace, FilledOffice::today).body);
  };
  SUBCASE("an office without visits has no chart") {
    CHECK(body().series.empty());
    CHECK_FALSE(body().target.has_value());
  }
  SUBCASE("are stacked by what they found, beside what was planned") {
    office.add_visits();
    const chart::BarChart bars = body();
    constexpr std::size_t october = 7, november = 8, december = 9;
    CHECK(bars.across == chart::Across{chart::Months{{2024, 3, 1}, 12}});
    REQUIRE(bars.series.size() == 3);
    CHECK(bars.series[0].values[october] == 1); // signed, nothing found
    CHECK(bars.series[1].values[november] == 1);
    CHECK(bars.series[2].values[november] == 1); // samples wait
    CHECK(bars.series[0].values[0] == 0);
    CHECK_FALSE(bars.series[0].values[december].has_value());
    CHECK(bars.target->values[november] ==
          6); // four begun on the day for which they were planned, two planned
    CHECK(chart::check({.body = bars}));
  }
  SUBCASE("those outside the months are not counted") {
    const auto visit = office.begin_visit(0);
    office.close(visit, {2024, 2, 29}, "completed");
    for (const chart::Series& series : body().series)
      for (const std::optional<double>& value : series.values)
        CHECK(value.value_or(0) == 0);
    CHECK_FALSE(body().target->values.back().has_value());
    office.plan_visit(1, {2025, 2, 28});
    CHECK(body().target->values.back() == 1);
    office.plan_visit(2, {2025, 3, 1});
    CHECK(body().target->values.back() == 1);
  }
}

TEST_CASE("Home") {
  FilledOffice office(8);

  SUBCASE("a new office sees its first steps") {
    FilledOffice empty;
    ScreenStage stage(empty, {"today", {}, {}});
    CHECK(stage.find(Role::button, "เริ่มงานตรวจ").state.disabled);
    stage.press_button("นำเข้าจาก Excel");
    const auto pick = stage.asked<ui::PickFiles>();
    REQUIRE(pick);
    CHECK(pick->purpose == ui::FilePurpose::factory_list);
  }
  SUBCASE("with factories alone the second step is open") {
    ScreenStage stage(office, {"today", {}, {}});
    stage.press_button("เริ่มงานตรวจ");
    CHECK(stage.screen() == "visits");
  }
  SUBCASE("figures lead to their visits") {
    office.add_visits();
    ScreenStage stage(office, {"today", {}, {}});
    CHECK(stage.find(Role::button, "ตรวจแล้ว ปีงบประมาณ 2568").value == "3 จาก 8 แห่ง");
    stage.press_button("ข้อบกพร่องที่ยังเปิด");
    CHECK(stage.state.routes.current() == ui::Route{"visits", {}, "failed"});
  }
  SUBCASE("the months' visits are a chart that is read point by point, and copied") {
    office.add_visits();
    ScreenStage stage(office, {"today", {}, {}});
    CHECK(stage.shows(Role::figure, "งานตรวจรายเดือนเทียบแผน"));
    CHECK(stage.says("พ.ย. 2567: ผ่าน 0 ครั้ง, พบข้อบกพร่อง 1 ครั้ง, รอผล 1 ครั้ง, แผน 6 ครั้ง · รวม 2 ครั้ง"));
    stage.press_button("คำสั่งของแผนภูมิ งานตรวจรายเดือนเทียบแผน");
    stage.press(Role::menu_item, "คัดลอกเป็นตาราง");
    const auto copied = stage.asked<ui::CopyText>();
    REQUIRE(copied);
    CHECK(copied->text.starts_with("เดือน\tผ่าน (ครั้ง)\tพบข้อบกพร่อง (ครั้ง)\tรอผล (ครั้ง)\tแผน (ครั้ง)\r\n"));
  }
  SUBCASE("a visit is carried on") {
    office.add_visits();
    ScreenStage stage(office, {"today", {}, {}});
    stage.press_button("ตรวจต่อ");
    CHECK(stage.screen() == "visit");
  }
  SUBCASE("a planned one is begun") {
    office.add_visits();
    ScreenStage stage(office, {"today", {}, {}});
    stage.press_button("เริ่มตรวจ");
    const records::RecordId visit = stage.state.routes.current().record;
    stage.commit_asked();
    REQUIRE(office.workspace.audit().inspection(visit) != nullptr);
    CHECK(office.workspace.audit().inspection(visit)->state() == audit::InspectionState::in_progress);
  }
  SUBCASE("another tab writes: beginning says why it cannot") {
    office.add_visits();
    ScreenStage stage(office, {"today", {}, {}});
    stage.stage.use([&] {
      stage.input.now_seconds = stage.stage.now();
      stage.input.saved.kind = ui::SaveState::Kind::read_only;
      ui::draw_frame(stage.state, stage.input, stage.requests);
    });
    stage.settle();
    CHECK(stage.find(Role::button, "เริ่มตรวจ").state.disabled);
  }
}
