#include "exchange/list_export.h"

#include "audit/choices.h"
#include "audit/factory.h"
#include "exchange/factory_columns.h"
#include "exchange/xlsx_writer.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"

#include <utility>

namespace truat::exchange {
namespace {

using records::FieldDescriptor;
using records::FieldType;
using records::RecordId;
using records::Value;
using workspace::Workspace;

ListCell text_cell(std::string text) {
  if (text.empty())
    return {};
  return text;
}

/// A kept code of a list as people read it; the code itself where the list does not have it.
std::string choice_text(const Workspace& workspace, const FieldDescriptor& field, std::string_view key) {
  const audit::Reference& reference = workspace.audit().reference();
  if (field.choices == "factory_type") {
    const audit::FactoryType* type = reference.types.find(key);
    return type == nullptr ? std::string(key) : type->number;
  }
  if (const audit::Place* place = reference.places.find(key))
    return text::language() == text::Language::thai ? place->thai : place->english;
  const std::string_view label = audit::choice_label(field.choices, key);
  return std::string(label.empty() ? key : text::tr(label));
}

ListCell number_cell(const Value& value) {
  if (const auto decimal = records::as_decimal(value))
    return NumberText{to_string(*decimal)};
  if (const auto integer = records::as_integer(value))
    return NumberText{std::to_string(*integer)};
  return text_cell(std::string(records::as_text(value)));
}

ListCell cell_of(const Workspace& workspace, const FieldDescriptor& field, const Value& value) {
  switch (field.type) {
  case FieldType::integer:
  case FieldType::decimal:
    return number_cell(value);
  case FieldType::date:
    if (const auto date = records::as_date(value))
      return *date;
    break;
  case FieldType::instant:
    if (const auto instant = records::as_instant(value)) {
      const LocalTime local = local_time(*instant);
      return text_cell(to_iso(local.date) + " " + to_iso(local.time));
    }
    break;
  case FieldType::boolean:
    if (const auto truth = records::as_boolean(value))
      return text_cell(std::string(text::tr(*truth ? "exchange.yes" : "exchange.no")));
    break;
  case FieldType::choice:
    return text_cell(choice_text(workspace, field, records::as_text(value)));
  case FieldType::reference:
    if (const auto id = records::as_reference(value))
      return text_cell(workspace.title(*id).title);
    break;
  case FieldType::structure:
    if (const auto position = audit::as_position(value))
      return text_cell(to_string(position->latitude) + ", " + to_string(position->longitude));
    return {};
  default:
    break;
  }
  return text_cell(std::string(records::as_text(value)));
}

/// A set of references: the names, divided by commas.
ListCell members_cell(const Workspace& workspace, const RecordId& record, const FieldDescriptor& field) {
  std::string names;
  for (const std::string& member : workspace.projection().members(record, field.wire)) {
    const auto id = records::parse_record_id(member);
    const std::string name = id ? workspace.title(*id).title : std::string();
    names += (names.empty() ? "" : ", ") + (name.empty() ? member : name);
  }
  return text_cell(std::move(names));
}

ListCell field_cell(const Workspace& workspace, const RecordId& record, const FieldDescriptor& field) {
  if (field.merge == records::MergeKind::set)
    return members_cell(workspace, record, field);
  return cell_of(workspace, field, workspace.projection().value(record, field.wire));
}

/// "15/03/2562" where years are Buddhist, "2019-03-15" where they are not.
std::string date_text(const CivilDate& date) {
  if (text::language() == text::Language::english)
    return to_iso(date);
  return text::format_date(date, text::DateForm::numeric, text::date_style(text::Language::thai));
}

struct TextOfCell {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const NumberText& number) const { return number.digits; }
  std::string operator()(const CivilDate& date) const { return date_text(date); }
};

/// What no list shows: what a signed record keeps for itself.
bool is_listed(const FieldDescriptor& field) {
  return field.type != FieldType::structure || field.wire.ends_with(".position");
}

} // namespace

