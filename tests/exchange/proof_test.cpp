#include "exchange/proof.h"

#include "doctest/doctest.h"
#include "support/signing_pc.h"
#include "text/messages.h"

#include <algorithm>

using namespace truat;
using namespace truat::exchange;
using testing::SigningPc;
using workspace::KeyTrust;

namespace {

/// The file as it stands alone, weighed with the eyes of `own`.
struct Weighed {
  explicit Weighed(TruatContent given) : content(std::move(given)) {}
  explicit Weighed(const std::string& file) : content(*read_truat(file)) {}

  Proof weigh(std::optional<records::ReplicaId> own = {}, const SigningPc* known = nullptr) {
    const auto merged = workspace.merge(content.commits, records::Ledger::Source::store);
    REQUIRE_MESSAGE(merged.has_value(), merged.error().key);
    ProofSources sources{.workspace = &workspace,
                         .heads = content.heads,
                         .manifest = &content.manifest,
                         .seal = content.seal,
                         .damage = content.problems,
                         .own = own};
    for (const records::SignedHead& head : content.heads)
      sources.heads_hold.push_back(holds(check_of(head)));
    sources.seal_holds = content.seal && holds(check_of(*content.seal));
    if (known != nullptr) {
      sources.known = &known->workspace.ledger().log();
      sources.known_heads = &known->heads;
    }
    ProofWork work(std::move(sources));
    for (Budget budget = Budget::pieces(1); work.run(budget) != Step::done; budget = Budget::pieces(1)) {
    }
    for (const ProofFinding& finding : work.result().findings)
      CHECK_MESSAGE(text::find_message(finding.sentence.key) != nullptr, finding.sentence.key);
    for (const Phrase& sentence : work.result().sentences)
      CHECK_MESSAGE(text::tr(sentence).find('{') == std::string::npos, sentence.key);
    return work.result();
  }

  TruatContent content;
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{77};
  workspace::Workspace workspace{records::new_replica_id(random), clock, random};
};

std::vector<std::string> keys_of(const Proof& proof) {
  std::vector<std::string> keys;
  for (const ProofFinding& finding : proof.findings)
    keys.push_back(finding.sentence.key);
  return keys;
}
using Keys = std::vector<std::string>;

const ChainProof& chain_of(const Proof& proof, const SigningPc& pc) {
  const auto found = std::ranges::find(proof.chains, pc.replica(), &ChainProof::replica);
  REQUIRE(found != proof.chains.end());
  return *found;
}

} // namespace

TEST_CASE("Proof: what a key signed that the replica published itself") {
  SigningPc pc(1, "สอจ.หนึ่ง");
  pc.publishes();
  pc.works();
  const std::string file = pc.file();
  SUBCASE("is proven to whom the key is known, up to where it is signed") {
    const Proof proof = Weighed(file).weigh(pc.replica());
    CHECK(proof.findings.empty());
    const ChainProof& chain = chain_of(proof, pc);
    CHECK(chain.last == 3);
    CHECK(chain.signed_to == 3);
    CHECK(chain.key == pc.key.public_key());
    CHECK(chain.trust == KeyTrust::own);
    CHECK(chain.counts);
    REQUIRE(proof.seal.has_value());
    CHECK(proof.seal->holds);
    CHECK(proof.seal->is_published);
    CHECK(proof.seal->counts);
    CHECK(proof.sentences.front().key == "proof.says_proven");
    CHECK(proof.sentences.back().key == "proof.says_limits");
  }
  SUBCASE("is signed and not proven to others") {
    const Proof proof = Weighed(file).weigh();
    CHECK(proof.findings.empty());
    CHECK_FALSE(chain_of(proof, pc).counts);
    CHECK(chain_of(proof, pc).trust == KeyTrust::unknown);
    CHECK_FALSE(proof.seal->counts);
    CHECK(proof.sentences.front().key == "proof.says_signed");
  }
  SUBCASE("what came after the signature is not signed, which is no breach") {
    pc.works();
    Weighed weighed(file);
    for (std::size_t at = weighed.content.commits.size(); at < pc.workspace.ledger().log().size(); ++at)
      weighed.content.commits.push_back(pc.workspace.ledger().log().lines(at));
    weighed.content.seal.reset();
    const Proof proof = weighed.weigh(pc.replica());
    CHECK(keys_of(proof) == Keys{"proof.unsigned_part"});
    CHECK_FALSE(is_breach(proof.findings[0].kind));
    CHECK(chain_of(proof, pc).signed_to == 3);
    CHECK(chain_of(proof, pc).last == 4);
  }
  SUBCASE("a file without any signature is no breach either") {
    Weighed weighed(file);
    weighed.content.heads.clear();
    weighed.content.seal.reset();
    const Proof proof = weighed.weigh(pc.replica());
    CHECK(keys_of(proof) == Keys{"proof.unsigned_part"});
    CHECK(chain_of(proof, pc).signed_to == 0);
    CHECK(proof.sentences.front().key == "proof.says_unsigned");
  }
}

