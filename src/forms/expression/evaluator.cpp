#include "forms/expression/evaluator.h"

#include "forms/expression/functions.h"
#include "forms/expression/lexer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace truat::forms::expression {
namespace {

bool is_comparison(Operator operation) {
  return operation >= Operator::equal && operation <= Operator::greater_or_equal;
}

template <class T>
bool holds(Operator operation, const T& left, const T& right) {
  switch (operation) {
  case Operator::equal:
    return left == right;
  case Operator::not_equal:
    return left != right;
  case Operator::less:
    return left < right;
  case Operator::less_or_equal:
    return left <= right;
  case Operator::greater:
    return left > right;
  default:
    return left >= right;
  }
}

/// What holds between right and left when `operation` holds between left and right.
Operator turned(Operator operation) {
  switch (operation) {
  case Operator::less:
    return Operator::greater;
  case Operator::less_or_equal:
    return Operator::greater_or_equal;
  case Operator::greater:
    return Operator::less;
  case Operator::greater_or_equal:
    return Operator::less_or_equal;
  default:
    return operation;
  }
}

double arithmetic(Operator operation, double left, double right) {
  switch (operation) {
  case Operator::add:
    return left + right;
  case Operator::subtract:
    return left - right;
  case Operator::multiply:
    return left * right;
  case Operator::divide:
    return left / right;
  default:
    return std::fmod(left, right);
  }
}

} // namespace

Result<Value> Evaluator::evaluate(const Expression& expression, NodeId node) {
  m_expression = &expression;
  m_visits = 0;
  m_error.reset();
  Value value = value_of(expression.root, {.node = node, .position = 1, .size = 1, .current = node});
  if (m_error)
    return std::unexpected(std::move(*m_error));
  return value;
}

Result<std::string> Evaluator::evaluate_text(const Expression& expression, NodeId node) {
  const auto value = evaluate(expression, node);
  if (!value)
    return std::unexpected(value.error());
  return text_of(*value);
}

Result<bool> Evaluator::evaluate_boolean(const Expression& expression, NodeId node) {
  const auto value = evaluate(expression, node);
  if (!value)
    return std::unexpected(value.error());
  return boolean_of(*value);
}

void Evaluator::fail(std::string key, std::vector<Argument> arguments, std::size_t at) {
  if (!m_error)
    m_error = Error{std::move(key), std::move(arguments), byte_place(at)};
}

bool Evaluator::spend(std::size_t visits, std::size_t at) {
  m_visits += visits;
  if (m_visits > m_limits.visits)
    fail("forms.expression_costly", {}, at);
  return !m_error;
}

double Evaluator::number_of(const Value& value) const {
  if (const auto* number = std::get_if<double>(&value))
    return *number;
  if (const auto* boolean = std::get_if<bool>(&value))
    return *boolean ? 1 : 0;
  return number_of_text(text_of(value), m_host.offset_minutes);
}

std::string Evaluator::text_of(const Value& value) const {
  if (const auto* text = std::get_if<std::string>(&value))
    return *text;
  if (const auto* number = std::get_if<double>(&value))
    return number_text(*number);
  if (const auto* boolean = std::get_if<bool>(&value))
    return *boolean ? "true" : "false";
  const NodeSet& nodes = std::get<NodeSet>(value);
  return nodes.empty() ? std::string() : m_tree.string_value(nodes.front());
}

bool Evaluator::boolean_of(const Value& value) const {
  if (const auto* boolean = std::get_if<bool>(&value))
    return *boolean;
  if (const auto* number = std::get_if<double>(&value))
    return *number != 0 && !std::isnan(*number);
  if (const auto* text = std::get_if<std::string>(&value))
    return !text->empty();
  return !std::get<NodeSet>(value).empty();
}

Value Evaluator::value_of(TermId id, const Context& context) {
  const Term& term = m_expression->term(id);
  if (!spend(1, term.at))
    return std::string();
  switch (term.kind) {
  case TermKind::number:
    return term.number;
  case TermKind::literal:
    return term.text;
  case TermKind::negate:
    return -number_of(value_of(term.operands[0], context));
  case TermKind::chain:
    return chain(term, context);
  case TermKind::path:
    return path_nodes(term, context, Reach::own_iteration);
  case TermKind::from:
    return from(term, context);
  case TermKind::call:
    break;
  }
  Call call(*this, term, context);
  Value value = term.function->run(call);
  if (const auto* text = std::get_if<std::string>(&value);
      text != nullptr && text->size() > m_limits.text_bytes)
    fail("forms.expression_long_text", {}, term.at);
  return value;
}

Value Evaluator::chain(const Term& term, const Context& context) {
  Value left = value_of(term.operands[0], context);
  for (std::size_t i = 0; i < term.operators.size() && !m_error; ++i) {
    const Operator operation = term.operators[i];
    // The right side is not evaluated where the left side has decided.
    if (operation == Operator::either || operation == Operator::both) {
      const bool decided = boolean_of(left);
      left = decided == (operation == Operator::either) ? decided
                                                        : boolean_of(value_of(term.operands[i + 1], context));
      continue;
    }
    const Value right = value_of(term.operands[i + 1], context);
    if (operation == Operator::join &&
        (!std::holds_alternative<NodeSet>(left) || !std::holds_alternative<NodeSet>(right))) {
      fail("forms.expression_nodes", {}, term.at);
      break;
    }
    left = apply(operation, left, right);
  }
  return left;
}

