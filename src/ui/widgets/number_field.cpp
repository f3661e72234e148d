// Numbers and times: text fields that read what is typed.
#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "text/typed_date.h"
#include "ui/widgets/button.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/text_field.h"

namespace truat::ui {

namespace {

bool is_outside(const Decimal& value, const NumberSpec& spec) {
  return (spec.least && value < *spec.least) || (spec.most && *spec.most < value);
}

} // namespace

NumberResult number_field(const Box& box, std::string_view id, std::string& text, const NumberSpec& spec) {
  NumberResult result;
  const auto read = [&] {
    result.value = text::parse_typed_decimal(text);
    if (result.value && spec.whole && result.value->places > 0)
      result.value.reset();
    result.unreadable = !text.empty() && !result.value;
    result.out_of_range = result.value && is_outside(*result.value, spec);
  };
  read();
  TextFieldSpec field = spec.field;
  field.mode = spec.whole ? InputMode::integer : InputMode::decimal;
  field.align = Align::right;
  const bool is_open = field_is_open(id);
  if (result.out_of_range || (result.unreadable && !is_open))
    field.tone = FieldTone::failed;
  static_cast<FieldResult&>(result) = text_field(box, id, text, field);
  if (result.changed || result.finished || result.cancelled)
    read();
  if (result.finished && result.value)
    text = spec.places >= 0 ? text::format_decimal(*result.value, spec.places)
                            : text::format_decimal(*result.value);
  return result;
}

TimeResult time_field(const Box& box, std::string_view id, std::optional<TimeOfDay>& time,
                      const TimeSpec& spec) {
  Kit::State& state = running_kit();
  const ImGuiID field = id_of(id);
  const IdScope scope(id);
  TimeResult result;
  std::string& typed = state.texts[field];
  const bool was_open = state.editing && state.editing->field == field;
  const std::optional<TimeOfDay> before = time;
  const Result<TimeOfDay> read_before = text::parse_typed_time(typed);
  // What cannot be read stays as typed; else the text is the time's own form.
  if (!was_open && (typed.empty() || read_before.has_value()))
    typed = time ? to_iso(*time) : std::string();
  TextFieldSpec look = spec.field;
  look.mode = InputMode::date;
  if (look.placeholder.empty())
    look.placeholder = "09:40";
  if (!was_open && !typed.empty() && !read_before.has_value() && !time)
    look.tone = FieldTone::failed;
  Box text_box = box;
  const bool offers_now = spec.now && !time && look.disabled_because.empty() && !was_open;
  look.holds_control = offers_now;
  static_cast<FieldResult&>(result) = text_field_by_id(text_box, field, typed, look);
  if (offers_now) {
    const LinkSpec now{.label = text::tr("ui.now")};
    const Box place = Box(box).inset(px(12), 0).take_right(link_width(now));
    if (link(place, "now", now)) {
      time = spec.now;
      typed = to_iso(*time);
      result.finished = result.changed = true;
      if (state.editing && state.editing->field == field)
        state.editing.reset();
    }
  }
  if (result.changed || result.finished || result.cancelled) {
    const Result<TimeOfDay> read = text::parse_typed_time(typed);
    result.unreadable = !typed.empty() && !read;
    if (read)
      time = *read;
    else
      time.reset();
    if (result.cancelled)
      time = before;
  }
  return result;
}

} // namespace truat::ui
