// The field being typed in, as the page sees it: a real <input> or <textarea> lies exactly over its box. The
// ui says each frame what stands where; `app` moves the element and brings back what happened in it.
#pragma once

#include "ui/theme/fonts.h"
#include "ui/widgets/box.h"

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace truat::ui {

/// Names a field for as long as it is on the screen.
using FieldId = ImGuiID;

enum class Lines : std::uint8_t { one, several };
/// What the on-screen keyboard offers (HTML `inputmode`). A password is shown as dots.
enum class InputMode : std::uint8_t { text, decimal, integer, telephone, email, search, date, password };
/// `as_events`: Up, Down, PageUp, PageDown, Home, End and Enter work on a list below the field and come as
/// events.
enum class ListKeys : std::uint8_t { move_caret, as_events };
enum class Align : std::uint8_t { left, center, right };

/// How the element looks, so that opening the field moves nothing. Line height is `em_px` × 1.6.
struct OverlayStyle {
  FontWeight weight = FontWeight::regular;
  float em_px = 15; ///< CSS px, with the user's scale
  Align align = Align::left;
  ImU32 text = 0;
  ImU32 muted = 0;  ///< the placeholder's colour
  ImU32 ground = 0; ///< the box's fill
  ImU32 accent = 0; ///< caret and selection
  bool operator==(const OverlayStyle&) const = default;
};

/// The field that is open. It is the same request, frame after frame, until it closes; only the boxes move.
struct OverlayRequest {
  FieldId field = 0;
  Box box;     ///< of the text, paddings taken off
  Box visible; ///< the part of `box` that no scroll area cuts off
  std::string
      text; ///< sets the element's text when `text_revision` is new; else the element's own text stands
  std::uint32_t text_revision = 0;
  OverlayStyle style;
  Lines lines = Lines::one;
  InputMode mode = InputMode::text;
  std::string placeholder;
  std::string label;       ///< the accessible name
  std::string description; ///< what is wrong with the text, for screen readers
  bool invalid = false;
  bool required = false;
  ImGuiID active_option = 0; ///< of the list below: the one that Enter picks
  int most_characters = 0;   ///< 0: no limit
  ListKeys list_keys = ListKeys::move_caret;
  /// On opening: the byte of `text` that was pressed, for the caret; nothing opens with the caret at the end.
  std::optional<std::int32_t> caret_byte;
  bool select_all = false; ///< on opening
  bool operator==(const OverlayRequest&) const = default;
};

/// A field that is on the screen and not open. A browser opens its keyboard only inside the pointer's own
/// event, before the ui has seen it: `app` looks the point up here, opens the element at once, and the ui
/// follows in the next frame.
struct OverlayTarget {
  FieldId field = 0;
  Box box; ///< the whole control, cut to what is visible
  Lines lines = Lines::one;
  InputMode mode = InputMode::text;
  bool operator==(const OverlayTarget&) const = default;
};

/// What the ui wants of the overlay in this frame.
struct OverlayFrame {
  std::optional<OverlayRequest> open;
  std::vector<OverlayTarget> targets;
  bool takes_typing = false; ///< no field is open: printable keys and what is pasted come as events
};

enum class OverlayEventKind : std::uint8_t {
  changed, ///< `text` is the whole text now
  enter,   ///< Enter in a one-line field, Ctrl+Enter: the text stands and the field closes
  shift_enter,
  escape,
  tab,
  shift_tab,
  blur,   ///< a press elsewhere, another window: the text stands
  key,    ///< a key of `ListKeys::as_events`; the field stays open
  typed,  ///< no field is open (`takes_typing`): what was typed since the last event
  pasted, ///< no field is open (`takes_typing`): the clipboard's text
};

struct OverlayEvent {
  FieldId field = 0;
  OverlayEventKind kind = OverlayEventKind::changed;
  std::string text; ///< the element's text as it stands, always
  ImGuiKey key = ImGuiKey_None;
};

} // namespace truat::ui
