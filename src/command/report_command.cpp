// truat report STORE --kind KIND [--language th|en] [--record NUMBER] -o FILE.html
#include "base/base64.h"
#include "base/json.h"
#include "base/utf8.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "report/inspection_record.h"

#include <algorithm>

namespace truat::command {
namespace {

constexpr std::string_view inspection_report = "inspection";

/// The inspection of that number (given by the system or official) or id; without one, the latest visit.
std::optional<records::RecordId> find_inspection(const workspace::Workspace& workspace,
                                                 std::optional<std::string_view> wanted) {
  const auto inspections = workspace.audit().inspections();
  const auto day_of = [&](const records::RecordId& id) { return workspace.audit().inspection(id)->day(); };
  std::optional<records::RecordId> latest;
  for (const records::RecordId& id : inspections) {
    const audit::Inspection& inspection = *workspace.audit().inspection(id);
    if (wanted) {
      if (inspection.number == *wanted || inspection.official_number == *wanted || to_string(id) == *wanted)
        return id;
    } else if (!latest || std::pair(day_of(id), id) > std::pair(day_of(*latest), *latest)) {
      latest = id;
    }
  }
  return latest;
}

std::string media_type_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG"))
    return "image/png";
  if (bytes.starts_with("RIFF"))
    return "image/webp";
  return "image/jpeg";
}

} // namespace

VerbResult report_store(const Arguments& arguments, Machine& machine) {
  const auto output = arguments.needed("-o");
  if (!output)
    return wrong_words(output.error());
  const auto kind = arguments.needed("--kind");
  if (!kind)
    return wrong_words(kind.error());
  if (*kind != inspection_report)
    return wrong_words("command.unknown_kind", {{"kind", *kind}, {"kinds", std::string(inspection_report)}});
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
  const auto wanted = arguments.option("--record");
  const auto inspection = find_inspection(store.workspace(), wanted);
  if (!inspection)
    return refused(
        {"command.no_such_inspection", {{"number", std::string(wanted.value_or(""))}}, arguments.files[0]});
  const auto photo_url = [&](const std::string& sha256) -> std::string {
    const auto hash = parse_hash(sha256);
    if (!hash || !store.has_photo(*hash))
      return {};
    const auto bytes = store.photo(*hash);
    return bytes ? "data:" + media_type_of(*bytes) + ";base64," + encode_base64(*bytes) : std::string();
  };
  const auto html = report::inspection_record(
      store.workspace(), *inspection,
      {.language = *language,
       .digits = *language == text::Language::thai ? text::Digits::thai : text::Digits::arabic,
       .printed_by = "truat report",
       .printed_at = machine.clock.now(),
       .photo_url = photo_url});
  if (!html)
    return refused(html.error());
  if (const auto written = machine.files.write(*output, *html); !written)
    return refused(written.error());
  JsonWriter json;
  json.begin_object();
  json.key("file").string(mended_utf8(*output));
  json.key("kind").string(*kind);
  json.key("record").string(to_string(*inspection));
  json.key("title").string(report::inspection_record_title(store.workspace(), *inspection, *language));
  json.end_object();
  return Answer{json.take()};
}

} // namespace truat::command