Value Evaluator::apply(Operator operation, const Value& left, const Value& right) {
  if (is_comparison(operation))
    return compare(operation, left, right);
  if (operation != Operator::join)
    return arithmetic(operation, number_of(left), number_of(right));
  NodeSet all = std::get<NodeSet>(left);
  const NodeSet& more = std::get<NodeSet>(right);
  all.insert(all.end(), more.begin(), more.end());
  m_tree.sort(all);
  return all;
}

/// Section 3.4: a node-set fits where one of its nodes does.
bool Evaluator::compare(Operator operation, const Value& left, const Value& right) {
  const bool is_equality = operation == Operator::equal || operation == Operator::not_equal;
  const auto* left_nodes = std::get_if<NodeSet>(&left);
  const auto* right_nodes = std::get_if<NodeSet>(&right);
  if (left_nodes == nullptr && right_nodes != nullptr)
    return compare(turned(operation), right, left);
  if (left_nodes != nullptr) {
    if (!spend(left_nodes->size(), 0))
      return false;
    if (std::holds_alternative<bool>(right))
      return compare(operation, boolean_of(left), right);
    if (right_nodes != nullptr) {
      return std::ranges::any_of(
          *right_nodes, [&](NodeId node) { return compare(operation, left, m_tree.string_value(node)); });
    }
    if (const auto* text = std::get_if<std::string>(&right); text != nullptr && is_equality)
      return std::ranges::any_of(*left_nodes, [&](NodeId node) {
        return m_tree.first_child(node) == no_node ? holds(operation, m_tree.text(node), *text)
                                                   : holds(operation, m_tree.string_value(node), *text);
      });
    const double number = number_of(right);
    return std::ranges::any_of(*left_nodes, [&](NodeId node) {
      return holds(operation, number_of(m_tree.string_value(node)), number);
    });
  }
  if (is_equality && (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right)))
    return holds(operation, boolean_of(left), boolean_of(right));
  const bool has_number = std::holds_alternative<double>(left) || std::holds_alternative<double>(right);
  if (is_equality && !has_number)
    return holds(operation, text_of(left), text_of(right));
  return holds(operation, number_of(left), number_of(right));
}

Value Evaluator::from(const Term& term, const Context& context) {
  Value first = value_of(term.operands[0], context);
  auto* nodes = std::get_if<NodeSet>(&first);
  if (nodes == nullptr) {
    fail("forms.expression_nodes", {}, term.at);
    return std::string();
  }
  for (const TermId predicate : term.predicates)
    filter(predicate, *nodes, context);
  take_steps(term, *nodes, context, 0, nullptr);
  return std::move(*nodes);
}

NodeSet Evaluator::path_nodes(const Term& term, const Context& context, Reach reach) {
  NodeSet nodes;
  if (!term.absolute) {
    if (context.node == no_node)
      return nodes;
    nodes.push_back(context.node);
    take_steps(term, nodes, context, 0, nullptr);
    return nodes;
  }
  const auto primary = m_host.primary();
  if (!primary)
    return nodes;
  nodes.push_back(*primary);
  std::vector<NodeId> own; // the iterations around the context, the innermost first
  if (reach == Reach::own_iteration) {
    const auto gather_own = [&](NodeId node) {
      for (; node != no_node && node != *primary; node = m_tree.parent(node))
        if (m_host.is_iteration(node))
          own.push_back(node);
      return node == *primary;
    };
    if (!gather_own(context.node)) {
      own.clear();
      (void)gather_own(context.current);
    }
  }
  take_steps(term, nodes, context, 0, own.empty() ? nullptr : &own);
  return nodes;
}

void Evaluator::take_steps(const Term& term, NodeSet& nodes, const Context& context, std::size_t first_step,
                           const std::vector<NodeId>* own) {
  for (std::size_t i = first_step; i < term.steps.size() && !m_error; ++i) {
    const Step& step = term.steps[i];
    const bool is_last = i + 1 == term.steps.size();
    // The specification's deviation: this step means the iteration that the context stands in.
    if (own != nullptr && !is_last && nodes.size() == 1 && step.axis == Axis::child &&
        step.test == Test::name && step.predicates.empty()) {
      const auto around = std::ranges::find_if(*own, [&](NodeId node) {
        return m_tree.name(node) == step.name && m_tree.parent(node) == nodes.front();
      });
      if (around != own->end()) {
        nodes.front() = *around;
        continue;
      }
    }
    take_step(step, nodes, context);
  }
}

