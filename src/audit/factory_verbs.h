// What is done with factories, people, offices and instruments as such.
#pragma once

#include "audit/edit.h"
#include "audit/issue.h"

namespace truat::audit {

/// A verb's change and the id of the record it makes.
struct Created {
  RecordId id;
  Change change;
};

/// Every field of `factory` that has a value; its `id` is not read. A registration number makes the id, so
/// that two offices which add one factory make one record; without one the id is new. Errors:
/// `audit.field_required` (a name), `audit.registration_taken`, those of a registration number,
/// `audit.juristic_number`, those of `permitted`.
[[nodiscard]] Result<Created> add_factory(const Audit& audit, const Factory& factory, const Context& context);

/// Of a person without roles; people_verbs.h gives them. Errors of these: `audit.field_required`, those of
/// `permitted` (permissions.h), `people.other_office`.
[[nodiscard]] Result<Created> add_person(const Audit& audit, const Person& person, const Context& context);
[[nodiscard]] Result<Created> add_office(const Audit& audit, const Office& office, const Context& context);
[[nodiscard]] Result<Created> add_instrument(const Audit& audit, const Instrument& instrument,
                                             const Context& context);
/// Names this PC, once for each replica; again: changes what differs. Errors: `audit.prefix_taken`.
[[nodiscard]] Result<Created> name_workstation(const Audit& audit, const records::ReplicaId& replica,
                                               const Workstation& workstation, const Context& context);

/// Nobody works at this PC from today on (`audit.workstation_retired` where that was said before), or
/// somebody does again (`audit.workstation_in_use`). Errors besides: `audit.no_such_record`. A retired PC
/// keeps its letters in numbers.
[[nodiscard]] Result<Change> retire_workstation(const Audit& audit, const RecordId& workstation,
                                                const Context& context);
[[nodiscard]] Result<Change> resume_workstation(const Audit& audit, const RecordId& workstation);

/// Sets the group that the annex suggests for its type and sizes. Errors: `audit.group_unknown`.
[[nodiscard]] Result<Change> apply_suggested_group(const Audit& audit, const RecordId& factory,
                                                   const Context& context);

/// What is doubtful in a factory's fields, to be shown beside them and never to stop anyone: a group other
/// than suggested, a type that is not in the annex, places that do not fit each other, a registration number
/// of another province.
[[nodiscard]] std::vector<Issue> factory_issues(const Audit& audit, const RecordId& factory);

} // namespace truat::audit
