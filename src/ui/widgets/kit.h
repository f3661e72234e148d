// The kit: what all widgets of a page share from frame to frame - focus, the open field, layers, tooltips,
// animations and what they wait for. One per ImGui context; `KitFrame` makes it the running one.
#pragma once

#include "ui/overlay.h"
#include "ui/widgets/access.h"
#include "ui/widgets/box.h"

#include <imgui.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

/// A picture as the program holds it: ready, or not yet, or not in this store at all.
struct PhotoTexture {
  enum class State : std::uint8_t { ready, loading, missing };
  State state = State::loading;
  ImTextureRef texture;
  ImVec2 size; ///< pixels of the picture
};
enum class PhotoSize : std::uint8_t { thumbnail, screen };

struct KitInput {
  double now_seconds = 0; ///< monotonic; for motion, tooltips, toasts
  bool overlay_is_there =
      false; ///< the page has an overlay element; without one, fields draw their own text and a caret
  std::vector<OverlayEvent> overlay_events;
};

class Kit {
public:
  Kit();
  ~Kit();
  Kit(Kit&&) noexcept;
  Kit& operator=(Kit&&) noexcept;

  /// What the overlay has to show after the last frame.
  [[nodiscard]] const OverlayFrame& overlay() const;
  /// Whether F6 (`step` 1) or Shift+F6 (-1) has another part of the page to go to; else it is the browser's.
  [[nodiscard]] bool has_region(int step) const;
  /// Something moves: the next frame must come at once.
  [[nodiscard]] bool wants_frame() const;
  /// Seconds until a frame is needed although nothing happens (a tooltip, a toast that goes); nothing if none
  /// is.
  [[nodiscard]] std::optional<double> next_frame_in() const;

  struct State; // the widgets' own; kit_state.h
  [[nodiscard]] State& state() { return *m_state; }

private:
  std::unique_ptr<State> m_state;
};

/// The frame of the kit: everything drawn while it lives belongs to `kit`. Between ImGui::NewFrame and
/// ImGui::Render.
class KitFrame {
public:
  KitFrame(Kit& kit, const KitInput& input);
  ~KitFrame();
  KitFrame(const KitFrame&) = delete;
  KitFrame& operator=(const KitFrame&) = delete;
};

/// Ids are names in scopes, so that a widget is itself from frame to frame, in either language.
class IdScope {
public:
  explicit IdScope(std::string_view name);
  explicit IdScope(std::size_t index);
  ~IdScope();
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;
};
[[nodiscard]] ImGuiID id_of(std::string_view name);

/// Keyboard focus. Tab goes in the order of drawing, inside the top layer.
[[nodiscard]] bool is_focused(ImGuiID id);
void focus(ImGuiID id);
/// The focused widget was reached by the keyboard: rings are shown.
[[nodiscard]] bool focus_is_visible();

/// Goes from 0 to 1 or back within 120 ms when `on` changes; asks for frames while it moves.
[[nodiscard]] float animate(ImGuiID id, bool on);
/// Asks for a frame so many seconds from now.
void want_frame_in(double seconds);
[[nodiscard]] double now_seconds();

/// Touch has no hover and wants larger targets.
[[nodiscard]] inline bool is_touch() {
  return theme().pointer == PointerKind::touch;
}
[[nodiscard]] inline const Palette& colors() {
  return theme().colors();
}

/// The part of a widget that is the same for all: place, hover, press by mouse, touch, Enter, Space and by
/// `access`.
enum class Focusable : std::uint8_t { yes, no };
/// `none`: the widget has its own meaning for Enter and Space.
enum class PressKeys : std::uint8_t { enter_and_space, none };
struct PressSpec {
  access::Role role = access::Role::button;
  std::string_view name;
  std::string_view value = {};
  access::State state = {};
  access::Details details = {};
  std::string_view described = {};        ///< for the tree: what the name does not say
  std::string_view disabled_because = {}; ///< not empty: cannot be pressed, and the tooltip says why
  std::string_view tooltip = {};
  Focusable focusable = Focusable::yes;
  PressKeys keys = PressKeys::enter_and_space;
  bool under_others = false; ///< a row with buttons of its own: what is drawn later inside comes first
  bool unlisted = false;     ///< not in the access list: a part of something that is
};
struct Press {
  bool pressed = false; ///< let go inside, or Enter, or Space, or by `access`
  bool twice = false;   ///< with `pressed`: the second press of a double click
  bool hovered = false;
  bool held = false;
  bool focused = false;
  bool ring = false; ///< focused, and to be seen
};
Press press_area(const Box& box, ImGuiID id, const PressSpec& spec);
/// 2 px wide, 2 px off, in the accent.
void focus_ring(const Box& box, float radius);

/// Keys that go to the focused widget or to the screen; a field that is open takes them first.
[[nodiscard]] bool key_pressed(ImGuiKey key);
/// With Ctrl (or Command). `key_chord(ImGuiMod_Ctrl | ImGuiKey_K)`.
[[nodiscard]] bool key_chord(ImGuiKeyChord chord);
/// No field is open and no layer lies over the page: single-letter keys (1, 2, 3) may act.
[[nodiscard]] bool letter_keys_are_free();

} // namespace truat::ui
