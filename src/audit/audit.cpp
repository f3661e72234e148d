#include "audit/audit.h"

#include "audit/registration_number.h"
#include "base/sort.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>

namespace truat::audit {
namespace {

/// The structs of one kind, each read once for each revision of its record.
template <class Record>
class Shelf {
public:
  const Record* get(const records::Projection& projection, const Table<Record>& table, std::string_view kind,
                    const RecordId& id) {
    if (!projection.exists(id) || projection.kind(id) != kind)
      return nullptr;
    const std::uint64_t revision = projection.revision(id);
    Entry& entry = m_entries[id];
    if (!entry.read || entry.revision != revision)
      entry = {true, revision, table.read(projection, id)};
    return &entry.record;
  }

private:
  struct Entry {
    bool read = false;
    std::uint64_t revision = 0;
    Record record;
  };
  std::unordered_map<RecordId, Entry> m_entries;
};

struct ParsedChecklist {
  std::uint64_t revision = 0;
  std::optional<forms::Template> checklist;
};

/// Everything that an evaluation depends on.
struct EvaluationKey {
  std::uint64_t inspection = 0;
  std::uint64_t checklist = 0;
  std::uint64_t factory = 0;
  std::uint64_t photos = 0;
  std::uint64_t samples = 0;
  bool operator==(const EvaluationKey&) const = default;
};
struct KeptEvaluation {
  std::optional<EvaluationKey> key;
  forms::Evaluation evaluation;
};

} // namespace

struct Audit::Cache {
  Shelf<Factory> factories;
  Shelf<Inspection> inspections;
  Shelf<Finding> findings;
  Shelf<Photo> photos;
  Shelf<Sample> samples;
  Shelf<Signature> signatures;
  Shelf<Instrument> instruments;
  Shelf<Person> people;
  Shelf<Office> offices;
  Shelf<Workstation> workstations;
  Shelf<Delegation> delegations;
  Shelf<Request> requests;
  std::unordered_map<RecordId, ParsedChecklist> checklists;
  std::unordered_map<RecordId, KeptEvaluation> evaluations;
  std::optional<std::uint64_t> role_holders_revision;
  std::vector<RecordId> role_holders;
  std::optional<std::uint64_t> factory_index_revision;
  std::map<std::string, RecordId, std::less<>> factory_index;
};

Audit::Audit(const records::Projection& projection, const Reference& reference)
    : m_projection(&projection), m_reference(&reference), m_cache(std::make_unique<Cache>()) {}
Audit::~Audit() = default;
Audit::Audit(Audit&&) noexcept = default;
Audit& Audit::operator=(Audit&&) noexcept = default;

const Factory* Audit::factory(const RecordId& id) const {
  return m_cache->factories.get(*m_projection, factory_table(), factory_kind, id);
}
const Inspection* Audit::inspection(const RecordId& id) const {
  return m_cache->inspections.get(*m_projection, inspection_table(), inspection_kind, id);
}
const Finding* Audit::finding(const RecordId& id) const {
  return m_cache->findings.get(*m_projection, finding_table(), finding_kind, id);
}
const Photo* Audit::photo(const RecordId& id) const {
  return m_cache->photos.get(*m_projection, photo_table(), photo_kind, id);
}
const Sample* Audit::sample(const RecordId& id) const {
  return m_cache->samples.get(*m_projection, sample_table(), sample_kind, id);
}
const Signature* Audit::signature(const RecordId& id) const {
  return m_cache->signatures.get(*m_projection, signature_table(), signature_kind, id);
}
const Instrument* Audit::instrument(const RecordId& id) const {
  return m_cache->instruments.get(*m_projection, instrument_table(), instrument_kind, id);
}
const Person* Audit::person(const RecordId& id) const {
  return m_cache->people.get(*m_projection, person_table(), person_kind, id);
}
const Office* Audit::office(const RecordId& id) const {
  return m_cache->offices.get(*m_projection, office_table(), office_kind, id);
}
const Workstation* Audit::workstation(const RecordId& id) const {
  return m_cache->workstations.get(*m_projection, workstation_table(), workstation_kind, id);
}
const Delegation* Audit::delegation(const RecordId& id) const {
  return m_cache->delegations.get(*m_projection, delegation_table(), delegation_kind, id);
}
const Request* Audit::request(const RecordId& id) const {
  return m_cache->requests.get(*m_projection, request_table(), request_kind, id);
}

std::span<const RecordId> Audit::factories() const {
  return m_projection->records(factory_kind);
}
std::span<const RecordId> Audit::inspections() const {
  return m_projection->records(inspection_kind);
}
std::span<const RecordId> Audit::people() const {
  return m_projection->records(person_kind);
}
std::span<const RecordId> Audit::offices() const {
  return m_projection->records(office_kind);
}
std::span<const RecordId> Audit::instruments() const {
  return m_projection->records(instrument_kind);
}
std::span<const RecordId> Audit::delegations() const {
  return m_projection->records(delegation_kind);
}
std::span<const RecordId> Audit::requests() const {
  return m_projection->records(request_kind);
}

std::span<const RecordId> Audit::role_holders() const {
  const std::uint64_t revision = m_projection->revision_of_kind(person_kind);
  if (m_cache->role_holders_revision != revision) {
    m_cache->role_holders.clear();
    for (const RecordId& id : people())
      if (const Person* known = person(id); known != nullptr && !known->roles.empty())
        m_cache->role_holders.push_back(id);
    m_cache->role_holders_revision = revision;
  }
  return m_cache->role_holders;
}

std::vector<RecordId> Audit::inspections_of(const RecordId& factory) const {
  const auto visits = m_projection->referring("inspection.factory", factory);
  std::vector<RecordId> sorted(visits.begin(), visits.end());
  const auto day = [&](const RecordId& id) {
    const Inspection* visit = inspection(id);
    return visit == nullptr ? CivilDate{1, 1, 1} : visit->day().value_or(CivilDate{9999, 12, 31});
  };
  truat::sort(sorted, std::ranges::greater(), day);
  return sorted;
}

std::optional<RecordId> Audit::previous_inspection(const RecordId& id) const {
  const Inspection* current = inspection(id);
  if (current == nullptr || current->factory.is_none())
    return std::nullopt;
  const CivilDate day = current->day().value_or(CivilDate{9999, 12, 31});
  for (const RecordId& candidate : inspections_of(current->factory)) {
    const Inspection* visit = inspection(candidate);
    if (candidate != id && visit != nullptr && visit->state() != InspectionState::planned &&
        visit->visited_on && *visit->visited_on <= day)
      return candidate;
  }
  return std::nullopt;
}

std::vector<RecordId> Audit::findings_of(const RecordId& id) const {
  std::vector<RecordId> found;
  for (const RecordId& candidate : m_projection->referring("finding.inspection", id)) {
    const Finding* known = finding(candidate);
    if (known != nullptr && known->state() != FindingState::withdrawn)
      found.push_back(candidate);
  }
  std::map<std::string, std::size_t, std::less<>> order;
  if (const forms::Template* list = checklist_of(id))
    for (const forms::Section& section : list->sections)
      for (const forms::Question& question : section.questions)
        order.emplace(question.key, order.size());
  const auto place = [&](const RecordId& candidate) {
    const auto position = order.find(finding(candidate)->question);
    return position == order.end() ? std::numeric_limits<std::size_t>::max() : position->second;
  };
  truat::sort(found, {}, place);
  return found;
}

std::vector<RecordId> Audit::photos_of(const RecordId& id) const {
  const auto photos = m_projection->referring("photo.inspection", id);
  return {photos.begin(), photos.end()};
}

std::vector<RecordId> Audit::photos_of(const RecordId& id, const forms::QuestionInstance& place) const {
  std::vector<RecordId> found = photos_of(id);
  std::erase_if(found, [&](const RecordId& candidate) {
    const Photo* known = photo(candidate);
    return known == nullptr || known->place() != place;
  });
  return found;
}

std::vector<RecordId> Audit::samples_of(const RecordId& id) const {
  const auto samples = m_projection->referring("sample.inspection", id);
  return {samples.begin(), samples.end()};
}

std::vector<RecordId> Audit::signatures_of(const RecordId& id) const {
  const auto signatures = m_projection->referring("signature.inspection", id);
  return {signatures.begin(), signatures.end()};
}

std::optional<RecordId> Audit::find_factory(std::string_view registration_number) const {
  const std::uint64_t revision = m_projection->revision_of_kind(factory_kind);
  if (m_cache->factory_index_revision != revision) {
    m_cache->factory_index.clear();
    // The number a factory has now goes before one that another had of old.
    for (const auto member : {&Factory::registration_number, &Factory::old_registration_number})
      for (const RecordId& id : factories())
        if (const Factory* known = factory(id); known != nullptr && !(known->*member).empty())
          m_cache->factory_index.emplace(registration_key(known->*member), id);
    m_cache->factory_index_revision = revision;
  }
  const auto found = m_cache->factory_index.find(registration_key(registration_number));
  return found == m_cache->factory_index.end() ? std::nullopt : std::optional(found->second);
}

const forms::Template* Audit::checklist(const RecordId& template_record) const {
  if (!m_projection->exists(template_record) || m_projection->kind(template_record) != checklist_kind)
    return nullptr;
  const std::uint64_t revision = m_projection->revision(template_record);
  const auto found = m_cache->checklists.find(template_record);
  if (found != m_cache->checklists.end() && found->second.revision == revision)
    return found->second.checklist ? &*found->second.checklist : nullptr;
  ParsedChecklist parsed{revision, std::nullopt};
  const records::Value& content = m_projection->value(template_record, "template.content");
  if (const auto* structure = std::get_if<records::Structure>(&content))
    if (auto checklist = forms::parse_template(structure->canonical))
      parsed.checklist = std::move(*checklist);
  ParsedChecklist& kept = m_cache->checklists[template_record] = std::move(parsed);
  return kept.checklist ? &*kept.checklist : nullptr;
}

const forms::Template* Audit::checklist_of(const RecordId& id) const {
  const Inspection* visit = inspection(id);
  return visit == nullptr ? nullptr : checklist(visit->checklist);
}

forms::Answers Audit::answers(const RecordId& id) const {
  forms::Answers answers;
  const forms::Template* list = checklist_of(id);
  if (list == nullptr)
    return answers;
  m_projection->for_each_field(id, [&](std::string_view field, const Value& value) {
    if (auto place = forms::parse_dynamic_field(forms::answer_prefix, field)) {
      const forms::Question* question = list->find_question(place->question);
      if (question == nullptr)
        return;
      if (auto answer = forms::to_answer(*question, value); answer && forms::is_answered(*answer))
        answers.answers.emplace(std::move(*place), std::move(*answer));
    } else if (auto noted = forms::parse_dynamic_field(forms::note_prefix, field)) {
      if (const std::string_view text = records::as_text(value); !text.empty())
        answers.notes.emplace(std::move(*noted), text);
    }
  });
  for (const RecordId& known : photos_of(id))
    if (const Photo* record = photo(known); record != nullptr && !record->question.empty())
      ++answers.photos[record->place()];
  for (const RecordId& known : samples_of(id))
    if (const Sample* record = sample(known); record != nullptr && !record->question.empty())
      ++answers.samples[forms::QuestionInstance{record->question}];
  return answers;
}

forms::Answer Audit::answer(const RecordId& id, const forms::QuestionInstance& place) const {
  const forms::Template* list = checklist_of(id);
  const forms::Question* question = list == nullptr ? nullptr : list->find_question(place.question);
  if (question == nullptr)
    return {};
  return forms::to_answer(*question, m_projection->value(id, forms::answer_field(place)))
      .value_or(forms::Answer{});
}

std::vector<std::string> Audit::unreadable_answers(const RecordId& id) const {
  std::vector<std::string> unreadable;
  const forms::Template* list = checklist_of(id);
  m_projection->for_each_field(id, [&](std::string_view field, const Value& value) {
    const auto place = forms::parse_dynamic_field(forms::answer_prefix, field);
    if (!place)
      return;
    const forms::Question* question = list == nullptr ? nullptr : list->find_question(place->question);
    const auto answer = question == nullptr ? Result<forms::Answer>(failure("audit.no_such_question"))
                                            : forms::to_answer(*question, value);
    if (!answer ||
        (question->type != forms::QuestionType::unknown && !forms::check_answer(*list, *question, *answer)))
      unreadable.emplace_back(field);
  });
  return unreadable;
}

forms::LimitTerms Audit::limit_terms(const RecordId& id) const {
  forms::LimitTerms terms;
  // A visit without a day is to come: the law as it stands.
  terms.day = CivilDate{9999, 12, 31};
  const Inspection* visit = inspection(id);
  if (visit == nullptr)
    return terms;
  terms.day = visit->day().value_or(terms.day);
  terms.receiving_water = visit->receiving_water;
  if (const Factory* visited = factory(visit->factory))
    if (const FactoryType* type = m_reference->types.find(visited->type))
      terms.factory_type = type->number;
  return terms;
}

const forms::Evaluation& Audit::evaluation(const RecordId& id) const {
  KeptEvaluation& kept = m_cache->evaluations[id];
  const Inspection* visit = inspection(id);
  const forms::Template* list = visit == nullptr ? nullptr : checklist(visit->checklist);
  if (list == nullptr) {
    kept = {};
    return kept.evaluation;
  }
  const EvaluationKey key{m_projection->revision(id), m_projection->revision(visit->checklist),
                          m_projection->revision(visit->factory), m_projection->revision_of_kind(photo_kind),
                          m_projection->revision_of_kind(sample_kind)};
  if (kept.key != key)
    kept = {key, forms::evaluate(*list, answers(id), limit_terms(id))};
  return kept.evaluation;
}

} // namespace truat::audit
