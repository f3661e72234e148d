#include "report/chart_paper.h"

#include "chart/reading.h"
#include "report/chart_svg.h"
#include "report/html.h"
#include "report/paper_words.h"
#include "report/stylesheet.h"

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
  html.raw("<!doctype html>\n<html lang=\"").raw(words.thai() ? "th" : "en").raw("\" data-foot-left=\"");
  html.raw(escaped(options.office))
      .raw("\" data-foot-middle=\"\" data-foot-page=\"")
      .raw(words.say("report.page"));
  html.raw("\">").open("head").raw(
      "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
  html.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src data: blob:; font-src data:\">");
  html.element("title", chart.title).open("style").raw(stylesheet()).close().close();
  html.open("body");
  if (!options.office.empty())
    html.open("div", "head").element("span", options.office).close();
  html.element("h1", chart.title);
  if (!chart.note.empty())
    html.element("p", chart.note, "when");
  html.open("div", "chart");
  html.raw(chart_svg(*scene, {.title = chart.title,
                              .description = reading.summary(),
                              .id = "chart",
                              .place = SvgSpec::Place::report}));
  html.close();
  write_table(html, reading.table());
  html.close().raw("</html>\n");
  return html.take();
}

} // namespace truat::report
