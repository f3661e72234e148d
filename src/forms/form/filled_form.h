// One form being filled: its answers as a tree, and what follows from them. An answer re-evaluates what
// depends on it, and nothing else.
#pragma once

#include "forms/expression/evaluator.h"
#include "forms/form/compiled_form.h"

#include <map>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace truat::forms {

/// What the form is filled with, beside its answers.
struct Surroundings {
  Clock& clock;
  Random& random;
  int offset_minutes = thailand_offset_minutes;  ///< of the device's clock
  std::string language;                          ///< of labels; empty: the form's own
  std::map<std::string, std::string> properties; ///< "deviceid", "username", …
  expression::EvaluationLimits limits = {};
};

/// Why an answer is not as the form wants it.
struct AnswerProblem {
  expression::NodeId node = expression::no_node;
  std::string path;    ///< "/data/r[2]/q"
  std::string message; ///< of the form itself, in the language; empty: `phrase` says it
  Phrase phrase; ///< `forms.answer_required`, `_constraint`, `_type`, `_choice`, or an expression's error
};

/// Of one repeat, beside each other.
inline constexpr std::size_t most_iterations = 10'000;

struct OfferedChoice {
  std::string value;
  std::string label;
  bool operator==(const OfferedChoice&) const = default;
};

struct PathAnswer {
  std::string path;
  std::string value;
};

class FilledForm final : public expression::Host {
public:
  using NodeId = expression::NodeId;

  /// A new, empty form with its defaults, first-load values and calculations. `data` are the contents of data
  /// lists that stand in files, by id.
  FilledForm(std::shared_ptr<const CompiledForm> form, const Surroundings& surroundings,
             const std::map<std::string, DataNode>& data = {});

  // Answers. Values are the texts that XForms keeps: "2026-11-30", "a b", "12.5"; empty takes the answer
  // back.
  /// Error: `forms.no_such_question` for a node that is no question that can be answered.
  [[nodiscard]] Result<void> answer(NodeId question, std::string value);
  /// All at once, as a saved form has them. Iterations that are missing are added, but for those that a count
  /// governs. Errors: `forms.no_such_question` with `{question}`, and then nothing is changed that later
  /// paths would have changed; `forms.too_many_iterations`.
  [[nodiscard]] Result<void> answer_all(const std::vector<PathAnswer>& answers);
  /// Behind the others. Errors: `forms.no_such_question`, `forms.too_many_iterations`.
  [[nodiscard]] Result<NodeId> add_iteration(NodeId around, QuestionId repeat);
  /// Error: `forms.no_such_question` for a node that is no iteration.
  [[nodiscard]] Result<void> remove_iteration(NodeId iteration);

  // Reading.
  [[nodiscard]] const CompiledForm& form() const { return *m_form; }
  [[nodiscard]] const expression::Tree& tree() const { return m_tree; }
  [[nodiscard]] NodeId root() const { return m_root; }
  /// By path with positions, "/data/r[2]/q"; 1 where none is given. `no_node` where there is none.
  [[nodiscard]] NodeId find(std::string_view path) const;
  [[nodiscard]] QuestionId question_of(NodeId node) const { return m_tree.tag(node); }
  /// Positions are written for every iteration.
  [[nodiscard]] std::string path_of(NodeId node) const;
  [[nodiscard]] const std::string& value(NodeId question) const { return m_tree.text(question); }
  [[nodiscard]] bool is_relevant(NodeId node) const { return m_states[node].relevant; }
  [[nodiscard]] bool is_required(NodeId question) const { return m_states[question].required; }
  [[nodiscard]] bool is_readonly(NodeId question) const { return m_states[question].readonly; }
  [[nodiscard]] std::vector<NodeId> iterations(NodeId around, QuestionId repeat) const;
  /// All questions, groups and iterations in document order.
  [[nodiscard]] std::vector<NodeId> nodes() const;
  /// What a select question offers now.
  [[nodiscard]] std::vector<OfferedChoice> choices(NodeId question);
  /// In document order: relevant questions only. What a calculation could not work out is among them.
  [[nodiscard]] std::vector<AnswerProblem> problems();
  /// How many formulas were worked out since the form was begun.
  [[nodiscard]] std::size_t evaluations() const { return m_evaluations; }

