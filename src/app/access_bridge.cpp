#include "app/access_bridge.h"

#include "base/json.h"
#include "platform/access_tree.h"

#include <cmath>

namespace truat::app {
namespace {

void write_flag(JsonWriter& writer, std::string_view key, bool flag) {
  if (flag)
    writer.key(key).boolean(true);
}

/// States that are spoken only where they have a meaning: an unchecked box says so, a button does not.
bool can_be_checked(ui::access::Role role) {
  return role == ui::access::Role::checkbox || role == ui::access::Role::radio ||
         role == ui::access::Role::switch_button;
}

void write_item(JsonWriter& writer, const ui::access::Item& item) {
  writer.begin_object();
  writer.key("box").begin_array();
  for (const float edge : {item.box.x, item.box.y, item.box.w, item.box.h})
    writer.integer(std::lround(edge));
  writer.end_array();
  if (can_be_checked(item.role))
    writer.key("checked").boolean(item.state.checked);
  write_flag(writer, "current", item.state.current);
  if (!item.description.empty())
    writer.key("description").string(item.description);
  write_flag(writer, "disabled", item.state.disabled);
  if (item.state.has_popup)
    writer.key("expanded").boolean(item.state.expanded);
  write_flag(writer, "focused", item.state.focused);
  writer.key("id").integer(item.id);
  write_flag(writer, "invalid", item.state.invalid);
  if (item.role == ui::access::Role::heading)
    writer.key("level").integer(2);
  writer.key("name").string(item.name);
  write_flag(writer, "readonly", item.state.read_only);
  write_flag(writer, "required", item.state.required);
  writer.key("role").string(ui::access::role_name(item.role));
  write_flag(writer, "selected", item.state.selected);
  if (!item.value.empty())
    writer.key("value").string(item.value);
  writer.end_object();
}

/// Under a dialog the page cannot be acted on, so it is not in the tree either.
int top_layer(const std::vector<ui::access::Item>& items) {
  int top = 0;
  for (const ui::access::Item& item : items)
    top = item.layer > top ? item.layer : top;
  return top;
}

} // namespace

void AccessBridge::before_frame() {
  m_wanted = platform::access_tree_wanted();
  ui::access::want(m_wanted);
  for (const platform::AccessEvent& event : platform::take_access_events()) {
    if (event.kind == platform::AccessEvent::Kind::activated)
      ui::access::activate(event.id);
    else
      ui::access::focus(event.id);
  }
}

void AccessBridge::after_frame() {
  if (!m_wanted || ui::access::items() == m_shown)
    return;
  m_shown = ui::access::items();
  const int top = top_layer(m_shown);
  JsonWriter writer;
  writer.begin_array();
  for (const ui::access::Item& item : m_shown)
    if (item.visible && item.layer == top)
      write_item(writer, item);
  writer.end_array();
  platform::show_access_tree(writer.take());
}

} // namespace truat::app
