#include "ui/screens/change_rows.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "ui/screens/readable_words.h"
#include "ui/screens/shared_words.h"

namespace truat::ui {
namespace {

using text::tr;

/// By its own name, its letters in numbers, or what the file calls it.
std::string workstation_words(const audit::Workstation* place, const records::ReplicaId& replica) {
  if (place == nullptr)
    return records::to_string(replica);
  return place->name.empty() ? place->prefix : place->name;
}

} // namespace

Step ChangeRows::update(const workspace::Workspace& workspace, Budget& budget) {
  const std::uint64_t revision = workspace.projection().revision();
  if (m_workspace != &workspace)
    m_list = {};
  const std::size_t size = m_list.size();
  const Step step = m_list.update(workspace.ledger().log(), budget);
  if (m_workspace == &workspace && revision == m_seen && size == m_list.size())
    return step;
  m_workspace = &workspace;
  m_seen = revision;
  ++m_revision;
  m_kept = {};
  return step;
}

const records::ListedOperation& ChangeRows::read(std::size_t row) const {
  const std::size_t place = number_of(row);
  Kept& kept = m_kept[place % m_kept.size()];
  if (kept.number_from_1 != place + 1)
    kept = {place + 1, m_list.read(m_workspace->ledger().log(), place)};
  return kept.operation;
}

std::optional<std::size_t> ChangeRows::find(std::uint64_t row_id) const {
  return row_id == 0 || row_id > m_list.size() ? std::nullopt : std::optional(m_list.size() - row_id);
}

records::RecordId ChangeRows::record_of(std::size_t row) const {
  const auto& body = read(row).body;
  return body ? body->record : records::RecordId{};
}

std::string ChangeRows::value_text(const records::ListedOperation& listed,
                                   const records::Value& value) const {
  if (records::is_empty(value))
    return {};
  std::string words = value_words(*m_workspace, listed.body->record, listed.body->field, value);
  // What no table has words for: a drawn signature, a checklist.
  const auto* structure = std::get_if<records::Structure>(&value);
  return structure != nullptr && words == structure->canonical ? std::string(tr("ui.has_content")) : words;
}

std::string ChangeRows::text(std::size_t row, std::size_t column) const {
  const records::ListedOperation& listed = read(row);
  const audit::Audit& audit = m_workspace->audit();
  switch (column) {
  case number:
    return text::format_number(static_cast<std::int64_t>(number_of(row) + 1));
  case date:
    return shown_date(local_time(listed.commit.time).date);
  case time:
    return text::format_time(local_time(listed.commit.time).time, text::date_style(text::language()));
  case author:
    return words_of(audit::record_name(audit, listed.commit.author));
  case workstation:
  case office: {
    const audit::Workstation* place = audit.workstation(audit::workstation_id(listed.commit.replica));
    if (column == workstation)
      return workstation_words(place, listed.commit.replica);
    const audit::Office* of = place == nullptr ? nullptr : audit.office(place->office);
    return of == nullptr ? std::string() : of->name;
  }
  case action:
    return std::string(tr(listed.commit.label));
  case remark:
    return std::string(!listed.body       ? tr("changes.left_out")
                       : listed.is_forked ? tr("changes.forked")
                                          : std::string_view());
  default:
    break;
  }
  if (!listed.body)
    return {};
  const records::Operation& body = *listed.body;
  switch (column) {
  case kind:
    return kind_words(m_workspace->projection().kind(body.record));
  case title:
    return words_of(audit::record_name(audit, body.record));
  case field:
    return field_words(*m_workspace, body.record, body.field);
  case before: {
    std::string words;
    for (const records::Value& value : listed.before)
      words += (words.empty() ? "" : " / ") + value_text(listed, value);
    return words;
  }
  case after:
    return value_text(listed, body.value);
  default:
    return {};
  }
}

SortKey ChangeRows::sort_key(std::size_t row, std::size_t column) const {
  if (column == number)
    return {static_cast<double>(number_of(row) + 1), {}};
  if (column != date && column != time)
    return {std::nullopt, text(row, column)};
  const LocalTime when = local_time(read(row).commit.time);
  return {column == date ? static_cast<double>(days_since_epoch(when.date))
                         : static_cast<double>(when.time.hour * 60 + when.time.minute),
          {}};
}

bool ChangeRows::is_muted(std::size_t row, std::size_t column) const {
  return column == before || column == number || !read(row).body;
}

std::vector<GridColumn> change_columns() {
  struct Words {
    std::string_view id, label;
    float width;
    bool grows = false;
    bool starts_hidden = false;
  };
  constexpr Words words[] = {{"date", "changes.date", 116},
                             {"time", "changes.time", 84},
                             {"author", "changes.author", 150},
                             {"action", "changes.action", 150},
                             {"kind", "changes.kind", 96},
                             {"title", "changes.record", 180, true},
                             {"field", "changes.field", 150},
                             {"before", "changes.before", 140, true},
                             {"after", "changes.after", 140, true},
                             {"workstation", "changes.workstation", 110},
                             {"office", "changes.office", 150, false, true},
                             {"remark", "changes.remark", 120},
                             {"number", "changes.number", 84}};
  std::vector<GridColumn> columns;
  for (const Words& one : words)
    columns.push_back({.id = std::string(one.id),
                       .label = std::string(tr(one.label)),
                       .width = one.width,
                       .grows = one.grows,
                       .starts_hidden = one.starts_hidden});
  for (const ChangeRows::Column right : {ChangeRows::date, ChangeRows::time, ChangeRows::number})
    columns[right].align = Align::right;
  columns[ChangeRows::date].kind = CellKind::date;
  columns[ChangeRows::number].is_unique = true;
  return columns;
}

} // namespace truat::ui
