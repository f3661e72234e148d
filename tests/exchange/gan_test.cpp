#include "exchange/gan.h"

#include "base/environment.h"
#include "base/utf8.h"
#include "doctest/doctest.h"
#include "project/schedule.h"
#include "support/files.h"
#include "text/messages.h"

#include <algorithm>

using namespace truat;
using namespace truat::exchange;
using namespace truat::project;

namespace {

PlanFile read(std::string_view bytes) {
  auto file = read_gan(bytes);
  REQUIRE_MESSAGE(file.has_value(), (file ? "" : file.error().key));
  for (const Warning& warning : file->warnings)
    CHECK_MESSAGE(text::find_message(warning.phrase.key) != nullptr, warning.phrase.key);
  return std::move(*file);
}

std::string remarks(const std::vector<Warning>& warnings) {
  std::string all;
  for (const Warning& warning : warnings)
    all += warning.where + " " + warning.phrase.key + " " + warning.phrase.arguments[0].value + "\n";
  return all;
}

const std::string own =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<project name=\"โครงการ\" company=\"สอจ.\" webLink=\"https://x.example/?a&amp;b\" version=\"3.3\">"
    "<description>หมายเหตุ</description>"
    "<calendars><day-types><day-type id=\"0\"/><day-type id=\"1\"/><default-week id=\"1\" name=\"default\" sun=\"1\" mon=\"0\""
    " tue=\"0\" wed=\"0\" thu=\"0\" fri=\"0\" sat=\"1\"/></day-types>"
    "<date year=\"\" month=\"4\" date=\"13\" type=\"HOLIDAY\">สงกรานต์</date>"
    "<date year=\"2024\" month=\"1\" date=\"13\" type=\"WORKING_DAY\"/></calendars>"
    "<tasks><taskproperties><taskproperty id=\"tpd3\" name=\"name\" type=\"default\"/></taskproperties>"
    "<task id=\"1\" name=\"สรุป\" meeting=\"false\" start=\"2024-01-08\" duration=\"7\" complete=\"0\" color=\"#99ccff\">"
    "<notes>ข้อ &lt;1&gt;</notes>"
    "<task id=\"2\" name=\"ก\" meeting=\"false\" start=\"2024-01-08\" duration=\"5\" complete=\"40\" priority=\"2\""
    " cost-manual-value=\"1500.25\" cost-calculated=\"false\"><depend id=\"3\" type=\"2\" difference=\"-1\""
    " hardness=\"Strong\"/><depend id=\"4\" type=\"1\" difference=\"1\" hardness=\"Rubber\"/></task>"
    "<task id=\"3\" name=\"ข\" meeting=\"false\" start=\"2024-01-12\" duration=\"2\" complete=\"0\" thirdDate=\"2024-01-10\""
    " thirdDate-constraint=\"1\"/></task>"
    "<task id=\"4\" name=\"ค\" meeting=\"true\" start=\"2024-01-17\" duration=\"0\" complete=\"0\" thirdDate=\"2024-01-10\""
    " thirdDate-constraint=\"0\"/></tasks>"
    "<resources><resource id=\"0\" name=\"สมชาย\" function=\"1\" contacts=\"a@b.example\" phone=\"074\"><rate"
    " name=\"standard\" value=\"1234.5\"/></resource></resources>"
    "<allocations><allocation task-id=\"2\" resource-id=\"0\" function=\"1\" responsible=\"true\" load=\"50.0\"/></allocations>"
    "<vacations><vacation start=\"2024-01-10\" end=\"2024-01-12\" resourceid=\"0\"/></vacations>"
    "<previous><previous-tasks name=\"แผนแรก\"><previous-task id=\"2\" start=\"2024-01-05\" duration=\"4\" meeting=\"false\""
    " super=\"false\"/></previous-tasks></previous>"
    "<roles roleset-name=\"Default\"/><roles><role id=\"1\" name=\"ช่าง\"/></roles></project>\n";

} // namespace

