// The sheet of keys (?): the table of commands that have keys, and the keys that move.
#include "text/messages.h"
#include "ui/commands.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace truat::ui {

namespace {

constexpr std::string_view layer_name = "key_sheet";
constexpr float cap_width = 128;

struct KeyRow {
  std::string_view keys; ///< as they are written on the keyboard, the same in both languages
  std::string_view does;
};
constexpr std::array moving{KeyRow{"Tab", "help.key_tab"},         KeyRow{"F6", "help.key_regions"},
                            KeyRow{"↑  ↓", "help.key_arrows"},     KeyRow{"PgUp PgDn", "help.key_pages"},
                            KeyRow{"Enter", "help.key_enter"},     KeyRow{"Esc", "help.key_escape"},
                            KeyRow{"1  2  3", "help.key_answers"}, KeyRow{"Ctrl Enter", "help.key_finish"}};

void draw_key_row(Box& area, std::string_view keys, std::string_view does) {
  Box line = area.take_top(px(36));
  access::item({.role = access::Role::list_item, .name = does, .box = line, .value = keys});
  const Box cap = line.take_left(px(cap_width), px(space::x16)).middle(px(28));
  fill(Box{cap.x, cap.y, std::min(cap.w, text_width(keys, TextRole::body_strong) + px(24)), cap.h},
       colors().sunken, px(space::radius_control));
  (void)draw_line(cap.inset(px(12), 0), keys, {.role = TextRole::body_strong});
  (void)draw_line(line, does);
}

} // namespace

void draw_key_rows(Box& area, const ScreenContext& context) {
  const access::Part part({.role = access::Role::list, .name = text::tr("help.keys"), .box = area});
  for (const Command& one : commands()) {
    if (one.shortcut.is_none() || (one.shortcut.is_single_key() && !context.state.letter_keys))
      continue;
    std::string does(text::tr(one.label));
    if (!one.screen.empty())
      if (const Screen* screen = find_screen(screens(), one.screen))
        does.append(" · ").append(text::tr(screen->title));
    draw_key_row(area, words_of(one.shortcut), does);
  }
  for (const KeyRow& row : moving)
    draw_key_row(area, row.keys, text::tr(row.does));
}

void draw_key_sheet(ScreenContext& context) {
  if (std::exchange(context.state.shell.asks_for_keys, false))
    open_layer(layer_name);
  Dialog dialog(layer_name, {.title = text::tr("ui.cmd_keys"), .width = DialogWidth::large});
  if (!dialog)
    return;
  bool letters = context.state.letter_keys;
  if (toggle(dialog.body.take_top(theme().control_height(), px(space::x8)), "letters", letters,
             {.label = text::tr("ui.letter_keys")}))
    context.push(SetLetterKeys{letters});
  draw_key_rows(dialog.body, context);
  Box footer = dialog.footer();
  if (button_right(footer, "close", {.label = text::tr("ui.close")}))
    dialog.close();
}

} // namespace truat::ui
