// Whom files were sent to from this browser, and up to where they have everything: so that the next file need
// only have what came since.
#pragma once

#include "platform/browser.h"
#include "records/operation.h"

#include <string>
#include <string_view>
#include <vector>

namespace truat::app {

struct SentTo {
  std::string name; ///< as typed
  Instant sent_at;
  records::VersionVector known; ///< of each chain, up to where all was sent
  bool operator==(const SentTo&) const = default;
};

/// The last first; what cannot be read is forgotten, which only makes the next file larger.
[[nodiscard]] std::vector<SentTo> load_recipients(platform::Preferences& preferences);
/// Of two entries of one name the new one stays; the oldest go when there are many.
void remember_recipient(platform::Preferences& preferences, SentTo sent);

} // namespace truat::app
