#include "command/store_files.h"

#include "audit/evidence.h"
#include "exchange/inflate.h"
#include "exchange/locked_file.h"
#include "exchange/proof.h"

#include <algorithm>

namespace truat::command {
namespace {

constexpr std::size_t most_unpacked_bytes = std::size_t{2} << 30;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF"; // as the Notepad of older Windows puts it

std::vector<records::RecordId> existing_records(const records::Projection& projection) {
  std::vector<records::RecordId> existing = projection.all_records();
  std::erase_if(existing, [&](const records::RecordId& id) { return !projection.exists(id); });
  return existing;
}

} // namespace

Error in_file(const std::string& path, Error error) {
  error.where = error.where.empty() ? path : path + ": " + error.where;
  return error;
}

Result<std::optional<std::string>> passphrase_of(const Arguments& arguments, Files& files) {
  const auto path = arguments.option(passphrase_option);
  if (!path)
    return std::nullopt;
  auto bytes = files.read(std::string(*path));
  if (!bytes)
    return std::unexpected(std::move(bytes.error()));
  std::string line = bytes->substr(0, bytes->find('\n'));
  if (line.ends_with('\r'))
    line.pop_back();
  if (line.starts_with(byte_order_mark))
    line.erase(0, byte_order_mark.size());
  if (line.empty())
    return failure("command.no_passphrase", {{"file", std::string(*path)}});
  return line;
}

Result<std::string> read_unpacked(Files& files, const std::string& path,
                                  const std::optional<std::string>& passphrase) {
  auto bytes = files.read(path);
  if (!bytes)
    return bytes; // its error names the file
  if (exchange::is_gzip(*bytes))
    bytes = exchange::gunzip(*bytes, most_unpacked_bytes);
  if (bytes && exchange::looks_locked(*bytes)) {
    if (passphrase)
      bytes = exchange::unlock_file(*bytes, *passphrase);
    else
      bytes = failure("command.locked", {{"option", std::string(passphrase_option)}});
  }
  if (!bytes)
    return std::unexpected(in_file(path, std::move(bytes.error())));
  return bytes;
}

Result<StoreFile> parse_store(const std::string& path, std::string bytes, exchange::OnDamage on_damage) {
  auto content = exchange::read_truat(bytes, on_damage);
  if (!content)
    return std::unexpected(in_file(path, std::move(content.error())));
  return StoreFile{path, std::make_shared<const std::string>(std::move(bytes)), std::move(*content)};
}

Result<StoreFile> read_store(Files& files, const std::string& path,
                             const std::optional<std::string>& passphrase, exchange::OnDamage on_damage) {
  auto bytes = read_unpacked(files, path, passphrase);
  if (!bytes)
    return std::unexpected(bytes.error());
  return parse_store(path, std::move(*bytes), on_damage);
}

JoinedStore::JoinedStore(Clock& clock, Random& random)
    : m_workspace(records::new_replica_id(random), clock, random) {}

Result<records::MergeReceipt> JoinedStore::add(StoreFile file) {
  std::vector<bool> holding;
  for (const SignatureCheck& check : exchange::signature_checks(file.content))
    holding.push_back(holds(check));
  if (const auto genuine = exchange::refuse_forged(file.content, holding); !genuine)
    return std::unexpected(in_file(file.path, genuine.error()));
  // As of a store, since nobody here takes what a merge would put into the outbox.
  auto receipt = m_workspace.merge(std::move(file.content.commits), records::Ledger::Source::store);
  if (!receipt)
    return std::unexpected(in_file(file.path, std::move(receipt.error())));
  const exchange::TruatManifest& manifest = file.content.manifest;
  m_created_at = std::min(m_created_at.value_or(manifest.created_at), manifest.created_at);
  m_exported_at = std::max(m_exported_at.value_or(manifest.exported_at), manifest.exported_at);
  m_left_out.insert(manifest.left_out.photos.begin(), manifest.left_out.photos.end());
  join(m_newer, file.content.newer);
  for (records::SignedHead& head : file.content.heads)
    m_heads.add(std::move(head));
  m_heads.settle(m_workspace.ledger().log());
  for (exchange::TruatPhoto& photo : file.content.photos)
    m_photos.try_emplace(photo.hash, PhotoPlace{file.bytes, photo});
  return receipt;
}

Result<std::string> JoinedStore::photo(const Hash& hash) const {
  const auto found = m_photos.find(hash);
  if (found == m_photos.end())
    return failure("truat.photo_damaged", {{"photo", to_hex(hash)}});
  const auto& [bytes, photo] = found->second;
  return exchange::photo_bytes(photo, std::string_view(*bytes).substr(photo.offset, photo.length));
}

Result<std::string> JoinedStore::write(std::optional<records::ReplicaId> replica, Instant created_at,
                                       Instant exported_at, workspace::Scope scope) const {
  workspace::ScopeWork work(m_workspace, scope);
  Budget budget = Budget::unlimited();
  while (work.run(budget) != Step::done) {
  }
  exchange::TruatExport what{.replica = replica,
                             .created_at = created_at,
                             .exported_at = exported_at,
                             .photos = {},
                             .left_out_photos = {},
                             .heads = m_heads,
                             .records = work.records(),
                             .newer = m_newer};
  std::set<Hash> named = {};
  for (const Hash& hash : work.photos())
    named.insert(hash);
  const bool is_whole = !scope.chooses_records();
  for (const auto& [hash, place] : m_photos)
    if (scope.photos == workspace::ScopePhotos::with && (is_whole || named.contains(hash)))
      what.photos.push_back(hash);
  if (is_whole)
    named.insert(m_left_out.begin(), m_left_out.end());
  for (const Hash& hash : named)
    if (scope.photos == workspace::ScopePhotos::without || !m_photos.contains(hash))
      what.left_out_photos.push_back(hash);
  what.scope = std::move(scope);
  return exchange::write_truat(m_workspace.ledger().log(), std::move(what),
                               [this](const Hash& hash) { return photo(hash); });
}

std::map<std::string, std::size_t, std::less<>> count_records(const records::Projection& projection) {
  std::map<std::string, std::size_t, std::less<>> counts;
  for (const records::RecordId& id : existing_records(projection))
    ++counts[std::string(projection.kind(id))];
  return counts;
}

std::size_t total(const std::map<std::string, std::size_t, std::less<>>& counts) {
  std::size_t sum = 0;
  for (const auto& [kind, count] : counts)
    sum += count;
  return sum;
}

std::vector<std::string> office_names(const workspace::Workspace& workspace) {
  std::set<std::string> names;
  for (const records::RecordId& id : workspace.audit().offices())
    names.insert(workspace.audit().office(id)->name);
  return {names.begin(), names.end()};
}

std::set<Hash> named_photos(const records::Projection& projection) {
  std::set<Hash> photos;
  for (const records::RecordId& id : projection.records(audit::photo_kind))
    if (const auto hash = parse_hash(records::as_text(projection.value(id, "photo.sha256"))))
      photos.insert(*hash);
  return photos;
}

} // namespace truat::command
