#include "ui/commands.h"

#include "base/contract.h"
#include "text/messages.h"
#include "ui/screens/shared_words.h"
#include "ui/shell.h"
#include "ui/widgets/kit_state.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <array>

namespace truat::ui {

namespace {

/// So long the second key of "G, then V" is waited for.
constexpr double sequence_seconds = 1.5;

constexpr ImGuiKeyChord ctrl(ImGuiKey key) {
  return static_cast<ImGuiKeyChord>(ImGuiMod_Ctrl) | static_cast<ImGuiKeyChord>(key);
}

template <ThemeChoice choice>
constexpr Command theme_command(std::string_view id, std::string_view label, Icon icon) {
  return {.id = id,
          .label = label,
          .icon = icon,
          .is_on = [](const ScreenContext& context) { return context.state.theme == choice; },
          .run = [](ScreenContext& context) { context.push(SetTheme{choice}); }};
}

/// One row of the navigation, as a command.
constexpr Command go_command(std::string_view id, std::string_view label, Icon icon, ImGuiKey key,
                             void (*run)(ScreenContext&)) {
  return {.id = id, .label = label, .icon = icon, .shortcut = {.after_g = key}, .run = run};
}

template <class Step>
std::string why_no_step(const std::optional<Step>& step, std::string_view nothing) {
  return step ? std::string() : std::string(text::tr(nothing));
}

bool has_workspace(const ScreenContext& context) {
  return context.input.workspace != nullptr;
}

template <audit::Permission permission>
std::string forbidden(const ScreenContext& context) {
  return forbidden_because(context, permission);
}

void to(ScreenContext& context, std::string_view screen) {
  context.state.shell.open_group.clear();
  context.state.routes.start({std::string(screen), {}, {}});
}

constexpr std::array table{
    Command{.id = "search",
            .label = "ui.search_everything",
            .icon = Icon::search,
            .shortcut = {.chord = ctrl(ImGuiKey_K)},
            .run = open_quick_search},
    Command{.id = "find_here",
            .label = "ui.cmd_find_here",
            .icon = Icon::list_filter,
            .shortcut = {.chord = ImGuiKey_Slash},
            .applies = [](const ScreenContext&) { return running_kit().search_field != 0; },
            .run = [](ScreenContext&) { open_field(running_kit().search_field); }},
    Command{.id = "undo",
            .label = "ui.cmd_undo",
            .icon = Icon::undo_2,
            .shortcut = {.chord = ctrl(ImGuiKey_Z)},
            .why_not =
                [](const ScreenContext& context) {
                  return has_workspace(context)
                             ? why_no_step(context.workspace().ledger().next_undo(), "ui.cmd_nothing_to_undo")
                             : std::string();
                },
            .run = [](ScreenContext& context) { context.push(Undo{}); }},
    Command{.id = "redo",
            .label = "ui.cmd_redo",
            .icon = Icon::redo_2,
            .shortcut = {.chord = ctrl(ImGuiKey_Y)},
            .why_not =
                [](const ScreenContext& context) {
                  return has_workspace(context)
                             ? why_no_step(context.workspace().ledger().next_redo(), "ui.cmd_nothing_to_redo")
                             : std::string();
                },
            .run = [](ScreenContext& context) { context.push(Redo{}); }},

    // Of one screen.
    Command{.id = "visits.start",
            .label = "visits.start",
            .icon = Icon::plus,
            .shortcut = {.chord = ImGuiKey_N},
            .screen = "visits",
            .kind = ButtonKind::primary},
    Command{.id = "visits.plan",
            .label = "factory.plan_visit",
            .icon = Icon::calendar_plus,
            .shortcut = {.chord = ImGuiKey_P},
            .screen = "visits"},
    Command{.id = "factories.add",
            .label = "factories.add",
            .icon = Icon::plus,
            .shortcut = {.chord = ImGuiKey_N},
            .screen = "factories",
            .why_not = forbidden<audit::Permission::edit_factories>},
    Command{.id = "factories.import",
            .label = "factories_import.title",
            .icon = Icon::file_spreadsheet,
            .screen = "factories",
            .why_not = forbidden<audit::Permission::import_lists>,
            .run = [](ScreenContext& context) { context.go({"factories_import", {}, {}}); }},
    Command{.id = "visit.start",
            .label = "factory.start_visit",
            .icon = Icon::clipboard_check,
            .screen = "visit",
            .kind = ButtonKind::primary},
    Command{.id = "visit.finish",
            .label = "visit.finish",
            .icon = Icon::circle_check,
            .shortcut = {.chord = ctrl(ImGuiKey_Enter)},
            .screen = "visit",
            .kind = ButtonKind::primary,
            .phone_icon = Icon::circle_check},
    Command{.id = "visit.print",
            .label = "visit.print",
            .icon = Icon::printer,
            .shortcut = {.chord = ImGuiKey_P},
            .screen = "visit"},
    Command{.id = "visit.share", .label = "visit.share", .icon = Icon::share_2, .screen = "visit"},
    Command{.id = "visit.submit", .label = "visit.submit", .icon = Icon::clipboard_list, .screen = "visit"},
    Command{.id = "requests.submit",
            .label = "ui.cmd_submit",
            .icon = Icon::plus,
            .shortcut = {.chord = ImGuiKey_N},
            .screen = "requests",
            .kind = ButtonKind::primary,
            .phone_icon = Icon::plus},
    Command{.id = "people.add",
            .label = "settings.add_person",
            .icon = Icon::plus,
            .shortcut = {.chord = ImGuiKey_N},
            .screen = "people",
            .kind = ButtonKind::primary,
            .phone_icon = Icon::plus},
    Command{.id = "visit.delete",
            .label = "visit.delete",
            .icon = Icon::trash_2,
            .screen = "visit",
            .kind = ButtonKind::danger},
    Command{
        .id = "registers.print", .label = "registers.print", .icon = Icon::printer, .screen = "registers"},
    Command{.id = "recheck.print", .label = "recheck.print", .icon = Icon::printer, .screen = "recheck"},

    // Screens.
    go_command("go.today", "ui.nav_today", Icon::house, ImGuiKey_T, [](ScreenContext& c) { to(c, "today"); }),
    go_command("go.requests", "ui.nav_requests", Icon::clipboard_list, ImGuiKey_R,
               [](ScreenContext& c) { to(c, "requests"); }),
    go_command("go.visits", "ui.nav_visits", Icon::clipboard_check, ImGuiKey_V,
               [](ScreenContext& c) { to(c, "visits"); }),
    go_command("go.factories", "ui.nav_factories", Icon::factory, ImGuiKey_F,
               [](ScreenContext& c) { to(c, "factories"); }),
    go_command("go.checklists", "ui.nav_checklists", Icon::list_checks, ImGuiKey_C,
               [](ScreenContext& c) { to(c, "checklists"); }),
    go_command("go.changes", "changes.title", Icon::history, ImGuiKey_L,
               [](ScreenContext& c) { to(c, "changes"); }),
    go_command("go.exchange", "ui.nav_exchange", Icon::arrow_left_right, ImGuiKey_E,
               [](ScreenContext& c) { to(c, "exchange"); }),
    go_command("go.people", "ui.cmd_go_people", Icon::users, ImGuiKey_P,
               [](ScreenContext& c) { to(c, "people"); }),
    go_command("go.settings", "ui.nav_settings", Icon::settings, ImGuiKey_S,
               [](ScreenContext& c) { to(c, "settings"); }),
    go_command("go.help", "ui.nav_help", Icon::circle_question_mark, ImGuiKey_H,
               [](ScreenContext& c) { to(c, "help"); }),

    // Of the program.
    Command{.id = "export_everything",
            .label = "ui.cmd_export",
            .icon = Icon::download,
            .tooltip = "exchange.export_note",
            .applies = has_workspace,
            .run = [](ScreenContext& context) { context.push(ExportEverything{}); }},
    Command{.id = "language",
            .label = "ui.cmd_other_language",
            .icon = Icon::languages,
            .run =
                [](ScreenContext& context) {
                  const bool thai = text::language() == text::Language::thai;
                  context.push(SetLanguage{thai ? text::Language::english : text::Language::thai});
                }},
    theme_command<ThemeChoice::light>("theme.light", "ui.theme_light", Icon::sun),
    theme_command<ThemeChoice::dark>("theme.dark", "ui.theme_dark", Icon::moon),
    theme_command<ThemeChoice::as_system>("theme.system", "ui.theme_system", Icon::sun_moon),
    Command{.id = "my_settings",
            .label = "ui.my_settings",
            .icon = Icon::user,
            .run = [](ScreenContext& context) { to(context, "settings"); }},
    Command{.id = "open_sample",
            .label = "ui.open_sample",
            .icon = Icon::building_2,
            .applies = [](const ScreenContext& context) { return !context.input.is_sample; },
            .run = [](ScreenContext& context) { context.push(OpenSampleOffice{}); }},
    Command{.id = "leave_sample",
            .label = "ui.leave_sample",
            .icon = Icon::log_out,
            .applies = [](const ScreenContext& context) { return context.input.is_sample; },
            .run = [](ScreenContext& context) { context.push(LeaveSampleOffice{}); }},
    Command{.id = "office_settings",
            .label = "ui.office_settings",
            .icon = Icon::settings,
            .run = [](ScreenContext& context) { to(context, "settings"); }},
    Command{.id = "keys",
            .label = "ui.cmd_keys",
            .icon = Icon::keyboard,
            .shortcut = {.chord = static_cast<ImGuiKeyChord>(ImGuiMod_Shift) | ImGuiKey_Slash},
            .run = [](ScreenContext& context) { context.state.shell.asks_for_keys = true; }},
};

/// The screen's header as it has the command; null if it has not.
const HeaderAction* in_header(const ScreenContext& context, std::string_view id) {
  for (const std::vector<HeaderAction>* list : {&context.header.actions, &context.header.more})
    for (const HeaderAction& action : *list)
      if (action.id == id)
        return &action;
  return nullptr;
}

bool is_here(const ScreenContext& context, const Command& one) {
  if (!one.screen.empty() && (one.screen != context.route().screen ||
                              (one.why_not == nullptr && in_header(context, one.id) == nullptr)))
    return false;
  return one.applies == nullptr || one.applies(context);
}

std::string why_not(const ScreenContext& context, const Command& one) {
  if (one.why_not != nullptr)
    return one.why_not(context);
  const HeaderAction* action = in_header(context, one.id);
  return action != nullptr ? action->disabled_because : std::string();
}

bool was_pressed(const ScreenContext& context, const Shortcut& shortcut, bool after_g) {
  if (shortcut.after_g != ImGuiKey_None)
    return after_g && letter_keys_are_free() && key_pressed(shortcut.after_g);
  if (shortcut.chord == 0)
    return false;
  if (!shortcut.is_single_key())
    return key_chord(shortcut.chord);
  return context.state.letter_keys && !any_layer_is_open() && key_chord(shortcut.chord);
}

std::string name_of_key(ImGuiKey key) {
  if (key == ImGuiKey_Slash)
    return "/";
  return ImGui::GetKeyName(key);
}

} // namespace

bool Shortcut::is_single_key() const {
  return after_g != ImGuiKey_None || (chord != 0 && (chord & (ImGuiMod_Ctrl | ImGuiMod_Alt)) == 0);
}

std::string words_of(const Shortcut& shortcut) {
  if (shortcut.after_g != ImGuiKey_None)
    return "G " + name_of_key(shortcut.after_g);
  if (shortcut.chord == 0)
    return {};
  const auto key = static_cast<ImGuiKey>(shortcut.chord & ~ImGuiMod_Mask_);
  if ((shortcut.chord & ImGuiMod_Shift) != 0 && key == ImGuiKey_Slash)
    return "?";
  std::string words;
  if ((shortcut.chord & ImGuiMod_Ctrl) != 0)
    words += "Ctrl ";
  if ((shortcut.chord & ImGuiMod_Shift) != 0)
    words += "Shift ";
  return words + name_of_key(key);
}

std::span<const Command> commands() {
  return table;
}

const Command& command(std::string_view id) {
  const auto found = std::ranges::find(table, id, &Command::id);
  expects(found != table.end(), "the table has the command");
  return *found;
}

HeaderAction header_action(std::string_view id, std::string_view disabled_because) {
  const Command& one = command(id);
  return {.id = std::string(id),
          .label = std::string(text::tr(one.label)),
          .kind = one.kind,
          .icon = one.icon,
          .disabled_because = std::string(disabled_because),
          .phone_icon = one.phone_icon,
          .shortcut = words_of(one.shortcut)};
}

void CommandMenu::add(std::string_view id, StartsGroup starts_group) {
  const Command& one = command(id);
  const std::string& reason = m_words.emplace_back(why_not(m_context, one));
  const std::string& keys = m_words.emplace_back(words_of(one.shortcut));
  m_items.push_back({.id = one.id,
                     .label = text::tr(one.label),
                     .icon = one.icon,
                     .shortcut = keys,
                     .disabled_because = reason,
                     .checked = one.is_on != nullptr && one.is_on(m_context),
                     .danger = one.kind == ButtonKind::danger,
                     .starts_group = starts_group == StartsGroup::yes,
                     .is_choice = one.is_on != nullptr});
}

void CommandMenu::draw(std::string_view id, const Box& anchor, Side side) {
  const std::string_view chosen = menu(id, anchor, m_items, side);
  if (!chosen.empty())
    run_command(m_context, chosen);
}

std::vector<CommandNow> commands_now(const ScreenContext& context) {
  std::vector<CommandNow> now;
  for (const Command& one : table)
    if (is_here(context, one))
      now.push_back({&one, why_not(context, one)});
  return now;
}

void run_command(ScreenContext& context, std::string_view id) {
  const Command& one = command(id);
  if (!is_here(context, one) || !why_not(context, one).empty())
    return;
  if (one.run != nullptr)
    one.run(context);
  else
    context.state.shell.asked_action = id;
  want_frame_in(0);
}

void take_command_keys(ScreenContext& context) {
  ShellState& shell = context.state.shell;
  const bool after_g = shell.g_pressed_at >= 0 && now_seconds() - shell.g_pressed_at < sequence_seconds;
  for (const Command& one : table) {
    const bool here = is_here(context, one);
    // A command of another screen leaves its keys to this one's.
    if (!here || !was_pressed(context, one.shortcut, after_g))
      continue;
    // Over the page only what belongs to no screen may be asked for.
    if (any_layer_is_open() && one.id != "search")
      continue;
    shell.g_pressed_at = -1;
    if (std::string reason = why_not(context, one); !reason.empty())
      context.state.toasts.show({.sentence = std::move(reason)});
    else
      run_command(context, one.id);
    return;
  }
  if (!any_layer_is_open() && key_chord(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z))
    run_command(context, "redo");
  if (context.state.letter_keys && letter_keys_are_free() && key_pressed(ImGuiKey_G))
    shell.g_pressed_at = now_seconds();
}

} // namespace truat::ui
