#include "report/table_paper.h"

#include "base/contract.h"
#include "report/html.h"
#include "report/stylesheet.h"
#include "text/messages.h"

namespace truat::report {

void begin_paper(Html& html, text::Language language, std::string_view office, std::string_view title) {
  html.raw("<!doctype html>\n<html lang=\"")
      .raw(language == text::Language::thai ? "th" : "en")
      .raw("\" data-foot-left=\"");
  html.raw(escaped(office))
      .raw("\" data-foot-middle=\"\" data-foot-page=\"")
      .raw(text::tr("report.page", language));
  html.raw("\">").open("head").raw(
      "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
  html.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src data: blob:; font-src data:\">");
  html.element("title", title).open("style").raw(stylesheet()).close().close();
  html.open("body");
  if (!office.empty())
    html.open("div", "head").element("span", office).close();
  html.element("h1", title);
}

std::string end_paper(Html& html) {
  html.close().raw("</html>\n");
  return html.take();
}

std::string table_paper(const TablePaper& paper) {
  Html html;
  begin_paper(html, paper.language, paper.office, paper.title);
  for (const std::string& note : paper.notes)
    html.element("p", note, "when");
  html.open("table", "values").open("thead").open("tr");
  for (const TablePaper::Column& column : paper.columns)
    html.element("th", column.heading);
  html.close().close().open("tbody");
  for (const std::vector<std::string>& row : paper.rows) {
    expects(row.size() == paper.columns.size(), "a cell for each column");
    html.open("tr");
    for (std::size_t i = 0; i < row.size(); ++i)
      html.element("td", row[i], paper.columns[i].is_number ? "figure" : "");
    html.close();
  }
  html.close().close();
  return end_paper(html);
}

} // namespace truat::report
