// Documents as XPath sees them: the primary instance of a form and its secondary instances, all in one tree
// of nodes with ids that stay while other nodes come and go.
#pragma once

#include "forms/expression/value.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace truat::forms::expression {

using NameId = std::uint32_t;
inline constexpr NameId no_name = UINT32_MAX;

/// Element and attribute names as numbers, shared by a form's trees and expressions. Names keep their prefix
/// as it is written: "orx:meta".
class Names {
public:
  NameId intern(std::string_view name);
  [[nodiscard]] const std::string& text(NameId name) const { return *m_texts[name]; }

private:
  struct Hasher {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, NameId, Hasher, std::equal_to<>> m_ids;
  std::vector<const std::string*> m_texts; ///< keys of the map, which do not move
};

enum class NodeKind : std::uint8_t { document, element, attribute };

class Tree {
public:
  explicit Tree(std::shared_ptr<Names> names) : m_names(std::move(names)) {}

  // Making and changing. A parent is a document or an element.
  [[nodiscard]] NodeId add_document();
  [[nodiscard]] NodeId add_element(NodeId parent, NameId name);
  [[nodiscard]] NodeId add_element_before(NodeId sibling, NameId name);
  NodeId add_attribute(NodeId element, NameId name, std::string text);
  void set_text(NodeId node, std::string text) { m_nodes[node].text = std::move(text); }
  /// Takes the element with all it holds out of the tree; their ids are not given to others.
  void remove(NodeId element);
  /// What is hidden is in no node-set: an answer that is not relevant.
  void hide(NodeId node, bool hidden) { m_nodes[node].hidden = hidden; }
  /// A number of the owner's, such as which question the node answers.
  void tag(NodeId node, std::uint32_t tag) { m_nodes[node].tag = tag; }

  // Reading.
  [[nodiscard]] const Names& names() const { return *m_names; }
  [[nodiscard]] const std::shared_ptr<Names>& shared_names() const { return m_names; }
  [[nodiscard]] NodeKind kind(NodeId node) const { return m_nodes[node].kind; }
  [[nodiscard]] NameId name(NodeId node) const { return m_nodes[node].name; }
  [[nodiscard]] NodeId parent(NodeId node) const { return m_nodes[node].parent; }
  [[nodiscard]] NodeId first_child(NodeId node) const { return m_nodes[node].first_child; }
  [[nodiscard]] NodeId next(NodeId node) const { return m_nodes[node].next; }
  [[nodiscard]] NodeId previous(NodeId node) const { return m_nodes[node].previous; }
  [[nodiscard]] NodeId first_attribute(NodeId node) const { return m_nodes[node].first_attribute; }
  [[nodiscard]] bool is_hidden(NodeId node) const { return m_nodes[node].hidden; }
  [[nodiscard]] bool is_removed(NodeId node) const { return m_nodes[node].removed; }
  [[nodiscard]] std::uint32_t tag(NodeId node) const { return m_nodes[node].tag; }
  [[nodiscard]] std::size_t size() const { return m_nodes.size(); }
  /// The document a node belongs to.
  [[nodiscard]] NodeId document(NodeId node) const;
  /// Of a leaf its text; of others the texts of the leaves under it that are not hidden.
  [[nodiscard]] std::string string_value(NodeId node) const;
  [[nodiscard]] const std::string& text(NodeId node) const { return m_nodes[node].text; }
  /// Among siblings of the same name, from 1.
  [[nodiscard]] std::size_t position(NodeId node) const;
  /// The `position`-th child of a name, from 1, or `no_node`.
  [[nodiscard]] NodeId child(NodeId node, NameId name, std::size_t position = 1) const;
  /// The children of a name, in order. Found by an index where there are many, so that a question among ten
  /// thousand is found at once.
  [[nodiscard]] NodeSet children(NodeId node, NameId name) const;
  /// A number that rises in document order, the documents by age; valid until the tree is changed.
  [[nodiscard]] std::uint32_t order(NodeId node) const;
  void sort(NodeSet& nodes) const; ///< into document order, each node once

private:
  struct Node {
    NodeId parent = no_node;
    NodeId first_child = no_node;
    NodeId last_child = no_node;
    NodeId previous = no_node;
    NodeId next = no_node;
    NodeId first_attribute = no_node;
    NameId name = no_name;
    std::uint32_t children = 0;
    std::uint32_t tag = UINT32_MAX;
    NodeKind kind = NodeKind::element;
    bool hidden = false;
    bool removed = false;
    std::string text;
  };
  NodeId make(NodeId parent, NodeKind kind, NameId name);
  void count_child(NodeId parent, int by);
  [[nodiscard]] NodeId following(NodeId node, NodeId top) const; ///< the next in document order under `top`
  void number_all() const;

  std::shared_ptr<Names> m_names;
  std::vector<Node> m_nodes;
  std::vector<NodeId> m_documents;
  using ByName = std::unordered_map<NameId, NodeSet>;
  mutable std::unordered_map<NodeId, ByName> m_by_name; ///< of nodes with many children
  mutable std::vector<std::uint32_t> m_order;
  mutable bool m_numbered = false;
};

} // namespace truat::forms::expression
