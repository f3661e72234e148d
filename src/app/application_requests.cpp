// What the short requests do: commits, undo, settings, workspaces.
#include "app/application.h"
#include "app/frame_loop.h"
#include "audit/edit.h"
#include "audit/visit_verbs.h"
#include "platform/page_address.h"
#include "text/messages.h"

#include <algorithm>
#include <type_traits>

namespace truat::app {

namespace {

/// What would change the office's own records, or take them for those of the file that is looked at.
template <class One, class... Others>
constexpr bool is_one_of = (std::is_same_v<One, Others> || ...);
template <class One>
constexpr bool is_refused_while_viewing =
    is_one_of<One, ui::CommitChange, ui::Undo, ui::Redo, ui::KeepDraft, ui::DropDraft, ui::PickFiles,
              ui::OpenSampleOffice, ui::LeaveSampleOffice, ui::ExportEverything, ui::ImportConfirmed,
              ui::ImportColumns, ui::SetPerson, ui::LocateMe, ui::RemovePhoto, ui::Introduce, ui::PlanVisit,
              ui::RestoreBeforeImport, ui::EraseStorage, ui::ShareExported, ui::UnlockFile>;

} // namespace

void Application::perform(ui::Request request) {
  std::visit(
      [this](auto&& one) {
        if constexpr (is_refused_while_viewing<std::remove_cvref_t<decltype(one)>>)
          if (m_viewed) {
            show_error({"viewing.read_only", {}, {}});
            return;
          }
        on(std::forward<decltype(one)>(one));
      },
      std::move(request));
}

void Application::on(ui::CommitChange request) {
  const std::string label = request.change.label;
  const bool undoable = request.change.undoable == records::Undoable::yes;
  if (auto committed = m_session->commit(request.change); !committed) {
    show_error(committed.error());
    return;
  }
  for (const records::DraftOperation& operation : request.change.operations)
    m_session->drafts().forget(operation.record, operation.field);
  if (request.announce == ui::Announce::with_undo)
    m_ui.toasts.show({.kind = ui::Toast::Kind::note,
                      .sentence = std::string(text::tr(label)),
                      .action_label = undoable ? std::string(text::tr("app.undo")) : std::string(),
                      .action = undoable ? std::optional<ui::Request>(ui::Undo{}) : std::nullopt});
}

void Application::on(const ui::Undo&) {
  const auto step = m_session->workspace().ledger().next_undo();
  if (!step)
    return;
  if (auto undone = m_session->undo(); !undone)
    show_error(undone.error());
  else
    m_ui.toasts.show({.kind = ui::Toast::Kind::note,
                      .sentence = text::tr("app.undone", {{"what", "@" + step->label}}),
                      .action_label = std::string(text::tr("app.redo")),
                      .action = ui::Redo{}});
}

void Application::on(const ui::Redo&) {
  if (!m_session->workspace().ledger().next_redo())
    return;
  if (auto redone = m_session->redo(); !redone)
    show_error(redone.error());
}

void Application::on(ui::KeepDraft request) {
  m_session->drafts().typed(request.record, request.field, std::move(request.overwrites), request.text);
}

void Application::on(const ui::DropDraft& request) {
  m_session->drafts().forget(request.record, request.field);
}

void Application::on(const ui::CopyText& request) {
  platform::copy_to_clipboard(request.text, [this](const Result<void>& copied) {
    if (!copied)
      show_error(copied.error());
    else
      show_note(std::string(text::tr("app.copied")));
  });
}

void Application::on(const ui::OpenLink& request) {
  if (!platform::open_link(request.url))
    show_error({"app.link_refused", {{"url", request.url}}, {}});
}

void Application::on(const ui::OpenSampleOffice&) {
  m_settings.workspace = WorkspaceChoice::sample;
  save_settings(*m_preferences, m_settings);
  platform::set_page_address("#", platform::AddressStep::same);
  platform::reload_page();
}

void Application::on(const ui::LeaveSampleOffice&) {
  if (!is_sample())
    return;
  // Made anew at the next visit, so that its dates are always around today.
  m_session->erase([this](const Result<void>& erased) {
    if (!erased) {
      show_error(erased.error());
      return;
    }
    m_settings.workspace = WorkspaceChoice::office;
    save_settings(*m_preferences, m_settings);
    platform::set_page_address("#", platform::AddressStep::same);
    platform::reload_page();
  });
}

void Application::on(const ui::SetLanguage& request) {
  m_settings.language = request.language;
  text::set_language(request.language);
  platform::set_page_language(request.language == text::Language::thai ? "th" : "en");
  platform::set_page_title(text::tr("general.page_title"));
  save_settings(*m_preferences, m_settings);
}

void Application::on(const ui::SetTheme& request) {
  m_settings.theme = m_ui.theme = request.theme;
  m_theme_changed = true;
  save_settings(*m_preferences, m_settings);
}

void Application::on(const ui::SetScale& request) {
  m_settings.scale = m_ui.scale = std::clamp(request.scale, 0.8F, 2.0F);
  m_theme_changed = true;
  save_settings(*m_preferences, m_settings);
}

void Application::on(const ui::SetLetterKeys& request) {
  m_settings.letter_keys = m_ui.letter_keys = request.on;
  save_settings(*m_preferences, m_settings);
}

void Application::on(const ui::SetPerson& request) {
  m_session->workspace().set_actor(request.person);
  if (is_sample())
    return;
  m_settings.person = request.person;
  save_settings(*m_preferences, m_settings);
}

void Application::on(ui::Introduce request) {
  auto person =
      m_session->workspace().introduce({.person_name = std::move(request.person_name),
                                        .position = std::move(request.position),
                                        .officer_card = std::move(request.officer_card),
                                        .office_name = std::move(request.office_name),
                                        .office_abbreviation = std::move(request.office_abbreviation),
                                        .office_province = std::move(request.office_province)});
  if (!person) {
    show_error(person.error());
    return;
  }
  m_session->keep();
  on(ui::SetPerson{*person});
  on(ui::PersistStorage{});
  m_ui.routes.start({"today", {}, {}});
}

void Application::on(ui::PlanVisit request) {
  auto visit = m_session->can_commit().and_then([&] {
    return m_session->workspace().plan_visit({.factory = request.factory,
                                              .checklist_key = std::move(request.checklist_key),
                                              .purpose = std::move(request.purpose),
                                              .purpose_detail = std::move(request.purpose_detail),
                                              .planned_on = request.planned_on,
                                              .team = std::move(request.team),
                                              .start_now = request.start_now == ui::StartNow::yes});
  });
  m_session->keep();
  if (!visit)
    show_error(visit.error());
  else
    m_ui.routes.go({"visit", *visit, {}});
}

void Application::on(const ui::LocateMe& request) {
  platform::locate([this, request](const Result<platform::Position>& found) {
    if (!found) {
      show_error(found.error());
      return;
    }
    audit::Position position{
        .latitude = found->latitude, .longitude = found->longitude, .accuracy_metres = {}};
    if (found->accuracy_metres)
      position.accuracy_metres = Decimal{*found->accuracy_metres, 0};
    const workspace::Workspace& workspace = m_session->workspace();
    auto change = audit::set_field(workspace.audit(), request.record, request.field,
                                   audit::to_value(position), std::nullopt, workspace.context());
    if (!change)
      show_error(change.error());
    else
      on(ui::CommitChange{std::move(*change), ui::Announce::with_undo});
    request_frame();
  });
}

void Application::on(const ui::TakeOver&) {
  m_session->store().take_over();
}
void Application::on(const ui::RetrySave&) {
  m_session->store().retry();
}
void Application::on(const ui::StopWork& request) {
  m_works.stop(request.work);
}

void Application::on(const ui::TakeVersion&) {
  m_version.take();
}
void Application::on(const ui::PutOffVersion&) {
  m_version.put_off();
}

void Application::on(const ui::OpenRescue&) {
  platform::open_rescue_page();
}

void Application::on(const ui::RestoreBeforeImport&) {
  if (!m_session->store().can_restore()) {
    show_error({"app.cannot_restore", {}, {}});
    return;
  }
  m_session->store().restore([this](const Result<void>& restored) {
    if (!restored) {
      show_error(restored.error());
      return;
    }
    mark_receipt_restored();
    m_session->forget_unknown_heads();
    show_note(std::string(text::tr("app.restored")));
  });
}

void Application::on(const ui::KeepGridViews& request) {
  save_grid_views(*m_preferences, request.grid, m_session->workspace().actor(), request.text);
}

void Application::on(const ui::PersistStorage&) {
  platform::request_persistence([this](const Result<bool>& persisted) {
    if (!persisted)
      show_error(persisted.error());
    else if (m_ui.routes.current().screen == "storage")
      on(ui::MeasureStorage{});
  });
}

} // namespace truat::app
