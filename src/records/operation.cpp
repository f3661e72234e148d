#include "records/operation.h"

#include "base/contract.h"
#include "base/json_members.h"
#include "records/plain_lines.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace truat::records {
namespace {

constexpr std::size_t longest_label = 100; // bytes
constexpr std::size_t salt_length = 22;
constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 0xFF;
constexpr auto base64url_values = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(no_digit);
  for (std::size_t i = 0; i < base64url.size(); ++i)
    values[static_cast<unsigned char>(base64url[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

bool is_printable(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

/// Takes the members of a line one by one and remembers the first that is missing or not as it must be.
class LineReader {
public:
  explicit LineReader(JsonView line) : m_line(line) {}

  std::uint64_t count(std::string_view key, std::uint64_t least, std::uint64_t greatest) {
    const auto number = m_line[key].integer();
    const bool good = number && *number >= 0 && static_cast<std::uint64_t>(*number) >= least &&
                      static_cast<std::uint64_t>(*number) <= greatest;
    return good ? static_cast<std::uint64_t>(*number) : refuse<std::uint64_t>(key);
  }
  /// `Parse` is called by its name: clang declares a function whose address is taken before its return type
  /// is complete with a wrong signature, and in wasm the call traps.
  template <class T, auto Parse>
  T parsed(std::string_view key) {
    const auto text = m_line[key].string();
    auto value = text ? Parse(*text) : std::nullopt;
    return value ? std::move(*value) : refuse<T>(key);
  }
  template <class Accept>
  std::string text(std::string_view key, Accept accept) {
    const auto text = m_line[key].string();
    return text && accept(*text) ? std::string(*text) : refuse<std::string>(key);
  }
  template <class T>
  T refuse(std::string_view key) {
    if (m_bad_key.empty())
      m_bad_key = key;
    return T();
  }
  [[nodiscard]] JsonView operator[](std::string_view key) const { return m_line[key]; }
  [[nodiscard]] const std::string& bad_key() const { return m_bad_key; }

private:
  JsonView m_line;
  std::string m_bad_key;
};

/// The line's object, canonical to the byte.
Result<JsonDocument> parse_line(std::string_view line) {
  if (line.size() > longest_line)
    return failure("records.line_too_long");
  auto document = parse_json(line);
  if (!document)
    return document;
  const auto canonical = canonical_json(document->root());
  if (!canonical)
    return std::unexpected(canonical.error());
  if (*canonical != line || !document->root().is_object())
    return failure("records.not_canonical");
  return document;
}

/// Rising ids, as `overwrites` has them, without the operation itself.
std::vector<OperationId> read_overwrites(LineReader& reader, const OperationId& self) {
  std::vector<OperationId> ids;
  const JsonView list = reader["overwrites"];
  bool good = !list.exists() || (list.is_array() && list.size() > 0);
  list.for_each_element([&](JsonView element) {
    const auto id = parse_operation_id(element.string().value_or(""));
    good = good && id && *id != self && (ids.empty() || ids.back() < *id);
    if (good)
      ids.push_back(*id);
  });
  return good ? ids : reader.refuse<std::vector<OperationId>>("overwrites");
}

VersionVector read_seen(LineReader& reader) {
  VersionVector seen;
  const JsonView object = reader["seen"];
  bool good = !object.exists() || (object.is_object() && object.size() > 0);
  object.for_each_member([&](std::string_view key, JsonView value) {
    const auto replica = parse_replica_id(key);
    const auto sequence = value.integer();
    good = good && replica && sequence && *sequence > 0;
    if (good)
      seen.emplace(*replica, static_cast<std::uint64_t>(*sequence));
  });
  return good ? seen : reader.refuse<VersionVector>("seen");
}

Value read_operation_value(LineReader& reader) {
  const JsonView view = reader["value"];
  auto value = view.exists() ? read_value(view) : Result<Value>(failure("records.bad_operation"));
  return value ? std::move(*value) : reader.refuse<Value>("value");
}

/// An operation's line as far as the commit's check needs it: whose it is, what it adds to the root, and the
/// body.
struct ReadLine {
  OperationId id;
  Hash leaf;
  std::optional<Operation> operation;
};

Hash hash_of_line(std::string_view line) {
  std::string bytes(1, '\0');
  return sha256(bytes.append(line));
}

Result<ReadLine> read_line(std::string_view line) {
  if (auto plain = read_plain_operation(line))
    return ReadLine{plain->id, hash_of_line(line), std::move(plain)};
  const auto document = parse_line(line);
  if (!document)
    return std::unexpected(document.error());
  LineReader reader(document->root());
  ReadLine read{.id = reader.parsed<OperationId, parse_operation_id>("id")};
  if (!reader["field"].exists()) {
    read.leaf = reader.parsed<Hash, parse_hash>("leaf");
  } else {
    Operation operation{.id = read.id};
    operation.record = reader.parsed<RecordId, parse_record_id>("record");
    operation.field = reader.text("field", is_field_name);
    operation.value = read_operation_value(reader);
    operation.overwrites = read_overwrites(reader, read.id);
    operation.seen = read_seen(reader);
    operation.salt = reader.text("salt", is_salt);
    read.leaf = hash_of_line(line);
    read.operation = std::move(operation);
  }
  if (!reader.bad_key().empty())
    return failure("records.bad_operation", {{"key", reader.bad_key()}});
  return read;
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<char, 65> bytes{'\x01'};
  std::copy_n(left.bytes.begin(), 32, bytes.begin() + 1);
  std::copy_n(right.bytes.begin(), 32, bytes.begin() + 33);
  return sha256({bytes.data(), bytes.size()});
}

/// RFC 6962, section 2.1. Recursion halves the list.
Hash tree_hash(std::span<const Hash> leaves) {
  if (leaves.empty())
    return sha256({});
  if (leaves.size() == 1)
    return leaves.front();
  const std::size_t split = std::bit_floor(leaves.size() - 1);
  return node_hash(tree_hash(leaves.first(split)), tree_hash(leaves.subspan(split)));
}

std::string place_of(const CommitHeader& header) {
  return "commit " + to_string(header.replica) + "." + std::to_string(header.sequence);
}

std::unexpected<Error> at(Error error, std::string where) {
  error.where = error.where.empty() ? std::move(where) : where + ", " + error.where;
  return std::unexpected(std::move(error));
}

} // namespace

bool covers(const VersionVector& vector, const OperationId& id) {
  const auto found = vector.find(id.replica);
  return found != vector.end() && id.sequence <= found->second;
}

std::string new_salt(Random& random) {
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  std::string salt;
  salt.reserve(salt_length);
  std::uint32_t window = 0;
  int held = 0;
  for (const std::byte byte : bytes) {
    window = (window << 8U) | static_cast<std::uint32_t>(byte);
    held += 8;
    while (held >= 6) {
      held -= 6;
      salt.push_back(base64url[(window >> held) & 63U]);
    }
  }
  salt.push_back(base64url[(window << (6 - held)) & 63U]);
  return salt;
}

/// 22 characters hold 132 bits: the last four are zero, so that each salt has one form.
bool is_salt(std::string_view text) {
  const auto value_of = [](char c) { return base64url_values[static_cast<unsigned char>(c)]; };
  return text.size() == salt_length &&
         std::ranges::all_of(text, [&](char c) { return value_of(c) != no_digit; }) &&
         value_of(text.back()) % 16 == 0;
}

bool is_label(std::string_view text) {
  return is_printable(text, longest_label);
}

bool is_field_name(std::string_view text) {
  return is_printable(text, longest_field_name);
}

std::string encode(const CommitHeader& header) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("author").string(to_string(header.author));
  writer.key("count").integer(header.count);
  writer.key("label").string(header.label);
  writer.key("lamport").integer(static_cast<std::int64_t>(header.lamport));
  writer.key("previous").string(to_hex(header.previous));
  writer.key("replica").string(to_string(header.replica));
  writer.key("root").string(to_hex(header.root));
  writer.key("sequence").integer(static_cast<std::int64_t>(header.sequence));
  writer.key("time").string(to_iso(header.time));
  return writer.end_object().take();
}

std::string encode(const Operation& operation) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("field").string(operation.field);
  writer.key("id").string(to_string(operation.id));
  if (!operation.overwrites.empty()) {
    writer.key("overwrites").begin_array();
    for (const OperationId& id : operation.overwrites)
      writer.string(to_string(id));
    writer.end_array();
  }
  writer.key("record").string(to_string(operation.record));
  writer.key("salt").string(operation.salt);
  if (!operation.seen.empty()) {
    writer.key("seen").begin_object();
    for (const auto& [replica, sequence] : operation.seen)
      writer.key(to_string(replica)).integer(static_cast<std::int64_t>(sequence));
    writer.end_object();
  }
  writer.key("value");
  write_value(writer, operation.value);
  return writer.end_object().take();
}

std::string left_out_line(std::string_view operation_line) {
  const auto read = read_line(operation_line);
  expects(read.has_value(), "an operation's line");
  JsonWriter writer;
  writer.begin_object();
  writer.key("id").string(to_string(read->id));
  writer.key("leaf").string(to_hex(read->leaf));
  return writer.end_object().take();
}

bool is_erased_line(std::string_view operation_line) {
  if (!operation_line.starts_with("{") || read_plain_operation(operation_line))
    return false;
  const auto document = parse_json(operation_line);
  return document && !document->root()["field"].exists() &&
         parse_iso_instant(document->root()["erased"].string().value_or("")).has_value();
}

std::string joined_left_out(std::string_view line, std::string_view other) {
  const auto members_of = [](std::string_view text) {
    const auto document = parse_json(text);
    expects(document.has_value(), "a line that was checked");
    auto members = canonical_members(document->root());
    expects(members.has_value(), "a canonical line");
    return std::move(*members);
  };
  JsonMembers members = members_of(line);
  join(members, members_of(other));
  std::string joined = to_json(members);
  return joined.size() <= longest_line ? joined : std::string(std::max(line, other));
}

Result<CommitHeader> decode_header(std::string_view line) {
  if (auto plain = read_plain_header(line))
    return std::move(*plain);
  const auto document = parse_line(line);
  if (!document)
    return std::unexpected(document.error());
  LineReader reader(document->root());
  CommitHeader header;
  header.replica = reader.parsed<ReplicaId, parse_replica_id>("replica");
  header.sequence = reader.count("sequence", 1, greatest_count);
  header.previous = reader.parsed<Hash, parse_hash>("previous");
  header.lamport = reader.count("lamport", 1, greatest_count);
  header.time = reader.parsed<Instant, parse_iso_instant>("time");
  header.author = reader.parsed<RecordId, parse_record_id>("author");
  header.label = reader.text("label", is_label);
  header.count = static_cast<std::uint32_t>(reader.count("count", 1, UINT32_MAX));
  header.root = reader.parsed<Hash, parse_hash>("root");
  if ((header.sequence == 1) != (header.previous == Hash{}))
    reader.refuse<Hash>("previous");
  if (!reader.bad_key().empty())
    return failure("records.bad_header", {{"key", reader.bad_key()}});
  return header;
}

Result<std::optional<Operation>> decode_operation(std::string_view line) {
  auto read = read_line(line);
  if (!read)
    return std::unexpected(read.error());
  return std::move(read->operation);
}

Hash leaf_hash(std::string_view operation_line) {
  if (operation_line.starts_with(
          "{\"field\":")) // no left-out line, so that nothing needs to be read out of it
    return hash_of_line(operation_line);
  const auto read = read_line(operation_line);
  expects(read.has_value(), "an operation's line");
  return read->leaf;
}

Hash merkle_root(const std::vector<std::string>& operation_lines) {
  std::vector<Hash> leaves;
  leaves.reserve(operation_lines.size());
  for (const std::string& line : operation_lines)
    leaves.push_back(leaf_hash(line));
  return tree_hash(leaves);
}

Hash header_hash(std::string_view header_line) {
  return sha256(header_line);
}

Result<Commit> read_commit(CommitLines lines) {
  const auto header = decode_header(lines.header);
  if (!header)
    return std::unexpected(header.error());
  Commit commit{.header = *header, .hash = header_hash(lines.header)};
  if (lines.operations.size() != header->count)
    return failure(
        "records.wrong_count",
        {{"stated", std::to_string(header->count)}, {"found", std::to_string(lines.operations.size())}},
        place_of(*header));
  std::vector<Hash> leaves;
  leaves.reserve(lines.operations.size());
  commit.operations.reserve(lines.operations.size());
  for (std::uint32_t index = 0; index < header->count; ++index) {
    auto read = read_line(lines.operations[index]);
    if (!read)
      return at(read.error(), place_of(*header) + ", operation " + std::to_string(index));
    if (read->id != OperationId{header->replica, header->sequence, index})
      return failure("records.wrong_operation_id", {{"id", to_string(read->id)}}, place_of(*header));
    leaves.push_back(read->leaf);
    commit.operations.push_back(std::move(read->operation));
  }
  if (tree_hash(leaves) != header->root)
    return failure("records.wrong_root", {}, place_of(*header));
  commit.lines = std::move(lines);
  return commit;
}

Result<void> check_commit(const CommitLines& lines) {
  const auto commit = read_commit(lines);
  return commit ? Result<void>() : std::unexpected(commit.error());
}

} // namespace truat::records
