// What of a form an expression reads, found without answers: the expression is walked over the form's
// outline, a tree in which each question stands once.
#pragma once

#include "base/result.h"
#include "forms/expression/syntax.h"

#include <compare>
#include <vector>

namespace truat::forms::expression {

/// A node of the outline that is read, and the innermost node around both whose iteration is the same for the
/// reader and what it reads: the outline's document where the reader sees all iterations.
struct Reference {
  NodeId node = no_node;
  NodeId shared = no_node;
  auto operator<=>(const Reference&) const = default;
};

/// The form with each question once.
struct Outline {
  const Tree& tree;
  NodeId document = 0;
  std::vector<bool> repeats; ///< by node
};

/// Sorted, each once. Error: `forms.expression_costly`.
[[nodiscard]] Result<std::vector<Reference>> references_of(const Expression& expression,
                                                           const Outline& outline, NodeId reader);

} // namespace truat::forms::expression
