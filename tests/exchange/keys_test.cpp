#include "workspace/keys.h"

#include "support/signing_pc.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::SigningPc;
using workspace::KeyTrust;

TEST_CASE("Keys: a PC's own key counts, another's only when it is trusted") {
  SigningPc own(1, "สอจ.หนึ่ง");
  SigningPc other(2, "สอจ.สอง");
  own.publishes();
  CHECK(own.keys_of(own).trust == KeyTrust::own);
  CHECK(own.keys_of(own).counts(own.key.public_key(), own.now()));
  other.publishes();
  own.takes(other.file());
  CHECK(own.keys_of(other).published == std::vector{other.key.public_key()});
  CHECK(own.keys_of(other).trust == KeyTrust::unknown);
  CHECK_FALSE(own.keys_of(other).counts(other.key.public_key(), own.now()));
  own.trusts(other);
  CHECK(own.keys_of(other).trust == KeyTrust::trusted);
  CHECK(own.keys_of(other).counts(other.key.public_key(), own.now()));
  CHECK(own.keys_of(other).judged_by == own.replica());
  SUBCASE("revoking counts from then on") {
    const Instant before = own.now();
    own.revokes(other);
    CHECK(own.keys_of(other).trust == KeyTrust::revoked);
    CHECK(own.keys_of(other).counts(other.key.public_key(), before));
    CHECK_FALSE(own.keys_of(other).counts(other.key.public_key(), own.now()));
    own.trusts(other);
    CHECK(own.keys_of(other).counts(other.key.public_key(), own.now()));
  }
  SUBCASE("a key that comes later wants to be trusted anew") {
    other.key = test::SigningKey("new");
    other.publishes();
    own.takes(other.file());
    CHECK(own.keys_of(other).published.size() == 2);
    CHECK_FALSE(own.keys_of(other).counts(other.key.public_key(), own.now()));
    own.trusts(other);
    CHECK(own.keys_of(other).counts(other.key.public_key(), own.now()));
  }
  SUBCASE("without a store of one's own nobody's word counts") {
    CHECK(workspace::replica_keys(own.workspace, {}, own.heads).at(other.replica()).trust ==
          KeyTrust::unknown);
  }
}

TEST_CASE("Keys: a key that another replica's chain states is not the replica's") {
  SigningPc own(1, "สอจ.หนึ่ง");
  SigningPc other(2, "สอจ.สอง");
  other.works();
  own.takes(other.file());
  own.sets(audit::workstation_id(other.replica()), "workstation.key", to_text(own.key.public_key()));
  CHECK(own.keys_of(other).published.empty());
}

TEST_CASE("Keys: a trusted colleague of this office introduces others, another office does not") {
  SigningPc own(1, "สอจ.หนึ่ง");
  SigningPc third(3, "สอจ.สาม");
  third.publishes();
  const auto meets = [&](SigningPc& middle) {
    own.publishes();
    middle.takes(third.file());
    middle.publishes();
    middle.trusts(third);
    own.takes(middle.file());
  };
  SUBCASE("a colleague, once trusted") {
    SigningPc colleague(2, "สอจ.หนึ่ง");
    own.publishes();
    colleague.publishes();
    own.takes(colleague.file());
    own.trusts(colleague);
    colleague.takes(own.file());
    colleague.takes(third.file());
    colleague.trusts(third);
    const std::string file = colleague.file();
    SUBCASE("by what it signed") {
      own.takes(file);
      CHECK(own.keys_of(third).trust == KeyTrust::trusted);
      CHECK(own.keys_of(third).judged_by == colleague.replica());
      own.revokes(third);
      CHECK(own.keys_of(third).trust == KeyTrust::revoked);
    }
    SUBCASE("not by what is not signed") {
      auto content = exchange::read_truat(file);
      REQUIRE(own.workspace.merge(content->commits, records::Ledger::Source::file).has_value());
      CHECK(own.keys_of(third).trust == KeyTrust::unknown);
    }
    SUBCASE("not any more once revoked, and what it said before stays") {
      own.takes(file);
      own.revokes(colleague);
      CHECK(own.keys_of(third).trust == KeyTrust::trusted);
      colleague.takes(own.file());
      colleague.revokes(third);
      own.takes(colleague.file());
      CHECK(own.keys_of(third).trust == KeyTrust::trusted);
    }
  }
  SUBCASE("another office, trusted or not") {
    SigningPc middle(2, "สอจ.สอง");
    meets(middle);
    CHECK(own.keys_of(third).trust == KeyTrust::unknown);
    own.trusts(middle);
    middle.takes(own.file());
    middle.revokes(third);
    middle.trusts(third);
    own.takes(middle.file());
    CHECK(own.keys_of(third).trust == KeyTrust::unknown);
    SUBCASE("not even when it says later that it works here") {
      middle.sets(audit::workstation_id(middle.replica()), "workstation.office",
                  to_string(own.workspace.audit().workstation(audit::workstation_id(own.replica()))->office));
      middle.revokes(third);
      middle.trusts(third);
      own.takes(middle.file());
      CHECK(own.keys_of(third).trust == KeyTrust::unknown);
    }
    SUBCASE("nor can it revoke whom this office trusts") {
      own.takes(third.file());
      own.trusts(third);
      middle.takes(own.file());
      middle.revokes(third);
      own.takes(middle.file());
      CHECK(own.keys_of(third).trust == KeyTrust::trusted);
    }
  }
}
