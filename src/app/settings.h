// What this browser remembers for the person in front of it: language, theme, text size, who they are, which
// workspace.
#pragma once

#include "platform/browser.h"
#include "records/ids.h"
#include "text/language.h"
#include "ui/request.h"

#include <string>

namespace truat::app {

enum class WorkspaceChoice : std::uint8_t { office, sample };

struct Settings {
  text::Language language = text::Language::thai;
  ui::ThemeChoice theme = ui::ThemeChoice::as_system;
  float scale = 1; ///< 0.8 to 2
  bool letter_keys = true;
  WorkspaceChoice workspace = WorkspaceChoice::office;
  records::RecordId person;           ///< in the office's workspace; none before the first start
  Instant exported_at;                ///< of the last full export from here; 0 for never
  std::uint64_t exported_commits = 0; ///< that it had
  bool exported_photos = false;       ///< it had the photos, too
  bool operator==(const Settings&) const = default;
};

/// What is missing or cannot be read has its default: the language follows the browser's unless it was
/// chosen.
/// What a person keeps of a grid on this device: its saved views, and how the columns were left.
[[nodiscard]] std::string load_grid_views(platform::Preferences& preferences, std::string_view grid,
                                          const records::RecordId& person);
void save_grid_views(platform::Preferences& preferences, std::string_view grid,
                     const records::RecordId& person, std::string_view text);

[[nodiscard]] Settings load_settings(platform::Preferences& preferences);
void save_settings(platform::Preferences& preferences, const Settings& settings);

} // namespace truat::app
