#include "ui/widgets/record_form.h"

#include "base/contract.h"
#include "base/sort.h"
#include "text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace truat::ui {

namespace {

using records::FieldDescriptor;
using records::FieldType;
using records::Value;

constexpr float row_inset = 8; ///< the row's ground reaches this far around key and value
constexpr int most_key_lines = 2;
constexpr float key_gap = 12;            ///< between key and value
constexpr float least_value_width = 200; ///< below, the key stands above its value

float row_height() {
  return px(is_touch() ? space::control_touch : space::control_dense);
}

/// A phone, or large letters: key and value have no room side by side.
bool is_stacked(float width, const RecordFormSpec& spec) {
  return width < px(spec.key_width + least_value_width);
}

std::vector<records::OperationId> heads_of(const FormContext& context, const records::RecordId& record,
                                           std::string_view wire) {
  std::vector<records::OperationId> ids;
  for (const records::Head& head : context.projection.heads(record, wire))
    ids.push_back(head.operation);
  truat::sort(ids);
  return ids;
}

std::string forbidden(const FormContext& context, const RecordFormSpec& spec, const FieldDescriptor& field) {
  if (!spec.read_only_because.empty())
    return std::string(spec.read_only_because);
  if (field.edited_by == records::EditedBy::verbs || field.merge == records::MergeKind::set)
    return std::string(text::tr("ui.not_edited_here"));
  if (context.forbids)
    if (const std::optional<Error> error = context.forbids(spec.record, field.wire))
      return text::tr(*error);
  return {};
}

/// The change of one field, checked; by the verb where there is one.
Result<records::Change> change_of(const FormContext& context, const records::RecordId& record,
                                  const FieldDescriptor& field, Value value, const OpenField& open) {
  if (context.set_field)
    return context.set_field(record, field.wire, std::move(value), open.overwrites);
  if (field.required == records::Required::yes && records::is_empty(value))
    return failure("ui.required", {{"field", "@" + std::string(field.label)}});
  if (const Result<void> checked = records::check_value(field, value); !checked)
    return std::unexpected(checked.error());
  records::Change change;
  change.label = "commit.edit_field";
  change.operations.push_back({record, std::string(field.wire), std::move(value), open.overwrites});
  return change;
}

/// What hung on the old value (the district on the province) is not true of the new one: it is emptied with
/// it.
void empty_children(records::Change& change, const FormContext& context, const RecordFormSpec& spec,
                    const FieldDescriptor& field) {
  if (field.type != FieldType::choice)
    return;
  for (const FieldDescriptor& child : spec.kind->fields) {
    if (child.type != FieldType::choice || context.choices.parent_of(child.choices) != field.choices)
      continue;
    if (!records::is_empty(context.projection.value(spec.record, child.wire)))
      change.set(spec.record, child.wire, Value());
    empty_children(change, context, spec, child);
  }
}

/// Commits, or leaves the field open with what is wrong.
void finish(FormState& state, const FormContext& context, const RecordFormSpec& spec,
            const FieldDescriptor& field, const Result<Value>& read, Requests& requests) {
  const records::RecordId& record = spec.record;
  const auto entry = state.open.find(field.wire);
  OpenField& open = entry->second;
  if (!read) {
    open.error = read.error();
    return;
  }
  const bool unchanged = *read == context.projection.value(record, field.wire) &&
                         open.overwrites == heads_of(context, record, field.wire);
  if (!unchanged) {
    Result<records::Change> change = change_of(context, record, field, *read, open);
    if (!change) {
      open.error = change.error();
      return;
    }
    empty_children(*change, context, spec, field);
    requests.push(CommitChange{std::move(*change), Announce::quietly});
  }
  requests.push(DropDraft{record, std::string(field.wire)});
  state.open.erase(entry);
}

void cancel(FormState& state, const records::RecordId& record, const FieldDescriptor& field,
            Requests& requests) {
  requests.push(DropDraft{record, std::string(field.wire)});
  state.open.erase(state.open.find(field.wire));
}

TextFieldSpec spec_of(const FieldDescriptor& field, const OpenField& open) {
  TextFieldSpec spec;
  spec.name = text::tr(field.label);
  spec.mode = input_mode(field);
  spec.lines = field.type == FieldType::long_text ? Lines::several : Lines::one;
  spec.required = field.required == records::Required::yes;
  spec.tone = open.error ? FieldTone::failed : FieldTone::plain;
  if (!field.unit.empty())
    spec.suffix = text::tr(field.unit);
  if (field.type == FieldType::structure)
    spec.placeholder = text::tr("ui.position_placeholder");
  if (field.type == FieldType::date)
    spec.placeholder = text::tr("ui.date_placeholder");
  return spec;
}

/// Text, numbers, dates, times, positions: one text field that is read when it is left.
void edit_text(const Box& box, FormState& state, const FormContext& context, const RecordFormSpec& form,
               const FieldDescriptor& field, Requests& requests) {
  const records::RecordId& record = form.record;
  OpenField& open = state.open.find(field.wire)->second;
  const TextFieldSpec spec = spec_of(field, open);
  if (open.was_just_opened) {
    open.was_just_opened = false;
    open_field("edit");
  }
  const FieldResult result = text_field(box, "edit", open.text, spec);
  if (result.changed) {
    open.error.reset();
    requests.push(KeepDraft{record, std::string(field.wire), open.overwrites, open.text});
  }
  if (result.cancelled)
    cancel(state, record, field, requests);
  else if (result.finished)
    finish(state, context, form, field, read_typed(field, open.text, context.today), requests);
}

void edit_date(const Box& box, FormState& state, const FormContext& context, const RecordFormSpec& form,
               const FieldDescriptor& field, Requests& requests) {
  const records::RecordId& record = form.record;
  OpenField& open = state.open.find(field.wire)->second;
  std::optional<CivilDate> date = records::as_date(context.projection.value(record, field.wire));
  if (open.was_just_opened) {
    open.was_just_opened = false;
    open_field("edit");
  }
  const DateResult result =
      date_field(box, "edit", date, {.field = spec_of(field, open), .today = context.today});
  if (result.changed)
    open.error.reset();
  if (result.cancelled) {
    cancel(state, record, field, requests);
  } else if (result.finished) {
    if (result.unreadable)
      open.error = Error{"ui.not_a_date", {}, {}};
    else
      finish(state, context, form, field,
             date ? Result<Value>(records::to_value(*date)) : Result<Value>(Value()), requests);
  }
}

/// The value that narrows the list: the district of a subdistrict.
std::string parent_value(const FormContext& context, const records::RecordId& record,
                         const FieldDescriptor& field) {
  const std::string_view list = context.choices.parent_of(field.choices);
  if (list.empty())
    return {};
  const std::string wire = std::string(field.wire.substr(0, field.wire.find('.') + 1)) + std::string(list);
  return std::string(records::as_text(context.projection.value(record, wire)));
}

void edit_choice(const Box& box, FormState& state, const FormContext& context, const RecordFormSpec& form,
                 const FieldDescriptor& field, Requests& requests) {
  const records::RecordId& record = form.record;
  OpenField& open = state.open.find(field.wire)->second;
  const Value& value = context.projection.value(record, field.wire);
  const std::string label =
      records::is_empty(value) ? std::string() : shown_value(field, value, context.choices);
  ChoiceSpec spec;
  spec.field = spec_of(field, open);
  spec.field.placeholder = text::tr("ui.choose");
  spec.chosen_label = label;
  spec.can_be_empty = field.required == records::Required::no;
  spec.choices = [&] { return context.choices.choices(field.choices, parent_value(context, record, field)); };
  spec.opens_at_once = open.was_just_opened;
  open.was_just_opened = false;
  const ChoiceResult result = choice_field(box, "edit", spec);
  if (result.chosen)
    finish(state, context, form, field, result.key.empty() ? Value() : Value(result.key), requests);
  else if (!result.is_open && !open.error)
    cancel(state, record, field, requests);
}

bool is_choice(const FieldDescriptor& field) {
  return field.type == FieldType::choice || field.type == FieldType::reference;
}

void draw_key_above(const Box& line, std::string_view label) {
  (void)draw_line(line, label, {.role = TextRole::caption, .color = colors().muted});
}

float key_height(std::string_view label, const RecordFormSpec& spec) {
  return text_height(label, TextRole::body, px(spec.key_width - key_gap), most_key_lines);
}

/// A long key goes on in a second line; the first stands in the middle of `first_line`.
void draw_key(Box key, std::string_view label, float first_line) {
  key.w -= px(key_gap);
  key.skip((first_line - line_height(TextRole::body)) / 2);
  draw_paragraph(key, label, {.color = colors().muted, .most_lines = most_key_lines});
}

float control_height(const FieldDescriptor& field, const OpenField& open, float width) {
  return field.type == FieldType::long_text ? text_area_height(open.text, width) : theme().control_height();
}

void draw_open(Box& area, FormState& state, const FormContext& context, const RecordFormSpec& spec,
               const FieldDescriptor& field, Requests& requests) {
  const OpenField& open = state.open.find(field.wire)->second;
  const bool stacked = spec.keys_above;
  const float key_width = stacked ? 0 : px(spec.key_width);
  if (stacked)
    draw_key_above(area.take_top(line_height(TextRole::caption), px(2)), text::tr(field.label));
  const float height = control_height(field, open, area.w - key_width);
  Box row = area.take_top(height + px(4)).inset(0, px(2));
  if (!stacked)
    draw_key(row.take_left(key_width), text::tr(field.label), theme().control_height());
  const std::optional<Error> error = open.error;
  if (is_choice(field))
    edit_choice(row, state, context, spec, field, requests);
  else if (field.type == FieldType::date)
    edit_date(row, state, context, spec, field, requests);
  else
    edit_text(row, state, context, spec, field, requests);
  if (error) {
    Box below = area;
    (void)below.take_left(key_width);
    const float before = below.y;
    paragraph(below, text::tr(*error),
              {.role = TextRole::caption, .color = colors().status(Status::failed).ink});
    area.skip(below.y - before + px(4));
  }
}

void open_for_editing(FormState& state, const FormContext& context, const records::RecordId& record,
                      const FieldDescriptor& field) {
  OpenField open;
  open.text = typed_form(field, context.projection.value(record, field.wire));
  open.overwrites = heads_of(context, record, field.wire);
  state.open.insert_or_assign(std::string(field.wire), std::move(open));
  want_frame_in(0);
}

/// A truth is not opened: a press turns it over.
void turn_over(FormState& state, const FormContext& context, const RecordFormSpec& form,
               const FieldDescriptor& field, Requests& requests) {
  const records::RecordId& record = form.record;
  open_for_editing(state, context, record, field);
  const bool is = records::as_boolean(context.projection.value(record, field.wire)).value_or(false);
  finish(state, context, form, field, Value(!is), requests);
}

std::string members_in_words(const FormContext& context, const records::RecordId& record,
                             const FieldDescriptor& field) {
  std::string words;
  for (const std::string& member : context.projection.members(record, field.wire)) {
    if (!words.empty())
      words += ", ";
    words += context.choices.label(field.choices, member);
  }
  return words.empty() ? std::string("–") : words;
}

void draw_conflict_mark(Box& line, std::string_view wire, std::size_t values) {
  const std::string word = text::tr("ui.conflict_values", {{"count", std::to_string(values)}});
  const ChipSpec mark{Status::due, word};
  const Box place = line.take_right(chip_width(mark), px(8));
  const IdScope scope(wire);
  const Press press = press_area(place.middle(px(space::chip_height)), id_of("conflict"),
                                 {.name = word, .state = {.has_popup = true}});
  chip(place, mark);
  if (press.ring)
    focus_ring(place.middle(px(space::chip_height)), px(space::radius_control));
  if (press.pressed)
    open_layer("settle");
}

void draw_closed(Box& area, FormState& state, const FormContext& context, const RecordFormSpec& spec,
                 const FieldDescriptor& field, Requests& requests) {
  const Value& value = context.projection.value(spec.record, field.wire);
  const bool is_set = field.merge == records::MergeKind::set;
  const std::string words =
      is_set ? members_in_words(context, spec.record, field) : shown_value(field, value, context.choices);
  const std::string reason = forbidden(context, spec, field);
  const bool conflict = !is_set && context.projection.in_conflict(spec.record, field.wire);
  const std::size_t values = conflict ? context.projection.heads(spec.record, field.wire).size() : 0;
  const std::string_view label = text::tr(field.label);
  const bool stacked = spec.keys_above;
  const float key_width = stacked ? 0 : px(spec.key_width);
  const float mark = conflict ? px(120) : px(24);
  const float line = line_height(TextRole::body);
  const float pad = stacked ? px(4) : (row_height() - line) / 2;
  const float above = stacked ? line_height(TextRole::caption) : 0;
  float lines = text_height(words, TextRole::body, std::max(px(48), area.w - key_width - mark));
  if (!stacked)
    lines = std::max(lines, key_height(label, spec));
  Box row = area.take_top(std::max(row_height(), above + lines + 2 * pad));
  const Box ground = row.inset(-px(row_inset), 0);
  const Press press = press_area(
      ground, id_of("value"),
      {.role = reason.empty() ? access::Role::textbox : access::Role::text,
       .name = label,
       .value = words,
       .state = {.required = field.required == records::Required::yes, .read_only = !reason.empty()},
       .focusable = reason.empty() ? Focusable::yes : Focusable::no,
       .under_others = conflict});
  if (reason.empty() && press.hovered)
    fill(ground, colors().sunken, px(space::radius_control));
  if (stacked) {
    row.skip(pad);
    draw_key_above(row.take_top(above), label);
  } else {
    draw_key(row.take_left(key_width), label, row_height());
  }
  const Box top = Box(row).take_top(stacked ? line : row_height());
  if (reason.empty() && (press.hovered || press.ring))
    icon(Box(top).take_right(px(18)), Icon::pencil, space::icon_button, colors().muted);
  Box rest = row;
  if (conflict) {
    Box first = top;
    draw_conflict_mark(first, field.wire, values);
    rest.w = first.w;
  } else {
    (void)rest.take_right(px(24));
  }
  if (!stacked)
    rest.skip(pad);
  draw_paragraph(rest, words, {.color = words == "–" ? colors().muted : default_ink});
  if (press.ring)
    focus_ring(ground, px(space::radius_control));
  const bool is_asked_for = state.open_next == field.wire;
  if (is_asked_for) {
    state.open_next.clear();
    show_in_scroll_areas(ground, ShowAt::upper_third);
  }
  if ((!press.pressed && !is_asked_for) || !reason.empty())
    return;
  if (field.type != FieldType::boolean)
    open_for_editing(state, context, spec.record, field);
  else if (press.pressed)
    turn_over(state, context, spec, field, requests);
}

bool is_wide(const FieldDescriptor& field, const RecordFormSpec& spec) {
  return std::ranges::find(spec.wide, field.wire) != spec.wide.end() || field.type == FieldType::long_text ||
         field.type == FieldType::structure || field.choices == "factory_type" ||
         field.merge == records::MergeKind::set;
}

/// A value in conflict stands beside its mark, and a long one needs lines: both get the whole width. What is
/// being typed does not count, so that nothing jumps.
bool needs_whole_width(const FieldDescriptor& field, const FormContext& context, const RecordFormSpec& spec,
                       float half) {
  if (is_wide(field, spec) || context.projection.in_conflict(spec.record, field.wire))
    return true;
  const std::string words =
      shown_value(field, context.projection.value(spec.record, field.wire), context.choices);
  const float key_width = spec.keys_above ? 0 : px(spec.key_width);
  const float room = std::max(px(48), half - key_width - px(24));
  return text_height(words, TextRole::body, room) > 2.5F * line_height(TextRole::body);
}

void draw_rows(Box& area, FormState& state, const FormContext& context, const RecordFormSpec& form,
               std::span<const FieldDescriptor* const> fields, Requests& requests) {
  RecordFormSpec spec = form;
  spec.keys_above = form.keys_above || is_stacked(area.w, form);
  const bool two = spec.columns >= 2 && area.w >= px(560);
  for (std::size_t i = 0; i < fields.size();) {
    const float half = (area.w - px(24)) / 2;
    const bool pair = two && i + 1 < fields.size() && !needs_whole_width(*fields[i], context, spec, half) &&
                      !needs_whole_width(*fields[i + 1], context, spec, half);
    if (!pair) {
      record_field(area, state, context, spec, *fields[i], requests);
      ++i;
      continue;
    }
    Columns columns(area, 2, px(24));
    record_field(columns[0], state, context, spec, *fields[i], requests);
    record_field(columns[1], state, context, spec, *fields[i + 1], requests);
    i += 2;
  }
}

std::vector<const FieldDescriptor*> fields_of(const RecordFormSpec& spec) {
  std::vector<const FieldDescriptor*> fields;
  if (spec.fields.empty()) {
    for (const FieldDescriptor& field : spec.kind->fields)
      if (field.edited_by == records::EditedBy::people)
        fields.push_back(&field);
    return fields;
  }
  for (const std::string_view wire : spec.fields) {
    const auto found =
        std::ranges::find_if(spec.kind->fields, [&](const FieldDescriptor& f) { return f.wire == wire; });
    expects(found != spec.kind->fields.end(), "a form names fields of its kind");
    fields.push_back(&*found);
  }
  return fields;
}

} // namespace

