// A grid over records on a page: what the grid needs of the screen's context, for one frame.
#pragma once

#include "ui/grid/grid.h"
#include "ui/screens/shared_words.h"

#include <string>
#include <vector>

namespace truat::ui {

class GridPage {
public:
  /// `kept_as`: the name under which this person's views of the grid are kept.
  GridPage(ScreenContext& context, const GridState& state, std::vector<GridColumn> columns,
           std::string_view kept_as, std::string_view name, std::string_view nothing = {});
  GridPage(const GridPage&) = delete;
  GridPage& operator=(const GridPage&) = delete;
  [[nodiscard]] const GridSpec& spec() const { return m_spec; }

private:
  std::vector<GridColumn> m_columns;
  std::string m_kept_text;
  FormContext m_form;
  GridEditing m_editing;
  GridSpec m_spec;
};

/// The line above a grid that fills the page, cut off it: search, columns, views, export. `id` as of the
/// grid.
void grid_search_line(Box& page, ScreenContext& context, std::string_view id, GridState& state,
                      const GridSource& source, const GridSpec& spec, std::string_view search);

/// Prints the rows and columns that the grid shows, under the spec's name and these notes.
void print_grid(ScreenContext& context, const GridState& state, const GridSource& source,
                const GridSpec& spec, std::vector<std::string> notes);

} // namespace truat::ui
