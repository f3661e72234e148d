#include "forms/expression/references.h"

#include "forms/expression/functions.h"

#include <algorithm>
#include <optional>

namespace truat::forms::expression {
namespace {

/// Where a path can be, as a reference is written.
using Places = std::vector<Reference>;

class Collector {
public:
  Collector(const Expression& expression, const Outline& outline, NodeId reader)
      : m_expression(expression), m_outline(outline), m_tree(outline.tree), m_reader{reader, reader} {}

  Result<std::vector<Reference>> run() {
    (void)visit(m_expression.root, {m_reader}, Reach::own);
    if (m_too_costly)
      return failure("forms.expression_costly");
    std::ranges::sort(m_found);
    m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
    return std::move(m_found);
  }

private:
  enum class Reach : std::uint8_t { own, wide };

  Places visit(TermId id, const Places& context, Reach reach) {
    const Term& term = m_expression.term(id);
    if (m_too_costly)
      return {};
    switch (term.kind) {
    case TermKind::number:
    case TermKind::literal:
      return {};
    case TermKind::negate:
    case TermKind::chain:
      return visit_all(term, context);
    case TermKind::call:
      return call(term, context);
    case TermKind::path: {
      Places places = term.absolute ? Places{{m_outline.document, m_outline.document}} : context;
      if (term.absolute && reach == Reach::own)
        places = absolute(term, context);
      else
        for (const Step& step : term.steps)
          places = take(step, places);
      if (reach == Reach::wide)
        for (Reference& place : places)
          place.shared = m_outline.document;
      record(places);
      return places;
    }
    case TermKind::from: {
      Places places = visit(term.operands[0], context, reach);
      for (const TermId predicate : term.predicates)
        (void)visit(predicate, places, Reach::own);
      for (const Step& step : term.steps)
        places = take(step, places);
      record(places);
      return places;
    }
    }
    return {};
  }

  Places visit_all(const Term& term, const Places& context) {
    Places all;
    for (const TermId operand : term.operands) {
      const Places places = visit(operand, context, Reach::own);
      all.insert(all.end(), places.begin(), places.end());
    }
    return all;
  }

  Places call(const Term& term, const Places& context) {
    const std::string_view name = term.function->name;
    if (name == "current")
      return {m_reader};
    if (name == "indexed-repeat") {
      // Its paths mean iterations by number, wherever it stands.
      for (std::size_t i = 0; i < term.operands.size(); ++i)
        (void)visit(term.operands[i], context, i == 0 || i % 2 == 1 ? Reach::wide : Reach::own);
      return {};
    }
    const Places all = visit_all(term, context);
    return name == "randomize" || name == "if" ? all : Places();
  }

  /// The evaluator's rule for absolute paths: through a repeat around the reader, its own iteration.
  Places absolute(const Term& term, const Places& context) {
    Places all;
    // In a secondary instance no place is known; there the reader itself is what counts.
    const Places readers = context.empty() ? Places{m_reader} : context;
    for (const Reference& reader : readers) {
      Places places{{m_outline.document, m_outline.document}};
      bool bound = true;
      for (std::size_t i = 0; i < term.steps.size(); ++i) {
        const Step& step = term.steps[i];
        places = take(step, places);
        bound = bound && places.size() == 1 && step.axis == Axis::child && step.test == Test::name;
        if (!bound)
          continue;
        const NodeId node = places.front().node;
        const bool all_iterations =
            m_outline.repeats[node] && (i + 1 == term.steps.size() || !step.predicates.empty());
        bound = node != reader.node && is_around(node, reader.node) && !all_iterations;
        if (bound && is_around(node, reader.shared))
          places.front().shared = node;
      }
      all.insert(all.end(), places.begin(), places.end());
    }
    return all;
  }

  /// Whether `outer` is `inner` or around it.
  [[nodiscard]] bool is_around(NodeId outer, NodeId inner) const {
    while (inner != no_node && inner != outer)
      inner = m_tree.parent(inner);
    return inner != no_node;
  }

