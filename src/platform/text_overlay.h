// The field being typed in: a real <textarea> or <input> laid exactly over the box that the frame draws. Web
// only.
//
// Caret, input methods, on-screen keyboard, spelling, selection, copy and paste are the browser's own. At
// most one field is open. The frame goes on drawing the box's ground and border; the overlay draws the text
// (its own ground is clear).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::platform {

enum class OverlayKind {
  line,       ///< <input type=text>
  multi_line, ///< <textarea>, wraps, grows no further than its box and scrolls inside it
  search,     ///< <input type=text>, keyboard with a search key
  integer,    ///< text with a keyboard of digits
  decimal,    ///< text with a keyboard of digits and a point
  telephone,
  email,
  date,     ///< text, keyboard of digits: dates are typed in Buddhist years, which <input type=date> cannot
  password, ///< <input type=password>
};

enum class OverlayAlign { left, right, centre };
enum class SpellCheck { no, yes };
/// `on_keys`: Up, Down, PageUp, PageDown, Home and End (Enter too in a line) come as events instead of moving
/// the caret: for a list of choices beneath the field.
enum class ArrowKeys { move_caret, as_events };

/// All lengths in CSS pixels relative to the canvas; colours 0xRRGGBB.
struct OverlaySpec {
  std::uint32_t id = 0; ///< of the field; a new id closes the field before (which commits) and opens this one
  OverlayKind kind = OverlayKind::line;
  float x = 0, y = 0, width = 0, height = 0;
  /// What is visible of the box: a list scrolled half under a header clips its field. Absent: all of it.
  struct Clip {
    float left = 0, top = 0, right = 0, bottom = 0; ///< edges relative to the canvas
    bool operator==(const Clip&) const = default;
  };
  std::optional<Clip> clip;
  std::string text;                ///< when the field opens
  std::uint32_t text_revision = 0; ///< a change of it sets `text` anew while the field stays open
  float padding_x = 12, padding_y = 6;
  std::string font; ///< family registered by `register_font`
  int font_weight = 400;
  float font_px = 15;        ///< em size
  float line_height_px = 24; ///< ascent and descent are 1.12 and 0.48 em: 1.6 em
  std::uint32_t text_colour = 0x1B2430;
  std::uint32_t placeholder_colour = 0x556070;
  std::uint32_t caret_colour = 0x0B6477;
  std::string placeholder;
  OverlayAlign align = OverlayAlign::left;
  std::int32_t max_length = 0; ///< UTF-16 units; 0 is none
  SpellCheck spell_check = SpellCheck::no;
  ArrowKeys arrow_keys = ArrowKeys::move_caret;
  std::string label; ///< for assistive technology, as the four that follow
  std::string description;
  bool invalid = false;
  bool required = false;
  std::uint32_t active_option = 0; ///< element of the access tree that Enter picks; 0: none
  std::string language = "th";
  bool select_all = false;                ///< when the field opens, instead of the caret at the end
  std::optional<std::int32_t> caret_byte; ///< when the field opens: the byte of `text` that was clicked
  bool operator==(const OverlaySpec&) const = default;
};

enum class OverlayEventKind {
  changed,      ///< `text` is the new text; `composing` while an input method is at work
  committed,    ///< left by a click elsewhere: the field is closed
  cancelled,    ///< Escape: the field is closed
  tabbed_on,    ///< Tab: closed, go to the next field; the text counts as committed
  tabbed_back,  ///< Shift+Tab
  entered,      ///< Enter in a line, Ctrl+Enter in any kind: closed, committed
  key,          ///< a key of ArrowKeys::as_events; the field stays open
  entered_back, ///< Shift+Enter in a line: closed, committed
  typed,        ///< `take_typing`, no field is open: printable keys since the last event
  pasted,       ///< `take_typing`, no field is open: the clipboard's text
};
enum class OverlayKey { none, up, down, page_up, page_down, home, end, enter };

struct OverlayEvent {
  OverlayEventKind kind = OverlayEventKind::changed;
  std::uint32_t id = 0;
  std::string text; ///< the text as it stands, always
  OverlayKey key = OverlayKey::none;
  bool composing = false;
};

/// A field that is on the screen and not open. Phones and tablets show their keyboard only for an element
/// that is focused within the finger's own event, before the frame has seen it: so the page opens the element
/// at once, and `show` takes it over. One that is not taken over within a second goes without an event.
struct OverlayTarget {
  std::uint32_t id = 0;
  OverlayKind kind = OverlayKind::line;
  float x = 0, y = 0, width = 0, height = 0;
  bool operator==(const OverlayTarget&) const = default;
};

/// Makes a FontFace of the very bytes that the wasm draws with (ascent-override 112 %, descent-override 48 %,
/// line-gap 0).
void register_font(std::string_view family, int weight, std::string_view ttf_bytes);

class TextOverlay {
public:
  TextOverlay();
  ~TextOverlay();
  TextOverlay(const TextOverlay&) = delete;
  TextOverlay& operator=(const TextOverlay&) = delete;

  /// Opens the field or moves it along with its box; call it in every frame in which the field is open. A
  /// field that is not shown in a frame is closed by `end_frame`, as committed.
  void show(const OverlaySpec& spec);
  void end_frame();
  /// All targets of this frame.
  void set_targets(const std::vector<OverlayTarget>& targets);
  /// While no field is open, printable keys and a paste come as events and not as keys of the page. What is
  /// typed before a field opens for it goes into that field.
  void take_typing(bool takes);
  /// Closes without an event.
  void hide();
  [[nodiscard]] std::optional<std::uint32_t> open_field() const;
  /// What happened since the last call, in order. Events of a field that has closed come too.
  [[nodiscard]] std::vector<OverlayEvent> take_events();

private:
  std::optional<OverlaySpec> m_shown;
  std::vector<OverlayTarget> m_targets;
  bool m_shown_this_frame = false;
  bool m_takes_typing = false;
};

} // namespace truat::platform
