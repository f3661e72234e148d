// Receipts of imports (records/import_receipt.h), kept as long as the store is.
#pragma once

#include "platform/blob_store.h"
#include "records/import_receipt.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace truat::storage {

using records::ImportReceipt;

/// Kept in the cold database under "receipt/<number>", one JSON object of one line each:
///   {"bytes":N,"changed":N,"conflicts":N,"exported_at":INSTANT,"file":TEXT,"first_change":INSTANT,
///    "format":"truat-receipt","imported_at":INSTANT,"imported_by":RECORD,"known":N,"known_commits":N,
///    "last_change":INSTANT,"manifest":HASH,"new":N,"new_commits":N,"number":N,"office":TEXT,"person":TEXT,
///    "photos":N,"replica":REPLICA,"restored_at":INSTANT,"state":"begun","version":1,"witness":ID,
///    "workstation":TEXT}
/// What is not known is absent.
[[nodiscard]] std::string encode(const ImportReceipt& receipt);
/// Nothing for what is no receipt, or one of a newer version.
[[nodiscard]] std::optional<ImportReceipt> decode_receipt(std::string_view line);

class Receipts {
public:
  /// The database outlives this, and what was asked.
  explicit Receipts(platform::BlobStore& cold) : m_cold(&cold) {}

  /// Keeps a new receipt under the next number, which is the answer. Errors: those of BlobStore.
  void add(ImportReceipt receipt, platform::Done<ImportReceipt> done);
  /// Keeps it anew under its number. Errors: those of BlobStore.
  void put(const ImportReceipt& receipt, platform::Done<void> done);
  struct Listed {
    std::vector<ImportReceipt> receipts; ///< newest first
    std::size_t unreadable = 0;          ///< left where they are
  };
  /// Errors: those of BlobStore.
  void load(platform::Done<Listed> done);

private:
  platform::BlobStore* m_cold;
};

} // namespace truat::storage
