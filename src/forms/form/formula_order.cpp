#include "forms/form/formula_order.h"

#include <algorithm>

namespace truat::forms {
namespace {

using expression::no_node;
using expression::NodeId;
using expression::Reference;

struct Edge {
  FormulaId to = 0;
  bool same_iteration = true;
};

/// Who waits for whom. Only what writes can be waited for.
class Waiting {
public:
  Waiting(const std::vector<CompiledQuestion>& questions, const expression::Outline& outline,
          const std::vector<Formula>& formulas)
      : m_questions(questions), m_outline(outline), m_formulas(formulas), m_edges(formulas.size()) {
    index_writers();
    for (FormulaId reader = 0; reader < formulas.size(); ++reader)
      add_edges_to(reader);
  }
  [[nodiscard]] const std::vector<Edge>& edges(FormulaId from) const { return m_edges[from]; }

private:
  void index_writers() {
    m_calculates.assign(m_questions.size(), UINT32_MAX);
    m_relevants = m_counts = m_calculates;
    for (FormulaId id = 0; id < m_formulas.size(); ++id) {
      const Formula& formula = m_formulas[id];
      if (formula.trait == Trait::calculate)
        m_calculates[formula.question] = id;
      else if (formula.trait == Trait::relevant)
        m_relevants[formula.question] = id;
      else if (formula.trait == Trait::count)
        m_counts[formula.question] = id;
    }
  }

  void add(FormulaId writer, FormulaId reader, const Reference& read) {
    if (writer == UINT32_MAX)
      return;
    const QuestionId written = m_formulas[writer].question;
    m_edges[writer].push_back({reader, shares_iteration(written, m_formulas[reader].question, read.shared)});
  }

  /// Whether the writer stands in the iteration of the reader, of all repeats that are around both.
  [[nodiscard]] bool shares_iteration(QuestionId writer, QuestionId reader, NodeId shared) const {
    QuestionId common = m_questions[reader].repeat;
    while (common != no_question && !(common <= writer && writer < m_questions[common].end))
      common = m_questions[common].parent == no_question ? no_question
                                                         : m_questions[m_questions[common].parent].repeat;
    if (common == no_question)
      return true;
    // The repeat is around what is shared, or is it.
    NodeId node = shared;
    while (node != no_node && node != m_questions[common].outline)
      node = m_outline.tree.parent(node);
    return node != no_node;
  }

  void add_edges_to(FormulaId reader) {
    const Formula& formula = m_formulas[reader];
    for (const Reference& read : formula.reads) {
      QuestionId question = m_outline.tree.tag(read.node);
      if (question == no_question)
        continue;
      // `.` in a question's own calculation is what was there before.
      const bool is_itself = question == formula.question && read.shared == read.node;
      if (!is_itself)
        add(m_calculates[question], reader, read);
      for (QuestionId around = question; around != no_question; around = m_questions[around].parent) {
        if (!(is_itself && around == question))
          add(m_relevants[around], reader, read);
        if (!(formula.trait == Trait::count && around == formula.question))
          add(m_counts[around], reader, read);
      }
    }
    const Reference own{m_questions[formula.question].outline, m_questions[formula.question].outline};
    for (QuestionId around = formula.question; around != no_question; around = m_questions[around].parent)
      if (m_counts[around] != reader)
        add(m_counts[around], reader, own);
  }

