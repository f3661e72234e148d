// A factory list as one change: what is new, what differs, what is bad. Pure; nothing is changed until the
// change is committed.
//
// A factory is recognised by its registration number, new or old, in any spelling. Of a known one only what
// differs is set, and an empty cell empties nothing. A row with a cell that cannot be understood is left out
// as a whole.
#pragma once

#include "audit/audit.h"
#include "base/budget.h"
#include "exchange/factory_row.h"
#include "records/change.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace truat::exchange {

struct FactoryFieldChange {
  std::string field; ///< wire name
  records::Value before;
  records::Value after;
  bool operator==(const FactoryFieldChange&) const = default;
};

struct ImportedFactory {
  enum class Kind : std::uint8_t { fresh, changed, same };
  Kind kind = Kind::fresh;
  std::uint32_t row = 0; ///< as spreadsheets count
  records::RecordId id;
  std::string name;
  std::string registration_number;
  bool was_deleted = false; ///< a fresh one whose record stands again
  /// In the order of the form; of a fresh one, everything.
  std::vector<FactoryFieldChange> changes;
};

/// A row that is left out. The first bad cell is why; the others are there too.
struct BadRow {
  std::size_t table_row = 0;
  std::vector<BadCell> cells;
};

struct ImportPlan {
  std::vector<ImportedFactory> factories; ///< in the file's order
  std::vector<BadRow> bad_rows;
  std::size_t row_count = 0;          ///< rows with data
  std::uint32_t sample_row = 0;       ///< number of the first of them; 0 without any
  std::vector<DateStyle> date_styles; ///< by column, as told or detected
  std::size_t fresh = 0;
  std::size_t changed = 0;
  std::size_t same = 0;
};

struct ImportRules {
  std::string default_province; ///< two-digit code of the office's province; may be empty
  std::optional<text::Era> era; ///< of two-digit years; told by each column unless given
};

class FactoriesImport {
public:
  /// The table and the audit side must outlive the work and stay as they are. Contract: no needed target is
  /// missing.
  FactoriesImport(const Table& table, ColumnMatch match, const audit::Audit& audit, ImportRules rules);

  Step run(Budget& budget);
  [[nodiscard]] Progress progress() const;
  /// Contract: done.
  [[nodiscard]] const ImportPlan& plan() const { return m_plan; }
  [[nodiscard]] ImportPlan take_plan() { return std::move(m_plan); }

private:
  enum class Stage : std::uint8_t { known, dates, rows, done };
  enum class Recognised : std::uint8_t { no, yes };
  [[nodiscard]] std::size_t first_data_row() const;
  [[nodiscard]] bool repeats_headings(std::size_t row) const;
  void note_known(const records::RecordId& id);
  void begin_rows();
  void take_row(std::size_t row);
  [[nodiscard]] std::optional<records::RecordId> find_known(const std::vector<std::string>& keys) const;
  [[nodiscard]] records::RecordId fresh_id(std::string_view number) const;
  [[nodiscard]] std::optional<std::uint32_t> row_of_duplicate(const std::vector<std::string>& keys,
                                                              const records::RecordId& id) const;
  [[nodiscard]] std::vector<FactoryFieldChange>
  differences(const FactoryRow& row, const records::RecordId& id, Recognised recognised) const;
  [[nodiscard]] bool leaves_its_district(const FactoryRow& row, const records::RecordId& id,
                                         std::string_view field) const;

  const Table& m_table;
  ColumnMatch m_match;
  const audit::Audit& m_audit;
  ImportRules m_rules;
  Stage m_stage = Stage::known;
  std::size_t m_at = 0;
  std::vector<DateStyleDetector> m_detectors; ///< by column
  std::optional<FactoryRowReader> m_reader;
  std::unordered_map<std::string, records::RecordId> m_known; ///< by registration key
  std::unordered_map<std::string, records::RecordId> m_known_of_old;
  std::unordered_map<std::string, std::uint32_t> m_rows_by_key; ///< row of the file, by registration key
  std::unordered_map<records::RecordId, std::uint32_t> m_rows_by_id;
  ImportPlan m_plan;
};

/// One commit, `commit.import_factories`; empty when nothing is new or differs.
[[nodiscard]] records::Change change_of(const ImportPlan& plan);

/// The bad rows as they stand in the file, with their row number and the reasons, in the current language: a
/// CSV to mend and import again.
[[nodiscard]] std::string bad_rows_csv(const Table& table, const ColumnMatch& match, const ImportPlan& plan);

/// The whole of a list at once.
[[nodiscard]] ImportPlan plan_import(const Table& table, const ColumnMatch& match, const audit::Audit& audit,
                                     const ImportRules& rules);

} // namespace truat::exchange
