// The one grid for tables: any number of rows, of which only those in sight cost anything; sorted by heading,
// filtered while typing, walked by keyboard.
#pragma once

#include "records/field.h"
#include "ui/overlay.h"
#include "ui/widgets/chip.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

struct GridColumn {
  std::string id;    ///< wire name of the field, or a name of its own
  std::string label; ///< heading in the current language
  float width = 160; ///< design pixels; more where the words of the first rows need it and there is room
  float least_width = 56;
  Align align = Align::left; ///< figures and dates right
  bool is_chip = false;
  bool grows = false;     ///< takes what is left of the width, with the others that grow
  bool is_strong = false; ///< 600: the name
};
/// Heading, alignment and width from the field's descriptor: figures right, dates 104, names grow.
[[nodiscard]] GridColumn column_of(const records::FieldDescriptor& field);

/// By number where there is one, else by text in the order of a Thai dictionary. Empty values come last in
/// both directions.
struct SortKey {
  std::optional<double> number;
  std::string text;
};

/// What a grid shows. Rows are counted from 0 in the source's own order.
class GridSource {
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
  /// Differs whenever any of the above could.
  [[nodiscard]] virtual std::uint64_t revision() const = 0;
};

enum class SortDirection : std::uint8_t { ascending, descending };

/// What a grid remembers; the screen keeps it.
struct GridState {
  std::string filter;
  std::optional<std::size_t> sorted_by;
  SortDirection direction = SortDirection::ascending;
  std::optional<std::uint64_t> selected; ///< row id
  std::vector<float> widths;             ///< design pixels; as the person has drawn them

  /// By number where there is one, else by the collation key of the text.
  struct OrderKey {
    bool empty = false;
    bool is_number = false;
    double number = 0;
    std::string text;
  };
  /// Row numbers of the source, filtered and sorted; made again only when something changed, and of many rows
  /// in slices: `order` is the one before until the new one is whole.
  struct Cache {
    std::vector<std::uint32_t> order;
    bool is_whole = false;           ///< `order` is of what stands below
    std::vector<std::string> folded; ///< what the filter searches, row by row; the first so many
    std::vector<OrderKey> keys;      ///< of `keys_of`'s column, row by row; the first so many
    std::optional<std::size_t> keys_of;
    std::vector<std::uint32_t> sorted; ///< all rows by the keys; empty until it is needed
    std::string filter;
    std::optional<std::size_t> sorted_by;
    SortDirection direction = SortDirection::ascending;
    std::uint64_t revision = 0;
    int language = -1;
    const GridSource* source = nullptr;
    std::vector<float> natural; ///< layout pixels that each column's words take, in the first rows
    float natural_scale = 0;
  } cache;
};

struct GridSpec {
  std::span<const GridColumn> columns;
  std::string_view name;         ///< accessible name
  std::string_view nothing = {}; ///< sentence when there are no rows at all
  float row_height = space::control;
};
struct GridResult {
  std::optional<std::size_t> selected; ///< row of the source, when the selection moved in this frame
  std::optional<std::size_t> opened;   ///< by Enter, double click, or a tap
  std::size_t shown = 0;               ///< rows after the filter
  bool clear_filter = false;           ///< "ล้างตัวกรอง" was pressed
};
GridResult grid(const Box& box, std::string_view id, GridState& state, const GridSource& source,
                const GridSpec& spec);

/// The rows of `state` as a grid would show them, without drawing: for lists that share the grid's order.
/// After a change to a source of many rows it takes some frames, which it asks for, until the order follows:
/// no frame does more than `rows_in_a_slice` of the work.
inline constexpr std::size_t rows_in_a_slice = 1000;
[[nodiscard]] std::span<const std::uint32_t> grid_order(GridState& state, const GridSource& source,
                                                        std::size_t column_count);

} // namespace truat::ui
