// A PC of an office that signs, for tests of proof: a workspace with a person, a name, a key, and files.
#pragma once

#include "audit/key_verbs.h"
#include "exchange/proof.h"
#include "exchange/truat_writer.h"
#include "support/signing_key.h"
#include "workspace/keys.h"

#include "doctest/doctest.h"

#include <string>
#include <vector>

namespace truat::testing {

struct SigningPc {
  SigningPc(std::uint64_t seed, const std::string& office)
      : random(seed), key("pc " + std::to_string(seed)),
        workspace(records::new_replica_id(random), clock, random) {
    const auto introduced = workspace.introduce({.person_name = "เจ้าหน้าที่ " + std::to_string(seed),
                                                 .position = "นักวิชาการอุตสาหกรรม",
                                                 .officer_card = "",
                                                 .office_name = office,
                                                 .office_abbreviation = "",
                                                 .office_province = "90"});
    REQUIRE_MESSAGE(introduced.has_value(), introduced.error().key);
  }
  SigningPc(const SigningPc&) = delete;
  SigningPc& operator=(const SigningPc&) = delete;

  [[nodiscard]] records::ReplicaId replica() const { return workspace.ledger().replica(); }
  void does(const Result<records::Change>& change) {
    REQUIRE_MESSAGE(change.has_value(), change.error().key);
    clock.advance_milliseconds(1000);
    const auto id = workspace.commit(*change);
    REQUIRE_MESSAGE(id.has_value(), id.error().key);
  }
  void publishes() { does(audit::publish_key(workspace.audit(), replica(), key.public_key())); }
  void trusts(const SigningPc& other) {
    does(audit::trust_key(workspace.audit(), replica(), other.replica(), workspace.context()));
  }
  void revokes(const SigningPc& other) {
    does(audit::revoke_key(workspace.audit(), replica(), other.replica(), workspace.context()));
  }
  void sets(const records::RecordId& record, std::string_view field, std::string value) {
    records::Change change{.label = "commit.test"};
    does(change.set(record, field, std::move(value)));
  }
  /// Some work: one commit more.
  void works() { sets(workspace.actor(), "person.phone", std::to_string(++phones)); }

  [[nodiscard]] Instant now() { return clock.now(); }
  [[nodiscard]] records::SignedHead head() {
    const auto statement = records::own_head(workspace.ledger().log(), replica(), key.public_key(), now());
    return records::with_signature(*statement, key.sign(signed_bytes(*statement)));
  }
  /// Everything that is known here, signed; the own head is kept.
  [[nodiscard]] std::string file(const workspace::Scope& scope = {}) {
    clock.advance_milliseconds(1000);
    workspace::ScopeWork work(workspace, scope);
    Budget budget = Budget::unlimited();
    while (work.run(budget) != Step::done) {
    }
    auto file = exchange::write_truat(
        workspace.ledger().log(),
        {.replica = replica(),
         .created_at = {0},
         .exported_at = now(),
         .photos = {},
         .left_out_photos = {},
         .heads = heads,
         .key = key.public_key(),
         .scope = scope,
         .records = work.records()},
        [](const Hash&) -> Result<std::string> { return failure("truat.photo_differs"); },
        [&](std::string_view message) { return key.sign(message); });
    REQUIRE(file.has_value());
    heads.add(head());
    heads.settle(workspace.ledger().log());
    return std::move(*file);
  }
  void takes(const std::string& file) {
    auto content = exchange::read_truat(file);
    REQUIRE(content.has_value());
    for (const records::SignedHead& head : content->heads)
      if (holds(check_of(head)))
        heads.add(head);
    const auto merged = workspace.merge(std::move(content->commits), records::Ledger::Source::file);
    REQUIRE_MESSAGE(merged.has_value(), merged.error().key);
    heads.settle(workspace.ledger().log());
    clock.set({std::max(now().milliseconds, content->manifest.exported_at.milliseconds)});
  }
  [[nodiscard]] workspace::ReplicaKeys keys_of(const SigningPc& other) const {
    return workspace::replica_keys(workspace, replica(), heads).at(other.replica());
  }

  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random;
  test::SigningKey key;
  workspace::Workspace workspace;
  records::Heads heads;
  int phones = 0;
};

} // namespace truat::testing
