// truat export STORE --as FORMAT [--language th|en] [--passphrase-file FILE] -o FILE
//
// The passphrase opens a locked STORE, and locks what is written as `truat`.
#include "base/json.h"
#include "base/utf8.h"
#include "command/formats.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "exchange/list_export.h"
#include "exchange/locked_file.h"
#include "text/messages.h"

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

Result<Exported> export_as(const JoinedStore& store, Format format) {
  switch (format) {
  case Format::truat: {
    auto file = store.write(std::nullopt, *store.created_at(), *store.exported_at());
    if (!file)
      return std::unexpected(file.error());
    return Exported{std::move(*file), total(count_records(store.workspace().projection()))};
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
  const auto passphrase = passphrase_of(arguments, machine.files);
  if (!passphrase)
    return refused(passphrase.error());
  auto file = read_store(machine.files, arguments.files[0], *passphrase, exchange::OnDamage::refuse);
  if (!file)
    return refused(file.error());
  JoinedStore store(machine.clock, machine.random);
  if (const auto added = store.add(std::move(*file)); !added)
    return refused(added.error());
  text::set_language(*language);
  auto exported = export_as(store, *format);
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
