#include "audit/snapshot.h"

#include "base/json.h"
#include "base/sort.h"

#include <algorithm>
#include <tuple>

namespace truat::audit {
namespace {

constexpr std::string_view factory_fields[] = {
    "factory.address_number",
    "factory.business",
    "factory.capacity",
    "factory.district",
    "factory.group",
    "factory.horsepower",
    "factory.juristic_number",
    "factory.lane",
    "factory.licence_number",
    "factory.name",
    "factory.old_registration_number",
    "factory.operator_name",
    "factory.phone",
    "factory.postcode",
    "factory.products",
    "factory.province",
    "factory.registration_number",
    "factory.road",
    "factory.subdistrict",
    "factory.type",
    "factory.village",
    "factory.workers_female",
    "factory.workers_male",
};
constexpr std::string_view person_fields[] = {"person.name", "person.officer_card", "person.position"};
constexpr std::string_view instrument_fields[] = {"instrument.calibrated_on", "instrument.calibration_due",
                                                  "instrument.certificate",   "instrument.model",
                                                  "instrument.name",          "instrument.serial"};

/// The record with the named fields alone.
template <class Record>
Record reduced(const Record& whole, const Table<Record>& table, std::span<const std::string_view> fields) {
  records::Change values;
  table.write(values, whole.id, whole);
  Record record;
  record.id = whole.id;
  for (const records::DraftOperation& operation : values.operations)
    if (std::ranges::find(fields, operation.field) != fields.end())
      table.assign(record, operation.field, operation.value);
  return record;
}

template <class Record>
void write_record(JsonWriter& writer, const Record& record, const Table<Record>& table) {
  records::Change values;
  table.write(values, record.id, record);
  truat::sort(values.operations, {}, &records::DraftOperation::field);
  writer.begin_object();
  writer.key("fields").begin_object();
  for (const records::DraftOperation& operation : values.operations) {
    writer.key(operation.field);
    records::write_value(writer, operation.value);
  }
  writer.end_object();
  writer.key("id").string(records::to_string(record.id));
  writer.end_object();
}

template <class Record>
std::optional<Record> read_record(JsonView json, const Table<Record>& table) {
  const auto id = records::parse_record_id(json["id"].string().value_or(""));
  if (!id || !json["fields"].is_object())
    return std::nullopt;
  Record record;
  record.id = *id;
  json["fields"].for_each_member([&](std::string_view field, JsonView kept) {
    if (const auto value = records::read_value(kept))
      table.assign(record, field, *value);
  });
  return record;
}

template <class Record>
bool read_records(JsonView json, const Table<Record>& table, std::vector<Record>& records_read) {
  bool whole = json.is_array();
  json.for_each_element([&](JsonView element) {
    auto record = read_record(element, table);
    whole = whole && record.has_value();
    if (record)
      records_read.push_back(std::move(*record));
  });
  return whole;
}

} // namespace

Snapshot current_snapshot(const Audit& audit, const RecordId& id) {
  Snapshot snapshot;
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return snapshot;
  if (const Factory* factory = audit.factory(visit->factory))
    snapshot.factory = reduced(*factory, factory_table(), factory_fields);
  for (const RecordId& member : visit->team)
    if (const Person* person = audit.person(member))
      snapshot.team.push_back(reduced(*person, person_table(), person_fields));
  truat::sort(snapshot.team, {},
              [](const Person& person) { return std::tie(person.officer_card, person.name, person.id); });
  for (const RecordId& used : visit->instruments)
    if (const Instrument* instrument = audit.instrument(used))
      snapshot.instruments.push_back(reduced(*instrument, instrument_table(), instrument_fields));
  truat::sort(snapshot.instruments, {}, [](const Instrument& instrument) {
    return std::tie(instrument.name, instrument.serial, instrument.id);
  });
  for (const Person& reduced_person : snapshot.team) {
    const Person* person = audit.person(reduced_person.id);
    const Office* office = person == nullptr ? nullptr : audit.office(person->office);
    if (office != nullptr && snapshot.office_name.empty())
      snapshot.office_name = office->name;
  }
  return snapshot;
}

Snapshot snapshot_of(const Audit& audit, const RecordId& id) {
  const Inspection* visit = audit.inspection(id);
  if (visit != nullptr && !visit->is_open())
    if (auto kept = as_snapshot(visit->snapshot))
      return std::move(*kept);
  return current_snapshot(audit, id);
}

records::Structure to_structure(const Snapshot& snapshot) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("factory");
  write_record(writer, snapshot.factory, factory_table());
  writer.key("instruments").begin_array();
  for (const Instrument& instrument : snapshot.instruments)
    write_record(writer, instrument, instrument_table());
  writer.end_array();
  writer.key("office_name").string(snapshot.office_name);
  writer.key("team").begin_array();
  for (const Person& person : snapshot.team)
    write_record(writer, person, person_table());
  writer.end_array();
  writer.end_object();
  return {writer.take()};
}

std::optional<Snapshot> as_snapshot(const records::Structure& structure) {
  const auto document = parse_json(structure.canonical);
  if (!document)
    return std::nullopt;
  const JsonView root = document->root();
  Snapshot snapshot;
  auto factory = read_record(root["factory"], factory_table());
  if (!factory || !read_records(root["team"], person_table(), snapshot.team) ||
      !read_records(root["instruments"], instrument_table(), snapshot.instruments))
    return std::nullopt;
  snapshot.factory = std::move(*factory);
  snapshot.office_name = root["office_name"].string().value_or("");
  return snapshot;
}

} // namespace truat::audit
