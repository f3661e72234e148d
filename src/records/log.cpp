#include "records/log.h"

#include "base/contract.h"
#include "base/sort.h"
#include "records/sequence_table.h"

#include <algorithm>
#include <string>

namespace truat::records {
namespace {

/// How far a counter may be ahead of the greatest we know: no office comes near it, and a hostile file cannot
/// use up what is left of 2^53.
constexpr std::uint64_t farthest_ahead = std::uint64_t{1} << 40U;
constexpr std::size_t block_size = std::size_t{1} << 20U;

struct Entry {
  CommitId id;
  std::uint64_t lamport = 0;
  const char* text = nullptr; ///< the header, then the operations' lines, without anything between
  std::uint32_t header_length = 0;
  std::uint32_t count = 0;
  std::uint32_t first_line = 0; ///< in `line_ends`
  std::uint32_t missing_bodies = 0;
};

/// Bytes that stay where they are.
class Blocks {
public:
  char* take(std::size_t size) {
    if (size > m_left) {
      m_left = std::max(size, block_size);
      m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_left));
      m_next = m_blocks.back().get();
    }
    m_left -= size;
    return std::exchange(m_next, m_next + size);
  }

private:
  std::vector<std::unique_ptr<char[]>> m_blocks;
  char* m_next = nullptr;
  std::size_t m_left = 0;
};

bool is_left_out(const std::optional<Operation>& body) {
  return !body.has_value();
}

std::string name_of(const CommitId& id) {
  return "commit " + to_string(id.replica) + "." + std::to_string(id.sequence);
}

void add_interval(std::vector<std::pair<std::uint64_t, std::uint64_t>>& intervals, std::uint64_t sequence) {
  auto next =
      std::ranges::lower_bound(intervals, sequence, {}, &std::pair<std::uint64_t, std::uint64_t>::first);
  const bool joins_next = next != intervals.end() && next->first == sequence + 1;
  const bool joins_before = next != intervals.begin() && std::prev(next)->second + 1 == sequence;
  if (joins_before && joins_next) {
    std::prev(next)->second = next->second;
    intervals.erase(next);
  } else if (joins_before) {
    std::prev(next)->second = sequence;
  } else if (joins_next) {
    next->first = sequence;
  } else {
    intervals.insert(next, {sequence, sequence});
  }
}

} // namespace

struct Log::State {
  [[nodiscard]] std::string_view header_line(std::size_t position) const {
    return {entries[position].text, entries[position].header_length};
  }
  [[nodiscard]] std::string_view operation_line(std::size_t position, std::size_t index) const {
    const Entry& entry = entries[position];
    const std::uint32_t* ends = &line_ends[entry.first_line];
    const std::uint32_t begin = index == 0 ? entry.header_length : ends[index - 1];
    return {entry.text + begin, ends[index] - begin};
  }
  [[nodiscard]] std::uint32_t find(const CommitId& id) const {
    const auto table = positions.find(id.replica);
    return table == positions.end() ? SequenceTable::none : table->second.find(id.sequence);
  }
  [[nodiscard]] std::vector<std::size_t> find_all(const CommitId& id) const {
    if (const auto several = forked.find(id); several != forked.end())
      return several->second;
    const std::uint32_t first = find(id);
    return first == SequenceTable::none ? std::vector<std::size_t>() : std::vector<std::size_t>{first};
  }
  /// The position of this very header, or none.
  [[nodiscard]] std::optional<std::size_t> find_same(const Commit& commit) const {
    for (const std::size_t position : find_all(commit.header.id()))
      if (header_line(position) == commit.lines.header)
        return position;
    return std::nullopt;
  }
  [[nodiscard]] Hash hash_at(std::size_t position) const {
    const CommitId& id = entries[position].id;
    const auto chain = chains.find(id.replica);
    const bool is_head =
        chain != chains.end() && chain->second.contiguous == id.sequence && find(id) == position;
    return is_head ? chain->second.head : header_hash(header_line(position));
  }
  [[nodiscard]] bool is_body(std::size_t position, std::size_t index) const {
    const auto read = decode_operation(operation_line(position, index));
    expects(read.has_value(), "a line that was checked");
    return read->has_value();
  }

  /// The operation's line once the commit is known too: a body rather than none, and all keys of lines
  /// without.
  [[nodiscard]] std::string line_with(const Commit& commit, std::size_t position, std::size_t index) const {
    const std::string_view here = operation_line(position, index);
    const std::string& there = commit.lines.operations[index];
    if (here == there || is_body(position, index))
      return std::string(here);
    return commit.operations[index] ? there : joined_left_out(here, there);
  }

  /// Whether `after` continues some known content of the commit before it; true while none is known.
  [[nodiscard]] bool link_holds(const CommitId& before, const CommitHeader& after,
                                const Incoming& among) const {
    bool is_known = false;
    bool holds = false;
    const auto look_at = [&](const Hash& hash, std::uint64_t lamport) {
      is_known = true;
      holds = holds || (hash == after.previous && lamport < after.lamport);
    };
    among.for_each(before, [&](const Incoming::Link& link) { look_at(link.hash, link.lamport); });
    for (const std::size_t position : find_all(before))
      if (!holds)
        look_at(hash_at(position), entries[position].lamport);
    return holds || !is_known;
  }

