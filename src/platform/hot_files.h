// The hot mount: a small set of files kept in IDBFS's own IndexedDB database, written by us in single
// transactions.
//
// The database has the mount path's name, version 21, one store FILE_DATA; key = absolute path, value =
// {timestamp, mode, contents} (Emscripten's libidbfs.js). It is read by `syncfs(true)` and never written by
// `syncfs(false)`, which deletes whatever the other side lacks: the mount refuses that call.
#pragma once

#include "platform/async.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::platform {

/// `path` is relative to the mount, without a leading slash: "meta", "segments/12".
struct HotFile {
  std::string path;
  std::string bytes;
  bool operator==(const HotFile&) const = default;
};

/// A file's new bytes, or nothing to remove it.
struct FileChange {
  std::string path;
  std::optional<std::string> bytes;
  bool operator==(const FileChange&) const = default;
};

/// The file that every write must contain. Its time stamp, read inside the write's own transaction, tells
/// whether anyone else has written since: so a tab that lost its lock, or whose database was deleted, cannot
/// tear the store.
inline constexpr std::string_view guard_path = "meta";

class HotFiles {
public:
  virtual ~HotFiles() = default;

  /// All files as of one moment. Until it has succeeded once, `write` is refused. May be called again to
  /// catch up with the tab that writes. Errors: `platform.store_unreadable`, `platform.no_storage`.
  virtual void populate(Done<std::vector<HotFile>> done) = 0;

  /// All files as they are now, for export: writes go on standing on what `populate` read.
  virtual void read_raw(Done<std::vector<HotFile>> done) = 0;

  /// One readwrite transaction of durability "strict", with the changed paths and any missing entries of
  /// their directories; `done` at `complete`. All changes are kept or none. A connection that was lost is
  /// opened again and the write tried once more. Contract: `changes` writes `guard_path`, and the write
  /// before has been answered. Errors: `platform.overtaken` (another tab has written), `platform.store_gone`
  /// (the database was deleted), `platform.storage_full`, `platform.write_failed`, `platform.not_populated`.
  virtual void write(std::vector<FileChange> changes, Done<void> done) = 0;

  /// After `platform.store_gone`: lets the next write make the database anew, as if populate had found
  /// nothing.
  virtual void start_anew() = 0;

  /// Deletes the whole database; nothing can be written afterwards. For the sample workspace.
  virtual void erase(Done<void> done) = 0;
};

#ifdef __EMSCRIPTEN__
/// `mount` is an absolute path ("/truat/hot") and the database's name.
[[nodiscard]] std::unique_ptr<HotFiles> open_hot_files(const std::string& mount);
#endif

} // namespace truat::platform
