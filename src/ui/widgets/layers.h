// What lies over the page: menus and popovers, dialogs, drawers, bottom sheets. Esc, and a press outside,
// close the top one. A layer is open or not by its id; its content is drawn by whoever opened it, each frame:
// `if (Dialog d("delete", …); d) {…}`.
#pragma once

#include "ui/widgets/button.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace truat::ui {

/// Ids are in the running id scope. Opening moves the focus inside; closing brings it back.
void open_layer(std::string_view id);
void close_layer(std::string_view id);
[[nodiscard]] bool layer_is_open(std::string_view id);
void close_all_layers();
[[nodiscard]] bool any_layer_is_open();

enum class Side : std::uint8_t { below_left, below_right, right_of };
struct PopoverSpec {
  float width = 240; ///< design pixels; 0: the anchor's
  float most_height = 360;
  Side side = Side::below_left;
  float padding = 8;
  std::string_view name = {};
  access::Role role = access::Role::dialog;
};
/// At its anchor, on the other side where there is no room; as high as its content was, scrolls beyond
/// `most_height`.
class Popover {
public:
  Popover(std::string_view id, const Box& anchor, const PopoverSpec& spec = {});
  ~Popover();
  Popover(const Popover&) = delete;
  Popover& operator=(const Popover&) = delete;
  explicit operator bool() const { return m_inside != nullptr; }
  void close();
  Box body; ///< cut from its top

private:
  struct Inside;
  std::unique_ptr<Inside> m_inside; ///< null: closed
};

struct MenuItem {
  std::string_view id;
  std::string_view label;
  std::optional<Icon> icon = {};
  std::string_view shortcut = {};
  std::string_view disabled_because = {};
  bool checked = false;
  bool danger = false;
  bool starts_group = false; ///< a line above
  bool is_choice = false;    ///< one of several, of which `checked` says the one that is on
};
/// A popover of items; arrows, Home, End, Enter. The id of what was chosen, else "".
std::string_view menu(std::string_view id, const Box& anchor, std::span<const MenuItem> items,
                      Side side = Side::below_right);

enum class DialogWidth : std::uint8_t { small /* 480 */, large /* 640 */ };
struct DialogSpec {
  std::string_view title;
  DialogWidth width = DialogWidth::small;
};
/// Only for decisions. Buttons name the act and stand in the footer, from the right.
class Dialog {
public:
  Dialog(std::string_view id, const DialogSpec& spec);
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  explicit operator bool() const { return m_inside != nullptr; }
  void close();
  /// The line for buttons. Ends the body: nothing is drawn in it afterwards.
  [[nodiscard]] Box footer();
  Box body; ///< cut from its top; scrolls when it is too high

private:
  struct Inside;
  std::unique_ptr<Inside> m_inside; ///< null: closed
};

struct DrawerSpec {
  std::string_view title;
  float width = 400; ///< design pixels; below 900 wide it is a sheet of 60 % of the height
};
/// Work beside the page. The body scrolls; the footer, if it has a height, stays.
class Drawer {
public:
  Drawer(std::string_view id, const DrawerSpec& spec, float footer_height = 0);
  ~Drawer();
  Drawer(const Drawer&) = delete;
  Drawer& operator=(const Drawer&) = delete;
  explicit operator bool() const { return m_inside != nullptr; }
  void close();
  /// The line for buttons. Ends the body: nothing is drawn in it afterwards.
  [[nodiscard]] Box footer();
  Box body; ///< cut from its top; scrolls when it is too high

private:
  struct Inside;
  std::unique_ptr<Inside> m_inside; ///< null: closed
};

/// A yes-or-no question as a dialog, opened by `open_layer(id)`.
struct QuestionSpec {
  std::string_view title;
  std::string_view sentence;
  std::string_view act;   ///< names what happens: "ลบคำสั่ง"
  std::string_view leave; ///< names what does not: "เก็บไว้"
  bool danger = false;
};
/// Whether the act was chosen.
bool question(std::string_view id, const QuestionSpec& spec);

/// Beside the pointer after 400 ms over the last widget drawn; widgets with a `tooltip` call it themselves.
void tooltip(const Box& box, ImGuiID id, std::string_view sentence);

} // namespace truat::ui
