#include "storage/receipts.h"

#include "base/json.h"
#include "base/sort.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <utility>

namespace truat::storage {
namespace {

constexpr std::string_view prefix = "receipt/";
constexpr std::string_view format = "truat-receipt";
constexpr int receipt_version = 1;
constexpr std::array<std::string_view, 3> states{"begun", "taken", "restored"};

std::string key_of(std::uint64_t number) {
  return std::string(prefix) + std::to_string(number);
}

/// 0 for the key of anything else.
std::uint64_t number_of(std::string_view key) {
  std::uint64_t number = 0;
  if (!key.starts_with(prefix))
    return 0;
  key.remove_prefix(prefix.size());
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  return error == std::errc() && end == key.data() + key.size() ? number : 0;
}

/// Counts, texts and times by their names, for writing and reading alike.
template <class Receipt, class Visit>
void for_each_count(Receipt& receipt, Visit visit) {
  visit("bytes", receipt.bytes);
  visit("changed", receipt.changed_records);
  visit("conflicts", receipt.records_in_conflict);
  visit("known", receipt.known_records);
  visit("known_commits", receipt.known_commits);
  visit("new", receipt.new_records);
  visit("new_commits", receipt.new_commits);
  visit("number", receipt.number);
  visit("photos", receipt.photos);
}
template <class Receipt, class Visit>
void for_each_text(Receipt& receipt, Visit visit) {
  visit("file", receipt.file);
  visit("office", receipt.office);
  visit("person", receipt.person);
  visit("workstation", receipt.workstation);
}
template <class Receipt, class Visit>
void for_each_instant(Receipt& receipt, Visit visit) {
  visit("exported_at", receipt.exported_at);
  visit("first_change", receipt.first_change);
  visit("last_change", receipt.last_change);
  visit("restored_at", receipt.restored_at);
}

std::optional<records::CommitId> parse_commit_id(std::string_view text) {
  const auto id = records::parse_operation_id(std::string(text) + ".0");
  return id ? std::optional(id->commit()) : std::nullopt;
}

/// Reads the receipts one after the other.
struct Loading : std::enable_shared_from_this<Loading> {
  platform::BlobStore* cold = nullptr;
  platform::Done<Receipts::Listed> done;
  std::vector<std::uint64_t> numbers; ///< falling
  std::size_t at = 0;
  Receipts::Listed listed;

