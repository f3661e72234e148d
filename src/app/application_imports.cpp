// What the requests of imports do: a file is read and shown, then taken or put away.
#include "app/application.h"
#include "app/frame_loop.h"
#include "app/truat_import.h"
#include "audit/permissions.h"
#include "text/messages.h"

#include <utility>

namespace truat::app {
namespace {

using records::ImportReceipt;

/// What is known of an import before it is taken.
ImportReceipt receipt_of(const ui::TruatFilePreview& shown, const exchange::TruatContent& content,
                         const std::optional<records::CommitId>& new_commit) {
  const records::MergePreview& preview = shown.preview;
  return {.imported_at = {},
          .restored_at = {},
          .imported_by = {},
          .file = shown.file,
          .bytes = shown.bytes,
          .manifest = content.manifest_digest,
          .person = shown.from_person,
          .office = shown.from_office,
          .workstation = shown.from_workstation,
          .replica = content.manifest.replica,
          .exported_at = shown.exported_at,
          .first_change = shown.first_change,
          .last_change = shown.last_change,
          .new_commits = preview.new_commits,
          .known_commits = preview.known_commits,
          .new_records = preview.new_records,
          .changed_records = preview.changed_records,
          .records_in_conflict = preview.records_in_conflict,
          .known_records = preview.known_records,
          .photos = content.photos.size(),
          .witness = new_commit};
}

} // namespace

namespace {

/// Of a seal whose signature holds.
workspace::KeyTrust trust_in(Session& session, const exchange::SealStatement& seal) {
  const workspace::Workspace& workspace = session.workspace();
  const auto keys =
      workspace::replica_keys(workspace, workspace.ledger().replica(), session.content().heads());
  const auto found = keys.find(seal.replica);
  if (found == keys.end() || !found->second.has_published(seal.key))
    return workspace::KeyTrust::unknown;
  const workspace::ReplicaKeys& its = found->second;
  return its.counts(seal.key, seal.time) || its.trust == workspace::KeyTrust::revoked
             ? its.trust
             : workspace::KeyTrust::unknown;
}

} // namespace

void Application::read_truat_file(platform::PickedFile file) {
  ui::TruatFilePreview shown;
  shown.import = ++m_last_import;
  shown.file = file.name;
  auto source = std::make_shared<ImportSource>(std::move(file));
  source->look([this, shown = std::move(shown), source](Result<void> looked) mutable {
    if (looked && !source->is_locked()) {
      read_truat_file(std::move(shown), source, {});
      request_frame();
      return;
    }
    if (looked) {
      shown.locked = true;
      m_locked_files[shown.import] = source;
    } else {
      shown.error = std::move(looked.error());
    }
    show(std::move(shown));
  });
}

void Application::read_truat_file(ui::TruatFilePreview shown, std::shared_ptr<ImportSource> source,
                                  std::string_view passphrase) {
  m_works.stop(std::exchange(m_unlock_work, 0)); // another passphrase has been typed meanwhile
  const bool is_locked = source->is_locked();
  const std::uint64_t work = m_works.add(std::make_unique<ReadTruatFile>(
      std::move(source), passphrase,
      [this, shown = std::move(shown)](Result<std::unique_ptr<StagedTruatFile>> staged) mutable {
        if (staged) {
          m_locked_files.erase(shown.import);
          preview(std::move(shown), std::move(*staged));
          return;
        }
        shown.error = std::move(staged.error());
        // Another passphrase may be the right one; nothing else can be mended here.
        shown.locked = shown.error->key == "locked.wrong_passphrase";
        if (!shown.locked)
          m_locked_files.erase(shown.import);
        show(std::move(shown));
      }));
  if (is_locked)
    m_unlock_work = work;
}

void Application::on(const ui::UnlockFile& request) {
  const auto found = m_locked_files.find(request.import);
  if (found == m_locked_files.end())
    return;
  ui::TruatFilePreview shown;
  shown.import = request.import;
  shown.file = found->second->file().name;
  read_truat_file(std::move(shown), found->second, request.passphrase);
}

void Application::preview(ui::TruatFilePreview shown, std::unique_ptr<StagedTruatFile> staged) {
  m_works.add(std::make_unique<PreviewTruatFile>(
      m_session->workspace(), std::move(staged),
      [this, shown = std::move(shown)](std::unique_ptr<StagedTruatFile> read,
                                       Result<PreviewTruatFile::Found> found) mutable {
        if (found)
          stage(shown, std::move(read), std::move(*found));
        else
          shown.error = std::move(found.error());
        show(std::move(shown));
      }));
}

void Application::show(ui::TruatFilePreview shown) {
  m_ui.inbox.put(std::move(shown));
  m_ui.routes.go({"exchange_import", {}, {}});
  request_frame();
}

void Application::stage(ui::TruatFilePreview& shown, std::unique_ptr<StagedTruatFile> staged,
                        PreviewTruatFile::Found found) {
  shown.bytes = staged->source->file().size_bytes;
  shown.titles = std::move(found.words.titles);
  shown.from_person = std::move(found.words.person);
  shown.from_office = std::move(found.words.office);
  shown.from_workstation = std::move(found.words.workstation);
  shown.preview = std::move(found.preview);
  shown.photos = staged->content.photos.size();
  shown.missing_photos = staged->content.manifest.left_out.photos.size();
  shown.exported_at = staged->content.manifest.exported_at;
  shown.digests_hold = true; // the reader refuses a file in which one does not
  shown.chains_are_whole = found.chains_are_whole;
  if (staged->content.seal)
    shown.signed_by = trust_in(*m_session, staged->content.seal->statement);
  shown.first_change = found.first_change;
  shown.last_change = found.last_change;
  staged->receipt = receipt_of(shown, staged->content, found.new_commit);
  m_staged_files[shown.import] = std::move(staged);
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
  const workspace::Workspace& workspace = m_session->workspace();
  if (auto allowed =
          audit::permitted(workspace.audit(), workspace.context(), audit::Permission::import_lists);
      !allowed) {
    show_error(allowed.error());
    m_factory_lists.insert(std::move(node));
    return;
  }
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

void Application::on(const ui::ListReceipts&) {
  m_session->receipts().load([this](Result<storage::Receipts::Listed> listed) {
    ui::ReceiptList list;
    if (!listed) {
      list.error = std::move(listed.error());
    } else {
      list.receipts = std::move(listed->receipts);
      list.unreadable = listed->unreadable;
      finish_receipts(list.receipts);
    }
    m_ui.inbox.put(std::move(list));
    request_frame();
  });
}

/// Receipts whose import came to its end though the page closed before that was written down.
void Application::finish_receipts(std::vector<ImportReceipt>& receipts) {
  const workspace::Workspace* workspace = m_session->workspace_if_open();
  for (ImportReceipt& receipt : receipts)
    if (receipt.state == ImportReceipt::State::begun && receipt.witness && workspace != nullptr &&
        workspace->ledger().log().knows(*receipt.witness) && m_works.is_idle()) {
      receipt.state = ImportReceipt::State::taken;
      m_session->receipts().put(receipt, [](const Result<void>&) {}); // else found out again next time
    }
}

/// The newest import that brought anything is the one that was taken back.
void Application::mark_receipt_restored() {
  m_session->receipts().load([this](const Result<storage::Receipts::Listed>& listed) {
    if (!listed) {
      show_error(listed.error());
      return;
    }
    for (ImportReceipt receipt : listed->receipts) {
      if (receipt.new_commits == 0 || receipt.state == ImportReceipt::State::restored)
        continue;
      receipt.state = ImportReceipt::State::restored;
      receipt.restored_at = platform::system_clock().now();
      m_session->receipts().put(receipt, [this](const Result<void>& kept) {
        if (!kept)
          show_error(kept.error());
        else
          on(ui::ListReceipts{});
      });
      return;
    }
  });
}

void Application::read_viewed_file(platform::PickedFile file) {
  auto source = std::make_shared<ImportSource>(std::move(file));
  source->look([this, source](const Result<void>& looked) {
    if (!looked) {
      show_error(looked.error());
    } else if (source->is_locked()) {
      // The import's page asks for the passphrase, and can show the file as well.
      ui::TruatFilePreview shown;
      shown.import = ++m_last_import;
      shown.file = source->file().name;
      shown.locked = true;
      m_locked_files[shown.import] = source;
      show(std::move(shown));
    } else {
      m_works.add(std::make_unique<ReadTruatFile>(source, std::string_view(),
                                                  [this](Result<std::unique_ptr<StagedTruatFile>> staged) {
                                                    if (staged)
                                                      view(std::move(*staged));
                                                    else
                                                      show_error(staged.error());
                                                  }));
    }
    request_frame();
  });
}

void Application::view(std::shared_ptr<StagedTruatFile> staged) {
  m_works.add(std::make_unique<PlayTruatFile>(
      staged, [this, staged](Result<std::unique_ptr<workspace::Workspace>> played) {
        if (played)
          show_viewed(std::make_unique<ViewedFile>(staged, std::move(*played)));
        else
          show_error(played.error());
      }));
}

void Application::show_viewed(std::unique_ptr<ViewedFile> viewed) {
  on(ui::CloseFile{});
  m_viewed = std::move(viewed);
  m_choices.use(&m_viewed->workspace());
  std::swap(m_ui.screens, m_viewed->screens);
  m_viewed->routes = m_ui.routes;
  m_ui.routes.start({"today", {}, {}});
  request_frame();
}

void Application::on(const ui::ViewFile& request) {
  if (const auto found = m_staged_files.find(request.import); found != m_staged_files.end())
    view(found->second);
}

void Application::on(const ui::CloseFile&) {
  if (!m_viewed)
    return;
  m_choices.use(&m_session->workspace());
  m_ui.screens = std::move(m_viewed->screens);
  m_ui.routes = std::move(m_viewed->routes);
  m_closed_files.push_back(std::move(m_viewed));
}

void Application::on(const ui::ImportCancelled& request) {
  m_staged_files.erase(request.import);
  m_locked_files.erase(request.import);
  m_factory_lists.erase(request.import);
}

} // namespace truat::app