  void keep_text(Entry& entry, const CommitLines& lines);
  void index_records(const Commit& commit, std::size_t position);
  Appended fill_in(const Commit& commit, std::size_t position);
  void extend_chain(const Commit& commit);
  void advance_complete(const ReplicaId& replica);
  void note_fork(const CommitId& id);

  std::vector<Entry> entries;
  std::vector<std::uint32_t> line_ends; ///< offsets in a commit's text
  Blocks blocks;
  std::unordered_map<ReplicaId, SequenceTable> positions;
  std::map<CommitId, std::vector<std::size_t>> forked; ///< every content of a forked commit
  std::vector<Fork> forks;
  std::map<ReplicaId, ChainState> chains;
  std::unordered_map<RecordId, std::vector<std::uint32_t>> touching;
  std::size_t operation_count = 0;
  std::uint64_t greatest_lamport = 0;
};

void Log::State::keep_text(Entry& entry, const CommitLines& lines) {
  std::size_t size = lines.header.size();
  for (const std::string& line : lines.operations)
    size += line.size();
  expects(size <= UINT32_MAX, "a commit below 4 GiB");
  char* text = blocks.take(size);
  entry.text = text;
  entry.header_length = static_cast<std::uint32_t>(lines.header.size());
  entry.first_line = static_cast<std::uint32_t>(line_ends.size());
  text = std::ranges::copy(lines.header, text).out;
  for (const std::string& line : lines.operations) {
    text = std::ranges::copy(line, text).out;
    line_ends.push_back(static_cast<std::uint32_t>(text - entry.text));
  }
}

void Log::State::index_records(const Commit& commit, std::size_t position) {
  const auto value = static_cast<std::uint32_t>(position);
  for (const std::optional<Operation>& operation : commit.operations) {
    if (!operation)
      continue;
    std::vector<std::uint32_t>& list = touching[operation->record];
    if (list.empty() || list.back() < value) {
      list.push_back(value);
    } else if (list.back() != value) { // bodies that were filled in later
      const auto place = std::ranges::lower_bound(list, value);
      if (place == list.end() || *place != value)
        list.insert(place, value);
    }
  }
}

Appended Log::State::fill_in(const Commit& commit, std::size_t position) {
  Entry& entry = entries[position];
  if (entry.missing_bodies == 0)
    return Appended::known_already;
  CommitLines merged{commit.lines.header, {}};
  std::uint32_t filled = 0;
  bool says_more = false;
  for (std::uint32_t index = 0; index < entry.count; ++index) {
    std::string line = line_with(commit, position, index);
    says_more = says_more || line != operation_line(position, index);
    filled += commit.operations[index].has_value() && !is_body(position, index) ? 1 : 0;
    merged.operations.push_back(std::move(line));
  }
  if (!says_more)
    return Appended::known_already;
  keep_text(entry, merged);
  entry.missing_bodies -= filled;
  index_records(commit, position);
  advance_complete(entry.id.replica);
  return Appended::filled_in;
}

void Log::State::advance_complete(const ReplicaId& replica) {
  ChainState& chain = chains[replica];
  while (chain.complete < chain.contiguous) {
    const std::uint32_t next = find({replica, chain.complete + 1});
    if (entries[next].missing_bodies > 0)
      return;
    ++chain.complete;
  }
}

void Log::State::extend_chain(const Commit& commit) {
  const CommitHeader& header = commit.header;
  ChainState& chain = chains[header.replica];
  if (header.sequence != chain.contiguous + 1) {
    add_interval(chain.beyond, header.sequence);
    return;
  }
  chain.contiguous = header.sequence;
  chain.head = commit.hash;
  if (!chain.beyond.empty() && chain.beyond.front().first == chain.contiguous + 1) {
    const std::uint64_t end = chain.beyond.front().second;
    chain.head = header_hash(header_line(find({header.replica, end})));
    chain.contiguous = end;
    chain.beyond.erase(chain.beyond.begin());
  }
  advance_complete(header.replica);
}

void Log::State::note_fork(const CommitId& id) {
  std::vector<Hash> hashes;
  for (const std::size_t position : forked[id])
    hashes.push_back(header_hash(header_line(position)));
  truat::sort(hashes);
  std::erase_if(forks, [&](const Fork& fork) { return fork.id == id; });
  for (std::size_t i = 1; i < hashes.size(); ++i)
    forks.push_back({id, hashes[0], hashes[i]});
  truat::sort(forks, [](const Fork& left, const Fork& right) {
    return left.id != right.id ? left.id < right.id : left.second < right.second;
  });
}

Log::Log() : m_state(std::make_unique<State>()) {}
Log::~Log() = default;
Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;

