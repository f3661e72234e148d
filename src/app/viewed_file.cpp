#include "app/viewed_file.h"

#include <algorithm>
#include <utility>

namespace truat::app {
namespace {

constexpr std::string_view photo_database = "truat-viewed-photos";

/// As whose the file is looked at: its maker's, so that words like "this computer" are the file's own.
records::ReplicaId maker_of(const StagedTruatFile& staged) {
  return staged.content.manifest.replica ? *staged.content.manifest.replica
                                         : records::new_replica_id(platform::system_random());
}

} // namespace

PlayTruatFile::PlayTruatFile(std::shared_ptr<StagedTruatFile> staged, Done done)
    : m_staged(std::move(staged)), m_done(std::move(done)),
      m_workspace(std::make_unique<workspace::Workspace>(maker_of(*m_staged), platform::system_clock(),
                                                         platform::system_random())) {}

LongWork::Now PlayTruatFile::run(Budget& budget) {
  const std::vector<records::CommitLines>& commits = m_staged->content.commits;
  while (!m_merge && m_copies.size() < commits.size()) {
    m_copies.push_back(commits[m_copies.size()]);
    if (budget.is_spent())
      return Now::more;
  }
  if (!m_merge)
    m_merge.emplace(m_workspace->merge_in_slices(std::move(m_copies), records::Ledger::Source::store));
  if (m_merge->run(budget) == Step::more)
    return Now::more;
  if (!m_merge->result()) {
    m_done(std::unexpected(m_merge->result().error()));
    return Now::done;
  }
  m_merge.reset();
  m_workspace->set_actor(m_workspace->last_actor());
  m_done(std::move(m_workspace));
  return Now::done;
}

float PlayTruatFile::share() const {
  if (!m_merge || m_merge->progress().total == 0)
    return -1;
  return static_cast<float>(m_merge->progress().done) / static_cast<float>(m_merge->progress().total);
}

ViewedFile::ViewedFile(std::shared_ptr<StagedTruatFile> staged,
                       std::unique_ptr<workspace::Workspace> workspace)
    : m_staged(std::move(staged)), m_workspace(std::move(workspace)),
      m_photos(platform::open_photo_store(std::string(photo_database))), m_textures(*m_photos) {
  m_words.file = m_staged->source->file().name;
  m_words.exported_at = m_staged->content.manifest.exported_at;
  const audit::Audit& audit = m_workspace->audit();
  if (const auto* maker = audit.workstation(audit::workstation_id(m_workspace->ledger().replica())))
    if (const audit::Office* office = audit.office(maker->office))
      m_words.office = office->name;
  m_photos->erase([this, alive = std::weak_ptr<bool>(m_alive)](const Result<void>&) {
    // Where that failed, a photo that is there already has the hash under which it is kept.
    if (!alive.expired())
      m_is_ready = true;
  });
}

ViewedFile::~ViewedFile() {
  // It must outlive the answer. What stays after a failure is erased before the next viewing.
  m_photos->erase([photos = m_photos](const Result<void>&) {});
}

const exchange::TruatPhoto* ViewedFile::find(const std::string& key) const {
  const auto hash = parse_hash(key);
  const std::vector<exchange::TruatPhoto>& photos = m_staged->content.photos;
  if (!hash)
    return nullptr;
  const auto found = std::ranges::lower_bound(photos, *hash, {}, &exchange::TruatPhoto::hash);
  return found != photos.end() && found->hash == *hash ? &*found : nullptr;
}

void ViewedFile::photo(const std::string& key, platform::Done<std::optional<std::string>> done) const {
  const exchange::TruatPhoto* photo = find(key);
  if (photo == nullptr) {
    done(std::nullopt);
    return;
  }
  const auto answer = [staged = m_staged, photo, done = std::move(done)](const Result<std::string>& base64) {
    auto bytes = base64 ? exchange::photo_bytes(*photo, *base64)
                        : Result<std::string>(std::unexpected(base64.error()));
    if (bytes)
      done(std::move(*bytes));
    else
      done(std::unexpected(std::move(bytes.error())));
  };
  if (!photo->held.empty())
    answer(std::string());
  else
    m_staged->source->read(photo->offset, photo->length, answer);
}

void ViewedFile::bring(const std::string& key) {
  m_asked[key] = false;
  const auto is_there = [this, key, alive = std::weak_ptr<bool>(m_alive)](const Result<void>&) {
    // Kept or not: the texture says which.
    if (alive.expired())
      return;
    m_textures.forget(key);
    m_asked[key] = true;
  };
  photo(key, [photos = m_photos, key, is_there](Result<std::optional<std::string>> bytes) {
    if (bytes && *bytes)
      photos->put(key, std::move(**bytes), is_there);
    else
      is_there({});
  });
}

platform::Texture ViewedFile::texture(const std::string& key, platform::PhotoSize size) {
  if (find(key) == nullptr)
    return {platform::Texture::State::missing, 0, 0, 0};
  const auto asked = m_asked.find(key);
  if (asked != m_asked.end() && asked->second)
    return m_textures.find(key, size);
  if (asked == m_asked.end() && m_is_ready)
    bring(key);
  return {};
}

} // namespace truat::app
