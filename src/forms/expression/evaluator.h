// Evaluates parsed expressions on a tree. Bounded: an expression that visits more nodes or makes longer texts
// than any form needs is an error, not a frozen page.
//
// Absolute paths follow the specification's deviation from XPath: inside a repeat, a path through that repeat
// means the iteration which the context stands in. A path that ends on the repeat itself, or asks for
// iterations by a predicate, means all of them.
#pragma once

#include "base/result.h"
#include "forms/expression/host.h"
#include "forms/expression/syntax.h"

#include <optional>
#include <string>

namespace truat::forms::expression {

/// Where an expression is evaluated.
struct Context {
  NodeId node = no_node; ///< none: paths give empty node-sets
  std::size_t position = 1;
  std::size_t size = 1;
  NodeId current = no_node; ///< where the whole expression began, for `current()`
};

struct EvaluationLimits {
  std::size_t visits = 5'000'000;                 ///< nodes and calls
  std::size_t text_bytes = std::size_t{16} << 20; ///< of any one text
};

class Evaluator {
public:
  /// All must outlive the evaluator.
  Evaluator(const Tree& tree, Host& host, const EvaluationLimits& limits = {})
      : m_tree(tree), m_host(host), m_limits(limits) {}

  /// With `node` as context and current node. Errors: `forms.expression_nodes`, `forms.expression_costly`,
  /// `forms.expression_long_text`, `forms.expression_instance`, `forms.expression_regex`,
  /// `forms.expression_algorithm`; `where` is the byte of the term.
  [[nodiscard]] Result<Value> evaluate(const Expression& expression, NodeId node);
  [[nodiscard]] Result<std::string> evaluate_text(const Expression& expression, NodeId node);
  [[nodiscard]] Result<bool> evaluate_boolean(const Expression& expression, NodeId node);

  // What functions work with.
  [[nodiscard]] const Tree& tree() const { return m_tree; }
  [[nodiscard]] Host& host() { return m_host; }
  [[nodiscard]] const Expression& expression() const { return *m_expression; }
  [[nodiscard]] Value value_of(TermId term, const Context& context);
  [[nodiscard]] double number_of(const Value& value) const;
  [[nodiscard]] std::string text_of(const Value& value) const;
  [[nodiscard]] bool boolean_of(const Value& value) const;
  /// A path's nodes; `widely`: through all iterations of the repeats that the context stands in.
  enum class Reach : std::uint8_t { own_iteration, widely };
  [[nodiscard]] NodeSet path_nodes(const Term& term, const Context& context, Reach reach);
  void fail(std::string key, std::vector<Argument> arguments, std::size_t at);
  [[nodiscard]] bool has_failed() const { return m_error.has_value(); }

private:
  [[nodiscard]] Value chain(const Term& term, const Context& context);
  [[nodiscard]] Value apply(Operator operation, const Value& left, const Value& right);
  [[nodiscard]] bool compare(Operator operation, const Value& left, const Value& right);
  [[nodiscard]] Value from(const Term& term, const Context& context);
  void take_steps(const Term& term, NodeSet& nodes, const Context& context, std::size_t first_step,
                  const std::vector<NodeId>* own);
  void take_step(const Step& step, NodeSet& nodes, const Context& context);
  void gather(const Step& step, NodeId node, NodeSet& found);
  void gather_under(const Step& step, NodeId node, NodeSet& found);
  [[nodiscard]] bool fits(const Step& step, NodeId node) const;
  void keep(const Step& step, NodeId node, NodeSet& found);
  void filter(TermId predicate, NodeSet& nodes, const Context& context);
  [[nodiscard]] bool spend(std::size_t visits, std::size_t at);

  const Tree& m_tree;
  Host& m_host;
  EvaluationLimits m_limits;
  const Expression* m_expression = nullptr;
  std::size_t m_visits = 0;
  std::optional<Error> m_error;
};

} // namespace truat::forms::expression
