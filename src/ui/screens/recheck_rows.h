// A drawn sample of visits as rows of the grid, in the order in which they were drawn.
#pragma once

#include "audit/recheck_sample.h"
#include "ui/grid/source.h"
#include "ui/screens/shared_words.h"

#include <vector>

namespace truat::ui {

class RecheckRows final : public GridSource {
public:
  enum Column : std::size_t { place, number, factory, district, visited, team, state, digest, column_count };

  /// Draws anew where question or records are others. Call it once a frame before the rows are used.
  void update(const workspace::Workspace& workspace, const audit::RecheckQuestion& question);

  /// Why nothing was drawn, else how much of what.
  [[nodiscard]] const Result<audit::RecheckSample>& sample() const { return m_sample; }
  [[nodiscard]] const records::RecordId& id(std::size_t row) const { return m_sample->chosen[row]; }

  [[nodiscard]] std::size_t row_count() const override { return m_sample ? m_sample->chosen.size() : 0; }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override;
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override;
  [[nodiscard]] std::optional<Status> status(std::size_t row, std::size_t column) const override;
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override { return row + 1; }
  [[nodiscard]] std::uint64_t revision() const override { return m_revision; }

private:
  [[nodiscard]] const audit::Inspection* visit(std::size_t row) const {
    return m_workspace->audit().inspection(id(row));
  }

  const workspace::Workspace* m_workspace = nullptr;
  audit::RecheckQuestion m_question;
  Result<audit::RecheckSample> m_sample;
  std::uint64_t m_revision = 0;
  std::uint64_t m_seen = 0;
};

[[nodiscard]] std::vector<GridColumn> recheck_columns();

} // namespace truat::ui
