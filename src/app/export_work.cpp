#include "app/export_work.h"

#include <algorithm>
#include <utility>

namespace truat::app {
namespace {

/// Every photo that a record names, by the hash of its bytes.
std::set<std::string> named_photos(const workspace::Workspace& workspace) {
  std::set<std::string> named;
  for (const records::RecordId& id : workspace.projection().records(audit::photo_kind))
    if (const audit::Photo* photo = workspace.audit().photo(id))
      named.insert(photo->sha256);
  return named;
}

} // namespace

ExportWork::ExportWork(Session& session, const ui::ExportEverything& request, std::string file_name,
                       std::function<void(const Result<Outcome>&)> done)
    : m_session(session), m_with_photos(request.photos), m_file_name(std::move(file_name)),
      m_done(std::move(done)), m_out(m_file_name, request.passphrase) {
  m_session.photos().keys([answers = m_answers](Result<std::vector<std::string>> keys) {
    if (keys)
      answers->keys.insert(keys->begin(), keys->end());
    else
      answers->error = std::move(keys.error());
    answers->keys_known = true;
  });
}

void ExportWork::start_writing() {
  const workspace::Workspace& workspace = m_session.workspace();
  const records::Log& log = workspace.ledger().log();
  exchange::TruatExport what{.replica = workspace.ledger().replica(),
                             .created_at = log.size() > 0 ? log.header(0).time : workspace.context().now,
                             .exported_at = workspace.context().now,
                             .photos = {},
                             .left_out_photos = {}};
  for (const std::string& key : named_photos(workspace)) {
    const auto hash = parse_hash(key);
    if (!hash)
      continue; // a record of a newer version; its field travels with the log
    const bool here = m_answers->keys.contains(key);
    if (here && m_with_photos == ui::WithPhotos::yes)
      what.photos.push_back(*hash);
    else
      what.left_out_photos.push_back(*hash);
  }
  m_outcome = {.file = m_file_name,
               .bytes = 0,
               .photos = what.photos.size(),
               .missing_photos = what.left_out_photos.size(),
               .out = {}};
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
    if (!m_answers->keys_known)
      return Now::waiting;
    start_writing();
  }
  if (m_waits) {
    if (!m_answers->photo)
      return Now::waiting;
    Result<std::string> bytes = std::move(*std::exchange(m_answers->photo, std::nullopt));
    const auto given =
        bytes.and_then([this](const std::string& photo) { return m_writer->give_photo(photo); });
    if (!given)
      return fail(given.error());
    m_waits = false;
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
    } else {
      m_out.finish();
      m_is_written = true;
    }
  } while (!budget.is_spent());
  return Now::more;
}

LongWork::Now ExportWork::finish() {
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
