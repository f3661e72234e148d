// Editing a cell in its place: the field of the form, in the cell's box, with the form's checks and commits.
#include "text/messages.h"
#include "ui/grid/grid_frame.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace truat::ui {
namespace {

using records::FieldDescriptor;
using records::FieldType;
using records::Value;

/// Where the next entry goes, as in a spreadsheet.
void go_on(GridFrame& frame, LeftBy left_by, std::size_t column) {
  GridState& state = frame.state;
  if (left_by == LeftBy::elsewhere)
    return;
  focus(frame.cells);
  state.shows_active = true;
  using Walk = GridSelection::Walk;
  if (left_by == LeftBy::tab || left_by == LeftBy::shift_tab) {
    if (!state.entry_column)
      state.entry_column = column;
    state.selection.walk(left_by == LeftBy::tab ? Walk::next : Walk::back, frame.extent);
  } else {
    state.selection.walk(left_by == LeftBy::enter ? Walk::down : Walk::up, frame.extent);
    if (state.entry_column && state.selection.range(frame.extent).is_one_cell())
      state.selection.press(
          {state.selection.active().line, std::min(*state.entry_column, frame.extent.columns - 1)});
    state.entry_column.reset();
  }
  selection_moved(frame);
}

/// Commits what was typed, or says why not. Whether the cell is closed.
bool commit_open(GridFrame& frame, const FieldDescriptor& field, const Result<Value>& read) {
  OpenField& open = frame.state.open->field;
  if (!read) {
    open.error = read.error();
    return false;
  }
  const FormContext& form = frame.spec.editing->form;
  const records::RecordId record = frame.state.open->record;
  const bool unchanged = *read == form.projection.value(record, field.wire) &&
                         open.overwrites == seen_heads(form, record, field.wire);
  if (!unchanged) {
    Result<records::Change> change = form.set_field(record, field.wire, *read, open.overwrites);
    if (!change) {
      open.error = change.error();
      return false;
    }
    frame.spec.requests->push(CommitChange{std::move(*change), Announce::quietly});
  }
  return true;
}

void close(GridFrame& frame, const FieldDescriptor& field) {
  frame.spec.requests->push(DropDraft{frame.state.open->record, std::string(field.wire)});
  frame.state.open.reset();
  want_frame_in(0);
}

std::size_t place_of(const GridFrame& frame, std::size_t column) {
  for (std::size_t place = 0; place < frame.layout.columns.size(); ++place)
    if (frame.layout.columns[place].source == column)
      return place;
  return 0;
}

void finish(GridFrame& frame, const FieldDescriptor& field, const Result<Value>& read, LeftBy left_by) {
  const std::size_t column = frame.state.open->column;
  if (commit_open(frame, field, read)) {
    close(frame, field);
    go_on(frame, left_by, place_of(frame, column));
  } else if (left_by != LeftBy::elsewhere) {
    open_field("edit"); // it stays in the hand until it is right, or Esc gives it up
  } else {
    refuse(frame, text::tr("grid.not_kept", {{"why", text::tr(*frame.state.open->field.error)}}));
    close(frame, field);
  }
}

void cancel(GridFrame& frame, const FieldDescriptor& field) {
  close(frame, field);
  focus(frame.cells);
}

std::string parent_key(const GridFrame& frame, const FieldDescriptor& field) {
  const FormContext& form = frame.spec.editing->form;
  const std::string parent = parent_field(form, field);
  return parent.empty()
             ? std::string()
             : std::string(records::as_text(form.projection.value(frame.state.open->record, parent)));
}

void draw_choice(GridFrame& frame, const Box& box, const GridColumn& column) {
  const FieldDescriptor& field = *column.field;
  const FormContext& form = frame.spec.editing->form;
  OpenField& open = frame.state.open->field;
  const std::string list(field.choices);
  const std::string parent = parent_key(frame, field);
  const Value& value = form.projection.value(frame.state.open->record, field.wire);
  const std::string label =
      records::is_empty(value) ? std::string() : shown_value(field, value, form.choices);
  const bool opens = std::exchange(open.was_just_opened, false);
  const ChoiceResult result =
      choice_field(box, "edit",
                   {.field = {.name = column.label,
                              .placeholder = text::tr("ui.choose"),
                              .tone = open.error ? FieldTone::failed : FieldTone::plain},
                    .chosen_label = label,
                    .choices = [&form, list, parent] { return form.choices.choices(list, parent); },
                    .can_be_empty = field.required == records::Required::no,
                    .opens_at_once = opens});
  if (result.chosen) {
    finish(frame, field, result.key.empty() ? Value() : Value(result.key), LeftBy::elsewhere);
    focus(frame.cells);
  } else if (!result.is_open && !opens)
    cancel(frame, field);
}

void draw_text(GridFrame& frame, const Box& box, const GridColumn& column) {
  const FieldDescriptor& field = *column.field;
  GridState::OpenCell& cell = *frame.state.open;
  if (std::exchange(cell.field.was_just_opened, false))
    open_field("edit");
  TextFieldSpec spec;
  spec.name = column.label;
  spec.mode = input_mode(field);
  spec.align = column.align;
  spec.lines = field.type == FieldType::long_text ? Lines::several : Lines::one;
  spec.tone = cell.field.error ? FieldTone::failed : FieldTone::plain;
  spec.required = field.required == records::Required::yes;
  spec.keeps_tab = true;
  const FieldResult result = text_field(box, "edit", cell.field.text, spec);
  if (result.changed) {
    cell.field.error.reset();
    frame.spec.requests->push(
        KeepDraft{cell.record, std::string(field.wire), cell.field.overwrites, cell.field.text});
  }
  if (result.cancelled) {
    cancel(frame, field);
  } else if (result.finished) {
    CellReader reader(frame.spec.editing->form);
    finish(frame, field, reader.read(field, cell.field.text, parent_key(frame, field)), result.left_by);
  }
}

/// Below the cell, over the lines.
void draw_error(const GridFrame& frame, const Box& cell, const Error& error) {
  const std::string sentence = text::tr(error);
  const float width = std::min(px(320), text_width(sentence, TextRole::caption) + px(25));
  const float height = text_height(sentence, TextRole::caption, width - px(24)) + px(12);
  Box box{cell.x, cell.bottom() + px(4), width, height};
  box.x = std::max(frame.view.x, std::min(box.x, frame.view.right() - width));
  if (box.bottom() > frame.view.bottom())
    box.y = cell.y - height - px(4);
  access::item(id_of("edit_error"), access::Role::alert, sentence, box);
  ImGui::PushClipRect(frame.view.min(), frame.view.max(), false);
  fill(box, colors().raised, px(space::radius_control));
  outline(box, colors().status(Status::failed).ink, px(space::radius_control));
  draw_paragraph(box.inset(px(12), px(6)), sentence,
                 {.role = TextRole::caption, .color = colors().status(Status::failed).ink});
  ImGui::PopClipRect();
}

} // namespace

