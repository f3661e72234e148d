// The functions of XPath 1.0 and of the ODK XForms specification, by name.
#pragma once

#include "forms/expression/evaluator.h"

#include <span>
#include <string_view>

namespace truat::forms::expression {

/// What a function sees of its call. Arguments are evaluated when they are asked for, so that `if` takes one
/// branch and `once` may take none. Contract: `index` < `count()`.
class Call {
public:
  Call(Evaluator& evaluator, const Term& term, const Context& context)
      : m_evaluator(evaluator), m_term(term), m_context(context) {}

  [[nodiscard]] std::size_t count() const { return m_term.operands.size(); }
  [[nodiscard]] Value value(std::size_t index);
  [[nodiscard]] double number(std::size_t index);
  [[nodiscard]] std::string text(std::size_t index);
  [[nodiscard]] bool boolean(std::size_t index);
  /// Fails the evaluation (`forms.expression_nodes`) where the argument is no node-set.
  [[nodiscard]] NodeSet nodes(std::size_t index);
  /// The arguments from `first` on, node-sets as the values of their nodes.
  [[nodiscard]] std::vector<std::string> texts_from(std::size_t first);
  [[nodiscard]] std::vector<double> numbers_from(std::size_t first);

  [[nodiscard]] Evaluator& evaluator() { return m_evaluator; }
  [[nodiscard]] const Tree& tree() const { return m_evaluator.tree(); }
  [[nodiscard]] Host& host() { return m_evaluator.host(); }
  [[nodiscard]] const Context& context() const { return m_context; }
  [[nodiscard]] const Term& argument(std::size_t index) const;
  [[nodiscard]] TermId argument_id(std::size_t index) const { return m_term.operands[index]; }
  Value fail(std::string key, std::vector<Argument> arguments = {}) {
    m_evaluator.fail(std::move(key), std::move(arguments), m_term.at);
    return std::string();
  }

private:
  Evaluator& m_evaluator;
  const Term& m_term;
  const Context& m_context;
};

struct Function {
  std::string_view name;
  std::size_t least = 0; ///< arguments
  std::size_t most = 0;  ///< `any_number` where there is no end
  Value (*run)(Call&) = nullptr;
};
inline constexpr std::size_t any_number = SIZE_MAX;

/// Nothing for a name that is no function.
[[nodiscard]] const Function* find_function(std::string_view name);
[[nodiscard]] bool accepts(const Function& function, std::size_t arguments);

// The tables, one a topic.
[[nodiscard]] std::span<const Function> text_functions();
[[nodiscard]] std::span<const Function> boolean_functions();
[[nodiscard]] std::span<const Function> number_functions();
[[nodiscard]] std::span<const Function> node_functions();
[[nodiscard]] std::span<const Function> time_functions();
[[nodiscard]] std::span<const Function> form_functions();
[[nodiscard]] std::span<const Function> place_functions();

} // namespace truat::forms::expression
