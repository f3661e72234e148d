#include "forms/form/compiled_form.h"

#include "forms/expression/parser.h"
#include "forms/form/formula_order.h"

#include <algorithm>
#include <optional>

namespace truat::forms {

using expression::NodeId;

namespace {

constexpr std::size_t most_questions = 200'000;
constexpr std::size_t deepest_form = 64;

bool is_element_name(std::string_view name) {
  const auto starts = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
  };
  if (name.empty() || name.size() > 1000 || !starts(name.front()))
    return false;
  return std::ranges::all_of(
      name, [&](char c) { return starts(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':'; });
}

} // namespace

class FormCompiler {
public:
  explicit FormCompiler(FormDefinition definition) : m_form(std::make_shared<CompiledForm>()) {
    m_form->m_definition = std::move(definition);
  }

  Result<std::shared_ptr<const CompiledForm>> run() {
    if (m_form->m_definition.nodes.empty())
      return failure("forms.form_empty");
    outline();
    formulas();
    itemsets();
    actions();
    if (!m_error)
      order();
    if (m_error)
      return std::unexpected(std::move(*m_error));
    return std::shared_ptr<const CompiledForm>(std::move(m_form));
  }

private:
  void fail(std::string key, const CompiledQuestion& at, std::vector<Argument> arguments = {}) {
    explain(at, Error{std::move(key), std::move(arguments), {}});
  }
  void outline() {
    m_outline.document = m_tree.add_document();
    const FormDefinition& definition = m_form->m_definition;
    add(nullptr, definition.root, no_question, m_outline.document, 0);
    m_outline.repeats.resize(m_tree.size());
  }

  /// The form's depth is bounded by `deepest_form`.
  void add(const FormNode* node, const std::string& name, QuestionId parent, NodeId above,
           std::size_t depth) {
    auto& questions = m_form->m_questions;
    const auto id = static_cast<QuestionId>(questions.size());
    CompiledQuestion& question = questions.emplace_back();
    question.node = node;
    question.path = (parent == no_question ? std::string() : questions[parent].path) + "/" + name;
    question.parent = parent;
    question.outline = m_tree.add_element(above, m_form->m_names->intern(name));
    m_tree.tag(question.outline, id);
    const bool is_repeat = node != nullptr && node->type == NodeType::repeat;
    question.repeat = is_repeat ? id : parent == no_question ? no_question : questions[parent].repeat;
    if (parent != no_question) {
      question.place = static_cast<std::uint32_t>(questions[parent].children.size());
      questions[parent].children.push_back(id);
    }
    m_outline.repeats.resize(m_tree.size());
    m_outline.repeats[question.outline] = is_repeat;
    if (!is_element_name(name))
      fail("forms.form_name", question, {{"name", name}});
    if (questions.size() > most_questions || depth > deepest_form)
      fail("forms.form_too_large", question);
    if (!m_form->m_by_path.emplace(question.path, id).second)
      fail("forms.form_doubled", question);
    if (m_error)
      return;
    const NodeId own = question.outline;
    const auto& children = node == nullptr ? m_form->m_definition.nodes : node->children;
    for (const FormNode& child : children)
      add(&child, child.name, id, own, depth + 1);
    questions[id].end = static_cast<QuestionId>(questions.size());
  }

  std::optional<expression::Expression> parse(const std::string& text, const CompiledQuestion& at) {
    auto parsed = expression::parse_expression(text, *m_form->m_names);
    if (parsed)
      return std::move(*parsed);
    explain(at, std::move(parsed.error()));
    return std::nullopt;
  }
  /// The expression's own error, with its question ahead of its byte.
  void explain(const CompiledQuestion& at, Error error) {
    if (m_error)
      return;
    std::string where =
        at.node == nullptr || at.node->place.empty() ? at.path : at.node->place + ", " + at.path;
    if (!error.where.empty())
      where += ", " + error.where;
    error.where = std::move(where);
    m_error = std::move(error);
  }

  void formulas() {
    for (QuestionId id = 0; id < m_form->m_questions.size() && !m_error; ++id) {
      const FormNode* node = m_form->m_questions[id].node;
      if (node == nullptr)
        continue;
      formula(id, Trait::relevant, node->relevant);
      formula(id, Trait::calculate, node->calculate);
      formula(id, Trait::required, node->required);
      formula(id, Trait::readonly, node->readonly);
      formula(id, Trait::constraint, node->constraint);
      if (node->type == NodeType::repeat)
        formula(id, Trait::count, node->count);
    }
  }