void Evaluator::take_step(const Step& step, NodeSet& nodes, const Context& context) {
  const bool one = nodes.size() == 1;
  NodeSet result;
  for (const NodeId node : nodes) {
    NodeSet found;
    gather(step, node, found);
    if (!spend(found.size() + 1, 0))
      return;
    for (const TermId predicate : step.predicates)
      filter(predicate, found, context);
    if (result.empty())
      result = std::move(found);
    else
      result.insert(result.end(), found.begin(), found.end());
  }
  const bool reversed = step.axis == Axis::ancestor || step.axis == Axis::ancestor_or_self ||
                        step.axis == Axis::preceding_sibling || step.axis == Axis::preceding;
  if (!one || reversed)
    m_tree.sort(result);
  nodes = std::move(result);
}

void Evaluator::filter(TermId predicate, NodeSet& nodes, const Context& context) {
  NodeSet kept;
  const std::size_t size = nodes.size();
  for (std::size_t i = 0; i < size && !m_error; ++i) {
    const Context inside{.node = nodes[i], .position = i + 1, .size = size, .current = context.current};
    const Value value = value_of(predicate, inside);
    const auto* position = std::get_if<double>(&value);
    if (position != nullptr ? *position == static_cast<double>(i + 1) : boolean_of(value))
      kept.push_back(nodes[i]);
  }
  nodes = std::move(kept);
}

bool Evaluator::fits(const Step& step, NodeId node) const {
  switch (step.test) {
  case Test::name:
    return m_tree.name(node) == step.name;
  case Test::any_name:
    return m_tree.kind(node) != NodeKind::document;
  case Test::of_prefix:
    return m_tree.name(node) != no_name && m_tree.names().text(m_tree.name(node)).starts_with(step.prefix);
  case Test::node:
    return true;
  case Test::text:
  case Test::nothing:
    break;
  }
  return false;
}

void Evaluator::keep(const Step& step, NodeId node, NodeSet& found) {
  if (fits(step, node) && !m_tree.is_hidden(node))
    found.push_back(node);
}

void Evaluator::gather_under(const Step& step, NodeId node, NodeSet& found) {
  for (NodeId each = m_tree.first_child(node); each != no_node;) {
    keep(step, each, found);
    m_visits += 1;
    if (m_tree.first_child(each) != no_node) {
      each = m_tree.first_child(each);
      continue;
    }
    while (each != node && m_tree.next(each) == no_node)
      each = m_tree.parent(each);
    each = each == node ? no_node : m_tree.next(each);
  }
}

/// What is not relevant stays out, but for the way upwards: an answer that is not relevant still finds what
/// stands around it.
void Evaluator::gather(const Step& step, NodeId node, NodeSet& found) {
  const bool is_attribute = m_tree.kind(node) == NodeKind::attribute;
  switch (step.axis) {
  case Axis::self:
    if (fits(step, node))
      found.push_back(node);
    return;
  case Axis::child:
    if (step.test == Test::text) {
      if (!is_attribute && m_tree.first_child(node) == no_node && !m_tree.text(node).empty())
        found.push_back(node);
      return;
    }
    if (step.test == Test::name) {
      found = m_tree.children(node, step.name);
      std::erase_if(found, [&](NodeId each) { return m_tree.is_hidden(each); });
      return;
    }
    for (NodeId each = m_tree.first_child(node); each != no_node; each = m_tree.next(each)) {
      keep(step, each, found);
      ++m_visits;
    }
    return;
  case Axis::parent:
    if (const NodeId above = m_tree.parent(node); above != no_node && fits(step, above))
      found.push_back(above);
    return;
  case Axis::descendant_or_self:
    if (fits(step, node))
      found.push_back(node);
    gather_under(step, node, found);
    return;
  case Axis::descendant:
    gather_under(step, node, found);
    return;
  case Axis::ancestor_or_self:
  case Axis::ancestor:
    for (NodeId each = step.axis == Axis::ancestor ? m_tree.parent(node) : node; each != no_node;
         each = m_tree.parent(each))
      if (fits(step, each))
        found.push_back(each);
    return;
  case Axis::following_sibling:
    for (NodeId each = is_attribute ? no_node : m_tree.next(node); each != no_node; each = m_tree.next(each))
      keep(step, each, found);
    return;
  case Axis::preceding_sibling:
    for (NodeId each = is_attribute ? no_node : m_tree.previous(node); each != no_node;
         each = m_tree.previous(each))
      keep(step, each, found);
    return;
  case Axis::following:
    for (NodeId above = node; above != no_node; above = m_tree.parent(above))
      for (NodeId each = m_tree.kind(above) == NodeKind::attribute ? no_node : m_tree.next(above);
           each != no_node; each = m_tree.next(each)) {
        keep(step, each, found);
        gather_under(step, each, found);
      }
    m_tree.sort(found);
    return;
  case Axis::preceding:
    for (NodeId above = node; above != no_node; above = m_tree.parent(above))
      for (NodeId each = m_tree.previous(above); each != no_node; each = m_tree.previous(each)) {
        keep(step, each, found);
        gather_under(step, each, found);
      }
    m_tree.sort(found);
    std::ranges::reverse(found);
    return;
  case Axis::attribute:
    for (NodeId each = m_tree.first_attribute(node); each != no_node; each = m_tree.next(each))
      keep(step, each, found);
    return;
  case Axis::name_space:
    return;
  }
}

} // namespace truat::forms::expression
