#include "records/ids.h"

#include "base/contract.h"

#include <charconv>
#include <cstring>
#include <span>

namespace truat::records {
namespace {

constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford: no i, l, o, u
constexpr int no_digit = -1;

constexpr std::array<std::int8_t, 256> make_digit_values() {
  std::array<std::int8_t, 256> values{};
  values.fill(no_digit);
  for (std::size_t i = 0; i < digits.size(); ++i)
    values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
  return values;
}
constexpr auto digit_values = make_digit_values();

/// Big-endian, so that the texts of ids order as the ids do. Spare bits stand in front and are zero.
void append_base32(std::string& out, std::span<const std::uint8_t> bytes) {
  const std::size_t bits = bytes.size() * 8;
  const std::size_t spare = (5 - bits % 5) % 5;
  std::uint32_t window = 0;
  std::size_t held = spare;
  for (const std::uint8_t byte : bytes) {
    window = (window << 8U) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      out.push_back(digits[(window >> held) & 31U]);
    }
  }
}

bool read_base32(std::string_view text, std::span<std::uint8_t> bytes) {
  if (text.size() != (bytes.size() * 8 + 4) / 5)
    return false;
  const std::size_t spare = text.size() * 5 - bytes.size() * 8;
  std::uint32_t window = 0;
  std::size_t held = 0;
  std::size_t filled = 0;
  bool first = true;
  for (const char c : text) {
    const std::int8_t value = digit_values[static_cast<unsigned char>(c)];
    if (value == no_digit || (first && (static_cast<std::uint32_t>(value) >> (5 - spare)) != 0))
      return false;
    window = (window << 5U) | static_cast<std::uint32_t>(value);
    held += first ? 5 - spare : 5;
    first = false;
    if (held >= 8) {
      held -= 8;
      bytes[filled++] = static_cast<std::uint8_t>(window >> held);
    }
  }
  return true;
}

/// A decimal number without leading zeros, at most `greatest`.
std::optional<std::uint64_t> read_count(std::string_view text, std::uint64_t greatest) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || (text.size() > 1 && text.front() == '0') ||
      value > greatest)
    return std::nullopt;
  return value;
}

void append_count(std::string& out, std::uint64_t value) {
  std::array<char, 20> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  expects(error == std::errc{}, "20 digits hold 64 bits");
  out.append(buffer.data(), end);
}

constexpr std::size_t replica_length = 16;

/// Spreads all bits over all bits (the finaliser of SplitMix64).
std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
  return bits ^ (bits >> 31U);
}

std::uint64_t hash_of(const ReplicaId& id) {
  std::uint64_t low = 0;
  std::uint16_t high = 0;
  std::memcpy(&low, id.bytes.data(), sizeof low);
  std::memcpy(&high, id.bytes.data() + sizeof low, sizeof high);
  return mixed(low ^ (std::uint64_t{high} << 48U));
}

} // namespace

std::string to_string(const RecordId& id) {
  std::string text;
  text.reserve(26);
  append_base32(text, id.bytes);
  return text;
}

std::optional<RecordId> parse_record_id(std::string_view text) {
  RecordId id;
  return read_base32(text, id.bytes) ? std::optional(id) : std::nullopt;
}

RecordId new_record_id(Random& random) {
  RecordId id;
  random.fill(std::as_writable_bytes(std::span(id.bytes)));
  return id;
}

RecordId natural_record_id(std::string_view kind, std::string_view key) {
  std::string text(kind);
  text.push_back('\x1F');
  text.append(key);
  const Hash hash = sha256(text);
  RecordId id;
  std::copy_n(hash.bytes.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

std::string to_string(const ReplicaId& id) {
  std::string text;
  text.reserve(replica_length);
  append_base32(text, id.bytes);
  return text;
}

std::optional<ReplicaId> parse_replica_id(std::string_view text) {
  ReplicaId id;
  return read_base32(text, id.bytes) ? std::optional(id) : std::nullopt;
}

ReplicaId new_replica_id(Random& random) {
  ReplicaId id;
  random.fill(std::as_writable_bytes(std::span(id.bytes)));
  return id;
}

ReplicaId builtin_replica() {
  return *parse_replica_id("base000000000000");
}

std::string to_string(const OperationId& id) {
  std::string text;
  text.reserve(replica_length + 16);
  append_base32(text, id.replica.bytes);
  text.push_back('.');
  append_count(text, id.sequence);
  text.push_back('.');
  append_count(text, id.index);
  return text;
}

std::optional<OperationId> parse_operation_id(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos)
    return std::nullopt;
  const auto replica = parse_replica_id(text.substr(0, first));
  const auto sequence = read_count(text.substr(first + 1, second - first - 1), greatest_count);
  const auto index = read_count(text.substr(second + 1), UINT32_MAX);
  if (!replica || !sequence || *sequence == 0 || !index)
    return std::nullopt;
  return OperationId{*replica, *sequence, static_cast<std::uint32_t>(*index)};
}

} // namespace truat::records

std::size_t
std::hash<truat::records::RecordId>::operator()(const truat::records::RecordId& id) const noexcept {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::memcpy(&low, id.bytes.data(), sizeof low);
  std::memcpy(&high, id.bytes.data() + sizeof low, sizeof high);
  return static_cast<std::size_t>(truat::records::mixed(low ^ (truat::records::mixed(high) << 1U)));
}

std::size_t
std::hash<truat::records::ReplicaId>::operator()(const truat::records::ReplicaId& id) const noexcept {
  return static_cast<std::size_t>(truat::records::hash_of(id));
}

std::size_t
std::hash<truat::records::CommitId>::operator()(const truat::records::CommitId& id) const noexcept {
  return static_cast<std::size_t>(truat::records::mixed(truat::records::hash_of(id.replica) + id.sequence));
}

std::size_t
std::hash<truat::records::OperationId>::operator()(const truat::records::OperationId& id) const noexcept {
  const std::uint64_t commit = truat::records::mixed(truat::records::hash_of(id.replica) + id.sequence);
  return static_cast<std::size_t>(truat::records::mixed(commit + id.index));
}
