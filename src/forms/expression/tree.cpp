#include "forms/expression/tree.h"

#include <algorithm>

namespace truat::forms::expression {

NameId Names::intern(std::string_view name) {
  if (const auto known = m_ids.find(name); known != m_ids.end())
    return known->second;
  const auto id = static_cast<NameId>(m_texts.size());
  m_texts.push_back(&m_ids.emplace(std::string(name), id).first->first);
  return id;
}

NodeId Tree::make(NodeId parent, NodeKind kind, NameId name) {
  const auto id = static_cast<NodeId>(m_nodes.size());
  Node& node = m_nodes.emplace_back();
  node.parent = parent;
  node.kind = kind;
  node.name = name;
  m_numbered = false;
  return id;
}

void Tree::count_child(NodeId parent, int by) {
  m_nodes[parent].children += static_cast<std::uint32_t>(by);
  if (!m_by_name.empty())
    m_by_name.erase(parent);
}

NodeId Tree::add_document() {
  const NodeId id = make(no_node, NodeKind::document, no_name);
  m_documents.push_back(id);
  return id;
}

NodeId Tree::add_element(NodeId parent, NameId name) {
  const NodeId id = make(parent, NodeKind::element, name);
  Node& above = m_nodes[parent];
  m_nodes[id].previous = above.last_child;
  if (above.last_child == no_node)
    above.first_child = id;
  else
    m_nodes[above.last_child].next = id;
  above.last_child = id;
  count_child(parent, 1);
  return id;
}

NodeId Tree::add_element_before(NodeId sibling, NameId name) {
  const NodeId id = make(m_nodes[sibling].parent, NodeKind::element, name);
  Node& behind = m_nodes[sibling];
  Node& node = m_nodes[id];
  node.next = sibling;
  node.previous = behind.previous;
  if (behind.previous == no_node)
    m_nodes[node.parent].first_child = id;
  else
    m_nodes[behind.previous].next = id;
  behind.previous = id;
  count_child(node.parent, 1);
  return id;
}

NodeId Tree::add_attribute(NodeId element, NameId name, std::string text) {
  const NodeId id = make(element, NodeKind::attribute, name);
  m_nodes[id].text = std::move(text);
  NodeId* last = &m_nodes[element].first_attribute;
  while (*last != no_node)
    last = &m_nodes[*last].next;
  *last = id;
  return id;
}

void Tree::remove(NodeId element) {
  Node& node = m_nodes[element];
  Node& above = m_nodes[node.parent];
  (node.previous == no_node ? above.first_child : m_nodes[node.previous].next) = node.next;
  (node.next == no_node ? above.last_child : m_nodes[node.next].previous) = node.previous;
  count_child(node.parent, -1);
  for (NodeId each = element; each != no_node; each = following(each, element)) {
    m_nodes[each].removed = true;
    m_nodes[each].text.clear();
  }
  m_numbered = false;
}

NodeId Tree::following(NodeId node, NodeId top) const {
  if (m_nodes[node].first_child != no_node)
    return m_nodes[node].first_child;
  while (node != top) {
    if (m_nodes[node].next != no_node)
      return m_nodes[node].next;
    node = m_nodes[node].parent;
  }
  return no_node;
}

NodeId Tree::document(NodeId node) const {
  while (m_nodes[node].parent != no_node)
    node = m_nodes[node].parent;
  return node;
}

std::string Tree::string_value(NodeId node) const {
  if (m_nodes[node].first_child == no_node)
    return m_nodes[node].text;
  std::string text;
  for (NodeId each = node; each != no_node; each = following(each, node))
    if (!m_nodes[each].hidden)
      text += m_nodes[each].text;
  return text;
}

std::size_t Tree::position(NodeId node) const {
  std::size_t position = 1;
  for (NodeId each = m_nodes[node].previous; each != no_node; each = m_nodes[each].previous)
    if (m_nodes[each].name == m_nodes[node].name)
      ++position;
  return position;
}

NodeId Tree::child(NodeId node, NameId name, std::size_t position) const {
  for (NodeId each = m_nodes[node].first_child; each != no_node; each = m_nodes[each].next)
    if (m_nodes[each].name == name && --position == 0)
      return each;
  return no_node;
}

NodeSet Tree::children(NodeId node, NameId name) const {
  constexpr std::uint32_t many = 16;
  if (m_nodes[node].children < many) {
    NodeSet found;
    for (NodeId each = m_nodes[node].first_child; each != no_node; each = m_nodes[each].next)
      if (m_nodes[each].name == name)
        found.push_back(each);
    return found;
  }
  auto known = m_by_name.find(node);
  if (known == m_by_name.end()) {
    known = m_by_name.try_emplace(node).first;
    for (NodeId each = m_nodes[node].first_child; each != no_node; each = m_nodes[each].next)
      known->second[m_nodes[each].name].push_back(each);
  }
  const auto found = known->second.find(name);
  return found == known->second.end() ? NodeSet() : found->second;
}

void Tree::number_all() const {
  m_order.assign(m_nodes.size(), 0);
  std::uint32_t count = 0;
  for (const NodeId document : m_documents)
    for (NodeId each = document; each != no_node; each = following(each, document)) {
      m_order[each] = count++;
      for (NodeId of = m_nodes[each].first_attribute; of != no_node; of = m_nodes[of].next)
        m_order[of] = count++;
    }
  m_numbered = true;
}

std::uint32_t Tree::order(NodeId node) const {
  if (!m_numbered)
    number_all();
  return m_order[node];
}

void Tree::sort(NodeSet& nodes) const {
  if (nodes.size() < 2)
    return;
  const auto before = [this](NodeId left, NodeId right) { return order(left) < order(right); };
  if (!std::ranges::is_sorted(nodes, before))
    std::ranges::sort(nodes, before);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

} // namespace truat::forms::expression