  // Host.
  [[nodiscard]] std::optional<NodeId> instance(std::string_view id) const override;
  [[nodiscard]] std::optional<NodeId> primary() const override { return m_document; }
  [[nodiscard]] bool is_iteration(NodeId node) const override;
  [[nodiscard]] std::optional<std::string> itext(std::string_view id) const override;
  [[nodiscard]] std::optional<std::string> choice_label(std::string_view path, std::string_view value,
                                                        NodeId current) override;
  [[nodiscard]] std::optional<std::string> property(std::string_view name) const override;
  [[nodiscard]] std::string version() const override { return m_form->definition().version; }

private:
  struct State {
    bool own_relevant = true;
    bool relevant = true;
    bool required = false;
    bool readonly = false;
    bool valid = true;
    bool is_anchor = false;       ///< stands behind a repeat's iterations
    std::uint8_t queued = 0;      ///< a bit for each trait
    std::uint32_t first_slot = 0; ///< of the nodes of its children
  };
  /// What is worked out next: the lowest.
  struct Due {
    std::uint32_t stage = 0;
    std::uint32_t sweep = 0;
    std::uint32_t order = 0; ///< of the iteration, in the sweep's direction
    std::uint32_t rank = 0;
    FormulaId formula = 0;
    NodeId node = expression::no_node;
    auto operator<=>(const Due&) const = default;
  };

  // filled_form_building.cpp
  void build_data(const std::map<std::string, DataNode>& data);
  void build_choices(const ChoiceList& list);
  void build_element(NodeId parent, const DataNode& data, std::size_t depth);
  void build_question(QuestionId id, NodeId node);
  NodeId build_iteration(NodeId anchor, const std::map<std::string, std::string>& values, bool is_new);
  void fill_iteration(NodeId iteration, const std::map<std::string, std::string>& values);
  void set_state_size();
  void preload();
  [[nodiscard]] NodeId slot(NodeId around, QuestionId child) const;

  // filled_form_running.cpp
  void instances_under(NodeId around, QuestionId from, QuestionId to, std::vector<NodeId>& found) const;
  void queue(FormulaId formula, NodeId node);
  void queue_all_under(NodeId node);
  void value_changed(NodeId node);
  void iterations_changed(NodeId from);
  void run();
  void work_out(const Due& due);
  void set_relevance(NodeId node);
  void set_count(const Formula& formula, NodeId anchor, double count);
  void note_failure(NodeId node, Trait trait, std::optional<Error> error);
  void run_actions(std::string_view event, QuestionId owner, NodeId around);
  [[nodiscard]] std::uint32_t sweep_order(NodeId node) const;

  // filled_form_reading.cpp
  [[nodiscard]] std::optional<AnswerProblem> problem_of(NodeId node);
  [[nodiscard]] NodeId resolve(std::string_view path, NodeId current);
  [[nodiscard]] Result<void> make_room(std::string_view path);

  std::shared_ptr<const CompiledForm> m_form;
  std::string m_language;
  std::map<std::string, std::string> m_properties;
  expression::EvaluationLimits m_limits;
  expression::Tree m_tree;
  NodeId m_document = expression::no_node;
  NodeId m_root = expression::no_node;
  std::vector<State> m_states; ///< by node
  std::vector<NodeId> m_slots;
  std::map<std::string, NodeId, std::less<>> m_instances;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
  std::optional<Due> m_current; ///< what is being worked out
  std::map<std::pair<NodeId, Trait>, Error> m_failures;
  std::size_t m_evaluations = 0;
  bool m_running = false;
};

} // namespace truat::forms
