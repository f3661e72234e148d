#include "ui/screens/register_rows.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/readable_words.h"

namespace truat::ui {
namespace {

using audit::RegisterEntry;
using text::tr;

bool belongs(const RegisterEntry& entry, RegisterGroup group) {
  switch (group) {
  case RegisterGroup::missing:
    return entry.is_gap();
  case RegisterGroup::duplicate:
    return entry.is_duplicate;
  case RegisterGroup::deleted:
    return entry.is_deleted;
  case RegisterGroup::all:
    break;
  }
  return true;
}

/// Who wrote what now stands in the field, where and when.
std::string written_by(const workspace::Workspace& workspace, const records::RecordId& record,
                       std::string_view field) {
  const std::vector<records::Head> heads = workspace.projection().heads(record, field);
  return heads.empty() ? std::string() : who_and_when(workspace, heads.front().operation);
}

/// Whether something of a PC that gives these numbers is known to be missing here.
bool is_incomplete(const workspace::Workspace& workspace, const audit::NumberSeries& series) {
  for (const auto& [replica, chain] : workspace.ledger().log().chains()) {
    if (chain.beyond.empty() && chain.complete == chain.contiguous)
      continue;
    const audit::Workstation* place = workspace.audit().workstation(audit::workstation_id(replica));
    if (place == nullptr || place->prefix == series.prefix)
      return true;
  }
  return false;
}

} // namespace

void RegisterRows::update(const workspace::Workspace& workspace, std::string_view start,
                          RegisterGroup group) {
  const std::uint64_t revision = workspace.projection().revision();
  if (m_workspace == &workspace && revision == m_seen && start == m_start && group == m_group)
    return;
  if (m_workspace != &workspace || revision != m_seen)
    m_all = audit::number_registers(workspace.audit());
  m_workspace = &workspace;
  m_seen = revision;
  m_start = start;
  m_group = group;
  ++m_revision;
  m_rows.clear();
  m_counts = {};
  for (std::size_t book = 0; book < m_all.registers.size(); ++book) {
    const audit::NumberRegister& one = m_all.registers[book];
    if (!start.empty() && one.start() != start)
      continue;
    m_counts[1] += one.missing;
    m_counts[2] += one.duplicates;
    m_counts[3] += one.deleted;
    for (std::size_t entry = 0; entry < one.entries.size(); ++entry) {
      m_counts[0] += one.entries[entry].is_gap() ? 0 : 1;
      if (belongs(one.entries[entry], group))
        m_rows.push_back({book, entry, (std::uint64_t{book} << 32U | entry) + 1});
    }
  }
}

const RegisterEntry& RegisterRows::entry(std::size_t row) const {
  return m_all.registers[m_rows[row].book].entries[m_rows[row].entry];
}

std::string RegisterRows::remark_of(std::size_t row) const {
  const RegisterEntry& one = entry(row);
  if (one.is_gap())
    return std::string(tr(is_incomplete(*m_workspace, m_all.registers[m_rows[row].book].series)
                              ? "registers.may_come"
                              : "registers.nothing_has_it"));
  std::string remark;
  if (one.is_deleted)
    remark =
        tr("registers.deleted_by", {{"who", written_by(*m_workspace, one.visit, records::deleted_field)}});
  if (one.is_duplicate)
    remark += (remark.empty() ? "" : " · ") + std::string(tr("registers.given_twice"));
  return remark;
}

std::string RegisterRows::text(std::size_t row, std::size_t column) const {
  const RegisterEntry& one = entry(row);
  if (column == number)
    return one.first == one.last ? one.number : one.number + "–" + std::to_string(one.last);
  if (column == remark)
    return remark_of(row);
  if (column == state) {
    if (one.is_gap())
      return tr("registers.gap", {{"count", text::format_number(one.last - one.first + 1)}});
    return std::string(tr(one.is_duplicate ? "registers.duplicate"
                          : one.is_deleted ? "registers.deleted"
                                           : "registers.given"));
  }
  if (one.is_gap())
    return {};
  const records::Projection& projection = m_workspace->projection();
  // Of the projection, since a deleted visit has no struct any more.
  switch (column) {
  case factory:
    return words_of(audit::readable(m_workspace->audit(), one.visit, "inspection.factory",
                                    projection.value(one.visit, "inspection.factory")));
  case visited:
    return shown_date(records::as_date(projection.value(one.visit, "inspection.visited_on")));
  case official:
    return std::string(records::as_text(projection.value(one.visit, "inspection.official_number")));
  case given_by:
    return written_by(*m_workspace, one.visit, "inspection.number");
  default:
    return {};
  }
}

SortKey RegisterRows::sort_key(std::size_t row, std::size_t column) const {
  if (column != visited)
    return {std::nullopt, text(row, column)};
  const RegisterEntry& one = entry(row);
  const auto day =
      one.is_gap() ? std::nullopt
                   : records::as_date(m_workspace->projection().value(one.visit, "inspection.visited_on"));
  return {day ? std::optional(static_cast<double>(days_since_epoch(*day))) : std::nullopt, {}};
}

std::optional<Status> RegisterRows::status(std::size_t row, std::size_t column) const {
  if (column != state)
    return std::nullopt;
  const RegisterEntry& one = entry(row);
  if (one.is_gap() || one.is_duplicate)
    return Status::failed;
  return one.is_deleted ? Status::not_applicable : Status::done;
}

std::vector<GridColumn> register_columns() {
  struct Words {
    std::string_view id, label;
    float width;
    bool grows = false;
  };
  constexpr Words words[] = {{"number", "field.inspection.number", 190},
                             {"state", "registers.state", 120},
                             {"factory", "kind.factory", 220, true},
                             {"visited", "field.inspection.visited_on", 120},
                             {"official", "field.inspection.official_number", 130},
                             {"given_by", "registers.given_by", 240, true},
                             {"remark", "changes.remark", 220, true}};
  std::vector<GridColumn> columns;
  for (const Words& one : words)
    columns.push_back({.id = std::string(one.id),
                       .label = std::string(tr(one.label)),
                       .width = one.width,
                       .grows = one.grows});
  columns[RegisterRows::number].is_strong = true;
  columns[RegisterRows::state].is_chip = true;
  columns[RegisterRows::visited].align = Align::right;
  columns[RegisterRows::visited].kind = CellKind::date;
  return columns;
}

} // namespace truat::ui
