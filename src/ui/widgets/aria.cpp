#include "ui/widgets/aria.h"

#include "base/json.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace truat::ui::access {

namespace {

using enum Role;

bool is_one_of(Role role, std::initializer_list<Role> roles) {
  return std::ranges::find(roles, role) != roles.end();
}

/// Roles that are named by what stands in them. Others are named by an attribute.
bool is_named_by_content(Role role) {
  return is_one_of(role, {alert,         button, cell,       checkbox,   column_header,
                          heading,       link,   list_item,  menu_item,  menu_item_radio,
                          option,        radio,  row,        row_header, status,
                          switch_button, tab,    table_cell, text,       tooltip});
}

bool can_be_checked(Role role) {
  return is_one_of(role, {checkbox, radio, switch_button, menu_item_radio});
}

bool can_be_selected(Role role) {
  return is_one_of(role, {option, tab, row});
}

bool is_typed_into(Role role) {
  return is_one_of(role, {textbox, search, combobox});
}

bool can_be_disabled(Role role) {
  return is_interactive(role) && !is_one_of(role, {row, grid});
}

std::string joined(std::string_view first, std::string_view between, std::string_view second) {
  std::string both(first);
  if (!first.empty() && !second.empty())
    both += between;
  return both += second;
}

/// An element before it is written.
struct Element {
  std::string_view role;
  std::map<std::string, std::string, std::less<>> attributes;
  std::string text;
  const Item* item = nullptr;
  int parent = -1;
  bool is_widget = false; ///< has the item's id, focus and stop
};

void set_state(Element& element, const Item& item, Role role) {
  const State& state = item.state;
  auto& set = element.attributes;
  if (can_be_checked(role))
    set["aria-checked"] = state.checked ? "true" : "false";
  if (can_be_selected(role) && item.id != 0)
    set["aria-selected"] = state.selected ? "true" : "false";
  if (role == button && state.selected && item.role == button)
    set["aria-pressed"] = "true";
  if (role == button && state.selected && item.role == list_item)
    set["aria-current"] = "true";
  if (state.current)
    set["aria-current"] = role == link ? "page" : "true";
  if (state.disabled && can_be_disabled(role))
    set["aria-disabled"] = "true";
  if (role == combobox || (state.has_popup && is_one_of(role, {button, link, tab, checkbox})))
    set["aria-expanded"] = state.expanded ? "true" : "false";
  if (role == combobox)
    set["aria-haspopup"] = "dialog";
  if (is_typed_into(role)) {
    if (state.invalid)
      set["aria-invalid"] = "true";
    if (state.required && role != search)
      set["aria-required"] = "true";
    if (state.read_only)
      set["aria-readonly"] = "true";
  }
}

void set_place(Element& element, const Item& item, Role role, std::span<const Item> items) {
  const Details& details = item.details;
  auto& set = element.attributes;
  const auto number = [&](const char* name, int value) {
    if (value > 0)
      set[name] = std::to_string(value);
  };
  if (is_one_of(role, {option, list_item})) {
    number("aria-posinset", details.place);
    if (details.place > 0 && item.parent >= 0)
      number("aria-setsize", items[static_cast<std::size_t>(item.parent)].details.count);
  }
  if (role == row)
    number("aria-rowindex", details.place);
  if (is_one_of(role, {grid, table})) {
    number("aria-rowcount", details.count);
    number("aria-colcount", details.columns);
  }
  if (is_one_of(role, {cell, table_cell, column_header, row_header}))
    number("aria-colindex", details.column);
  if (role == column_header && (item.id != 0 || details.sorted != Sorted::no))
    set["aria-sort"] = details.sorted == Sorted::up     ? "ascending"
                       : details.sorted == Sorted::down ? "descending"
                                                        : "none";
  if (is_one_of(role, {grid, list_box}) && details.several)
    set["aria-multiselectable"] = "true";
  if (details.active != 0 && is_one_of(role, {grid, list_box, combobox, textbox, search}))
    set["aria-activedescendant"] = "truat-" + std::to_string(details.active);
  if (role == heading)
    set["aria-level"] = std::to_string(std::clamp(details.level, 1, 6));
  if (role == dialog)
    set["aria-modal"] = "true";
}

void set_progress(Element& element, const Item& item) {
  auto& set = element.attributes;
  if (!item.value.empty())
    set["aria-valuetext"] = item.value;
  if (item.details.done < 0)
    return;
  set["aria-valuemax"] = "100";
  set["aria-valuemin"] = "0";
  set["aria-valuenow"] = std::to_string(std::lround(std::clamp(item.details.done, 0.0F, 1.0F) * 100));
}

void set_words(Element& element, const Item& item, Role role, bool has_parts) {
  auto& set = element.attributes;
  std::string more = item.description;
  if (is_named_by_content(role)) {
    // What a cell or a heading holds is a button beside its words; the others' parts say the words
    // themselves.
    if (role != row && (!has_parts || is_one_of(role, {cell, table_cell, column_header, row_header})))
      element.text = item.name;
  } else if (!item.name.empty()) {
    set["aria-label"] = item.name;
  }
  if (is_typed_into(role)) {
    element.text = item.value;
  } else if (role == progress) {
    set_progress(element, item);
  } else if (is_one_of(role, {text, status, alert, list_item, heading})) {
    element.text = joined(element.text, role == text ? ": " : " · ", item.value);
    if (role == list_item)
      element.text = joined(element.text, " · ", std::exchange(more, {}));
  } else if (is_one_of(role, {group, region}) && !has_parts) {
    element.text = item.value;
  } else if (!item.value.empty()) {
    more = joined(item.value, " · ", more);
  }
  if (!more.empty())
    set["aria-description"] = std::move(more);
}

Element element_of(const Item& item, Role role, std::span<const Item> items, bool has_parts) {
  Element element;
  element.role = role == text ? std::string_view() : role_name(role);
  element.item = &item;
  set_words(element, item, role, has_parts);
  set_state(element, item, role);
  set_place(element, item, role, items);
  return element;
}

void write_numbers(JsonWriter& writer, std::string_view key, std::initializer_list<float> numbers) {
  writer.key(key).begin_array();
  for (const float number : numbers)
    writer.integer(std::lround(number));
  writer.end_array();
}

void write(JsonWriter& writer, const Element& element) {
  writer.begin_object();
  if (!element.attributes.empty()) {
    writer.key("a").begin_object();
    for (const auto& [name, value] : element.attributes)
      writer.key(name).string(value);
    writer.end_object();
  }
  // What is pressed has its whole size, and says how much of it is hidden: half a button is no small button.
  // What holds others is as large as what is seen of it; some has no end.
  const Box& seen = element.item->box;
  const Box& box = element.is_widget ? element.item->whole : seen;
  write_numbers(writer, "b", {box.x, box.y, box.w, box.h});
  if (box != seen)
    write_numbers(writer, "c",
                  {seen.y - box.y, box.right() - seen.right(), box.bottom() - seen.bottom(), seen.x - box.x});
  if (element.is_widget && element.item->state.focused)
    writer.key("f").boolean(true);
  if (element.is_widget)
    writer.key("i").integer(element.item->id);
  if (element.parent >= 0)
    writer.key("p").integer(element.parent);
  if (!element.role.empty())
    writer.key("r").string(element.role);
  if (element.is_widget && element.item->stop)
    writer.key("s").boolean(true);
  if (!element.text.empty())
    writer.key("t").string(element.text);
  writer.end_object();
}

int top_layer(std::span<const Item> items) {
  int top = 0;
  for (const Item& item : items)
    top = std::max(top, item.layer);
  return top;
}

} // namespace

