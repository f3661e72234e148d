#include "ui/screens/recheck_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "ui/commands.h"
#include "ui/screens/grid_page.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/recheck_rows.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/paint.h"

#include <array>

namespace truat::ui {
namespace {

using text::tr;

constexpr std::size_t seed_length = 8;
constexpr std::size_t usual_size = 10;
constexpr float pane_width = 320;

struct RecheckState {
  GridState rows;
  std::shared_ptr<RecheckRows> source = std::make_shared<RecheckRows>();
  audit::RecheckQuestion question;
  std::optional<CivilDate> from, to;
  std::string size_text;
  std::string province;
  int unit = 0;
  bool is_ready = false;
};

std::string fresh_seed(const ScreenContext& context) {
  const records::Context of = context.workspace().context();
  return records::to_string(records::new_record_id(*of.random)).substr(0, seed_length);
}

/// This fiscal year up to today, ten visits, a seed by chance.
void make_ready(const ScreenContext& context, RecheckState& state) {
  state.is_ready = true;
  state.from = first_day(fiscal_year_of(context.input.today()));
  state.to = context.input.today();
  state.size_text = std::to_string(usual_size);
  state.question.seed = fresh_seed(context);
  if (const audit::Person* person = context.workspace().audit().person(context.workspace().actor()))
    if (const audit::Office* office = context.workspace().audit().office(person->office))
      state.province = office->province;
}

void choose(const Box& box, const ScreenContext& context, std::string_view list, std::string_view parent,
            std::string_view label, std::string& key) {
  const ChoiceLists& lists = *context.input.choices;
  const std::string shown = key.empty() ? std::string() : lists.label(list, key);
  const ChoiceResult result =
      choice_field(box, list,
                   {.field = {.name = label, .placeholder = tr("recheck.any")},
                    .chosen_label = shown,
                    .choices = [&lists, list, parent] { return lists.choices(list, parent); },
                    .can_be_empty = true});
  if (result.chosen)
    key = result.key;
}

void draw_size(Box box, RecheckState& state) {
  const std::array units{Segment{tr("recheck.visits"), {}}, Segment{"%", {}}};
  segmented(box.take_right(std::min(box.w / 2, segmented_width(units)), px(space::x8)), "unit", state.unit,
            units, tr("recheck.size"));
  const NumberResult size = number_field(
      box, "size", state.size_text,
      {.field = {.name = tr("recheck.size")}, .places = 0, .least = Decimal{1, 0}, .whole = true});
  const bool is_good = size.value && size.value->places == 0 && size.value->units > 0;
  state.question.size = is_good ? static_cast<std::size_t>(size.value->units) : 0;
  state.question.is_percent = state.unit == 1;
}

void draw_seed(Box box, const ScreenContext& context, RecheckState& state) {
  if (icon_button(box.take_right(box.h, px(space::x8)), "another_seed",
                  {.icon = Icon::redo_2, .name = tr("recheck.another_seed"), .kind = ButtonKind::secondary}))
    state.question.seed = fresh_seed(context);
  text_field(box, "seed", state.question.seed,
             {.name = tr("recheck.seed"), .required = true, .most_characters = 60});
}

/// Two fields abreast where the pane lies above the table.
void draw_question(Box& area, ScreenContext& context, RecheckState& state) {
  Columns columns(area, context.layout() == LayoutClass::narrow ? 2 : 1, px(space::x16));
  int next = 0;
  const auto field = [&](std::string_view label, std::string_view note = {}) {
    return labelled(columns[next++ % columns.count()], {.label = tr(label), .note = note});
  };
  const auto day = [&](std::string_view id, std::string_view label, std::optional<CivilDate>& date) {
    (void)date_field(field(label), id, date,
                     {.field = {.name = tr(label), .required = true}, .today = context.input.today()});
  };
  day("from", "recheck.from", state.from);
  day("to", "recheck.to", state.to);
  choose(field("field.factory.group"), context, "factory_group", {}, tr("field.factory.group"),
         state.question.group);
  choose(field("field.factory.district"), context, "district", state.province, tr("field.factory.district"),
         state.question.district);
  draw_size(field("recheck.size"), state);
  draw_seed(field("recheck.seed"), context, state);
  state.question.from = state.from.value_or(CivilDate{9999, 12, 31}); // a day that is missing is no period
  state.question.to = state.to.value_or(CivilDate{1, 1, 1});
}

std::string period_words(const audit::RecheckQuestion& question) {
  return text::format_date_range(question.from, question.to, text::date_style(text::language()));
}

/// What the drawing was, so that the paper says all that is needed to draw it again.
std::vector<std::string> notes_of(const ScreenContext& context, const RecheckState& state) {
  const audit::RecheckQuestion& question = state.question;
  const ChoiceLists& lists = *context.input.choices;
  std::string of = period_words(question);
  if (!question.group.empty())
    of += " · " + lists.label("factory_group", question.group);
  if (!question.district.empty())
    of += " · " + lists.label("district", question.district);
  const audit::RecheckSample& sample = *state.source->sample();
  return {of,
          tr("recheck.drawn", {{"count", std::to_string(sample.chosen.size())},
                               {"all", std::to_string(sample.population)},
                               {"seed", question.seed}}),
          std::string(tr("recheck.rule"))};
}

} // namespace

PageHeader recheck_header(ScreenContext& context) {
  const RecheckState& state = context.screen_state<RecheckState>();
  PageHeader header{.title = std::string(tr("recheck.title"))};
  header.actions = {header_action(
      "recheck.print", state.source->row_count() == 0 ? tr("grid.nothing_to_export") : std::string_view())};
  return header;
}

void draw_recheck(ScreenContext& context) {
  RecheckState& state = context.screen_state<RecheckState>();
  if (!state.is_ready)
    make_ready(context, state);
  Box page = context.page;
  fill(page, colors().surface);
  if (context.layout() == LayoutClass::narrow) {
    page.skip(px(space::x16));
    Box inside = page.inset(page_margin(context), 0);
    const float top = inside.y;
    draw_question(inside, context, state);
    page.skip(inside.y - top);
  } else {
    const Box pane = page.take_left(px(pane_width));
    vertical_line(pane.right() - 1, pane.y, pane.h, colors().divider);
    PageColumn column(pane, context, "question");
    draw_question(column.area, context, state);
  }
  state.source->update(context.workspace(), state.question);
  page.skip(px(space::x16));
  Box words = page.inset(page_margin(context), 0);
  const float top = words.y;
  if (!state.source->sample()) {
    paragraph(words, tr(state.source->sample().error()), {.color = colors().status(Status::failed).ink});
    return;
  }
  const std::vector<std::string> notes = notes_of(context, state);
  paragraph(words, notes[1], {.role = TextRole::body_strong});
  paragraph(words, notes[2], {.role = TextRole::caption, .color = colors().muted});
  page.skip(words.y - top + px(space::x12));
  if (state.source->row_count() == 0) {
    empty_state(page, "nothing", {.icon = Icon::scale, .title = tr("recheck.no_rows")});
    return;
  }
  const GridPage columns(context, state.rows, recheck_columns(), "recheck", tr("recheck.title"));
  grid_search_line(page, context, "recheck", state.rows, *state.source, columns.spec(), tr("recheck.search"));
  if (context.pressed_action == "recheck.print")
    print_grid(context, state.rows, *state.source, columns.spec(), notes);
  const GridResult result =
      grid(page.inset(px(space::x12), 0), "recheck", state.rows, *state.source, columns.spec());
  if (result.opened)
    context.go({"visit", state.source->id(*result.opened), {}});
}

} // namespace truat::ui
