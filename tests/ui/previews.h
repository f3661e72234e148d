// Previews of imports as `app` puts them into the inbox, for tests of the screens that show them.
#pragma once

#include "support/filled_office.h"
#include "ui/delivery.h"

namespace truat::testing {

/// The list of the design's picture: 42 rows, 31 new, 6 known, 5 bad, one column that nobody has matched.
[[nodiscard]] ui::FactoryListPreview list_preview(const FilledOffice& office);
/// So many new rows.
[[nodiscard]] ui::FactoryListPreview long_list_preview(std::size_t rows);
/// What another PC would bring: a new factory, changed fields of two, a conflict. Needs three factories.
[[nodiscard]] ui::TruatFilePreview file_preview(FilledOffice& office);
/// A file that waits for its passphrase.
[[nodiscard]] ui::TruatFilePreview locked_preview();
/// Five receipts, the newest taken back, and two that cannot be read.
[[nodiscard]] ui::ReceiptList receipts_of(FilledOffice& office);

} // namespace truat::testing
