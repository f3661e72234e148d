// A chart on the page: title, picture, the values under the pointer or at the keys, a table instead of it,
// and what can be taken away: table, PNG, SVG, paper.
#pragma once

#include "chart/layout.h"
#include "chart/reading.h"
#include "ui/grid/grid.h"
#include "ui/request.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace truat::ui {

/// What a chart remembers; the screen keeps it.
struct ChartState {
  bool as_table = false;
  std::optional<std::size_t> at; ///< the place that is read, by key, touch or `access`
  GridState table;

  /// The scene and the words of the chart as it was last; made again only when something changed.
  struct Cache {
    const chart::Chart* chart = nullptr;
    std::uint64_t revision = 0;
    float width = 0, height = 0, scale = 0;
    PointerKind pointer = PointerKind::mouse;
    text::Language language = text::Language::thai;
    Result<chart::Scene> scene;
    std::unique_ptr<chart::Reading> reading;
    std::string summary;
    std::vector<std::string> sentences; ///< of each stop, where there are few
    std::unique_ptr<chart::Table> table;
    std::unique_ptr<GridSource> table_rows; ///< of `table`; the grid keeps to it from frame to frame
  } cache;
};

struct ChartSpec {
  std::uint64_t revision = 0;   ///< differs whenever the chart could
  std::string_view office = {}; ///< on the paper
};

/// Title (32 high), note and picture in the box. Arrow keys walk the places, Home, End, PageUp and PageDown
/// jump, Esc goes back to the whole. The chart must outlive the frame.
void chart_figure(const Box& box, std::string_view id, const chart::Chart& chart, ChartState& state,
                  const ChartSpec& spec, Requests& requests);
/// The least height of the box in which all of it can be read.
[[nodiscard]] float chart_figure_height(const chart::Chart& chart, float width);

} // namespace truat::ui
