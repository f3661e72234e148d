// The program: turns the screens' requests into effects, and what comes of them into the next frame.
#pragma once

#include "app/access_bridge.h"
#include "app/export_work.h"
#include "app/factory_list.h"
#include "app/overlay_bridge.h"
#include "app/recipients.h"
#include "app/session.h"
#include "app/settings.h"
#include "app/truat_import.h"
#include "app/version_change.h"
#include "app/viewed_file.h"
#include "app/works.h"
#include "ui/frame.h"
#include "ui/workspace_choices.h"

#include <map>
#include <memory>
#include <string>

namespace truat::app {

class Application {
public:
  Application();

  /// When ImGui's context stands, before there is a window: fonts and theme. Opens the workspace.
  void set_up();
  /// Before each frame: what may only change between frames.
  void prepare();
  /// The drawing context was lost and is another now.
  void context_restored();
  /// One frame, between ImGui's NewFrame and Render.
  void draw();
  /// Whether a frame would show the records, or why they could not be opened.
  [[nodiscard]] bool is_usable() const;
  /// Between frames: `ui::Kit::has_region`.
  [[nodiscard]] bool has_region(int step) const { return m_ui.kit.has_region(step); }

private:
  void open_session();
  void workspace_began();
  void session_opened(const storage::OpeningReport& report);
  void choose_first_screen();
  void follow_route();
  void fill_sample_office();
  void apply_theme();
  void ask_for_notices();
  void show_error(const Error& error);
  void show_note(std::string sentence);

  void perform(ui::Request request);
  // One for each request; application_requests.cpp has the short ones, application_files.cpp those of files
  // and photos.
  void on(ui::CommitChange request);
  void on(const ui::Undo&);
  void on(const ui::Redo&);
  void on(ui::KeepDraft request);
  void on(const ui::DropDraft& request);
  void on(ui::PickFiles request);
  void on(ui::SaveFile request);
  void on(const ui::SaveDrawing& request);
  void on(ui::PrintHtml request);
  void on(const ui::CopyText& request);
  void on(const ui::OpenLink& request);
  void on(const ui::PrintInspection& request);
  void on(const ui::ShareInspection& request);
  void on(const ui::OpenSampleOffice&);
  void on(const ui::LeaveSampleOffice&);
  void on(const ui::ExportEverything& request);
  void on(const ui::ImportConfirmed& request);
  void on(const ui::ImportCancelled& request);
  void on(ui::ImportColumns request);
  void on(const ui::SetLanguage& request);
  void on(const ui::SetTheme& request);
  void on(const ui::SetScale& request);
  void on(const ui::SetLetterKeys& request);
  void on(const ui::SetPerson& request);
  void on(const ui::LocateMe& request);
  void on(const ui::TakeOver&);
  void on(const ui::RetrySave&);
  void on(const ui::StopWork& request);
  void on(const ui::RemovePhoto& request);
  void on(ui::Introduce request);
  void on(ui::PlanVisit request);
  void on(const ui::RestoreBeforeImport&);
  void on(const ui::PersistStorage&);
  void on(const ui::TakeVersion&);
  void on(const ui::PutOffVersion&);
  void on(const ui::OpenRescue&);
  void on(ui::ExportTable request);
  void on(const ui::ShareExported&);
  void on(const ui::UnlockFile& request);
  void on(const ui::KeepGridViews& request);
  void on(const ui::ListReceipts&);
  void on(const ui::MeasureStorage&);
  void on(const ui::EraseStorage&);
  void on(const ui::ViewFile& request);
  void on(const ui::CloseFile&);
  void on(const ui::CheckProof&);

  void take_in(const ui::PickFiles& request, platform::PickedFile file);
  void take_in_dropped(std::vector<platform::PickedFile> files);
  void take_in_photo(const ui::PickFiles& request, platform::PickedFile file);
  void attach_photo(const ui::PickFiles& request, const platform::PhotoFacts& facts);
  void print(platform::OutgoingFile file);
  void save(const ExportWork::Outcome& outcome);
  /// Offers it by a toast where the browser wants a press of its own.
  void share(const ExportWork::Outcome& outcome);
  void note_exported(const ExportWork::Outcome& outcome, std::string_view sentence);

  void read_truat_file(platform::PickedFile file);
  void read_truat_file(ui::TruatFilePreview shown, std::shared_ptr<ImportSource> source,
                       std::string_view passphrase);
  void read_viewed_file(platform::PickedFile file);
  void view(std::shared_ptr<StagedTruatFile> staged);
  void show_viewed(std::unique_ptr<ViewedFile> viewed);
  /// The viewed file's, else the session's. Contract: the session is open.
  [[nodiscard]] const workspace::Workspace& shown_workspace();
  void make_paper(const records::RecordId& inspection, std::function<void(platform::OutgoingFile)> use);
  void preview(ui::TruatFilePreview shown, std::unique_ptr<StagedTruatFile> staged);
  void show(ui::TruatFilePreview shown);
  void stage(ui::TruatFilePreview& shown, std::unique_ptr<StagedTruatFile> staged,
             PreviewTruatFile::Found found);
  void finish_receipts(std::vector<records::ImportReceipt>& receipts);
  void mark_receipt_restored();
  void read_factory_list(platform::PickedFile file);
  void read_factory_list(FactoryList& list, ListStage from);
  void show_factory_list(std::uint64_t import, const Result<void>& read);
  void take_factory_list(std::uint64_t import);
  /// Puts what an earlier session was typing before the person.
  void offer_drafts();
  /// The person of the settings, as soon as the records have them.
  void recognise_person();

  [[nodiscard]] bool all_is_saved() const;
  [[nodiscard]] ui::UiInput input_of_frame();
  [[nodiscard]] ui::SaveState save_state() const;
  [[nodiscard]] bool is_sample() const { return m_settings.workspace == WorkspaceChoice::sample; }

  std::unique_ptr<platform::Preferences> m_preferences;
  Settings m_settings;
  std::unique_ptr<Session> m_session;
  std::unique_ptr<ViewedFile> m_viewed;
  std::vector<std::unique_ptr<ViewedFile>> m_closed_files; ///< that long work may still read
  ui::UiState m_ui;
  ui::Requests m_requests;
  ui::WorkspaceChoices m_choices;
  ui::Fonts m_fonts;
  OverlayBridge m_overlay;
  AccessBridge m_access;
  Works m_works;
  VersionChange m_version;
  Instant m_saving_since;
  bool m_was_saving = false;
  std::map<std::uint64_t, std::shared_ptr<StagedTruatFile>> m_staged_files;
  std::map<std::uint64_t, std::shared_ptr<ImportSource>> m_locked_files; ///< that wait for their passphrase
  std::uint64_t m_unlock_work = 0;                                       ///< that tries a passphrase, if any
  std::optional<ExportWork::Outcome> m_to_share;                         ///< that waits for a press
  bool m_can_share = false;
  std::vector<SentTo> m_recipients; ///< of the office's files, the last first
  std::map<std::uint64_t, std::unique_ptr<FactoryList>> m_factory_lists;
  std::uint64_t m_last_import = 0;
  std::uint64_t m_list_work = 0; ///< the reading that goes on, if any
  std::string m_notices;
  bool m_notices_asked = false;
  bool m_theme_changed = false;
  ui::Route m_route; ///< as the page's address has it
};

} // namespace truat::app