TEST_CASE("Proof: what is forged is named") {
  SigningPc pc(1, "สอจ.หนึ่ง");
  pc.publishes();
  Weighed weighed(pc.file());
  const test::SigningKey thief("thief");
  SUBCASE("a signature that does not hold") {
    weighed.content.heads[0].signature = thief.sign("x");
    const Proof proof = weighed.weigh();
    CHECK(keys_of(proof) == Keys{"proof.head_forged", "proof.unsigned_part"});
    CHECK(is_breach(proof.findings[0].kind));
    CHECK(chain_of(proof, pc).signed_to == 0);
  }
  SUBCASE("a head by a key that the replica never published") {
    auto statement = weighed.content.heads[0].statement;
    statement.key = thief.public_key();
    weighed.content.heads[0] = with_signature(statement, thief.sign(signed_bytes(statement)));
    const Proof proof = weighed.weigh(pc.replica());
    CHECK(keys_of(proof) == Keys{"proof.unknown_key", "proof.unsigned_part"});
    CHECK(proof.findings[0].kind == FindingKind::forged);
  }
  SUBCASE("a seal by another key, or that does not hold") {
    SealStatement statement = weighed.content.seal->statement;
    statement.key = thief.public_key();
    weighed.content.seal = with_signature(statement, thief.sign(signed_bytes(statement)));
    CHECK(keys_of(weighed.weigh()) == Keys{"proof.seal_unknown_key"});
    weighed.content.seal->signature = thief.sign("x");
    CHECK(keys_of(weighed.weigh()) == Keys{"proof.seal_forged"});
  }
  SUBCASE("a seal in another replica's name") {
    SealStatement statement = weighed.content.seal->statement;
    statement.replica = SigningPc(2, "สอจ.สอง").replica();
    weighed.content.seal = with_signature(statement, pc.key.sign(signed_bytes(statement)));
    CHECK(keys_of(weighed.weigh()) == Keys{"proof.seal_unknown_key"});
  }
  SUBCASE("damage that reading has met is told as changed") {
    weighed.content.problems.push_back({"truat.section_differs", {{"section", "headers"}}, {}});
    const Proof proof = weighed.weigh();
    CHECK(proof.findings.at(0).kind == FindingKind::changed);
    CHECK(is_breach(proof.findings[0].kind));
  }
}

