// What the parts of the import of a factory list share.
#pragma once

#include "ui/delivery.h"
#include "ui/navigation.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace truat::ui {

enum class ImportStep : std::uint8_t { match, review };
enum class ImportFilter : std::uint8_t { all, fresh, changed, bad };

struct ImportCounts {
  std::size_t fresh = 0, changed = 0, same = 0;
};

struct FactoriesImportState {
  std::optional<FactoryListPreview> preview;
  ImportStep step = ImportStep::match;
  ImportFilter filter = ImportFilter::all;
  std::size_t chosen = 0;    ///< of `preview->rows`, in the review
  bool shows_detail = false; ///< narrow: the row instead of the list
  ImportCounts counts;
  std::vector<std::size_t> shown; ///< rows that the filter leaves
  void show(ImportFilter wanted);
};

/// The card or page part "แถวที่มีข้อผิด".
void draw_bad_rows(const Box& box, ScreenContext& context, FactoriesImportState& state);
/// The same in a running layout, as high as it is.
void draw_all_bad_rows(Box& area, ScreenContext& context, FactoriesImportState& state);
/// Rows as they would be imported, and the one that is chosen.
void draw_import_review(const Box& box, ScreenContext& context, FactoriesImportState& state);

} // namespace truat::ui
