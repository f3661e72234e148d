#include "forms/expression/functions.h"

#include <array>

namespace truat::forms::expression {
namespace {

Value if_then_else(Call& call) {
  return call.value(call.boolean(0) ? 1 : 2);
}

Value coalesce(Call& call) {
  std::string first = call.text(0);
  return first.empty() ? call.text(1) : std::move(first);
}

Value once(Call& call) {
  const NodeId node = call.context().node;
  std::string kept = node == no_node ? std::string() : call.tree().string_value(node);
  return kept.empty() ? call.text(0) : std::move(kept);
}

Value always(Call&) {
  return true;
}
Value never(Call&) {
  return false;
}
Value boolean(Call& call) {
  return call.boolean(0);
}
Value boolean_from_string(Call& call) {
  const std::string text = call.text(0);
  return text == "true" || text == "1";
}
Value negation(Call& call) {
  return !call.boolean(0);
}

Value regex(Call& call) {
  const std::string text = call.text(0);
  const Result<RegularExpression>& pattern = call.host().regular_expression(call.text(1));
  if (!pattern)
    return call.fail(pattern.error().key);
  const auto matched = pattern->matches(text);
  if (!matched)
    return call.fail(matched.error().key);
  return *matched;
}

bool is_within(double least, double most, double total) {
  return (least == -1 || total >= least) && (most == -1 || total <= most);
}

Value checklist(Call& call) {
  double total = 0;
  for (const double answer : call.numbers_from(2))
    total += answer > 0 ? 1 : 0;
  return is_within(call.number(0), call.number(1), total);
}

/// Two node-sets are paired node by node.
Value weighted_checklist(Call& call) {
  if (call.count() % 2 != 0)
    return call.fail("forms.expression_pairs");
  double total = 0;
  if (call.count() == 4) {
    const Value answers = call.value(2);
    const Value weights = call.value(3);
    if (const auto *of = std::get_if<NodeSet>(&answers), *by = std::get_if<NodeSet>(&weights);
        of != nullptr && by != nullptr) {
      if (of->size() != by->size())
        return call.fail("forms.expression_pairs");
      const auto number = [&](NodeId node) {
        return number_of_text(call.tree().string_value(node), call.host().offset_minutes);
      };
      for (std::size_t i = 0; i < of->size(); ++i)
        total += number((*of)[i]) > 0 ? number((*by)[i]) : 0;
      return is_within(call.number(0), call.number(1), total);
    }
  }
  for (std::size_t i = 2; i < call.count(); i += 2)
    if (call.number(i) > 0)
      total += call.number(i + 1);
  return is_within(call.number(0), call.number(1), total);
}

Value lang(Call& call) {
  // Forms write no xml:lang; the languages of a form are its translations.
  (void)call.text(0);
  return false;
}

constexpr auto table = std::to_array<Function>({
    {"if", 3, 3, if_then_else},
    {"coalesce", 2, 2, coalesce},
    {"once", 1, 1, once},
    {"true", 0, 0, always},
    {"false", 0, 0, never},
    {"boolean", 1, 1, boolean},
    {"boolean-from-string", 1, 1, boolean_from_string},
    {"not", 1, 1, negation},
    {"regex", 2, 2, regex},
    {"checklist", 2, any_number, checklist},
    {"weighted-checklist", 2, any_number, weighted_checklist},
    {"lang", 1, 1, lang},
});

} // namespace

std::span<const Function> boolean_functions() {
  return table;
}

} // namespace truat::forms::expression
