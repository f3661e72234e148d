#include "records/change.h"

#include "records/field.h"

namespace truat::records {

Change& Change::set(const RecordId& record, std::string_view field, Value value) {
  operations.push_back({.record = record, .field = std::string(field), .value = std::move(value)});
  return *this;
}

Change& Change::create(const RecordId& record, std::string_view kind) {
  return set(record, kind_field, std::string(kind));
}

Change& Change::remove(const RecordId& record) {
  return seal(record, deleted_field, true);
}

Change& Change::seal(const RecordId& record, std::string_view field, Value value) {
  set(record, field, std::move(value));
  operations.back().seen = Seen::recorded;
  return *this;
}

Change& Change::add_member(const RecordId& record, std::string_view field, std::string_view member) {
  return set(record, field, std::string(member));
}

Change& Change::remove_member(const RecordId& record, std::string_view field, std::string_view member) {
  add_member(record, field, member);
  operations.back().edit = Edit::remove_member;
  return *this;
}

} // namespace truat::records
