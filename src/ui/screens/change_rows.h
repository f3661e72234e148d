// Every operation of the log as a row of the grid, the newest arrival first. A row is read out of the log
// when one of its cells is asked for; rows that were drawn lately are kept.
#pragma once

#include "records/operation_list.h"
#include "ui/grid/source.h"
#include "workspace/workspace.h"

#include <array>
#include <vector>

namespace truat::ui {

class ChangeRows final : public GridSource {
public:
  enum Column : std::size_t {
    date,
    time,
    author,
    action,
    kind,
    title,
    field,
    before,
    after,
    workstation,
    office,
    remark,
    number,
    column_count
  };

  /// Takes in what has come since the last call, a slice. Call it once a frame before the rows are used.
  /// `Step::more` while the list grows.
  Step update(const workspace::Workspace& workspace, Budget& budget);

  [[nodiscard]] std::size_t row_count() const override { return m_list.size(); }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override;
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override;
  [[nodiscard]] bool is_muted(std::size_t row, std::size_t column) const override;
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override { return number_of(row) + 1; }
  [[nodiscard]] std::uint64_t revision() const override { return m_revision; }

  /// The row of this id; nothing where it is none.
  [[nodiscard]] std::optional<std::size_t> find(std::uint64_t row_id) const;
  /// The record that the operation is of; none where the body is left out.
  [[nodiscard]] records::RecordId record_of(std::size_t row) const;

private:
  struct Kept {
    std::size_t number_from_1 = 0; ///< 0: nothing is kept here
    records::ListedOperation operation;
  };
  [[nodiscard]] std::size_t number_of(std::size_t row) const { return m_list.size() - 1 - row; }
  [[nodiscard]] const records::ListedOperation& read(std::size_t row) const;
  [[nodiscard]] std::string value_text(const records::ListedOperation& listed,
                                       const records::Value& value) const;

  const workspace::Workspace* m_workspace = nullptr;
  records::OperationList m_list;
  mutable std::array<Kept, 256> m_kept;
  std::uint64_t m_revision = 0;
  std::uint64_t m_seen = 0;
};

/// The grid's columns, in the current language.
[[nodiscard]] std::vector<GridColumn> change_columns();

} // namespace truat::ui
