// What follows from an answer: formulas are worked out stage by stage, each at most once where iterations do
// not depend on each other.
#include "forms/form/filled_form.h"

#include <algorithm>
#include <cmath>

namespace truat::forms {

using expression::Evaluator;
using expression::no_node;
using expression::NodeId;

namespace {

constexpr std::uint32_t most_sweeps = 200;

} // namespace

/// All nodes of the question `to` under `around`, which is of the question `from`.
void FilledForm::instances_under(NodeId around, QuestionId from, QuestionId to,
                                 std::vector<NodeId>& found) const {
  std::vector<QuestionId> way;
  for (QuestionId id = to; id != from; id = m_form->question(id).parent)
    way.push_back(id);
  std::vector<NodeId> nodes{around};
  for (auto step = way.rbegin(); step != way.rend(); ++step) {
    std::vector<NodeId> inside;
    for (const NodeId node : nodes) {
      const NodeId child = slot(node, *step);
      if (!m_form->is_repeat(*step)) {
        inside.push_back(child);
        continue;
      }
      const std::vector<NodeId> all = iterations(node, *step);
      inside.insert(inside.end(), all.begin(), all.end());
    }
    nodes = std::move(inside);
  }
  found.insert(found.end(), nodes.begin(), nodes.end());
}

std::vector<NodeId> FilledForm::iterations(NodeId around, QuestionId repeat) const {
  std::vector<NodeId> found;
  for (NodeId node = m_tree.previous(slot(around, repeat)); node != no_node && m_tree.tag(node) == repeat;
       node = m_tree.previous(node))
    found.push_back(node);
  std::ranges::reverse(found);
  return found;
}

/// Of the outermost iteration around the node: sweeps go from one to the next.
std::uint32_t FilledForm::sweep_order(NodeId node) const {
  NodeId outermost = node;
  for (NodeId each = node; each != no_node; each = m_tree.parent(each))
    if (is_iteration(each))
      outermost = each;
  return m_tree.order(outermost);
}

void FilledForm::queue(FormulaId id, NodeId node) {
  const Formula& formula = m_form->formula(id);
  const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(formula.trait));
  if ((m_states[node].queued & bit) != 0)
    return;
  m_states[node].queued |= bit;
  Due due{.stage = formula.stage, .rank = formula.rank, .formula = id, .node = node};
  if (formula.sweeps) {
    // Every other sweep goes backwards, so that totals from the end settle as fast as those from the begin.
    const auto place = [&](std::uint32_t sweep) {
      const std::uint32_t order = sweep_order(node);
      return sweep % 2 == 0 ? order : UINT32_MAX - order;
    };
    const bool is_now = m_current && m_current->stage == due.stage;
    due.sweep = is_now ? m_current->sweep : 0;
    due.order = place(due.sweep);
    if (is_now && std::tie(due.order, due.rank) <= std::tie(m_current->order, m_current->rank)) {
      ++due.sweep;
      due.order = place(due.sweep);
    }
  }
  m_due.push(due);
}

void FilledForm::queue_all_under(NodeId node) {
  const QuestionId top = m_tree.tag(node);
  for (QuestionId id = top; id < m_form->question(top).end; ++id) {
    const CompiledQuestion& question = m_form->question(id);
    if (question.formulas.empty())
      continue;
    std::vector<NodeId> nodes;
    instances_under(node, top, id, nodes);
    for (const FormulaId formula : question.formulas)
      if (m_form->formula(formula).trait != Trait::count)
        for (const NodeId each : nodes)
          queue(formula, each);
      else if (id != top) {
        std::vector<NodeId> arounds;
        instances_under(node, top, question.parent, arounds);
        for (const NodeId around : arounds)
          queue(formula, slot(around, id));
      }
  }
}

void FilledForm::value_changed(NodeId node) {
  const QuestionId id = m_tree.tag(node);
  for (const Reader& reader : m_form->question(id).readers) {
    const Formula& formula = m_form->formula(reader.formula);
    NodeId around = node;
    while (m_tree.tag(around) != reader.shared)
      around = m_tree.parent(around);
    // A count is worked out at the anchor behind the iterations.
    std::vector<NodeId> targets;
    if (formula.trait == Trait::count) {
      if (reader.shared == formula.question)
        continue; // a repeat whose number its own iterations give: what they say stays
      instances_under(around, reader.shared, m_form->question(formula.question).parent, targets);
      for (NodeId& target : targets)
        target = slot(target, formula.question);
    } else {
      instances_under(around, reader.shared, formula.question, targets);
    }
    for (const NodeId target : targets)
      queue(reader.formula, target);
  }
}

