// Truat files as the command reads, joins and writes them. All of a file is in memory: the program runs on an
// office's PC or server, not in a browser's heap.
#pragma once

#include "command/arguments.h"
#include "command/run_command.h"
#include "exchange/truat_reader.h"
#include "exchange/truat_writer.h"
#include "workspace/workspace.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace truat::command {

/// A .truat.json with the bytes its photos stand in.
struct StoreFile {
  std::string path;
  std::shared_ptr<const std::string> bytes;
  exchange::TruatContent content;
};

/// What opens locked files: the first line of the file that `--passphrase-file` names, where it is given.
/// Errors: those of reading it; `command.no_passphrase` where it is empty.
[[nodiscard]] Result<std::optional<std::string>> passphrase_of(const Arguments& arguments, Files& files);

/// The file's bytes, unpacked where they are packed by gzip, opened where they are locked. Errors name the
/// file: `command.locked` where there is no passphrase, those of `exchange::unlock_file`.
[[nodiscard]] Result<std::string> read_unpacked(Files& files, const std::string& path,
                                                const std::optional<std::string>& passphrase = {});
/// Reads bytes as a .truat.json. Errors name the file.
[[nodiscard]] Result<StoreFile> parse_store(const std::string& path, std::string bytes,
                                            exchange::OnDamage on_damage);
[[nodiscard]] Result<StoreFile> read_store(Files& files, const std::string& path,
                                           const std::optional<std::string>& passphrase,
                                           exchange::OnDamage on_damage);

/// An error with the file ahead of its place.
[[nodiscard]] Error in_file(const std::string& path, Error error);

/// A workspace put together of files, with the photos they bring.
class JoinedStore {
public:
  JoinedStore(Clock& clock, Random& random);

  [[nodiscard]] workspace::Workspace& workspace() { return m_workspace; }
  [[nodiscard]] const workspace::Workspace& workspace() const { return m_workspace; }

  /// All of the file or nothing. Errors, naming the file: those of `records::Ledger::merge` and
  /// `exchange::refuse_forged`.
  [[nodiscard]] Result<records::MergeReceipt> add(StoreFile file);
  [[nodiscard]] Result<std::string> photo(const Hash& hash) const;
  [[nodiscard]] bool has_photo(const Hash& hash) const { return m_photos.contains(hash); }

  /// When the earliest of the files' stores began, and when the latest file was exported; nothing without
  /// files.
  [[nodiscard]] std::optional<Instant> created_at() const { return m_created_at; }
  [[nodiscard]] std::optional<Instant> exported_at() const { return m_exported_at; }
  /// What only a newer version reads: it goes into what is written.
  [[nodiscard]] const exchange::NewerContent& newer() const { return m_newer; }
  /// Signed heads of the files, whose signatures hold.
  [[nodiscard]] const records::Heads& heads() const { return m_heads; }
  /// Everything as one file, the photos that are there in it and the others named; or what is in scope.
  [[nodiscard]] Result<std::string> write(std::optional<records::ReplicaId> replica, Instant created_at,
                                          Instant exported_at, workspace::Scope scope = {}) const;

private:
  struct PhotoPlace {
    std::shared_ptr<const std::string> bytes; ///< of the file
    exchange::TruatPhoto photo;
  };
  workspace::Workspace m_workspace;
  std::map<Hash, PhotoPlace> m_photos;
  std::set<Hash> m_left_out; ///< said so by a file
  records::Heads m_heads;
  exchange::NewerContent m_newer;
  std::optional<Instant> m_created_at;
  std::optional<Instant> m_exported_at;
};

/// Existing records by kind, sorted.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>>
count_records(const records::Projection& projection);
[[nodiscard]] std::size_t total(const std::map<std::string, std::size_t, std::less<>>& counts);
/// The names of the offices, sorted, each once.
[[nodiscard]] std::vector<std::string> office_names(const workspace::Workspace& workspace);

/// Hashes of photos that records name.
[[nodiscard]] std::set<Hash> named_photos(const records::Projection& projection);

} // namespace truat::command
