#include "ui/screens/changes_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/change_rows.h"
#include "ui/screens/grid_page.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/readable_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/paint.h"

namespace truat::ui {
namespace {

using text::tr;

constexpr int list_slice_ms = 4;

struct ChangesState {
  GridState rows;
  std::shared_ptr<ChangeRows> source = std::make_shared<ChangeRows>();
};

/// What stands in the chosen row, whole, and the way to its record.
void draw_chosen(Box& page, ScreenContext& context, ChangesState& state) {
  const std::optional<std::size_t> row =
      state.rows.selected ? state.source->find(*state.rows.selected) : std::nullopt;
  if (!row)
    return;
  const records::RecordId record = state.source->record_of(*row);
  Box line = page_foot(page, context);
  if (button_right(line, "open",
                   {.label = tr("changes.open"),
                    .kind = ButtonKind::primary,
                    .icon = Icon::arrow_right,
                    .disabled_because = why_not_opened(context.workspace(), record)}))
    open_record(context, record);
  const auto cell = [&](std::size_t column) { return state.source->text(*row, column); };
  const std::string before = cell(ChangeRows::before);
  const std::string after = cell(ChangeRows::after);
  const auto or_nothing = [](const std::string& words) { return words.empty() ? std::string("–") : words; };
  const std::string remark = cell(ChangeRows::remark);
  text_line(line, record.is_none() ? remark
                                   : cell(ChangeRows::field) + ": " + or_nothing(before) + " → " +
                                         or_nothing(after) + (remark.empty() ? "" : " · " + remark));
}

} // namespace

PageHeader changes_header(ScreenContext& context) {
  const auto count = static_cast<std::int64_t>(context.workspace().ledger().log().operation_count());
  return {.title = std::string(tr("changes.title")),
          .subtitle = tr("changes.count", {{"count", text::format_number(count)}})};
}

void draw_changes(ScreenContext& context) {
  ChangesState& state = context.screen_state<ChangesState>();
  Budget budget = Budget::milliseconds(list_slice_ms);
  if (state.source->update(context.workspace(), budget) == Step::more)
    want_frame_in(0);
  const GridPage columns(context, state.rows, change_columns(), "changes", tr("changes.title"),
                         tr("changes.none"));
  Box page = context.page;
  fill(page, colors().surface);
  page.skip(px(space::x16));
  grid_search_line(page, context, "changes", state.rows, *state.source, columns.spec(), tr("changes.search"));
  draw_chosen(page, context, state);
  const GridResult result =
      grid(page.inset(px(space::x12), 0), "changes", state.rows, *state.source, columns.spec());
  if (result.opened)
    open_record(context, state.source->record_of(*result.opened));
}

} // namespace truat::ui
