#include "ui/grid/cell_values.h"

#include "base/sort.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "text/search_folding.h"
#include "text/thai_date.h"

#include "workspace/workspace.h"

#include <cmath>

namespace truat::ui {
namespace {

using records::FieldDescriptor;
using records::FieldType;
using records::Value;

constexpr int exact_places = 6; ///< of numbers that a double carries

Decimal trimmed_decimal(double number, int places) {
  Decimal decimal{std::llround(number * std::pow(10.0, places)), places};
  while (decimal.places > 0 && decimal.units % 10 == 0) {
    decimal.units /= 10;
    --decimal.places;
  }
  return decimal;
}

std::string folded(std::string_view text) {
  return text::folded(text, text::ToneMarks::kept);
}

/// Places are read as lists have them: with or without "อ.", "เมือง" in short, in English.
std::string place_code(std::string_view list, std::string_view text, const std::string& parent) {
  const audit::Places& places = workspace::reference().places;
  if (list == "province")
    return places.read(text, {}, {}).province;
  if (list == "district")
    return places.read(parent, text, {}).district;
  if (list == "subdistrict")
    return places.read(parent.substr(0, 2), parent, text).subdistrict;
  return {};
}

} // namespace

std::string field_text(const FieldDescriptor& field, const Value& value, const ChoiceLists& choices) {
  if (records::is_empty(value))
    return {};
  FieldDescriptor bare = field;
  bare.unit = {}; // the heading has it
  return shown_value(bare, value, choices);
}

SortKey field_sort_key(const FieldDescriptor& field, const Value& value, const ChoiceLists& choices) {
  if (records::is_empty(value))
    return {};
  switch (field.type) {
  case FieldType::integer:
    if (const auto number = records::as_integer(value))
      return {static_cast<double>(*number), {}};
    break;
  case FieldType::decimal:
    if (const auto number = records::as_decimal(value))
      return {to_double(*number), {}};
    break;
  case FieldType::date:
    if (const auto date = records::as_date(value))
      return {static_cast<double>(days_since_epoch(*date)), {}};
    break;
  case FieldType::time:
  case FieldType::instant:
    return {std::nullopt, std::string(records::as_text(value))}; // as kept: the earlier first
  default:
    break;
  }
  return {std::nullopt, field_text(field, value, choices)};
}

TableCell plain_cell(const GridSource& source, std::size_t row, std::size_t column, CellKind kind) {
  if (kind != CellKind::text) {
    const std::optional<double> number = source.sort_key(row, column).number;
    if (!number)
      return {};
    if (kind == CellKind::number)
      return TableNumber{to_string(trimmed_decimal(*number, exact_places))};
    return date_of_days(std::llround(*number));
  }
  std::string text = source.text(row, column);
  if (text.empty())
    return {};
  return text;
}

std::string clipboard_text(const TableCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell))
    return *text;
  if (const auto* number = std::get_if<TableNumber>(&cell))
    return number->digits;
  if (const auto* date = std::get_if<CivilDate>(&cell))
    return text::language() == text::Language::english
               ? to_iso(*date)
               : text::format_date(*date, text::DateForm::numeric, text::date_style(text::Language::thai));
  return {};
}

std::string shown_number(double number, int places) {
  return text::format_decimal(trimmed_decimal(number, places));
}

std::string parent_field(const FormContext& form, const FieldDescriptor& field) {
  if (field.type != FieldType::choice)
    return {};
  const std::string_view list = form.choices.parent_of(field.choices);
  if (list.empty())
    return {};
  return std::string(field.wire.substr(0, field.wire.find('.') + 1)) + std::string(list);
}

std::vector<records::OperationId> seen_heads(const FormContext& form, const records::RecordId& record,
                                             std::string_view wire) {
  std::vector<records::OperationId> ids;
  for (const records::Head& head : form.projection.heads(record, wire))
    ids.push_back(head.operation);
  truat::sort(ids);
  return ids;
}

std::string why_not_edited(const GridEditing* editing, const GridSource& source, std::size_t row,
                           const GridColumn& column) {
  if (editing == nullptr || column.field == nullptr || column.field->edited_by == records::EditedBy::verbs ||
      column.field->merge == records::MergeKind::set)
    return std::string(text::tr("ui.not_edited_here"));
  if (!editing->read_only_because.empty())
    return std::string(editing->read_only_because);
  const std::optional<records::RecordId> record = source.record(row);
  if (!record)
    return std::string(text::tr("ui.not_edited_here"));
  if (editing->form.forbids)
    if (const std::optional<Error> error = editing->form.forbids(*record, column.field->wire))
      return text::tr(*error);
  return {};
}

const CellReader::Labels& CellReader::labels(std::string_view list, const std::string& parent) {
  const auto [found, is_new] = m_lists.try_emplace({std::string(list), parent});
  if (!is_new)
    return found->second;
  Labels& labels = found->second;
  for (const Choice& choice : m_form->choices.choices(list, parent)) {
    labels.emplace(folded(choice.label), choice.key);
    labels.emplace(choice.key, choice.key);
    // "52(3)  การ…": the number alone names the type.
    if (const std::size_t gap = choice.label.find("  "); gap != std::string::npos)
      labels.emplace(folded(std::string_view(choice.label).substr(0, gap)), choice.key);
  }
  return labels;
}

Result<Value> CellReader::read(const FieldDescriptor& field, std::string_view text,
                               const std::string& parent) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  if (field.type == FieldType::instant || field.merge == records::MergeKind::set)
    return failure("ui.not_edited_here");
  if (text.empty())
    return Value();
  if (field.type == FieldType::boolean) {
    const std::string word = folded(text);
    for (const bool truth : {true, false})
      if (word == folded(text::tr(truth ? "ui.yes" : "ui.no")) || word == (truth ? "true" : "false") ||
          word == (truth ? "1" : "0"))
        return Value(truth);
    return failure("grid.not_a_choice",
                   {{"text", std::string(text)}, {"field", "@" + std::string(field.label)}});
  }
  if (field.type != FieldType::choice && field.type != FieldType::reference)
    return read_typed(field, text, m_form->today);
  const std::string_view narrowed_by = m_form->choices.parent_of(field.choices);
  if (!narrowed_by.empty() && parent.empty())
    return failure("ui.choose_before", {{"field", "@field.factory." + std::string(narrowed_by)}});
  const Labels& known = labels(field.choices, parent);
  if (const auto found = known.find(folded(text)); found != known.end())
    return Value(found->second);
  if (std::string code = place_code(field.choices, text, parent); !code.empty())
    return Value(std::move(code));
  return failure("grid.not_a_choice",
                 {{"text", std::string(text)}, {"field", "@" + std::string(field.label)}});
}

} // namespace truat::ui
