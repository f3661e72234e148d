#include "storage/store_opening.h"

#include "base/budget.h"
#include "base/contract.h"
#include "platform/system.h"
#include "storage/store_packing.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

namespace truat::storage {

namespace {

constexpr int slice_ms = 8;
constexpr std::size_t delivery_bytes = std::size_t{256} * 1024;
constexpr int reload_tries = 5;
constexpr std::int32_t reload_pause_ms = 150;

/// "12" of "segments/12", the 3 and 7 of "pack/3-7".
std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0)
    return std::nullopt;
  return number;
}

std::optional<Part> part_of_key(std::string_view key) {
  if (!key.starts_with("pack/"))
    return std::nullopt;
  key.remove_prefix(5);
  const std::size_t dash = key.find('-');
  if (dash == std::string_view::npos)
    return std::nullopt;
  const auto first = whole_number(key.substr(0, dash));
  const auto last = whole_number(key.substr(dash + 1));
  if (!first || !last || *last < *first)
    return std::nullopt;
  return Part{*first, *last, 0, 0, {}};
}

std::string file_name(std::string path) {
  std::ranges::replace(path, '/', '-');
  return path;
}

} // namespace

void Store::Work::load() {
  const std::uint64_t generation = ++m_generation;
  m_opening = std::make_unique<Opening>();
  m_opening->started_ms = platform::monotonic_milliseconds();
  m_opened = false;
  m_packing.reset();
  m_pack_to_adopt.reset();
  m_repairs.clear();
  m_restore_point.reset();
  m_state.progress = 0;
  set_phase(Phase::opening, m_role == Role::reader ? m_state.problem : std::nullopt);
  m_parts.hot->populate(guarded([generation](Work& self, Result<std::vector<platform::HotFile>> files) {
    if (generation == self.m_generation)
      self.on_populated(std::move(files));
  }));
}

void Store::Work::on_populated(Result<std::vector<platform::HotFile>> files) {
  if (!files) {
    fail_opening(files.error());
    return;
  }
  Opening& opening = *m_opening;
  opening.files = std::move(*files);
  const std::string* bytes = opening.find(platform::guard_path);
  if (bytes == nullptr) {
    list_parts_without_meta();
    return;
  }
  auto meta = decode_meta(*bytes);
  if (!meta) {
    if (!note_problem(meta.error(), std::string(platform::guard_path)))
      return;
    opening.repairs.push_back({"quarantine/" + file_name(to_iso(m_parts.clock->now())) + "-meta", *bytes});
    list_parts_without_meta();
    return;
  }
  opening.meta = std::move(*meta);
  if (opening.meta->oldest_writer > store_version) {
    const bool readable = opening.meta->oldest_reader <= store_version;
    become_reader({readable ? "storage.newer_writer" : "storage.too_new", {}, {}});
    if (!readable) {
      all_parts_read();
      return;
    }
  }
  list_known_parts();
}

void Store::Work::list_known_parts() {
  Opening& opening = *m_opening;
  const Meta& meta = *opening.meta;
  for (const Part& pack : meta.packs)
    opening.sources.push_back({Source::Kind::pack, pack, pack_key(pack), true});
  for (const Part& segment : meta.segments)
    opening.sources.push_back({Source::Kind::segment, segment, segment_path(segment.first), true});
  opening.sources.push_back({Source::Kind::tail, meta.tail, "tail", true});
  read_parts();
}

/// Nothing at all is a new store. Parts without a readable meta are read by their names and trusted by their
/// commits.
void Store::Work::list_parts_without_meta() {
  const std::uint64_t generation = m_generation;
  m_parts.cold->keys(guarded([generation](Work& self, Result<std::vector<std::string>> keys) {
    if (generation == self.m_generation)
      self.on_cold_keys(std::move(keys));
  }));
}

