#include "ui/grid/paste.h"

#include "base/sort.h"
#include "text/messages.h"

#include <algorithm>
#include <numeric>

namespace truat::ui {
namespace {

/// How many lists stand above this field's: province 0, district 1, subdistrict 2.
int depth_of(const FormContext& form, const records::FieldDescriptor* field) {
  if (field == nullptr || field->type != records::FieldType::choice)
    return 0;
  int depth = 0;
  for (std::string_view list = form.choices.parent_of(field->choices); !list.empty() && depth < 8;
       list = form.choices.parent_of(list))
    ++depth;
  return depth;
}

std::size_t widest_row(const TextBlock& block) {
  std::size_t widest = 0;
  for (const TextRow& row : block)
    widest = std::max(widest, row.size());
  return widest;
}

std::string row_title(const GridSource& source, std::size_t row, std::span<const GridColumn> columns) {
  const auto strong = std::ranges::find(columns, true, &GridColumn::is_strong);
  return source.text(row, strong == columns.end() ? 0 : static_cast<std::size_t>(strong - columns.begin()));
}

} // namespace

TextBlock fill_range(const TextBlock& block, std::size_t lines, std::size_t columns) {
  const std::size_t width = widest_row(block);
  if (block.empty() || width == 0 || lines % block.size() != 0 || columns % width != 0 ||
      (lines == block.size() && columns == width))
    return block;
  TextBlock filled(lines, TextRow(columns));
  for (std::size_t line = 0; line < lines; ++line)
    for (std::size_t column = 0; column < columns; ++column) {
      const TextRow& row = block[line % block.size()];
      if (column % width < row.size())
        filled[line][column] = row[column % width];
    }
  return filled;
}

std::size_t PasteWork::cell_count() const {
  std::size_t count = 0;
  for (const TextRow& row : m_block)
    count += row.size();
  return count;
}

void PasteWork::restart() {
  m_plan = {};
  m_planned.clear();
  m_unique.clear();
  m_reader.reset();
  m_line = 0;
  m_is_done = false;
}

void PasteWork::begin(std::span<const GridColumn> columns, const GridEditing& editing) {
  m_reader.emplace(editing.form);
  m_plan.revision = editing.form.projection.revision();
  m_plan.change.label = m_label;
  m_turns.resize(widest_row(m_block));
  std::iota(m_turns.begin(), m_turns.end(), 0U);
  truat::sort(m_turns, {}, [&](std::size_t place) {
    return place < m_target.columns.size() ? depth_of(editing.form, columns[m_target.columns[place]].field)
                                           : 0;
  });
}

std::string PasteWork::planned_parent(const GridEditing& editing, const records::RecordId& record,
                                      const records::FieldDescriptor& field) const {
  const std::string parent = parent_field(editing.form, field);
  if (parent.empty())
    return {};
  const auto planned = m_planned.find({record, parent});
  return std::string(records::as_text(planned == m_planned.end()
                                          ? editing.form.projection.value(record, parent)
                                          : m_plan.change.operations[planned->second.operation].value));
}

/// What is pasted stands over what another cell brings along (a district brings its province).
void PasteWork::take(records::Change change, const records::RecordId& record, std::string_view wire) {
  for (records::DraftOperation& operation : change.operations) {
    const bool is_pasted = operation.record == record && operation.field == wire;
    const auto [found, is_new] = m_planned.try_emplace({operation.record, operation.field},
                                                       Planned{m_plan.change.operations.size(), is_pasted});
    if (is_new) {
      m_plan.change.operations.push_back(std::move(operation));
    } else if (is_pasted || !found->second.was_pasted) {
      found->second.was_pasted = is_pasted;
      m_plan.change.operations[found->second.operation] = std::move(operation);
    }
  }
}

void PasteWork::plan_cell(PastedCell& cell, std::size_t row, const GridColumn& column, std::string_view text,
                          const GridEditing& editing, const GridSource& source) {
  const auto refuse = [&cell](std::string why) {
    cell.outcome = PastedCell::Outcome::refused;
    cell.refused = std::move(why);
  };
  // What is the same needs no leave: a block copied here and laid back has cells that nobody may edit.
  if (column.field == nullptr && cell.before == text) {
    cell.after = cell.before;
    return;
  }
  if (std::string why = why_not_edited(&editing, source, row, column); !why.empty())
    return refuse(std::move(why));
  const records::RecordId record = *source.record(row);
  const records::FieldDescriptor& field = *column.field;
  const Result<records::Value> value = m_reader->read(field, text, planned_parent(editing, record, field));
  if (!value)
    return refuse(text::tr(value.error()));
  const records::Value& now = editing.form.projection.value(record, field.wire);
  const auto brought = m_planned.find({record, std::string(field.wire)});
  if (*value == now && brought == m_planned.end()) {
    cell.after = cell.before;
    return;
  }
  auto change =
      editing.form.set_field(record, field.wire, *value, seen_heads(editing.form, record, field.wire));
  if (!change)
    return refuse(text::tr(change.error()));
  const records::Value& kept = change->operations.front().value;
  if (column.is_unique && !records::is_empty(kept) &&
      !m_unique.emplace(column.id, std::string(records::as_text(kept))).second)
    return refuse(text::tr("grid.pasted_twice", {{"text", std::string(text)}}));
  if (kept == now && brought == m_planned.end()) {
    cell.after = cell.before;
    return;
  }
  cell.outcome = PastedCell::Outcome::changes;
  cell.after = field_text(field, kept, editing.form.choices);
  take(std::move(*change), record, field.wire);
}

void PasteWork::plan_row(std::size_t line, const GridEditing& editing, const GridSource& source,
                         std::span<const GridColumn> columns) {
  const TextRow& texts = m_block[line];
  const std::size_t first = m_plan.cells.size();
  m_plan.cells.resize(first + texts.size());
  const bool has_row = line < m_target.rows.size();
  const std::string title = has_row ? row_title(source, m_target.rows[line], columns) : std::string();
  for (const std::size_t place : m_turns) {
    if (place >= texts.size())
      continue;
    PastedCell& cell = m_plan.cells[first + place];
    const bool has_column = place < m_target.columns.size();
    cell.row = title;
    cell.after = texts[place];
    if (has_column)
      cell.column = columns[m_target.columns[place]].label;
    if (has_row && has_column) {
      const std::size_t row = m_target.rows[line];
      const std::size_t column = m_target.columns[place];
      cell.before = source.text(row, column);
      plan_cell(cell, row, columns[column], texts[place], editing, source);
    } else {
      cell.outcome = PastedCell::Outcome::refused;
      cell.refused = text::tr("grid.off_the_edge");
    }
    m_plan.changed += cell.outcome == PastedCell::Outcome::changes ? 1 : 0;
    m_plan.same += cell.outcome == PastedCell::Outcome::same ? 1 : 0;
    m_plan.refused += cell.outcome == PastedCell::Outcome::refused ? 1 : 0;
  }
}

Step PasteWork::run(const GridEditing& editing, const GridSource& source, std::span<const GridColumn> columns,
                    Budget& budget) {
  if (m_is_done)
    return Step::done;
  if (!m_reader)
    begin(columns, editing);
  while (m_line < m_block.size()) {
    plan_row(m_line, editing, source, columns);
    ++m_line;
    if (budget.is_spent() && m_line < m_block.size())
      return Step::more;
  }
  m_is_done = true;
  m_reader.reset();
  return Step::done;
}

} // namespace truat::ui
