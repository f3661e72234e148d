// truat import FILE... [--passphrase-file FILE] -o STORE
#include "base/json.h"
#include "base/utf8.h"
#include "command/form_files.h"
#include "command/formats.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "exchange/factories_import.h"
#include "exchange/proof.h"
#include "exchange/table_file.h"
#include "forms/form/compiled_form.h"
#include "text/messages.h"

namespace truat::command {
namespace {

using Counts = std::map<std::string, std::size_t, std::less<>>;

/// What was read out of one input.
struct Input {
  std::string file;
  Format format = Format::truat;
  Counts records;
  Counts numbers;                       ///< more keys of the answer
  std::optional<std::size_t> questions; ///< of a form
  std::vector<Warning> warnings;
};

struct PendingFile {
  std::string path;
  std::string bytes;
  exchange::FileFormat format = exchange::FileFormat::csv;
};

/// The record that stands for this program where a commit needs a person: the same one on every machine.
records::RecordId command_person() {
  return records::natural_record_id(audit::person_kind, "truat import");
}

void introduce_command(workspace::Workspace& workspace, records::Change& change) {
  workspace.set_actor(command_person());
  if (workspace.projection().exists(command_person()))
    return;
  records::Change with_person{.label = change.label, .operations = {}};
  with_person.create(command_person(), audit::person_kind);
  with_person.set(command_person(), "person.name", std::string("truat import"));
  with_person.operations.insert(with_person.operations.end(),
                                std::make_move_iterator(change.operations.begin()),
                                std::make_move_iterator(change.operations.end()));
  change = std::move(with_person);
}

/// The province of the only office, for lists that name none.
std::string default_province(const workspace::Workspace& workspace) {
  const auto offices = workspace.audit().offices();
  return offices.size() == 1 ? workspace.audit().office(offices[0])->province : std::string();
}

std::string place_of(const exchange::Table& table, const exchange::BadCell& cell) {
  const std::string row = std::to_string(cell.row);
  if (!table.name.empty() && cell.column)
    return table.name + "!" + exchange::column_name(*cell.column) + row;
  return "row " + row + (cell.column ? ", column " + exchange::column_name(*cell.column) : "");
}

/// What the list has that nobody reads: columns with headings that say nothing to us, sheets beside the
/// first.
void warn_of_unread(const exchange::TableFile& file, const exchange::Table& table,
                    const exchange::ColumnMatch& match, std::vector<Warning>& warnings) {
  const std::uint32_t row = table.row_number(*match.heading_row);
  for (std::size_t column = 0; column < match.columns.size(); ++column)
    if (const exchange::FactoryColumn& unread = match.columns[column];
        unread.use == exchange::ColumnUse::open && !unread.heading.empty())
      warnings.push_back({place_of(table, {.row = row, .column = column, .text = {}, .reason = {}}),
                          {"command.unread_column", {{"heading", unread.heading}}}});
  const std::vector<exchange::XlsxSheet> sheets = file.sheets();
  for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet)
    if (sheet != file.chosen_sheet() && sheets[sheet].visibility == exchange::SheetVisibility::visible)
      warnings.push_back({sheets[sheet].name, {"command.unread_sheet", {{"sheet", table.name}}}});
}

Result<Input> import_store(PendingFile file, JoinedStore& store, Machine& machine) {
  auto parsed = parse_store(file.path, std::move(file.bytes), exchange::OnDamage::refuse);
  if (!parsed)
    return std::unexpected(parsed.error());
  Input input{.file = file.path, .format = Format::truat};
  input.numbers = {{"photos", parsed->content.photos.size()}};
  for (const auto& [section, lines] : parsed->content.newer.sections)
    input.warnings.push_back({section, {"command.newer_section", {{"section", section}}}});
  // What the file holds by itself, whatever the others say.
  const auto count = [&](const records::Ledger& ledger) {
    input.records = count_records(ledger.projection());
    input.numbers["operations"] = ledger.log().operation_count();
  };
  const bool is_first = store.workspace().ledger().log().size() == 0;
  if (!is_first) {
    records::Ledger alone(records::new_replica_id(machine.random), workspace::schema(), machine.clock,
                          machine.random);
    if (const auto merged = alone.merge(parsed->content.commits, records::Ledger::Source::store); !merged)
      return std::unexpected(in_file(file.path, merged.error()));
    count(alone);
  }
  if (const auto added = store.add(std::move(*parsed)); !added)
    return std::unexpected(added.error());
  if (is_first)
    count(store.workspace().ledger());
  return input;
}

Result<exchange::Table> read_table(exchange::TableFile& file, const std::string& path) {
  Budget budget = Budget::unlimited();
  if (const auto step = file.run(budget); !step)
    return std::unexpected(in_file(path, step.error()));
  return file.take_table();
}

Result<Input> import_list(PendingFile file, JoinedStore& store) {
  auto opened = exchange::TableFile::open(std::move(file.bytes));
  if (!opened)
    return std::unexpected(in_file(file.path, opened.error()));
  const auto table = read_table(*opened, file.path);
  if (!table)
    return std::unexpected(table.error());
  const exchange::ColumnMatch match = exchange::match_factory_columns(*table);
  if (!match.heading_row)
    return std::unexpected(Error{"import.no_headings", {}, file.path});
  if (const auto missing = match.missing(); !missing.empty())
    return std::unexpected(
        Error{"import.column_needed", {{"field", "@" + exchange::target_label(missing[0])}}, file.path});
  workspace::Workspace& workspace = store.workspace();
  const exchange::ImportPlan plan = exchange::plan_import(
      *table, match, workspace.audit(), {.default_province = default_province(workspace), .era = {}});
  Input input{.file = file.path,
              .format = opened->format() == exchange::FileFormat::xlsx ? Format::factories_xlsx
                                                                       : Format::factories_csv,
              .records = {{"factory", plan.factories.size()}},
              .numbers = {{"rows", plan.row_count},
                          {"new", plan.fresh},
                          {"changed", plan.changed},
                          {"unchanged", plan.same},
                          {"bad_rows", plan.bad_rows.size()}},
              .warnings = opened->warnings()};
  warn_of_unread(*opened, *table, match, input.warnings);
  for (const exchange::BadRow& row : plan.bad_rows)
    for (const exchange::BadCell& cell : row.cells)
      input.warnings.push_back(
          {place_of(*table, cell),
           {"command.bad_cell", {{"text", cell.text}, {"reason", text::tr(cell.reason)}}}});
  records::Change change = exchange::change_of(plan);
  if (change.operations.empty())
    return input;
  introduce_command(workspace, change);
  if (const auto committed = workspace.commit(change); !committed)
    return std::unexpected(in_file(file.path, committed.error()));
  return input;
}

Result<Input> import_form(Format format, const PendingFile& file, JoinedStore& store) {
  auto read = read_form(format, file.bytes);
  if (!read)
    return std::unexpected(in_file(file.path, read.error()));
  // What cannot be filled is refused, with its question.
  if (const auto compiled = forms::CompiledForm::compile(read->form); !compiled)
    return std::unexpected(in_file(file.path, compiled.error()));
  workspace::Workspace& workspace = store.workspace();
  auto change = change_of_form(read->form, workspace.projection());
  if (!change)
    return std::unexpected(in_file(file.path, change.error()));
  Input input{.file = file.path,
              .format = format,
              .records = {{"template", 1}},
              .numbers = {{"new", change->operations.empty() ? 0U : 1U}},
              .questions = read->questions,
              .warnings = std::move(read->warnings)};
  if (change->operations.empty())
    return input;
  introduce_command(workspace, *change);
  if (const auto committed = workspace.commit(*change); !committed)
    return std::unexpected(in_file(file.path, committed.error()));
  return input;
}

void write_counts(JsonWriter& json, const Counts& counts) {
  json.begin_object();
  for (const auto& [name, count] : counts)
    json.key(name).integer(static_cast<std::int64_t>(count));
  json.end_object();
}

std::string to_json(const std::vector<Input>& inputs) {
  JsonWriter json;
  json.begin_object().key("inputs").begin_array();
  for (const Input& input : inputs) {
    json.begin_object();
    json.key("counts");
    write_counts(json, input.numbers);
    json.key("file").string(mended_utf8(input.file));
    json.key("format").string(name_of(input.format));
    if (input.questions)
      json.key("questions").integer(static_cast<std::int64_t>(*input.questions));
    json.key("records");
    write_counts(json, input.records);
    json.key("warnings").begin_array();
    for (const Warning& warning : input.warnings)
      json.begin_object()
          .key("message")
          .string(text::tr(warning.phrase))
          .key("where")
          .string(warning.where)
          .end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

} // namespace

VerbResult import_files(const Arguments& arguments, Machine& machine) {
  const auto output = arguments.needed("-o");
  if (!output)
    return wrong_words(output.error());
  if (arguments.files.empty())
    return wrong_words("command.no_files");
  const auto passphrase = passphrase_of(arguments, machine.files);
  if (!passphrase)
    return refused(passphrase.error());
  std::vector<PendingFile> files;
  for (const std::string& path : arguments.files) {
    auto bytes = read_unpacked(machine.files, path, *passphrase);
    if (!bytes)
      return refused(bytes.error());
    const exchange::FileFormat format = exchange::detect_format(*bytes);
    files.push_back({path, std::move(*bytes), format});
  }
  JoinedStore store(machine.clock, machine.random);
  std::vector<Input> inputs(files.size());
  std::optional<std::size_t> last_store; // where gaps are told that no file has filled
  // Stores first: a list then changes what is known, wherever it stands among the words.
  for (const bool lists : {false, true}) {
    for (std::size_t index = 0; index < files.size(); ++index) {
      if ((files[index].format != exchange::FileFormat::truat) != lists)
        continue;
      const auto form = form_format(files[index].bytes);
      auto input = !lists ? import_store(std::move(files[index]), store, machine)
                   : form ? import_form(*form, files[index], store)
                          : import_list(std::move(files[index]), store);
      if (!input)
        return refused(input.error());
      inputs[index] = std::move(*input);
      if (!lists)
        last_store = index;
    }
  }
  if (last_store)
    for (exchange::ChainGap& gap : exchange::chain_gaps(store.workspace()))
      inputs[*last_store].warnings.push_back({to_string(gap.replica), std::move(gap.sentence)});
  const Instant now = machine.clock.now();
  const auto file = store.write(store.workspace().ledger().replica(), store.created_at().value_or(now), now);
  if (!file)
    return refused(file.error());
  if (const auto written = machine.files.write(*output, *file); !written)
    return refused(written.error());
  return Answer{to_json(inputs)};
}

} // namespace truat::command
