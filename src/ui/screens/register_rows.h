// Registers of numbers as rows of the grid: each number that was given, and each gap, in order.
#pragma once

#include "audit/registers.h"
#include "ui/grid/source.h"
#include "ui/screens/shared_words.h"

#include <array>
#include <string>
#include <vector>

namespace truat::ui {

/// What a row is of; `all` is no row's own.
enum class RegisterGroup : std::uint8_t { all, missing, duplicate, deleted };

class RegisterRows final : public GridSource {
public:
  enum Column : std::size_t { number, state, factory, visited, official, given_by, remark, column_count };

  /// Reads what has changed since the last call, and leaves the rows of one register (by what its numbers
  /// begin with; "" for all) and group. Call it once a frame before the rows are used.
  void update(const workspace::Workspace& workspace, std::string_view start, RegisterGroup group);

  [[nodiscard]] std::size_t row_count() const override { return m_rows.size(); }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override;
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override;
  [[nodiscard]] std::optional<Status> status(std::size_t row, std::size_t column) const override;
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override { return m_rows[row].id; }
  [[nodiscard]] std::uint64_t revision() const override { return m_revision; }

  [[nodiscard]] const audit::NumberRegisters& registers() const { return m_all; }
  /// Of the chosen registers: numbers given, numbers missing, doubled, deleted.
  [[nodiscard]] int count_of(RegisterGroup group) const { return m_counts[static_cast<std::size_t>(group)]; }
  [[nodiscard]] const audit::RegisterEntry& entry(std::size_t row) const;

private:
  struct Row {
    std::size_t book = 0, entry = 0;
    std::uint64_t id = 0;
  };
  [[nodiscard]] std::string remark_of(std::size_t row) const;

  const workspace::Workspace* m_workspace = nullptr;
  audit::NumberRegisters m_all;
  std::vector<Row> m_rows;
  std::array<int, 4> m_counts{};
  std::string m_start;
  RegisterGroup m_group = RegisterGroup::all;
  std::uint64_t m_revision = 0;
  std::uint64_t m_seen = 0;
};

[[nodiscard]] std::vector<GridColumn> register_columns();

} // namespace truat::ui
