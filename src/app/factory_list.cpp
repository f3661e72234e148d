#include "app/factory_list.h"

#include "audit/people.h"

#include <algorithm>
#include <array>
#include <utility>

namespace truat::app {
namespace {

constexpr std::uint64_t slice_bytes = 4ULL * 1024 * 1024;
constexpr std::uint64_t most_bytes = 256ULL * 1024 * 1024;

constexpr std::array encodings{exchange::Encoding::utf8, exchange::Encoding::windows_874,
                               exchange::Encoding::utf16_little_endian, exchange::Encoding::utf16_big_endian};

struct Delimiter {
  char character;
  std::string_view key;
  std::string_view label;
};
constexpr std::array delimiters{Delimiter{',', "comma", "app.comma"},
                                Delimiter{';', "semicolon", "app.semicolon"},
                                Delimiter{'\t', "tab", "app.tab"}};

/// Nearly every list is of the office's own province, which such lists often leave out.
std::string office_province(const workspace::Workspace& workspace) {
  const audit::Person* person = workspace.audit().person(workspace.actor());
  const audit::Office* office = person != nullptr ? workspace.audit().office(person->office) : nullptr;
  return office != nullptr ? office->province : std::string();
}

ui::FactoryListPreview::Row row_of(const exchange::ImportedFactory& factory) {
  using Kind = ui::FactoryListPreview::Row::Kind;
  ui::FactoryListPreview::Row row;
  row.kind = factory.kind == exchange::ImportedFactory::Kind::fresh     ? Kind::fresh
             : factory.kind == exchange::ImportedFactory::Kind::changed ? Kind::changed
                                                                        : Kind::same;
  row.row = factory.row;
  row.name = factory.name;
  row.registration_number = factory.registration_number;
  row.factory = factory.id;
  for (const exchange::FactoryFieldChange& change : factory.changes)
    row.changes.push_back({change.field, change.before, change.after});
  return row;
}

std::vector<ui::FactoryListPreview::Setting> settings_of(const FactoryList& list) {
  using Setting = ui::FactoryListPreview::Setting;
  std::vector<Setting> settings;
  if (list.dialect) {
    Setting encoding{.key = "encoding",
                     .label = "app.encoding",
                     .chosen = std::string(exchange::name_of(list.dialect->encoding)),
                     .options = {}};
    for (const exchange::Encoding one : encodings)
      encoding.options.push_back({std::string(exchange::name_of(one)), std::string(exchange::name_of(one))});
    settings.push_back(std::move(encoding));
    Setting delimiter{.key = "delimiter", .label = "app.delimiter", .chosen = {}, .options = {}};
    for (const Delimiter& one : delimiters) {
      delimiter.options.push_back({std::string(one.key), std::string(one.label)});
      if (one.character == list.dialect->delimiter)
        delimiter.chosen = one.key;
    }
    settings.push_back(std::move(delimiter));
  }
  if (list.sheets.size() > 1) {
    Setting sheet{.key = "sheet", .label = "app.sheet", .chosen = std::to_string(list.sheet), .options = {}};
    for (std::size_t i = 0; i < list.sheets.size(); ++i)
      sheet.options.push_back({std::to_string(i), list.sheets[i].name});
    settings.push_back(std::move(sheet));
  }
  const text::Era shown = list.era.value_or(
      list.plan.date_styles.empty() ? text::Era::buddhist : list.plan.date_styles.front().era);
  settings.push_back({.key = "era",
                      .label = "app.era",
                      .chosen = shown == text::Era::buddhist ? "buddhist" : "common",
                      .options = {{"buddhist", "app.era_buddhist"}, {"common", "app.era_common"}}});
  return settings;
}

} // namespace

ReadFactoryList::ReadFactoryList(FactoryList& list, const workspace::Workspace& workspace, ListStage from,
                                 std::function<void(Result<void>)> done)
    : m_list(list), m_workspace(workspace), m_stage(from), m_done(std::move(done)) {}

LongWork::Now ReadFactoryList::run(Budget& budget) {
  switch (m_stage) {
  case ListStage::bytes:
    return read_bytes();
  case ListStage::table:
    return read_table(budget);
  case ListStage::plan:
    break;
  }
  return plan(budget);
}

LongWork::Now ReadFactoryList::finish(Result<void> result) {
  m_done(std::move(result));
  return Now::done;
}

LongWork::Now ReadFactoryList::read_bytes() {
  if (m_list.file.size_bytes > most_bytes)
    return finish(failure("app.list_too_large", {{"file", m_list.file.name}}));
  if (!std::exchange(m_asked, true)) {
    platform::read_slice(
        m_list.file.id, m_list.bytes.size(), slice_bytes,
        [answer = m_answer](Result<std::string> slice) { answer->slice = std::move(slice); });
    return Now::waiting;
  }
  if (!m_answer->slice)
    return Now::waiting;
  const Result<std::string> slice = std::move(*std::exchange(m_answer->slice, std::nullopt));
  m_asked = false;
  if (!slice)
    return finish(std::unexpected(slice.error()));
  m_list.bytes += *slice;
  if (slice->empty() || m_list.bytes.size() >= m_list.file.size_bytes) {
    platform::release_file(m_list.file.id);
    m_stage = ListStage::table;
  }
  return Now::more;
}

LongWork::Now ReadFactoryList::read_table(Budget& budget) {
  if (!m_reader) {
    auto opened = exchange::TableFile::open(m_list.bytes, m_list.choices);
    if (!opened)
      return finish(std::unexpected(std::move(opened.error())));
    m_reader.emplace(std::move(*opened));
  }
  auto step = m_reader->run(budget);
  if (!step)
    return finish(std::unexpected(std::move(step.error())));
  if (*step == Step::more)
    return Now::more;
  m_list.dialect = m_reader->dialect() != nullptr ? std::optional(*m_reader->dialect()) : std::nullopt;
  m_list.sheets = m_reader->sheets();
  m_list.sheet = m_reader->chosen_sheet();
  m_list.warnings = m_reader->warnings();
  m_list.table = m_reader->take_table();
  m_list.match = exchange::match_factory_columns(m_list.table);
  m_stage = ListStage::plan;
  return Now::more;
}

LongWork::Now ReadFactoryList::plan(Budget& budget) {
  if (!m_list.match.missing().empty()) {
    m_list.plan = {}; // the screen asks for the missing columns first
    return finish({});
  }
  if (!m_import)
    m_import.emplace(
        m_list.table, m_list.match, m_workspace.audit(),
        exchange::ImportRules{.default_province = office_province(m_workspace), .era = m_list.era});
  if (m_import->run(budget) == Step::more)
    return Now::more;
  m_list.plan = m_import->take_plan();
  return finish({});
}

float ReadFactoryList::share() const {
  const auto part = [](const Progress& progress) {
    return progress.total == 0 ? 0.0F
                               : static_cast<float>(progress.done) / static_cast<float>(progress.total);
  };
  switch (m_stage) {
  case ListStage::bytes:
    return m_list.file.size_bytes == 0
               ? 0.0F
               : 0.2F * static_cast<float>(m_list.bytes.size()) / static_cast<float>(m_list.file.size_bytes);
  case ListStage::table:
    return 0.2F + 0.5F * (m_reader ? part(m_reader->progress()) : 0.0F);
  case ListStage::plan:
    break;
  }
  return 0.7F + 0.3F * (m_import ? part(m_import->progress()) : 0.0F);
}

ui::FactoryListPreview preview_of(const FactoryList& list) {
  ui::FactoryListPreview preview;
  preview.import = list.import;
  preview.file = list.file.name;
  preview.settings = settings_of(list);
  const std::size_t first_data = list.match.heading_row ? *list.match.heading_row + 1 : 0;
  for (std::size_t i = 0; i < list.match.columns.size(); ++i) {
    const exchange::FactoryColumn& column = list.match.columns[i];
    std::string sample;
    if (first_data < list.table.row_count())
      sample = list.table.cell(first_data, i).text;
    preview.columns.push_back(
        {.name = exchange::column_name(i),
         .heading = column.heading,
         .field = column.use == exchange::ColumnUse::feeds ? column.target : std::string(),
         .sample = std::move(sample),
         .left_out = column.use == exchange::ColumnUse::left_out});
  }
  if (first_data < list.table.row_count())
    preview.sample_row = list.table.row_number(first_data);
  for (const std::string_view target : exchange::factory_targets())
    preview.fields.emplace_back(target);
  for (const std::string_view target : exchange::needed_factory_targets())
    preview.needed_fields.emplace_back(target);
  preview.row_count = list.plan.row_count;
  for (const exchange::ImportedFactory& factory : list.plan.factories)
    preview.rows.push_back(row_of(factory));
  for (const exchange::BadRow& bad : list.plan.bad_rows) {
    const exchange::BadCell& cell = bad.cells.front();
    preview.bad_rows.push_back({.row = cell.row,
                                .column = cell.column ? exchange::column_name(*cell.column) : std::string(),
                                .text = cell.text,
                                .reason = cell.reason});
  }
  preview.warnings = list.warnings;
  if (!list.plan.bad_rows.empty())
    preview.bad_rows_csv = [table = list.table, match = list.match, plan = list.plan] {
      return exchange::bad_rows_csv(table, match, plan);
    };
  return preview;
}

ListStage decide(FactoryList& list, const ui::ImportColumns& decisions) {
  ListStage from = ListStage::plan;
  for (const auto& [key, chosen] : decisions.settings) {
    const exchange::TableFileChoices before = list.choices;
    if (key == "encoding") {
      for (const exchange::Encoding one : encodings)
        if (exchange::name_of(one) == chosen && list.dialect && list.dialect->encoding != one)
          list.choices.encoding = one;
    } else if (key == "delimiter") {
      for (const Delimiter& one : delimiters)
        if (one.key == chosen && list.dialect && list.dialect->delimiter != one.character)
          list.choices.delimiter = one.character;
    } else if (key == "sheet") {
      const auto sheet = parse_decimal(chosen);
      if (sheet && static_cast<std::size_t>(sheet->units) != list.sheet)
        list.choices.sheet = static_cast<std::size_t>(sheet->units);
    } else if (key == "era") {
      list.era = chosen == "common" ? text::Era::common : text::Era::buddhist;
    }
    if (list.choices != before)
      from = ListStage::table;
  }
  if (from == ListStage::plan)
    for (const auto& [column, field] : decisions.fields)
      if (column < list.match.columns.size())
        list.match.choose(column, field);
  return from;
}

} // namespace truat::app
