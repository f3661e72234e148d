// truat check STORE [--passphrase-file FILE]
//
// Says 3 where something is in conflict or not as it was written: a hash, a commit, a chain, a fork. Remarks
// on the content (a number given twice) are issues too, but no reason for 3: people make them, and people
// mend them.
#include "base/contract.h"
#include "base/json.h"
#include "base/sort.h"
#include "command/store_files.h"
#include "command/verbs.h"
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
    json.key("records").integer(static_cast<std::int64_t>(m_records));
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
      std::uint64_t sequence = 0;
      for (std::size_t index = 0; index < links.size();) {
        const Link& first = links[index];
        if (first.sequence != sequence + 1)
          find({"command.chain_has_gap", {}, where(first)}, &replica);
        std::set<Hash> here;
        for (; index < links.size() && links[index].sequence == first.sequence; ++index) {
          if (first.sequence == sequence + 1 && !before.contains(links[index].previous))
            find({"records.chain_broken", {}, where(links[index])}, &replica);
          here.insert(links[index].hash);
        }
        if (here.size() > 1)
          find({"command.fork", {}, where(first)}, &replica);
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

  static std::string field_name(const std::string& field) {
    const records::FieldDescriptor* known = workspace::schema().find_field(field);
    return known == nullptr || known->label.empty() ? field : std::string(text::tr(known->label));
  }

  void write_chains(JsonWriter& json) const {
    json.key("chains").begin_array();
    for (const auto& [replica, chain] : m_chains) {
      json.begin_object();
      json.key("operations").integer(static_cast<std::int64_t>(chain.operations));
      json.key("replica").string(to_string(replica));
      // This version of the format has no signatures.
      json.key("signed").boolean(false);
      json.key("verified").boolean(chain.verified);
      json.end_object();
    }
    json.end_array();
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
