#include "audit/recheck_sample.h"

#include "base/sort.h"

#include <algorithm>

namespace truat::audit {
namespace {

bool belongs(const Audit& audit, const Inspection& visit, const RecheckQuestion& question) {
  const InspectionState state = visit.state();
  if ((state != InspectionState::completed && state != InspectionState::locked) || !visit.visited_on ||
      *visit.visited_on < question.from || *visit.visited_on > question.to)
    return false;
  if (question.group.empty() && question.district.empty())
    return true;
  const Factory* factory = audit.factory(visit.factory);
  return factory != nullptr && (question.group.empty() || factory->group == question.group) &&
         (question.district.empty() || factory->district == question.district);
}

} // namespace

Hash recheck_digest(std::string_view seed, const RecordId& visit) {
  return sha256(std::string(seed) + "/" + records::to_string(visit));
}

Result<RecheckSample> draw_recheck_sample(const Audit& audit, const RecheckQuestion& question) {
  if (question.to < question.from)
    return failure("audit.recheck_period");
  if (question.size == 0 || (question.is_percent && question.size > 100))
    return failure("audit.recheck_size");
  if (question.seed.empty())
    return failure("audit.recheck_seed");
  struct Drawn {
    Hash digest;
    RecordId visit;
  };
  std::vector<Drawn> population;
  for (const RecordId& id : audit.inspections())
    if (const Inspection* visit = audit.inspection(id); visit != nullptr && belongs(audit, *visit, question))
      population.push_back({recheck_digest(question.seed, id), id});
  truat::sort(population, {}, &Drawn::digest);
  const std::size_t wanted =
      question.is_percent ? (population.size() * question.size + 99) / 100 : question.size;
  RecheckSample sample{.population = population.size(), .chosen = {}};
  for (const Drawn& one : std::span(population).first(std::min(wanted, population.size())))
    sample.chosen.push_back(one.visit);
  return sample;
}

} // namespace truat::audit
