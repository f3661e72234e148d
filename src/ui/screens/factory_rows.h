// The factories as rows of the grid, and of the list beside a factory's detail. The grid's columns are those
// below, and behind them every other field of a factory, hidden until it is chosen.
#pragma once

#include "ui/grid/source.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/choice_field.h"

#include <vector>

namespace truat::ui {

class FactoryRows final : public GridSource {
public:
  enum Column : std::size_t {
    name,
    registration,
    type,
    district,
    horsepower,
    workers,
    visited,
    state,
    column_count
  };

  /// Reads what has changed since the last call. Call it once a frame before the rows are used.
  void update(const workspace::Workspace& workspace, const ChoiceLists& choices, const CivilDate& today);

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
  [[nodiscard]] const StateWord& state_of(std::size_t row) const { return known(row).state; }
  [[nodiscard]] const std::optional<CivilDate>& visited_on(std::size_t row) const {
    return known(row).visited;
  }
  [[nodiscard]] static std::uint64_t row_id(const records::RecordId& id);

private:
  struct Row {
    records::RecordId id;
    StateWord state;
    std::optional<CivilDate> visited;
    bool is_known = false; ///< state and day are found when they are first asked for
  };
  [[nodiscard]] const Row& known(std::size_t row) const;
  [[nodiscard]] const audit::Factory* factory(std::size_t row) const;
  [[nodiscard]] SortKey other_sort_key(std::size_t row, std::size_t column) const;

  const workspace::Workspace* m_workspace = nullptr;
  const ChoiceLists* m_choices = nullptr;
  mutable std::vector<Row> m_rows;
  std::uint64_t m_revision = 0;
  std::uint64_t m_seen = 0;
  CivilDate m_today;
  text::Language m_language = text::Language::thai;
};

/// The grid's columns, in the current language.
[[nodiscard]] std::vector<GridColumn> factory_columns();

} // namespace truat::ui
