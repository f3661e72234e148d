// The commits of tests/data/golden/operations-1.txt: two offices, every kind of value and of merge.
#pragma once

#include "offices.h"

namespace truat::testing {

/// What the two offices did, in order, as the golden file has it.
inline std::vector<CommitLines> golden_commits() {
  Office songkhla(1);
  Office hatyai(2);
  const RecordId factory = natural_record_id("factory", "20900000125553");
  const RecordId inspection = new_record_id(songkhla.random);

  Change create{.label = "commit.create_factory"};
  create.create(factory, "factory");
  create.set(factory, "factory.name", "โรงสีข้าวสงขลาพาณิชย์ \"สาขา ๒\"\tหาดใหญ่ \\ 🏭 \x7F\x01");
  create.set(factory, "factory.horsepower", to_value(Decimal{148650, 2}));
  create.set(factory, "factory.workers", std::int64_t{9'007'199'254'740'991});
  create.set(factory, "factory.notes", "บรรทัดแรก\nบรรทัดที่สอง\r\n");
  create.set(factory, "factory.position",
             structure(R"({"longitude":"100.418700","latitude":"7.014200","accuracy":6})"));
  create.add_member(factory, "factory.tags", "ข้าว");
  create.add_member(factory, "factory.tags", "ส่งออก");
  songkhla.commit(create);
  hatyai.take_from(songkhla);

  hatyai.set(factory, "factory.name", "โรงสีข้าวหาดใหญ่");
  Change edit{.label = "commit.edit_factory"};
  edit.set(factory, "factory.name", "โรงสีข้าวสงขลา");
  edit.remove_member(factory, "factory.tags", "ข้าว");
  edit.set(factory, "factory.workers", std::int64_t{-1});
  songkhla.commit(edit);
  songkhla.clock.advance_milliseconds(-86'400'000); // a clock that goes back
  songkhla.take_from(hatyai);
  songkhla.set(factory, "factory.name", "โรงสีข้าวสงขลา-หาดใหญ่"); // settles the conflict: overwrites both

  Change visit{.label = "commit.start_inspection"};
  visit.create(inspection, "inspection");
  visit.set(inspection, "inspection.factory", to_value(factory));
  visit.add_member(inspection, "inspection.team", to_string(songkhla.person));
  visit.set(inspection, "answer/fire_extinguishers/main",
            structure(R"(["enough",{"b":[null,true,false,[]],"a":{}}])"));
  visit.set(inspection, "later.field", true); // of a newer version
  songkhla.commit(visit);
  Change complete{.label = "commit.complete_inspection", .undoable = Undoable::no};
  songkhla.commit(complete.seal(inspection, "inspection.state", "completed"));
  hatyai.take_from(songkhla);
  Change remove{.label = "commit.delete_factory"};
  hatyai.commit(remove.remove(factory));
  expects(hatyai.ledger.undo(hatyai.person).has_value(), "the deletion is taken back");
  hatyai.set(factory, "factory.notes", {});
  songkhla.take_from(hatyai);
  return songkhla.file();
}

} // namespace truat::testing
