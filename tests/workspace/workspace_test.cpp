#include "workspace/workspace.h"

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
