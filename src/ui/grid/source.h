// What a grid shows: its columns, and where its cells come from.
#pragma once

#include "records/field.h"
#include "ui/overlay.h"
#include "ui/widgets/chip.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace truat::ui {

/// What can be asked of a column: text is searched, numbers and dates have ranges, numbers are added up.
enum class CellKind : std::uint8_t { text, number, date };

struct GridColumn {
  std::string id;    ///< wire name of the field, or a name of its own; saved views name columns by it
  std::string label; ///< heading in the current language
  float width = 160; ///< design pixels; more where the words of the first rows need it and there is room
  float least_width = 56;
  Align align = Align::left; ///< figures and dates right
  bool is_chip = false;
  bool grows = false;     ///< takes what is left of the width, with the others that grow
  bool is_strong = false; ///< 600: the name
  CellKind kind = CellKind::text;
  bool starts_hidden = false; ///< there to be chosen
  bool is_unique = false;     ///< no two records have the same: a natural key
  /// Cells are this field of the row's record, and are edited as the form edits it.
  const records::FieldDescriptor* field = nullptr;
};
/// Heading, kind, alignment and width from the field's descriptor: figures right, dates 104, names grow.
[[nodiscard]] GridColumn column_of(const records::FieldDescriptor& field);

/// By number where there is one, else by text in the order of a Thai dictionary. Empty values come last in
/// both directions. Dates are days since the epoch.
struct SortKey {
  std::optional<double> number;
  std::string text;
};

/// Rows are counted from 0 in the source's own order.
/// Kept by `std::shared_ptr`: an export reads it when the screen is gone.
class GridSource : public std::enable_shared_from_this<GridSource> {
public:
  virtual ~GridSource() = default;
  [[nodiscard]] virtual std::size_t row_count() const = 0;
  /// The shown text, in the current language.
  [[nodiscard]] virtual std::string text(std::size_t row, std::size_t column) const = 0;
  [[nodiscard]] virtual SortKey sort_key(std::size_t row, std::size_t column) const = 0;
  /// For chip columns; the word is `text`.
  [[nodiscard]] virtual std::optional<Status> status(std::size_t row, std::size_t column) const;
  /// Muted text in this cell (an old value, a default).
  [[nodiscard]] virtual bool is_muted(std::size_t row, std::size_t column) const;
  /// Names the row for selection, which outlives sorting and new rows.
  [[nodiscard]] virtual std::uint64_t row_id(std::size_t row) const = 0;
  /// Whose fields the cells are; nothing for rows that are no record.
  [[nodiscard]] virtual std::optional<records::RecordId> record(std::size_t row) const;
  /// Differs whenever any of the above could.
  [[nodiscard]] virtual std::uint64_t revision() const = 0;
};

} // namespace truat::ui