/// Iterations came or went at `from`: what reads their places and number is worked out again.
void FilledForm::iterations_changed(NodeId from) {
  for (NodeId node = from; node != no_node; node = m_tree.next(node))
    if (m_tree.tag(node) == m_tree.tag(from) && !m_states[node].is_anchor)
      value_changed(node);
}

void FilledForm::run() {
  if (m_running)
    return;
  m_running = true;
  while (!m_due.empty()) {
    const Due due = m_due.top();
    m_due.pop();
    m_states[due.node].queued &=
        static_cast<std::uint8_t>(~(1U << static_cast<unsigned>(m_form->formula(due.formula).trait)));
    if (m_tree.is_removed(due.node))
      continue;
    if (due.sweep > most_sweeps) {
      note_failure(due.node, m_form->formula(due.formula).trait, Error{"forms.form_unsettled", {}, {}});
      continue;
    }
    m_current = due;
    work_out(due);
  }
  m_current.reset();
  m_running = false;
}

void FilledForm::note_failure(NodeId node, Trait trait, std::optional<Error> error) {
  if (error)
    m_failures.insert_or_assign({node, trait}, std::move(*error));
  else if (!m_failures.empty())
    m_failures.erase({node, trait});
}

void FilledForm::work_out(const Due& due) {
  const Formula& formula = m_form->formula(due.formula);
  const NodeId node = due.node;
  ++m_evaluations;
  Evaluator evaluator(m_tree, *this, m_limits);
  const auto value = evaluator.evaluate(formula.expression, node);
  note_failure(node, formula.trait, value ? std::nullopt : std::optional(value.error()));
  const auto is_true = [&](bool otherwise) { return value ? evaluator.boolean_of(*value) : otherwise; };
  switch (formula.trait) {
  case Trait::calculate: {
    std::string text = value ? evaluator.text_of(*value) : std::string();
    if (m_form->is_leaf(m_tree.tag(node)) && text != m_tree.text(node)) {
      m_tree.set_text(node, std::move(text));
      value_changed(node);
    }
    break;
  }
  case Trait::relevant:
    // What cannot be worked out hides nothing.
    if (const bool relevant = is_true(true); relevant != m_states[node].own_relevant) {
      m_states[node].own_relevant = relevant;
      set_relevance(node);
    }
    break;
  case Trait::required:
    m_states[node].required = is_true(false);
    break;
  case Trait::readonly:
    m_states[node].readonly = is_true(false);
    break;
  case Trait::constraint:
    m_states[node].valid = is_true(true);
    break;
  case Trait::count:
    if (value)
      set_count(formula, node, evaluator.number_of(*value));
    break;
  case Trait::choices:
    break; // worked out when they are asked for
  }
}

/// Carries a node's relevance to all it holds. Walks without recursion, and not into what stays as it was.
void FilledForm::set_relevance(NodeId top) {
  std::vector<NodeId> open{top};
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    State& state = m_states[node];
    const bool relevant = state.own_relevant && m_states[m_tree.parent(node)].relevant;
    if (state.relevant == relevant || state.is_anchor)
      continue;
    state.relevant = relevant;
    m_tree.hide(node, !relevant);
    value_changed(node);
    for (NodeId child = m_tree.first_child(node); child != no_node; child = m_tree.next(child))
      open.push_back(child);
  }
}