  void formula(QuestionId id, Trait trait, const std::string& text) {
    if (text.empty() || m_error)
      return;
    CompiledQuestion& question = m_form->m_questions[id];
    auto parsed = parse(text, question);
    if (!parsed)
      return;
    auto reads = expression::references_of(*parsed, m_outline, question.outline);
    if (!reads)
      return explain(question, std::move(reads.error()));
    // An answer's own constraint always reads it.
    if (trait == Trait::constraint)
      reads->push_back({question.outline, question.outline});
    const auto formula = static_cast<FormulaId>(m_form->m_formulas.size());
    question.formulas.push_back(formula);
    for (const expression::Reference& read : *reads) {
      const QuestionId of = m_tree.tag(read.node);
      const QuestionId shared = m_tree.tag(read.shared);
      if (of != no_question)
        m_form->m_questions[of].readers.push_back({formula, shared == no_question ? 0 : shared});
    }
    m_form->m_formulas.push_back(
        {.question = id, .trait = trait, .expression = std::move(*parsed), .reads = std::move(*reads)});
  }

  void itemsets() {
    for (QuestionId id = 0; id < m_form->m_questions.size() && !m_error; ++id) {
      const FormNode* node = m_form->m_questions[id].node;
      if (node == nullptr || node->itemset.empty())
        continue;
      const Itemset& itemset = node->itemset;
      std::string nodes = itemset.nodes;
      if (nodes.empty()) {
        const char quote = itemset.list.find('\'') == std::string::npos ? '\'' : '"';
        nodes = std::string("instance(") + quote + itemset.list + quote + ")/root/item";
        if (!itemset.filter.empty())
          nodes += "[" + itemset.filter + "]";
      }
      if (auto parsed = parse(nodes, m_form->m_questions[id]))
        m_form->m_itemsets.emplace(id, std::move(*parsed));
    }
  }

  void actions() {
    for (const SetValue& said : m_form->m_definition.actions)
      action(said, no_question);
    for (QuestionId id = 0; id < m_form->m_questions.size(); ++id)
      if (const FormNode* node = m_form->m_questions[id].node; node != nullptr)
        for (const SetValue& said : node->actions)
          action(said, id);
  }
  void action(const SetValue& said, QuestionId owner) {
    CompiledAction made{.said = said, .target = m_form->find(said.target), .owner = owner};
    const CompiledQuestion& at = m_form->m_questions[owner == no_question ? 0 : owner];
    if (made.target == no_question)
      return fail("forms.form_target", at, {{"target", said.target}});
    if (!said.value.empty()) {
      auto parsed = parse(said.value, m_form->m_questions[made.target]);
      if (!parsed)
        return;
      made.value = std::move(*parsed);
      made.has_value = true;
    }
    m_form->m_actions.push_back(std::move(made));
  }

  void order() {
    const auto circle = order_formulas(m_form->m_questions, m_outline, m_form->m_formulas);
    if (circle.empty())
      return;
    std::string names;
    for (const QuestionId id : circle)
      names += (names.empty() ? "" : ", ") + m_form->m_questions[id].path;
    fail("forms.form_cycle", m_form->m_questions[circle.front()], {{"questions", names}});
  }

  std::shared_ptr<CompiledForm> m_form;
  expression::Tree m_tree{m_form->m_names};
  expression::Outline m_outline{m_tree, 0, {}};
  std::optional<Error> m_error;
};

Result<std::shared_ptr<const CompiledForm>> CompiledForm::compile(FormDefinition definition) {
  return FormCompiler(std::move(definition)).run();
}

const expression::Expression* CompiledForm::itemset(QuestionId question) const {
  const auto found = m_itemsets.find(question);
  return found == m_itemsets.end() ? nullptr : &found->second;
}

QuestionId CompiledForm::find(std::string_view path) const {
  const auto found = m_by_path.find(std::string(path));
  return found == m_by_path.end() ? no_question : found->second;
}

} // namespace truat::forms
