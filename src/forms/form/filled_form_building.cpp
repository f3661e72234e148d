// How a filled form's tree is made: data lists, questions, iterations.
#include "forms/expression/parser.h"
#include "forms/form/filled_form.h"

#include <algorithm>

namespace truat::forms {

using expression::no_node;
using expression::NodeId;

FilledForm::FilledForm(std::shared_ptr<const CompiledForm> form, const Surroundings& surroundings,
                       const std::map<std::string, DataNode>& data)
    : Host(surroundings.clock, surroundings.random), m_form(std::move(form)),
      m_language(surroundings.language.empty() ? m_form->definition().language : surroundings.language),
      m_properties(surroundings.properties), m_limits(surroundings.limits), m_tree(m_form->names()) {
  offset_minutes = surroundings.offset_minutes;
  m_document = m_tree.add_document();
  build_data(data);
  m_root = m_tree.add_element(m_document, m_form->names()->intern(m_form->definition().root));
  set_state_size();
  build_question(0, m_root);
  preload();
  run_actions("odk-instance-first-load", no_question, m_root);
  queue_all_under(m_root);
  run();
}

namespace {

/// What a preload of the specification puts in, as an expression; empty for what comes at the end, and for
/// those that are not known.
std::string preloaded(const FormNode& node) {
  if (node.preload == "uid")
    return "concat('uuid:', uuid())";
  if (node.preload == "timestamp" && node.preload_parameters == "start")
    return "now()";
  if (node.preload == "date" && node.preload_parameters == "today")
    return "today()";
  if (node.preload == "property" && node.preload_parameters.find('\'') == std::string::npos)
    return "property('" + node.preload_parameters + "')";
  return {};
}

} // namespace

void FilledForm::preload() {
  for (QuestionId id = 0; id < m_form->questions().size(); ++id) {
    const FormNode* said = m_form->question(id).node;
    const std::string source = said == nullptr ? std::string() : preloaded(*said);
    if (source.empty())
      continue;
    const auto parsed = expression::parse_expression(source, *m_form->names());
    std::vector<NodeId> nodes;
    instances_under(m_root, 0, id, nodes);
    for (const NodeId node : nodes)
      if (parsed)
        if (auto text = expression::Evaluator(m_tree, *this, m_limits).evaluate_text(*parsed, node))
          m_tree.set_text(node, std::move(*text));
  }
}

void FilledForm::set_state_size() {
  if (m_states.size() < m_tree.size())
    m_states.resize(m_tree.size());
}

void FilledForm::build_element(NodeId parent, const DataNode& data, std::size_t depth) {
  constexpr std::size_t deepest = 100; // readers refuse deeper ones
  const NodeId node = m_tree.add_element(parent, m_form->names()->intern(data.name));
  m_tree.set_text(node, data.text);
  for (const auto& [name, text] : data.attributes)
    m_tree.add_attribute(node, m_form->names()->intern(name), text);
  if (depth < deepest)
    for (const DataNode& child : data.children)
      build_element(node, child, depth + 1);
}

/// root/item with name, label and columns, as the specification's internal instances have them.
void FilledForm::build_choices(const ChoiceList& list) {
  const auto& names = m_form->names();
  const NodeId document = m_tree.add_document();
  const NodeId root = m_tree.add_element(document, names->intern("root"));
  const expression::NameId item = names->intern("item");
  const expression::NameId name = names->intern("name");
  const expression::NameId label = names->intern("label");
  for (const FormChoice& choice : list.choices) {
    const NodeId node = m_tree.add_element(root, item);
    m_tree.set_text(m_tree.add_element(node, name), choice.name);
    m_tree.set_text(m_tree.add_element(node, label), std::string(text_in(choice.label.texts, m_language)));
    for (const auto& [column, text] : choice.columns)
      m_tree.set_text(m_tree.add_element(node, names->intern(column)), text);
  }
  m_instances.insert_or_assign(list.name, document);
}

void FilledForm::build_data(const std::map<std::string, DataNode>& data) {
  for (const ChoiceList& list : m_form->definition().choices)
    build_choices(list);
  for (const DataList& list : m_form->definition().data) {
    const NodeId document = m_tree.add_document();
    const auto beside = data.find(list.id);
    if (beside != data.end())
      build_element(document, beside->second, 0);
    else if (!list.content.empty())
      build_element(document, list.content.front(), 0);
    m_instances.insert_or_assign(list.id, document);
  }
}

/// Fills a group, an iteration or the root with what stands in it. The form's depth is bounded.
void FilledForm::build_question(QuestionId id, NodeId node) {
  const auto& names = m_form->names();
  const CompiledQuestion& question = m_form->question(id);
  m_tree.tag(node, id);
  const auto first_slot = static_cast<std::uint32_t>(m_slots.size());
  m_slots.resize(m_slots.size() + question.children.size(), no_node);
  set_state_size();
  m_states[node].first_slot = first_slot;
  for (std::size_t i = 0; i < question.children.size(); ++i) {
    const QuestionId child = question.children[i];
    const FormNode& said = *m_form->question(child).node;
    if (said.type == NodeType::repeat) {
      // Behind the iterations stands an anchor that no path finds: it keeps their place when there are none,
      // and is where their number is worked out.
      const NodeId anchor = m_tree.add_element(node, names->intern(" " + said.name));
      m_tree.tag(anchor, child);
      m_tree.hide(anchor, true);
      set_state_size();
      m_states[anchor].is_anchor = true;
      m_slots[first_slot + i] = anchor;
      if (said.iterations.empty() && said.count.empty())
        build_iteration(anchor, {}, false);
      for (const auto& values : said.iterations)
        build_iteration(anchor, values, false);
      continue;
    }
    const NodeId made = m_tree.add_element(node, names->intern(said.name));
    m_slots[first_slot + i] = made;
    m_tree.set_text(made, said.default_value);
    build_question(child, made);
  }
}

NodeId FilledForm::build_iteration(NodeId anchor, const std::map<std::string, std::string>& values,
                                   bool is_new) {
  const QuestionId repeat = m_tree.tag(anchor);
  const expression::NameId name = m_form->names()->intern(m_form->question(repeat).node->name);
  const NodeId iteration = m_tree.add_element_before(anchor, name);
  build_question(repeat, iteration);
  fill_iteration(iteration, values);
  const NodeId around = m_tree.parent(iteration);
  set_state_size();
  if (!m_states[around].relevant)
    for (QuestionId id = repeat; id < m_form->question(repeat).end; ++id) {
      std::vector<NodeId> made;
      instances_under(iteration, repeat, id, made);
      for (const NodeId node : made) {
        m_states[node].relevant = false;
        m_tree.hide(node, true);
      }
    }
  if (is_new)
    run_actions("odk-new-repeat", repeat, iteration);
  return iteration;
}

void FilledForm::fill_iteration(NodeId iteration, const std::map<std::string, std::string>& values) {
  for (const auto& [path, text] : values) {
    NodeId node = iteration;
    std::string_view rest = path;
    while (node != no_node && !rest.empty()) {
      const std::size_t end = std::min(rest.find('/'), rest.size());
      node = m_tree.child(node, m_form->names()->intern(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (node != no_node && m_form->is_leaf(m_tree.tag(node)))
      m_tree.set_text(node, text);
  }
}

NodeId FilledForm::slot(NodeId around, QuestionId child) const {
  return m_slots[m_states[around].first_slot + m_form->question(child).place];
}

} // namespace truat::forms
