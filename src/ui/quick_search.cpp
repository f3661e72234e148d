// Ctrl+K: everything that has a name, found by any part of it.
#include "text/messages.h"
#include "text/search_folding.h"
#include "ui/commands.h"
#include "ui/shell.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"
#include "ui/widgets/text_field.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <array>

namespace truat::ui {

namespace {

constexpr std::string_view layer_name = "quick_search";
constexpr std::size_t most_hits = 40;
constexpr float list_padding = 8; ///< above the hits and below them

/// A kind that is searched, and the screen that shows its records.
struct Searched {
  std::string_view kind;
  std::string_view screen;
  Icon icon;
};
constexpr std::array searched{Searched{"factory", "factories", Icon::factory},
                              Searched{"inspection", "visit", Icon::clipboard_check}};

struct Hit {
  Route route;
  Icon icon{};
  std::string title;
  std::string detail;
  std::string_view command = {}; ///< to be done; else the route is gone to
  bool is_disabled = false;      ///< `detail` says why
};

/// What was found last, until the words or the records change.
struct SearchState {
  std::vector<Hit> hits;
  std::string words;
  std::uint64_t revision = 0;
  bool is_new = true;
  bool show_chosen = false;
};

std::string keys_of(const Screen& screen) {
  const std::string id = "go." + std::string(screen.id);
  const auto found = std::ranges::find(commands(), std::string_view(id), &Command::id);
  return found == commands().end() ? std::string() : words_of(found->shortcut);
}

void find_screens(const text::FoldedQuery& query, std::span<const Screen> table, std::vector<Hit>& hits) {
  for (const Screen& screen : table)
    if (screen.in_navigation && query.is_in(text::tr(screen.title)))
      hits.push_back({{std::string(screen.id), {}, {}},
                      screen.icon,
                      std::string(text::tr(screen.title)),
                      keys_of(screen)});
}

/// Going to a screen is a command too: those are the screens' own hits.
void find_commands(const text::FoldedQuery& query, const ScreenContext& context, std::vector<Hit>& hits) {
  for (const CommandNow& now : commands_now(context)) {
    const Command& one = *now.command;
    const std::string_view label = text::tr(one.label);
    if (one.id == "search" || one.shortcut.after_g != ImGuiKey_None || !query.is_in(label))
      continue;
    hits.push_back({.icon = one.icon,
                    .title = std::string(label),
                    .detail = now.disabled_because.empty() ? words_of(one.shortcut) : now.disabled_because,
                    .command = one.id,
                    .is_disabled = !now.disabled_because.empty()});
  }
}

void find_records(const text::FoldedQuery& query, const workspace::Workspace& workspace,
                  std::span<const Screen> table, std::vector<Hit>& hits) {
  for (const Searched& kind : searched) {
    if (find_screen(table, kind.screen) == nullptr)
      continue;
    for (const records::RecordId& id : workspace.projection().records(kind.kind)) {
      const workspace::RecordTitle title = workspace.title(id);
      if (!query.is_in(title.title) && !query.is_in(title.detail))
        continue;
      hits.push_back({{std::string(kind.screen), id, {}}, kind.icon, title.title, title.detail});
      if (hits.size() >= most_hits)
        return;
    }
  }
}

void search(ScreenContext& context, std::span<const Screen> table, SearchState& state) {
  const std::string& words = context.state.shell.search_text;
  const workspace::Workspace* workspace = context.input.workspace;
  const std::uint64_t revision = workspace == nullptr ? 0 : workspace->projection().revision();
  if (!state.is_new && state.words == words && state.revision == revision)
    return;
  state.is_new = false;
  state.words = words;
  state.revision = revision;
  state.hits.clear();
  context.state.shell.search_chosen = 0;
  const text::FoldedQuery query(words, text::ToneMarks::ignored);
  find_screens(query, table, state.hits);
  find_commands(query, context, state.hits);
  if (workspace != nullptr && !query.empty())
    find_records(query, *workspace, table, state.hits);
}

ImGuiID hit_id(std::size_t index) {
  return ImGui::GetCurrentWindow()->GetID(static_cast<int>(index));
}

bool draw_hit(const Box& row, const Hit& hit, bool chosen, std::size_t index) {
  const Press press =
      press_area(row, hit_id(index),
                 {.role = access::Role::option,
                  .name = hit.title,
                  .value = hit.is_disabled ? std::string_view() : std::string_view(hit.detail),
                  .state = {.selected = chosen},
                  .details = {.place = static_cast<int>(index) + 1},
                  .disabled_because = hit.is_disabled ? std::string_view(hit.detail) : std::string_view(),
                  .focusable = Focusable::no});
  if (chosen || press.hovered)
    fill(row.inset(px(8), 0), chosen ? colors().accent_soft : colors().sunken, px(space::radius_control));
  Box line = row.inset(px(20), 0);
  icon(line.take_left(px(20), px(12)), hit.icon, space::icon_button,
       chosen ? colors().accent : colors().muted);
  if (!hit.detail.empty())
    (void)draw_line(line.take_right(std::min(line.w / 2, text_width(hit.detail, TextRole::caption)), px(16)),
                    hit.detail, {.role = TextRole::caption, .color = colors().muted, .align = Align::right});
  (void)draw_line(line, hit.title,
                  {.color = hit.is_disabled ? colors().muted
                            : chosen        ? colors().accent
                                            : colors().text});
  return press.pressed;
}

/// The hit that was chosen.
const Hit* draw_hits(Box& body, ScreenContext& context, SearchState& state, std::span<const ImGuiKey> keys) {
  int& chosen = context.state.shell.search_chosen;
  const int last = static_cast<int>(state.hits.size()) - 1;
  bool enter = false;
  for (const ImGuiKey key : keys) {
    if (key == ImGuiKey_DownArrow)
      chosen = std::min(chosen + 1, last);
    if (key == ImGuiKey_UpArrow)
      chosen = std::max(chosen - 1, 0);
    enter = enter || key == ImGuiKey_Enter;
    state.show_chosen = true;
  }
  if (state.hits.empty()) {
    text_line(body.take_top(px(56)).inset(px(20), 0), text::tr("ui.no_choice_found"),
              {.color = colors().muted});
    return nullptr;
  }
  const float row_height = theme().control_height() + px(4);
  const float rows = std::min(static_cast<float>(state.hits.size()), 8.5F);
  ScrollArea area(body.take_top(std::round(rows * row_height + px(list_padding))), "hits");
  area.content.skip(px(list_padding));
  const VirtualRows visible(area, state.hits.size(), row_height);
  if (state.show_chosen && chosen >= 0)
    area.show(visible.row(static_cast<std::size_t>(chosen)));
  state.show_chosen = false;
  const Hit* picked = nullptr;
  const access::Part part({.role = access::Role::list_box,
                           .name = text::tr("ui.search_everything"),
                           .box = area.view(),
                           .details = {.count = static_cast<int>(state.hits.size())}});
  for (std::size_t i = visible.first; i < visible.last; ++i) {
    // The tree may give one hit the focus: it is the one that Enter picks, and the field takes the keys back.
    if (running_kit().access_focus == hit_id(i))
      chosen = static_cast<int>(i);
    if (draw_hit(visible.row(i), state.hits[i], static_cast<int>(i) == chosen, i) ||
        (enter && static_cast<int>(i) == chosen && !state.hits[i].is_disabled))
      picked = &state.hits[i];
  }
  return picked;
}

} // namespace

void open_quick_search(ScreenContext& context) {
  context.state.shell.search_text.clear();
  context.screen_state<SearchState>() = {};
  open_layer_by_id(ImHashStr(layer_name.data(), layer_name.size()));
}

void draw_quick_search(ScreenContext& context, std::span<const Screen> table) {
  Layer* layer = find_layer(ImHashStr(layer_name.data(), layer_name.size()));
  if (layer == nullptr)
    return;
  const ImGuiID id = layer->id;
  SearchState& state = context.screen_state<SearchState>();
  search(context, table, state);
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const Box page{0, 0, viewport->Size.x, viewport->Size.y};
  const float width = std::min(px(600), page.w - 2 * px(space::margin_narrow));
  const float field_height = theme().control_height() + px(24);
  const float rows = std::min(static_cast<float>(std::max<std::size_t>(state.hits.size(), 1)), 8.5F);
  const float height =
      field_height + std::max(px(56), rows * (theme().control_height() + px(4))) + px(2 * list_padding);
  const Box box{std::round((page.w - width) / 2), px(72), width, std::round(height)};
  layer->content_height = 1;
  layer->focus_goes_in = false;
  begin_layer_window(*layer, page);
  layer->box = box;
  layer->anchor = {};
  fill(page, colors().scrim);
  popup_shadow(box, px(space::radius_dialog));
  fill(box, colors().raised, px(space::radius_dialog));
  std::optional<access::Part> part(
      std::in_place,
      access::Statement{.role = access::Role::dialog, .name = text::tr("ui.search_everything"), .box = box});
  Box body = box;
  const Box field = body.take_top(field_height).inset(px(16), px(12));
  if (!running_kit().editing)
    open_field(id_of("words"));
  const ListField typed = list_field(
      field, id_of("words"), context.state.shell.search_text,
      {.name = text::tr("ui.search_everything"),
       .placeholder = text::tr("ui.search_placeholder"),
       .mode = InputMode::search,
       .icon = Icon::search,
       .list_keys = true,
       .active_option = state.hits.empty() || context.state.shell.search_chosen < 0
                            ? 0
                            : hit_id(static_cast<std::size_t>(context.state.shell.search_chosen))});
  horizontal_line(body.x, body.y, body.w, colors().divider);
  const Hit* picked = draw_hits(body, context, state, typed.keys);
  const bool left = typed.result.cancelled;
  part.reset();
  end_layer_window();
  if (picked != nullptr || left)
    close_layer_by_id(id);
  if (picked == nullptr)
    return;
  if (picked->command.empty())
    context.state.routes.go(picked->route);
  else
    run_command(context, picked->command);
}

} // namespace truat::ui
