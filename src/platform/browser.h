// The browser around the page: preferences, events, storage limits, clipboard, position, words. Web only.
#pragma once

#include "platform/async.h"
#include "platform/position.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::platform {

/// Called after anything arrived from the browser, so that a paused frame loop draws again. It may be called
/// from inside a call into platform, so it must only wake.
void on_wake(std::function<void()> wake);

/// Small settings of this browser alone (language, theme, text size). They may be lost; nothing of the office
/// goes here.
class Preferences {
public:
  virtual ~Preferences() = default;
  [[nodiscard]] virtual std::optional<std::string> get(std::string_view key) = 0;
  virtual void set(std::string_view key, std::string_view value) = 0;
  virtual void remove(std::string_view key) = 0;
};
[[nodiscard]] std::unique_ptr<Preferences> open_preferences();

[[nodiscard]] std::string browser_language(); ///< "th-TH", "en-GB"
[[nodiscard]] bool prefers_dark();
[[nodiscard]] bool pointer_is_coarse(); ///< fingers rather than a mouse
[[nodiscard]] bool is_online();
[[nodiscard]] double device_pixel_ratio();
/// CSS pixels at the page's lower end that an on-screen keyboard lies over; the frame loop is woken when it
/// changes.
[[nodiscard]] float covered_below();
/// Minutes to add to UTC for the PC's own zone now.
[[nodiscard]] int local_offset_minutes();

/// `became_hidden` runs on visibilitychange and pagehide: hand what waits to the browser within the call,
/// with Urgency::page_is_closing. `became_visible` runs when the person is back.
void on_visibility(std::function<void()> became_hidden, std::function<void()> became_visible);
void on_network(std::function<void(bool online)> changed);
void on_appearance(std::function<void()> changed); ///< dark or light, coarse or fine pointer

/// What the browser allows this site to keep.
struct StorageEstimate {
  std::uint64_t used_bytes = 0;
  std::uint64_t quota_bytes = 0;
  bool persisted = false; ///< the browser has promised not to evict it
};
void estimate_storage(Done<StorageEstimate> done);
/// Asks the browser for that promise; some ask the person.
void request_persistence(Done<bool> done);

/// Error: `platform.clipboard_refused`.
void copy_to_clipboard(std::string_view text, Done<void> done);

/// Errors: `platform.position_refused`, `platform.position_unavailable`, `platform.position_timeout`,
/// `platform.position_unsupported`. Answers within 20 s.
void locate(Done<Position> done);

/// Byte offsets at which words begin after the first, by the browser's Thai dictionary (Intl.Segmenter);
/// empty where the browser has none. Quick: some 60 µs for 71 characters.
[[nodiscard]] std::vector<std::uint32_t> word_breaks(std::string_view utf8);

/// The BCP 47 language of the page, for assistive technology and spelling: "th" or "en".
void set_page_language(std::string_view language);
void set_page_title(std::string_view title);
/// Opens rescue.html in a new tab.
void open_rescue_page();
/// Keeps the key of an error, never its arguments, among the last ones for the diagnostics file.
void note_error(std::string_view key);
/// Reloads the page: a workspace is left, another opened.
void reload_page();

} // namespace truat::platform
