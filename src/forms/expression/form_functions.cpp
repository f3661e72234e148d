// What forms add to XPath: selections, labels, repeats, look-ups.
#include "forms/expression/functions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace truat::forms::expression {
namespace {

Value selected(Call& call) {
  const std::string list = call.text(0);
  const std::string wanted = call.text(1);
  const auto words = words_of(list);
  return std::ranges::find(words, trimmed(wanted)) != words.end();
}

Value selected_at(Call& call) {
  const std::string list = call.text(0);
  const auto words = words_of(list);
  const double index = std::trunc(call.number(1));
  if (!(index >= 0 && index < static_cast<double>(words.size())))
    return std::string();
  return std::string(words[static_cast<std::size_t>(index)]);
}

Value count_selected(Call& call) {
  const std::string list = call.text(0);
  return static_cast<double>(words_of(list).size());
}

/// Forms give the question's path as a text, and its value first.
Value choice_name(Call& call) {
  const std::string value = call.text(0);
  const std::string path = call.text(1);
  return call.host().choice_label(trimmed(path), value, call.context().current).value_or("");
}

Value itext(Call& call) {
  return call.host().itext(call.text(0)).value_or("");
}

Value property(Call& call) {
  return call.host().property(call.text(0)).value_or("");
}
Value version(Call& call) {
  return call.host().version();
}

NodeId child_named(const Tree& tree, NodeId node, std::string_view name) {
  for (NodeId each = tree.first_child(node); each != no_node; each = tree.next(each))
    if (tree.name(each) != no_name && tree.names().text(tree.name(each)) == name)
      return each;
  return no_node;
}

/// instance(id)/root/item[query_element = query]/desired_element
Value pulldata(Call& call) {
  const std::string id = call.text(0);
  const auto document = call.host().instance(id);
  if (!document)
    return call.fail("forms.expression_instance", {{"id", id}});
  const std::string desired = call.text(1);
  const std::string query_element = call.text(2);
  const std::string query = call.text(3);
  const Tree& tree = call.tree();
  const NodeId root = tree.first_child(*document);
  if (root == no_node)
    return std::string();
  for (NodeId item = tree.first_child(root); item != no_node; item = tree.next(item)) {
    const NodeId key = child_named(tree, item, query_element);
    if (key == no_node || tree.string_value(key) != query)
      continue;
    const NodeId found = child_named(tree, item, desired);
    return found == no_node ? std::string() : tree.string_value(found);
  }
  return std::string();
}

bool stands_in(const Tree& tree, NodeId node, NodeId around) {
  while (node != no_node && node != around)
    node = tree.parent(node);
  return node != no_node;
}

/// Of a repeat's iterations, the `index`-th under each parent.
NodeSet chosen_iterations(const Tree& tree, const NodeSet& iterations, double index) {
  NodeSet chosen;
  double count = 0;
  NodeId parent = no_node;
  for (const NodeId iteration : iterations) {
    count = tree.parent(iteration) == parent ? count + 1 : 1;
    parent = tree.parent(iteration);
    if (count == index)
      chosen.push_back(iteration);
  }
  return chosen;
}

/// Each repeat narrows the next one inside it. The first that stands in a repeat itself means the iterations
/// around the context, as absolute paths do.
Value indexed_repeat(Call& call) {
  if (call.count() % 2 != 1)
    return call.fail("forms.expression_pairs");
  for (std::size_t i = 0; i < call.count(); i += i == 0 ? 1 : 2)
    if (call.argument(i).kind != TermKind::path)
      return call.fail("forms.expression_nodes");
  const auto widely = [&](std::size_t i) {
    return call.evaluator().path_nodes(call.argument(i), call.context(), Evaluator::Reach::widely);
  };
  const Tree& tree = call.tree();
  NodeSet chosen;
  for (std::size_t i = 1; i + 1 < call.count(); i += 2) {
    NodeSet next = chosen_iterations(tree, widely(i), call.number(i + 1));
    const auto around_context = [&](NodeId node) {
      return stands_in(tree, call.context().node, tree.parent(node));
    };
    if (i > 1)
      std::erase_if(next, [&](NodeId node) {
        return std::ranges::none_of(chosen, [&](NodeId around) { return stands_in(tree, node, around); });
      });
    else if (std::ranges::any_of(next, around_context))
      std::erase_if(next, [&](NodeId node) { return !around_context(node); });
    chosen = std::move(next);
  }
  for (const NodeId node : widely(0))
    if (std::ranges::any_of(chosen, [&](NodeId around) { return stands_in(tree, node, around); }))
      return tree.string_value(node);
  return std::string();
}

constexpr auto table = std::to_array<Function>({
    {"selected", 2, 2, selected},
    {"selected-at", 2, 2, selected_at},
    {"count-selected", 1, 1, count_selected},
    {"jr:choice-name", 2, 2, choice_name},
    {"choice-name", 2, 2, choice_name},
    {"jr:itext", 1, 1, itext},
    {"property", 1, 1, property},
    {"version", 0, 0, version},
    {"pulldata", 4, 4, pulldata},
    {"indexed-repeat", 3, 7, indexed_repeat},
});

} // namespace

std::span<const Function> form_functions() {
  return table;
}

} // namespace truat::forms::expression
