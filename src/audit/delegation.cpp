#include "audit/delegation.h"

#include "audit/binding_definitions.h"
#include "audit/people.h"

namespace truat::audit {
namespace {

using records::EditedBy;
using records::FieldType;
using records::MergeKind;
using records::Required;

constexpr std::string_view section = "section.delegation";

} // namespace

std::string_view key_of(DelegationBasis basis) {
  return basis == DelegationBasis::on_behalf ? "on_behalf"
         : basis == DelegationBasis::acting  ? "acting"
                                             : "unknown";
}

DelegationBasis delegation_basis(std::string_view key) {
  for (const DelegationBasis known : {DelegationBasis::on_behalf, DelegationBasis::acting})
    if (key_of(known) == key)
      return known;
  return DelegationBasis::unknown;
}

const Table<Delegation>& delegation_table() {
  static const Table<Delegation> table({
      {{.wire = "delegation.giver",
        .type = FieldType::reference,
        .label = "field.delegation.giver",
        .edited_by = EditedBy::verbs,
        .choices = person_kind,
        .section = section},
       &Delegation::giver},
      {{.wire = "delegation.position",
        .label = "field.delegation.position",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Delegation::position},
      {{.wire = "delegation.receiver",
        .type = FieldType::reference,
        .label = "field.delegation.receiver",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = person_kind,
        .section = section},
       &Delegation::receiver},
      {{.wire = "delegation.basis",
        .type = FieldType::choice,
        .label = "field.delegation.basis",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "delegation_basis",
        .section = section},
       &Delegation::basis_key},
      {{.wire = "delegation.permissions",
        .type = FieldType::choice,
        .merge = MergeKind::set,
        .label = "field.delegation.permissions",
        .edited_by = EditedBy::verbs,
        .choices = "permission",
        .section = section},
       &Delegation::permissions},
      {{.wire = "delegation.starts_on",
        .type = FieldType::date,
        .label = "field.delegation.starts_on",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .section = section},
       &Delegation::starts_on},
      {{.wire = "delegation.ends_on",
        .type = FieldType::date,
        .label = "field.delegation.ends_on",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Delegation::ends_on},
      {{.wire = "delegation.ended_on",
        .type = FieldType::date,
        .label = "field.delegation.ended_on",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Delegation::ended_on},
      {{.wire = "delegation.paper_number",
        .label = "field.delegation.paper_number",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .section = section},
       &Delegation::paper_number},
  });
  return table;
}

template class Table<Delegation>;

} // namespace truat::audit
