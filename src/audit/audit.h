// The audit domain as typed structs over a projection: what verbs and screens read. It changes nothing.
#pragma once

#include "audit/delegation.h"
#include "audit/evidence.h"
#include "audit/factory.h"
#include "audit/finding.h"
#include "audit/inspection.h"
#include "audit/people.h"
#include "audit/reference/reference.h"
#include "audit/request.h"
#include "audit/signature.h"
#include "forms/evaluation.h"

#include <memory>

namespace truat::audit {

/// Structs are read once and kept until their record changes. A pointer or reference that comes from here is
/// good until the next change of the projection. The projection and the reference lists must outlive it and
/// stay where they are.
class Audit {
public:
  Audit(const records::Projection& projection, const Reference& reference);
  ~Audit();
  Audit(Audit&&) noexcept;
  Audit& operator=(Audit&&) noexcept;

  [[nodiscard]] const records::Projection& projection() const { return *m_projection; }
  [[nodiscard]] const Reference& reference() const { return *m_reference; }

  /// Null where there is no such record, it is of another kind, or it is deleted.
  [[nodiscard]] const Factory* factory(const RecordId& id) const;
  [[nodiscard]] const Inspection* inspection(const RecordId& id) const;
  [[nodiscard]] const Finding* finding(const RecordId& id) const;
  [[nodiscard]] const Photo* photo(const RecordId& id) const;
  [[nodiscard]] const Sample* sample(const RecordId& id) const;
  [[nodiscard]] const Signature* signature(const RecordId& id) const;
  [[nodiscard]] const Instrument* instrument(const RecordId& id) const;
  [[nodiscard]] const Person* person(const RecordId& id) const;
  [[nodiscard]] const Office* office(const RecordId& id) const;
  [[nodiscard]] const Workstation* workstation(const RecordId& id) const;
  [[nodiscard]] const Delegation* delegation(const RecordId& id) const;
  [[nodiscard]] const Request* request(const RecordId& id) const;

  [[nodiscard]] std::span<const RecordId> factories() const;
  [[nodiscard]] std::span<const RecordId> inspections() const;
  [[nodiscard]] std::span<const RecordId> people() const;
  [[nodiscard]] std::span<const RecordId> offices() const;
  [[nodiscard]] std::span<const RecordId> instruments() const;
  [[nodiscard]] std::span<const RecordId> delegations() const;
  [[nodiscard]] std::span<const RecordId> requests() const;
  /// People who have a role, of all offices, those who have left among them.
  [[nodiscard]] std::span<const RecordId> role_holders() const;

  /// Visits to a factory, the latest first (by day; planned ones by the planned day).
  [[nodiscard]] std::vector<RecordId> inspections_of(const RecordId& factory) const;
  /// The visit before this one whose answers can be looked back at; none when it is the first.
  [[nodiscard]] std::optional<RecordId> previous_inspection(const RecordId& inspection) const;
  /// Of an inspection: findings in the checklist's order then by hand, without the withdrawn; the rest in
  /// order of creation.
  [[nodiscard]] std::vector<RecordId> findings_of(const RecordId& inspection) const;
  [[nodiscard]] std::vector<RecordId> photos_of(const RecordId& inspection) const;
  [[nodiscard]] std::vector<RecordId> photos_of(const RecordId& inspection,
                                                const forms::QuestionInstance& place) const;
  [[nodiscard]] std::vector<RecordId> samples_of(const RecordId& inspection) const;
  [[nodiscard]] std::vector<RecordId> signatures_of(const RecordId& inspection) const;

  /// The factory of this registration number in any spelling, new or old number; none where no record has it.
  [[nodiscard]] std::optional<RecordId> find_factory(std::string_view registration_number) const;

  /// The checklist of a `template` record; null where it is missing (its office's file left it out) or cannot
  /// be read.
  [[nodiscard]] const forms::Template* checklist(const RecordId& template_record) const;
  [[nodiscard]] const forms::Template* checklist_of(const RecordId& inspection) const;
  [[nodiscard]] forms::Answers answers(const RecordId& inspection) const;
  [[nodiscard]] forms::Answer answer(const RecordId& inspection, const forms::QuestionInstance& place) const;
  /// Answers whose kept value the checklist cannot read: fields, for the list of issues.
  [[nodiscard]] std::vector<std::string> unreadable_answers(const RecordId& inspection) const;
  [[nodiscard]] forms::LimitTerms limit_terms(const RecordId& inspection) const;
  /// Empty where the checklist is missing. Kept until the inspection or its photos change.
  [[nodiscard]] const forms::Evaluation& evaluation(const RecordId& inspection) const;

private:
  struct Cache;
  const records::Projection* m_projection;
  const Reference* m_reference;
  std::unique_ptr<Cache> m_cache;
};

} // namespace truat::audit
