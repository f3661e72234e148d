#include "app/export_work.h"

#include "audit/key_verbs.h"
#include "platform/signing.h"

#include <algorithm>
#include <utility>

namespace truat::app {
namespace {

/// Photos of records that whoever has `known` has been sent.
std::set<Hash> sent_photos(const workspace::Workspace& workspace, const records::VersionVector& known) {
  std::set<Hash> sent;
  if (known.empty())
    return sent;
  for (const records::RecordId& id : workspace.projection().records(audit::photo_kind))
    for (const records::Head& head : workspace.projection().heads(id, "photo.sha256"))
      if (records::covers(known, head.operation))
        if (const auto hash = parse_hash(records::as_text(head.value)))
          sent.insert(*hash);
  return sent;
}

} // namespace

ExportWork::ExportWork(Session& session, const ui::ExportEverything& request, std::string file_name,
                       std::function<void(const Result<Outcome>&)> done)
    : m_session(session), m_scope(request.scope), m_file_name(std::move(file_name)), m_done(std::move(done)),
      m_out(m_file_name, request.passphrase) {
  if (request.photos == ui::WithPhotos::no)
    m_scope.photos = workspace::ScopePhotos::without;
  m_session.photos().keys([answers = m_answers](Result<std::vector<std::string>> keys) {
    if (keys)
      answers->keys.insert(keys->begin(), keys->end());
    else
      answers->error = std::move(keys.error());
    answers->keys_known = true;
  });
  platform::own_key(m_session.key_name(),
                    [answers = m_answers](Result<PublicKey> key) { answers->key = std::move(key); });
}

/// Whether it is known by which key the file is signed, if by any. A head states only what is durable, the
/// key's own publication too: what is lost in a crash would look like a chain that was cut off.
bool ExportWork::key_is_settled() {
  if (!m_answers->key)
    return false;
  const Result<PublicKey>& key = *m_answers->key;
  if (key && !std::exchange(m_asked_to_publish, true))
    if (auto asked = publish(*key); !asked)
      m_answers->published = std::move(asked);
  if (key && !m_answers->published)
    return false;
  const storage::StoreState& state = m_session.store_state();
  if (!key)
    m_outcome.unsigned_because = key.error();
  else if (!*m_answers->published)
    m_outcome.unsigned_because = m_answers->published->error();
  else if (state.unsaved_commits == 0)
    m_key = *key;
  else if (state.problem)
    m_outcome.unsigned_because = state.problem;
  else
    return false;
  return true;
}

Result<void> ExportWork::publish(const PublicKey& key) {
  workspace::Workspace& workspace = m_session.workspace();
  const auto change = audit::publish_key(workspace.audit(), workspace.ledger().replica(), key);
  if (!change)
    return std::unexpected(change.error());
  if (!change->operations.empty()) {
    if (auto allowed = m_session.can_commit(); !allowed)
      return allowed;
    if (auto committed = workspace.commit(*change); !committed)
      return std::unexpected(std::move(committed.error()));
  }
  m_session.keep([answers = m_answers](Result<void> kept) { answers->published = std::move(kept); });
  return {};
}

/// Whether it is known what the file has. Anew when something was committed meanwhile.
bool ExportWork::scope_is_known(Budget& budget) {
  const workspace::Workspace& workspace = m_session.workspace();
  const std::uint64_t revision = workspace.projection().revision();
  if (!m_in_scope || m_scoped_at != revision) {
    m_in_scope.emplace(workspace, m_scope);
    m_scoped_at = revision;
  }
  return m_in_scope->run(budget) == Step::done;
}

void ExportWork::start_writing() {
  const workspace::Workspace& workspace = m_session.workspace();
  const records::Log& log = workspace.ledger().log();
  exchange::TruatExport what{.replica = workspace.ledger().replica(),
                             .created_at = log.size() > 0 ? log.header(0).time : workspace.context().now,
                             .exported_at = workspace.context().now,
                             .photos = {},
                             .left_out_photos = {},
                             .heads = m_session.content().heads(),
                             .key = m_key,
                             .scope = m_scope,
                             .records = m_in_scope->records(),
                             .newer = m_session.content().newer()};
  const bool with_photos = m_scope.photos == workspace::ScopePhotos::with;
  const std::set<Hash> sent = sent_photos(workspace, m_scope.known);
  for (const Hash& photo : m_in_scope->photos()) {
    if (sent.contains(photo))
      continue;
    const bool here = m_answers->keys.contains(to_hex(photo));
    (here && with_photos ? what.photos : what.left_out_photos).push_back(photo);
  }
  m_outcome.file = m_file_name;
  m_outcome.photos = what.photos.size();
  m_outcome.missing_photos = what.left_out_photos.size();
  m_outcome.commits = log.size();
  m_outcome.with_photos = with_photos;
  m_outcome.scope = m_scope;
  m_outcome.known = log.known();
  m_writer = std::make_unique<exchange::TruatWriter>(log, std::move(what));
  m_waits = false;
}

void ExportWork::ask_for(const Hash& photo) {
  m_waits = true;
  m_session.photos().get(to_hex(photo),
                         [answers = m_answers, photo](Result<std::optional<std::string>> bytes) {
                           if (!bytes)
                             answers->photo = std::unexpected(std::move(bytes.error()));
                           else if (!*bytes)
                             answers->photo = failure("app.photo_gone", {{"photo", to_hex(photo)}});
                           else
                             answers->photo = std::move(**bytes);
                         });
}

LongWork::Now ExportWork::run(Budget& budget) {
  if (m_answers->error)
    return fail(*m_answers->error);
  if (m_writer == nullptr) {
    if (!m_answers->keys_known || !key_is_settled())
      return Now::waiting;
    if (!scope_is_known(budget))
      return Now::more;
    start_writing();
  }
  if (m_waits) {
    const auto taken = take_answer();
    if (!taken)
      return fail(taken.error());
    if (!*taken)
      return Now::waiting;
  }
  do {
    const auto ready = m_out.is_ready();
    if (!ready)
      return fail(ready.error());
    if (!*ready)
      return Now::waiting;
    if (m_is_written)
      return finish();
    auto next = m_writer->next(budget);
    if (const auto* chunk = std::get_if<exchange::TruatWriter::Chunk>(&next)) {
      m_out.append(chunk->bytes);
    } else if (const auto* wanted = std::get_if<exchange::TruatWriter::NeedsPhoto>(&next)) {
      ask_for(wanted->photo);
      return Now::waiting;
    } else if (const auto* unsigned_yet = std::get_if<exchange::TruatWriter::NeedsSignature>(&next)) {
      m_waits = true;
      platform::sign(m_session.key_name(), unsigned_yet->message,
                     [answers = m_answers](Result<Signature> made) { answers->signature = std::move(made); });
      return Now::waiting;
    } else {
      m_out.finish();
      m_is_written = true;
    }
  } while (!budget.is_spent());
  return Now::more;
}

/// The photo or the signature that was asked for; false while it has not come.
Result<bool> ExportWork::take_answer() {
  Result<void> given;
  if (auto photo = std::exchange(m_answers->photo, std::nullopt)) {
    given = photo->and_then([this](const std::string& bytes) { return m_writer->give_photo(bytes); });
  } else if (auto signature = std::exchange(m_answers->signature, std::nullopt)) {
    given = signature->transform([this](const Signature& made) { m_writer->give_signature(made); });
  } else {
    return false;
  }
  if (!given)
    return std::unexpected(std::move(given.error()));
  m_waits = false;
  return true;
}

LongWork::Now ExportWork::finish() {
  if (m_session.can_commit())
    m_session.content().take(m_writer->heads(), m_session.workspace().ledger().log());
  m_outcome.out = std::make_shared<platform::OutgoingFile>(std::move(m_out.out()));
  m_outcome.bytes = m_outcome.out->size_bytes();
  m_done(m_outcome);
  return Now::done;
}

LongWork::Now ExportWork::fail(Error error) {
  m_done(std::unexpected(std::move(error)));
  return Now::done;
}

float ExportWork::share() const {
  if (m_writer == nullptr)
    return -1;
  const Progress progress = m_writer->progress();
  return progress.total == 0 ? -1 : static_cast<float>(progress.done) / static_cast<float>(progress.total);
}

std::string export_file_name(const workspace::Workspace& workspace) {
  std::string office;
  if (const audit::Person* person = workspace.audit().person(workspace.actor()))
    if (const audit::Office* found = workspace.audit().office(person->office))
      office = found->abbreviation.empty() ? found->name : found->abbreviation;
  std::erase_if(office,
                [](char c) { return std::string_view("\\/:*?\"<>|").find(c) != std::string_view::npos; });
  const CivilDate today = workspace.context().today;
  CivilDate shown = today;
  shown.year += buddhist_offset_years;
  const std::string prefix =
      workspace.audit().workstation(audit::workstation_id(workspace.ledger().replica())) != nullptr
          ? workspace.number_series().prefix
          : std::string();
  return (office.empty() ? "truat" : office) + (prefix.empty() ? "" : "-" + prefix) + "_" + to_iso(shown) +
         ".truat.json";
}

} // namespace truat::app
