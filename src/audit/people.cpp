#include "audit/people.h"

#include "audit/binding_definitions.h"

namespace truat::audit {

using records::EditedBy;
using records::FieldType;
using records::MergeKind;
using records::PersonalData;
using records::Required;

const Table<Person>& person_table() {
  static const Table<Person> table({
      {{.wire = "person.name",
        .label = "field.person.name",
        .required = Required::yes,
        .personal = PersonalData::yes,
        .section = "section.person"},
       &Person::name},
      {{.wire = "person.position", .label = "field.person.position", .section = "section.person"},
       &Person::position},
      {{.wire = "person.officer_card", .label = "field.person.officer_card", .section = "section.person"},
       &Person::officer_card},
      {{.wire = "person.office",
        .type = FieldType::reference,
        .label = "field.person.office",
        .choices = office_kind,
        .section = "section.person"},
       &Person::office},
      {{.wire = "person.phone",
        .label = "field.person.phone",
        .personal = PersonalData::yes,
        .section = "section.person"},
       &Person::phone},
      {{.wire = "person.roles",
        .type = FieldType::choice,
        .merge = MergeKind::set,
        .label = "field.person.roles",
        .edited_by = EditedBy::verbs,
        .choices = "role",
        .section = "section.person"},
       &Person::roles},
      {{.wire = "person.left_on",
        .type = FieldType::date,
        .label = "field.person.left_on",
        .edited_by = EditedBy::verbs,
        .section = "section.person"},
       &Person::left_on},
  });
  return table;
}

const Table<Office>& office_table() {
  static const Table<Office> table({
      {{.wire = "office.name",
        .label = "field.office.name",
        .required = Required::yes,
        .section = "section.office"},
       &Office::name},
      {{.wire = "office.abbreviation", .label = "field.office.abbreviation", .section = "section.office"},
       &Office::abbreviation},
      {{.wire = "office.province",
        .type = FieldType::choice,
        .label = "field.office.province",
        .choices = "province",
        .section = "section.office"},
       &Office::province},
      {{.wire = "office.address",
        .type = FieldType::long_text,
        .label = "field.office.address",
        .section = "section.office"},
       &Office::address},
      {{.wire = "office.phone", .label = "field.office.phone", .section = "section.office"}, &Office::phone},
  });
  return table;
}

const Table<Workstation>& workstation_table() {
  static const Table<Workstation> table({
      {{.wire = "workstation.name", .label = "field.workstation.name", .section = "section.workstation"},
       &Workstation::name},
      {{.wire = "workstation.prefix", .label = "field.workstation.prefix", .section = "section.workstation"},
       &Workstation::prefix},
      {{.wire = "workstation.office",
        .type = FieldType::reference,
        .label = "field.workstation.office",
        .choices = office_kind,
        .section = "section.workstation"},
       &Workstation::office},
      {{.wire = "workstation.key",
        .label = "field.workstation.key",
        .edited_by = records::EditedBy::verbs,
        .section = "section.workstation"},
       &Workstation::key},
      {{.wire = "workstation.retired_on",
        .type = FieldType::date,
        .label = "field.workstation.retired_on",
        .edited_by = EditedBy::verbs,
        .section = "section.workstation"},
       &Workstation::retired_on},
  });
  return table;
}

std::span<const records::FieldDescriptor> workstation_dynamic_fields() {
  static constexpr records::FieldDescriptor fields[] = {{.wire = trust_prefix,
                                                         .type = FieldType::choice,
                                                         .label = "field.trust",
                                                         .edited_by = records::EditedBy::verbs,
                                                         .choices = "key_trust"}};
  return fields;
}

RecordId workstation_id(const records::ReplicaId& replica) {
  return records::natural_record_id(workstation_kind, records::to_string(replica));
}

template class Table<Person>;
template class Table<Office>;
template class Table<Workstation>;

} // namespace truat::audit
