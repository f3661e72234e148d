// What the requests of imports do: a file is read and shown, then taken or put away.
#include "app/application.h"
#include "app/frame_loop.h"
#include "app/truat_import.h"
#include "audit/permissions.h"
#include "text/messages.h"

#include <utility>

namespace truat::app {

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

void Application::on(const ui::ImportCancelled& request) {
  m_staged_files.erase(request.import);
  m_locked_files.erase(request.import);
  m_factory_lists.erase(request.import);
}

} // namespace truat::app
