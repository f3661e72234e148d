#include "workspace/workspace.h"

#include "audit/people_verbs.h"
#include "support/filled_office.h"

#include <doctest/doctest.h>

using namespace truat;
using testing::FilledOffice;

TEST_CASE("who committed last at this PC") {
  FilledOffice office(2);
  SUBCASE("is known from the records alone") {
    CHECK(office.workspace.last_actor() == office.person);
    office.workspace.set_actor({});
    CHECK(office.workspace.last_actor() == office.person);
  }
  SUBCASE("is nobody where nothing was committed, whatever was merged from others") {
    SeededRandom random(7);
    workspace::Workspace other(records::new_replica_id(random), office.clock, random);
    CHECK(other.last_actor().is_none());
    REQUIRE(other.merge(office.workspace.take_outbox(), records::Ledger::Source::file));
    CHECK(other.audit().person(office.person) != nullptr);
    CHECK(other.last_actor().is_none());
  }
}

namespace {

std::vector<records::CommitLines> everything(const workspace::Workspace& workspace) {
  std::vector<records::CommitLines> commits;
  const records::Log& log = workspace.ledger().log();
  for (std::size_t position = 0; position < log.size(); ++position)
    commits.push_back(log.lines(position));
  return commits;
}

records::Change phone(const records::RecordId& factory, std::string_view number) {
  records::Change change{.label = "commit.edit_factory", .operations = {}};
  change.set(factory, "factory.phone", std::string(number));
  return change;
}

} // namespace

TEST_CASE("a PC whose profile was copied goes on under a new name") {
  FilledOffice office(1);
  const records::RecordId factory = office.factory(0);
  SeededRandom random(8);
  workspace::Workspace copy(office.workspace.ledger().replica(), office.clock, random);
  REQUIRE(copy.merge(everything(office.workspace), records::Ledger::Source::store));
  copy.set_actor(office.person);
  REQUIRE(copy.commit(phone(factory, "1")));
  office.commit(phone(factory, "2"));
  const audit::NumberSeries before = office.workspace.number_series();
  REQUIRE(office.workspace.merge(everything(copy), records::Ledger::Source::file));
  REQUIRE_FALSE(office.workspace.own_chain_is_sound());
  CHECK(office.workspace.commit(phone(factory, "3")).error().key == "records.own_chain_broken");

  const records::ReplicaId renewed = records::new_replica_id(random);
  office.workspace.continue_as(renewed);
  CHECK(office.workspace.own_chain_is_sound());
  CHECK(office.workspace.projection().conflict_count() == 1); // both are kept

  SUBCASE("its numbers have a prefix of their own, from the first on") {
    const audit::NumberSeries series = office.workspace.number_series();
    CHECK(series.office == before.office);
    CHECK_FALSE(series.prefix.empty());
    CHECK(series.prefix != before.prefix);
    office.commit(phone(factory, "3"));
    CHECK(office.workspace.audit().workstation(audit::workstation_id(renewed)) != nullptr);
    CHECK(office.workspace.number_series() == series);
    CHECK(office.workspace.projection().conflict_count() == 0);
    CHECK(office.workspace.issues().empty());
    CHECK(office.workspace.last_actor() == office.person);
    SUBCASE("also when that change is undone") {
      REQUIRE(office.workspace.undo());
      CHECK(office.workspace.number_series() == series);
      office.commit(phone(factory, "4"));
      CHECK(office.workspace.number_series() == series);
      CHECK(office.workspace.audit().workstation(audit::workstation_id(renewed)) != nullptr);
    }
  }
  SUBCASE("and both can read each other") {
    office.commit(phone(factory, "3"));
    REQUIRE(copy.merge(everything(office.workspace), records::Ledger::Source::file));
    CHECK_FALSE(copy.own_chain_is_sound());
    copy.continue_as(records::new_replica_id(random));
    REQUIRE(copy.commit(phone(factory, "5")));
    REQUIRE(office.workspace.merge(everything(copy), records::Ledger::Source::file));
    CHECK(office.workspace.own_chain_is_sound());
    CHECK(office.workspace.audit().factory(factory)->phone == "5");
    CHECK(copy.number_series().prefix != office.workspace.number_series().prefix);
  }
  SUBCASE("also when it was loaded again before the next change") {
    workspace::Workspace again(renewed, office.clock, random);
    REQUIRE(again.merge(everything(office.workspace), records::Ledger::Source::store));
    again.set_actor(office.person);
    CHECK(again.number_series().prefix.empty());
    again.note_renamed();
    CHECK(again.number_series() == office.workspace.number_series());
    REQUIRE(again.commit(phone(factory, "3")));
    CHECK(again.audit().workstation(audit::workstation_id(renewed)) != nullptr);
  }
  SUBCASE("while another's PC makes a workstation by `introduce` alone") {
    workspace::Workspace other(renewed, office.clock, random);
    REQUIRE(other.merge(everything(copy), records::Ledger::Source::file));
    other.set_actor(office.person);
    REQUIRE(other.commit(phone(factory, "3")));
    CHECK(other.audit().workstation(audit::workstation_id(renewed)) == nullptr);
  }
  SUBCASE("an empty change makes no workstation") {
    CHECK(office.workspace.commit(records::Change{.label = "commit.edit_factory", .operations = {}})
              .error()
              .key == "records.empty_change");
    CHECK(office.workspace.audit().workstation(audit::workstation_id(renewed)) == nullptr);
  }
}

TEST_CASE("undo and redo ask whether the person who is at this PC now may") {
  FilledOffice office(1);
  const auto add = [&](const char* name) {
    audit::Person made = *office.workspace.audit().person(office.person);
    made.name = name;
    auto created = audit::add_person(office.workspace.audit(), made, office.workspace.context());
    REQUIRE(created);
    office.commit(created->change);
    return created->id;
  };
  const records::RecordId reader = add("ผู้อ่าน");
  const auto roles =
      audit::set_roles(office.workspace.audit(), office.person, {"head"}, office.workspace.context());
  REQUIRE(roles);
  office.commit(*roles);
  office.commit(phone(office.factory(0), "1"));
  office.workspace.set_actor(reader);
  CHECK(office.workspace.undo().error().key == "people.not_permitted");
  office.workspace.set_actor(office.person);
  REQUIRE(office.workspace.undo());
  office.workspace.set_actor(reader);
  CHECK(office.workspace.redo().error().key == "people.not_permitted");
  CHECK(office.workspace.ledger().next_redo().has_value());
  office.workspace.set_actor(office.person);
  REQUIRE(office.workspace.redo());
  REQUIRE(office.workspace.undo());
  // The roles themselves are taken back by who may give them.
  office.workspace.set_actor(reader);
  CHECK(office.workspace.undo().error().key == "people.not_permitted");
  office.workspace.set_actor(office.person);
  REQUIRE(office.workspace.undo());
  office.workspace.set_actor(reader);
  CHECK(office.workspace.undo());
}
