// A form definition made ready to be filled: expressions parsed, what each of them reads found, and the order
// in which they are worked out. Made once for a form, shared by all that are filled.
#pragma once

#include "base/result.h"
#include "forms/expression/references.h"
#include "forms/form/definition.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace truat::forms {

/// A node of the definition, numbered in document order; 0 is the root element.
using QuestionId = std::uint32_t;
inline constexpr QuestionId no_question = UINT32_MAX;
using FormulaId = std::uint32_t;

enum class Trait : std::uint8_t { relevant, calculate, count, required, readonly, constraint, choices };

/// An expression of one question.
struct Formula {
  QuestionId question = no_question;
  Trait trait = Trait::relevant;
  expression::Expression expression;
  std::vector<expression::Reference> reads; ///< of the outline
  std::uint32_t stage = 0;                  ///< worked out in this order
  std::uint32_t rank = 0;                   ///< inside a stage that goes over iterations
  bool sweeps = false; ///< iterations depend on each other: the stage is gone over until nothing changes
};

/// Who reads a question: a formula, and the innermost question around both whose iteration they share.
struct Reader {
  FormulaId formula = 0;
  QuestionId shared = 0;
};

struct CompiledQuestion {
  const FormNode* node = nullptr; ///< none for the root
  std::string path;               ///< "/data/group/question"
  QuestionId parent = no_question;
  QuestionId end = 0;      ///< behind the last question inside
  std::uint32_t place = 0; ///< among its parent's children
  std::vector<QuestionId> children;
  std::vector<FormulaId> formulas;
  std::vector<Reader> readers;
  QuestionId repeat = no_question; ///< the innermost repeat around or itself
  expression::NodeId outline = expression::no_node;
};

struct CompiledAction {
  SetValue said;
  QuestionId target = no_question;
  QuestionId owner = no_question; ///< the question it is nested in; none: of the form
  expression::Expression value;
  bool has_value = false;
};

class CompiledForm {
public:
  /// Errors have the question as `where`: its place in the file it was read from and its path. Those of
  /// expressions (parser.h) add the byte. `forms.form_cycle` with `{questions}`, `forms.form_name`,
  /// `forms.form_doubled`, `forms.form_target`, `forms.form_too_large`, `forms.form_empty`.
  [[nodiscard]] static Result<std::shared_ptr<const CompiledForm>> compile(FormDefinition definition);

  [[nodiscard]] const FormDefinition& definition() const { return m_definition; }
  [[nodiscard]] const std::vector<CompiledQuestion>& questions() const { return m_questions; }
  [[nodiscard]] const CompiledQuestion& question(QuestionId id) const { return m_questions[id]; }
  [[nodiscard]] const std::vector<Formula>& formulas() const { return m_formulas; }
  [[nodiscard]] const Formula& formula(FormulaId id) const { return m_formulas[id]; }
  [[nodiscard]] const std::vector<CompiledAction>& actions() const { return m_actions; }
  [[nodiscard]] const expression::Expression* itemset(QuestionId question) const;
  /// By a path without positions, "/data/r/q", or `no_question`.
  [[nodiscard]] QuestionId find(std::string_view path) const;
  [[nodiscard]] bool is_repeat(QuestionId id) const {
    return m_questions[id].node != nullptr && m_questions[id].node->type == NodeType::repeat;
  }
  [[nodiscard]] bool is_leaf(QuestionId id) const {
    return m_questions[id].node != nullptr && m_questions[id].node->type == NodeType::question;
  }
  /// Whether `outer` is `inner` or around it.
  [[nodiscard]] bool is_around(QuestionId outer, QuestionId inner) const {
    return outer <= inner && inner < m_questions[outer].end;
  }
  [[nodiscard]] const std::shared_ptr<expression::Names>& names() const { return m_names; }

private:
  friend class FormCompiler;
  FormDefinition m_definition;
  std::shared_ptr<expression::Names> m_names = std::make_shared<expression::Names>();
  std::vector<CompiledQuestion> m_questions;
  std::vector<Formula> m_formulas;
  std::vector<CompiledAction> m_actions;
  std::unordered_map<QuestionId, expression::Expression> m_itemsets;
  std::unordered_map<std::string, QuestionId> m_by_path;
};

} // namespace truat::forms