  void next() {
    if (at == numbers.size()) {
      done(std::move(listed));
      return;
    }
    cold->get(key_of(numbers[at]), [self = shared_from_this()](Result<std::optional<std::string>> bytes) {
      if (!bytes) {
        self->done(std::unexpected(bytes.error()));
        return;
      }
      auto receipt = *bytes ? decode_receipt(**bytes) : std::nullopt;
      if (receipt && receipt->number == self->numbers[self->at])
        self->listed.receipts.push_back(std::move(*receipt));
      else
        ++self->listed.unreadable;
      ++self->at;
      self->next();
    });
  }
};

/// The numbers in use, falling.
std::vector<std::uint64_t> numbers_in(const std::vector<std::string>& keys) {
  std::vector<std::uint64_t> numbers;
  for (const std::string& key : keys)
    if (const std::uint64_t number = number_of(key); number != 0)
      numbers.push_back(number);
  truat::sort(numbers, std::ranges::greater());
  return numbers;
}

} // namespace

std::string encode(const ImportReceipt& receipt) {
  std::map<std::string_view, std::string> members; // canonical JSON has its keys in order
  const auto text = [&members](std::string_view name, std::string_view value) {
    members[name] = JsonWriter().string(value).take();
  };
  const auto count = [&members](std::string_view name, std::uint64_t value) {
    members[name] = std::to_string(value);
  };
  for_each_count(receipt, count);
  for_each_text(receipt, text);
  for_each_instant(receipt, [&](std::string_view name, const std::optional<Instant>& instant) {
    if (instant)
      text(name, to_iso(*instant));
  });
  text("format", format);
  text("imported_at", to_iso(receipt.imported_at));
  text("imported_by", records::to_string(receipt.imported_by));
  text("manifest", to_hex(receipt.manifest));
  if (receipt.replica)
    text("replica", records::to_string(*receipt.replica));
  text("state", states[static_cast<std::size_t>(receipt.state)]);
  count("version", receipt_version);
  if (receipt.witness)
    text("witness",
         records::to_string(receipt.witness->replica) + "." + std::to_string(receipt.witness->sequence));
  JsonWriter writer;
  writer.begin_object();
  for (const auto& [name, value] : members)
    writer.key(name).raw(value);
  writer.end_object();
  return writer.take();
}

std::optional<ImportReceipt> decode_receipt(std::string_view line) {
  const auto document = parse_json(line);
  if (!document)
    return std::nullopt;
  const JsonView root = document->root();
  if (root["format"].string() != format || root["version"].integer() != receipt_version)
    return std::nullopt;
  ImportReceipt receipt;
  bool good = true;
  for_each_count(receipt, [&](std::string_view name, std::uint64_t& count) {
    const auto read = root[name].integer();
    good = good && read && *read >= 0;
    count = static_cast<std::uint64_t>(read.value_or(0));
  });
  for_each_text(receipt, [&](std::string_view name, std::string& text) {
    const auto read = root[name].string();
    good = good && read;
    text = read.value_or("");
  });
  for_each_instant(receipt, [&](std::string_view name, std::optional<Instant>& instant) {
    if (const auto read = root[name].string()) {
      instant = parse_iso_instant(*read);
      good = good && instant;
    }
  });
  const auto imported_at = parse_iso_instant(root["imported_at"].string().value_or(""));
  const auto imported_by = records::parse_record_id(root["imported_by"].string().value_or(""));
  const auto manifest = parse_hash(root["manifest"].string().value_or(""));
  const auto state = std::ranges::find(states, root["state"].string().value_or(""));
  if (!good || !imported_at || !imported_by || !manifest || state == states.end())
    return std::nullopt;
  receipt.imported_at = *imported_at;
  receipt.imported_by = *imported_by;
  receipt.manifest = *manifest;
  receipt.state = static_cast<ImportReceipt::State>(state - states.begin());
  if (const auto replica = root["replica"].string())
    receipt.replica = records::parse_replica_id(*replica);
  if (const auto witness = root["witness"].string())
    receipt.witness = parse_commit_id(*witness);
  return receipt;
}

void Receipts::add(ImportReceipt receipt, platform::Done<ImportReceipt> done) {
  m_cold->keys([cold = m_cold, receipt = std::move(receipt),
                done = std::move(done)](Result<std::vector<std::string>> keys) mutable {
    if (!keys) {
      done(std::unexpected(std::move(keys.error())));
      return;
    }
    const std::vector<std::uint64_t> numbers = numbers_in(*keys);
    receipt.number = numbers.empty() ? 1 : numbers.front() + 1;
    Receipts(*cold).put(receipt, [receipt, done = std::move(done)](Result<void> kept) {
      if (kept)
        done(receipt);
      else
        done(std::unexpected(std::move(kept.error())));
    });
  });
}

void Receipts::put(const ImportReceipt& receipt, platform::Done<void> done) {
  m_cold->put({{key_of(receipt.number), encode(receipt)}}, platform::Urgency::normal, std::move(done));
}

void Receipts::load(platform::Done<Listed> done) {
  auto loading = std::make_shared<Loading>();
  loading->cold = m_cold;
  loading->done = std::move(done);
  m_cold->keys([loading](const Result<std::vector<std::string>>& keys) {
    if (!keys) {
      loading->done(std::unexpected(keys.error()));
      return;
    }
    loading->numbers = numbers_in(*keys);
    loading->next();
  });
}

} // namespace truat::storage
