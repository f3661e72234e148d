#include "ui/screens/recheck_rows.h"

#include "text/messages.h"
#include "text/numbers.h"

namespace truat::ui {
namespace {

using text::tr;

constexpr std::size_t shown_digits = 12; ///< of a digest: enough to compare by eye

} // namespace

void RecheckRows::update(const workspace::Workspace& workspace, const audit::RecheckQuestion& question) {
  const std::uint64_t revision = workspace.projection().revision();
  if (m_workspace == &workspace && revision == m_seen && question == m_question)
    return;
  m_workspace = &workspace;
  m_seen = revision;
  m_question = question;
  ++m_revision;
  m_sample = audit::draw_recheck_sample(workspace.audit(), question);
}

std::string RecheckRows::text(std::size_t row, std::size_t column) const {
  if (column == place)
    return text::format_number(static_cast<std::int64_t>(row + 1));
  if (column == digest)
    return to_hex(audit::recheck_digest(m_question.seed, id(row))).substr(0, shown_digits);
  const audit::Inspection* one = visit(row);
  if (one == nullptr)
    return {};
  const audit::Factory* at = m_workspace->audit().factory(one->factory);
  switch (column) {
  case number:
    return std::string(one->shown_number());
  case factory:
    return at == nullptr ? std::string() : at->name;
  case district:
    return at == nullptr ? std::string() : district_name(*at);
  case visited:
    return shown_date(one->visited_on);
  case team: {
    std::string names;
    for (const records::RecordId& person : one->team)
      names += (names.empty() ? "" : ", ") + m_workspace->person_name(person);
    return names;
  }
  case state:
    return state_of_visit(*m_workspace, *one, m_question.to).word;
  default:
    return {};
  }
}

SortKey RecheckRows::sort_key(std::size_t row, std::size_t column) const {
  if (column == place)
    return {static_cast<double>(row), {}};
  const audit::Inspection* one = column == visited ? visit(row) : nullptr;
  return one != nullptr && one->visited_on
             ? SortKey{static_cast<double>(days_since_epoch(*one->visited_on)), {}}
             : SortKey{std::nullopt, text(row, column)};
}

std::optional<Status> RecheckRows::status(std::size_t row, std::size_t column) const {
  const audit::Inspection* one = column == state ? visit(row) : nullptr;
  return one == nullptr ? std::nullopt
                        : std::optional(state_of_visit(*m_workspace, *one, m_question.to).status);
}

std::vector<GridColumn> recheck_columns() {
  struct Words {
    std::string_view id, label;
    float width;
    bool grows = false;
  };
  constexpr Words words[] = {{"place", "changes.number", 84},
                             {"number", "field.inspection.number", 150},
                             {"factory", "kind.factory", 220, true},
                             {"district", "field.factory.district", 120},
                             {"visited", "field.inspection.visited_on", 120},
                             {"team", "field.inspection.team", 200, true},
                             {"state", "registers.state", 130},
                             {"digest", "recheck.digest", 120}};
  std::vector<GridColumn> columns;
  for (const Words& one : words)
    columns.push_back({.id = std::string(one.id),
                       .label = std::string(tr(one.label)),
                       .width = one.width,
                       .grows = one.grows});
  columns[RecheckRows::factory].is_strong = true;
  columns[RecheckRows::state].is_chip = true;
  columns[RecheckRows::place].align = Align::right;
  columns[RecheckRows::visited].align = Align::right;
  columns[RecheckRows::visited].kind = CellKind::date;
  return columns;
}

} // namespace truat::ui
