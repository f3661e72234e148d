#include "support/commits.h"

namespace truat::testing {

namespace {

constexpr std::int64_t first_time_ms = 1'795'000'000'000; // 18 November 2026

std::string salt_of(Random& random) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<std::byte, 21> bytes{};
  random.fill(bytes);
  std::string salt;
  for (const std::byte byte : bytes)
    salt += digits[static_cast<std::size_t>(byte) % 64];
  return salt + "A"; // 22 characters hold 132 bits: the last four are zero
}

} // namespace

CommitChain::CommitChain(std::uint64_t seed)
    : m_random(seed), m_replica(records::new_replica_id(m_random)),
      m_author(records::new_record_id(m_random)) {}

records::CommitLines CommitChain::next(std::size_t operations, std::size_t text_bytes) {
  records::CommitLines lines;
  ++m_sequence;
  for (std::size_t index = 0; index < operations; ++index) {
    records::Operation operation;
    operation.id = {m_replica, m_sequence, static_cast<std::uint32_t>(index)};
    operation.record = records::new_record_id(m_random);
    operation.field = "factory.name";
    std::string text = "โรงงาน ";
    while (text.size() < text_bytes)
      text += static_cast<char>('a' + m_random.below(26));
    operation.value = std::move(text);
    operation.salt = salt_of(m_random);
    lines.operations.push_back(encode(operation));
  }
  records::CommitHeader header;
  header.replica = m_replica;
  header.sequence = m_sequence;
  header.previous = m_previous;
  header.lamport = m_sequence;
  header.time = {first_time_ms + static_cast<std::int64_t>(m_sequence) * 1000};
  header.author = m_author;
  header.label = "commit.edit_factory";
  header.count = static_cast<std::uint32_t>(operations);
  header.root = records::merkle_root(lines.operations);
  lines.header = encode(header);
  m_previous = records::header_hash(lines.header);
  return lines;
}

std::vector<records::CommitLines> CommitChain::next_several(std::size_t commits, std::size_t operations,
                                                            std::size_t text_bytes) {
  std::vector<records::CommitLines> several;
  for (std::size_t index = 0; index < commits; ++index)
    several.push_back(next(operations, text_bytes));
  return several;
}

} // namespace truat::testing
