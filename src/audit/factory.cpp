#include "audit/factory.h"

#include "audit/binding_definitions.h"
#include "audit/registration_number.h"

namespace truat::audit {
namespace {

using records::FieldType;
using records::MergeKind;
using records::PersonalData;
using records::Required;

constexpr std::string_view identity = "section.factory_identity";
constexpr std::string_view activity = "section.factory_activity";
constexpr std::string_view licence = "section.factory_licence";
constexpr std::string_view place = "section.factory_place";

std::vector<BoundField<Factory>> identity_fields() {
  return {
      {{.wire = "factory.name",
        .label = "field.factory.name",
        .required = Required::yes,
        .section = identity},
       &Factory::name},
      {{.wire = "factory.operator_name", .label = "field.factory.operator_name", .section = identity},
       &Factory::operator_name},
      {{.wire = "factory.registration_number",
        .label = "field.factory.registration_number",
        .section = identity},
       &Factory::registration_number},
      {{.wire = "factory.old_registration_number",
        .label = "field.factory.old_registration_number",
        .section = identity},
       &Factory::old_registration_number},
      {{.wire = "factory.juristic_number", .label = "field.factory.juristic_number", .section = identity},
       &Factory::juristic_number},
      {{.wire = "factory.signatory",
        .label = "field.factory.signatory",
        .personal = PersonalData::yes,
        .section = identity},
       &Factory::signatory},
      {{.wire = "factory.supervising_body",
        .type = FieldType::choice,
        .label = "field.factory.supervising_body",
        .choices = "supervising_body",
        .section = identity},
       &Factory::supervising_body},
      {{.wire = "factory.estate", .label = "field.factory.estate", .section = identity}, &Factory::estate},
      {{.wire = "factory.status",
        .type = FieldType::choice,
        .label = "field.factory.status",
        .choices = "factory_status",
        .section = identity},
       &Factory::status},
  };
}

std::vector<BoundField<Factory>> activity_fields() {
  return {
      {{.wire = "factory.type",
        .type = FieldType::choice,
        .label = "field.factory.type",
        .choices = "factory_type",
        .section = activity},
       &Factory::type},
      {{.wire = "factory.business", .label = "field.factory.business", .section = activity},
       &Factory::business},
      {{.wire = "factory.group",
        .type = FieldType::choice,
        .label = "field.factory.group",
        .choices = "factory_group",
        .section = activity},
       &Factory::group},
      {{.wire = "factory.horsepower",
        .type = FieldType::decimal,
        .label = "field.factory.horsepower",
        .unit = "unit.horsepower",
        .section = activity},
       &Factory::horsepower},
      {{.wire = "factory.workers_male",
        .type = FieldType::integer,
        .label = "field.factory.workers_male",
        .unit = "unit.people",
        .section = activity},
       &Factory::workers_male},
      {{.wire = "factory.workers_female",
        .type = FieldType::integer,
        .label = "field.factory.workers_female",
        .unit = "unit.people",
        .section = activity},
       &Factory::workers_female},
      {{.wire = "factory.area",
        .type = FieldType::decimal,
        .label = "field.factory.area",
        .unit = "unit.square_metres",
        .section = activity},
       &Factory::area_square_metres},
      {{.wire = "factory.products", .label = "field.factory.products", .section = activity},
       &Factory::products},
      {{.wire = "factory.capacity", .label = "field.factory.capacity", .section = activity},
       &Factory::capacity},
      {{.wire = "factory.started_on",
        .type = FieldType::date,
        .label = "field.factory.started_on",
        .section = activity},
       &Factory::started_on},
  };
}

std::vector<BoundField<Factory>> licence_fields() {
  return {
      {{.wire = "factory.licence_number", .label = "field.factory.licence_number", .section = licence},
       &Factory::licence_number},
      {{.wire = "factory.licence_issued_on",
        .type = FieldType::date,
        .label = "field.factory.licence_issued_on",
        .section = licence},
       &Factory::licence_issued_on},
      {{.wire = "factory.licence_expires_on",
        .type = FieldType::date,
        .label = "field.factory.licence_expires_on",
        .section = licence},
       &Factory::licence_expires_on},
      {{.wire = "factory.fee_paid_until",
        .type = FieldType::date,
        .label = "field.factory.fee_paid_until",
        .section = licence},
       &Factory::fee_paid_until},
      {{.wire = "factory.pollution_controllers",
        .type = FieldType::long_text,
        .merge = MergeKind::text,
        .label = "field.factory.pollution_controllers",
        .personal = PersonalData::yes,
        .section = licence},
       &Factory::pollution_controllers},
  };
}

std::vector<BoundField<Factory>> place_fields() {
  return {
      {{.wire = "factory.address_number", .label = "field.factory.address_number", .section = place},
       &Factory::address_number},
      {{.wire = "factory.village", .label = "field.factory.village", .section = place}, &Factory::village},
      {{.wire = "factory.lane", .label = "field.factory.lane", .section = place}, &Factory::lane},
      {{.wire = "factory.road", .label = "field.factory.road", .section = place}, &Factory::road},
      {{.wire = "factory.subdistrict",
        .type = FieldType::choice,
        .label = "field.factory.subdistrict",
        .choices = "subdistrict",
        .section = place},
       &Factory::subdistrict},
      {{.wire = "factory.district",
        .type = FieldType::choice,
        .label = "field.factory.district",
        .choices = "district",
        .section = place},
       &Factory::district},
      {{.wire = "factory.province",
        .type = FieldType::choice,
        .label = "field.factory.province",
        .choices = "province",
        .section = place},
       &Factory::province},
      {{.wire = "factory.postcode", .label = "field.factory.postcode", .section = place}, &Factory::postcode},
      {{.wire = "factory.position",
        .type = FieldType::structure,
        .label = "field.factory.position",
        .section = place},
       &Factory::position},
      {{.wire = "factory.phone",
        .label = "field.factory.phone",
        .personal = PersonalData::yes,
        .section = place},
       &Factory::phone},
      {{.wire = "factory.email",
        .label = "field.factory.email",
        .personal = PersonalData::yes,
        .section = place},
       &Factory::email},
      {{.wire = "factory.remarks",
        .type = FieldType::long_text,
        .merge = MergeKind::text,
        .label = "field.factory.remarks",
        .section = place},
       &Factory::remarks},
  };
}

} // namespace

FactoryGroup Factory::factory_group() const {
  if (group == "1")
    return FactoryGroup::first;
  if (group == "2")
    return FactoryGroup::second;
  if (group == "3")
    return FactoryGroup::third;
  return FactoryGroup::unknown;
}

std::optional<std::int64_t> Factory::workers() const {
  if (!workers_male && !workers_female)
    return std::nullopt;
  return workers_male.value_or(0) + workers_female.value_or(0);
}

const Table<Factory>& factory_table() {
  static const Table<Factory> table = [] {
    std::vector<BoundField<Factory>> fields;
    for (auto part : {identity_fields(), activity_fields(), licence_fields(), place_fields()})
      fields.insert(fields.end(), part.begin(), part.end());
    return Table<Factory>(std::move(fields));
  }();
  return table;
}

RecordId factory_id(std::string_view registration_number) {
  return records::natural_record_id(factory_kind, registration_key(registration_number));
}

template class Table<Factory>;

} // namespace truat::audit
