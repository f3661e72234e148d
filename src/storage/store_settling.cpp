#include "base/contract.h"
#include "platform/system.h"
#include "storage/store_opening.h"
#include "storage/store_packing.h"

#include <algorithm>
#include <map>
#include <set>

namespace truat::storage {

namespace {

constexpr std::size_t delivery_bytes = std::size_t{256} * 1024;

} // namespace

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
      opening.to_append.push_back(commit);
    kept.push_back(std::move(commit));
  }
  opening.commits = std::move(kept);
}

/// Commits that a closing page left and no transaction has kept. One that contradicts the store (another tab
/// went on without knowing of it) goes into quarantine with what follows it.
void Store::Work::take_in_pending() {
  Opening& opening = *m_opening;
  if (opening.journals.empty())
    return;
  std::map<records::CommitId, Hash> known;
  for (const records::CommitLines& commit : opening.commits)
    if (const auto header = records::decode_header(commit.header))
      known.emplace(header->id(), records::header_hash(commit.header));
  for (Opening::Journal& journal : opening.journals) {
    for (auto commit = journal.commits.begin(); commit != journal.commits.end(); ++commit) {
      const auto header = records::decode_header(commit->header);
      const Hash hash = records::header_hash(commit->header);
      const bool sound = header && records::check_commit(*commit);
      const auto place = sound ? known.find(header->id()) : known.end();
      if (!sound || (place != known.end() && place->second != hash)) {
        std::string bytes = pending_head();
        for (auto rest = commit; rest != journal.commits.end(); ++rest)
          append_lines(bytes, *rest);
        opening.report.damaged.push_back(Error{"storage.pending_forked", {}, journal.key});
        opening.cold_repairs.push_back({quarantine_path(journal.key), std::move(bytes)});
        break;
      }
      if (place != known.end())
        continue;
      known.emplace(header->id(), hash);
      opening.to_append.push_back(*commit);
      opening.commits.push_back(std::move(*commit));
      ++opening.report.recovered;
    }
  }
}

void Store::Work::all_parts_read() {
  Opening& opening = *m_opening;
  m_reload_tries = 0;
  keep_what_is_vouched_for();
  take_in_pending();
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
  opening->report.was_renamed = !m_durable.meta.former_replicas.empty();
  opening->report.milliseconds = platform::monotonic_milliseconds() - opening->started_ms;
  if (m_role == Role::writer)
    set_phase(Phase::ready);
  else if (m_role == Role::follower)
    set_phase(Phase::follower);
  else
    set_phase(Phase::read_only, m_state.problem);
  if (m_role == Role::writer) {
    m_is_restorable = before_merge(m_durable).has_value();
    m_repairs = std::move(opening->repairs);
    for (const Opening::Journal& journal : opening->journals)
      m_journals.push_back(journal.key);
    if (!opening->to_append.empty())
      m_waiting.push_back({std::move(opening->to_append), {}});
  }
  // Who is told may append at once; that write takes along what the opening left to be written.
  if (m_listener.opened)
    m_listener.opened(opening->report);
  if (m_role == Role::writer) {
    if (!opening->cold_repairs.empty())
      m_parts.cold->put(std::move(opening->cold_repairs), platform::Urgency::normal,
                        guarded([](Work& self, Result<void> outcome) {
                          if (!outcome)
                            self.pack_failed(outcome.error());
                        }));
    if (!m_write && (opening->report.is_new || opening->needs_new_replica || !m_waiting.empty()))
      write();
    else if (!m_write)
      drop_journals();
    hand_over_when_idle();
    return;
  }
  for (const auto& [first, lines] : heard)
    if (!m_opening)
      on_commits_message(first, lines);
}

} // namespace truat::storage
