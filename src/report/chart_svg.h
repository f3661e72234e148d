// A chart as SVG: a file of its own, or inside a report under the strict policy. No script, no style, nothing
// loaded; looks are presentation attributes.
#pragma once

#include "chart/layout.h"

#include <string>
#include <string_view>

namespace truat::report {

struct SvgSpec {
  chart::Ground ground = chart::Ground::light;
  std::string title;       ///< <title>: the name, for those who do not see it
  std::string description; ///< <desc>: what it shows, in words
  /// Before its elements' ids, where a document has several.
  std::string id = "chart";
  /// A file names its fonts; inside a report the text has the paper's.
  enum class Place : std::uint8_t { file, report };
  Place place = Place::file;
  float margin = 16; ///< of a file, around the scene
};

/// Well-formed XML whatever the words are. Characters that XML does not allow are left out.
[[nodiscard]] std::string chart_svg(const chart::Scene& scene, const SvgSpec& spec);

/// The chart as a picture of its own: title inside, light. Error: those of `chart::check`.
struct ChartFile {
  float width = 960, height = 480;
  text::DateStyle style;
  chart::Measure measure = chart::estimated_width;
};
[[nodiscard]] Result<std::string> chart_file(const chart::Chart& chart, const ChartFile& file);

} // namespace truat::report
