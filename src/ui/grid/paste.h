// Texts over a range of cells: read, checked, shown before anything changes, and then one change. Also how a
// range is emptied, and one cell.
#pragma once

#include "base/budget.h"
#include "ui/grid/cell_values.h"
#include "ui/grid/tab_text.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace truat::ui {

/// What lies under the block, from its upper left corner to the edges of what is shown.
struct PasteTarget {
  std::vector<std::uint32_t> rows;  ///< of the source
  std::vector<std::size_t> columns; ///< of the source
};

/// One cell into a selected range fills it; a block repeats where the range is so many times as large in both
/// directions. Else it is itself.
[[nodiscard]] TextBlock fill_range(const TextBlock& block, std::size_t lines, std::size_t columns);

struct PastedCell {
  enum class Outcome : std::uint8_t { changes, same, refused };
  Outcome outcome = Outcome::same;
  std::string row;     ///< what the row is called; empty beyond the last row
  std::string column;  ///< heading; empty beyond the last column
  std::string before;  ///< as shown
  std::string after;   ///< as it would be shown; the text itself where it is refused
  std::string refused; ///< why
};

struct PastePlan {
  std::vector<PastedCell> cells; ///< in the order of the block
  std::size_t changed = 0, same = 0, refused = 0;
  records::Change change;     ///< of all that change
  std::uint64_t revision = 0; ///< of the records it was made for
};

/// Makes the plan in slices. Source, columns and form outlive it.
class PasteWork {
public:
  PasteWork(TextBlock block, PasteTarget target, std::string_view label)
      : m_block(std::move(block)), m_target(std::move(target)), m_label(label) {}

  [[nodiscard]] Step run(const GridEditing& editing, const GridSource& source,
                         std::span<const GridColumn> columns, Budget& budget);
  /// Begins again: the records have changed.
  void restart();
  [[nodiscard]] const PastePlan& plan() const { return m_plan; }
  [[nodiscard]] bool is_done() const { return m_is_done; }
  [[nodiscard]] std::size_t cell_count() const;
  [[nodiscard]] const TextBlock& block() const { return m_block; }

private:
  using FieldOfRecord = std::pair<records::RecordId, std::string>;
  struct Planned {
    std::size_t operation = 0; ///< of the change
    bool was_pasted = false;   ///< not what another cell brought along
  };
  void begin(std::span<const GridColumn> columns, const GridEditing& editing);
  void plan_row(std::size_t line, const GridEditing& editing, const GridSource& source,
                std::span<const GridColumn> columns);
  void plan_cell(PastedCell& cell, std::size_t row, const GridColumn& column, std::string_view text,
                 const GridEditing& editing, const GridSource& source);
  [[nodiscard]] std::string planned_parent(const GridEditing& editing, const records::RecordId& record,
                                           const records::FieldDescriptor& field) const;
  void take(records::Change change, const records::RecordId& record, std::string_view wire);

  TextBlock m_block;
  PasteTarget m_target;
  std::string m_label;
  std::vector<std::size_t> m_turns; ///< places in a row, those that narrow others first
  std::optional<CellReader> m_reader;
  std::map<FieldOfRecord, Planned> m_planned;
  std::set<std::pair<std::string, std::string>> m_unique; ///< column and value
  std::size_t m_line = 0;
  PastePlan m_plan;
  bool m_is_done = false;
};

} // namespace truat::ui
