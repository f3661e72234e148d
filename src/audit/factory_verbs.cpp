#include "audit/factory_verbs.h"

#include "audit/permissions.h"
#include "audit/registration_number.h"
#include "audit/verb_support.h"
#include "base/contract.h"

#include <algorithm>

namespace truat::audit {
namespace {

/// Creates a record of every field that has a value, each in the form in which it is kept.
template <class Record>
Result<Created> create(const Audit& audit, const RecordId& id, std::string_view kind,
                       const Table<Record>& table, const Record& record) {
  Change values;
  table.write(values, id, record);
  for (const records::FieldDescriptor& field : table.descriptors()) {
    const auto given = std::ranges::find(values.operations, field.wire, &records::DraftOperation::field);
    if (given == values.operations.end()) {
      if (field.required == records::Required::yes)
        return field_required(field.label);
      continue;
    }
    if (field.merge == records::MergeKind::set)
      continue;
    auto kept = normalised_value(audit, id, field, std::move(given->value));
    if (!kept)
      return std::unexpected(kept.error());
    given->value = std::move(*kept);
  }
  Created created{id, labelled(act_label(Act::add, kind))};
  create_record(created.change, audit, id, kind);
  for (records::DraftOperation& operation : values.operations)
    if (!records::is_empty(operation.value) || operation.edit != records::Edit::put)
      created.change.operations.push_back(std::move(operation));
  return created;
}

RecordId new_id(const Context& context) {
  expects(context.random != nullptr, "a verb that creates has a source of ids");
  return records::new_record_id(*context.random);
}

Issue warning(const Factory& factory, std::string_view field, std::string key,
              std::vector<Argument> arguments = {}) {
  return {.gravity = Gravity::warning,
          .phrase = {std::move(key), std::move(arguments)},
          .record = factory.id,
          .field = std::string(field),
          .question = {}};
}

void check_group(std::vector<Issue>& issues, const Audit& audit, const Factory& factory) {
  const FactoryTypes& types = audit.reference().types;
  const FactoryType* type = types.find(factory.type);
  if (!factory.type.empty() && (type == nullptr || type->heading)) {
    issues.push_back(warning(factory, "factory.type", "audit.type_not_in_annex", {{"type", factory.type}}));
    return;
  }
  const auto suggested = types.suggest_group(factory.type, factory.horsepower, factory.workers());
  if (suggested && suggested->certain && !factory.group.empty() &&
      factory.group != std::to_string(suggested->group))
    issues.push_back(warning(factory, "factory.group", "audit.group_differs",
                             {{"group", factory.group}, {"suggested", std::to_string(suggested->group)}}));
}

void check_places(std::vector<Issue>& issues, const Audit& audit, const Factory& factory) {
  const Places& places = audit.reference().places;
  const std::pair<std::string_view, const std::string*> codes[] = {
      {"factory.province", &factory.province},
      {"factory.district", &factory.district},
      {"factory.subdistrict", &factory.subdistrict}};
  const std::string* above = nullptr;
  for (const auto& [field, code] : codes) {
    if (code->empty())
      continue;
    if (places.find(*code) == nullptr)
      issues.push_back(warning(factory, field, "audit.place_unknown", {{"place", *code}}));
    else if (above != nullptr && !code->starts_with(*above))
      issues.push_back(warning(factory, field, "audit.place_elsewhere"));
    above = code;
  }
}

void check_registration(std::vector<Issue>& issues, const Factory& factory) {
  if (factory.registration_number.empty())
    return;
  const auto number = parse_registration_number(factory.registration_number);
  if (!number) {
    issues.push_back(warning(factory, "factory.registration_number", "audit.registration_form",
                             {{"text", factory.registration_number}}));
    return;
  }
  const auto parts = registration_parts(*number);
  if (!parts || factory.province.empty())
    return;
  const std::string province = number->text.substr(2, 2);
  if (province != factory.province)
    issues.push_back(warning(factory, "factory.registration_number", "audit.registration_elsewhere"));
}

} // namespace

Result<Created> add_factory(const Audit& audit, const Factory& factory, const Context& context) {
  if (auto allowed = permitted(audit, context, permission_for(factory_kind)); !allowed)
    return std::unexpected(allowed.error());
  RecordId id;
  if (factory.registration_number.empty()) {
    id = new_id(context);
  } else {
    const auto number = parse_registration_number(factory.registration_number);
    if (!number)
      return std::unexpected(number.error());
    id = factory_id(number->text);
    if (const auto known = audit.find_factory(number->text))
      return failure("audit.registration_taken",
                     {{"number", number->text}, {"factory", audit.factory(*known)->name}});
    // A factory that got another number since keeps the id of its first one.
    if (audit.projection().exists(id))
      id = new_id(context);
  }
  return create(audit, id, factory_kind, factory_table(), factory);
}

Result<Created> add_person(const Audit& audit, const Person& person, const Context& context) {
  if (auto allowed = permitted(audit, context, permission_for(person_kind)); !allowed)
    return std::unexpected(allowed.error());
  const Person* actor = audit.person(context.actor);
  if (actor != nullptr && person.office != actor->office && roles_are_given(audit, person.office))
    return failure("people.other_office");
  Person fresh = person;
  fresh.roles.clear(); // given by set_roles, which keeps their rules
  fresh.left_on.reset();
  return create(audit, new_id(context), person_kind, person_table(), fresh);
}

Result<Created> add_office(const Audit& audit, const Office& office, const Context& context) {
  if (auto allowed = permitted(audit, context, permission_for(office_kind)); !allowed)
    return std::unexpected(allowed.error());
  return create(audit, new_id(context), office_kind, office_table(), office);
}

Result<Created> add_instrument(const Audit& audit, const Instrument& instrument, const Context& context) {
  if (auto allowed = permitted(audit, context, permission_for(instrument_kind)); !allowed)
    return std::unexpected(allowed.error());
  return create(audit, new_id(context), instrument_kind, instrument_table(), instrument);
}

Result<Created> name_workstation(const Audit& audit, const records::ReplicaId& replica,
                                 const Workstation& workstation, const Context& context) {
  if (auto allowed = permitted(audit, context, permission_for(workstation_kind)); !allowed)
    return std::unexpected(allowed.error());
  const RecordId id = workstation_id(replica);
  for (const RecordId& other : audit.projection().records(workstation_kind)) {
    const Workstation* known = audit.workstation(other);
    const bool same_office = known != nullptr && known->office == workstation.office;
    if (other != id && same_office && !workstation.prefix.empty() && known->prefix == workstation.prefix)
      return failure("audit.prefix_taken", {{"prefix", workstation.prefix}});
  }
  if (!audit.projection().exists(id))
    return create(audit, id, workstation_kind, workstation_table(), workstation);
  Change values;
  workstation_table().write(values, id, workstation);
  Created changed{id, labelled(act_label(Act::edit, workstation_kind))};
  for (const records::DraftOperation& operation : values.operations)
    set_where_different(changed.change, audit, id, operation.field, operation.value);
  return changed;
}

Result<Change> retire_workstation(const Audit& audit, const RecordId& id, const Context& context) {
  const Workstation* workstation = audit.workstation(id);
  if (workstation == nullptr)
    return failure("audit.no_such_record");
  if (workstation->retired_on)
    return failure("audit.workstation_retired");
  return labelled("commit.retire_workstation")
      .set(id, "workstation.retired_on", records::to_value(context.today));
}

Result<Change> resume_workstation(const Audit& audit, const RecordId& id) {
  const Workstation* workstation = audit.workstation(id);
  if (workstation == nullptr)
    return failure("audit.no_such_record");
  if (!workstation->retired_on)
    return failure("audit.workstation_in_use");
  return labelled("commit.resume_workstation").set(id, "workstation.retired_on", Value());
}

Result<Change> apply_suggested_group(const Audit& audit, const RecordId& id, const Context& context) {
  const Factory* factory = audit.factory(id);
  if (factory == nullptr)
    return failure("audit.no_such_record");
  const auto suggested =
      audit.reference().types.suggest_group(factory->type, factory->horsepower, factory->workers());
  if (!suggested)
    return failure("audit.group_unknown");
  return set_field(audit, id, "factory.group", Value{std::to_string(suggested->group)}, std::nullopt,
                   context);
}

std::vector<Issue> factory_issues(const Audit& audit, const RecordId& id) {
  std::vector<Issue> issues;
  const Factory* factory = audit.factory(id);
  if (factory == nullptr)
    return issues;
  check_registration(issues, *factory);
  check_group(issues, audit, *factory);
  check_places(issues, audit, *factory);
  return issues;
}

} // namespace truat::audit
