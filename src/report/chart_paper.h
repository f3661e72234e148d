// A chart on paper: its picture, and under it the table that says the same.
#pragma once

#include "base/result.h"
#include "chart/chart.h"
#include "text/language.h"

#include <string>

namespace truat::report {

struct ChartPaperOptions {
  text::Language language = text::Language::thai;
  std::string office;
};
/// A document of its own under the papers' stylesheet. Error: those of `chart::check`.
[[nodiscard]] Result<std::string> chart_paper(const chart::Chart& chart, const ChartPaperOptions& options);

} // namespace truat::report
