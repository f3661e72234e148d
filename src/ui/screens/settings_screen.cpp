#include "ui/screens/settings_screen.h"

#include "text/messages.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/record_form.h"
#include "workspace/workspace.h"

#include <array>
#include <cmath>

namespace truat::ui {
namespace {

using text::tr;

struct SettingsState {
  FormState person;
  FormState office;
  FormState workstation;
};

constexpr std::array scales{0.8F, 1.0F, 1.25F, 1.5F, 2.0F};
constexpr float column_width = 680;
constexpr float key_width = 180;
constexpr float least_choice_width = 320; ///< below, the choices stand under their label

void record_card(Box& area, ScreenContext& context, std::string_view title, const records::RecordId& record,
                 std::string_view kind, FormState& state) {
  if (!context.workspace().projection().exists(record))
    return;
  Card card(area);
  section_header(card.body, {.title = tr(title)});
  record_form(card.body, kind, state, form_context(context),
              {.record = record,
               .kind = workspace::schema().find_kind(kind),
               .read_only_because = read_only_reason(context),
               .key_width = key_width,
               .in_cards = false},
              context.requests);
}

void draw_people(Box& area, ScreenContext& context) {
  const workspace::Workspace& workspace = context.workspace();
  const audit::Person* here = workspace.audit().person(workspace.actor());
  if (here == nullptr)
    return;
  Card card(area);
  section_header(card.body, {.title = tr("settings.people"), .muted = tr("settings.people_note")});
  const access::Part part(
      {.role = access::Role::radio_group, .name = tr("settings.people"), .box = card.body});
  for (const records::RecordId& id : workspace.audit().people()) {
    const audit::Person* person = workspace.audit().person(id);
    if (person == nullptr || person->office != here->office || !person->is_here(context.input.today()))
      continue;
    const IdScope scope(records::to_string(id));
    const Box row = card.body.take_top(theme().control_height(), px(space::x4));
    if (radio_row(row, "person",
                  {.label = person->name, .muted = person->position, .chosen = id == workspace.actor()}))
      context.push(SetPerson{id});
  }
}

/// Outside the radio group, which holds nothing else.
void draw_to_people(Box& area, ScreenContext& context) {
  Box line = area.take_top(theme().control_height(), px(space::card_gap));
  if (button_left(line, "to_people",
                  {.label = tr("people.to_people"), .icon = Icon::users, .ground = Ground::canvas}))
    context.go({"people", {}, {}});
}

void draw_looks(Box& area, ScreenContext& context) {
  Card card(area);
  section_header(card.body, {.title = tr("settings.looks")});
  const bool stacked = card.body.w < px(key_width + least_choice_width);
  const auto row = [&card, stacked](std::string_view label) {
    if (stacked)
      text_line(card.body.take_top(line_height(TextRole::caption), px(space::x4)), label,
                {.role = TextRole::caption, .color = colors().muted});
    Box line = card.body.take_top(theme().control_height(), px(space::x8));
    if (!stacked)
      text_line(line.take_left(px(key_width)), label, {.color = colors().muted});
    return line;
  };

  Box language = row(tr("start.language"));
  const std::array languages{Segment{tr("language.thai"), {}}, Segment{tr("language.english"), {}}};
  int chosen = text::language() == text::Language::thai ? 0 : 1;
  if (segmented(language.take_left(std::min(language.w, px(240))), "language", chosen, languages,
                tr("start.language")))
    context.push(SetLanguage{chosen == 0 ? text::Language::thai : text::Language::english});

  Box looks = row(tr("settings.theme"));
  const std::array themes{Segment{tr("settings.theme_light"), Icon::sun},
                          Segment{tr("settings.theme_dark"), Icon::moon},
                          Segment{tr("settings.theme_system"), Icon::monitor}};
  int theme_chosen = static_cast<int>(context.state.theme);
  if (segmented(looks.take_left(std::min(looks.w, px(360))), "theme", theme_chosen, themes,
                tr("settings.theme")))
    context.push(SetTheme{static_cast<ThemeChoice>(theme_chosen)});

  Box size = row(tr("settings.scale"));
  const std::array sizes{Segment{"80%", {}}, Segment{"100%", {}}, Segment{"125%", {}}, Segment{"150%", {}},
                         Segment{"200%", {}}};
  int size_chosen = 1;
  for (std::size_t i = 0; i < scales.size(); ++i)
    if (std::abs(scales[i] - context.state.scale) < 0.01F)
      size_chosen = static_cast<int>(i);
  if (segmented(size.take_left(std::min(size.w, px(400))), "scale", size_chosen, sizes, tr("settings.scale")))
    context.push(SetScale{scales[static_cast<std::size_t>(size_chosen)]});
}

void draw_keeping(Box& area, ScreenContext& context) {
  Card card(area);
  section_header(card.body, {.title = tr("settings.keeping")});
  paragraph(card.body, tr("settings.keeping_note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  const ButtonSpec persist{.label = tr("storage_page.title"), .icon = Icon::hard_drive};
  const ButtonSpec keep{.label = tr("settings.export"), .icon = Icon::download};
  Box line = card.body.take_top(theme().control_height());
  const bool fits = button_width(persist) + button_width(keep) + px(space::x8) <= line.w;
  if (button_left(line, "storage", persist))
    context.go({"storage", {}, {}});
  if (!fits) {
    card.body.skip(px(space::x8));
    line = card.body.take_top(theme().control_height());
  }
  if (button_left(line, "export", keep))
    context.push(ExportEverything{});
  card.body.skip(px(space::x8));
  line = card.body.take_top(theme().control_height());
  if (button_left(line, "rescue", {.label = tr("help.rescue"), .icon_after = Icon::arrow_right}))
    context.push(OpenRescue{});
}

void draw_sample(Box& area, ScreenContext& context) {
  Card card(area);
  section_header(card.body, {.title = tr("settings.sample")});
  paragraph(card.body, tr(context.input.is_sample ? "settings.sample_open_note" : "settings.sample_note"),
            {.color = colors().muted});
  card.body.skip(px(space::x12));
  Box line = card.body.take_top(theme().control_height());
  if (context.input.is_sample) {
    if (button_left(line, "leave_sample", {.label = tr("settings.leave_sample"), .icon = Icon::log_out}))
      context.push(LeaveSampleOffice{});
  } else if (button_left(line, "open_sample", {.label = tr("settings.open_sample"), .icon = Icon::eye})) {
    context.push(OpenSampleOffice{});
  }
}

} // namespace

PageHeader settings_header(ScreenContext&) {
  return {.title = std::string(tr("settings.title"))};
}

void draw_settings(ScreenContext& context) {
  SettingsState& state = context.screen_state<SettingsState>();
  const workspace::Workspace& workspace = context.workspace();
  PageColumn page(context.page, context, "settings",
                  context.layout() == LayoutClass::narrow ? 0 : column_width);
  Box& area = page.area;

  draw_looks(area, context);
  if (const audit::Person* person = workspace.audit().person(workspace.actor())) {
    record_card(area, context, "settings.person", person->id, audit::person_kind, state.person);
    draw_people(area, context);
    draw_to_people(area, context);
    record_card(area, context, "settings.office", person->office, audit::office_kind, state.office);
    record_card(area, context, "settings.workstation", audit::workstation_id(workspace.ledger().replica()),
                audit::workstation_kind, state.workstation);
  }
  draw_keeping(area, context);
  draw_sample(area, context);
}

} // namespace truat::ui