void record_field(Box& area, FormState& state, const FormContext& context, const RecordFormSpec& spec,
                  const FieldDescriptor& field, Requests& requests) {
  const IdScope scope(field.wire);
  if (state.open.contains(field.wire))
    draw_open(area, state, context, spec, field, requests);
  else
    draw_closed(area, state, context, spec, field, requests);
  const IdScope inner(field.wire);
  if (Drawer drawer("settle", {.title = text::tr(field.label)}); drawer) {
    paragraph(drawer.body, text::tr("ui.conflict_explained"), {.color = colors().muted});
    drawer.body.skip(px(16));
    if (const auto refused = conflict_choice(drawer.body, "values", context, spec.record, field, requests))
      state.not_settled = refused;
    if (state.not_settled)
      paragraph(drawer.body, text::tr(*state.not_settled), {.color = colors().status(Status::failed).ink});
    if (!context.projection.in_conflict(spec.record, field.wire))
      drawer.close();
  }
}

void record_form(Box& area, std::string_view id, FormState& state, const FormContext& context,
                 const RecordFormSpec& spec, Requests& requests) {
  expects(spec.kind != nullptr, "a form needs a kind");
  const IdScope scope(id);
  if (state.record != spec.record)
    state = {.record = spec.record};
  const std::vector<const FieldDescriptor*> fields = fields_of(spec);
  if (!spec.in_cards) {
    draw_rows(area, state, context, spec, fields, requests);
    return;
  }
  for (std::size_t i = 0; i < fields.size();) {
    std::size_t end = i;
    while (end < fields.size() && fields[end]->section == fields[i]->section)
      ++end;
    Card card(area);
    if (!fields[i]->section.empty())
      section_header(card.body, {.title = text::tr(fields[i]->section)});
    draw_rows(card.body, state, context, spec, std::span(fields).subspan(i, end - i), requests);
    i = end;
  }
}

} // namespace truat::ui
