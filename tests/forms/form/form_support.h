// Forms for tests, put together in code.
#pragma once

#include "doctest/doctest.h"
#include "forms/form/filled_form.h"

#include <initializer_list>
#include <memory>
#include <string>

namespace truat::testing {

inline forms::FormNode question(std::string name, std::string calculate = {}) {
  forms::FormNode node;
  node.name = std::move(name);
  node.control = forms::Control::input;
  node.calculate = std::move(calculate);
  return node;
}
inline forms::FormNode group(std::string name, std::vector<forms::FormNode> children) {
  forms::FormNode node;
  node.name = std::move(name);
  node.type = forms::NodeType::group;
  node.children = std::move(children);
  return node;
}
inline forms::FormNode repeat(std::string name, std::vector<forms::FormNode> children,
                              std::string count = {}) {
  forms::FormNode node = group(std::move(name), std::move(children));
  node.type = forms::NodeType::repeat;
  node.count = std::move(count);
  return node;
}
inline forms::FormNode relevant(forms::FormNode node, std::string when) {
  node.relevant = std::move(when);
  return node;
}
inline forms::FormDefinition form_of(std::vector<forms::FormNode> nodes) {
  forms::FormDefinition form;
  form.title = "Test";
  form.id = "test";
  form.version = "1";
  form.nodes = std::move(nodes);
  return form;
}

/// A form being filled, with a clock and chance of its own.
struct Filling {
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom chance{1};
  std::unique_ptr<forms::FilledForm> filled;

  explicit Filling(forms::FormDefinition definition,
                   const std::map<std::string, forms::DataNode>& data = {}) {
    auto compiled = forms::CompiledForm::compile(std::move(definition));
    INFO((compiled ? std::string() : compiled.error().key + " " + compiled.error().where));
    REQUIRE(compiled.has_value());
    forms::Surroundings surroundings{.clock = clock, .random = chance};
    surroundings.properties = {{"username", "somchai"}};
    filled = std::make_unique<forms::FilledForm>(*compiled, surroundings, data);
  }
  forms::FilledForm* operator->() { return filled.get(); }
  forms::expression::NodeId node(const std::string& path) {
    const auto found = filled->find(path);
    INFO(path);
    REQUIRE(found != forms::expression::no_node);
    return found;
  }
  void answer(const std::string& path, const std::string& value) {
    const auto done = filled->answer(node(path), value);
    REQUIRE(done.has_value());
  }
  std::string value(const std::string& path) { return filled->value(node(path)); }
  bool is_relevant(const std::string& path) { return filled->is_relevant(node(path)); }
  void add(const std::string& around, const std::string& repeat) {
    const auto made = filled->add_iteration(node(around), filled->form().find(repeat));
    REQUIRE(made.has_value());
  }
  void remove(const std::string& path) {
    const auto done = filled->remove_iteration(node(path));
    REQUIRE(done.has_value());
  }
  /// "path: key" of every problem.
  std::vector<std::string> problems() {
    std::vector<std::string> all;
    for (const forms::AnswerProblem& problem : filled->problems())
      all.push_back(problem.path + ": " + (problem.message.empty() ? problem.phrase.key : problem.message));
    return all;
  }
};

inline Error compile_error(forms::FormDefinition definition) {
  auto compiled = forms::CompiledForm::compile(std::move(definition));
  REQUIRE_FALSE(compiled.has_value());
  return compiled.error();
}

} // namespace truat::testing
