// The passphrase of a file that is about to be made, as the person types it, and of one that is to be opened.
// It is kept nowhere, and forgotten as soon as the page shows something else.
#pragma once

#include "ui/widgets/box.h"

#include <string>
#include <string_view>

namespace truat::ui {

struct PassphraseEntry {
  bool is_wanted = false;
  std::string first, again;
  int drawn_in = 0; ///< frame
};

/// A tick; with it two fields and what is to be known before they are filled. Cut off the area.
void passphrase_fields(Box& area, PassphraseEntry& entry);
/// Why no file can be made with it yet, in words; empty where it can.
[[nodiscard]] std::string_view passphrase_problem(const PassphraseEntry& entry);
/// Empty where none is wanted. The entry is as it was at the beginning.
[[nodiscard]] std::string take_passphrase(PassphraseEntry& entry);

/// One field for the passphrase of a file that is there, in `entry.first`. True when Enter was pressed in it.
bool passphrase_field(Box& area, PassphraseEntry& entry, std::string_view error);

} // namespace truat::ui
