// truat merge STORE... [--passphrase-file FILE] -o STORE
#include "base/json.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "exchange/proof.h"
#include "text/messages.h"

namespace truat::command {
namespace {

void write_issues(JsonWriter& json, const JoinedStore& store) {
  const auto write = [&](const std::string& message) {
    json.begin_object().key("message").string(message).key("record").string("").end_object();
  };
  json.key("issues").begin_array();
  for (const records::Fork& fork : store.workspace().ledger().log().forks())
    write(text::tr(
        Error{"command.fork", {}, to_string(fork.id.replica) + "." + std::to_string(fork.id.sequence)}));
  for (const exchange::ChainGap& gap : exchange::chain_gaps(store.workspace()))
    write(text::tr(gap.sentence));
  for (const auto& [section, lines] : store.newer().sections)
    write(text::tr("command.newer_section", {{"section", section}}));
  json.end_array();
}

} // namespace

VerbResult merge_stores(const Arguments& arguments, Machine& machine) {
  const auto output = arguments.needed("-o");
  if (!output)
    return wrong_words(output.error());
  if (arguments.files.empty())
    return wrong_words("command.no_files");
  const auto passphrase = passphrase_of(arguments, machine.files);
  if (!passphrase)
    return refused(passphrase.error());
  JoinedStore store(machine.clock, machine.random);
  for (const std::string& path : arguments.files) {
    auto file = read_store(machine.files, path, *passphrase, exchange::OnDamage::refuse);
    if (!file)
      return refused(file.error());
    if (const auto added = store.add(std::move(*file)); !added)
      return refused(added.error());
  }
  // Nothing of this machine goes into the file, its time neither: the times are those of the inputs, so that
  // the same inputs give the same bytes.
  const auto file = store.write(std::nullopt, *store.created_at(), *store.exported_at());
  if (!file)
    return refused(file.error());
  if (const auto written = machine.files.write(*output, *file); !written)
    return refused(written.error());
  const workspace::Workspace& workspace = store.workspace();
  JsonWriter json;
  json.begin_object();
  json.key("conflicts").integer(static_cast<std::int64_t>(workspace.projection().conflict_count()));
  json.key("forks").integer(static_cast<std::int64_t>(workspace.ledger().log().forks().size()));
  write_issues(json, store);
  json.key("offices").begin_array();
  for (const std::string& name : office_names(workspace))
    json.string(name);
  json.end_array();
  json.key("operations").integer(static_cast<std::int64_t>(workspace.ledger().log().operation_count()));
  json.key("records").integer(static_cast<std::int64_t>(total(count_records(workspace.projection()))));
  json.end_object();
  return Answer{json.take()};
}

} // namespace truat::command