void refuse(GridFrame& frame, std::string why) {
  frame.state.refusal = std::move(why);
  want_frame_in(0);
}

bool is_open_cell(const GridFrame& frame, std::size_t row, std::size_t column) {
  return frame.state.open && frame.state.open->column == column &&
         frame.state.open->row_id == frame.source.row_id(row);
}

bool open_cell(GridFrame& frame, std::optional<std::string> typed) {
  GridState& state = frame.state;
  const CellPlace active = state.selection.active();
  const std::optional<std::size_t> row = row_of_line(frame, active.line);
  if (!row || frame.spec.requests == nullptr)
    return false;
  const GridColumn& column = frame.column(active.column);
  if (std::string why = why_not_edited(frame.spec.editing, frame.source, *row, column); !why.empty()) {
    refuse(frame, std::move(why));
    return false;
  }
  const FormContext& form = frame.spec.editing->form;
  const FieldDescriptor& field = *column.field;
  const records::RecordId record = *frame.source.record(*row);
  if (!parent_field(form, field).empty()) {
    const std::string parent = parent_field(form, field);
    if (records::is_empty(form.projection.value(record, parent))) {
      refuse(frame, text::tr("ui.choose_before", {{"field", "@field." + parent}}));
      return false;
    }
  }
  state.refusal.clear();
  state.open = GridState::OpenCell{.row_id = frame.source.row_id(*row),
                                   .record = record,
                                   .column = frame.layout.columns[active.column].source,
                                   .field = {},
                                   .was_typed_into = typed.has_value()};
  OpenField& open = state.open->field;
  const Value& value = form.projection.value(record, field.wire);
  open.overwrites = seen_heads(form, record, field.wire);
  open.text = typed ? std::move(*typed) : typed_form(field, value);
  want_frame_in(0);
  if (field.type == FieldType::boolean)
    finish(frame, field, Value(!records::as_boolean(value).value_or(false)), LeftBy::elsewhere);
  return true;
}

void draw_open_cell(GridFrame& frame) {
  if (!frame.open_cell)
    return;
  const Box cell = frame.open_cell->cell;
  const Box area = frame.open_cell->area;
  const GridColumn& column = frame.spec.columns[frame.state.open->column];
  const IdScope scope(static_cast<std::size_t>(frame.state.open->row_id));
  const IdScope inner(column.id);
  Box box = cell;
  box.w = std::min(std::max(cell.w, px(120)), area.w);
  box.x = std::clamp(box.x, area.x, std::max(area.x, area.right() - box.w));
  if (column.field->type == FieldType::long_text)
    box.h = cell.h * 3;
  fill(box, colors().surface, px(space::radius_control));
  const std::optional<Error> error = frame.state.open->field.error;
  if (column.field->type == FieldType::choice || column.field->type == FieldType::reference)
    draw_choice(frame, box.inset(px(1), px(1)), column);
  else
    draw_text(frame, box.inset(px(1), px(1)), column);
  if (error)
    draw_error(frame, box, *error);
}

void finish_unseen_cell(GridFrame& frame) {
  GridState& state = frame.state;
  if (!state.open || frame.open_cell || state.open->field.was_just_opened)
    return;
  const GridColumn& column = frame.spec.columns[state.open->column];
  CellReader reader(frame.spec.editing->form);
  const Result<Value> read =
      reader.read(*column.field, state.open->field.text, parent_key(frame, *column.field));
  if (!commit_open(frame, *column.field, read))
    refuse(frame, text::tr(*state.open->field.error));
  close(frame, *column.field);
}

} // namespace truat::ui