Result<void> Log::check(const Commit& commit, const Incoming& among) const {
  const CommitHeader& header = commit.header;
  if (header.lamport > m_state->greatest_lamport &&
      header.lamport - m_state->greatest_lamport > farthest_ahead)
    return failure("records.counter_runs_away", {}, name_of(header.id()));
  if (header.sequence > 1 && !m_state->link_holds({header.replica, header.sequence - 1}, header, among))
    return failure("records.chain_broken", {}, name_of(header.id()));
  for (const std::size_t after : m_state->find_all({header.replica, header.sequence + 1}))
    if (!m_state->link_holds(header.id(), this->header(after), among))
      return failure("records.chain_broken", {}, name_of(header.id()));
  return {};
}

Appended Log::append(const Commit& commit) {
  State& state = *m_state;
  const CommitId id = commit.header.id();
  if (const auto same = state.find_same(commit))
    return state.fill_in(commit, *same);
  const std::size_t position = state.entries.size();
  expects(position < SequenceTable::none, "fewer than 2^32 commits");
  Entry entry{.id = id, .lamport = commit.header.lamport, .count = commit.header.count};
  entry.missing_bodies = static_cast<std::uint32_t>(std::ranges::count_if(commit.operations, is_left_out));
  state.keep_text(entry, commit.lines);
  state.entries.push_back(entry);
  state.index_records(commit, position);
  state.operation_count += entry.count;
  state.greatest_lamport = std::max(state.greatest_lamport, entry.lamport);
  if (const std::uint32_t first = state.find(id); first != SequenceTable::none) {
    std::vector<std::size_t>& contents = state.forked[id];
    if (contents.empty())
      contents.push_back(first);
    contents.push_back(position);
    state.note_fork(id);
    return Appended::forked;
  }
  state.positions[id.replica].insert(id.sequence, static_cast<std::uint32_t>(position));
  state.extend_chain(commit);
  return Appended::added;
}

Result<Appended> Log::append(CommitLines lines) {
  const auto commit = read_commit(std::move(lines));
  if (!commit)
    return std::unexpected(commit.error());
  Incoming alone;
  alone.add(*commit);
  if (const auto checked = check(*commit, alone); !checked)
    return std::unexpected(checked.error());
  return append(*commit);
}

bool Log::knows(const CommitId& id) const {
  return m_state->find(id) != SequenceTable::none;
}

bool Log::knows(const Commit& commit) const {
  const auto same = m_state->find_same(commit);
  if (!same)
    return false;
  if (m_state->entries[*same].missing_bodies == 0)
    return true;
  for (std::size_t index = 0; index < commit.operations.size(); ++index)
    if (m_state->line_with(commit, *same, index) != m_state->operation_line(*same, index))
      return false;
  return true;
}

std::size_t Log::size() const {
  return m_state->entries.size();
}

CommitHeader Log::header(std::size_t position) const {
  auto header = decode_header(header_line(position));
  expects(header.has_value(), "a line that was checked");
  return std::move(*header);
}

CommitLines Log::lines(std::size_t position) const {
  CommitLines lines{std::string(header_line(position)), {}};
  lines.operations.reserve(operation_count(position));
  for (std::size_t index = 0; index < operation_count(position); ++index)
    lines.operations.emplace_back(operation_line(position, index));
  return lines;
}

CommitId Log::id(std::size_t position) const {
  return m_state->entries[position].id;
}
std::uint64_t Log::lamport(std::size_t position) const {
  return m_state->entries[position].lamport;
}

std::string_view Log::header_line(std::size_t position) const {
  expects(position < size(), "a position in the log");
  return m_state->header_line(position);
}

std::size_t Log::operation_count(std::size_t position) const {
  return m_state->entries[position].count;
}

std::string_view Log::operation_line(std::size_t position, std::size_t index) const {
  expects(position < size() && index < operation_count(position), "an operation of the log");
  return m_state->operation_line(position, index);
}

std::optional<std::size_t> Log::find(const CommitId& id) const {
  const std::uint32_t position = m_state->find(id);
  return position == SequenceTable::none ? std::nullopt : std::optional<std::size_t>(position);
}

std::vector<std::size_t> Log::find_all(const CommitId& id) const {
  return m_state->find_all(id);
}
const std::map<ReplicaId, ChainState>& Log::chains() const {
  return m_state->chains;
}
const std::vector<Fork>& Log::forks() const {
  return m_state->forks;
}

VersionVector Log::known() const {
  VersionVector known;
  for (const auto& [replica, chain] : m_state->chains)
    if (chain.complete > 0)
      known.emplace(replica, chain.complete);
  return known;
}

std::span<const std::uint32_t> Log::touching(const RecordId& record) const {
  const auto found = m_state->touching.find(record);
  return found == m_state->touching.end() ? std::span<const std::uint32_t>() : found->second;
}

std::size_t Log::operation_count() const {
  return m_state->operation_count;
}
std::uint64_t Log::greatest_lamport() const {
  return m_state->greatest_lamport;
}

} // namespace truat::records
