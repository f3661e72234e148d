// A parsed expression: terms in one block, told by index, so that it is copied and freed without recursion.
#pragma once

#include "forms/expression/tree.h"

#include <memory>
#include <string>
#include <vector>

namespace truat::forms::expression {

struct Function; // functions.h

using TermId = std::uint32_t;

enum class Operator : std::uint8_t {
  either, ///< or
  both,   ///< and
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  join, ///< |
};

enum class Axis : std::uint8_t {
  self,
  child,
  parent,
  descendant,
  descendant_or_self,
  ancestor,
  ancestor_or_self,
  following_sibling,
  preceding_sibling,
  following,
  preceding,
  attribute,
  name_space,
};

enum class Test : std::uint8_t {
  name,      ///< of this name, prefix and all
  any_name,  ///< *
  of_prefix, ///< orx:*
  node,      ///< node()
  text,      ///< text(): a leaf with text stands for its text node
  nothing,   ///< comment(), processing-instruction(): forms keep none
};

struct Step {
  Axis axis = Axis::child;
  Test test = Test::name;
  NameId name = no_name;
  std::string prefix; ///< with its colon, of `of_prefix`
  std::vector<TermId> predicates;
};

enum class TermKind : std::uint8_t {
  number,
  literal,
  negate,
  chain, ///< operands with an operator between each two, all of one precedence, from the left
  call,
  path, ///< steps from the context node, or from the root
  from, ///< predicates and steps from what the first operand gives
};

struct Term {
  TermKind kind = TermKind::number;
  bool absolute = false; ///< of `path`
  double number = 0;
  std::string text; ///< of `literal`
  std::vector<TermId> operands;
  std::vector<Operator> operators;
  std::vector<TermId> predicates; ///< of `from`: before the steps
  std::vector<Step> steps;
  const Function* function = nullptr;
  std::size_t at = 0; ///< byte of the source
};

struct Expression {
  std::string source;
  std::vector<Term> terms;
  TermId root = 0;
  [[nodiscard]] const Term& term(TermId id) const { return terms[id]; }
};

} // namespace truat::forms::expression
