// What the requests of imports do: a file is read and shown, then taken or put away.
#include "app/application.h"
#include "app/frame_loop.h"
#include "app/truat_import.h"
#include "base/sort.h"
#include "text/messages.h"

#include <algorithm>
#include <map>
#include <utility>

namespace truat::app {
namespace {

/// What the file says by itself: it is played on a ledger of its own. A partial file cannot stand alone and
/// says nothing; then records that only it knows are shown by their kind.
struct FileWords {
  std::map<records::RecordId, std::string> titles;
  std::string person, office, workstation;
};

FileWords words_of(const exchange::TruatContent& content, const records::MergePreview& preview) {
  SeededRandom random(1);
  workspace::Workspace alone(records::new_replica_id(random), platform::system_clock(), random);
  FileWords words;
  if (!alone.merge(content.commits, records::Ledger::Source::store))
    return words;
  for (const records::MergePreview::RecordChange& change : preview.records)
    if (change.is_new)
      words.titles.emplace(change.record, alone.title(change.record).title);
  if (!content.manifest.replica)
    return words;
  const records::ReplicaId& maker = *content.manifest.replica;
  if (const audit::Workstation* station = alone.audit().workstation(audit::workstation_id(maker))) {
    words.workstation = station->name;
    if (const audit::Office* office = alone.audit().office(station->office))
      words.office = office->name;
  }
  std::uint64_t newest = 0;
  for (const records::CommitLines& lines : content.commits)
    if (const auto header = records::decode_header(lines.header);
        header && header->replica == maker && header->sequence > newest) {
      newest = header->sequence;
      words.person = alone.person_name(header->author);
    }
  return words;
}

} // namespace

void Application::read_truat_file(platform::PickedFile file) {
  const std::string name = file.name;
  const std::uint64_t import = ++m_last_import;
  m_works.add(std::make_unique<ReadTruatFile>(
      std::move(file), [this, import, name](Result<std::unique_ptr<StagedTruatFile>> staged) {
        ui::TruatFilePreview shown;
        shown.import = import;
        shown.file = name;
        if (!staged)
          shown.error = std::move(staged.error());
        else
          stage(shown, std::move(*staged));
        m_ui.inbox.put(std::move(shown));
        m_ui.routes.go({"exchange_import", {}, {}});
        request_frame();
      }));
}

void Application::stage(ui::TruatFilePreview& shown, std::unique_ptr<StagedTruatFile> staged) {
  const workspace::Workspace& workspace = m_session->workspace();
  auto preview = workspace.ledger().preview(staged->content.commits);
  if (!preview) {
    shown.error = std::move(preview.error());
    return;
  }
  shown.bytes = staged->file.size_bytes;
  FileWords words = words_of(staged->content, *preview);
  shown.titles = std::move(words.titles);
  shown.from_person = std::move(words.person);
  shown.from_office = std::move(words.office);
  shown.from_workstation = std::move(words.workstation);
  shown.preview = std::move(*preview);
  shown.photos = staged->content.photos.size();
  shown.missing_photos = staged->content.manifest.left_out.photos.size();
  shown.exported_at = staged->content.manifest.exported_at;
  shown.digests_hold = true; // the reader refuses a file in which one does not
  shown.chains_are_whole = chains_are_whole(staged->content.commits);
  m_staged_files[shown.import] = std::move(staged);
}

bool Application::chains_are_whole(const std::vector<records::CommitLines>& commits) const {
  records::VersionVector known = m_session->workspace().ledger().log().known();
  std::map<records::ReplicaId, std::vector<std::uint64_t>> sequences;
  for (const records::CommitLines& lines : commits)
    if (const auto header = records::decode_header(lines.header))
      sequences[header->replica].push_back(header->sequence);
  for (auto& [replica, own] : sequences) {
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

void Application::read_factory_list(platform::PickedFile file) {
  const std::uint64_t import = ++m_last_import;
  auto list = std::make_unique<FactoryList>();
  list->import = import;
  list->file = std::move(file);
  FactoryList& kept = *list;
  m_factory_lists[import] = std::move(list);
  read_factory_list(kept, ListStage::bytes);
}

void Application::read_factory_list(FactoryList& list, ListStage from) {
  const std::uint64_t import = list.import;
  m_list_work = m_works.add(std::make_unique<ReadFactoryList>(
      list, m_session->workspace(), from,
      [this, import](const Result<void>& read) { show_factory_list(import, read); }));
}

void Application::show_factory_list(std::uint64_t import, const Result<void>& read) {
  const auto found = m_factory_lists.find(import);
  if (found == m_factory_lists.end())
    return;
  ui::FactoryListPreview preview = preview_of(*found->second);
  if (!read)
    preview.error = read.error();
  m_ui.inbox.put(std::move(preview));
  if (m_ui.routes.current().screen != "factories_import")
    m_ui.routes.go({"factories_import", {}, {}});
  request_frame();
}

void Application::on(ui::ImportColumns request) {
  const auto found = m_factory_lists.find(request.import);
  if (found == m_factory_lists.end())
    return;
  m_works.stop(m_list_work);
  read_factory_list(*found->second, decide(*found->second, request));
}

void Application::take_factory_list(std::uint64_t import) {
  auto node = m_factory_lists.extract(import);
  m_works.stop(m_list_work);
  const exchange::ImportPlan& plan = node.mapped()->plan;
  const records::Change change = exchange::change_of(plan);
  if (change.operations.empty())
    return;
  if (auto committed = m_session->commit(change); !committed) {
    show_error(committed.error());
    m_factory_lists.insert(std::move(node));
    return;
  }
  m_ui.toasts.show({.kind = ui::Toast::Kind::note,
                    .sentence = text::tr("app.list_imported", {{"fresh", std::to_string(plan.fresh)},
                                                               {"changed", std::to_string(plan.changed)}}),
                    .action_label = std::string(text::tr("app.undo")),
                    .action = ui::Undo{}});
  m_ui.routes.start({"factories", {}, {}});
}

void Application::on(const ui::ImportConfirmed& request) {
  if (auto allowed = m_session->can_commit(); !allowed) {
    show_error(allowed.error());
    return;
  }
  if (m_factory_lists.contains(request.import)) {
    take_factory_list(request.import);
    return;
  }
  auto node = m_staged_files.extract(request.import);
  if (node.empty())
    return;
  m_works.add(std::make_unique<TakeTruatFile>(
      *m_session, std::move(node.mapped()), [this](const Result<records::MergeReceipt>& receipt) {
        if (!receipt) {
          show_error(receipt.error());
          return;
        }
        const auto count = static_cast<std::int64_t>(receipt->new_commits.size());
        const bool can_restore = count > 0 && m_session->store().can_restore();
        m_ui.toasts.show(
            {.kind = ui::Toast::Kind::note,
             .sentence = text::tr("app.imported", {{"count", std::to_string(count)}}),
             .action_label = can_restore ? std::string(text::tr("app.restore")) : std::string(),
             .action = can_restore ? std::optional<ui::Request>(ui::RestoreBeforeImport{}) : std::nullopt});
        recognise_person();
        m_ui.routes.start({"exchange", {}, {}});
        request_frame();
      }));
}

void Application::on(const ui::ImportCancelled& request) {
  m_staged_files.erase(request.import);
  m_factory_lists.erase(request.import);
}

} // namespace truat::app
