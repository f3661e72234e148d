#include "workspace/workspace.h"

#include "audit/merge_issues.h"
#include "audit/permissions.h"
#include "audit/schema.h"
#include "audit/verb_support.h"
#include "audit/visit_verbs.h"
#include "base/contract.h"
#include "base/embedded.h"
#include "base/sort.h"

#include <algorithm>
#include <array>

namespace truat::workspace {
namespace {

/// Reference fields by which a record belongs to another and is shown with it.
constexpr std::array part_fields{"photo.inspection", "sample.inspection", "finding.inspection",
                                 "signature.inspection"};

std::vector<audit::ChecklistLibrary::File> embedded_checklists() {
  std::vector<audit::ChecklistLibrary::File> files;
  for (const EmbeddedFile& file : embedded_files())
    if (file.name.starts_with("checklists/"))
      files.push_back({file.name, embedded_file(file.name)});
  return files;
}

} // namespace

const records::Schema& schema() {
  static const records::Schema made(audit::record_kinds());
  return made;
}

const audit::Reference& reference() {
  static const audit::Reference made = [] {
    const auto checklists = embedded_checklists();
    auto parsed = audit::parse_reference({.factory_types = embedded_file("reference/factory-types.json"),
                                          .places = embedded_file("reference/places.txt"),
                                          .checklists = checklists,
                                          .limits = embedded_file("reference/limits.json"),
                                          .legal_grounds = embedded_file("reference/legal-grounds.json")});
    expects(parsed.has_value(), parsed ? "" : (parsed.error().key + " " + parsed.error().where).c_str());
    return std::move(*parsed);
  }();
  return made;
}

Workspace::Workspace(records::ReplicaId replica, Clock& clock, Random& random)
    : m_ledger(replica, schema(), clock, random), m_audit(m_ledger.projection(), reference()),
      m_clock(&clock), m_random(&random) {}

records::Context Workspace::context() const {
  const Instant now = m_clock->now();
  return {.actor = m_actor, .today = local_time(now).date, .now = now, .random = m_random};
}

std::optional<audit::Workstation> Workspace::missing_workstation() const {
  const RecordId id = audit::workstation_id(m_ledger.replica());
  const audit::Person* person = m_audit.person(m_actor);
  if (!m_is_renamed || projection().exists(id) || person == nullptr ||
      m_audit.office(person->office) == nullptr)
    return std::nullopt;
  return audit::Workstation{.id = id,
                            .name = {},
                            .prefix = audit::free_prefix(m_audit, m_ledger.replica()),
                            .office = person->office};
}

audit::NumberSeries Workspace::number_series() const {
  if (const auto made = missing_workstation())
    return {.office = m_audit.office(made->office)->abbreviation, .prefix = made->prefix};
  return audit::series_of(m_audit, m_ledger.replica());
}

Result<records::CommitId> Workspace::commit(const records::Change& change) {
  if (m_actor.is_none())
    return failure("workspace.no_actor");
  const auto workstation = missing_workstation();
  if (!workstation || change.operations.empty())
    return m_ledger.commit(change, m_actor);
  records::Change whole = change;
  audit::create_record(whole, m_audit, workstation->id, audit::workstation_kind);
  audit::workstation_table().write(whole, workstation->id, *workstation);
  return m_ledger.commit(whole, m_actor);
}

Result<void> Workspace::may_change_again(const std::optional<records::UndoStep>& step) const {
  const records::Log& log = m_ledger.log();
  const auto position = step ? log.find(step->commit) : std::nullopt;
  if (!position)
    return {};
  const records::Context who = context();
  // A list of thousands of factories has one permission for all of its operations.
  if (step->label == "commit.import_factories")
    return audit::permitted(m_audit, who, audit::Permission::import_lists);
  for (std::size_t index = 0; index < log.operation_count(*position); ++index) {
    const auto operation = records::decode_operation(log.operation_line(*position, index));
    if (!operation || !*operation)
      continue;
    if (auto allowed = audit::permitted_edit(m_audit, who, (*operation)->record, (*operation)->field);
        !allowed)
      return allowed;
  }
  return {};
}

Result<records::CommitId> Workspace::undo() {
  if (auto allowed = may_change_again(m_ledger.next_undo()); !allowed)
    return std::unexpected(std::move(allowed.error()));
  return m_ledger.undo(m_actor);
}
Result<records::CommitId> Workspace::redo() {
  if (auto allowed = may_change_again(m_ledger.next_redo()); !allowed)
    return std::unexpected(std::move(allowed.error()));
  return m_ledger.redo(m_actor);
}

Result<records::MergeReceipt> Workspace::merge(std::vector<records::CommitLines> commits,
                                               records::Ledger::Source source) {
  return m_ledger.merge(std::move(commits), source);
}

Result<RecordId> Workspace::introduce(const Introduction& introduction) {
  if (introduction.person_name.empty())
    return failure("workspace.person_needs_name");
  if (introduction.office_name.empty())
    return failure("workspace.office_needs_name");
  records::Change change{.label = "commit.introduce", .operations = {}, .undoable = records::Undoable::no};

  const RecordId office = records::natural_record_id(audit::office_kind, introduction.office_name);
  if (!projection().exists(office)) {
    change.create(office, audit::office_kind);
    audit::Office made{.id = office,
                       .name = introduction.office_name,
                       .abbreviation = introduction.office_abbreviation,
                       .province = introduction.office_province,
                       .address = {},
                       .phone = {}};
    audit::office_table().write(change, office, made);
  }

  const auto people = m_audit.people();
  const auto known = std::ranges::find_if(people, [&](const RecordId& id) {
    const audit::Person* person = m_audit.person(id);
    return person != nullptr && person->office == office && person->name == introduction.person_name;
  });
  const RecordId person = known != people.end() ? *known : records::new_record_id(*m_random);
  if (known == people.end()) {
    change.create(person, audit::person_kind);
    audit::Person made{.id = person,
                       .name = introduction.person_name,
                       .position = introduction.position,
                       .officer_card = introduction.officer_card,
                       .office = office,
                       .phone = {}};
    audit::person_table().write(change, person, made);
  }

  const RecordId workstation = audit::workstation_id(m_ledger.replica());
  if (!projection().exists(workstation)) {
    change.create(workstation, audit::workstation_kind);
    audit::Workstation made{.id = workstation,
                            .name = {},
                            .prefix = audit::free_prefix(m_audit, m_ledger.replica()),
                            .office = office};
    audit::workstation_table().write(change, workstation, made);
  }

  if (!change.operations.empty())
    if (auto committed = m_ledger.commit(change, person); !committed)
      return std::unexpected(std::move(committed.error()));
  m_actor = person;
  return person;
}

Result<RecordId> Workspace::plan_visit(const VisitRequest& request) {
  const forms::Template* checklist = reference().checklists.find(request.checklist_key);
  if (checklist == nullptr)
    return failure("audit.checklist_missing");
  if (const auto install = audit::install_checklist(m_audit, *checklist))
    if (auto installed = commit(*install); !installed)
      return std::unexpected(std::move(installed.error()));
  const audit::VisitPlan plan{.factory = request.factory,
                              .checklist = audit::checklist_id(*checklist),
                              .purpose = request.purpose,
                              .purpose_detail = request.purpose_detail,
                              .planned_on = request.planned_on,
                              .team = request.team.empty() ? std::vector{m_actor} : request.team};
  auto created = request.start_now ? audit::begin_visit(m_audit, plan, number_series(), context())
                                   : audit::plan_visit(m_audit, plan, context());
  if (!created)
    return std::unexpected(std::move(created.error()));
  if (auto committed = commit(created->change); !committed)
    return std::unexpected(std::move(committed.error()));
  return created->id;
}

RecordTitle Workspace::title(const RecordId& record) const {
  const std::string kind(projection().kind(record));
  if (const auto* factory = m_audit.factory(record))
    return {kind, factory->name,
            factory->registration_number.empty() ? factory->old_registration_number
                                                 : factory->registration_number};
  if (const auto* inspection = m_audit.inspection(record)) {
    const auto* factory = m_audit.factory(inspection->factory);
    return {kind, factory != nullptr ? factory->name : std::string(),
            std::string(inspection->shown_number())};
  }
  if (const auto* person = m_audit.person(record))
    return {kind, person->name, person->position};
  if (const auto* office = m_audit.office(record))
    return {kind, office->name, {}};
  if (const auto* finding = m_audit.finding(record))
    return {kind, finding->text, {}};
  if (const auto* sample = m_audit.sample(record))
    return {kind, sample->seal, sample->point};
  if (const auto* signature = m_audit.signature(record))
    return {kind, signature->name, {}};
  if (const auto* photo = m_audit.photo(record))
    return {kind, photo->caption, {}};
  if (const auto* instrument = m_audit.instrument(record))
    return {kind, instrument->name, instrument->serial};
  if (const auto* workstation = m_audit.workstation(record))
    return {kind, workstation->name, workstation->prefix};
  if (const auto* request = m_audit.request(record))
    return {kind, request->title, person_name(request->asked_by)};
  if (const auto* delegation = m_audit.delegation(record))
    return {kind, person_name(delegation->receiver), delegation->paper_number};
  if (const auto* checklist = m_audit.checklist(record))
    return {kind, checklist->title.thai, {}};
  return {kind, {}, {}};
}

RecordId Workspace::last_actor() const {
  const records::Log& log = m_ledger.log();
  const auto own = log.chains().find(m_ledger.replica());
  if (own == log.chains().end())
    return {};
  const auto last = log.find({m_ledger.replica(), own->second.contiguous});
  const RecordId author = last ? log.header(*last).author : RecordId{};
  return m_audit.person(author) != nullptr ? author : RecordId{};
}

std::string Workspace::person_name(const RecordId& person) const {
  const audit::Person* found = m_audit.person(person);
  return found != nullptr ? found->name : std::string();
}

std::vector<RecordId> Workspace::with_parts(const RecordId& record) const {
  std::vector<RecordId> records{record};
  for (const char* field : part_fields) {
    const auto parts = projection().referring(field, record);
    records.insert(records.end(), parts.begin(), parts.end());
  }
  return records;
}

std::vector<records::HistoryEntry> Workspace::history(const RecordId& record) const {
  std::vector<records::HistoryEntry> entries;
  for (const RecordId& part : with_parts(record)) {
    auto of_part = records::history_of(m_ledger.log(), projection(), part);
    entries.insert(entries.end(), std::make_move_iterator(of_part.begin()),
                   std::make_move_iterator(of_part.end()));
  }
  truat::sort(entries,
              [](const records::HistoryEntry& a, const records::HistoryEntry& b) { return a.time > b.time; });
  return entries;
}

std::vector<audit::Issue> Workspace::issues() const {
  return audit::merge_issues(m_audit);
}

} // namespace truat::workspace
