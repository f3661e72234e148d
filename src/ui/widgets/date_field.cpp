// Dates: typed as people write them, or picked from a calendar.
#include "text/messages.h"
#include "text/thai_date.h"
#include "text/typed_date.h"
#include "ui/widgets/button.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"
#include "ui/widgets/text_field.h"

#include <cmath>
#include <string>

namespace truat::ui {

namespace {

constexpr float cell = 36;

std::string usual_form(const CivilDate& date) {
  return text::format_date(date, text::DateForm::abbreviated, text::date_style(text::language()));
}

bool is_allowed(const CivilDate& date, const DateSpec& spec) {
  return !(spec.first && date < *spec.first) && !(spec.last && *spec.last < date);
}

void draw_day(const Box& box, const CivilDate& day, bool in_month, bool chosen, bool today, bool allowed,
              const Press& press) {
  const ImVec2 center = box.center();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float radius = px(16);
  if (chosen)
    list->AddCircleFilled(center, radius, colors().accent, 32);
  else if (press.hovered && allowed)
    list->AddCircleFilled(center, radius,
                          theme().mode == ColorMode::dark ? colors().divider : colors().sunken, 32);
  if (today && !chosen)
    list->AddCircle(center, radius - 1, colors().accent, 32, px(1.5F));
  const ImU32 ink = chosen ? colors().on_accent : in_month && allowed ? colors().text : colors().muted;
  (void)draw_line(
      box, std::to_string(day.day),
      {.role = chosen ? TextRole::body_strong : TextRole::body, .color = ink, .align = Align::center});
  if (press.ring)
    focus_ring(box.inset(px(4)), radius);
}

/// The month shown, as year × 12 + month - 1.
float& shown_month(ImGuiID field, const CivilDate& start) {
  return running_kit()
      .numbers.try_emplace(field, static_cast<float>(start.year * 12 + start.month - 1))
      .first->second;
}

/// Months before and after, and the name between them.
void draw_month_line(Box line, float& shown) {
  const auto month = static_cast<int>(shown);
  const CivilDate first{month / 12, month % 12 + 1, 1};
  const float side = px(space::control);
  if (icon_button(line.take_left(side), "before",
                  {.icon = Icon::chevron_left, .name = text::tr("ui.month_before")}))
    shown -= 1;
  if (icon_button(line.take_right(side), "after",
                  {.icon = Icon::chevron_right, .name = text::tr("ui.month_after")}))
    shown += 1;
  heading(line, text::format_month(first, text::MonthForm::full, text::date_style(text::language())),
          {.role = TextRole::body_strong, .align = Align::center});
  if (key_pressed(ImGuiKey_PageUp))
    shown -= 1;
  if (key_pressed(ImGuiKey_PageDown))
    shown += 1;
}

/// The day that was picked.
std::optional<CivilDate> calendar(Box& body, ImGuiID field, const std::optional<CivilDate>& chosen,
                                  const DateSpec& spec) {
  float& shown = shown_month(field, chosen.value_or(spec.today));
  draw_month_line(body.take_top(px(space::control)), shown);
  const auto month = static_cast<int>(shown);
  const CivilDate first{month / 12, month % 12 + 1, 1};
  const float width = std::floor(body.w / 7);
  Box names = body.take_top(px(28));
  for (int day = 0; day < 7; ++day)
    (void)draw_line(names.take_left(width),
                    text::weekday_name(day, text::MonthForm::abbreviated, text::language()),
                    {.role = TextRole::caption, .color = colors().muted, .align = Align::center});
  std::optional<CivilDate> picked;
  CivilDate day = add_days(first, -weekday(first));
  for (int week = 0; week < 6; ++week) {
    Box row = body.take_top(px(cell));
    for (int i = 0; i < 7; ++i, day = add_days(day, 1)) {
      const Box place = row.take_left(width);
      const bool allowed = is_allowed(day, spec);
      const std::string name =
          text::format_date(day, text::DateForm::full, text::date_style(text::language()));
      const Press press =
          press_area(place, ImGui::GetCurrentWindow()->GetID(week * 7 + i),
                     {.name = name,
                      .state = {.selected = chosen == day},
                      .disabled_because = allowed ? std::string_view() : text::tr("ui.date_not_allowed")});
      draw_day(place, day, day.month == first.month, chosen == day, day == spec.today, allowed, press);
      if (press.pressed)
        picked = day;
    }
  }
  Box foot = body.take_top(theme().control_height());
  if (is_allowed(spec.today, spec) &&
      button_left(foot, "today", {.label = text::tr("ui.today"), .kind = ButtonKind::quiet}))
    picked = spec.today;
  return picked;
}

} // namespace

DateResult date_field(const Box& box, std::string_view id, std::optional<CivilDate>& date,
                      const DateSpec& spec) {
  Kit::State& state = running_kit();
  const ImGuiID field = id_of(id);
  const IdScope scope(id);
  DateResult result;
  std::string& typed = state.texts[field];
  const bool was_open = state.editing && state.editing->field == field;
  const std::optional<CivilDate> before = date;
  const bool reads = text::parse_typed_date(typed, spec.today).has_value();
  // What cannot be read stays as typed; else the text is the date's usual form.
  if (!was_open && (typed.empty() || reads || date))
    typed = date ? usual_form(*date) : std::string();
  TextFieldSpec look = spec.field;
  look.mode = InputMode::date;
  if (look.placeholder.empty())
    look.placeholder = text::tr("ui.date_placeholder");
  const bool unreadable = !was_open && !typed.empty() && !date;
  if (unreadable || (date && !is_allowed(*date, spec)))
    look.tone = FieldTone::failed;
  Box line = box;
  const Box button_box = line.take_right(px(space::control));
  draw_field_frame(box, look, false, false, false);
  TextFieldSpec inner = look;
  inner.frameless = true;
  static_cast<FieldResult&>(result) = text_field_by_id(line, field, typed, inner);
  if (icon_button(button_box.centered(std::min(button_box.w, button_box.h) - px(4),
                                      std::min(button_box.w, button_box.h) - px(4)),
                  "open",
                  {.icon = Icon::calendar,
                   .name = text::tr("ui.open_calendar"),
                   .disabled_because = look.disabled_because,
                   .opens_popup = true,
                   .is_open = layer_is_open("calendar")})) {
    state.numbers.erase(field);
    layer_is_open("calendar") ? close_layer("calendar") : open_layer("calendar");
  }
  std::optional<CivilDate> picked;
  if (Popover popover("calendar", box,
                      {.width = 7 * cell + 24, .most_height = 480, .padding = 12, .name = spec.field.name});
      popover)
    picked = calendar(popover.body, field, date, spec);
  // A press on the calendar's button leaves the text, but not yet the field.
  float& waits = state.numbers[ImHashStr("waits", 0, field)];
  const bool busy = layer_is_open("calendar") || (ImGui::IsMouseDown(ImGuiMouseButton_Left) &&
                                                  box.contains(ImGui::GetIO().MouseClickedPos[0]));
  if (result.finished && busy) {
    result.finished = false;
    result.changed = true;
    waits = 1;
  } else if (waits > 0 && !busy && !picked) {
    waits = 0;
    result.finished = !result.editing;
  }
  if (picked) {
    waits = 0;
    close_layer("calendar");
    date = picked;
    typed = usual_form(*picked);
    result.changed = result.finished = true;
  } else if (result.changed || result.finished || result.cancelled) {
    const Result<CivilDate> read = text::parse_typed_date(typed, spec.today);
    result.unreadable = !typed.empty() && !read;
    date = read ? std::optional<CivilDate>(*read) : std::nullopt;
    if (result.cancelled)
      date = before;
  }
  return result;
}

} // namespace truat::ui
