#include "records/signed_head.h"

#include "base/sort.h"
#include "records/signed_line.h"

#include <set>
#include <tuple>
#include <utility>

namespace truat::records {
namespace {

constexpr std::string_view signed_prefix = "truat-head\n";
constexpr std::size_t known_keys = 6;

std::string write(const HeadStatement& statement, const Signature* signature) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("hash").string(to_hex(statement.hash));
  writer.key("key").string(to_text(statement.key));
  writer.key("replica").string(to_string(statement.replica));
  writer.key("sequence").integer(static_cast<std::int64_t>(statement.sequence));
  if (signature != nullptr)
    writer.key("signature").string(to_text(*signature));
  writer.key("time").string(to_iso(statement.time));
  return writer.end_object().take();
}

/// Heads of one key and one replica: only these can imply each other.
using Group = std::vector<const SignedHead*>;

bool says_more(const SignedHead& left, const SignedHead& right) {
  const HeadStatement& a = left.statement;
  const HeadStatement& b = right.statement;
  return std::tie(a.sequence, a.time, left.line) > std::tie(b.sequence, b.time, right.line);
}

/// The positions that hold this commit as the head states it: one, or none.
std::optional<std::size_t> place_of(const Log& log, const HeadStatement& statement) {
  for (const std::size_t position : log.find_all(statement.id()))
    if (header_hash(log.header_line(position)) == statement.hash)
      return position;
  return std::nullopt;
}

/// Marks what the head's commit descends from, down to `least` or to what is marked already.
void mark_ancestors(const Log& log, std::size_t position, std::uint64_t least,
                    std::set<std::size_t>& marked) {
  while (marked.insert(position).second && log.id(position).sequence > least) {
    const CommitHeader header = log.header(position);
    const auto before = place_of(log, {.hash = header.previous,
                                       .key = {},
                                       .replica = header.replica,
                                       .sequence = header.sequence - 1,
                                       .time = {}});
    if (!before)
      return;
    position = *before;
  }
}

bool has_newer_keys(const SignedHead& head) {
  const auto document = parse_json(head.line);
  return document && document->root().size() > known_keys;
}

/// The lines of a group that others of it imply.
std::vector<std::string> implied(const Log& log, Group group) {
  std::vector<std::string> lines;
  if (group.size() < 2)
    return lines;
  truat::sort(group,
              [](const SignedHead* left, const SignedHead* right) { return says_more(*left, *right); });
  const std::uint64_t least = group.back()->statement.sequence;
  std::set<std::size_t> marked;
  std::set<std::pair<std::uint64_t, Hash>> unplaced; // of commits that the log does not have
  for (const SignedHead* head : group) {
    const auto position = place_of(log, head->statement);
    const bool is_implied = position
                                ? marked.contains(*position)
                                : !unplaced.emplace(head->statement.sequence, head->statement.hash).second;
    if (is_implied && !has_newer_keys(*head))
      lines.push_back(head->line);
    else if (position)
      mark_ancestors(log, *position, least, marked);
  }
  return lines;
}

} // namespace

std::string signed_bytes(const HeadStatement& statement) {
  return std::string(signed_prefix) + write(statement, nullptr);
}

SignedHead with_signature(const HeadStatement& statement, const Signature& signature) {
  return {statement, signature, write(statement, &signature)};
}

Result<SignedHead> decode_head(std::string_view line) {
  const auto read = read_signed_line(line, "records.bad_head");
  if (!read)
    return std::unexpected(read.error());
  const JsonView root = read->document.root();
  const auto hash = parse_hash(root["hash"].string().value_or(""));
  const auto sequence = root["sequence"].integer();
  if (!hash || !sequence || *sequence < 1)
    return failure("records.bad_head", {{"key", hash ? "sequence" : "hash"}});
  return SignedHead{{*hash, read->key, read->replica, static_cast<std::uint64_t>(*sequence), read->time},
                    read->signature,
                    std::string(line)};
}

SignatureCheck check_of(const SignedHead& head) {
  return check_of_line(signed_prefix, head.line, head.statement.key, head.signature);
}

void Heads::add(SignedHead head) {
  std::string line = head.line;
  m_heads.emplace(std::move(line), std::move(head));
}

void Heads::join(const Heads& other) {
  m_heads.insert(other.m_heads.begin(), other.m_heads.end());
}

void Heads::settle(const Log& log) {
  std::map<std::pair<ReplicaId, PublicKey>, Group> groups;
  for (const auto& [line, head] : m_heads)
    groups[{head.statement.replica, head.statement.key}].push_back(&head);
  for (const auto& [whose, group] : groups)
    for (const std::string& line : implied(log, group))
      m_heads.erase(line);
}

std::optional<HeadStatement> own_head(const Log& log, const ReplicaId& replica, const PublicKey& key,
                                      Instant time) {
  const auto chain = log.chains().find(replica);
  if (chain == log.chains().end() || chain->second.contiguous == 0)
    return std::nullopt;
  return HeadStatement{chain->second.head, key, replica, chain->second.contiguous, time};
}

} // namespace truat::records
