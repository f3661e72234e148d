// Offices for the tests of records: a small schema, and a ledger with a clock and chance of its own.
#pragma once

#include "base/contract.h"
#include "records/ledger.h"

#include <array>
#include <string>
#include <vector>

namespace truat::testing {

using namespace truat::records;

inline const Schema& schema() {
  static constexpr std::array factory{
      FieldDescriptor{.wire = "factory.name", .label = "field.factory.name"},
      FieldDescriptor{
          .wire = "factory.horsepower", .type = FieldType::decimal, .label = "field.factory.horsepower"},
      FieldDescriptor{
          .wire = "factory.workers", .type = FieldType::integer, .label = "field.factory.workers"},
      FieldDescriptor{.wire = "factory.notes",
                      .type = FieldType::long_text,
                      .merge = MergeKind::text,
                      .label = "field.factory.notes"},
      FieldDescriptor{.wire = "factory.tags", .merge = MergeKind::set, .label = "field.factory.tags"},
      FieldDescriptor{
          .wire = "factory.position", .type = FieldType::structure, .label = "field.factory.position"},
      FieldDescriptor{.wire = "factory.place", .merge = MergeKind::place, .label = "field.factory.place"},
  };
  static constexpr std::array inspection{
      FieldDescriptor{
          .wire = "inspection.factory", .type = FieldType::reference, .label = "field.inspection.factory"},
      FieldDescriptor{.wire = "inspection.team",
                      .type = FieldType::reference,
                      .merge = MergeKind::set,
                      .label = "field.inspection.team"},
      FieldDescriptor{.wire = "inspection.state",
                      .type = FieldType::choice,
                      .label = "field.inspection.state",
                      .edited_by = EditedBy::verbs},
  };
  static constexpr std::array answers{FieldDescriptor{.wire = "answer", .label = "field.answer"}};
  static const Schema schema(
      {{"factory", "kind.factory", factory}, {"inspection", "kind.inspection", inspection, answers}});
  return schema;
}

inline constexpr Instant start_of_tests{1'795'370'875'123}; // 2026-11-22T18:07:55.123Z

/// One PC of one office, with one person at it. The same seed does the same.
struct Office {
  explicit Office(std::uint64_t seed)
      : random(seed), clock(start_of_tests), person(new_record_id(random)),
        ledger(new_replica_id(random), schema(), clock, random) {}
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  /// Contract: the change can be committed.
  CommitId commit(const Change& change) {
    clock.advance_milliseconds(1000);
    const auto id = ledger.commit(change, person);
    expects(id.has_value(), id ? "" : id.error().key.c_str());
    return *id;
  }
  CommitId set(const RecordId& record, std::string_view field, Value value) {
    Change change{.label = "commit.test"};
    return commit(change.set(record, field, std::move(value)));
  }
  RecordId create(std::string_view kind) {
    const RecordId record = new_record_id(random);
    Change change{.label = "commit.create"};
    commit(change.create(record, kind));
    return record;
  }
  /// Everything this office knows, as a file has it.
  [[nodiscard]] std::vector<CommitLines> file() const {
    std::vector<CommitLines> commits;
    for (std::size_t position = 0; position < ledger.log().size(); ++position)
      commits.push_back(ledger.log().lines(position));
    return commits;
  }
  /// Contract: the other's file is accepted.
  MergeReceipt take_from(const Office& other) {
    const auto receipt = ledger.merge(other.file(), Ledger::Source::file);
    expects(receipt.has_value(), receipt ? "" : receipt.error().key.c_str());
    return *receipt;
  }
  [[nodiscard]] const Projection& now() const { return ledger.projection(); }
  [[nodiscard]] std::string text(const RecordId& record, std::string_view field) const {
    return std::string(as_text(now().value(record, field)));
  }

  SeededRandom random;
  FixedClock clock;
  RecordId person;
  Ledger ledger;
};

inline Value structure(std::string_view json) {
  return *make_structure(json);
}

/// The records with all that stands in them, as text: equal for projections that say the same.
inline std::string described(const Projection& projection, const RecordId& record) {
  std::string text = to_string(record) + (projection.exists(record) ? " exists" : "") + "\n";
  projection.for_each_field(record, [&](std::string_view field, const Value& value) {
    text += "  " + std::string(field) + "=";
    if (schema().merge_kind(field) == MergeKind::set) {
      for (const std::string& member : projection.members(record, field))
        text += "[" + member + "]";
    } else {
      JsonWriter writer;
      write_value(writer, value);
      text += writer.take();
    }
    text += projection.in_conflict(record, field) ? " conflict\n" : "\n";
  });
  return text;
}

} // namespace truat::testing
