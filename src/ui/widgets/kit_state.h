// The kit's inside: what widgets keep from frame to frame. Only widgets include this.
#pragma once

#include "ui/widgets/choice_field.h"
#include "ui/widgets/kit.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace truat::ui {

struct FocusStop {
  ImGuiID id = 0;
  int layer = 0;
  Box box;
  int region = 0; ///< landmark that it is in; F6 goes from one to the next
  int group = 0; ///< of a group Tab stops at one: the one with the focus, else the chosen one, else the first
  bool is_chosen = false;
};

/// Why a field closed.
enum class Ended : std::uint8_t { finished, cancelled };

/// The field that is open.
struct Editing {
  ImGuiID field = 0;
  std::string text;
  std::string original;
  std::uint32_t revision = 0;
  std::optional<std::int32_t> caret_byte;
  bool select_all = false;
  bool changed = false; ///< since the field last looked
  bool is_new = false;  ///< the field has not told its caller yet
  bool drawn = false;   ///< in the running frame
  float room = 0;       ///< height of the area that it scrolls in; 0: not known yet
  bool keeps_tab = false;
  Box box;
  std::vector<ImGuiKey> keys;
};

/// A field that has closed and has not told its caller yet.
struct EndedField {
  ImGuiID field = 0;
  std::string text;
  Ended how = Ended::finished;
  LeftBy left_by = LeftBy::elsewhere;
  int frames_left = 3;
};

/// What lies over the page, the lowest first.
struct Layer {
  ImGuiID id = 0;
  Box anchor;
  Box box;                  ///< as drawn in the frame before; empty on the first
  float content_height = 0; ///< 0: not known yet
  bool closes_on_outside_press = true;
  int frames_unseen = 0;     ///< whoever opened it does not draw it any more
  bool focus_goes_in = true; ///< to its first stop, when that is known
  ImGuiID focus_before = 0;
  bool ring_before = false;
  double opened_at = 0;
  int chosen = -1;  ///< row of a menu or a list
  std::string text; ///< of a list's search
};

struct ScrollMemory {
  float position = 0;
  float content = 0;
  float view = 0;
  int last_frame = 0;
  float drag_from = 0; ///< position when the thumb was taken
  bool hovered_bar = false;
};

struct RunningScroll {
  ImGuiID id = 0;
  Box view;
  bool sideways = false;
};

struct Animation {
  float value = 0;
  double at = 0;
};

/// What a layer's window puts aside until it ends.
struct OutsideLayer {
  int layer = 0;
  std::vector<RunningScroll> scrolls;
  std::vector<int> holders;
  int region = 0;
  int group = 0;
};

struct TooltipWanted {
  Box box;
  std::string sentence;
};

/// The list of the choice field that is open.
struct ChoiceList {
  ImGuiID field = 0;
  std::vector<Choice> choices;
  std::vector<std::size_t> matches;
  std::string search;
  std::string searched; ///< what `matches` were made of
  std::ptrdiff_t at = -1;
  bool show_at = false;
};

struct Kit::State {
  double now = 0;
  bool overlay_is_there = false;
  bool want_now = false;
  std::optional<double> want_at;

  // Focus
  std::vector<FocusStop> stops;      ///< of the running frame
  std::vector<FocusStop> last_stops; ///< of the frame before
  ImGuiID focused = 0;
  bool focus_visible = false;
  bool ring_is_drawn = false;      ///< in the running or the last frame
  int region = 0, last_region = 0; ///< of the stops that come now
  int group = 0, last_group = 0;
  ImGuiID search_field = 0; ///< the page's, as of the frame before
  ImGuiID next_search_field = 0;
  ImGuiID list_edge_of =
      0; ///< the scrolled list whose first or last row is to have the focus when it is drawn
  bool list_edge_is_last = false;
  int list_edge_frame = 0;
  ImGuiID key_scroll = 0; ///< what PageDown scrolls when no widget takes it
  float key_scroll_size = 0;
  int frames_waited = 0;    ///< for `open_field` or `show_focused`
  ImGuiID show_focused = 0; ///< scroll it into sight when it is drawn
  std::size_t focused_index = 0;
  std::vector<ImGuiKey> used_keys;

  // What takes typing though it is no field (a grid's cells)
  ImGuiID takes_tab = 0; ///< while it has the focus, Tab is its own
  std::string typed;     ///< since it last looked
  std::optional<std::string> pasted;

  // The open field
  std::optional<Editing> editing;
  std::vector<EndedField> ended;
  ImGuiID open_field = 0;
  OverlayFrame overlay;

