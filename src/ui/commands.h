// What can be done, in one table: words in both languages, icon, keys, and what happens. The menus of the top
// bar and of the rail, the search of Ctrl+K and the sheet of keys are made of it. A new command is one row.
#pragma once

#include "ui/navigation.h"
#include "ui/widgets/layers.h"

#include <list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

/// Keys are those of a US keyboard by their place where the letters are not Latin: ฮ is V on a Thai keyboard.
struct Shortcut {
  ImGuiKeyChord chord = 0;          ///< "Ctrl K"; a letter or sign alone acts only while nothing is typed
  ImGuiKey after_g = ImGuiKey_None; ///< "G, then V": goes to a screen
  [[nodiscard]] bool is_none() const { return chord == 0 && after_g == ImGuiKey_None; }
  /// Acts without Ctrl: a person can turn these off.
  [[nodiscard]] bool is_single_key() const;
};
/// "Ctrl K", "G V", "?": as on the keys, the same in both languages. "" for none.
[[nodiscard]] std::string words_of(const Shortcut& shortcut);

struct Command {
  std::string_view id;
  std::string_view label; ///< message key
  Icon icon{};
  Shortcut shortcut = {};
  std::string_view screen = {};  ///< only on this one; empty: everywhere
  std::string_view tooltip = {}; ///< message key: what the label does not say
  ButtonKind kind = ButtonKind::secondary;
  std::optional<Icon> phone_icon = {};
  /// Why it cannot be done now, or "". Without it, a command of a screen can be done when the screen's header
  /// has it.
  std::string (*why_not)(const ScreenContext&) = nullptr;
  bool (*applies)(const ScreenContext&) = nullptr; ///< none: always
  bool (*is_on)(const ScreenContext&) = nullptr;   ///< one of a choice: whether it is the one
  void (*run)(ScreenContext&) = nullptr; ///< none: the screen does it, as `ScreenContext::pressed_action`
};

[[nodiscard]] std::span<const Command> commands();
/// Contract: it is there.
[[nodiscard]] const Command& command(std::string_view id);

/// For `PageHeader::actions` and `more`.
[[nodiscard]] HeaderAction header_action(std::string_view id, std::string_view disabled_because = {});
/// A menu of commands: their labels, icons and keys, which are on, and why one cannot be chosen.
enum class StartsGroup : std::uint8_t { no, yes };
class CommandMenu {
public:
  explicit CommandMenu(ScreenContext& context) : m_context(context) {}
  void add(std::string_view id, StartsGroup starts_group = StartsGroup::no);
  /// Draws the layer `id` and does what is chosen in it.
  void draw(std::string_view id, const Box& anchor, Side side);

private:
  ScreenContext& m_context;
  std::vector<MenuItem> m_items;
  std::list<std::string> m_words; ///< that the items view
};

/// A command as it stands now.
struct CommandNow {
  const Command* command = nullptr;
  std::string disabled_because;
};
/// Those that have a meaning here, in the table's order.
[[nodiscard]] std::vector<CommandNow> commands_now(const ScreenContext& context);
/// Does it, if it can be done.
void run_command(ScreenContext& context, std::string_view id);
/// Runs the command whose keys were pressed in this frame.
void take_command_keys(ScreenContext& context);

/// The sheet of keys, while it is asked for.
void draw_key_sheet(ScreenContext& context);
/// Rows of the sheet, cut off `area`: for the help screen too.
void draw_key_rows(Box& area, const ScreenContext& context);

} // namespace truat::ui
