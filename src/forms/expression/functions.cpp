#include "forms/expression/functions.h"

#include <unordered_map>

namespace truat::forms::expression {

const Term& Call::argument(std::size_t index) const {
  return m_evaluator.expression().term(m_term.operands[index]);
}

Value Call::value(std::size_t index) {
  return m_evaluator.value_of(m_term.operands[index], m_context);
}
double Call::number(std::size_t index) {
  return m_evaluator.number_of(value(index));
}
std::string Call::text(std::size_t index) {
  return m_evaluator.text_of(value(index));
}
bool Call::boolean(std::size_t index) {
  return m_evaluator.boolean_of(value(index));
}

NodeSet Call::nodes(std::size_t index) {
  Value given = value(index);
  if (auto* nodes = std::get_if<NodeSet>(&given))
    return std::move(*nodes);
  fail("forms.expression_nodes");
  return {};
}

std::vector<std::string> Call::texts_from(std::size_t first) {
  std::vector<std::string> texts;
  for (std::size_t i = first; i < count() && !m_evaluator.has_failed(); ++i) {
    const Value given = value(i);
    if (const auto* nodes = std::get_if<NodeSet>(&given))
      for (const NodeId node : *nodes)
        texts.push_back(tree().string_value(node));
    else
      texts.push_back(m_evaluator.text_of(given));
  }
  return texts;
}

std::vector<double> Call::numbers_from(std::size_t first) {
  std::vector<double> numbers;
  for (std::size_t i = first; i < count() && !m_evaluator.has_failed(); ++i) {
    const Value given = value(i);
    if (const auto* nodes = std::get_if<NodeSet>(&given))
      for (const NodeId node : *nodes)
        numbers.push_back(number_of_text(tree().string_value(node), host().offset_minutes));
    else
      numbers.push_back(m_evaluator.number_of(given));
  }
  return numbers;
}

const Function* find_function(std::string_view name) {
  static const auto all = [] {
    std::unordered_map<std::string_view, const Function*> functions;
    for (const auto table : {text_functions(), boolean_functions(), number_functions(), node_functions(),
                             time_functions(), form_functions(), place_functions()})
      for (const Function& function : table)
        functions.emplace(function.name, &function);
    return functions;
  }();
  const auto found = all.find(name);
  return found == all.end() ? nullptr : found->second;
}

bool accepts(const Function& function, std::size_t arguments) {
  return arguments >= function.least && arguments <= function.most;
}

} // namespace truat::forms::expression