void FilledForm::set_count(const Formula& formula, NodeId anchor, double count) {
  const NodeId around = m_tree.parent(anchor);
  const std::vector<NodeId> now = iterations(around, formula.question);
  if (std::isnan(count) || count < 0)
    count = 0;
  if (count > static_cast<double>(most_iterations)) {
    note_failure(anchor, Trait::count,
                 Error{"forms.too_many_iterations", {{"most", std::to_string(most_iterations)}}, {}});
    return;
  }
  const auto wanted = static_cast<std::size_t>(count);
  for (std::size_t i = now.size(); i > wanted; --i) {
    value_changed(now[i - 1]);
    std::vector<NodeId> inside;
    for (QuestionId id = formula.question; id < m_form->question(formula.question).end; ++id)
      instances_under(now[i - 1], formula.question, id, inside);
    for (const NodeId node : inside)
      value_changed(node);
    m_tree.remove(now[i - 1]);
  }
  for (std::size_t i = now.size(); i < wanted; ++i) {
    const NodeId made = build_iteration(anchor, {}, true);
    queue_all_under(made);
    std::vector<NodeId> inside;
    for (QuestionId id = formula.question; id < m_form->question(formula.question).end; ++id)
      instances_under(made, formula.question, id, inside);
    for (const NodeId node : inside)
      value_changed(node);
  }
}

Result<NodeId> FilledForm::add_iteration(NodeId around, QuestionId repeat) {
  const bool fits = repeat < m_form->questions().size() && m_form->is_repeat(repeat) &&
                    around < m_tree.size() && !m_tree.is_removed(around) &&
                    m_tree.tag(around) == m_form->question(repeat).parent;
  if (!fits)
    return failure("forms.no_such_question", {{"question", "-"}});
  if (iterations(around, repeat).size() >= most_iterations)
    return failure("forms.too_many_iterations", {{"most", std::to_string(most_iterations)}});
  const NodeId made = build_iteration(slot(around, repeat), {}, true);
  queue_all_under(made);
  std::vector<NodeId> inside;
  for (QuestionId id = repeat; id < m_form->question(repeat).end; ++id)
    instances_under(made, repeat, id, inside);
  for (const NodeId node : inside)
    value_changed(node);
  run();
  return made;
}

Result<void> FilledForm::remove_iteration(NodeId iteration) {
  if (iteration >= m_tree.size() || m_tree.is_removed(iteration) || !is_iteration(iteration))
    return failure("forms.no_such_question", {{"question", "-"}});
  const QuestionId repeat = m_tree.tag(iteration);
  std::vector<NodeId> inside;
  for (QuestionId id = repeat; id < m_form->question(repeat).end; ++id)
    instances_under(iteration, repeat, id, inside);
  for (const NodeId node : inside)
    value_changed(node);
  const NodeId behind = m_tree.next(iteration);
  m_tree.remove(iteration);
  if (m_tree.tag(behind) == repeat)
    iterations_changed(behind);
  run();
  return {};
}

Result<void> FilledForm::answer(NodeId question, std::string value) {
  const bool is_known = question < m_tree.size() && !m_tree.is_removed(question) &&
                        m_tree.tag(question) != no_question && m_form->is_leaf(m_tree.tag(question));
  if (!is_known)
    return failure("forms.no_such_question", {{"question", "-"}});
  if (m_tree.text(question) == value)
    return {};
  m_tree.set_text(question, std::move(value));
  value_changed(question);
  run_actions("xforms-value-changed", m_tree.tag(question), question);
  run();
  return {};
}

/// Sets what the form's actions say for an event; an action that is nested in a control acts around it.
void FilledForm::run_actions(std::string_view event, QuestionId owner, NodeId around) {
  for (const CompiledAction& action : m_form->actions()) {
    const auto events = expression::words_of(action.said.event);
    if (std::ranges::find(events, event) == events.end() || action.said.action != "setvalue")
      continue;
    const bool on_load = event == "odk-instance-first-load";
    const bool is_owned = on_load || (action.owner != no_question && m_form->is_around(owner, action.owner));
    if (!is_owned)
      continue;
    // The target in the iteration that is around both.
    NodeId shared = around;
    while (shared != m_root && !m_form->is_around(m_tree.tag(shared), action.target))
      shared = m_tree.parent(shared);
    std::vector<NodeId> targets;
    instances_under(shared, m_tree.tag(shared), action.target, targets);
    for (const NodeId target : targets) {
      std::string text;
      if (action.has_value) {
        auto value = Evaluator(m_tree, *this, m_limits).evaluate_text(action.value, target);
        note_failure(target, Trait::calculate, value ? std::nullopt : std::optional(value.error()));
        text = value ? std::move(*value) : std::string();
      }
      if (m_tree.text(target) == text || !m_form->is_leaf(m_tree.tag(target)))
        continue;
      m_tree.set_text(target, std::move(text));
      value_changed(target);
    }
  }
}

} // namespace truat::forms
