// truat check STORE [--passphrase-file FILE]
//
// Says 3 where something is in conflict or not as it was written: a hash, a commit, a chain, a fork, a
// signature, an end that is missing. That something is not signed is told and no reason for 3, nor are
// remarks on the content (a number given twice): people make them, and people mend them. Whose keys are
// trusted is what the file's maker says.
#include "base/contract.h"
#include "base/json.h"
#include "base/sort.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "exchange/proof.h"
#include "text/messages.h"

#include <map>
#include <set>

namespace truat::command {
namespace {

using records::ReplicaId;

struct Issue {
  std::string record; ///< id, or empty
  std::string message;
};

struct Chain {
  std::size_t operations = 0;
  bool verified = true;
};

struct Link {
  std::uint64_t sequence = 0;
  Hash previous;
  Hash hash;
};

class Check {
public:
  explicit Check(StoreFile file) : m_file(std::move(file)) {}

  VerbResult run(Machine& machine) {
    for (const Error& problem : m_file.content.problems)
      find(problem);
    for (const exchange::TruatPhoto& photo : m_file.content.photos)
      if (const auto bytes = photo_of(photo); !bytes)
        find(bytes.error());
    read_commits();
    check_chains();
    project(machine);
    JsonWriter json;
    json.begin_object();
    write_chains(json);
    json.key("conflicts").integer(static_cast<std::int64_t>(m_conflicts));
    write_issues(json);
    json.key("operations").integer(static_cast<std::int64_t>(m_operations));
    json.key("proof").begin_array();
    for (const Phrase& sentence : m_proof.sentences)
      json.string(text::tr(sentence));
    json.end_array();
    json.key("records").integer(static_cast<std::int64_t>(m_records));
    write_seal(json);
    json.end_object();
    return Answer{json.take(), m_is_as_written && m_conflicts == 0 ? Exit::done : Exit::not_as_written};
  }

private:
  [[nodiscard]] Result<std::string> photo_of(const exchange::TruatPhoto& photo) const {
    return exchange::photo_bytes(photo, std::string_view(*m_file.bytes).substr(photo.offset, photo.length));
  }

  /// Something that is not as it was written.
  void find(const Error& error, const ReplicaId* replica = nullptr) {
    m_is_as_written = false;
    m_issues.push_back({{}, text::tr(error)});
    if (replica != nullptr)
      m_chains[*replica].verified = false;
  }

  void read_commits() {
    for (records::CommitLines& lines : m_file.content.commits) {
      m_operations += lines.operations.size();
      const auto header = records::decode_header(lines.header);
      if (header)
        m_chains[header->replica].operations += lines.operations.size();
      auto commit = records::read_commit(std::move(lines));
      if (!commit) {
        find(commit.error(), header ? &header->replica : nullptr);
        continue;
      }
      m_links[commit->header.replica].push_back(
          {commit->header.sequence, commit->header.previous, commit->hash});
      m_good.push_back(std::move(commit->lines));
    }
    m_file.content.commits = {};
  }

  void check_chains() {
    for (auto& [replica, links] : m_links) {
      const auto where = [&](const Link& link) {
        return to_string(replica) + "." + std::to_string(link.sequence);
      };
      truat::sort(links, {}, &Link::sequence);
      // Each content of a forked commit may be the one that the next commit follows.
      std::set<Hash> before{Hash{}};
      // What the recipient of a delta has is not in it.
      const records::VersionVector& known = m_file.content.manifest.scope.known;
      const auto begin = known.find(replica);
      const std::uint64_t not_sent = begin == known.end() ? 0 : begin->second;
      std::uint64_t sequence = links.front().sequence > not_sent ? not_sent : 0;
      for (std::size_t index = 0; index < links.size();) {
        const Link& first = links[index];
        if (first.sequence != sequence + 1)
          find({"command.chain_has_gap", {}, where(first)}, &replica);
        std::set<Hash> here;
        for (; index < links.size() && links[index].sequence == first.sequence; ++index) {
          if (first.sequence == sequence + 1 && (sequence == 0 || sequence != not_sent) &&
              !before.contains(links[index].previous))
            find({"records.chain_broken", {}, where(links[index])}, &replica);
          here.insert(links[index].hash);
        }
        sequence = first.sequence;
        before = std::move(here);
      }
    }
  }