ExportedList list_factories(const Workspace& workspace) {
  ExportedList list{.name = std::string(text::tr("exchange.sheet_factories")), .headings = {}, .rows = {}};
  const auto fields = audit::factory_table().descriptors();
  for (const FieldDescriptor& field : fields) {
    if (field.type == FieldType::structure) {
      list.headings.emplace_back(text::tr(target_label(latitude_target)));
      list.headings.emplace_back(text::tr(target_label(longitude_target)));
    } else {
      list.headings.emplace_back(text::tr(field.label));
    }
  }
  for (const RecordId& id : workspace.audit().factories()) {
    std::vector<ListCell> row;
    for (const FieldDescriptor& field : fields) {
      if (field.type != FieldType::structure) {
        row.push_back(field_cell(workspace, id, field));
        continue;
      }
      const auto position = audit::as_position(workspace.projection().value(id, field.wire));
      row.push_back(position ? ListCell(NumberText{to_string(position->latitude)}) : ListCell());
      row.push_back(position ? ListCell(NumberText{to_string(position->longitude)}) : ListCell());
    }
    list.rows.push_back(std::move(row));
  }
  return list;
}

ExportedList list_inspections(const Workspace& workspace) {
  ExportedList list{.name = std::string(text::tr("exchange.sheet_inspections")), .headings = {}, .rows = {}};
  std::vector<const FieldDescriptor*> fields;
  for (const FieldDescriptor& field : audit::inspection_table().descriptors())
    if (is_listed(field))
      fields.push_back(&field);
  for (const FieldDescriptor* field : fields) {
    list.headings.emplace_back(text::tr(field->label));
    if (field->wire == "inspection.factory")
      list.headings.emplace_back(text::tr("field.factory.registration_number"));
  }
  for (const std::string_view key : {"exchange.findings", "exchange.findings_open", "exchange.score_percent"})
    list.headings.emplace_back(text::tr(key));
  const audit::Audit& audit = workspace.audit();
  for (const RecordId& id : audit.inspections()) {
    std::vector<ListCell> row;
    for (const FieldDescriptor* field : fields) {
      row.push_back(field_cell(workspace, id, *field));
      if (field->wire == "inspection.factory") {
        const audit::Factory* factory = audit.factory(audit.inspection(id)->factory);
        row.push_back(factory == nullptr ? ListCell() : text_cell(factory->registration_number));
      }
    }
    std::size_t open = 0;
    const std::vector<RecordId> findings = audit.findings_of(id);
    for (const RecordId& finding : findings)
      open += audit.finding(finding)->state() == audit::FindingState::open;
    row.emplace_back(NumberText{std::to_string(findings.size())});
    row.emplace_back(NumberText{std::to_string(open)});
    const auto permille = audit.evaluation(id).tally.score.permille();
    row.push_back(permille ? ListCell(NumberText{to_string(Decimal{*permille, 1})}) : ListCell());
    list.rows.push_back(std::move(row));
  }
  return list;
}

std::string to_csv(const ExportedList& list, Formulas formulas) {
  CsvWriter writer(formulas);
  for (const std::string& heading : list.headings)
    writer.cell(heading);
  writer.end_row();
  for (const auto& row : list.rows) {
    for (const ListCell& cell : row)
      writer.cell(std::visit(TextOfCell(), cell));
    writer.end_row();
  }
  return writer.take();
}

std::string to_xlsx(const ExportedList& list) {
  XlsxWriter writer(list.name);
  for (const std::string& heading : list.headings)
    writer.text(heading);
  writer.end_row();
  for (const auto& row : list.rows) {
    for (const ListCell& cell : row) {
      if (const auto* date = std::get_if<CivilDate>(&cell))
        writer.date(*date);
      else if (const auto* number = std::get_if<NumberText>(&cell))
        writer.number(number->digits);
      else
        writer.text(std::visit(TextOfCell(), cell));
    }
    writer.end_row();
  }
  return writer.take();
}

} // namespace truat::exchange
