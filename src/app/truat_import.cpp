#include "app/truat_import.h"

#include "base/sort.h"
#include "exchange/proof.h"
#include "platform/signing.h"

#include <algorithm>
#include <utility>

namespace truat::app {
namespace {

constexpr std::uint64_t slice_bytes = 256 * 1024;

} // namespace

ReadTruatFile::ReadTruatFile(std::shared_ptr<ImportSource> source, std::string_view passphrase, Done done)
    : m_source(std::move(source)), m_done(std::move(done)) {
  if (!m_source->is_locked()) {
    ask_for_slice();
    return;
  }
  m_source->unlock(passphrase, [answer = m_answer](Result<void> unlocked) {
    answer->slice = unlocked.transform([] { return std::string(); });
  });
}

void ReadTruatFile::ask_for_slice() {
  m_answer->slice.reset();
  m_source->read(m_offset, slice_bytes,
                 [answer = m_answer](Result<std::string> slice) { answer->slice = std::move(slice); });
}

LongWork::Now ReadTruatFile::run(Budget& budget) {
  if (m_staged)
    return judge_signatures();
  // A slice of an opened chunk is there at once.
  while (m_answer->slice) {
    const Result<std::string> slice = std::move(*m_answer->slice);
    const auto fed = slice.and_then([this](const std::string& bytes) { return m_reader.feed(bytes); });
    if (!fed)
      return finish(std::unexpected(fed.error()));
    m_offset += slice->size();
    if (m_offset >= m_source->plain_bytes() || (slice->empty() && (m_offset > 0 || !m_source->is_locked())))
      return take_content();
    ask_for_slice();
    if (budget.is_spent())
      return m_answer->slice ? Now::more : Now::waiting;
  }
  return Now::waiting;
}

LongWork::Now ReadTruatFile::take_content() {
  auto content = m_reader.finish();
  if (!content)
    return finish(std::unexpected(std::move(content.error())));
  m_staged = std::make_unique<StagedTruatFile>(StagedTruatFile{m_source, std::move(*content)});
  const std::vector<SignatureCheck> checks = exchange::signature_checks(m_staged->content);
  if (checks.empty()) {
    m_answer->held = std::vector<bool>();
    return Now::more;
  }
  platform::check_signatures(
      checks, [answer = m_answer](Result<std::vector<bool>> held) { answer->held = std::move(held); });
  return Now::waiting;
}

LongWork::Now ReadTruatFile::judge_signatures() {
  if (!m_answer->held)
    return Now::waiting;
  const auto refused = m_answer->held->and_then(
      [this](const std::vector<bool>& held) { return exchange::refuse_forged(m_staged->content, held); });
  if (!refused)
    return finish(std::unexpected(refused.error()));
  return finish(std::move(m_staged));
}

LongWork::Now ReadTruatFile::finish(Result<std::unique_ptr<StagedTruatFile>> outcome) {
  m_done(std::move(outcome));
  return Now::done;
}

float ReadTruatFile::share() const {
  const std::uint64_t all = m_source->plain_bytes();
  return all == 0 || m_offset == 0 ? -1 : static_cast<float>(m_offset) / static_cast<float>(all);
}

PreviewTruatFile::PreviewTruatFile(const workspace::Workspace& workspace,
                                   std::unique_ptr<StagedTruatFile> staged, Done done)
    : m_workspace(workspace), m_staged(std::move(staged)), m_done(std::move(done)),
      m_preview(workspace.ledger(), m_staged->content.commits),
      m_alone(records::new_replica_id(m_random), platform::system_clock(), m_random) {}

LongWork::Now PreviewTruatFile::run(Budget& budget) {
  if (m_preview.run(budget) == Step::more)
    return Now::more;
  if (!m_preview.result())
    return finish(std::unexpected(m_preview.result().error()));
  if (!m_is_played) {
    if (!play(budget))
      return Now::more;
    m_is_played = true;
    if (m_stands_alone)
      name_maker();
  }
  if (m_stands_alone && !name_records(budget))
    return Now::more;
  return finish(Found{.preview = *m_preview.result(),
                      .words = std::move(m_words),
                      .chains_are_whole = chains_are_whole(),
                      .new_commit = m_new_commit,
                      .first_change = m_first_change,
                      .last_change = m_last_change});
}

/// Whether it is done, and then `m_stands_alone`.
bool PreviewTruatFile::play(Budget& budget) {
  const std::vector<records::CommitLines>& commits = m_staged->content.commits;
  while (!m_merge && m_copies.size() < commits.size()) {
    m_copies.push_back(commits[m_copies.size()]);
    if (const auto header = records::decode_header(m_copies.back().header))
      note_commit(*header);
    if (budget.is_spent())
      return false;
  }
  if (!m_merge)
    m_merge.emplace(m_alone.merge_in_slices(std::move(m_copies), records::Ledger::Source::store));
  if (m_merge->run(budget) == Step::more)
    return false;
  m_stands_alone = m_merge->result().has_value();
  return true;
}

void PreviewTruatFile::note_commit(const records::CommitHeader& header) {
  m_sequences[header.replica].push_back(header.sequence);
  if (m_workspace.ledger().log().knows(header.id()))
    return;
  m_new_commit = header.id();
  m_first_change = m_first_change ? std::min(*m_first_change, header.time) : header.time;
  m_last_change = m_last_change ? std::max(*m_last_change, header.time) : header.time;
}

bool PreviewTruatFile::name_records(Budget& budget) {
  const auto& records = m_preview.result()->records;
  while (m_named < records.size()) {
    const records::MergePreview::RecordChange& change = records[m_named++];
    if (change.is_new)
      m_words.titles.emplace(change.record, m_alone.title(change.record).title);
    if (budget.is_spent())
      return false;
  }
  return true;
}

void PreviewTruatFile::name_maker() {
  if (!m_staged->content.manifest.replica)
    return;
  const records::ReplicaId& maker = *m_staged->content.manifest.replica;
  if (const audit::Workstation* station = m_alone.audit().workstation(audit::workstation_id(maker))) {
    m_words.workstation = station->name;
    if (const audit::Office* office = m_alone.audit().office(station->office))
      m_words.office = office->name;
  }
  const records::Log& log = m_alone.ledger().log();
  const auto chain = log.chains().find(maker);
  if (chain == log.chains().end())
    return;
  if (const auto newest = log.find({maker, chain->second.contiguous}))
    m_words.person = m_alone.person_name(log.header(*newest).author);
}

bool PreviewTruatFile::chains_are_whole() {
  records::VersionVector known = m_workspace.ledger().log().known();
  for (auto& [replica, own] : m_sequences) {
    truat::sort(own);
    std::uint64_t& contiguous = known[replica];
    for (const std::uint64_t sequence : own) {
      if (sequence > contiguous + 1)
        return false;
      contiguous = std::max(contiguous, sequence);
    }
  }
  return true;
}

LongWork::Now PreviewTruatFile::finish(Result<Found> found) {
  m_done(std::move(m_staged), std::move(found));
  return Now::done;
}

float PreviewTruatFile::share() const {
  const Progress progress = m_preview.progress();
  return progress.total == 0 ? -1.0F
                             : 0.5F * static_cast<float>(progress.done) / static_cast<float>(progress.total);
}

TakeTruatFile::TakeTruatFile(Session& session, std::shared_ptr<StagedTruatFile> staged, Done done)
    : m_session(session), m_staged(std::move(staged)), m_done(std::move(done)) {}

LongWork::Now TakeTruatFile::run(Budget& budget) {
  if (m_photo == m_staged->content.photos.size())
    return m_has_receipt ? take_commits(budget) : begin_receipt();
  return m_photos_before ? take_photo() : list_photos();
}

LongWork::Now TakeTruatFile::list_photos() {
  if (!std::exchange(m_asked, true))
    m_session.photos().keys([answer = m_answer](Result<std::vector<std::string>> keys) {
      answer->photos_before = std::move(keys);
    });
  if (!m_answer->photos_before)
    return Now::waiting;
  auto before = std::move(*m_answer->photos_before);
  *m_answer = {};
  m_asked = false;
  if (!before)
    return fail(std::move(before.error()));
  m_photos_before = std::move(*before);
  return Now::more;
}

LongWork::Now TakeTruatFile::take_photo() {
  const exchange::TruatPhoto& photo = m_staged->content.photos[m_photo];
  if (m_answer->kept) {
    if (!*m_answer->kept)
      return fail(m_answer->kept->error());
    m_session.textures().forget(to_hex(photo.hash));
    *m_answer = {};
    m_asked = false;
    ++m_photo;
    return Now::more;
  }
  if (!m_asked) {
    m_asked = true;
    if (!photo.held.empty()) {
      m_answer->base64 = std::string();
    } else {
      m_staged->source->read(photo.offset, photo.length, [answer = m_answer](Result<std::string> slice) {
        answer->base64 = std::move(slice);
      });
    }
  }
  if (!m_answer->base64)
    return Now::waiting;
  auto bytes = std::exchange(m_answer->base64, std::nullopt)->and_then([&photo](const std::string& base64) {
    return exchange::photo_bytes(photo, base64);
  });
  if (!bytes)
    return fail(std::move(bytes.error()));
  m_session.photos().put(to_hex(photo.hash), std::move(*bytes),
                         [answer = m_answer](Result<void> kept) { answer->kept = std::move(kept); });
  return Now::waiting;
}

LongWork::Now TakeTruatFile::begin_receipt() {
  if (!std::exchange(m_asked, true)) {
    m_staged->receipt.imported_at = platform::system_clock().now();
    m_staged->receipt.imported_by = m_session.workspace().actor();
    m_session.receipts().add(m_staged->receipt, [answer = m_answer](Result<records::ImportReceipt> receipt) {
      answer->receipt = std::move(receipt);
    });
  }
  if (!m_answer->receipt)
    return Now::waiting;
  if (!*m_answer->receipt)
    return fail(m_answer->receipt->error());
  m_staged->receipt = std::move(**m_answer->receipt);
  m_has_receipt = true;
  return Now::more;
}

LongWork::Now TakeTruatFile::take_commits(Budget& budget) {
  if (!m_merging) {
    m_merging = true;
    m_answer->kept.reset();
    m_merge = std::make_unique<records::MergeWork>(m_session.workspace().merge_in_slices(
        std::move(m_staged->content.commits), records::Ledger::Source::file));
  }
  if (!m_keeping) {
    if (m_merge->run(budget) == Step::more)
      return Now::more;
    if (!m_merge->result())
      return fail(m_merge->result().error());
    m_keeping = true;
    m_session.keep([answer = m_answer](Result<void> kept) { answer->kept = std::move(kept); },
                   storage::Append::merge);
  }
  if (!m_answer->kept)
    return Now::waiting;
  // A store that writes no more (another tab has taken over) has not taken the merge: the person is told so.
  if (!*m_answer->kept && !m_session.can_commit())
    return fail(m_answer->kept->error());
  m_staged->receipt.state = records::ImportReceipt::State::taken;
  // Where this cannot be written down, one of the new commits says it at the next listing.
  m_session.receipts().put(m_staged->receipt, [](const Result<void>&) {});
  // What could not be saved is tried again by the store, which shows it; the records are merged all the same.
  m_session.content().take(std::move(m_staged->content.heads), m_staged->content.newer,
                           m_session.workspace().ledger().log());
  m_done(*m_merge->result());
  return Now::done;
}

LongWork::Now TakeTruatFile::fail(Error error) {
  std::vector<std::string> brought;
  for (std::size_t at = 0; m_photos_before && at < m_photo; ++at)
    if (std::string key = to_hex(m_staged->content.photos[at].hash);
        !std::ranges::binary_search(*m_photos_before, key))
      brought.push_back(std::move(key));
  // One that stays all the same does no harm: no record refers to it.
  if (!brought.empty())
    m_session.photos().remove(std::move(brought), [](const Result<void>&) {});
  m_done(std::unexpected(std::move(error)));
  return Now::done;
}

float TakeTruatFile::share() const {
  const auto photos = static_cast<float>(m_staged->content.photos.size());
  return m_merging ? 1.0F : (photos == 0 ? -1.0F : static_cast<float>(m_photo) / photos);
}

} // namespace truat::app
