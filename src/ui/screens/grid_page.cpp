#include "ui/screens/grid_page.h"

#include "report/table_paper.h"
#include "text/messages.h"
#include "ui/screens/page_parts.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text_field.h"

#include <algorithm>

namespace truat::ui {

GridPage::GridPage(ScreenContext& context, const GridState& state, std::vector<GridColumn> columns,
                   std::string_view kept_as, std::string_view name, std::string_view nothing)
    : m_columns(std::move(columns)), m_form(form_context(context)),
      m_editing{.form = m_form, .read_only_because = read_only_reason(context)},
      m_spec{.columns = m_columns,
             .name = name,
             .nothing = nothing,
             .editing = &m_editing,
             .requests = &context.requests,
             .kept_as = kept_as,
             .today = context.input.today()} {
  if (!state.views_are_read && context.input.grid_views)
    m_kept_text = context.input.grid_views(kept_as);
  m_spec.kept_text = m_kept_text;
}

void grid_search_line(Box& page, ScreenContext& context, std::string_view id, GridState& state,
                      const GridSource& source, const GridSpec& spec, std::string_view search) {
  constexpr float widest_search = 480;
  Box line = page.take_top(theme().control_height(), px(space::x12)).inset(page_margin(context), 0);
  grid_tools(line, id, state, source, spec);
  text_field(line.take_left(std::min(line.w, px(widest_search))), "filter", state.view.search,
             {.name = search,
              .placeholder = search,
              .mode = InputMode::search,
              .icon = Icon::search,
              .can_clear = true});
}

void print_grid(ScreenContext& context, const GridState& state, const GridSource& source,
                const GridSpec& spec, std::vector<std::string> notes) {
  report::TablePaper paper{.language = text::language(),
                           .office = context.input.office,
                           .title = std::string(spec.name),
                           .notes = std::move(notes),
                           .columns = {},
                           .rows = {}};
  const std::vector<std::size_t> shown = shown_columns(state.view).columns;
  for (const std::size_t column : shown)
    paper.columns.push_back({spec.columns[column].label, spec.columns[column].align == Align::right});
  for (const std::uint32_t row : state.rows.order()) {
    std::vector<std::string> cells;
    for (const std::size_t column : shown)
      cells.push_back(source.text(row, column));
    paper.rows.push_back(std::move(cells));
  }
  std::string title = paper.title;
  context.push(
      PrintHtml{std::move(title), [paper = std::move(paper)] { return report::table_paper(paper); }});
}

} // namespace truat::ui
