#include "ui/screens/registers_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "ui/commands.h"
#include "ui/screens/grid_page.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/readable_words.h"
#include "ui/screens/register_rows.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/paint.h"

#include <array>

namespace truat::ui {
namespace {

using text::tr;

struct RegistersState {
  GridState rows;
  std::shared_ptr<RegisterRows> source = std::make_shared<RegisterRows>();
  std::string start; ///< of the chosen register; "" for all
  RegisterGroup group = RegisterGroup::all;
};

/// "สข.ก · ปีงบประมาณ 2568"
std::string words_of(const audit::NumberRegister& one) {
  std::string series = one.start();
  series.resize(series.rfind('-', series.size() - 2)); // the year is said in words
  return series + " · " + text::format_fiscal_year(one.year, text::date_style(text::language()));
}

std::string chosen_words(const RegistersState& state) {
  for (const audit::NumberRegister& one : state.source->registers().registers)
    if (one.start() == state.start)
      return words_of(one);
  return std::string(tr("registers.all_series"));
}

void draw_series(const Box& box, RegistersState& state) {
  const std::string shown = chosen_words(state);
  const ChoiceResult result = choice_field(
      box, "series", {.field = {.name = tr("registers.series")}, .chosen_label = shown, .choices = [&state] {
                        std::vector<Choice> choices{{"", std::string(tr("registers.all_series")), {}, {}}};
                        for (const auto& one : state.source->registers().registers)
                          choices.push_back({one.start(), words_of(one), {}, {}});
                        return choices;
                      }});
  if (result.chosen)
    state.start = result.key;
}

void draw_tiles(Box line, RegistersState& state) {
  struct Tile {
    RegisterGroup group;
    std::string_view id, label;
    std::optional<Status> status;
  };
  constexpr std::array tiles{
      Tile{RegisterGroup::all, "all", "registers.given", Status::done},
      Tile{RegisterGroup::missing, "missing", "registers.missing", Status::failed},
      Tile{RegisterGroup::duplicate, "twice", "registers.duplicate", Status::failed},
      Tile{RegisterGroup::deleted, "deleted", "registers.deleted", Status::not_applicable}};
  const float width = (line.w - px(3 * space::card_gap)) / static_cast<float>(tiles.size());
  for (const Tile& tile : tiles) {
    const int count = state.source->count_of(tile.group);
    const std::string figure = text::format_number(count);
    if (count_tile(line.take_left(width, px(space::card_gap)), tile.id,
                   {.figure = figure,
                    .label = tr(tile.label),
                    .status = count == 0 ? std::optional<Status>() : tile.status,
                    .selected = state.group == tile.group,
                    .is_filter = true}))
      state.group = tile.group;
  }
}

} // namespace

PageHeader registers_header(ScreenContext& context) {
  const RegistersState& state = context.screen_state<RegistersState>();
  PageHeader header{.title = std::string(tr("registers.title"))};
  header.actions = {header_action("registers.print", state.rows.rows.order().empty()
                                                         ? tr("grid.nothing_to_export")
                                                         : std::string_view())};
  return header;
}

void draw_registers(ScreenContext& context) {
  RegistersState& state = context.screen_state<RegistersState>();
  state.source->update(context.workspace(), state.start, state.group);
  if (state.source->registers().registers.empty()) {
    empty_state(
        context.page, "nothing",
        {.icon = Icon::clipboard_list, .title = tr("registers.none"), .sentence = tr("registers.none_note")});
    return;
  }
  Box page = context.page;
  fill(page, colors().surface);
  page.skip(px(space::x16));
  const bool narrow = context.layout() == LayoutClass::narrow;
  Box inside = page.inset(page_margin(context), 0);
  const float top = inside.y;
  draw_series(inside.take_top(theme().control_height(), px(space::x12))
                  .take_left(std::min(inside.w, px(narrow ? 400.0F : 320.0F))),
              state);
  draw_tiles(inside.take_top(px(64), px(space::x12)), state);
  if (const std::size_t count = state.source->registers().unreadable.size(); count > 0)
    paragraph(inside, tr("registers.unreadable", {{"count", std::to_string(count)}}),
              {.role = TextRole::caption, .color = colors().muted});
  page.skip(inside.y - top);
  const GridPage columns(context, state.rows, register_columns(), "registers", tr("registers.title"),
                         tr("registers.no_rows"));
  grid_search_line(page, context, "registers", state.rows, *state.source, columns.spec(),
                   tr("registers.search"));
  if (context.pressed_action == "registers.print")
    print_grid(context, state.rows, *state.source, columns.spec(),
               {chosen_words(state),
                tr("registers.counts",
                   {{"given", text::format_number(state.source->count_of(RegisterGroup::all))},
                    {"missing", text::format_number(state.source->count_of(RegisterGroup::missing))},
                    {"twice", text::format_number(state.source->count_of(RegisterGroup::duplicate))},
                    {"deleted", text::format_number(state.source->count_of(RegisterGroup::deleted))}})});
  const GridResult result =
      grid(page.inset(px(space::x12), 0), "registers", state.rows, *state.source, columns.spec());
  if (result.opened)
    open_record(context, state.source->entry(*result.opened).visit);
}

} // namespace truat::ui
