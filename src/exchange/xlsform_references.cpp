#include "exchange/xlsform_references.h"

#include "forms/expression/value.h"

#include <algorithm>

namespace truat::exchange {

using forms::FormNode;

namespace {

constexpr std::string_view last_saved = "last-saved#";
constexpr std::string_view last_saved_id = "__last-saved";

/// Replaces each `${name}` by what `make` says of the name.
template <class Make>
std::string replaced(const std::string& text, Make make) {
  std::string result;
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = text.find("${", at);
    const std::size_t end = begin == std::string::npos ? begin : text.find('}', begin);
    if (end == std::string::npos)
      break;
    result.append(text, at, begin - at);
    result += make(forms::expression::trimmed(std::string_view(text).substr(begin + 2, end - begin - 2)));
    at = end + 1;
  }
  return result + text.substr(at);
}

} // namespace

XlsFormReferences::XlsFormReferences(forms::FormDefinition& form) : m_form(form) {
  index(form.nodes, "/" + form.root, {});
}

void XlsFormReferences::index(std::vector<FormNode>& nodes, const std::string& path,
                              const std::string& repeat) {
  for (FormNode& node : nodes) {
    const std::string own = path + "/" + node.name;
    const Known known{own, &node, repeat};
    m_known.emplace(node.name, known);
    m_by_place.emplace(node.place, known);
    index(node.children, own, node.type == forms::NodeType::repeat ? own : repeat);
  }
}

void XlsFormReferences::add_trigger(const std::string& by, const std::string& place,
                                    const std::string& value) {
  m_triggers.push_back({by, place, value});
}

void XlsFormReferences::fail(std::string key, std::string_view name, const std::string& place) {
  if (!m_error)
    m_error = Error{std::move(key), {{"name", std::string(name)}}, place};
}

const XlsFormReferences::Known* XlsFormReferences::known(std::string_view name, const std::string& place) {
  const auto [begin, end] = m_known.equal_range(name);
  if (begin == end) {
    fail("xlsform.unknown_reference", name, place);
    return nullptr;
  }
  if (std::next(begin) != end) {
    fail("xlsform.ambiguous_reference", name, place);
    return nullptr;
  }
  return &begin->second;
}

std::string XlsFormReferences::path_of(std::string_view name, const std::string& place) {
  if (name.starts_with(last_saved)) {
    if (std::ranges::find(m_form.data, last_saved_id, &forms::DataList::id) == m_form.data.end())
      m_form.data.push_back({std::string(last_saved_id), "jr://instance/last-saved", {}});
    const std::string path = path_of(name.substr(last_saved.size()), place);
    return "instance('" + std::string(last_saved_id) + "')" + path;
  }
  const Known* found = known(name, place);
  return found == nullptr ? std::string() : found->path;
}

void XlsFormReferences::resolve_expression(std::string& text, const std::string& place) {
  if (text.find("${") != std::string::npos)
    text = replaced(text, [&](std::string_view name) { return " " + path_of(name, place) + " "; });
}

void XlsFormReferences::resolve_text(std::string& text, const std::string& place) {
  if (text.find("${") != std::string::npos)
    text = replaced(
        text, [&](std::string_view name) { return "<output value=\"" + path_of(name, place) + "\"/>"; });
}

void XlsFormReferences::resolve_texts(forms::LocalTexts& texts, const std::string& place) {
  for (auto& [language, text] : texts)
    resolve_text(text, place);
}

/// Choices that are the iterations of a repeat: those in which the question is answered.
void XlsFormReferences::resolve_itemset(forms::Itemset& itemset, const std::string& place) {
  resolve_expression(itemset.filter, place);
  resolve_expression(itemset.seed, place);
  if (!itemset.nodes.starts_with("${"))
    return;
  const std::size_t end = std::min(itemset.nodes.find('}'), itemset.nodes.size());
  const Known* found = known(std::string_view(itemset.nodes).substr(2, end - 2), place);
  if (found == nullptr)
    return;
  if (found->repeat.empty())
    return fail("xlsform.reference_in_no_repeat", found->node->name, place);
  const std::string inside = found->path.substr(found->repeat.size() + 1);
  itemset.nodes = found->repeat + "[./" + inside + " != ''" +
                  (itemset.filter.empty() ? "" : " and (" + itemset.filter + ")") + "]";
  itemset.filter.clear();
  itemset.value = inside;
  itemset.label = inside;
}

/// Groups nest no deeper than the reader lets them.
void XlsFormReferences::resolve_nodes(std::vector<FormNode>& nodes, const std::string& path) {
  for (FormNode& node : nodes) {
    const std::string own = path + "/" + node.name;
    for (std::string* text :
         {&node.relevant, &node.readonly, &node.required, &node.constraint, &node.calculate, &node.count})
      resolve_expression(*text, node.place);
    resolve_itemset(node.itemset, node.place);
    resolve_texts(node.label.texts, node.place);
    resolve_texts(node.hint.texts, node.place);
    for (forms::LocalTexts* texts : {&node.guidance, &node.constraint_message, &node.required_message})
      resolve_texts(*texts, node.place);
    for (forms::SetValue& action : node.actions) {
      resolve_expression(action.value, node.place);
      if (action.target.empty())
        action.target = own;
    }
    resolve_nodes(node.children, own);
  }
}

void XlsFormReferences::resolve_triggers() {
  for (Trigger& trigger : m_triggers) {
    const auto target = m_by_place.find(trigger.place);
    if (target == m_by_place.end())
      continue;
    resolve_expression(trigger.value, trigger.place);
    (void)replaced(trigger.by, [&](std::string_view name) {
      if (const Known* by = known(name, trigger.place))
        by->node->actions.push_back({"xforms-value-changed", target->second.path, trigger.value});
      return std::string();
    });
  }
}

Result<void> XlsFormReferences::resolve() {
  resolve_nodes(m_form.nodes, "/" + m_form.root);
  for (forms::ChoiceList& list : m_form.choices)
    for (forms::FormChoice& choice : list.choices)
      resolve_texts(choice.label.texts, "choices");
  resolve_triggers();
  if (m_error)
    return std::unexpected(std::move(*m_error));
  return {};
}

} // namespace truat::exchange
