// What comes back to the screens from a request that took its time: files, a position, an import's preview.
// `app` puts it into `UiState::inbox`; the screen that waits for it takes it out.
#pragma once

#include "base/error.h"
#include "records/import_receipt.h"
#include "records/ledger.h"
#include "ui/request.h"
#include "workspace/keys.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace truat::ui {

struct FilePicked {
  FilePurpose purpose = FilePurpose::photo;
  std::string name;
  std::string bytes; ///< empty for photos, which the photo database has already: `photo` is their hash
  std::string photo;
  records::RecordId record;
  std::string field;
};
struct PositionFound {
  records::RecordId record;
  std::string field;
  double latitude = 0, longitude = 0, accuracy_metres = 0;
};
/// A request that failed where a toast would not be enough: the place shows it.
struct RequestFailed {
  records::RecordId record;
  std::string field;
  Error error;
};

/// A factory list as it was read: how, what each column feeds, what is new, known and bad.
struct FactoryListPreview {
  struct Column {
    std::string name; ///< as spreadsheets call it: "A"
    std::string heading;
    std::string field;  ///< wire name, empty: feeds nothing
    std::string sample; ///< its cell in `sample_row`
    /// The person said that it is to be left out; an empty `field` without it waits for a choice.
    bool left_out = false;
  };
  /// How the file was read, where that can be wrong and another way be chosen: its encoding, its separator,
  /// the era of its years, the sheet.
  struct Setting {
    struct Option {
      std::string key;   ///< goes back in `ImportColumns::settings`
      std::string label; ///< message key, or a name that is the same in every language ("Windows-874")
    };
    std::string key;   ///< "encoding"
    std::string label; ///< message key
    std::string chosen;
    std::vector<Option> options;
  };
  /// A row that is left out, and the cell that is why.
  struct BadRow {
    std::size_t row = 0; ///< as spreadsheets count
    std::string column;  ///< "D"; empty: the row as a whole
    std::string text;    ///< of the cell
    Phrase reason;
  };
  struct FieldChange {
    std::string field; ///< wire name
    records::Value before;
    records::Value after;
  };
  /// A factory that a row gives.
  struct Row {
    enum class Kind : std::uint8_t { fresh, changed, same };
    Kind kind = Kind::fresh;
    std::size_t row = 0;
    std::string name;
    std::string registration_number;
    records::RecordId factory;        ///< of a known one
    std::vector<FieldChange> changes; ///< what the import would set; of a new one, all of it
  };
  std::uint64_t import = 0;
  std::string file;
  std::vector<Setting> settings;
  std::vector<Column> columns;
  std::size_t sample_row = 0;             ///< as spreadsheets count
  std::vector<std::string> fields;        ///< wire names that a column can feed, in the order of the form
  std::vector<std::string> needed_fields; ///< those without which nothing can be imported
  std::size_t row_count = 0;              ///< with data
  std::vector<Row> rows;                  ///< good ones, in the file's order
  std::vector<BadRow> bad_rows;
  std::vector<Warning> warnings; ///< what was read though it is not as it should be
  /// The rows that are left out as a CSV file, with a column that says why; empty where there are none.
  std::function<std::string()> bad_rows_csv;
  std::optional<Error>
      error; ///< the whole file is unreadable; only `import`, `file` and `settings` are filled
};
/// A `.truat.json` as it would change this store.
struct TruatFilePreview {
  std::uint64_t import = 0;
  std::string file;
  std::uint64_t bytes = 0;
  std::string from_person, from_office, from_workstation; ///< who made it, as far as the file says
  std::optional<Instant> exported_at;
  std::optional<Instant> first_change, last_change; ///< of the commits that are new here
  records::MergePreview preview;
  /// Titles of records that only the file knows; the workspace has the others.
  std::map<records::RecordId, std::string> titles;
  std::size_t photos = 0, missing_photos = 0;   ///< in the file; named by its records and left out of it
  bool digests_hold = false;                    ///< every byte is as it was exported
  std::optional<workspace::KeyTrust> signed_by; ///< whose key sealed the file; none: nobody's
  bool chains_are_whole = false; ///< no commit is missing between those here and those of the file
  std::optional<Error> error;
  bool locked =
      false; ///< it waits for its passphrase (`UnlockFile`); `error` says why the last did not open it
};

/// What the signatures and chains of this store, or of a file, prove (`exchange/proof.h`).
struct ProofReport {
  struct Chain {
    records::ReplicaId replica;
    std::string name;
    std::string key; ///< its fingerprint; empty: none is published
    workspace::KeyTrust trust = workspace::KeyTrust::unknown;
    std::uint64_t commits = 0, last = 0, signed_to = 0, left_out = 0, erased = 0;
    bool is_whole = true; ///< neither a gap nor a fork
  };
  struct Finding {
    bool is_breach = false;
    Error sentence;
  };
  std::vector<Chain> chains;
  std::vector<Finding> findings;
  std::vector<Phrase> sentences;
};

/// A text that was being typed when the page was closed or killed; it is in no commit.
struct KeptText {
  records::RecordId record;
  std::string field;                            ///< wire name
  std::vector<records::OperationId> overwrites; ///< what the person saw when the field was opened
  std::string text;
  Instant typed_at; ///< the last key
};
/// All of them, to be offered back once; newest first.
struct KeptTexts {
  std::vector<KeptText> texts;
};

/// The receipts of imports, as `ListReceipts` asked for.
struct ReceiptList {
  std::vector<records::ImportReceipt> receipts; ///< newest first
  std::size_t unreadable = 0;                   ///< those that this version cannot read
  std::optional<Error> error;                   ///< why there is no list
};

/// What this browser keeps of the store, as `MeasureStorage` asked for.
struct StorageMeasured {
  bool is_persisted = false;                     ///< the browser has promised not to evict it
  std::uint64_t used_bytes = 0, quota_bytes = 0; ///< of the whole site, as the browser estimates
  std::uint64_t log_bytes = 0;                   ///< as kept: packed where it is old
  std::uint64_t photos = 0;                      ///< in the photo database
  std::size_t drafts = 0;
  std::size_t quarantined = 0; ///< parts that did not check out
  std::uint64_t quarantined_bytes = 0;
  std::optional<Error> error; ///< why not all of it is known
};

using Delivery = std::variant<FilePicked, PositionFound, RequestFailed, FactoryListPreview, TruatFilePreview,
                              ProofReport, KeptTexts, ReceiptList, StorageMeasured>;

class Inbox {
public:
  void put(Delivery delivery) { m_deliveries.push_back(std::move(delivery)); }

  /// The first delivery of the type for which `wanted(const T&)` holds, taken out.
  template <class T, class Wanted>
  std::optional<T> take(Wanted wanted) {
    for (std::size_t i = 0; i < m_deliveries.size(); ++i) {
      T* found = std::get_if<T>(&m_deliveries[i]);
      if (found != nullptr && wanted(static_cast<const T&>(*found))) {
        std::optional<T> taken(std::move(*found));
        m_deliveries.erase(m_deliveries.begin() + static_cast<std::ptrdiff_t>(i));
        return taken;
      }
    }
    return std::nullopt;
  }
  template <class T>
  std::optional<T> take() {
    return take<T>([](const T&) { return true; });
  }
  [[nodiscard]] std::size_t size() const { return m_deliveries.size(); }

private:
  std::vector<Delivery> m_deliveries;
};

} // namespace truat::ui