TEST_CASE("Proof: what is cut off, rewritten, forked or old is named") {
  SigningPc pc(1, "สอจ.หนึ่ง");
  pc.publishes();
  pc.works();
  const std::string older = pc.file();
  pc.works();
  const std::string newer = pc.file();
  SUBCASE("commits taken from the end: the head lies beyond, and the maker had known them") {
    Weighed weighed(newer);
    weighed.content.commits.pop_back();
    const Proof proof = weighed.weigh(pc.replica());
    CHECK(keys_of(proof) == Keys{"proof.truncated", "proof.known_beyond", "proof.unsigned_part"});
    CHECK(std::ranges::all_of(proof.findings, [](const ProofFinding& finding) {
      return is_breach(finding.kind) == (finding.kind == FindingKind::truncated);
    }));
  }
  SUBCASE("commits before the key was published: nobody says that it was forged") {
    Weighed weighed(newer);
    weighed.content.commits.resize(1);
    CHECK(keys_of(weighed.weigh())[0] == "proof.truncated");
  }
  SUBCASE("a delta is not cut off at its beginning, nor at its end where nothing is new") {
    Weighed delta(pc.file({.known = {{pc.replica(), 2}}}));
    const Proof proof = delta.weigh();
    CHECK(std::ranges::none_of(proof.findings, [](const auto& finding) { return is_breach(finding.kind); }));
    CHECK_FALSE(chain_of(proof, pc).has_gap);
    Weighed empty(pc.file({.known = {{pc.replica(), 4}}}));
    CHECK(empty.content.commits.empty());
    CHECK(empty.weigh().findings.empty());
  }
  SUBCASE("a commit in the middle that is missing is a gap, and what is signed there is missing") {
    Weighed weighed(older);
    weighed.content.commits.erase(weighed.content.commits.begin() + 1);
    const Proof proof = weighed.weigh();
    CHECK(chain_of(proof, pc).has_gap);
    CHECK(keys_of(proof) == Keys{"proof.unsigned_part"});
  }
  SUBCASE("another history than the one that was signed") {
    Weighed weighed(newer);
    auto header = records::decode_header(weighed.content.commits.back().header);
    header->time.milliseconds += 1;
    weighed.content.commits.back().header = encode(*header);
    const Proof rewritten = weighed.weigh(pc.replica());
    CHECK(keys_of(rewritten) == Keys{"proof.signed_other", "proof.unsigned_part"});
    CHECK(rewritten.findings[0].kind == FindingKind::forked);
    Weighed both(newer);
    both.content.commits.push_back(weighed.content.commits.back());
    const Proof forked = both.weigh(pc.replica());
    CHECK(keys_of(forked) == Keys{"proof.forked"});
    CHECK(chain_of(forked, pc).is_forked);
  }
  SUBCASE("an older file of the same PC") {
    const Proof proof = Weighed(older).weigh(pc.replica(), &pc);
    CHECK(keys_of(proof) == Keys{"proof.replayed"});
    CHECK_FALSE(is_breach(proof.findings[0].kind));
    CHECK(Weighed(newer).weigh(pc.replica(), &pc).findings.empty());
  }
  SUBCASE("an older file is known by a signed head alone") {
    SigningPc other(2, "สอจ.สอง");
    other.heads.add(pc.head());
    CHECK(keys_of(Weighed(older).weigh({}, &other)) == Keys{"proof.replayed"});
  }
}

TEST_CASE("Proof: bodies that are left out or erased are counted apart, and the chain stays proven") {
  SigningPc pc(1, "สอจ.หนึ่ง");
  pc.publishes();
  pc.works();
  Weighed weighed(pc.file());
  std::string& line = weighed.content.commits.back().operations[0];
  line = records::left_out_line(line);
  SUBCASE("left out") {
    const Proof proof = weighed.weigh(pc.replica());
    CHECK(chain_of(proof, pc).left_out == 1);
    CHECK(chain_of(proof, pc).erased == 0);
    CHECK(chain_of(proof, pc).signed_to == 3);
    CHECK(proof.sentences.at(1).key == "proof.says_left_out");
  }
  SUBCASE("erased") {
    line.insert(1, "\"erased\":\"2026-12-01T00:00:00.000Z\",");
    const Proof proof = weighed.weigh(pc.replica());
    CHECK(chain_of(proof, pc).left_out == 0);
    CHECK(chain_of(proof, pc).erased == 1);
    CHECK(proof.findings.empty());
    CHECK(proof.sentences.at(1).key == "proof.says_erased");
  }
  SUBCASE("a key whose publication was left out is not called forged") {
    Weighed without(pc.file());
    for (auto& commit : without.content.commits)
      for (std::string& operation : commit.operations)
        operation = records::left_out_line(operation);
    CHECK(keys_of(without.weigh()) == Keys{"proof.unsigned_part"});
  }
}
