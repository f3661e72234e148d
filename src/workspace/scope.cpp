#include "workspace/scope.h"

#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>
#include <set>

namespace truat::workspace {
namespace {

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

} // namespace

ScopeWork::ScopeWork(const Workspace& workspace, const Scope& scope)
    : m_workspace(&workspace), m_scope(scope) {
  if (!scope.chooses_records()) {
    m_is_done = true;
    return;
  }
  m_all = workspace.projection().all_records();
  m_records.emplace();
}

Step ScopeWork::run(Budget& budget) {
  while (!m_is_done) {
    if (!m_waiting.empty()) {
      const RecordId next = m_waiting.back();
      m_waiting.pop_back();
      bring(next);
    } else if (m_looked_at < m_all.size()) {
      if (const RecordId& record = m_all[m_looked_at++]; is_chosen(record))
        include(record);
    } else {
      m_is_done = true;
    }
    if (budget.is_spent())
      break;
  }
  return m_is_done ? Step::done : Step::more;
}

Progress ScopeWork::progress() const {
  return {m_looked_at, m_all.size()};
}

/// What the record's reference fields to that kind hold, of all values in conflict. "" stands for any kind.
std::vector<RecordId> ScopeWork::named(const RecordId& record, std::string_view kind) const {
  std::vector<RecordId> found;
  const records::Projection& projection = m_workspace->projection();
  const records::RecordKind* known = schema().find_kind(projection.kind(record));
  if (known == nullptr)
    return found;
  for (const records::FieldDescriptor& field : known->fields)
    if (field.type == records::FieldType::reference && (kind.empty() || field.choices == kind))
      for (const records::Head& head : projection.heads(record, field.wire))
        if (const auto id = records::as_reference(head.value))
          found.push_back(*id);
  return found;
}

bool ScopeWork::has_chosen_factory(const std::vector<RecordId>& factories) const {
  return std::ranges::any_of(factories,
                             [&](const RecordId& factory) { return contains(m_scope.factories, factory); });
}

bool ScopeWork::is_in_period(const RecordId& visit) const {
  const records::Projection& projection = m_workspace->projection();
  for (const std::string_view field : {"inspection.visited_on", "inspection.planned_on"}) {
    bool has_day = false;
    for (const records::Head& head : projection.heads(visit, field)) {
      const auto day = parse_iso_date(records::as_text(head.value));
      has_day = has_day || day;
      if (day && (!m_scope.from || *m_scope.from <= *day) && (!m_scope.until || *day <= *m_scope.until))
        return true;
    }
    if (has_day) // as `audit::Inspection::day` has it
      return false;
  }
  return false;
}

bool ScopeWork::is_chosen(const RecordId& record) const {
  const std::string_view kind = m_workspace->projection().kind(record);
  if (kind == audit::workstation_kind)
    return true;
  std::vector<RecordId> visits = named(record, audit::inspection_kind);
  const bool is_part = !visits.empty();
  if (kind == audit::inspection_kind)
    visits.push_back(record);
  if (!m_scope.kinds.empty() && !contains(m_scope.kinds, kind) &&
      !(is_part && contains(m_scope.kinds, audit::inspection_kind)))
    return false;
  if (!m_scope.factories.empty()) {
    bool is_of_factory =
        contains(m_scope.factories, record) || has_chosen_factory(named(record, audit::factory_kind));
    for (const RecordId& visit : visits)
      is_of_factory = is_of_factory || has_chosen_factory(named(visit, audit::factory_kind));
    if (!is_of_factory)
      return false;
  }
  if (!m_scope.from && !m_scope.until)
    return true;
  // Of what has no day only the factories that were asked for by name.
  return visits.empty()
             ? contains(m_scope.factories, record)
             : std::ranges::any_of(visits, [this](const RecordId& visit) { return is_in_period(visit); });
}

void ScopeWork::include(const RecordId& record) {
  if (m_records->insert(record).second)
    m_waiting.push_back(record);
}

void ScopeWork::bring(const RecordId& record) {
  for (const RecordId& other : named(record, ""))
    include(other);
  const records::Log& log = m_workspace->ledger().log();
  for (const std::uint32_t position : log.touching(record))
    if (m_commits.insert(position).second)
      include(log.header(position).author);
}

const std::optional<RecordSet>& ScopeWork::records() const {
  expects(m_is_done, "work that is done");
  return m_records;
}

std::vector<Hash> ScopeWork::photos() const {
  expects(m_is_done, "work that is done");
  std::set<Hash> photos;
  const records::Projection& projection = m_workspace->projection();
  for (const RecordId& id : projection.records(audit::photo_kind))
    if (!m_records || m_records->contains(id))
      if (const auto hash = parse_hash(records::as_text(projection.value(id, "photo.sha256"))))
        photos.insert(*hash);
  return {photos.begin(), photos.end()};
}

records::VersionVector known_to_both(const records::Log& ours, const records::Log& theirs) {
  records::VersionVector known;
  const auto header_at = [](const records::Log& log, const records::CommitId& id) {
    return log.header_line(*log.find(id));
  };
  for (auto [replica, sequence] : theirs.known()) {
    const auto chain = ours.chains().find(replica);
    if (chain == ours.chains().end())
      continue;
    sequence = std::min(sequence, chain->second.contiguous);
    // A header holds the hash of the one before: alike here, alike all the way down.
    while (sequence > 0 && header_at(ours, {replica, sequence}) != header_at(theirs, {replica, sequence}))
      --sequence;
    if (sequence > 0)
      known.emplace(replica, sequence);
  }
  return known;
}

} // namespace truat::workspace
