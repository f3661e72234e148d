// Which column of a factory list feeds which field: headings in Thai or English, as offices and ministries
// write them.
#pragma once

#include "exchange/table.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::exchange {

/// What a column can feed besides a field of the factory: these are taken apart into fields.
inline constexpr std::string_view address_target = "factory.address"; ///< the whole address in one cell
inline constexpr std::string_view latitude_target =
    "factory.latitude"; ///< with the other half of factory.position
inline constexpr std::string_view longitude_target = "factory.longitude";

/// Everything a column can feed, in the order of the form: wire names and the targets above.
[[nodiscard]] std::span<const std::string_view> factory_targets();
/// Without these nothing can be imported: the name, and the registration number by which a factory is
/// recognised.
[[nodiscard]] std::span<const std::string_view> needed_factory_targets();
/// Message key of a target's name.
[[nodiscard]] std::string target_label(std::string_view target);

enum class ColumnUse : std::uint8_t {
  feeds,    ///< the field it names
  open,     ///< its heading says nothing we know; it waits for the person's choice
  left_out, ///< running numbers, empty columns, or by the person's choice
};

struct FactoryColumn {
  std::string heading; ///< as the file has it
  ColumnUse use = ColumnUse::open;
  std::string target; ///< where it feeds one
  int score = 0;      ///< 100: the heading is one of ours; less: it is like one
  bool operator==(const FactoryColumn&) const = default;
};

struct ColumnMatch {
  /// Row of the table with the headings; none where no row has any that we know.
  std::optional<std::size_t> heading_row;
  std::vector<FactoryColumn> columns;
  [[nodiscard]] std::optional<std::size_t> column_of(std::string_view target) const;
  /// Of `needed_factory_targets`, those that no column feeds.
  [[nodiscard]] std::vector<std::string_view> missing() const;
  /// The person's choice; an empty target leaves the column out. A target feeds from one column: the one that
  /// had it before waits again.
  void choose(std::size_t column, std::string_view target);
  bool operator==(const ColumnMatch&) const = default;
};

/// Looks for the headings in the first rows: titles may stand above them. Each target is fed by the column
/// whose heading is most like its names.
[[nodiscard]] ColumnMatch match_factory_columns(const Table& table);

} // namespace truat::exchange
