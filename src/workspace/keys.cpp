#include "workspace/keys.h"

#include "base/sort.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace truat::workspace {
namespace {

using records::ReplicaId;

struct Word {
  std::uint64_t lamport = 0;
  records::Operation operation;
  ReplicaId about;
  Instant time;
};

/// Whether the field is the replica's own to speak in of another's key.
bool is_word_of(std::string_view field, const ReplicaId& replica) {
  return field == std::string(audit::trust_prefix) + "/" + to_string(replica);
}

/// Everything that was ever said about keys, trust and offices of PCs, in order.
std::vector<Word> words_of(const records::Log& log) {
  std::vector<Word> words;
  for (const auto& [replica, chain] : log.chains()) {
    const RecordId record = audit::workstation_id(replica);
    for (const std::uint32_t position : log.touching(record)) {
      const records::CommitHeader header = log.header(position);
      const records::CommitId id = header.id();
      for (std::size_t index = 0; index < log.operation_count(position); ++index) {
        auto read = records::decode_operation(log.operation_line(position, index));
        if (!read || !*read || (*read)->record != record)
          continue;
        const std::string& field = (*read)->field;
        if (field == "workstation.key" || field == "workstation.office" || is_word_of(field, id.replica))
          words.push_back({header.lamport, std::move(**read), replica, header.time});
      }
    }
  }
  truat::sort(words, [](const Word& left, const Word& right) {
    return std::tie(left.lamport, left.operation.id) < std::tie(right.lamport, right.operation.id);
  });
  return words;
}

class Judge {
public:
  Judge(const records::Log& log, const std::optional<ReplicaId>& own, const records::Heads& heads)
      : m_own(own) {
    for (const auto& [line, head] : heads.all())
      for (const std::size_t position : log.find_all(head.statement.id()))
        if (records::header_hash(log.header_line(position)) == head.statement.hash)
          m_signed.push_back(&head.statement);
    for (const auto& [replica, chain] : log.chains())
      m_keys[replica];
    if (own)
      m_keys[*own].trust = KeyTrust::own;
  }

  void take(const Word& word) {
    const std::string text(records::as_text(word.operation.value));
    const ReplicaId& writer = word.operation.id.replica;
    if (word.operation.field == "workstation.office") {
      if (writer == word.about || writer == m_own)
        m_offices[word.about].push_back(text);
    } else if (word.operation.field == "workstation.key") {
      if (const auto key = parse_public_key(text); key && writer == word.about)
        publish(word, *key);
    } else if (word.about != m_own && has_say(word)) {
      judge(word, text);
    }
  }
  [[nodiscard]] std::map<ReplicaId, ReplicaKeys> take_keys() { return std::move(m_keys); }

private:
  void publish(const Word& word, const PublicKey& key) {
    ReplicaKeys& keys = m_keys[word.about];
    if (!keys.has_published(key))
      keys.published.push_back(key);
    m_published.push_back({word.operation.id, key});
    if (word.about == m_own)
      keys.trusted = keys.published;
  }

  void judge(const Word& word, const std::string& verdict) {
    ReplicaKeys& keys = m_keys[word.about];
    if (verdict == "trusted") {
      keys.trust = KeyTrust::trusted;
      keys.revoked_at.reset();
      keys.trusted.clear();
      // The keys that whoever trusted had seen.
      for (const auto& [operation, key] : m_published)
        if (operation.replica == word.about && records::covers(word.operation.seen, operation))
          keys.trusted.push_back(key);
    } else if (verdict == "revoked") {
      keys.trust = KeyTrust::revoked;
      keys.revoked_at = word.time;
    } else {
      return; // emptied, or of a newer version
    }
    keys.judged_by = word.operation.id.replica;
  }

  [[nodiscard]] bool has_say(const Word& word) const {
    const ReplicaId& writer = word.operation.id.replica;
    if (writer == m_own)
      return true;
    const auto keys = m_keys.find(writer);
    return keys != m_keys.end() && keys->second.trust == KeyTrust::trusted && works_here(writer) &&
           std::ranges::any_of(m_signed, [&](const records::HeadStatement* head) {
             return head->replica == writer && head->sequence >= word.operation.id.sequence &&
                    keys->second.counts(head->key, head->time);
           });
  }

  /// Whether the PC has never been said to be another office's.
  [[nodiscard]] bool works_here(const ReplicaId& replica) const {
    const auto own = m_own ? m_offices.find(*m_own) : m_offices.end();
    const auto theirs = m_offices.find(replica);
    return own != m_offices.end() && theirs != m_offices.end() && !own->second.back().empty() &&
           std::ranges::all_of(theirs->second,
                               [&](const std::string& office) { return office == own->second.back(); });
  }

  std::optional<ReplicaId> m_own;
  std::vector<const records::HeadStatement*> m_signed; ///< of commits that the log has
  std::map<ReplicaId, ReplicaKeys> m_keys;
  std::vector<std::pair<records::OperationId, PublicKey>> m_published;
  std::map<ReplicaId, std::vector<std::string>> m_offices; ///< all that were ever stated
};

} // namespace

bool ReplicaKeys::has_published(const PublicKey& key) const {
  return std::ranges::find(published, key) != published.end();
}

bool ReplicaKeys::counts(const PublicKey& key, Instant signed_at) const {
  return std::ranges::find(trusted, key) != trusted.end() &&
         (!revoked_at || signed_at.milliseconds < revoked_at->milliseconds);
}

std::map<ReplicaId, ReplicaKeys> replica_keys(const Workspace& workspace, const std::optional<ReplicaId>& own,
                                              const records::Heads& heads) {
  const records::Log& log = workspace.ledger().log();
  Judge judge(log, own, heads);
  for (const Word& word : words_of(log))
    judge.take(word);
  return judge.take_keys();
}

} // namespace truat::workspace