std::string aria_tree(std::span<const Item> items) {
  const int top = top_layer(items);
  std::vector<bool> has_parts(items.size());
  for (const Item& item : items)
    if (item.parent >= 0)
      has_parts[static_cast<std::size_t>(item.parent)] = true;
  std::vector<int> places(items.size(), -1); ///< of the elements that take up the items' parts
  int count = 0;
  JsonWriter writer;
  writer.begin_array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    if (item.layer != top || item.role == tooltip) // its sentence is the widget's description
      continue;
    const int parent = item.parent < 0 ? -1 : places[static_cast<std::size_t>(item.parent)];
    Element element;
    if (item.role == list_item && item.id != 0) {
      // An item of a list is no button, but it may hold one.
      Element holder;
      holder.role = role_name(list_item);
      holder.item = &item;
      holder.parent = parent;
      set_place(holder, item, list_item, items);
      write(writer, holder);
      places[i] = count++;
      element = element_of(item, button, items, false);
      element.parent = places[i];
    } else {
      element = element_of(item, item.role, items, has_parts[i]);
      element.parent = parent;
      places[i] = count;
    }
    element.is_widget = item.id != 0;
    write(writer, element);
    ++count;
  }
  writer.end_array();
  return writer.take();
}

} // namespace truat::ui::access
