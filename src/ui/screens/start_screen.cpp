#include "ui/screens/start_screen.h"

#include "text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <array>
#include <cfloat>

namespace truat::ui {
namespace {

using text::tr;

enum class Beginning : std::uint8_t { sample, empty };

struct StartState {
  std::string name;
  std::string position;
  std::string province = "90"; ///< Songkhla, where the first users are
  std::string officer_card;
  Beginning beginning = Beginning::sample;
  bool asked_too_early = false; ///< the button was pressed with something missing: the fields say what
};

constexpr float card_width = 640;
constexpr float card_height = 566;
constexpr float least_promise_width = 296;
constexpr float gap_between = 112;

/// The official name of a provincial office, by which every PC makes the same record of it.
std::string office_name(const StartState& state) {
  const audit::Place* province = workspace::reference().places.find(state.province);
  return province != nullptr ? "สำนักงานอุตสาหกรรมจังหวัด" + province->thai : std::string();
}

/// What the headline's lines need.
float promise_width() {
  float width = px(least_promise_width);
  for (const std::string_view line : wrapped_lines(tr("start.headline"), TextRole::figure, FLT_MAX))
    width = std::max(width, text_width(line, TextRole::figure) + 1);
  return width;
}

void draw_promises(Box& area) {
  Box brand = area.take_top(px(44), px(24));
  Box mark = brand.take_left(px(44), px(12));
  fill(mark, colors().accent, px(space::radius_card));
  icon(mark, Icon::check, 26, colors().on_accent);
  text_line(brand, tr("start.brand"), {.role = TextRole::title});
  paragraph(area, tr("start.headline"), {.role = TextRole::figure});
  area.skip(px(24));
  struct Promise {
    Icon icon;
    std::string_view text;
  };
  const std::array promises{Promise{Icon::wifi_off, "start.promise_offline"},
                            Promise{Icon::hard_drive, "start.promise_local"},
                            Promise{Icon::arrow_left_right, "start.promise_exchange"}};
  for (const Promise& promise : promises) {
    Box words = area;
    const Box side = words.take_left(px(20), px(12));
    const float top = words.y;
    words.skip((px(36) - line_height(TextRole::body)) / 2);
    icon(Box(side).take_top(px(36)), promise.icon, space::icon_navigation, colors().accent);
    paragraph(words, tr(promise.text), {.color = colors().muted});
    area.skip(words.y - top + (px(36) - line_height(TextRole::body)) / 2);
  }
}

void draw_language(Box& body, ScreenContext& context) {
  Box line = body.take_top(theme().control_height(), px(20));
  const std::array segments{Segment{tr("language.thai"), {}}, Segment{tr("language.english"), {}}};
  int chosen = text::language() == text::Language::thai ? 0 : 1;
  const Box switcher = line.take_right(px(line.w < px(480) ? 184.0F : 232.0F), px(12));
  if (segmented(switcher, "language", chosen, segments, tr("start.language")))
    context.push(SetLanguage{chosen == 0 ? text::Language::thai : text::Language::english});
  text_left(line, tr("start.language_thai"), {.role = TextRole::body_strong}, px(6));
  if (text_width("Language", TextRole::body) <= line.w)
    text_line(line, "Language", {.color = colors().muted});
}

void draw_person(Box& body, StartState& state, ScreenContext& context) {
  const bool complain = state.asked_too_early;
  const std::string_view needed = complain && state.name.empty() ? tr("workspace.person_needs_name") : "";
  const std::string_view no_office =
      complain && state.province.empty() ? tr("workspace.office_needs_name") : "";
  heading(body.take_top(px(28)), tr("start.who"));
  paragraph(body, tr("start.who_note"), {.color = colors().muted});
  body.skip(px(8));
  const bool narrow = body.w < px(480);
  Columns columns(body, narrow ? 1 : 2, px(16));
  Box& left = columns[0];
  Box& right = columns[narrow ? 0 : 1];

  const Box name = labelled(left, {.label = tr("field.person.name"), .error = needed});
  text_field(name, "name", state.name,
             {.name = tr("field.person.name"),
              .tone = needed.empty() ? FieldTone::plain : FieldTone::failed,
              .error = needed,
              .required = true});
  const Box position = labelled(right, {.label = tr("field.person.position")});
  text_field(position, "position", state.position,
             {.name = tr("field.person.position"), .placeholder = tr("start.position_example")});

  const Box office = labelled(left, {.label = tr("start.office"), .error = no_office});
  const std::string label =
      state.province.empty()
          ? std::string()
          : tr("start.office_of", {{"province", context.input.choices->label("province", state.province)}});
  const ChoiceResult chosen =
      choice_field(office, "office",
                   {.field = {.name = tr("start.office"), .placeholder = tr("start.office_choose")},
                    .chosen_label = label,
                    .choices = [&context] { return context.input.choices->choices("province", {}); }});
  if (chosen.chosen)
    state.province = chosen.key;
  const Box card = labelled(right, {.label = tr("field.person.officer_card"), .hint = tr("start.optional")});
  text_field(card, "card", state.officer_card,
             {.name = tr("field.person.officer_card"), .placeholder = tr("start.card_example")});
}

void draw_beginnings(Box& body, StartState& state) {
  body.skip(px(4));
  heading(body.take_top(px(28), px(8)), tr("start.begin_with"));
  const bool narrow = body.w < px(480);
  Columns columns(body, narrow ? 1 : 2, px(16));
  const auto height_of = [&](std::string_view title, std::string_view lines) {
    return radio_card_height({.title = tr(title), .lines = tr(lines)}, columns[0].w);
  };
  const float both = std::max(height_of("start.sample", "start.sample_lines"),
                              height_of("start.empty", "start.empty_lines"));
  const auto card = [&](int column, Beginning beginning, std::string_view id, std::string_view title,
                        std::string_view lines) {
    Box& area = columns[narrow ? 0 : column];
    const RadioCardSpec spec{.title = tr(title), .lines = tr(lines), .chosen = state.beginning == beginning};
    const Box box = area.take_top(narrow ? height_of(title, lines) : both, narrow ? px(12) : 0);
    if (radio_card(box, id, spec))
      state.beginning = beginning;
  };
  const access::Part part({.role = access::Role::radio_group, .name = tr("start.begin_with"), .box = body});
  card(0, Beginning::sample, "sample", "start.sample", "start.sample_lines");
  card(1, Beginning::empty, "empty", "start.empty", "start.empty_lines");
}

void begin(ScreenContext& context, StartState& state) {
  // The sample office has people of its own, so nobody need say who they are to look around in it.
  if (state.beginning == Beginning::sample) {
    context.push(OpenSampleOffice{});
    return;
  }
  if (state.name.empty() || state.province.empty()) {
    state.asked_too_early = true;
    return;
  }
  const audit::Place* province = workspace::reference().places.find(state.province);
  context.push(Introduce{.person_name = state.name,
                         .position = state.position,
                         .officer_card = state.officer_card,
                         .office_name = office_name(state),
                         .office_abbreviation = province != nullptr ? "สอจ." + province->thai : std::string(),
                         .office_province = state.province});
}

void draw_foot(Box& body, StartState& state, ScreenContext& context) {
  body.skip(px(24));
  Box line = body.take_top(theme().control_height());
  if (button_right(line, "begin", {.label = tr("start.begin"), .kind = ButtonKind::primary}))
    begin(context, state);
  const LinkSpec open{.label = tr("start.open_file"), .icon = Icon::folder_open};
  if (link(line.take_left(link_width(open)), "open_file", open)) {
    if (state.name.empty() || state.province.empty()) {
      state.beginning = Beginning::empty;
      state.asked_too_early = true;
    } else {
      begin(context, state);
      context.push(
          PickFiles{.purpose = FilePurpose::truat_file, .accept = ".json", .record = {}, .field = {}});
    }
  }
}

} // namespace

PageHeader start_header(ScreenContext&) {
  return {};
}

void draw_start(ScreenContext& context) {
  StartState& state = context.screen_state<StartState>();
  ScrollArea scroll(context.page, "start");
  Box page = scroll.content;
  const bool wide = context.layout() != LayoutClass::narrow;
  const float margin = wide ? px(space::margin) : px(space::margin_narrow);
  const float height = std::max(context.page.h, px(card_height) + 2 * margin);
  Box area = scroll.content;

  if (wide) {
    const float width = std::min(px(card_width), area.w * 0.56F);
    const float left = std::min(promise_width(), area.w - width - 3 * margin);
    const float gap = std::min(px(gap_between), area.w - width - left - 2 * margin);
    Box both = area.take_top(height).centered(left + gap + width, px(card_height));
    Box promises = both.take_left(left, gap);
    promises.skip(px(122));
    draw_promises(promises);
    page = both;
  } else {
    page = area.inset(margin, 0);
    page.skip(px(40));
    draw_promises(page);
    page.skip(px(24));
  }
  const float side = wide || area.w > px(600) ? 32.0F : 20.0F;
  {
    Card card(page, {.padding_x = side, .padding_y = 24});
    draw_language(card.body, context);
    draw_person(card.body, state, context);
    draw_beginnings(card.body, state);
    draw_foot(card.body, state, context);
    card.body.skip(px(8));
  }
  // What was cut off the page is what there is to scroll through.
  if (wide)
    scroll.content.skip(std::max(height, page.y - context.page.y));
  else
    scroll.content.skip(page.y - scroll.content.y + margin);
}

} // namespace truat::ui