  /// What the readable commits say together. Where they do not fit each other, each says for itself what it
  /// can.
  void project(Machine& machine) {
    workspace::Workspace workspace(records::new_replica_id(machine.random), machine.clock, machine.random);
    if (const auto merged = workspace.merge(std::move(m_good), records::Ledger::Source::store)) {
      prove(workspace);
      m_conflicts = workspace.projection().conflict_count();
      m_records = total(count_records(workspace.projection()));
      for (const records::FieldKey& key : workspace.projection().conflicts())
        m_issues.push_back(
            {to_string(key.record), text::tr("command.conflict", {{"field", field_name(key.field)}})});
      for (const audit::Issue& issue : workspace.issues())
        m_issues.push_back({to_string(issue.record), text::tr(issue.phrase)});
    } else {
      if (m_is_as_written)
        find(merged.error());
      records::Projection projection(workspace::schema());
      // The lines went with the merge.
      auto again = exchange::read_truat(*m_file.bytes, exchange::OnDamage::collect);
      expects(again.has_value(), "what could be read before");
      for (records::CommitLines& lines : again->commits)
        if (const auto commit = records::read_commit(std::move(lines)))
          for (const auto& operation : commit->operations)
            if (operation)
              projection.apply(*operation, commit->header.lamport);
      m_conflicts = projection.conflict_count();
      m_records = total(count_records(projection));
    }
  }

  void prove(const workspace::Workspace& workspace) {
    exchange::TruatContent& content = m_file.content;
    exchange::ProofSources sources{.workspace = &workspace,
                                   .heads = content.heads,
                                   .manifest = &content.manifest,
                                   .seal = content.seal,
                                   .own = content.manifest.replica};
    for (const records::SignedHead& head : content.heads)
      sources.heads_hold.push_back(holds(check_of(head)));
    sources.seal_holds = content.seal && holds(check_of(*content.seal));
    exchange::ProofWork work(std::move(sources));
    Budget budget = Budget::unlimited();
    while (work.run(budget) != Step::done) {
    }
    m_proof = work.result();
    for (const exchange::ProofFinding& finding : m_proof.findings)
      if (is_breach(finding.kind))
        find(finding.sentence, finding.replica ? &*finding.replica : nullptr);
      else
        m_issues.push_back({{}, text::tr(finding.sentence)});
  }

  static std::string field_name(const std::string& field) {
    const records::FieldDescriptor* known = workspace::schema().find_field(field);
    return known == nullptr || known->label.empty() ? field : std::string(text::tr(known->label));
  }

  void write_chains(JsonWriter& json) const {
    const auto count = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    json.key("chains").begin_array();
    for (const auto& [replica, chain] : m_chains) {
      exchange::ChainProof proof;
      for (const exchange::ChainProof& other : m_proof.chains)
        if (other.replica == replica)
          proof = other;
      json.begin_object();
      json.key("commits").integer(count(proof.commits));
      json.key("erased").integer(count(proof.erased));
      if (proof.key)
        json.key("key").string(fingerprint(*proof.key));
      json.key("last").integer(count(proof.last));
      json.key("left_out").integer(count(proof.left_out));
      json.key("operations").integer(count(chain.operations));
      json.key("replica").string(to_string(replica));
      json.key("signed").boolean(proof.signed_to > 0);
      json.key("signed_to").integer(count(proof.signed_to));
      json.key("trusted").boolean(proof.counts);
      json.key("verified").boolean(chain.verified);
      json.end_object();
    }
    json.end_array();
  }

  void write_seal(JsonWriter& json) const {
    json.key("seal");
    if (!m_proof.seal) {
      json.null();
      return;
    }
    json.begin_object();
    json.key("holds").boolean(m_proof.seal->holds);
    json.key("key").string(fingerprint(m_proof.seal->key));
    json.key("replica").string(to_string(m_proof.seal->replica));
    json.key("time").string(to_iso(m_proof.seal->time));
    json.key("trusted").boolean(m_proof.seal->counts);
    json.end_object();
  }

  void write_issues(JsonWriter& json) const {
    json.key("issues").begin_array();
    for (const Issue& issue : m_issues)
      json.begin_object()
          .key("message")
          .string(issue.message)
          .key("record")
          .string(issue.record)
          .end_object();
    json.end_array();
  }

  StoreFile m_file;
  bool m_is_as_written = true;
  std::vector<Issue> m_issues;
  exchange::Proof m_proof;
  std::map<ReplicaId, Chain> m_chains;
  std::map<ReplicaId, std::vector<Link>> m_links;
  std::vector<records::CommitLines> m_good; ///< commits that agree with themselves
  std::size_t m_operations = 0;
  std::size_t m_records = 0;
  std::size_t m_conflicts = 0;
};

} // namespace

VerbResult check_store(const Arguments& arguments, Machine& machine) {
  if (arguments.files.size() != 1)
    return wrong_words("command.one_store");
  const auto passphrase = passphrase_of(arguments, machine.files);
  if (!passphrase)
    return refused(passphrase.error());
  auto file = read_store(machine.files, arguments.files[0], *passphrase, exchange::OnDamage::collect);
  if (!file)
    return refused(file.error());
  return Check(std::move(*file)).run(machine);
}

} // namespace truat::command