void Store::Work::on_cold_keys(Result<std::vector<std::string>> keys) {
  if (!keys) {
    fail_opening(keys.error());
    return;
  }
  Opening& opening = *m_opening;
  for (const std::string& key : *keys)
    if (const auto part = part_of_key(key))
      opening.sources.push_back({Source::Kind::pack, *part, key, false});
  for (const platform::HotFile& file : opening.files)
    if (file.path.starts_with("segments/"))
      if (const auto number = whole_number(std::string_view(file.path).substr(9)))
        opening.sources.push_back(
            {Source::Kind::segment, Part{*number, *number, 0, 0, {}}, file.path, false});
  std::ranges::sort(opening.sources, {}, [](const Source& source) { return source.part.first; });
  if (opening.find("tail") != nullptr) {
    const std::uint64_t number = opening.sources.empty() ? 1 : opening.sources.back().part.last + 1;
    opening.sources.push_back({Source::Kind::tail, Part{number, number, 0, 0, {}}, "tail", false});
  }
  const bool nothing = opening.sources.empty() && opening.report.damaged.empty();
  opening.report.is_new = nothing;
  opening.needs_new_replica = true;
  if (!nothing && opening.report.damaged.empty() &&
      !note_problem({"storage.meta_missing", {}, {}}, std::string(platform::guard_path)))
    return;
  read_parts();
}

/// Reads on until a part has to be waited for or the slice is over.
void Store::Work::read_parts() {
  if (!m_opening)
    return;
  Opening& opening = *m_opening;
  Budget budget = Budget::milliseconds(slice_ms);
  while (opening.at < opening.sources.size()) {
    const Source& source = opening.sources[opening.at];
    m_state.progress = 0.5 * static_cast<double>(opening.at) / static_cast<double>(opening.sources.size());
    if (source.kind == Source::Kind::pack) {
      const std::uint64_t generation = m_generation;
      m_parts.cold->get(source.path,
                        guarded([generation](Work& self, Result<std::optional<std::string>> bytes) {
                          if (generation != self.m_generation)
                            return;
                          self.read_pack(self.m_opening->sources[self.m_opening->at], std::move(bytes));
                        }));
      return;
    }
    read_hot_part(source);
    if (!m_opening)
      return;
    ++opening.at;
    if (budget.is_spent()) {
      notify();
      const std::uint64_t generation = m_generation;
      m_parts.timers->after(0, guarded([generation](Work& self) {
                              if (generation == self.m_generation)
                                self.read_parts();
                            }));
      return;
    }
  }
  all_parts_read();
}

void Store::Work::read_pack(const Source& source, Result<std::optional<std::string>> bytes) {
  if (!bytes) {
    fail_opening(bytes.error());
    return;
  }
  Opening& opening = *m_opening;
  if (!*bytes) {
    part_missing(source);
  } else {
    const std::string& stored = **bytes;
    const bool as_stated =
        !source.is_stated || (stored.size() == source.part.bytes && sha256(stored) == source.part.sha256);
    const auto joined = as_stated ? decode_pack(stored) : failure("storage.pack_damaged");
    if (!joined) {
      part_damaged(source, stored);
    } else {
      if (!source.is_stated) {
        opening.sources[opening.at].part.bytes = stored.size();
        opening.sources[opening.at].part.sha256 = sha256(stored);
      }
      take_segments(opening.sources[opening.at], split_segments(*joined));
    }
  }
  if (!m_opening)
    return;
  ++opening.at;
  notify();
  read_parts();
}

void Store::Work::read_hot_part(const Source& source) {
  Opening& opening = *m_opening;
  const std::string* bytes = opening.find(source.path);
  if (bytes == nullptr) {
    part_missing(source);
    return;
  }
  if (source.is_stated && (bytes->size() != source.part.bytes || sha256(*bytes) != source.part.sha256)) {
    part_damaged(source, *bytes);
    return;
  }
  if (!source.is_stated) {
    opening.sources[opening.at].part.bytes = bytes->size();
    opening.sources[opening.at].part.sha256 = sha256(*bytes);
  }
  const std::string_view whole = *bytes;
  take_segments(opening.sources[opening.at], std::span(&whole, 1));
}

