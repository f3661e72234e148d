#include "command/demo_edits.h"

#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>
#include <utility>

namespace truat::command {
namespace {

using records::Value;

constexpr std::int64_t minute = 60'000;
constexpr std::size_t exchanges = 8;  ///< times that the offices exchange what they did
constexpr std::size_t most_edits = 4; ///< of one commit

Value made_horsepower(SeededRandom& random) {
  return records::to_value(Decimal{static_cast<std::int64_t>(5000 + random.below(90'000)), 2});
}
Value made_workers(SeededRandom& random) {
  return static_cast<std::int64_t>(2 + random.below(200));
}
Value made_phone(SeededRandom& random) {
  std::string line = std::to_string(random.below(10'000));
  line.insert(0, 4 - line.size(), '0');
  return "0-7400-" + line;
}

struct EditedField {
  std::string_view field;
  Value (*make)(SeededRandom&);
};
constexpr EditedField edited_fields[most_edits] = {{"factory.horsepower", made_horsepower},
                                                   {"factory.workers_male", made_workers},
                                                   {"factory.workers_female", made_workers},
                                                   {"factory.phone", made_phone}};

} // namespace

DemoEdits::DemoEdits(workspace::Workspace& joined, std::vector<DemoHand> hands) : m_joined(&joined) {
  for (DemoHand& hand : hands)
    m_pens.push_back({std::move(hand)});
  exchange_news();
}

void DemoEdits::exchange_news() {
  for (Pen& pen : m_pens)
    pen.lamport = m_joined->ledger().log().greatest_lamport();
}

Result<void> DemoEdits::edit_until(std::uint64_t wanted, std::uint64_t seed) {
  SeededRandom random(seed ^ 0x5EED);
  const std::uint64_t first = made();
  const auto known = m_joined->audit().factories();
  const std::vector<records::RecordId> factories(known.begin(), known.end());
  for (std::size_t turn = 0; turn < exchanges; ++turn) {
    const std::uint64_t until =
        turn + 1 == exchanges ? wanted : first + (wanted - first) * (turn + 1) / exchanges;
    while (made() < until) {
      const std::size_t factory = random.below(factories.size());
      const auto operations =
          static_cast<std::size_t>(std::min<std::uint64_t>(until - made(), 1 + random.below(most_edits)));
      if (const auto edited = edit(m_pens[(factory + turn) % m_pens.size()], factories[factory], operations);
          !edited)
        return edited;
    }
    exchange_news();
  }
  return {};
}

/// One commit of `operations` edits of that factory.
Result<void> DemoEdits::edit(Pen& pen, const records::RecordId& factory, std::size_t operations) {
  const records::Projection& projection = m_joined->projection();
  std::vector<records::Operation> made;
  for (const EditedField& edited : std::span(edited_fields).first(operations)) {
    records::Operation operation{.record = factory, .field = std::string(edited.field)};
    do
      operation.value = edited.make(pen.hand.random);
    while (operation.value == projection.value(factory, edited.field));
    for (const records::Head& head : projection.heads(factory, edited.field))
      operation.overwrites.push_back(head.operation);
    truat::sort(operation.overwrites);
    made.push_back(std::move(operation));
  }
  std::vector<records::CommitLines> commits;
  commits.push_back(write(pen, std::move(made)));
  const auto merged = m_joined->merge(std::move(commits), records::Ledger::Source::store);
  return merged ? Result<void>() : std::unexpected(merged.error());
}

records::CommitLines DemoEdits::write(Pen& pen, std::vector<records::Operation> operations) const {
  const auto& chains = m_joined->ledger().log().chains();
  const auto chain = chains.find(pen.hand.replica);
  expects(chain != chains.end(), "an office that has written before");
  records::CommitHeader header{.replica = pen.hand.replica,
                               .sequence = chain->second.contiguous + 1,
                               .previous = chain->second.head,
                               .lamport = ++pen.lamport,
                               .time = pen.hand.clock.now(),
                               .author = pen.hand.author,
                               .label = "commit.edit_factory"};
  records::CommitLines lines;
  for (std::size_t index = 0; index < operations.size(); ++index) {
    operations[index].id = {header.replica, header.sequence, static_cast<std::uint32_t>(index)};
    operations[index].salt = records::new_salt(pen.hand.random);
    lines.operations.push_back(encode(operations[index]));
  }
  header.count = static_cast<std::uint32_t>(operations.size());
  header.root = records::merkle_root(lines.operations);
  lines.header = encode(header);
  pen.hand.clock.advance_milliseconds(static_cast<std::int64_t>(1 + pen.hand.random.below(5)) * minute);
  return lines;
}

} // namespace truat::command
