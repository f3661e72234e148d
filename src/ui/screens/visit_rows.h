// The inspections as rows of the grid, in the order in which they ask for work. The grid's columns are those
// below, and behind them the other fields of a visit that people edit, hidden until they are chosen.
#pragma once

#include "ui/grid/source.h"
#include "ui/screens/shared_words.h"

#include <array>
#include <vector>

namespace truat::ui {

/// `failed` cuts across the others: visits with findings that are open.
enum class VisitGroup : std::uint8_t { all, in_progress, planned, awaiting, completed, failed };
inline constexpr std::size_t visit_group_count = 6;
[[nodiscard]] VisitGroup group_of(const audit::Inspection& visit); ///< never `all` or `failed`

class VisitRows final : public GridSource {
public:
  enum Column : std::size_t { factory, number, purpose, district, date, officer, state, column_count };

  /// Reads what has changed since the last call, and leaves the visits of `group`. Call it once a frame
  /// before the rows are used.
  void update(const workspace::Workspace& workspace, const ChoiceLists& choices, const CivilDate& today,
              VisitGroup group);

  [[nodiscard]] std::size_t row_count() const override { return m_rows.size(); }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override;
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override;
  [[nodiscard]] std::optional<Status> status(std::size_t row, std::size_t column) const override;
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override;
  [[nodiscard]] std::optional<records::RecordId> record(std::size_t row) const override {
    return m_rows[row].id;
  }
  [[nodiscard]] std::uint64_t revision() const override { return m_revision; }

  [[nodiscard]] const records::RecordId& id(std::size_t row) const { return m_rows[row].id; }
  [[nodiscard]] const StateWord& state_of(std::size_t row) const;
  /// How many there are of a group, whichever is shown.
  [[nodiscard]] std::size_t count_of(VisitGroup group) const {
    return m_counts[static_cast<std::size_t>(group)];
  }
  [[nodiscard]] std::optional<std::size_t> find(std::uint64_t row_id) const;

private:
  struct Row {
    records::RecordId id;
    std::optional<StateWord> state; ///< found when it is first asked for
    std::optional<CivilDate> date;
    int rank = 0; ///< in progress, overdue and planned, awaiting, completed
  };
  void read(VisitGroup group);

  const workspace::Workspace* m_workspace = nullptr;
  const ChoiceLists* m_choices = nullptr;
  mutable std::vector<Row> m_rows;
  std::array<std::size_t, visit_group_count> m_counts{};
  std::uint64_t m_revision = 0;
  std::uint64_t m_seen = 0;
  CivilDate m_today;
  VisitGroup m_group = VisitGroup::all;
  text::Language m_language = text::Language::thai;
};

/// The grid's columns, in the current language.
[[nodiscard]] std::vector<GridColumn> visit_columns();

} // namespace truat::ui