/// The part's commits, if all of it reads; only then does the layout keep it.
void Store::Work::take_segments(const Source& source, std::span<const std::string_view> segments) {
  Opening& opening = *m_opening;
  std::vector<records::CommitLines> commits;
  bool good = true;
  for (const std::string_view segment : segments) {
    auto read = read_segment(segment);
    // Without meta's hash only the commits' own hashes say that the bytes are right.
    good = good && read &&
           (source.is_stated || std::ranges::all_of(*read, [](const records::CommitLines& commit) {
              return records::check_commit(commit).has_value();
            }));
    if (good)
      std::ranges::move(*read, std::back_inserter(commits));
  }
  if (!good || (source.is_stated && commits.size() != source.part.commits)) {
    std::string joined;
    for (const std::string_view segment : segments)
      joined += segment;
    part_damaged(source, joined);
    return;
  }
  Part part = source.part;
  part.commits = commits.size();
  if (source.kind == Source::Kind::pack) {
    opening.layout.meta.packs.push_back(part);
  } else if (source.kind == Source::Kind::segment) {
    opening.layout.meta.segments.push_back(part);
    opening.layout.sealed.push_back({part, std::make_shared<const std::string>(segments.front())});
  } else {
    opening.layout.meta.tail = part;
    opening.layout.tail = segments.front();
  }
  opening.layout.meta.commits += commits.size();
  std::ranges::move(commits, std::back_inserter(opening.commits));
}

void Store::Work::part_damaged(const Source& source, std::string_view bytes) {
  Opening& opening = *m_opening;
  if (!note_problem({"storage.part_damaged", {}, {}}, source.path))
    return;
  opening.needs_new_replica = true;
  const std::string quarantine =
      "quarantine/" + file_name(to_iso(m_parts.clock->now())) + "-" + file_name(source.path);
  if (source.kind == Source::Kind::pack) {
    opening.cold_repairs.push_back({quarantine, std::string(bytes)});
    opening.cold_repairs.push_back({source.path, std::nullopt});
  } else {
    opening.repairs.push_back({quarantine, std::string(bytes)});
    if (source.kind == Source::Kind::segment)
      opening.repairs.push_back({source.path, std::nullopt});
  }
  for (records::CommitLines& commit : salvage(bytes)) {
    opening.candidates.push_back(opening.commits.size());
    opening.commits.push_back(std::move(commit));
  }
}

/// A commit's own hashes do not cover its header: of what came out of damaged bytes only that stays whose
/// header the next commit of its chain names. The rest is in the quarantine.
void Store::Work::keep_what_is_vouched_for() {
  Opening& opening = *m_opening;
  if (opening.candidates.empty())
    return;
  std::set<Hash> named;
  for (const records::CommitLines& commit : opening.commits)
    if (const auto header = records::decode_header(commit.header))
      named.insert(header->previous);
  std::vector<records::CommitLines> kept;
  auto candidate = opening.candidates.begin();
  for (std::size_t position = 0; position < opening.commits.size(); ++position) {
    records::CommitLines& commit = opening.commits[position];
    const bool is_candidate = candidate != opening.candidates.end() && *candidate == position;
    candidate += is_candidate ? 1 : 0;
    if (is_candidate && !named.contains(records::header_hash(commit.header)))
      continue;
    if (is_candidate)
      opening.salvaged.push_back(commit);
    kept.push_back(std::move(commit));
  }
  opening.commits = std::move(kept);
}

void Store::Work::part_missing(const Source& source) {
  if (!note_problem({"storage.part_missing", {}, {}}, source.path))
    return;
  m_opening->needs_new_replica = true;
  m_opening->layout.meta.lost.push_back(source.part);
}

/// A follower may have read in the middle of the writer's own tidying: it looks again before it believes in
/// damage, and then this opening is over (false).
bool Store::Work::note_problem(const Error& error, const std::string& path) {
  if (m_role == Role::follower && m_reload_tries < reload_tries) {
    ++m_reload_tries;
    m_opening.reset();
    ++m_generation;
    later(&Work::load, reload_pause_ms * m_reload_tries);
    return false;
  }
  Error told = error;
  told.where = path;
  m_opening->report.damaged.push_back(std::move(told));
  return true;
}

void Store::Work::all_parts_read() {
  Opening& opening = *m_opening;
  m_reload_tries = 0;
  keep_what_is_vouched_for();
  opening.report.commits = opening.commits.size();
  const std::uint64_t kept = m_parts.kept_before ? m_parts.kept_before() : 0;
  if (kept > opening.commits.size() && !(opening.meta && opening.meta->oldest_reader > store_version)) {
    const bool nothing = opening.report.is_new;
    opening.report.loss = Error{nothing ? "storage.gone_though_kept_before" : "storage.went_back", {}, {}};
    opening.needs_new_replica = true;
  }
  settle_layout();
  m_known_commits = opening.layout.meta.commits;
  m_durable = opening.layout;
  m_planned = opening.layout;
  m_listener.begin(opening.layout.meta.replica);
  deliver();
}

