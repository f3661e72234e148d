// What another office's file may say in good form. Input: lines; "+B" begins a commit of the replica B (A to
// D), and each other line is an operation of it: "<record> <field> <JSON>". "^n" before the value overwrites
// the n-th operation of the input, "!" records what was seen, "#n" in place of the value is a reference to
// the record n. Commits are made of them with hashes and roots that hold.
#include "audit/merge_issues.h"
#include "audit/schema.h"
#include "base/utf8.h"
#include "exchange/list_export.h"
#include "exchange/truat_reader.h"
#include "exchange/truat_writer.h"
#include "fuzz/support.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace truat::fuzzing {
namespace {

using namespace truat::records;

constexpr std::size_t most_operations = 60;

RecordId record_of(unsigned number) {
  return natural_record_id("fuzz", std::to_string(number));
}

std::optional<unsigned> take_number(std::string_view& text) {
  unsigned number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{})
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// Turns the input's lines into commits.
class Writing {
public:
  void take(std::string_view line) {
    if (line.starts_with('+') && line.size() > 1)
      begin(static_cast<unsigned>(line[1] - 'A') % m_chains.size());
    else if (m_operations.size() < most_operations)
      add(line);
  }
  std::vector<CommitLines> finish() {
    end();
    return std::move(m_commits);
  }

private:
  struct Chain {
    std::uint64_t sequence = 0;
    Hash previous;
  };

  void begin(std::size_t chain) {
    end();
    m_chain = chain;
  }

  void add(std::string_view line) {
    const auto record = take_number(line);
    if (!record || line.empty())
      return;
    line.remove_prefix(1);
    const std::size_t blank = std::min(line.find(' '), line.size());
    Operation operation{.record = record_of(*record % 16), .field = std::string(line.substr(0, blank))};
    if (!is_field_name(operation.field))
      return;
    line.remove_prefix(std::min(blank + 1, line.size()));
    while (line.starts_with('^')) {
      line.remove_prefix(1);
      const auto index = take_number(line);
      if (!index || *index >= m_operations.size() || !line.starts_with(' '))
        return;
      operation.overwrites.push_back(m_operations[*index]);
      line.remove_prefix(1);
    }
    std::ranges::sort(operation.overwrites);
    operation.overwrites.erase(std::ranges::unique(operation.overwrites).begin(), operation.overwrites.end());
    operation.id = {replica(m_chain), m_chains[m_chain].sequence + 1,
                    static_cast<std::uint32_t>(m_lines.size())};
    if (line.starts_with('!')) {
      line.remove_prefix(1);
      for (std::size_t chain = 0; chain < m_chains.size(); ++chain)
        if (m_chains[chain].sequence > 0)
          operation.seen[replica(chain)] = m_chains[chain].sequence;
    }
    if (line.starts_with('#')) {
      line.remove_prefix(1);
      operation.value = to_value(record_of(take_number(line).value_or(0) % 16));
    } else {
      const auto document = parse_json(line);
      const auto value = document ? read_value(document->root()) : std::unexpected(document.error());
      if (!value)
        return;
      operation.value = *value;
    }
    operation.salt = new_salt(m_random);
    m_operations.push_back(operation.id);
    m_lines.push_back(encode(operation));
  }

  void end() {
    if (m_lines.empty())
      return;
    Chain& chain = m_chains[m_chain];
    CommitHeader header{.replica = replica(m_chain),
                        .sequence = ++chain.sequence,
                        .previous = chain.previous,
                        .lamport = ++m_lamport,
                        .time = Instant{1'795'000'000'000 + static_cast<std::int64_t>(m_lamport) * 1000},
                        .author = record_of(15),
                        .label = "commit.edit_factory",
                        .count = static_cast<std::uint32_t>(m_lines.size()),
                        .root = merkle_root(m_lines)};
    CommitLines lines{encode(header), std::move(m_lines)};
    m_lines.clear();
    chain.previous = header_hash(lines.header);
    m_commits.push_back(std::move(lines));
  }

  [[nodiscard]] static ReplicaId replica(std::size_t chain) {
    ReplicaId id;
    id.bytes.fill(static_cast<std::uint8_t>(chain + 1));
    return id;
  }

