#include "audit/key_verbs.h"

#include "audit/factory_verbs.h"
#include "doctest/doctest.h"
#include "support/desk.h"
#include "support/signing_key.h"

using namespace truat;
using namespace truat::audit;
using truat::testing::Desk;
using truat::testing::refused;

TEST_CASE("Keys: a PC publishes its own, and others are trusted and revoked") {
  Desk desk;
  const RecordId id = workstation_id(desk.replica());
  const PublicKey key = test::SigningKey("desk").public_key();
  SeededRandom chance(6);
  const auto other = records::new_replica_id(chance); // whose word it is
  const std::string field = "trust/" + to_string(other);
  const auto trust = [&] { return desk.audit.projection().value(id, field); };
  const auto station = [&] { return *desk.audit.workstation(id); };
  SUBCASE("not before it has a record") {
    SeededRandom random(5);
    const auto stranger = records::new_replica_id(random);
    CHECK(refused(publish_key(desk.audit, stranger, key)) == "keys.no_workstation");
    CHECK(refused(revoke_key(desk.audit, desk.replica(), stranger, desk.context())) == "keys.none_published");
  }
  CHECK(refused(trust_key(desk.audit, other, desk.replica(), desk.context())) == "keys.none_published");
  desk.does(publish_key(desk.audit, desk.replica(), key));
  CHECK(station().key == to_text(key));
  SUBCASE("said once it is not said again") {
    CHECK(publish_key(desk.audit, desk.replica(), key)->operations.empty());
    const PublicKey next = test::SigningKey("other").public_key();
    desk.does(publish_key(desk.audit, desk.replica(), next));
    CHECK(station().key == to_text(next));
  }
  SUBCASE("trust and its end are acts of their own, and Undo does not take them back") {
    desk.does(trust_key(desk.audit, other, desk.replica(), desk.context()));
    CHECK(trust() == Value("trusted"));
    CHECK_FALSE(desk.ledger.undo(desk.officer).has_value());
    // With what was seen, so that a key which comes later is not meant.
    const auto heads = desk.audit.projection().heads(id, field);
    CHECK_FALSE(heads.at(0).seen.empty());
    desk.does(revoke_key(desk.audit, other, desk.replica(), desk.context()));
    CHECK(trust() == Value("revoked"));
    desk.does(trust_key(desk.audit, other, desk.replica(), desk.context()));
    CHECK(trust() == Value("trusted"));
  }
  SUBCASE("a name given anew leaves the key") {
    desk.makes(name_workstation(desk.audit, desk.replica(), {.name = "เครื่องสอง"}, desk.context()));
    CHECK(station().key == to_text(key));
  }
}
