// The form of a record that does not exist yet.
#include "text/messages.h"
#include "ui/widgets/record_form.h"

#include <algorithm>

namespace truat::ui {

namespace {

using records::FieldDescriptor;
using records::FieldType;
using records::Value;

void take_value(NewRecordState& state, const FieldDescriptor& field, const Result<Value>& read) {
  const std::string wire(field.wire);
  state.errors.erase(wire);
  if (!read) {
    state.values.erase(wire);
    state.errors.insert_or_assign(wire, read.error());
    return;
  }
  if (const Result<void> checked = records::check_value(field, *read); !checked) {
    state.values.erase(wire);
    state.errors.insert_or_assign(wire, checked.error());
    return;
  }
  if (records::is_empty(*read))
    state.values.erase(wire);
  else
    state.values.insert_or_assign(wire, *read);
}

Value value_of(const NewRecordState& state, std::string_view wire) {
  const auto found = state.values.find(wire);
  return found == state.values.end() ? Value() : found->second;
}

TextFieldSpec spec_of(const NewRecordState& state, const FieldDescriptor& field) {
  TextFieldSpec spec;
  spec.name = text::tr(field.label);
  spec.required = field.required == records::Required::yes;
  spec.tone = state.errors.contains(field.wire) ? FieldTone::failed : FieldTone::plain;
  spec.lines = field.type == FieldType::long_text ? Lines::several : Lines::one;
  if (field.type == FieldType::integer)
    spec.mode = InputMode::integer;
  if (field.type == FieldType::decimal)
    spec.mode = InputMode::decimal;
  if (field.type == FieldType::date || field.type == FieldType::time)
    spec.mode = InputMode::date;
  if (!field.unit.empty())
    spec.suffix = text::tr(field.unit);
  return spec;
}

using Fields = std::span<const FieldDescriptor* const>;

/// What hung on the old value is not true of the new one.
void forget_children(NewRecordState& state, const FormContext& context, const FieldDescriptor& field,
                     Fields fields) {
  for (const FieldDescriptor* child : fields) {
    if (child->type != FieldType::choice || context.choices.parent_of(child->choices) != field.choices)
      continue;
    state.values.erase(std::string(child->wire));
    forget_children(state, context, *child, fields);
  }
}

void draw_choice(const Box& box, NewRecordState& state, const FormContext& context,
                 const FieldDescriptor& field, Fields fields) {
  const Value value = value_of(state, field.wire);
  const std::string label =
      records::is_empty(value) ? std::string() : shown_value(field, value, context.choices);
  const std::string_view list = context.choices.parent_of(field.choices);
  const std::string parent =
      list.empty()
          ? std::string()
          : std::string(records::as_text(value_of(
                state, std::string(field.wire.substr(0, field.wire.find('.') + 1)) + std::string(list))));
  ChoiceSpec spec;
  spec.field = spec_of(state, field);
  spec.field.placeholder = text::tr("ui.choose");
  std::string reason;
  if (!list.empty() && parent.empty()) {
    reason = text::tr("ui.choose_before",
                      {{"field", "@field." + std::string(field.wire.substr(0, field.wire.find('.') + 1)) +
                                     std::string(list)}});
    spec.field.disabled_because = reason;
  }
  spec.chosen_label = label;
  spec.can_be_empty = field.required == records::Required::no;
  spec.choices = [&] { return context.choices.choices(field.choices, parent); };
  const ChoiceResult result = choice_field(box, field.wire, spec);
  if (!result.chosen)
    return;
  take_value(state, field, result.key.empty() ? Value() : Value(result.key));
  forget_children(state, context, field, fields);
}

void draw_date(const Box& box, NewRecordState& state, const FormContext& context,
               const FieldDescriptor& field) {
  std::optional<CivilDate> date = records::as_date(value_of(state, field.wire));
  const DateResult result =
      date_field(box, field.wire, date, {.field = spec_of(state, field), .today = context.today});
  if (!result.changed && !result.finished && !result.cancelled)
    return;
  if (result.unreadable && result.finished)
    take_value(state, field, failure("ui.not_a_date"));
  else if (!result.unreadable)
    take_value(state, field, date ? Result<Value>(records::to_value(*date)) : Result<Value>(Value()));
}

void draw_text(const Box& box, NewRecordState& state, const FormContext& context,
               const FieldDescriptor& field) {
  std::string& text = state.texts[std::string(field.wire)];
  const FieldResult result = text_field(box, field.wire, text, spec_of(state, field));
  // While it is typed only what can be read counts; what cannot is said when the field is left.
  if (result.changed || result.finished || result.cancelled) {
    const Result<Value> read = read_typed(field, text, context.today);
    if (read || result.finished)
      take_value(state, field, read);
  }
}

void draw_field(Box& area, NewRecordState& state, const FormContext& context, const FieldDescriptor& field,
                Fields fields) {
  const auto error = state.errors.find(field.wire);
  const std::string sentence = error == state.errors.end() ? std::string() : text::tr(error->second);
  const float height =
      field.type == FieldType::long_text ? text_area_height(state.texts[std::string(field.wire)], area.w) : 0;
  const Box box = labelled(
      area, {.label = text::tr(field.label),
             .hint = field.required == records::Required::yes ? text::tr("ui.must") : std::string_view(),
             .error = sentence,
             .height = height});
  if (field.type == FieldType::choice || field.type == FieldType::reference)
    draw_choice(box, state, context, field, fields);
  else if (field.type == FieldType::date)
    draw_date(box, state, context, field);
  else
    draw_text(box, state, context, field);
}

} // namespace

void new_record_form(Box& area, std::string_view id, NewRecordState& state, const FormContext& context,
                     std::span<const FieldDescriptor* const> fields, int columns) {
  const IdScope scope(id);
  const bool two = columns >= 2 && area.w >= px(480);
  for (std::size_t i = 0; i < fields.size();) {
    const bool pair = two && i + 1 < fields.size() && fields[i]->type != FieldType::long_text &&
                      fields[i + 1]->type != FieldType::long_text;
    if (!pair) {
      draw_field(area, state, context, *fields[i], fields);
      ++i;
      continue;
    }
    Columns both(area, 2, px(16));
    draw_field(both[0], state, context, *fields[i], fields);
    draw_field(both[1], state, context, *fields[i + 1], fields);
    i += 2;
  }
}

} // namespace truat::ui
