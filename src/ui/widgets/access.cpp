#include "ui/widgets/access.h"

#include "base/sort.h"
#include "ui/widgets/kit_state.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace truat::ui::access {

namespace {

bool g_wanted = false;
std::vector<Item> g_items;
Asked g_asked;

struct RoleFacts {
  Role role;
  std::string_view name;
  std::string_view parents; ///< names of roles, one of which must hold it
  bool is_interactive = false;
  bool needs_name = false;
  std::string_view parts = "*"; ///< names of the roles that may stand in it; "*": any
};

using enum Role;
constexpr std::array facts{
    RoleFacts{alert, "alert", {}, false, true, ""},
    RoleFacts{banner, "banner"},
    RoleFacts{button, "button", {}, true, true, ""},
    RoleFacts{cell, "gridcell", "row"},
    RoleFacts{checkbox, "checkbox", {}, true, true, ""},
    RoleFacts{column_header, "columnheader", "row", true, true},
    RoleFacts{combobox, "combobox", {}, true, true, ""},
    RoleFacts{complementary, "complementary", {}, false, true},
    RoleFacts{dialog, "dialog", {}, false, true},
    RoleFacts{figure, "figure", {}, false, true},
    RoleFacts{grid, "grid", {}, true, true, "row rowgroup"},
    RoleFacts{group, "group", {}, false, true},
    RoleFacts{heading, "heading", {}, false, true, ""},
    RoleFacts{image, "img", {}, false, true, ""},
    RoleFacts{link, "link", {}, true, true},
    RoleFacts{list, "list", {}, false, false, "listitem"},
    RoleFacts{list_box, "listbox", {}, true, true, "option"},
    RoleFacts{list_item, "listitem", "list", true, true},
    RoleFacts{log, "log", {}, false, true},
    RoleFacts{Role::main, "main"},
    RoleFacts{menu, "menu", {}, false, true, "menuitem menuitemradio"},
    RoleFacts{menu_item, "menuitem", "menu", true, true, ""},
    RoleFacts{menu_item_radio, "menuitemradio", "menu", true, true, ""},
    RoleFacts{navigation, "navigation", {}, false, true},
    RoleFacts{option, "option", "listbox", true, true, ""},
    RoleFacts{progress, "progressbar", {}, false, true, ""},
    RoleFacts{radio, "radio", "radiogroup", true, true, ""},
    RoleFacts{radio_group, "radiogroup", {}, false, true},
    RoleFacts{region, "region", {}, false, true},
    RoleFacts{row, "row", "grid table rowgroup", true, false, "gridcell cell columnheader rowheader"},
    RoleFacts{row_group, "rowgroup", "grid table", false, false, "row"},
    RoleFacts{row_header, "rowheader", "row", false, true},
    RoleFacts{search, "searchbox", {}, true, true, ""},
    RoleFacts{status, "status", {}, false, true, ""},
    RoleFacts{switch_button, "switch", {}, true, true, ""},
    RoleFacts{tab, "tab", "tablist", true, true, ""},
    RoleFacts{tab_list, "tablist", {}, false, false, "tab"},
    RoleFacts{table, "table", {}, false, true, "row rowgroup"},
    RoleFacts{table_cell, "cell", "row"},
    RoleFacts{text, "", {}, false, true, ""},
    RoleFacts{textbox, "textbox", {}, true, true, ""},
    RoleFacts{tooltip, "tooltip", {}, false, true, ""},
};
static_assert(facts.size() == static_cast<std::size_t>(tooltip) + 1);

const RoleFacts& facts_of(Role role) {
  return facts[static_cast<std::size_t>(role)];
}

bool holds(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::size_t blank = names.find(' ');
    if (names.substr(0, blank) == name)
      return true;
    if (blank == std::string_view::npos)
      return false;
    names.remove_prefix(blank + 1);
  }
  return false;
}

bool is_one_of(Role role, std::initializer_list<Role> roles) {
  return std::ranges::find(roles, role) != roles.end();
}

/// One stop of Tab; the arrows go through what it holds.
bool is_walked(Role role) {
  return is_one_of(role, {list, list_box, radio_group, tab_list, menu});
}

std::string words_of(const Item& item) {
  return std::string(role_name(item.role)) + " “" + item.name + "”";
}

/// Headings are stated as large as they look. In the tree one follows the next without a gap: under the
/// page's first heading, or under the dialog's name, come those of level 2.
void close_gaps_between_headings(std::vector<Item>& items) {
  std::vector<int> open;
  int layer = -1;
  for (Item& item : items) {
    if (item.role != heading)
      continue;
    if (item.layer != layer)
      open.assign(item.layer > 0 ? 1 : 0, 0);
    layer = item.layer;
    const int size = item.details.level == 0 ? 3 : item.details.level;
    while (!open.empty() && open.back() >= size)
      open.pop_back();
    open.push_back(size);
    item.details.level = static_cast<int>(open.size());
  }
}

} // namespace

