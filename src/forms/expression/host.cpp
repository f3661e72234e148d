#include "forms/expression/host.h"

namespace truat::forms::expression {

const Result<RegularExpression>& Host::regular_expression(const std::string& pattern) {
  // Patterns that are made of answers would otherwise gather for ever.
  constexpr std::size_t most_kept = 256;
  if (const auto known = m_regular_expressions.find(pattern); known != m_regular_expressions.end())
    return known->second;
  if (m_regular_expressions.size() >= most_kept)
    m_regular_expressions.clear();
  return m_regular_expressions.emplace(pattern, RegularExpression::compile(pattern)).first->second;
}

std::optional<NodeId> Host::instance(std::string_view) const {
  return std::nullopt;
}
std::optional<NodeId> Host::primary() const {
  return std::nullopt;
}
bool Host::is_iteration(NodeId) const {
  return false;
}
std::optional<std::string> Host::itext(std::string_view) const {
  return std::nullopt;
}
std::optional<std::string> Host::choice_label(std::string_view, std::string_view, NodeId) {
  return std::nullopt;
}
std::optional<std::string> Host::property(std::string_view) const {
  return std::nullopt;
}
std::string Host::version() const {
  return {};
}

} // namespace truat::forms::expression
