// What a filled form says of itself: places, choices, problems.
#include "forms/expression/geometry.h"
#include "forms/expression/parser.h"
#include "forms/form/filled_form.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace truat::forms {

using expression::Evaluator;
using expression::no_node;
using expression::NodeId;
using expression::NodeSet;

namespace {

struct PathStep {
  std::string_view name;
  std::size_t position = 1;
};

/// "/data/r[2]/q" in steps; nothing for any other shape.
std::optional<std::vector<PathStep>> steps_of(std::string_view path) {
  std::vector<PathStep> steps;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    std::string_view part = path.substr(0, end);
    path.remove_prefix(end);
    PathStep step;
    if (const std::size_t bracket = part.find('['); bracket != std::string_view::npos) {
      const std::string_view digits = part.substr(bracket + 1, part.size() - bracket - 2);
      const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), step.position);
      if (!part.ends_with(']') || error != std::errc{} || stop != digits.data() + digits.size() ||
          step.position == 0)
        return std::nullopt;
      part = part.substr(0, bracket);
    }
    step.name = part;
    if (part.empty())
      return std::nullopt;
    steps.push_back(step);
  }
  if (!path.empty() || steps.empty())
    return std::nullopt;
  return steps;
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+'))
    text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a value can be of a data type; types that are not known take any.
bool fits_type(std::string_view type, std::string_view value, int offset_minutes) {
  if (type == "int")
    return is_whole_number(value);
  if (type == "decimal")
    return !std::isnan(expression::plain_number(value));
  if (type == "date")
    return parse_iso_date(value.substr(0, 10)).has_value() &&
           expression::parse_date_or_date_time(value, offset_minutes).has_value();
  if (type == "dateTime")
    return expression::parse_date_or_date_time(value, offset_minutes).has_value();
  if (type == "time")
    return expression::parse_time(value, offset_minutes).has_value();
  if (type == "geopoint" || type == "geotrace" || type == "geoshape") {
    const auto points = expression::parse_points(value);
    const std::size_t least = type == "geopoint" ? 1 : type == "geotrace" ? 2 : 3;
    return points && points->size() >= least && (type != "geopoint" || points->size() == 1);
  }
  return true;
}

} // namespace

NodeId FilledForm::find(std::string_view path) const {
  const auto steps = steps_of(path);
  if (!steps || steps->front().name != m_form->definition().root || steps->front().position != 1)
    return no_node;
  NodeId node = m_root;
  for (std::size_t i = 1; i < steps->size() && node != no_node; ++i) {
    const expression::NameId name = m_form->names()->intern((*steps)[i].name);
    const NodeSet all = m_tree.children(node, name);
    node = (*steps)[i].position <= all.size() ? all[(*steps)[i].position - 1] : no_node;
  }
  return node;
}

std::string FilledForm::path_of(NodeId node) const {
  std::vector<NodeId> way;
  for (; node != m_document && node != no_node; node = m_tree.parent(node))
    way.push_back(node);
  std::string path;
  for (auto each = way.rbegin(); each != way.rend(); ++each) {
    std::string_view name = m_tree.names().text(m_tree.name(*each));
    if (name.starts_with(' '))
      name.remove_prefix(1); // an anchor speaks for its repeat
    path.append("/").append(name);
    if (is_iteration(*each))
      path.append("[").append(std::to_string(m_tree.position(*each))).append("]");
  }
  return path;
}

bool FilledForm::is_iteration(NodeId node) const {
  const QuestionId id = m_tree.tag(node);
  return id != no_question && m_form->is_repeat(id) && !m_states[node].is_anchor;
}

std::vector<NodeId> FilledForm::nodes() const {
  std::vector<NodeId> found;
  NodeId node = m_root;
  while (node != no_node) {
    if (!m_states[node].is_anchor)
      found.push_back(node);
    if (m_tree.first_child(node) != no_node) {
      node = m_tree.first_child(node);
      continue;
    }
    while (node != m_root && m_tree.next(node) == no_node)
      node = m_tree.parent(node);
    node = node == m_root ? no_node : m_tree.next(node);
  }
  return found;
}

Result<void> FilledForm::answer_all(const std::vector<PathAnswer>& answers) {
  std::vector<PathAnswer> open = answers;
  // A count may depend on an answer: what is not there yet is tried again behind what was set.
  while (!open.empty()) {
    std::vector<PathAnswer> later;
    for (PathAnswer& each : open) {
      NodeId node = find(each.path);
      if (node == no_node) {
        if (auto made = make_room(each.path); !made)
          return std::unexpected(made.error());
        node = find(each.path);
      }
      if (node == no_node) {
        later.push_back(std::move(each));
        continue;
      }
      if (auto set = answer(node, std::move(each.value)); !set)
        return failure("forms.no_such_question", {{"question", each.path}});
    }
    if (later.size() == open.size())
      return failure("forms.no_such_question", {{"question", later.front().path}});
    open = std::move(later);
  }
  return {};
}