/// Fills in what the parts did not say. The replica that made what was lost is given up: its next commit
/// would take a sequence that others may already know with other contents.
void Store::Work::settle_layout() {
  Opening& opening = *m_opening;
  Layout& layout = opening.layout;
  const bool had_meta = opening.meta && opening.meta->oldest_reader <= store_version;
  Meta settled = had_meta ? *opening.meta : Meta{.created = m_parts.clock->now()};
  settled.lost.insert(settled.lost.end(), layout.meta.lost.begin(), layout.meta.lost.end());
  settled.packs = layout.meta.packs;
  settled.segments = layout.meta.segments;
  settled.tail = layout.meta.tail;
  settled.commits = layout.meta.commits;
  settled.version = std::max(settled.version, store_version);
  if (!had_meta || opening.needs_new_replica) {
    if (had_meta)
      settled.former_replicas.push_back(settled.replica);
    settled.replica = records::new_replica_id(*m_parts.random);
  }
  if (layout.tail.empty()) {
    std::uint64_t number = 1;
    for (const Source& source : opening.sources)
      number = std::max(number, source.part.last + (source.kind == Source::Kind::tail ? 0 : 1));
    layout.tail = segment_head(number);
    settled.tail = Part{number, number, layout.tail.size(), 0, sha256(layout.tail)};
  }
  layout.meta = std::move(settled);
}

void Store::Work::deliver() {
  if (!m_opening)
    return;
  Opening& opening = *m_opening;
  std::vector<records::CommitLines> batch;
  std::size_t bytes = 0;
  while (opening.delivered < opening.commits.size() && bytes < delivery_bytes) {
    bytes += size_of_lines(opening.commits[opening.delivered]);
    batch.push_back(std::move(opening.commits[opening.delivered++]));
  }
  const std::uint64_t generation = m_generation;
  if (!batch.empty())
    m_listener.commits_arrived(std::move(batch));
  if (generation != m_generation)
    return;
  if (opening.delivered == opening.commits.size()) {
    finish_opening();
    return;
  }
  m_state.progress =
      0.5 + 0.5 * static_cast<double>(opening.delivered) / static_cast<double>(opening.commits.size());
  notify();
  m_parts.timers->after(0, guarded([generation](Work& self) {
                          if (generation == self.m_generation)
                            self.deliver();
                        }));
}

void Store::Work::finish_opening() {
  const std::unique_ptr<Opening> opening = std::move(m_opening);
  const auto heard = std::exchange(m_heard, {});
  m_opened = true;
  m_state.progress = 1;
  opening->report.milliseconds = platform::monotonic_milliseconds() - opening->started_ms;
  if (m_role == Role::writer)
    set_phase(Phase::ready);
  else if (m_role == Role::follower)
    set_phase(Phase::follower);
  else
    set_phase(Phase::read_only, m_state.problem);
  if (m_listener.opened)
    m_listener.opened(opening->report);
  if (m_role == Role::writer) {
    m_repairs = std::move(opening->repairs);
    m_pending.insert(m_pending.begin(), opening->salvaged.begin(), opening->salvaged.end());
    if (!opening->cold_repairs.empty())
      m_parts.cold->put(std::move(opening->cold_repairs), platform::Urgency::normal,
                        guarded([](Work& self, Result<void> outcome) {
                          if (!outcome)
                            self.pack_failed(outcome.error());
                        }));
    if (opening->report.is_new || opening->needs_new_replica)
      write(platform::Urgency::normal);
    hand_over_when_idle();
    return;
  }
  for (const auto& [first, lines] : heard)
    if (!m_opening)
      on_commits_message(first, lines);
}

void Store::Work::fail_opening(Error error) {
  m_opening.reset();
  ++m_generation;
  set_phase(Phase::failed, std::move(error));
}

} // namespace truat::storage