TEST_CASE("GanttProject: remarks cut no letter in two") {
  const PlanFile file = read("<project name=\"a\"><tasks><task id=\"กกกกกกก\"/>"
                             "<task id=\"1\" duration=\"ห้าวันทำการและอีกหนึ่งชั่วโมง\"/></tasks></project>");
  REQUIRE_FALSE(file.warnings.empty());
  for (const Warning& warning : file.warnings) {
    CHECK(is_valid_utf8(warning.where));
    for (const Argument& argument : warning.phrase.arguments)
      CHECK(is_valid_utf8(argument.value));
  }
}

TEST_CASE("GanttProject: a plan is read, scheduled, and written without loss") {
  const PlanFile file = read(own);
  const Plan& plan = file.plan;
  CHECK_MESSAGE(file.warnings.empty(), remarks(file.warnings));
  CHECK(is_gan(own));
  REQUIRE(plan.tasks.size() == 4);
  CHECK(plan.tasks[1].parent == TaskId{1});
  CHECK(plan.tasks[1].fixed_cost == Satang{150'025});
  CHECK(plan.tasks[1].priority == 700);
  CHECK(plan.tasks[0].notes == "ข้อ <1>");
  CHECK(plan.tasks[2].constraint.type == ConstraintType::start_no_earlier_than);
  CHECK(plan.links.size() == 2);
  CHECK(plan.links[0].lag.amount == -480);
  CHECK(plan.links[1].rubber);
  CHECK(plan.links[1].type == LinkType::start_to_start);
  CHECK(to_double(plan.resources[0].rate) == doctest::Approx(1234.5 / 8));
  CHECK(plan.assignments[0].units == 5'000);
  REQUIRE(plan.calendars.size() == 2);
  CHECK(plan.calendars[1].exceptions[0].last == CivilDate{2024, 1, 11});
  CHECK(plan.tasks[1].baselines[0].duration->minutes == 4 * 480);
  const auto result = schedule(plan);
  REQUIRE(result.has_value());
  // The 13th, a Saturday, is worked: 2 ends on the 12th, 3 overlaps its last day.
  CHECK(to_iso(result->tasks[2].start) == "2024-01-12T08:00:00");
  CHECK(to_iso(result->tasks[2].finish) == "2024-01-13T17:00:00");
  CHECK(to_iso(result->tasks[3].start) == "2024-01-17T08:00:00");
  const WrittenPlan written = write_gan(plan);
  CHECK_MESSAGE(written.warnings.empty(), remarks(written.warnings));
  CHECK(read(written.bytes).plan == plan);
  CHECK(read(written.bytes).warnings.empty());
  SUBCASE("as Microsoft Project's XML and back, but for what that has no place for") {
    const WrittenPlan as_mspdi = write_mspdi(plan);
    CHECK(remarks(as_mspdi.warnings).find("phone") != std::string::npos);
    CHECK(remarks(as_mspdi.warnings).find("Rubber") != std::string::npos);
    const auto back = read_mspdi(as_mspdi.bytes);
    REQUIRE(back.has_value());
    CHECK(back->plan.links.size() == plan.links.size());
    CHECK(back->plan.tasks[1].duration == plan.tasks[1].duration);
    CHECK(back->plan.tasks[1].baselines == plan.tasks[1].baselines);
    CHECK(back->plan.resources[0].rate == plan.resources[0].rate);
    CHECK(back->plan.calendars[0].exceptions == plan.calendars[0].exceptions);
  }
  SUBCASE("what the format has no place for is told with its place") {
    Plan more = plan;
    more.tasks[1].deadline = moment_of({2024, 2, 1});
    more.tasks[1].duration.minutes += 100;
    more.tasks[2].constraint.type = ConstraintType::must_finish_on;
    more.links[0].lag = {.amount = 50, .unit = TimeUnit::percent};
    more.resources[0].units = 20'000;
    CHECK(remarks(write_gan(more).warnings) == "task 2 plans.to_whole_days Duration\n"
                                               "task 2 plans.not_written Deadline\n"
                                               "task 2 plans.not_written LinkLag %\n"
                                               "task 3 plans.not_written ConstraintType\n"
                                               "resource 0 plans.not_written MaxUnits\n");
  }
}

TEST_CASE("GanttProject: damaged and hostile files") {
  const std::size_t last = own.rfind("</project>") + 9;
  for (std::size_t bytes = 0; bytes < last; ++bytes)
    CHECK_FALSE(read_gan(std::string_view(own).substr(0, bytes)).has_value());
  CHECK(read_gan("<Project/>").error().key == "gan.no_project");
  CHECK(read_gan("<!DOCTYPE project><project/>").error().key == "xml.doctype");
  SUBCASE("values that mean nothing are told, the rest is read") {
    const PlanFile file = read(
        "<project name=\"x\"><calendars><date year=\"2024\" month=\"13\" date=\"1\" type=\"HOLIDAY\"/></calendars><tasks>"
        "<task id=\"a\" name=\"lost\"/><task id=\"1\" start=\"soon\" duration=\"99999999999\" complete=\"-5\"><depend id=\"9\"/>"
        "<depend id=\"1\" type=\"8\"/></task></tasks><allocations><allocation task-id=\"1\" resource-id=\"5\"/></allocations>"
        "<vacations><vacation/></vacations></project>");
    CHECK(remarks(file.warnings) == "calendars/date 1 plans.bad_value date: 2024-13-1 HOLIDAY\n"
                                    "task a plans.bad_value id: a\n"
                                    "task a plans.not_kept task lost\n"
                                    "task 1 plans.bad_value start: soon\n"
                                    "task 1 plans.bad_value depend\n"
                                    "allocation 1 plans.not_kept allocation\n"
                                    "vacation of resource  plans.not_kept vacation\n"
                                    "task 1 plans.link_left_out 9\n");
    CHECK(file.plan.tasks.size() == 1);
    CHECK(file.plan.tasks[0].percent_complete == 0);
  }
  SUBCASE("tasks nested without end") {
    std::string deep = "<project name=\"x\"><tasks>";
    constexpr int levels = 20'000;
    for (int level = 0; level < levels; ++level)
      deep += "<task id=\"" + std::to_string(level) + "\" start=\"2024-01-08\" duration=\"1\">";
    for (int level = 0; level < levels; ++level)
      deep += "</task>";
    const PlanFile file = read(deep + "</tasks></project>");
    CHECK(file.plan.tasks.size() == levels);
    CHECK(schedule(file.plan).has_value());
    CHECK(read(write_gan(file.plan).bytes).plan == file.plan);
  }
  SUBCASE("bytes changed by chance") {
    SeededRandom random(9);
    for (int round = 0; round < 300; ++round) {
      std::string changed = own;
      for (int change = 0; change < 3; ++change)
        changed[random.below(changed.size())] = static_cast<char>(32 + random.below(96));
      if (const auto file = read_gan(changed)) {
        (void)schedule(file->plan);
        (void)read_gan(write_gan(file->plan).bytes);
      }
    }
  }
}

TEST_CASE("GanttProject: its sample of a house") {
  const auto bytes = testing::read_source_file("../shared/data/mspdi/HouseBuildingSample.gan");
  if (!bytes) {
    testing::skip_test("../shared/data/mspdi is not there");
    return;
  }
  const PlanFile file = read(*bytes);
  CHECK(file.plan.tasks.size() == 20);
  CHECK(file.plan.resources.size() == 7);
  CHECK(file.plan.assignments.size() == 30);
  const auto network = Network::of(file.plan);
  REQUIRE(network.has_value());
  const auto result = schedule(*network);
  REQUIRE(result.has_value());
  for (std::uint32_t task = 0; task < file.plan.tasks.size(); ++task) {
    const Task& given = file.plan.tasks[task];
    INFO(given.name);
    CHECK(to_iso(result->tasks[task].start) == to_iso(*given.start));
    CHECK(network->calendar_of(task).between(result->tasks[task].start, result->tasks[task].finish) ==
          given.duration.minutes);
  }
  CHECK(result->conflicts.empty());
  const WrittenPlan written = write_gan(file.plan);
  CHECK_MESSAGE(written.warnings.empty(), remarks(written.warnings));
  CHECK(read(written.bytes).plan == file.plan);
}
