#include "ui/screens/readable_words.h"

#include "audit/checklist.h"
#include "audit/evidence.h"
#include "audit/finding.h"
#include "audit/signature.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using text::tr;

text::DateStyle style() {
  return text::date_style(text::language());
}

/// What history says of a field, without a commit around it.
audit::HistorySentence sentence_of(const workspace::Workspace& workspace, const records::RecordId& record,
                                   std::string_view field) {
  records::HistoryEntry entry{.operation = {},
                              .time = {},
                              .author = {},
                              .label = {},
                              .field = std::string(field),
                              .before = {},
                              .after = {},
                              .current = true};
  return audit::describe(workspace.audit(), record, entry);
}

std::string number_words(const std::string& number, const std::string& unit) {
  const std::optional<Decimal> decimal = parse_decimal(number);
  return text::with_unit(decimal ? text::format_decimal(*decimal) : number,
                         unit.empty() ? std::string_view() : tr(unit));
}

} // namespace

std::string words_of(const audit::Readable& readable) {
  using Kind = audit::Readable::Kind;
  switch (readable.kind) {
  case Kind::nothing:
    return "–";
  case Kind::text:
    return readable.text;
  case Kind::message:
    return std::string(tr(readable.text));
  case Kind::date:
    if (const auto date = parse_iso_date(readable.text))
      return text::format_date(*date, text::DateForm::abbreviated, style());
    break;
  case Kind::time:
    if (const auto time = parse_iso_time(readable.text))
      return text::format_time(*time, style());
    break;
  case Kind::instant:
    if (const auto instant = parse_iso_instant(readable.text))
      return text::format_date_time(local_time(*instant), style());
    break;
  case Kind::number:
    return number_words(readable.text, readable.unit);
  case Kind::truth:
    return std::string(tr(readable.text == "true" ? "ui.yes" : "ui.no"));
  case Kind::bilingual:
    return text::language() == text::Language::english && !readable.english.empty() ? readable.english
                                                                                    : readable.text;
  }
  return readable.text;
}

std::string field_words(const workspace::Workspace& workspace, const records::RecordId& record,
                        std::string_view field) {
  if (field == records::deleted_field)
    return std::string(tr("difference.deleted"));
  if (field == records::kind_field)
    return std::string(tr("difference.kind"));
  return words_of(sentence_of(workspace, record, field).field);
}

std::string value_words(const workspace::Workspace& workspace, const records::RecordId& record,
                        std::string_view field, const records::Value& value) {
  return words_of(audit::readable(workspace.audit(), record, field, value));
}

bool is_technical_field(const workspace::Workspace& workspace, const records::RecordId& record,
                        std::string_view field) {
  return sentence_of(workspace, record, field).technical;
}

std::string kind_words(std::string_view kind) {
  const records::RecordKind* found = workspace::schema().find_kind(kind);
  return found != nullptr ? std::string(tr(found->label)) : std::string(kind);
}

Icon icon_of_kind(std::string_view kind) {
  if (kind == audit::factory_kind)
    return Icon::factory;
  if (kind == audit::inspection_kind)
    return Icon::clipboard_check;
  if (kind == audit::finding_kind)
    return Icon::file_warning;
  if (kind == audit::photo_kind)
    return Icon::image;
  if (kind == audit::sample_kind)
    return Icon::flask_conical;
  if (kind == audit::signature_kind)
    return Icon::signature;
  if (kind == audit::person_kind)
    return Icon::user;
  if (kind == audit::office_kind)
    return Icon::building_2;
  if (kind == audit::checklist_kind)
    return Icon::list_checks;
  if (kind == audit::instrument_kind)
    return Icon::gauge;
  if (kind == audit::workstation_kind)
    return Icon::monitor;
  if (kind == audit::request_kind)
    return Icon::clipboard_list;
  return Icon::file_text;
}

std::string title_words(const workspace::Workspace& workspace, const records::RecordId& record,
                        std::string_view kind, std::string_view given) {
  if (!given.empty())
    return std::string(given);
  std::string title = workspace.title(record).title;
  return title.empty() ? kind_words(kind) : title;
}

std::optional<Route> route_of(const workspace::Workspace& workspace, const records::RecordId& record) {
  const records::Projection& projection = workspace.projection();
  if (!projection.exists(record))
    return std::nullopt;
  const std::string_view kind = projection.kind(record);
  if (kind == audit::inspection_kind)
    return Route{"visit", record, {}};
  if (kind == audit::factory_kind)
    return Route{"factories", record, {}};
  if (kind == audit::checklist_kind)
    return Route{"checklists", {}, {}};
  if (kind == audit::person_kind)
    return Route{"people", record, {}};
  if (kind == audit::request_kind)
    return Route{"requests", record, {}};
  if (const audit::Delegation* delegation = workspace.audit().delegation(record))
    return Route{"people", delegation->receiver, {}};
  if (const auto visit = records::as_reference(projection.value(record, std::string(kind) + ".inspection")))
    return route_of(workspace, *visit);
  return kind == audit::office_kind || kind == audit::workstation_kind
             ? std::optional(Route{"settings", {}, {}})
             : std::nullopt;
}

std::string_view why_not_opened(const workspace::Workspace& workspace, const records::RecordId& record) {
  if (workspace.projection().is_deleted(record))
    return tr("changes.is_deleted");
  return route_of(workspace, record) ? std::string_view() : tr("changes.no_page");
}

void open_record(ScreenContext& context, const records::RecordId& record) {
  if (auto route = route_of(context.workspace(), record))
    context.go(std::move(*route));
}

std::string who_and_when(const workspace::Workspace& workspace, const records::OperationId& operation) {
  const records::Log& log = workspace.ledger().log();
  const std::optional<std::size_t> position = log.find(operation.commit());
  if (!position)
    return {};
  const records::CommitHeader header = log.header(*position);
  std::string words = workspace.person_name(header.author);
  const auto add = [&words](const std::string& more) {
    if (!more.empty())
      words.append(words.empty() ? "" : " · ").append(more);
  };
  const audit::Workstation* place = workspace.audit().workstation(audit::workstation_id(operation.replica));
  if (place != nullptr)
    add(place->name);
  add(text::format_date_time(local_time(header.time), style()));
  return words;
}

} // namespace truat::ui