  const std::vector<CompiledQuestion>& m_questions;
  const expression::Outline& m_outline;
  const std::vector<Formula>& m_formulas;
  std::vector<std::vector<Edge>> m_edges;
  std::vector<FormulaId> m_calculates, m_relevants, m_counts; ///< by question
};

/// R. Tarjan's strongly connected components (1972), with a stack of its own. Components come out behind all
/// that wait for them.
class Components {
public:
  explicit Components(const Waiting& waiting, std::size_t count)
      : m_waiting(waiting), m_index(count, 0), m_low(count, 0), m_open(count, false) {
    for (FormulaId id = 0; id < count; ++id)
      if (m_index[id] == 0)
        visit(id);
    std::ranges::reverse(m_components);
  }
  [[nodiscard]] const std::vector<std::vector<FormulaId>>& all() const { return m_components; }

private:
  void enter(FormulaId id) {
    m_index[id] = m_low[id] = ++m_count;
    m_stack.push_back(id);
    m_open[id] = true;
    m_path.push_back({id, 0});
  }
  void visit(FormulaId start) {
    enter(start);
    while (!m_path.empty()) {
      auto& [id, next] = m_path.back();
      const auto& edges = m_waiting.edges(id);
      if (next < edges.size()) {
        const FormulaId to = edges[next++].to;
        if (m_index[to] == 0)
          enter(to);
        else if (m_open[to])
          m_low[id] = std::min(m_low[id], m_index[to]);
        continue;
      }
      leave();
    }
  }
  void leave() {
    const FormulaId id = m_path.back().first;
    m_path.pop_back();
    if (!m_path.empty())
      m_low[m_path.back().first] = std::min(m_low[m_path.back().first], m_low[id]);
    if (m_low[id] != m_index[id])
      return;
    auto& component = m_components.emplace_back();
    FormulaId last = 0;
    do {
      last = m_stack.back();
      m_stack.pop_back();
      m_open[last] = false;
      component.push_back(last);
    } while (last != id);
  }

  const Waiting& m_waiting;
  std::vector<std::uint32_t> m_index, m_low;
  std::vector<bool> m_open;
  std::vector<FormulaId> m_stack;
  std::vector<std::pair<FormulaId, std::size_t>> m_path;
  std::vector<std::vector<FormulaId>> m_components;
  std::uint32_t m_count = 0;
};

/// Ranks a component by what waits inside one iteration. Says whether that is possible.
bool rank(const Waiting& waiting, const std::vector<FormulaId>& component, std::vector<Formula>& formulas) {
  std::unordered_map<FormulaId, std::uint32_t> waits;
  for (const FormulaId id : component)
    waits[id];
  const auto for_each_inside = [&](FormulaId from, auto visit) {
    for (const Edge& edge : waiting.edges(from))
      if (edge.same_iteration && waits.contains(edge.to))
        visit(edge.to);
  };
  for (const FormulaId id : component)
    for_each_inside(id, [&](FormulaId to) { ++waits[to]; });
  std::vector<FormulaId> ready;
  for (const FormulaId id : component)
    if (waits[id] == 0)
      ready.push_back(id);
  std::uint32_t next = 0;
  while (next < ready.size()) {
    const FormulaId id = ready[next];
    formulas[id].rank = next++;
    for_each_inside(id, [&](FormulaId to) {
      if (--waits[to] == 0)
        ready.push_back(to);
    });
  }
  return ready.size() == component.size();
}

} // namespace

std::vector<QuestionId> order_formulas(const std::vector<CompiledQuestion>& questions,
                                       const expression::Outline& outline, std::vector<Formula>& formulas) {
  const Waiting waiting(questions, outline, formulas);
  std::uint32_t stage = 0;
  const Components components(waiting, formulas.size());
  for (const auto& component : components.all()) {
    const auto& edges = waiting.edges(component.front());
    const bool waits_for_itself = component.size() > 1 || std::ranges::any_of(edges, [&](const Edge& e) {
                                    return e.to == component[0];
                                  });
    if (waits_for_itself && !rank(waiting, component, formulas)) {
      std::vector<QuestionId> circle;
      for (const FormulaId id : component)
        circle.push_back(formulas[id].question);
      std::ranges::sort(circle);
      circle.erase(std::unique(circle.begin(), circle.end()), circle.end());
      return circle;
    }
    for (const FormulaId id : component) {
      formulas[id].stage = stage;
      formulas[id].sweeps = waits_for_itself;
    }
    ++stage;
  }
  return {};
}

} // namespace truat::forms