std::string_view role_name(Role role) {
  return role == text ? "text" : facts_of(role).name;
}

bool may_stand_in(Role role, Role parent) {
  const std::string_view parts = facts_of(parent).parts;
  return (facts_of(role).parents.empty() || holds(facts_of(role).parents, facts_of(parent).name)) &&
         (parts == "*" || holds(parts, facts_of(role).name));
}

bool needs_parent(Role role) {
  return !facts_of(role).parents.empty();
}

bool needs_name(Role role) {
  return facts_of(role).needs_name;
}

bool is_interactive(Role role) {
  return facts_of(role).is_interactive;
}

bool wanted() {
  return g_wanted;
}

void item(const Statement& said) {
  if (!g_wanted || running_kit().unsaid > 0)
    return;
  Kit::State& kit = running_kit();
  Item& item = kit.items.emplace_back();
  item.id = said.id;
  item.role = said.role;
  item.name = said.name;
  item.value = said.value;
  item.description = said.description;
  item.state = said.state;
  item.details = said.details;
  item.state.focused = said.id != 0 && kit.focused == said.id;
  item.layer = kit.drawing_layer;
  item.parent = kit.holders.empty() ? -1 : kit.holders.back();
  ImRect cut(said.box.min(), said.box.max());
  cut.ClipWith(ImGui::GetCurrentWindow()->ClipRect);
  item.visible = cut.GetWidth() >= 1 && cut.GetHeight() >= 1;
  item.whole = said.box;
  item.box = item.visible ? Box{cut.Min.x, cut.Min.y, cut.GetWidth(), cut.GetHeight()} : said.box;
}

void item(ImGuiID id, Role role, std::string_view name, const Box& box, State state, std::string_view value,
          std::string_view description) {
  item({.id = id,
        .role = role,
        .name = name,
        .box = box,
        .state = state,
        .value = value,
        .description = description});
}

Inside::Inside() {
  if (!g_wanted)
    return;
  Kit::State& kit = running_kit();
  kit.holders.push_back(static_cast<int>(kit.items.size()) - 1);
  m_is_open = true;
}

Inside::~Inside() {
  if (m_is_open)
    running_kit().holders.pop_back();
}

Part::Part(const Statement& statement) : m_role(statement.role) {
  Kit::State& kit = running_kit();
  m_region_before = kit.region;
  m_group_before = kit.group;
  if (is_one_of(m_role, {banner, navigation, Role::main, complementary, region, log}))
    kit.region = ++kit.last_region;
  if (is_walked(m_role))
    kit.group = ++kit.last_group;
  item(statement);
  m_inside.emplace();
}

Part::~Part() {
  Kit::State& kit = running_kit();
  if (is_walked(m_role))
    walk_group(kit.group, is_one_of(m_role, {radio_group, tab_list}) ? Walk::both_ways : Walk::up_and_down);
  kit.region = m_region_before;
  kit.group = m_group_before;
}

Unsaid::Unsaid() {
  ++running_kit().unsaid;
}

Unsaid::~Unsaid() {
  --running_kit().unsaid;
}

void want(bool wanted) {
  g_wanted = wanted;
  if (!wanted)
    g_items.clear();
}

const std::vector<Item>& items() {
  return g_items;
}

std::vector<std::string> faults() {
  std::vector<std::string> found;
  for (const Item& item : g_items) {
    const bool can_be_pressed = item.id != 0 && (item.stop || is_interactive(item.role));
    if (item.name.empty() && (needs_name(item.role) || can_be_pressed) && item.role != row)
      found.push_back(words_of(item) + " has no name");
    if (item.stop && !is_interactive(item.role))
      found.push_back(words_of(item) + " takes the focus and its role does not say what for");
    if (needs_parent(item.role) && item.parent < 0)
      found.push_back(words_of(item) + " must stand in a " + std::string(facts_of(item.role).parents));
    if (item.parent < 0)
      continue;
    const Item& holder = g_items[static_cast<std::size_t>(item.parent)];
    if (!may_stand_in(item.role, holder.role))
      found.push_back(words_of(item) + " may not stand in " + words_of(holder));
  }
  return found;
}

void activate(ImGuiID id) {
  g_asked.activate = id;
}

void focus(ImGuiID id) {
  g_asked.focus = id;
}

Asked take_asked() {
  return std::exchange(g_asked, {});
}

void keep(std::vector<Item>& items, std::span<const FocusStop> stops) {
  g_items.swap(items);
  items.clear();
  if (!g_wanted)
    return;
  close_gaps_between_headings(g_items);
  std::vector<ImGuiID> ids;
  ids.reserve(stops.size());
  for (const FocusStop& stop : stops)
    ids.push_back(stop.id);
  truat::sort(ids);
  for (Item& item : g_items)
    item.stop = item.id != 0 && std::ranges::binary_search(ids, item.id);
}

} // namespace truat::ui::access
