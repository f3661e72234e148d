#include "ui/gallery/gallery.h"

#include "text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/scroll.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace truat::ui {

namespace {

using chart::Chart;
using chart::Quantity;

/// The gallery's own words; they are in no table because nobody but us reads them.
std::string say(std::string_view thai, std::string_view english) {
  return std::string(text::language() == text::Language::thai ? thai : english);
}

Chart line_chart() {
  chart::LineChart body{.across = chart::Months{{2023, 10, 1}, 12},
                        .quantity = {Quantity::Kind::measure, "mg/L", 1}};
  const std::array names{say("บ่อ 1", "Pond 1"),     say("บ่อ 2", "Pond 2"),     say("บ่อ 3", "Pond 3"),
                         say("จุดระบาย", "Outfall"), say("เหนือน้ำ", "Upstream"), say("ท้ายน้ำ", "Downstream")};
  for (std::size_t s = 0; s < names.size(); ++s) {
    chart::Series series{names[s], {}};
    for (int i = 0; i < 12; ++i) {
      const double value = 12 + 3.0 * static_cast<double>(s) + 4 * std::sin(i * 0.7 + static_cast<double>(s));
      series.values.push_back(s == 3 && i > 4 && i < 7 ? std::nullopt : std::optional(value));
    }
    body.series.push_back(std::move(series));
  }
  body.levels = {{say("เกณฑ์ 20", "Limit 20"), 20, chart::Level::Kind::limit}};
  return {.title = say("บีโอดีของน้ำทิ้ง", "BOD of effluent"),
          .note = say("บจก.หาดใหญ่น้ำยางข้น · ปีงบประมาณ 2567", "Hat Yai Latex Co. · fiscal year 2024"),
          .across_name = say("เดือน", "Month"),
          .body = std::move(body)};
}

Chart long_line(std::size_t points) {
  chart::LineChart body{.quantity = {Quantity::Kind::measure, "°C", 1}};
  chart::Days days;
  chart::Series series{say("อุณหภูมิ", "Temperature"), {}};
  double value = 31;
  std::uint32_t seed = 7;
  for (std::size_t i = 0; i < points; ++i) {
    seed = seed * 1664525U + 1013904223U;
    value += (static_cast<double>(seed >> 16U) / 65536 - 0.5) * 0.8 + (31 - value) * 0.01;
    days.dates.push_back(add_days({1997, 7, 1}, static_cast<std::int64_t>(i)));
    series.values.emplace_back(value);
  }
  body.across = std::move(days);
  body.series.push_back(std::move(series));
  return {.title = say("อุณหภูมิหม้อน้ำรายวัน", "Boiler temperature, daily"), .body = std::move(body)};
}

Chart bar_chart() {
  chart::BarChart body{
      .across = chart::Categories{{say("บริษัท ควนลังยางแท่ง จำกัด", "Khuan Lang Block Rubber Co."),
                                   say("ห้างหุ้นส่วนจำกัด คลองแหไม้ยางพารา", "Khlong Hae Rubberwood Ltd. Part."),
                                   say("โรงน้ำแข็งบ้านพรุเย็นสุข", "Ban Phru Ice"),
                                   say("บริษัท ท่าชะมวงปาล์มออยล์ จำกัด", "Tha Chamuang Palm Oil Co."),
                                   say("บริษัท เลสาบห้องเย็น จำกัด", "Lake Cold Storage Co.")}},
      .series = {{say("ข้อบกพร่อง", "Findings"), {9.0, 7.0, 4.0, 3.0, 1.0}}},
      .quantity = {Quantity::Kind::count, say("ข้อ", "findings"), 0}};
  return {.title = say("ข้อบกพร่องที่ยังเปิด", "Open findings"), .body = std::move(body)};
}

Chart stacked_chart() {
  chart::BarChart body{
      .across = chart::Months{{2023, 10, 1}, 12},
      .series = {{say("ผ่าน", "Passed"), {9.0, 12.0, 7.0, 14.0, 11.0, 15.0, 12.0, 8.0, 13.0, 10.0, 9.0, 4.0}},
                 {say("ไม่ผ่าน", "Failed"), {3.0, 2.0, 4.0, 1.0, 5.0, 3.0, 2.0, 6.0, 3.0, 4.0, 2.0, 1.0}},
                 {say("รอผล", "Awaiting"), {0.0, 1.0, 0.0, 2.0, 0.0, 1.0, 0.0, 0.0, 2.0, 1.0, 3.0, 2.0}}},
      .quantity = {Quantity::Kind::count, say("ครั้ง", "visits"), 0},
      .arrangement = chart::BarChart::Arrangement::stacked,
      .target = chart::Series{say("แผน", "Plan"),
                              {12.0, 14.0, 12.0, 16.0, 16.0, 18.0, 14.0, 14.0, 16.0, 16.0, 14.0, 12.0}}};
  return {.title = say("งานตรวจรายเดือน", "Visits per month"),
          .across_name = say("เดือน", "Month"),
          .body = std::move(body)};
}

Chart bullet_chart() {
  chart::BulletChart body{
      .rows = {{say("สนับสนุนและพัฒนาปัจจัยแวดล้อมที่เอื้อต่อการดำเนินธุรกิจ", "Support for the business environment"),
                114'487'070, 33'500'000, 232'650'000, 120'978'000.0},
               {say("ยกระดับศูนย์ปฏิรูปอุตสาหกรรมสู่ความยั่งยืน", "Industrial reform centre"), 106'039'200, 155'300'000,
                339'000'000, 176'280'000.0},
               {say("รายจ่ายประจำ", "Running costs"), 190'000'000, 20'000'000, 342'650'000, 188'457'500.0}},
      .quantity = {Quantity::Kind::money, {}, 0},
      .done_name = say("เบิกจ่าย", "Disbursed"),
      .committed_name = say("ผูกพัน", "committed")};
  return {.title = say("เบิกจ่ายเทียบเป้าหมาย ไตรมาส 2/2567", "Disbursement against target, Q2/2024"),
          .body = std::move(body)};
}

Chart s_curve() {
  chart::SCurve body{
      .begin = {2023, 10, 1}, .quantity = {Quantity::Kind::percent, {}, 1}, .today = CivilDate{2024, 4, 20}};
  const std::array plan{2.0, 4.0, 7.0, 10.0, 13.0, 15.0, 14.0, 12.0, 9.0, 7.0, 4.0, 3.0};
  const std::array result{1.0, 3.0, 5.0, 8.0, 11.0, 12.0, 6.0};
  for (std::size_t i = 0; i < plan.size(); ++i) {
    body.dates.push_back(add_days(add_months({2023, 11, 1}, static_cast<int>(i)), -1));
    body.plan.push_back(plan[i]);
    body.result.push_back(i < result.size() ? std::optional(result[i]) : std::nullopt);
  }
  return {.title = say("ความก้าวหน้าสะสมของโครงการ", "Cumulative progress of the project"),
          .across_name = say("สิ้นเดือน", "End of month"),
          .body = std::move(body)};
}

Chart control_chart() {
  chart::ControlChart body{.quantity = {Quantity::Kind::measure, say("วัน", "days"), 1}};
  chart::Categories visits;
  const std::array values{5.1, 4.8, 5.3, 4.6, 5.0, 5.4, 4.9, 5.2, 5.9, 5.8, 5.7,
                          5.5, 5.6, 5.6, 5.5, 5.9, 5.6, 8.4, 4.4, 5.1, 4.7, 4.9};
  for (std::size_t i = 0; i < values.size(); ++i) {
    visits.names.push_back(std::to_string(i + 1));
    body.groups.push_back({values[i]});
  }
  body.across = std::move(visits);
  return {.title = say("วันทำการที่ใช้ออกบันทึกการตรวจ", "Working days to issue the record"),
          .across_name = say("ครั้งที่", "Visit"),
          .body = std::move(body)};
}

Chart histogram() {
  chart::Histogram body{.quantity = {Quantity::Kind::measure, "pH", 1},
                        .counted = say("ตัวอย่าง", "samples"),
                        .lower_limit = 5.5,
                        .upper_limit = 9.0,
                        .target = 7.0};
  std::uint32_t seed = 3;
  for (int i = 0; i < 180; ++i) {
    double sum = 0;
    for (int k = 0; k < 6; ++k) {
      seed = seed * 1664525U + 1013904223U;
      sum += static_cast<double>(seed >> 16U) / 65536;
    }
    body.values.push_back(std::round((7.4 + (sum - 3) * 1.1) * 10) / 10);
  }
  return {.title = say("ค่า pH ของน้ำทิ้ง", "pH of effluent"), .body = std::move(body)};
}

} // namespace

