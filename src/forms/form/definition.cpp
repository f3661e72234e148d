#include "forms/form/definition.h"

#include <algorithm>
#include <tuple>

namespace truat::forms {

bool FormNode::operator==(const FormNode& other) const {
  const auto parts = [](const FormNode& node) {
    return std::tie(node.name, node.type, node.control, node.data_type, node.media_type, node.appearance,
                    node.parameters, node.label, node.hint, node.guidance, node.relevant, node.required,
                    node.readonly, node.constraint, node.calculate, node.constraint_message,
                    node.required_message, node.default_value, node.preload, node.preload_parameters,
                    node.actions, node.itemset, node.items, node.shown, node.count, node.fixed,
                    node.iterations, node.children);
  };
  return parts(*this) == parts(other);
}

std::string_view text_in(const LocalTexts& texts, std::string_view language) {
  if (const auto found = texts.find(std::string(language)); found != texts.end())
    return found->second;
  return texts.empty() ? std::string_view() : std::string_view(texts.begin()->second);
}

const ChoiceList* find_choices(const FormDefinition& form, std::string_view name) {
  const auto found = std::ranges::find(form.choices, name, &ChoiceList::name);
  return found == form.choices.end() ? nullptr : &*found;
}

} // namespace truat::forms