  [[nodiscard]] bool fits(const Step& step, NodeId node) const {
    switch (step.test) {
    case Test::name:
      return m_tree.name(node) == step.name;
    case Test::any_name:
      return m_tree.kind(node) == NodeKind::element;
    case Test::of_prefix:
      return m_tree.name(node) != no_name && m_tree.names().text(m_tree.name(node)).starts_with(step.prefix);
    case Test::node:
    case Test::text:
      return true;
    case Test::nothing:
      break;
    }
    return false;
  }

  void add(const Step& step, NodeId node, NodeId shared, Places& into) {
    m_too_costly = m_too_costly || ++m_visits > most_visits;
    if (fits(step, node))
      into.push_back({node, shared});
  }
  void add_under(const Step& step, NodeId node, NodeId shared, Places& into) {
    for (NodeId each = m_tree.first_child(node); each != no_node && !m_too_costly;) {
      add(step, each, shared, into);
      if (m_tree.first_child(each) != no_node) {
        each = m_tree.first_child(each);
        continue;
      }
      while (each != node && m_tree.next(each) == no_node)
        each = m_tree.parent(each);
      each = each == node ? no_node : m_tree.next(each);
    }
  }
  void add_above(const Step& step, const Reference& from, NodeId node, Places& into) {
    if (node != no_node)
      add(step, node, is_around(node, from.shared) ? node : from.shared, into);
  }

  Places take(const Step& step, const Places& from) {
    Places to;
    for (const Reference& place : from)
      if (!m_too_costly)
        take(step, place, to);
    std::ranges::sort(to);
    to.erase(std::unique(to.begin(), to.end()), to.end());
    for (const TermId predicate : step.predicates)
      (void)visit(predicate, to, Reach::own);
    return to;
  }

  void take(const Step& step, const Reference& from, Places& to) {
    const NodeId parent = m_tree.parent(from.node);
    switch (step.axis) {
    case Axis::self:
      return add(step, from.node, from.shared, to);
    case Axis::child:
      if (step.test == Test::text)
        return add(step, from.node, from.shared, to);
      if (step.test == Test::name) {
        for (const NodeId each : m_tree.children(from.node, step.name))
          add(step, each, from.shared, to);
        return;
      }
      for (NodeId each = m_tree.first_child(from.node); each != no_node; each = m_tree.next(each))
        add(step, each, from.shared, to);
      return;
    case Axis::parent:
      return add_above(step, from, parent, to);
    case Axis::descendant_or_self:
      add(step, from.node, from.shared, to);
      return add_under(step, from.node, from.shared, to);
    case Axis::descendant:
      return add_under(step, from.node, from.shared, to);
    case Axis::ancestor_or_self:
      add(step, from.node, from.shared, to);
      [[fallthrough]];
    case Axis::ancestor:
      for (NodeId each = parent; each != no_node; each = m_tree.parent(each))
        add_above(step, from, each, to);
      return;
    case Axis::following_sibling:
    case Axis::preceding_sibling:
      if (parent == no_node)
        return;
      for (NodeId each = m_tree.first_child(parent); each != no_node; each = m_tree.next(each))
        add(step, each, is_around(parent, from.shared) ? parent : from.shared, to);
      return;
    case Axis::following:
    case Axis::preceding:
      return add_under(step, m_outline.document, m_outline.document, to);
    case Axis::attribute:
    case Axis::name_space:
      return;
    }
  }

  void record(const Places& places) { m_found.insert(m_found.end(), places.begin(), places.end()); }

  static constexpr std::size_t most_visits = 2'000'000;
  const Expression& m_expression;
  const Outline& m_outline;
  const Tree& m_tree;
  Reference m_reader;
  Places m_found;
  std::size_t m_visits = 0;
  bool m_too_costly = false;
};

} // namespace

Result<std::vector<Reference>> references_of(const Expression& expression, const Outline& outline,
                                             NodeId reader) {
  return Collector(expression, outline, reader).run();
}

} // namespace truat::forms::expression
