#include "expression_support.h"

#include <algorithm>

namespace truat::testing {

using namespace forms::expression;

SmallForm::SmallForm(std::string_view primary) : Host(clock, chance) {
  offset_minutes = 0;
  m_primary = read(primary);
}

void SmallForm::add_instance(const std::string& id, std::string_view written) {
  m_instances[id] = read(written);
}

NodeId SmallForm::read(std::string_view written) {
  const NodeId document = tree.add_document();
  std::vector<NodeId> open{document};
  NodeId last = document;
  bool in_attributes = false;
  std::size_t at = 0;
  const auto& names = tree.shared_names();
  while (at < written.size()) {
    const char c = written[at];
    if (c == '(') {
      open.push_back(last);
      ++at;
    } else if (c == ')') {
      open.pop_back();
      ++at;
    } else if (c == '[' || c == ']') {
      in_attributes = c == '[';
      ++at;
    } else if (c == ' ') {
      ++at;
    } else {
      const std::size_t name_end = std::min(written.find_first_of("=()[] ", at), written.size());
      const std::string_view name = written.substr(at, name_end - at);
      std::string text;
      at = name_end;
      if (at < written.size() && written[at] == '=') {
        const std::size_t end = std::min(written.find_first_of("()[] ", at), written.size());
        text = written.substr(at + 1, end - at - 1);
        std::ranges::replace(text, '_', ' ');
        at = end;
      }
      if (in_attributes) {
        tree.add_attribute(last, names->intern(name), text);
      } else {
        if (!name.empty())
          last = tree.add_element(open.back(), names->intern(name));
        tree.set_text(last, text);
      }
    }
  }
  return document;
}

NodeId SmallForm::node(std::string_view path) {
  if (path.empty())
    return tree.first_child(m_primary);
  const auto parsed = parse_expression(path, *tree.shared_names());
  REQUIRE(parsed.has_value());
  Evaluator evaluator(tree, *this);
  const auto found = evaluator.evaluate(*parsed, m_primary);
  REQUIRE(found.has_value());
  const auto* nodes = std::get_if<NodeSet>(&*found);
  REQUIRE(nodes != nullptr);
  REQUIRE(nodes->size() == 1);
  return nodes->front();
}

Value SmallForm::value(std::string_view expression, std::string_view at) {
  const auto parsed = parse_expression(expression, *tree.shared_names());
  INFO(expression);
  INFO((parsed ? std::string() : parsed.error().key + " " + parsed.error().where));
  REQUIRE(parsed.has_value());
  Evaluator evaluator(tree, *this);
  const auto result = evaluator.evaluate(*parsed, node(at));
  INFO((result ? std::string() : result.error().key));
  REQUIRE(result.has_value());
  return *result;
}

std::string SmallForm::text(std::string_view expression, std::string_view at) {
  return Evaluator(tree, *this).text_of(value(expression, at));
}
double SmallForm::number(std::string_view expression, std::string_view at) {
  return Evaluator(tree, *this).number_of(value(expression, at));
}
bool SmallForm::boolean(std::string_view expression, std::string_view at) {
  return Evaluator(tree, *this).boolean_of(value(expression, at));
}

std::string SmallForm::error(std::string_view expression, std::string_view at) {
  const auto parsed = parse_expression(expression, *tree.shared_names());
  if (!parsed)
    return parsed.error().key + " " + parsed.error().where;
  const auto result = Evaluator(tree, *this).evaluate(*parsed, node(at));
  return result ? std::string() : result.error().key + " " + result.error().where;
}

std::optional<NodeId> SmallForm::instance(std::string_view id) const {
  const auto found = m_instances.find(id);
  return found == m_instances.end() ? std::nullopt : std::optional(found->second);
}
bool SmallForm::is_iteration(NodeId node) const {
  return tree.name(node) != no_name && tree.names().text(tree.name(node)) == m_repeat;
}
std::optional<std::string> SmallForm::itext(std::string_view id) const {
  return id == "how-old" ? std::optional<std::string>("How old?") : std::nullopt;
}
std::optional<std::string> SmallForm::property(std::string_view name) const {
  return name == "username" ? std::optional<std::string>("somchai") : std::nullopt;
}

} // namespace truat::testing
