// Expressions for tests: a small document written as XML, and one-line questions about it.
#pragma once

#include "doctest/doctest.h"
#include "forms/expression/evaluator.h"
#include "forms/expression/parser.h"

#include <string>
#include <string_view>

namespace truat::testing {

/// A host with one primary instance and secondary ones, made of a text like
/// `data(a=1 b=two r(q=1) r(q=2) s[size=3]=x)`: names, children in brackets, texts behind `=` up to a blank
/// (`_` is a blank).
class SmallForm final : public forms::expression::Host {
public:
  explicit SmallForm(std::string_view primary = "data()");
  void add_instance(const std::string& id, std::string_view written);
  /// Elements of this name count as a repeat's iterations.
  void repeat(std::string_view name) { m_repeat = name; }
  forms::expression::NodeId node(std::string_view path);

  forms::expression::Value value(std::string_view expression, std::string_view at = "");
  std::string text(std::string_view expression, std::string_view at = "");
  double number(std::string_view expression, std::string_view at = "");
  bool boolean(std::string_view expression, std::string_view at = "");
  /// The key and place of the error.
  std::string error(std::string_view expression, std::string_view at = "");

  std::optional<forms::expression::NodeId> instance(std::string_view id) const override;
  std::optional<forms::expression::NodeId> primary() const override { return m_primary; }
  bool is_iteration(forms::expression::NodeId node) const override;
  std::optional<std::string> itext(std::string_view id) const override;
  std::optional<std::string> property(std::string_view name) const override;
  std::string version() const override { return "7"; }

  FixedClock clock{Instant{1'795'000'000'000}}; ///< 2026-11-18T11:06:40Z
  SeededRandom chance{1};
  forms::expression::Tree tree{std::make_shared<forms::expression::Names>()};

private:
  forms::expression::NodeId read(std::string_view written);
  forms::expression::NodeId m_primary = 0;
  std::map<std::string, forms::expression::NodeId, std::less<>> m_instances;
  std::string m_repeat;
};

} // namespace truat::testing
