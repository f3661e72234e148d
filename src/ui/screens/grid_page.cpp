#include "ui/screens/grid_page.h"

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

} // namespace truat::ui
