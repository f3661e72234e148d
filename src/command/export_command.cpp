// truat export STORE --as FORMAT [--language th|en] [--passphrase-file FILE] -o FILE
// truat export STORE --as truat [--factory ID_OR_NUMBER]... [--kind KIND]... [--from DATE] [--until DATE]
//                    [--since STORE] [--without-photos] [--passphrase-file FILE] -o FILE
//
// --since leaves out what the other file's store has: what to send to an office that sent that file. The
// passphrase opens locked stores, and locks what is written as `truat`.
#include "base/json.h"
#include "base/utf8.h"
#include "command/formats.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "exchange/list_export.h"
#include "exchange/locked_file.h"
#include "text/messages.h"

#include <algorithm>
#include <array>

namespace truat::command {
namespace {

std::string all_format_names() {
  std::string names;
  for (const FormatName& format : export_formats())
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  return names;
}

struct Exported {
  std::string bytes;
  std::size_t records = 0;
};

Exported export_list(const exchange::ExportedList& list, Format format) {
  const bool as_workbook = format == Format::factories_xlsx || format == Format::inspections_xlsx;
  return {as_workbook ? exchange::to_xlsx(list) : exchange::to_csv(list, exchange::Formulas::disarmed),
          list.rows.size()};
}

constexpr auto scope_options =
    std::to_array<std::string_view>({"--from", "--until", "--since", "--without-photos"});

bool asks_for_part(const Arguments& arguments) {
  return !arguments.lists.empty() ||
         std::ranges::any_of(scope_options, [&](std::string_view name) { return arguments.has(name); });
}

std::unexpected<Failure> unknown_kind(const std::string& kind) {
  std::string kinds;
  for (const records::RecordKind& known : workspace::schema().kinds())
    kinds += (kinds.empty() ? "" : ", ") + std::string(known.name);
  return wrong_words("command.unknown_record_kind", {{"kind", kind}, {"kinds", kinds}});
}

/// What is said without the store: kinds, period, photos.
std::expected<workspace::Scope, Failure> scope_of(const Arguments& arguments) {
  workspace::Scope scope;
  scope.kinds = arguments.list("--kind");
  for (const std::string& kind : scope.kinds)
    if (workspace::schema().find_kind(kind) == nullptr)
      return unknown_kind(kind);
  for (const auto& [name, day] : {std::pair("--from", &scope.from), std::pair("--until", &scope.until)})
    if (const auto text = arguments.option(name)) {
      *day = parse_iso_date(*text);
      if (!*day)
        return wrong_words("command.not_a_day", {{"option", name}, {"value", std::string(*text)}});
    }
  if (arguments.has("--without-photos"))
    scope.photos = workspace::ScopePhotos::without;
  return scope;
}

/// And what needs it: factories, what another has.
Result<void> complete_scope(workspace::Scope& scope, const Arguments& arguments, const JoinedStore& store,
                            const std::optional<std::string>& passphrase, Machine& machine) {
  for (const std::string& word : arguments.list("--factory")) {
    const auto id = records::parse_record_id(word);
    const auto found = id && store.workspace().audit().factory(*id) != nullptr
                           ? id
                           : store.workspace().audit().find_factory(word);
    if (!found)
      return failure("command.no_such_factory", {{"factory", word}});
    scope.factories.push_back(*found);
  }
  const auto since = arguments.option("--since");
  if (!since)
    return {};
  auto file = read_store(machine.files, std::string(*since), passphrase, exchange::OnDamage::refuse);
  if (!file)
    return std::unexpected(file.error());
  JoinedStore theirs(machine.clock, machine.random);
  if (const auto added = theirs.add(std::move(*file)); !added)
    return std::unexpected(added.error());
  scope.known = workspace::known_to_both(store.workspace().ledger().log(), theirs.workspace().ledger().log());
  return {};
}

std::size_t count_in(const workspace::Workspace& workspace, const workspace::Scope& scope) {
  workspace::ScopeWork work(workspace, scope);
  Budget budget = Budget::unlimited();
  while (work.run(budget) != Step::done) {
  }
  if (!work.records())
    return total(count_records(workspace.projection()));
  return static_cast<std::size_t>(std::ranges::count_if(
      *work.records(), [&](const records::RecordId& id) { return workspace.projection().exists(id); }));
}

Result<Exported> export_as(const JoinedStore& store, Format format, const workspace::Scope& scope) {
  switch (format) {
  case Format::truat: {
    auto file = store.write(std::nullopt, *store.created_at(), *store.exported_at(), scope);
    if (!file)
      return std::unexpected(file.error());
    return Exported{std::move(*file), count_in(store.workspace(), scope)};
  }
  case Format::factories_csv:
  case Format::factories_xlsx:
    return export_list(exchange::list_factories(store.workspace()), format);
  case Format::inspections_csv:
  case Format::inspections_xlsx:
    return export_list(exchange::list_inspections(store.workspace()), format);
  case Format::psplib:
  case Format::mspdi:
  case Format::gan:
  case Format::xlsform:
  case Format::xform:
    break; // read, not written
  }
  return failure("command.unknown_format");
}

std::string locked(std::string_view plain, std::string_view passphrase, Random& random) {
  exchange::LockedHeader header{.salt = std::string(exchange::locked_salt_bytes, '\0')};
  random.fill(std::as_writable_bytes(std::span(header.nonce)));
  random.fill(std::as_writable_bytes(std::span(header.salt)));
  return exchange::lock_file(header, passphrase, plain);
}

} // namespace

VerbResult export_store(const Arguments& arguments, Machine& machine) {
  const auto output = arguments.needed("-o");
  if (!output)
    return wrong_words(output.error());
  const auto name = arguments.needed("--as");
  if (!name)
    return wrong_words(name.error());
  const auto format = find_export_format(*name);
  if (!format)
    return wrong_words("command.unknown_format", {{"format", *name}, {"formats", all_format_names()}});
  const auto language = language_of(arguments);
  if (!language)
    return wrong_words(language.error());
  if (arguments.files.size() != 1)
    return wrong_words("command.one_store");
  if (*format != Format::truat && asks_for_part(arguments))
    return wrong_words("command.parts_of_truat_only");
  auto scope = scope_of(arguments);
  if (!scope)
    return std::unexpected(scope.error());
  const auto passphrase = passphrase_of(arguments, machine.files);
  if (!passphrase)
    return refused(passphrase.error());
  auto file = read_store(machine.files, arguments.files[0], *passphrase, exchange::OnDamage::refuse);
  if (!file)
    return refused(file.error());
  JoinedStore store(machine.clock, machine.random);
  if (const auto added = store.add(std::move(*file)); !added)
    return refused(added.error());
  if (const auto completed = complete_scope(*scope, arguments, store, *passphrase, machine); !completed)
    return refused(completed.error());
  text::set_language(*language);
  auto exported = export_as(store, *format, *scope);
  text::set_language(machine.language);
  if (!exported)
    return refused(exported.error());
  const bool is_locked = *passphrase && *format == Format::truat;
  if (is_locked)
    exported->bytes = locked(exported->bytes, **passphrase, machine.random);
  if (const auto written = machine.files.write(*output, exported->bytes); !written)
    return refused(written.error());
  JsonWriter json;
  json.begin_object();
  json.key("file").string(mended_utf8(*output));
  json.key("format").string(*name);
  if (*passphrase) // a table is never locked
    json.key("locked").boolean(is_locked);
  json.key("records").integer(static_cast<std::int64_t>(exported->records));
  json.end_object();
  return Answer{json.take()};
}

} // namespace truat::command