/// Adds the iterations that a path names and that the person may add.
Result<void> FilledForm::make_room(std::string_view path) {
  const auto steps = steps_of(path);
  if (!steps || steps->front().name != m_form->definition().root)
    return {};
  NodeId node = m_root;
  for (std::size_t i = 1; i < steps->size(); ++i) {
    const auto& children = m_form->question(m_tree.tag(node)).children;
    const auto child = std::ranges::find_if(
        children, [&](QuestionId id) { return m_form->question(id).node->name == (*steps)[i].name; });
    if (child == children.end())
      return {};
    if (m_form->is_repeat(*child)) {
      if ((*steps)[i].position > most_iterations)
        return failure("forms.too_many_iterations", {{"most", std::to_string(most_iterations)}});
      const bool is_counted = !m_form->question(*child).node->count.empty();
      std::vector<NodeId> all = iterations(node, *child);
      while (!is_counted && all.size() < (*steps)[i].position) {
        const auto made = add_iteration(node, *child);
        if (!made)
          return std::unexpected(made.error());
        all.push_back(*made);
      }
      if (all.size() < (*steps)[i].position)
        return {};
      node = all[(*steps)[i].position - 1];
    } else {
      node = slot(node, *child);
    }
  }
  return {};
}

std::vector<OfferedChoice> FilledForm::choices(NodeId question) {
  std::vector<OfferedChoice> offered;
  const QuestionId id = m_tree.tag(question);
  const FormNode* said = id == no_question ? nullptr : m_form->question(id).node;
  if (said == nullptr)
    return offered;
  for (const FormChoice& item : said->items)
    offered.push_back({item.name, std::string(text_in(item.label.texts, m_language))});
  const expression::Expression* itemset = m_form->itemset(id);
  if (itemset == nullptr)
    return offered;
  const auto value = Evaluator(m_tree, *this, m_limits).evaluate(*itemset, question);
  note_failure(question, Trait::choices, value ? std::nullopt : std::optional(value.error()));
  const auto* nodes = value ? std::get_if<NodeSet>(&*value) : nullptr;
  if (nodes == nullptr)
    return offered;
  const expression::NameId name = m_form->names()->intern(said->itemset.value);
  const expression::NameId label = m_form->names()->intern(said->itemset.label);
  const auto text = [&](NodeId node, expression::NameId child) {
    const NodeId found = m_tree.child(node, child);
    return found == no_node ? std::string() : m_tree.text(found);
  };
  offered.reserve(offered.size() + nodes->size());
  for (const NodeId node : *nodes)
    offered.push_back({text(node, name), text(node, label)});
  return offered;
}

std::vector<AnswerProblem> FilledForm::problems() {
  std::vector<AnswerProblem> found;
  for (const NodeId node : nodes())
    if (m_states[node].relevant)
      if (auto problem = problem_of(node))
        found.push_back(std::move(*problem));
  for (const auto& [place, error] : m_failures)
    if (!m_tree.is_removed(place.first) &&
        (m_states[place.first].relevant || place.second == Trait::relevant))
      found.push_back({place.first, path_of(place.first), {}, {error.key, error.arguments}});
  return found;
}

std::optional<AnswerProblem> FilledForm::problem_of(NodeId node) {
  const QuestionId id = m_tree.tag(node);
  if (!m_form->is_leaf(id))
    return std::nullopt;
  const FormNode& said = *m_form->question(id).node;
  const std::string& value = m_tree.text(node);
  const auto problem = [&](const LocalTexts& message, std::string key) {
    return AnswerProblem{
        node, path_of(node), std::string(text_in(message, m_language)), {std::move(key), {}}};
  };
  if (value.empty())
    return m_states[node].required ? std::optional(problem(said.required_message, "forms.answer_required"))
                                   : std::nullopt;
  if (!m_states[node].valid)
    return problem(said.constraint_message, "forms.answer_constraint");
  if (!fits_type(said.data_type, value, offset_minutes))
    return problem({}, "forms.answer_type");
  const bool is_select =
      said.control == Control::select_one || said.control == Control::select || said.control == Control::rank;
  if (!is_select || (said.itemset.empty() && said.items.empty()))
    return std::nullopt;
  const auto list = m_instances.find(said.itemset.list);
  if (list != m_instances.end() && m_tree.first_child(list->second) == no_node)
    return std::nullopt; // a list in a file that is not here: nothing can be said
  std::set<std::string, std::less<>> offered;
  for (OfferedChoice& choice : choices(node))
    offered.insert(std::move(choice.value));
  const auto given = said.control == Control::select_one ? std::vector<std::string_view>{value}
                                                         : expression::words_of(value);
  if (std::ranges::all_of(given, [&](std::string_view each) { return offered.contains(each); }))
    return std::nullopt;
  return problem({}, "forms.answer_choice");
}

std::optional<NodeId> FilledForm::instance(std::string_view id) const {
  const auto found = m_instances.find(id);
  return found == m_instances.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> FilledForm::itext(std::string_view id) const {
  const auto found = m_form->definition().texts.find(std::string(id));
  if (found == m_form->definition().texts.end())
    return std::nullopt;
  return std::string(text_in(found->second.texts, m_language));
}

std::optional<std::string> FilledForm::property(std::string_view name) const {
  const auto found = m_properties.find(std::string(name));
  return found == m_properties.end() ? std::nullopt : std::optional(found->second);
}

NodeId FilledForm::resolve(std::string_view path, NodeId current) {
  const auto parsed = expression::parse_expression(path, *m_form->names());
  if (!parsed)
    return no_node;
  const auto value = Evaluator(m_tree, *this, m_limits).evaluate(*parsed, current);
  const auto* nodes = value ? std::get_if<NodeSet>(&*value) : nullptr;
  return nodes == nullptr || nodes->empty() ? no_node : nodes->front();
}

std::optional<std::string> FilledForm::choice_label(std::string_view path, std::string_view value,
                                                    NodeId current) {
  const NodeId question = resolve(path, current);
  if (question == no_node)
    return std::nullopt;
  for (OfferedChoice& choice : choices(question))
    if (choice.value == value)
      return std::move(choice.label);
  return std::nullopt;
}

} // namespace truat::forms