  // Layers
  std::vector<Layer> layers;
  ImGuiID closed_by_anchor =
      0;                 ///< its anchor was pressed while it was open: letting go does not open it again
  int drawing_layer = 0; ///< 0 the page
  std::vector<OutsideLayer> outside;

  // Tooltips and motion
  ImGuiID hovered = 0;
  double hovered_since = 0;
  bool hovered_in_this_frame = false;
  ImGuiID hovered_text = 0; ///< a line that was cut
  double hovered_text_since = 0;
  bool text_hovered_in_this_frame = false;
  double focused_since = 0;
  ImGuiID focused_before = 0;
  ImGuiID explained = 0; ///< a disabled widget that was touched
  double explained_until = 0;
  std::optional<TooltipWanted> tooltip;
  std::unordered_map<ImGuiID, Animation> animations;

  // Scrolling
  std::unordered_map<ImGuiID, ScrollMemory> scrolls;
  std::vector<RunningScroll> running_scrolls;
  ImGuiID dragged_scroll = 0;
  bool wheel_is_used = false;
  ImGuiID keeps_drag = 0; ///< a pad that touch draws on

  // Access
  std::vector<access::Item> items;
  std::vector<int> holders; ///< what is stated now is inside of the last of these items
  int unsaid = 0;           ///< how many `Unsaid` live
  ImGuiID activated = 0;
  ImGuiID access_focus = 0;

  // Remembered by widgets: the month of a calendar, what is typed into a date
  std::unordered_map<ImGuiID, float> numbers;
  std::unordered_map<ImGuiID, std::string> texts;
  ChoiceList choice_list;
};

namespace access {
/// What was asked for between the frames.
struct Asked {
  ImGuiID activate = 0;
  ImGuiID focus = 0;
};
[[nodiscard]] Asked take_asked();
/// Takes the frame's items as those that `items` tells; leaves the vector empty, with its memory.
void keep(std::vector<Item>& items, std::span<const FocusStop> stops);
} // namespace access

/// The kit that is drawing. Contract: inside a `KitFrame`.
[[nodiscard]] Kit::State& running_kit();
[[nodiscard]] bool kit_is_running();

/// Pointer on a touch screen: nothing hovers.
[[nodiscard]] bool pointer_is_touch();
/// The layer that takes keys and presses is the one being drawn.
[[nodiscard]] bool drawing_top_layer();

void begin_editing(ImGuiID field, const std::string& text);
void end_editing(Ended how, LeftBy left_by = LeftBy::elsewhere);
/// The focused widget opens a field for what is typed, and takes what is pasted: without this call in a frame
/// neither comes. Letter keys are no shortcuts then.
void take_typing();

/// A text field whose arrow keys belong to a list below it. Keys are those of this frame.
struct ListField {
  FieldResult result;
  std::vector<ImGuiKey> keys;
};
ListField list_field(const Box& box, ImGuiID field, std::string& text, const TextFieldSpec& spec);
FieldResult text_field_by_id(const Box& box, ImGuiID field, std::string& text, const TextFieldSpec& spec);
/// Ground and border of a field, without its text.
void draw_field_frame(const Box& box, const TextFieldSpec& spec, bool open, bool hovered, bool ring);

/// Moves the focus by Tab (`step` 1) or Shift+Tab (-1).
void move_focus(int step);
/// To the first stop of the next (1) or the previous (-1) landmark that has one.
void move_region(int step);
/// Arrows, Home, End, PageUp and PageDown inside a group of this frame's stops.
enum class Walk : std::uint8_t { up_and_down, both_ways };
void walk_group(int group, Walk walk);
/// The stop that is drawn now, in its landmark and group.
void add_stop(ImGuiID id, const Box& box, bool is_chosen = false);
/// After all widgets: keys that none of them took scroll the page.
void scroll_by_keys();

[[nodiscard]] Layer* find_layer(ImGuiID id);
void open_layer_by_id(ImGuiID id);
/// Closes the layer and those above it; the focus goes back to where it was.
void close_layer_by_id(ImGuiID id);
/// The window of a layer, over all others. Everything until `end_layer_window` belongs to the layer.
void begin_layer_window(Layer& layer, const Box& window);
void end_layer_window();
/// Motion of 120 ms that starts when the layer opens: 0 to 1.
[[nodiscard]] float opening(const Layer& layer);

/// Scrolls the running areas so that the box is in sight, or in the upper third, above an on-screen keyboard.
enum class ShowAt : std::uint8_t { nearest, upper_third };
void show_in_scroll_areas(const Box& box, ShowAt at = ShowAt::nearest);

/// Between frames: lets go of broken lines that nobody asked for lately.
void trim_breaks();

void begin_layers();
void end_layers();
void draw_tooltip();

} // namespace truat::ui
