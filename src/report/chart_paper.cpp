#include "report/chart_paper.h"

#include "chart/reading.h"
#include "report/chart_svg.h"
#include "report/html.h"
#include "report/paper_words.h"
#include "report/table_paper.h"

#include <algorithm>

namespace truat::report {
namespace {

/// Between the paper's margins, at 96 pixels an inch.
constexpr float paper_width = 604;
constexpr float least_picture = 300;

void write_table(Html& html, const chart::Table& table) {
  html.open("table", "values").open("thead").open("tr");
  for (const chart::Table::Column& column : table.columns)
    html.element("th", column.heading);
  html.close().close().open("tbody");
  for (const std::vector<chart::Table::Cell>& row : table.rows) {
    html.open("tr");
    for (std::size_t i = 0; i < row.size(); ++i)
      html.element("td", row[i].shown, table.columns[i].is_number ? "figure" : "");
    html.close();
  }
  html.close().close();
}

} // namespace

Result<std::string> chart_paper(const chart::Chart& chart, const ChartPaperOptions& options) {
  const PaperWords words(options.language, text::Digits::arabic);
  chart::Layout layout{.width = paper_width, .height = least_picture, .style = words.style()};
  layout.height = std::max(least_picture, chart::least_height(chart, layout));
  const auto scene = chart::lay_out(chart, layout);
  if (!scene)
    return std::unexpected(scene.error());
  const chart::Reading reading(chart, words.style());
  Html html;
  begin_paper(html, options.language, options.office, chart.title);
  if (!chart.note.empty())
    html.element("p", chart.note, "when");
  html.open("div", "chart");
  html.raw(chart_svg(*scene, {.title = chart.title,
                              .description = reading.summary(),
                              .id = "chart",
                              .place = SvgSpec::Place::report}));
  html.close();
  write_table(html, reading.table());
  return end_paper(html);
}

} // namespace truat::report
