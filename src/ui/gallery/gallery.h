// Every widget in every state on one page, for tests and for looking at. It is in no navigation.
#pragma once

#include "ui/grid/grid.h"
#include "ui/request.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/media.h"
#include "ui/widgets/text_field.h"

#include <array>
#include <string>

namespace truat::ui {

struct GalleryState {
  std::array<bool, 4> on{true, false, true, false};
  int segment = 0;
  int tab = 3;
  int answer = 1;
  int unanswered = -1;
  int card = 0;
  std::string name = "วรัญญา คงทอง";
  std::string empty;
  std::string note = "ท่อระบายช่วงหลังบ่อพักที่ 2 แตก น้ำทิ้งล้นลงคูสาธารณะด้านทิศตะวันออก มีฟอง";
  std::string measured = "9.6";
  std::string search;
  std::optional<CivilDate> date = CivilDate{2024, 11, 14};
  std::optional<TimeOfDay> time;
  std::string district;
  SignatureStrokes signature;
  GridState grid;
  std::array<ChartState, 8> charts;
};

/// Buttons, chips, choices, fields.
void draw_controls_gallery(Box page, GalleryState& state, const CivilDate& today);
/// Cards, rows, figures, bars, events, empty states, banners, pictures.
void draw_blocks_gallery(Box page, GalleryState& state);
/// All kinds of charts, with invented figures; `points` in the long line.
void draw_charts_gallery(Box page, GalleryState& state, std::size_t points, Requests& requests);
/// A grid of `rows` invented rows.
void draw_grid_gallery(Box page, GalleryState& state, std::size_t rows);

} // namespace truat::ui
