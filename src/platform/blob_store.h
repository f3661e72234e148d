// A database of keys and bytes, read by key: sealed parts of the log ("cold"), drafts.
#pragma once

#include "platform/async.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::platform {

/// New bytes under a key, or nothing to remove it.
struct BlobChange {
  std::string key;
  std::optional<std::string> bytes;
  bool operator==(const BlobChange&) const = default;
};

class BlobStore {
public:
  virtual ~BlobStore() = default;
  /// Nothing where there is no such key. Error: `platform.store_unreadable`.
  virtual void get(const std::string& key, Done<std::optional<std::string>> done) = 0;
  /// All changes in one strict transaction, or none. Errors as those of HotFiles::write, without the guard's.
  virtual void put(std::vector<BlobChange> changes, Urgency urgency, Done<void> done) = 0;
  /// Every key, sorted.
  virtual void keys(Done<std::vector<std::string>> done) = 0;
  /// Deletes the whole database.
  virtual void erase(Done<void> done) = 0;
};

#ifdef __EMSCRIPTEN__
[[nodiscard]] std::unique_ptr<BlobStore> open_blob_store(const std::string& database);
#endif

} // namespace truat::platform
