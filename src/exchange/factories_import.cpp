#include "exchange/factories_import.h"

#include "audit/factory.h"
#include "audit/registration_number.h"
#include "base/contract.h"
#include "exchange/csv.h"
#include "text/messages.h"
#include "text/normalisation.h"

#include <algorithm>

namespace truat::exchange {
namespace {

using records::RecordId;
using records::Value;

constexpr std::string_view number_field = "factory.registration_number";
constexpr std::string_view old_number_field = "factory.old_registration_number";
constexpr std::string_view subdistrict_field = "factory.subdistrict";
constexpr std::string_view postcode_field = "factory.postcode";
constexpr std::size_t guarded_length = 12; ///< digits from which on spreadsheets write exponents

std::string_view text_in(const FactoryRow& row, std::string_view field) {
  const auto found = row.values.find(field);
  return found == row.values.end() ? std::string_view() : records::as_text(found->second);
}

std::vector<std::string> keys_of(const FactoryRow& row) {
  std::vector<std::string> keys;
  for (const std::string_view field : {number_field, old_number_field})
    if (const std::string_view number = text_in(row, field); !number.empty())
      keys.push_back(audit::registration_key(number));
  return keys;
}

/// Whether two values mean the same: 480.5 and 480.50 horsepower do.
bool same_meaning(const records::FieldDescriptor& field, const Value& left, const Value& right) {
  if (left == right)
    return true;
  if (field.type == records::FieldType::decimal) {
    const auto left_number = records::as_decimal(left);
    const auto right_number = records::as_decimal(right);
    return left_number && right_number && *left_number == *right_number;
  }
  if (field.type == records::FieldType::structure) {
    const auto left_position = audit::as_position(left);
    const auto right_position = audit::as_position(right);
    return left_position && right_position && left_position->latitude == right_position->latitude &&
           left_position->longitude == right_position->longitude;
  }
  if (field.wire == number_field || field.wire == old_number_field)
    return audit::registration_key(records::as_text(left)) ==
           audit::registration_key(records::as_text(right));
  return field.type == records::FieldType::text &&
         text::normalised_line(records::as_text(left)) == text::normalised_line(records::as_text(right)) &&
         !records::is_empty(left);
}

} // namespace

FactoriesImport::FactoriesImport(const Table& table, ColumnMatch match, const audit::Audit& audit,
                                 ImportRules rules)
    : m_table(table), m_match(std::move(match)), m_audit(audit), m_rules(std::move(rules)) {
  expects(m_match.missing().empty(), "the needed columns are matched");
  m_detectors.resize(m_match.columns.size());
}

std::size_t FactoriesImport::first_data_row() const {
  return m_match.heading_row ? *m_match.heading_row + 1 : 0;
}

/// Lists that were made for paper have their headings again on every page.
bool FactoriesImport::repeats_headings(std::size_t row) const {
  if (!m_match.heading_row)
    return false;
  std::size_t same = 0;
  for (std::size_t column = 0; column < m_match.columns.size(); ++column) {
    const Cell cell = m_table.cell(row, column);
    if (cell.type == CellType::empty)
      continue;
    if (text::normalised_line(cell.text) != m_match.columns[column].heading)
      return false;
    ++same;
  }
  return same > 1;
}

Progress FactoriesImport::progress() const {
  const std::uint64_t known = m_audit.factories().size();
  const std::uint64_t rows = m_table.row_count();
  const std::uint64_t total = known + rows * 2;
  switch (m_stage) {
  case Stage::known:
    return {m_at, total};
  case Stage::dates:
    return {known + m_at, total};
  case Stage::rows:
    return {known + rows + m_at, total};
  case Stage::done:
    return {total, total};
  }
  return {};
}

Step FactoriesImport::run(Budget& budget) {
  while (m_stage == Stage::known) {
    if (m_at == m_audit.factories().size()) {
      m_stage = Stage::dates;
      m_at = std::min(first_data_row(), m_table.row_count());
      break;
    }
    note_known(m_audit.factories()[m_at++]);
    if (budget.is_spent())
      return Step::more;
  }
  while (m_stage == Stage::dates) {
    if (m_at == m_table.row_count()) {
      begin_rows();
      break;
    }
    for (std::size_t column = 0; column < m_match.columns.size(); ++column)
      m_detectors[column].add(m_table.cell(m_at, column));
    ++m_at;
    if (budget.is_spent())
      return Step::more;
  }
  while (m_stage == Stage::rows) {
    if (m_at == m_table.row_count()) {
      m_stage = Stage::done;
      break;
    }
    take_row(m_at++);
    if (budget.is_spent())
      return Step::more;
  }
  return Step::done;
}

void FactoriesImport::note_known(const RecordId& id) {
  const audit::Factory* factory = m_audit.factory(id);
  if (factory == nullptr)
    return;
  // The number a factory has now goes before one that another had of old.
  if (!factory->registration_number.empty())
    m_known.insert_or_assign(audit::registration_key(factory->registration_number), id);
  if (!factory->old_registration_number.empty())
    m_known_of_old.try_emplace(audit::registration_key(factory->old_registration_number), id);
}

void FactoriesImport::begin_rows() {
  for (const DateStyleDetector& detector : m_detectors) {
    DateStyle style = detector.style();
    style.era = m_rules.era.value_or(style.era);
    m_plan.date_styles.push_back(style);
  }
  m_reader.emplace(m_table, m_match, m_audit.reference(),
                   FactoryRowReader::Rules{m_plan.date_styles, m_rules.default_province});
  m_at = std::min(first_data_row(), m_table.row_count());
  m_stage = Stage::rows;
}

std::optional<RecordId> FactoriesImport::find_known(const std::vector<std::string>& keys) const {
  for (const auto* known : {&m_known, &m_known_of_old})
    for (const std::string& key : keys)
      if (const auto found = known->find(key); found != known->end())
        return found->second;
  return std::nullopt;
}

/// The id that every office gives to the factory; another where a factory has it that has changed its number
/// since.
RecordId FactoriesImport::fresh_id(std::string_view number) const {
  RecordId id = audit::factory_id(number);
  for (int turn = 2; m_audit.projection().exists(id); ++turn)
    id = records::natural_record_id(audit::factory_kind,
                                    audit::registration_key(number) + "\x1F" + std::to_string(turn));
  return id;
}

std::optional<std::uint32_t> FactoriesImport::row_of_duplicate(const std::vector<std::string>& keys,
                                                               const RecordId& id) const {
  for (const std::string& key : keys)
    if (const auto found = m_rows_by_key.find(key); found != m_rows_by_key.end())
      return found->second;
  const auto found = m_rows_by_id.find(id);
  return found == m_rows_by_id.end() ? std::nullopt : std::optional(found->second);
}

void FactoriesImport::take_row(std::size_t row) {
  if (m_table.is_blank(row) || repeats_headings(row))
    return;
  ++m_plan.row_count;
  const std::uint32_t number = m_table.row_number(row);
  if (m_plan.sample_row == 0)
    m_plan.sample_row = number;
  FactoryRow read = m_reader->read(row);
  if (!read.bad_cells.empty()) {
    m_plan.bad_rows.push_back({row, std::move(read.bad_cells)});
    return;
  }
  const std::vector<std::string> keys = keys_of(read);
  const auto known = find_known(keys);
  const std::string written_number(text_in(read, number_field));
  const RecordId id = known ? *known : fresh_id(written_number);
  if (const auto duplicate = row_of_duplicate(keys, id)) {
    const std::size_t column = m_match.column_of(number_field).value_or(0);
    m_plan.bad_rows.push_back({row,
                               {{.row = number,
                                 .column = column,
                                 .text = std::string(m_table.cell(row, column).text),
                                 .reason = {"import.duplicate", {{"row", std::to_string(*duplicate)}}}}}});
    return;
  }
  for (const std::string& key : keys)
    m_rows_by_key.emplace(key, number);
  m_rows_by_id.emplace(id, number);

  ImportedFactory factory;
  factory.row = number;
  factory.id = id;
  factory.name = text_in(read, "factory.name");
  factory.registration_number = written_number;
  factory.was_deleted = !known && m_audit.projection().is_deleted(id);
  factory.changes = differences(read, id, known ? Recognised::yes : Recognised::no);
  using Kind = ImportedFactory::Kind;
  factory.kind = !known ? Kind::fresh : factory.changes.empty() ? Kind::same : Kind::changed;
  ++(factory.kind == Kind::fresh ? m_plan.fresh : factory.kind == Kind::same ? m_plan.same : m_plan.changed);
  m_plan.factories.push_back(std::move(factory));
}

std::vector<FactoryFieldChange> FactoriesImport::differences(const FactoryRow& row, const RecordId& id,
                                                             Recognised recognised) const {
  const records::Projection& projection = m_audit.projection();
  std::vector<FactoryFieldChange> changes;
  for (const records::FieldDescriptor& field : audit::factory_table().descriptors()) {
    const auto found = row.values.find(field.wire);
    const Value before = recognised == Recognised::yes ? projection.value(id, field.wire) : Value();
    if (found == row.values.end()) {
      if (recognised == Recognised::yes && leaves_its_district(row, id, field.wire) &&
          !records::is_empty(before))
        changes.push_back({std::string(field.wire), before, Value()});
      continue;
    }
    if (recognised == Recognised::yes && same_meaning(field, before, found->second))
      continue;
    if (recognised == Recognised::yes && field.wire == postcode_field && row.postcode_follows &&
        projection.value(id, subdistrict_field) == row.values.find(subdistrict_field)->second)
      continue; // the subdistrict is no news, so neither is what follows of it
    // A list that still has the old number says nothing against the new one.
    if (field.wire == number_field && !records::is_empty(before) &&
        audit::registration_key(records::as_text(found->second)) ==
            audit::registration_key(records::as_text(projection.value(id, old_number_field))))
      continue;
    changes.push_back({std::string(field.wire), before, found->second});
  }
  return changes;
}

/// A subdistrict and its postcode do not follow the factory into another district.
bool FactoriesImport::leaves_its_district(const FactoryRow& row, const RecordId& id,
                                          std::string_view field) const {
  if (field != subdistrict_field && field != postcode_field)
    return false;
  const std::string_view district = text_in(row, "factory.district");
  const std::string_view subdistrict = records::as_text(m_audit.projection().value(id, subdistrict_field));
  return !district.empty() && !subdistrict.empty() && !subdistrict.starts_with(district);
}

records::Change change_of(const ImportPlan& plan) {
  records::Change change{.label = "commit.import_factories", .operations = {}};
  for (const ImportedFactory& factory : plan.factories) {
    if (factory.was_deleted)
      change.set(factory.id, records::deleted_field, Value());
    if (factory.kind == ImportedFactory::Kind::fresh)
      change.create(factory.id, audit::factory_kind);
    for (const FactoryFieldChange& field : factory.changes)
      change.set(factory.id, field.field, field.after);
  }
  return change;
}

std::string bad_rows_csv(const Table& table, const ColumnMatch& match, const ImportPlan& plan) {
  CsvWriter writer(Formulas::disarmed);
  for (const FactoryColumn& column : match.columns)
    writer.cell(column.heading);
  writer.cell(text::tr("import.heading_row")).cell(text::tr("import.heading_reason")).end_row();
  for (const BadRow& row : plan.bad_rows) {
    for (std::size_t column = 0; column < match.columns.size(); ++column) {
      const std::string_view text = table.cell(row.table_row, column).text;
      const bool is_long_number =
          text.size() >= guarded_length && text.find_first_not_of("0123456789") == std::string_view::npos;
      if (is_long_number)
        writer.guarded_digits(text);
      else
        writer.cell(text);
    }
    std::string reasons;
    for (const BadCell& cell : row.cells) {
      reasons += reasons.empty() ? "" : "; ";
      if (cell.column)
        reasons += column_name(*cell.column) + ": ";
      reasons += text::tr(cell.reason);
    }
    writer.cell(std::to_string(table.row_number(row.table_row))).cell(reasons).end_row();
  }
  return writer.take();
}

ImportPlan plan_import(const Table& table, const ColumnMatch& match, const audit::Audit& audit,
                       const ImportRules& rules) {
  FactoriesImport work(table, match, audit, rules);
  Budget budget = Budget::unlimited();
  expects(work.run(budget) == Step::done, "an unlimited budget finishes");
  return work.take_plan();
}

} // namespace truat::exchange
