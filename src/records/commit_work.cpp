#include "base/contract.h"
#include "records/long_work.h"

#include <algorithm>
#include <utility>

namespace truat::records {
namespace {

std::string slot_of(const DraftOperation& draft) {
  return std::string(draft.record.bytes.begin(), draft.record.bytes.end()) + draft.field;
}

Result<void> check_draft(const DraftOperation& draft, const Schema& schema) {
  expects(!draft.record.is_none() && is_field_name(draft.field), "a record and a field");
  const bool is_dynamic = draft.field.find('/') != std::string::npos;
  const FieldDescriptor* field = schema.find_field(draft.field);
  return field != nullptr && !is_dynamic ? check_value(*field, draft.value)
                                         : check_kept(draft.field, draft.value);
}

} // namespace

CommitWork::CommitWork(Ledger& ledger, Change change, const RecordId& author)
    : m_ledger(&ledger), m_change(std::move(change)), m_author(author),
      m_progress{0, 3 * m_change.operations.size()} {}

Step CommitWork::run(Budget& budget) {
  while (m_stage != Stage::done) {
    if (m_next == size_of(m_stage))
      go_on();
    else if (m_stage == Stage::choose)
      choose_next();
    else if (m_stage == Stage::draw_up)
      draw_up_next();
    else if (m_stage == Stage::encode)
      encode_next();
    else
      apply_next();
    if (budget.is_spent())
      break;
  }
  return m_stage == Stage::done ? Step::done : Step::more;
}

std::size_t CommitWork::size_of(Stage stage) const {
  switch (stage) {
  case Stage::choose:
    return m_change.operations.size();
  case Stage::draw_up:
    return m_chosen.size();
  default:
    return m_operations.size() + m_commit.operations.size(); // encoding moves them from the one to the other
  }
}

void CommitWork::begin(Stage stage) {
  m_next = 0;
  m_stage = stage;
  m_progress.done = stage == Stage::draw_up ? 0 : m_progress.done;
  if (stage != Stage::draw_up)
    m_progress.total = m_progress.done + (stage == Stage::encode ? 2 : 1) * size_of(stage);
}

void CommitWork::fail(Error error) {
  m_result = std::unexpected(std::move(error));
  m_stage = Stage::done;
}

void CommitWork::go_on() {
  if (m_stage == Stage::choose) {
    begin(Stage::draw_up);
  } else if (m_stage == Stage::draw_up) {
    if (m_operations.empty())
      return fail({"records.empty_change", {}, {}});
    if (!m_ledger->own_chain_is_sound())
      return fail({"records.own_chain_broken", {}, {}});
    m_commit = m_ledger->begin_commit(m_change.label, m_author);
    begin(Stage::encode);
  } else if (m_stage == Stage::encode) {
    take_all();
  } else {
    m_stage = Stage::done;
  }
}

void CommitWork::choose_next() {
  const DraftOperation& draft = m_change.operations[m_next++];
  const bool is_set = m_ledger->schema().merge_kind(draft.field) == MergeKind::set;
  std::string slot = slot_of(draft);
  if (is_set && is_empty(draft.value)) { // takes out what it names, no single member
    m_emptied.insert(std::move(slot));
    m_chosen.push_back(&draft);
    return;
  }
  if (is_set)
    slot.append(1, '\0').append(as_text(draft.value));
  const auto [place, is_new] = m_places.try_emplace(std::move(slot), m_chosen.size());
  if (is_new)
    m_chosen.push_back(&draft);
  else
    m_chosen[place->second] = &draft;
}

void CommitWork::draw_up_next() {
  const DraftOperation& draft = *m_chosen[m_next++];
  ++m_progress.done;
  if (const auto checked = check_draft(draft, m_ledger->schema()); !checked)
    return fail(checked.error());
  // A member that the same change takes out with others must be put in again, though it stands now.
  const bool is_put_again = draft.edit == Edit::put && !is_empty(draft.value) && !m_emptied.empty() &&
                            m_emptied.contains(slot_of(draft));
  if (!is_put_again && m_ledger->changes_nothing(draft))
    return;
  m_operations.push_back(m_ledger->operation_of(draft));
  m_replaced.push_back(m_ledger->replaced_by(m_operations.back()));
}

void CommitWork::encode_next() {
  if (m_next == 0)
    std::ranges::reverse(m_operations); // so that what is encoded can be taken from the end
  Operation operation = std::move(m_operations.back());
  m_operations.pop_back();
  if (const auto added = m_ledger->add_operation(m_commit, std::move(operation)); !added)
    return fail(added.error());
  m_replaced[m_next].operation = m_commit.operations.back()->id;
  ++m_next;
  ++m_progress.done;
}

void CommitWork::take_all() {
  if (!m_ledger->is_next(m_commit)) { // something was committed or merged meanwhile: draw up anew
    m_operations.clear();
    m_replaced.clear();
    m_commit = {};
    return begin(Stage::draw_up);
  }
  m_ledger->finish_commit(m_commit);
  m_ledger->append_own(m_commit);
  m_ledger->m_undo_stack.push({m_change.label, m_commit.header.id()}, m_change.undoable,
                              std::move(m_replaced));
  m_result = m_commit.header.id();
  begin(Stage::take);
}

void CommitWork::apply_next() {
  m_ledger->m_projection.apply(*m_commit.operations[m_next++], m_commit.header.lamport);
  ++m_progress.done;
}

const Result<CommitId>& CommitWork::result() const {
  expects(m_stage == Stage::done, "work that is done");
  return m_result;
}

} // namespace truat::records
