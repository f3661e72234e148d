// What is on the screen, for those who do not see it: every widget states its role, name and state here, and
// what holds others (a list, a grid, a dialog, a landmark) states that they are inside. `app` mirrors the
// statements as ARIA elements (`aria.h`), and the browser's tests find widgets by role and name. Nothing is
// kept unless someone asks for it.
//
//   const access::Part part({.role = access::Role::list, .name = "โรงงาน", .box = area});
//   for (…) list_row(…);                       // states list items, which are now inside the list
//
//   const Press press = press_area(row, id, {.role = access::Role::row, …});
//   const access::Inside inside;               // what follows is part of what was stated last: cells of the
//   row
#pragma once

#include "ui/widgets/box.h"

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui::access {

/// ARIA roles; `role_name` spells them. What stands in what says `may_stand_in`.
enum class Role : std::uint8_t {
  alert,
  banner, ///< landmark: the top bar
  button,
  cell, ///< of a grid: "gridcell"
  checkbox,
  column_header,
  combobox,
  complementary, ///< landmark: beside the main part
  dialog,
  figure, ///< a chart
  grid,   ///< rows that are walked, chosen or edited
  group,
  heading,
  image,
  link,
  list,
  list_box,  ///< one or several of its options are chosen
  list_item, ///< what can be pressed becomes a button inside the item
  log,       ///< where messages come and go
  main,      ///< landmark
  menu,
  menu_item,
  menu_item_radio, ///< one of several, of which one is on
  navigation,      ///< landmark
  option,
  progress,
  radio,
  radio_group,
  region, ///< a landmark with a name of its own
  row,
  row_group,
  row_header,
  search, ///< a field to search with: "searchbox"
  status, ///< spoken when it changes
  switch_button,
  tab,
  tab_list,
  table, ///< rows that are read: of a chart, of a preview
  table_cell,
  text,
  textbox,
  tooltip,
};
[[nodiscard]] std::string_view role_name(Role role);

struct State {
  bool disabled = false;
  bool checked = false;
  bool selected = false;
  bool focused = false;
  bool expanded = false;
  bool has_popup = false; ///< it opens something, or unfolds: `expanded` has a meaning
  bool invalid = false;
  bool required = false;
  bool read_only = false;
  bool current = false; ///< the page one is on
  bool operator==(const State&) const = default;
};

enum class Sorted : std::uint8_t { no, up, down };

/// What only some roles have.
struct Details {
  int level = 0;   ///< of a heading, 1 to 6; 2 if it is not said
  int place = 0;   ///< of an option, item, row: which of them all, from 1; 0: those stated are all there are
  int count = 0;   ///< of an option, item: how many there are; of a grid or table: rows, the headings' too
  int column = 0;  ///< of a cell or heading, from 1
  int columns = 0; ///< of a grid or table
  float done = -1; ///< of progress, 0 to 1; below 0: not known
  Sorted sorted = Sorted::no; ///< of a column heading
  bool several = false;       ///< of a grid or list: more than one can be chosen
  ImGuiID active = 0;         ///< of what has the keys for its parts: the part they act on now
  bool operator==(const Details&) const = default;
};

/// What a widget states. The texts live until the call returns.
struct Statement {
  ImGuiID id = 0; ///< 0 for what cannot be acted on: a heading, a text
  Role role = Role::text;
  std::string_view name;
  Box box;
  State state = {};
  std::string_view value = {};
  std::string_view description = {};
  Details details = {};
};

struct Item {
  ImGuiID id = 0;
  Role role = Role::text;
  std::string name;
  std::string value;       ///< of a field; of a bar "38/42"
  std::string description; ///< the reason why it is disabled, the error of a field
  State state;
  Details details;
  Box box;             ///< what is seen of it, if anything is
  Box whole;           ///< also what a scroll area hides
  bool visible = true; ///< not cut off by a scroll area
  bool stop = false;   ///< Tab stops here
  int layer = 0;       ///< 0 the page, 1 and up what lies over it; only the top one can be acted on
  int parent = -1;     ///< index of what it is inside of; below 0: of nothing
  bool operator==(const Item&) const = default;
};

/// Whether the list is asked for. Widgets whose name costs something to make look here first.
[[nodiscard]] bool wanted();
/// What every widget calls. The box is cut to the running window's clip.
void item(const Statement& statement);
void item(ImGuiID id, Role role, std::string_view name, const Box& box, State state = {},
          std::string_view value = {}, std::string_view description = {});

/// What is stated while this lives is inside of what was stated last.
class Inside {
public:
  Inside();
  ~Inside();
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

private:
  bool m_is_open = false;
};

/// What is stated while this lives is not listed: the widget around it has said it already.
class Unsaid {
public:
  Unsaid();
  ~Unsaid();
  Unsaid(const Unsaid&) = delete;
  Unsaid& operator=(const Unsaid&) = delete;
};

/// Something that has parts: what is stated while this lives is inside of it. What it means for the keyboard
/// holds whether the list is asked for or not: F6 goes from landmark to landmark; a list, a group of radio
/// buttons, tabs and a menu are one stop of Tab each, and the arrows go through them.
class Part {
public:
  explicit Part(const Statement& statement);
  ~Part();
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

private:
  Role m_role;
  int m_region_before = 0;
  int m_group_before = 0;
  std::optional<Inside> m_inside;
};

/// Whether ARIA allows the one directly inside the other. Most roles stand anywhere; a row only in a grid.
[[nodiscard]] bool may_stand_in(Role role, Role parent);
/// Stands only in certain others.
[[nodiscard]] bool needs_parent(Role role);
[[nodiscard]] bool needs_name(Role role);
/// Can be pressed, typed into, or walked.
[[nodiscard]] bool is_interactive(Role role);

/// For `app` and tests, between frames.
void want(bool wanted);
/// The items of the last whole frame, in the order in which they are read and focused.
[[nodiscard]] const std::vector<Item>& items();
/// What is wrong with the statements of the last frame, in words for programmers: a widget that can be
/// pressed and has no name, an option outside of a list. Empty: nothing is.
[[nodiscard]] std::vector<std::string> faults();
/// In the next frame the widget behaves as pressed. Ids that are not there, or are disabled, do nothing.
void activate(ImGuiID id);
/// In the next frame the widget has the focus; a field opens.
void focus(ImGuiID id);

} // namespace truat::ui::access
