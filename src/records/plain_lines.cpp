#include "records/plain_lines.h"

#include "base/utf8.h"

#include <charconv>
#include <utility>

namespace truat::records {
namespace {

/// Takes a line from the front. After the first piece that is not as expected nothing is taken any more.
class Scanner {
public:
  explicit Scanner(std::string_view line) : m_rest(line) {}

  [[nodiscard]] bool is_good() const { return m_good; }
  [[nodiscard]] bool is_at_end() const { return m_good && m_rest.empty(); }
  [[nodiscard]] bool begins_with(std::string_view text) const { return m_good && m_rest.starts_with(text); }
  void refuse() { m_good = false; }

  bool try_take(std::string_view text) {
    if (!begins_with(text))
      return false;
    m_rest.remove_prefix(text.size());
    return true;
  }
  void take(std::string_view text) { m_good = try_take(text) && m_good; }

  /// A string in quotes that stands for itself: neither escapes nor what needs one. UTF-8 is not looked at.
  std::string_view take_string() {
    if (!try_take("\"")) {
      refuse();
      return {};
    }
    std::size_t length = 0;
    while (length < m_rest.size() && m_rest[length] != '"' && m_rest[length] != '\\' &&
           static_cast<unsigned char>(m_rest[length]) >= 0x20)
      ++length;
    const std::string_view text = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    take("\"");
    return m_good ? text : std::string_view();
  }

  /// A whole number as canonical JSON has it: no plus, no leading zeros, no -0, within 2^53 - 1 of zero.
  std::int64_t take_integer() {
    std::int64_t value = 0;
    const char* begin = m_rest.data();
    const auto [end, error] = std::from_chars(begin, begin + m_rest.size(), value);
    const std::string_view digits = m_rest.substr(0, static_cast<std::size_t>(end - begin));
    const bool is_canonical =
        digits == "0" || digits.starts_with('-') ? digits.substr(1, 1) != "0" : !digits.starts_with('0');
    const auto greatest = static_cast<std::int64_t>(greatest_count);
    m_good = m_good && error == std::errc{} && is_canonical && value >= -greatest && value <= greatest;
    m_rest.remove_prefix(m_good ? digits.size() : 0);
    return m_good ? value : 0;
  }

  std::uint64_t take_count(std::uint64_t least, std::uint64_t greatest) {
    const std::int64_t value = take_integer();
    m_good = m_good && value >= 0 && static_cast<std::uint64_t>(value) >= least &&
             static_cast<std::uint64_t>(value) <= greatest;
    return m_good ? static_cast<std::uint64_t>(value) : 0;
  }

  template <class T>
  T need(std::optional<T> value) {
    m_good = m_good && value.has_value();
    return m_good ? std::move(*value) : T();
  }

  std::string need(std::string_view text, bool is_right) {
    m_good = m_good && is_right;
    return m_good ? std::string(text) : std::string();
  }

private:
  std::string_view m_rest;
  bool m_good = true;
};

std::vector<OperationId> take_overwrites(Scanner& scanner, const OperationId& self) {
  std::vector<OperationId> ids;
  do {
    const OperationId id = scanner.need(parse_operation_id(scanner.take_string()));
    if (id == self || (!ids.empty() && !(ids.back() < id)))
      scanner.refuse();
    ids.push_back(id);
  } while (scanner.try_take(","));
  scanner.take("]");
  return ids;
}

VersionVector take_seen(Scanner& scanner) {
  VersionVector seen;
  do {
    const ReplicaId replica = scanner.need(parse_replica_id(scanner.take_string()));
    scanner.take(":");
    if (!seen.empty() && !(seen.rbegin()->first < replica))
      scanner.refuse();
    seen.emplace(replica, scanner.take_count(1, greatest_count));
  } while (scanner.try_take(","));
  scanner.take("}");
  return seen;
}

Value take_value(Scanner& scanner) {
  if (scanner.begins_with("\"")) {
    const std::string_view text = scanner.take_string();
    return scanner.need(text, is_valid_utf8(text));
  }
  if (scanner.try_take("null"))
    return {};
  if (scanner.try_take("true"))
    return true;
  if (scanner.try_take("false"))
    return false;
  return scanner.take_integer();
}

} // namespace

std::optional<Operation> read_plain_operation(std::string_view line) {
  if (line.size() > longest_line)
    return std::nullopt;
  Operation operation;
  Scanner scanner(line);
  scanner.take("{\"field\":");
  const std::string_view field = scanner.take_string();
  operation.field = scanner.need(field, is_field_name(field));
  scanner.take(",\"id\":");
  operation.id = scanner.need(parse_operation_id(scanner.take_string()));
  if (scanner.try_take(",\"overwrites\":["))
    operation.overwrites = take_overwrites(scanner, operation.id);
  scanner.take(",\"record\":");
  operation.record = scanner.need(parse_record_id(scanner.take_string()));
  scanner.take(",\"salt\":");
  const std::string_view salt = scanner.take_string();
  operation.salt = scanner.need(salt, is_salt(salt));
  if (scanner.try_take(",\"seen\":{"))
    operation.seen = take_seen(scanner);
  scanner.take(",\"value\":");
  operation.value = take_value(scanner);
  scanner.take("}");
  return scanner.is_at_end() ? std::optional(std::move(operation)) : std::nullopt;
}

std::optional<CommitHeader> read_plain_header(std::string_view line) {
  if (line.size() > longest_line)
    return std::nullopt;
  CommitHeader header;
  Scanner scanner(line);
  scanner.take("{\"author\":");
  header.author = scanner.need(parse_record_id(scanner.take_string()));
  scanner.take(",\"count\":");
  header.count = static_cast<std::uint32_t>(scanner.take_count(1, UINT32_MAX));
  scanner.take(",\"label\":");
  const std::string_view label = scanner.take_string();
  header.label = scanner.need(label, is_label(label));
  scanner.take(",\"lamport\":");
  header.lamport = scanner.take_count(1, greatest_count);
  scanner.take(",\"previous\":");
  header.previous = scanner.need(parse_hash(scanner.take_string()));
  scanner.take(",\"replica\":");
  header.replica = scanner.need(parse_replica_id(scanner.take_string()));
  scanner.take(",\"root\":");
  header.root = scanner.need(parse_hash(scanner.take_string()));
  scanner.take(",\"sequence\":");
  header.sequence = scanner.take_count(1, greatest_count);
  scanner.take(",\"time\":");
  header.time = scanner.need(parse_iso_instant(scanner.take_string()));
  scanner.take("}");
  const bool is_first = header.sequence == 1;
  if (!scanner.is_at_end() || is_first != (header.previous == Hash{}))
    return std::nullopt;
  return header;
}

} // namespace truat::records