void draw_charts_gallery(Box page, GalleryState& state, std::size_t points, Requests& requests) {
  static std::array<Chart, 8> charts;
  static std::uint64_t revision = 0;
  static int language = -1;
  static std::size_t made_of = 0;
  if (language != static_cast<int>(text::language()) || made_of != points) {
    language = static_cast<int>(text::language());
    made_of = points;
    charts = {line_chart(), stacked_chart(), s_curve(),   control_chart(),
              histogram(),  bullet_chart(),  bar_chart(), long_line(points)};
    ++revision;
  }
  ScrollArea area(page, "charts", {.padding_bottom = px(space::margin)});
  Box content = area.content.inset(px(page.w < px(600) ? space::margin_narrow : space::margin), 0);
  content.skip(px(16));
  const int count = columns_that_fit(content.w, px(480), px(space::dashboard_gap), 2);
  {
    Columns columns(content, count, px(space::dashboard_gap));
    for (std::size_t i = 0; i < charts.size(); ++i) {
      Box& column = columns[static_cast<int>(i) % count];
      Card card(column, {.gap = space::dashboard_gap});
      const bool is_tall = std::holds_alternative<chart::ControlChart>(charts[i].body) ||
                           std::holds_alternative<chart::SCurve>(charts[i].body);
      const float height =
          std::max(px(is_tall ? 420.0F : 348.0F), chart_figure_height(charts[i], card.body.w));
      chart_figure(card.body.take_top(height), std::to_string(i), charts[i], state.charts[i],
                   {.revision = revision}, requests);
    }
  }
  area.content.skip(content.y - area.content.y);
}

} // namespace truat::ui