  std::array<Chain, 4> m_chains;
  std::size_t m_chain = 0;
  std::uint64_t m_lamport = 0;
  SeededRandom m_random{2};
  std::vector<OperationId> m_operations;
  std::vector<std::string> m_lines;
  std::vector<CommitLines> m_commits;
};

/// An office that takes what comes.
struct Office {
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};
  workspace::Workspace workspace{new_replica_id(random), clock, random};
};

/// Everything that stands in the records, as text.
std::string described(const Projection& projection) {
  std::vector<RecordId> all = projection.all_records();
  std::ranges::sort(all);
  std::string text;
  for (const RecordId& record : all) {
    text += to_string(record) + (projection.exists(record) ? " exists\n" : "\n");
    projection.for_each_field(record, [&](std::string_view field, const Value& value) {
      JsonWriter writer;
      write_value(writer, value);
      text += std::string(field) + "=" + writer.take();
      for (const std::string& member : projection.members(record, field))
        text += "[" + member + "]";
      text += projection.in_conflict(record, field) ? " conflict\n" : "\n";
    });
  }
  for (const FieldKey& key : projection.conflicts())
    text += to_string(key.record) + " " + key.field + "\n";
  return text;
}

/// Whatever screens, lists and papers ask of the records.
void read_everything(const workspace::Workspace& workspace) {
  for (const RecordId& record : workspace.projection().all_records()) {
    must(is_valid_utf8(workspace.title(record).title), "a title is text");
    static_cast<void>(workspace.history(record));
    static_cast<void>(workspace.with_parts(record));
  }
  for (const audit::Issue& issue : workspace.issues())
    must_be_told(issue.phrase);
  for (const RecordId& visit : workspace.audit().inspections()) {
    static_cast<void>(workspace.audit().answers(visit));
    static_cast<void>(workspace.audit().evaluation(visit));
    static_cast<void>(workspace.audit().unreadable_answers(visit));
    static_cast<void>(workspace.audit().previous_inspection(visit));
  }
  for (const auto& list : {exchange::list_factories(workspace), exchange::list_inspections(workspace)})
    must(exchange::read_csv(exchange::to_csv(list, exchange::Formulas::disarmed)).has_value(),
         "a list of the records can be read");
}

} // namespace

void fuzz(std::string_view input) {
  Writing writing;
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = std::min(input.find('\n', at), input.size());
    writing.take(input.substr(at, end - at));
    at = end + 1;
  }
  const std::vector<CommitLines> commits = writing.finish();
  if (commits.empty())
    return;

  Office office;
  const auto preview = office.workspace.ledger().preview(commits);
  const auto merged = office.workspace.merge(commits, Ledger::Source::file);
  must(preview.has_value() == merged.has_value(), "a preview and its merge judge alike");
  if (!merged) {
    must_be_told(merged.error());
    must(office.workspace.ledger().log().size() == 0 && office.workspace.projection().all_records().empty() &&
             office.workspace.take_outbox().empty(),
         "what is refused changes nothing");
    return;
  }
  must(merged->new_commits.size() == commits.size() && preview->new_commits == commits.size(),
       "every commit is new");
  const std::string described_once = described(office.workspace.projection());
  const auto twice = office.workspace.merge(commits, Ledger::Source::file);
  must(twice.has_value() && twice->new_commits.empty() && twice->known_commits == commits.size(),
       "merging again finds nothing new");
  must(described(office.workspace.projection()) == described_once, "merging again changes nothing");

  Office other;
  for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit)
    if (const auto taken = other.workspace.merge({*commit}, Ledger::Source::store); !taken) {
      must_be_told(taken.error());
      return;
    }
  must(described(other.workspace.projection()) == described_once, "the order of arrival does not matter");

  read_everything(office.workspace);
  const auto file = exchange::write_truat(office.workspace.ledger().log(), {},
                                          [](const Hash&) -> Result<std::string> { return std::string(); });
  must(file.has_value(), "what was merged can be exported");
  const auto content = exchange::read_truat(*file);
  must(content.has_value() && content->commits.size() == commits.size(), "what was exported can be read");
}

} // namespace truat::fuzzing
