#include "storage/store_opening.h"

#include "base/budget.h"
#include "base/contract.h"
#include "base/sort.h"
#include "platform/system.h"
#include "storage/store_packing.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

namespace truat::storage {

namespace {

constexpr int slice_ms = 8;
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

} // namespace

/// "quarantine/2026-11-22T18-07-55.123Z-segments-12".
std::string Store::Work::quarantine_path(std::string_view path) const {
  std::string name = to_iso(m_parts.clock->now()) + "-" + std::string(path);
  std::ranges::replace(name, '/', '-');
  std::ranges::replace(name, ':', '-');
  return "quarantine/" + name;
}

void Store::Work::load() {
  const std::uint64_t generation = ++m_generation;
  m_opening = std::make_unique<Opening>();
  m_opening->started_ms = platform::monotonic_milliseconds();
  m_opened = false;
  m_packing.reset();
  m_pack_to_adopt.reset();
  m_repairs.clear();
  m_is_restorable = false;
  m_new_replica.reset();
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
  if (const std::string* bytes = opening.find(platform::guard_path); bytes != nullptr && !read_meta(*bytes))
    return;
  const std::uint64_t generation = m_generation;
  m_parts.cold->keys(guarded([generation](Work& self, Result<std::vector<std::string>> keys) {
    if (generation == self.m_generation)
      self.on_cold_keys(std::move(keys));
  }));
}

/// Whether the opening goes on with the parts: a newer store may have to be left alone.
bool Store::Work::read_meta(const std::string& bytes) {
  Opening& opening = *m_opening;
  auto meta = decode_meta(bytes);
  if (!meta) {
    if (!note_problem(meta.error(), std::string(platform::guard_path)))
      return false;
    opening.repairs.push_back({quarantine_path(platform::guard_path), bytes});
    return true;
  }
  opening.meta = std::move(*meta);
  if (opening.meta->oldest_writer <= store_version)
    return true;
  const bool readable = opening.meta->oldest_reader <= store_version;
  become_reader({readable ? "storage.newer_writer" : "storage.too_new", {}, {}});
  if (!readable)
    all_parts_read();
  return readable;
}

void Store::Work::on_cold_keys(const Result<std::vector<std::string>>& keys) {
  if (!keys) {
    fail_opening(keys.error());
    return;
  }
  if (m_opening->meta)
    list_known_parts();
  else if (!list_parts_by_name(*keys))
    return;
  if (m_role == Role::writer)
    for (const std::string& key : *keys)
      if (key.starts_with("pending/"))
        m_opening->sources.push_back({Source::Kind::journal, {}, key, false});
  read_parts();
}

void Store::Work::list_known_parts() {
  Opening& opening = *m_opening;
  const Meta& meta = *opening.meta;
  for (const Part& pack : meta.packs)
    opening.sources.push_back({Source::Kind::pack, pack, pack_key(pack), true});
  for (const Part& segment : meta.segments)
    opening.sources.push_back({Source::Kind::segment, segment, segment_path(segment.first), true});
  opening.sources.push_back({Source::Kind::tail, meta.tail, "tail", true});
}

/// Without a readable meta nothing at all is a new store; parts are read by their names and trusted by their
/// commits.
bool Store::Work::list_parts_by_name(const std::vector<std::string>& cold_keys) {
  Opening& opening = *m_opening;
  for (const std::string& key : cold_keys)
    if (const auto part = part_of_key(key))
      opening.sources.push_back({Source::Kind::pack, *part, key, false});
  for (const platform::HotFile& file : opening.files)
    if (file.path.starts_with("segments/"))
      if (const auto number = whole_number(std::string_view(file.path).substr(9)))
        opening.sources.push_back(
            {Source::Kind::segment, Part{*number, *number, 0, 0, {}}, file.path, false});
  truat::sort(opening.sources, {}, [](const Source& source) { return source.part.first; });
  if (opening.find("tail") != nullptr) {
    const std::uint64_t number = opening.sources.empty() ? 1 : opening.sources.back().part.last + 1;
    opening.sources.push_back({Source::Kind::tail, Part{number, number, 0, 0, {}}, "tail", false});
  }
  opening.needs_new_replica = true;
  opening.report.is_new = opening.sources.empty() && opening.report.damaged.empty();
  return opening.report.is_new || !opening.report.damaged.empty() ||
         note_problem({"storage.meta_missing", {}, {}}, std::string(platform::guard_path));
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
    if (source.kind == Source::Kind::pack || source.kind == Source::Kind::journal) {
      const std::uint64_t generation = m_generation;
      m_parts.cold->get(source.path,
                        guarded([generation](Work& self, Result<std::optional<std::string>> bytes) {
                          if (generation != self.m_generation)
                            return;
                          self.on_cold_part(std::move(bytes));
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

void Store::Work::on_cold_part(const Result<std::optional<std::string>>& bytes) {
  if (!bytes) {
    fail_opening(bytes.error());
    return;
  }
  const Source source = m_opening->sources[m_opening->at];
  if (source.kind == Source::Kind::journal)
    read_journal(source, *bytes);
  else if (*bytes)
    read_pack(source, **bytes);
  else
    part_missing(source);
  if (!m_opening)
    return;
  ++m_opening->at;
  notify();
  read_parts();
}

void Store::Work::read_pack(Source source, const std::string& stored) {
  const Hash hash = sha256(stored);
  const bool as_stated =
      !source.is_stated || (stored.size() == source.part.bytes && hash == source.part.sha256);
  const auto joined = as_stated ? decode_pack(stored) : failure("storage.pack_damaged");
  if (!joined) {
    part_damaged(source, stored);
    return;
  }
  source.part.bytes = stored.size();
  source.part.sha256 = hash;
  take_segments(source, split_segments(*joined));
}

/// An entry that a closing page left; one that is gone was dropped by that page after all.
void Store::Work::read_journal(const Source& source, const std::optional<std::string>& bytes) {
  if (!bytes)
    return;
  auto commits = read_pending(*bytes);
  if (commits)
    m_opening->journals.push_back({source.path, std::move(*commits)});
  else
    part_damaged(source, *bytes);
}

void Store::Work::read_hot_part(Source source) {
  const std::string* bytes = m_opening->find(source.path);
  if (bytes == nullptr) {
    part_missing(source);
    return;
  }
  const Hash hash = sha256(*bytes);
  if (source.is_stated && (bytes->size() != source.part.bytes || hash != source.part.sha256)) {
    part_damaged(source, *bytes);
    return;
  }
  source.part.bytes = bytes->size();
  source.part.sha256 = hash;
  const std::string_view whole = *bytes;
  take_segments(source, std::span(&whole, 1));
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
  const std::string quarantine = quarantine_path(source.path);
  if (source.kind == Source::Kind::pack || source.kind == Source::Kind::journal) {
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

void Store::Work::fail_opening(Error error) {
  m_opening.reset();
  ++m_generation;
  set_phase(Phase::failed, std::move(error));
}

} // namespace truat::storage
