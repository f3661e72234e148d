// What the requests of files do: photos, saving, printing, exporting everything.
#include "app/application.h"
#include "app/export_work.h"
#include "app/frame_loop.h"
#include "app/inspection_paper.h"
#include "app/table_export.h"
#include "audit/evidence_verbs.h"
#include "platform/pictures.h"
#include "text/messages.h"
#include "text/numbers.h"

#include <utility>

namespace truat::app {
namespace {

constexpr const char* html_type = "text/html;charset=utf-8";

/// "<question>/<instance>"; both empty for a photo of the whole visit.
forms::QuestionInstance place_of(std::string_view field) {
  const auto slash = field.find('/');
  if (slash == std::string_view::npos)
    return {std::string(field), field.empty() ? std::string() : std::string(forms::main_instance)};
  return {std::string(field.substr(0, slash)), std::string(field.substr(slash + 1))};
}

/// A camera's clock shows local time without saying where: here it is Thailand's.
std::optional<Instant> thai_instant(const std::optional<std::string>& local) {
  if (!local || local->size() < 19)
    return std::nullopt;
  const auto utc = parse_iso_instant(local->substr(0, 19) + ".000Z");
  if (!utc)
    return std::nullopt;
  return Instant{utc->milliseconds - std::int64_t{thailand_offset_minutes} * 60'000};
}

std::string megabytes(std::uint64_t bytes) {
  const auto hundredths = static_cast<std::int64_t>((bytes * 100 + 524'288) / 1'048'576);
  return text::format_decimal(Decimal{hundredths, 2}, 1) + " MB";
}

} // namespace

void Application::on(ui::PickFiles request) {
  platform::PickRequest pick{
      .accept = request.accept,
      .several = request.how_many == ui::HowMany::several ? platform::Several::yes : platform::Several::no,
      .from_camera =
          request.capture == ui::Capture::camera ? platform::FromCamera::yes : platform::FromCamera::no};
  platform::pick_files(pick, [this, request = std::move(request)](std::vector<platform::PickedFile> files) {
    for (platform::PickedFile& file : files)
      take_in(request, std::move(file));
    request_frame();
  });
}

void Application::take_in(const ui::PickFiles& request, platform::PickedFile file) {
  switch (request.purpose) {
  case ui::FilePurpose::photo:
    take_in_photo(request, std::move(file));
    break;
  case ui::FilePurpose::factory_list:
    read_factory_list(std::move(file));
    break;
  case ui::FilePurpose::truat_file:
    read_truat_file(std::move(file));
    break;
  case ui::FilePurpose::viewed_file:
    read_viewed_file(std::move(file));
    break;
  case ui::FilePurpose::logo:
  case ui::FilePurpose::attachment:
    platform::release_file(file.id);
    break;
  }
}

void Application::take_in_dropped(std::vector<platform::PickedFile> files) {
  for (platform::PickedFile& file : files) {
    if (m_viewed) {
      platform::release_file(file.id);
      show_error({"viewing.read_only", {}, {}});
      continue;
    }
    ui::PickFiles request;
    if (file.name.ends_with(".json") || file.name.ends_with(".json.txt"))
      request.purpose = ui::FilePurpose::truat_file;
    else if (file.media_type.starts_with("image/"))
      request.purpose = ui::FilePurpose::photo;
    else
      request.purpose = ui::FilePurpose::factory_list;
    if (request.purpose == ui::FilePurpose::photo)
      request.record =
          m_ui.routes.current().screen == "visit" ? m_ui.routes.current().record : records::RecordId{};
    if (request.purpose == ui::FilePurpose::photo && request.record.is_none()) {
      platform::release_file(file.id);
      show_error({"app.photo_belongs_nowhere", {{"file", file.name}}, {}});
      continue;
    }
    take_in(request, std::move(file));
  }
  request_frame();
}

void Application::take_in_photo(const ui::PickFiles& request, platform::PickedFile file) {
  m_session->photos().take_in(file, [this, request, file](const Result<platform::PhotoFacts>& facts) {
    platform::release_file(file.id);
    if (!facts)
      show_error(facts.error());
    else
      attach_photo(request, *facts);
    request_frame();
  });
}

void Application::attach_photo(const ui::PickFiles& request, const platform::PhotoFacts& facts) {
  const workspace::Workspace& workspace = m_session->workspace();
  const forms::QuestionInstance place = place_of(request.field);
  audit::Photo photo;
  photo.inspection = request.record;
  photo.question = place.question;
  photo.instance = place.instance;
  photo.sha256 = facts.key;
  photo.original_sha256 = facts.original_sha256;
  photo.media_type = "image/jpeg";
  photo.captured_at = thai_instant(facts.captured);
  if (facts.position) {
    audit::Position position{
        .latitude = facts.position->latitude, .longitude = facts.position->longitude, .accuracy_metres = {}};
    if (facts.position->accuracy_metres)
      position.accuracy_metres = Decimal{*facts.position->accuracy_metres, 0};
    photo.position = position;
  }
  photo.width = facts.width;
  photo.height = facts.height;
  photo.byte_count = static_cast<std::int64_t>(facts.size_bytes);
  auto created = audit::attach_photo(workspace.audit(), photo, workspace.context());
  if (!created)
    show_error(created.error());
  else
    on(ui::CommitChange{std::move(created->change), ui::Announce::quietly});
}

void Application::on(const ui::RemovePhoto& request) {
  const workspace::Workspace& workspace = m_session->workspace();
  auto change = audit::remove_photo(workspace.audit(), request.record, workspace.context());
  if (!change)
    show_error(change.error());
  else
    on(ui::CommitChange{std::move(*change), ui::Announce::with_undo});
}

void Application::on(ui::SaveFile request) {
  platform::OutgoingFile file(std::move(request.name), std::move(request.mime));
  file.append(request.bytes());
  file.save();
}

void Application::on(const ui::SaveDrawing& request) {
  platform::draw_png(request.drawing, [this, name = request.name](const Result<std::string>& png) {
    if (!png) {
      show_error(png.error());
      request_frame();
      return;
    }
    platform::OutgoingFile file(name, "image/png");
    file.append(*png);
    file.save();
  });
}

void Application::on(ui::PrintHtml request) {
  platform::OutgoingFile file(request.title + ".html", html_type);
  file.append(request.html());
  print(std::move(file));
}

void Application::print(platform::OutgoingFile file) {
  auto kept = std::make_shared<platform::OutgoingFile>(std::move(file));
  // The frame reads the file until the dialog has been asked for, so the answer keeps it alive until then.
  kept->print([this, kept](const Result<void>& printed) {
    if (!printed)
      show_error(printed.error());
  });
}

void Application::make_paper(const records::RecordId& inspection,
                             std::function<void(platform::OutgoingFile)> use) {
  // A file that is closed meanwhile stays until the work is done.
  const auto photo = [this, viewed = m_viewed.get()](const std::string& key,
                                                     platform::Done<std::optional<std::string>> done) {
    if (viewed != nullptr)
      viewed->photo(key, std::move(done));
    else
      m_session->photos().get(key, std::move(done));
  };
  m_works.add(
      std::make_unique<InspectionPaper>(shown_workspace(), photo, inspection, m_settings.language,
                                        [this, use = std::move(use)](Result<platform::OutgoingFile> paper) {
                                          if (!paper)
                                            show_error(paper.error());
                                          else
                                            use(std::move(*paper));
                                        }));
}

void Application::on(const ui::PrintInspection& request) {
  make_paper(request.inspection, [this](platform::OutgoingFile paper) { print(std::move(paper)); });
}

void Application::on(const ui::ShareInspection& request) {
  make_paper(request.inspection, [](platform::OutgoingFile paper) { paper.save(); });
}

void Application::on(ui::ExportTable request) {
  std::string name = table_file_name(request, m_session->workspace().context().today);
  m_works.add(std::make_unique<TableExport>(std::move(request), std::move(name),
                                            [this](const Result<std::string>& file) {
                                              if (!file)
                                                show_error(file.error());
                                              else
                                                show_note(text::tr("grid.exported", {{"file", *file}}));
                                            }));
}

void Application::on(const ui::ExportEverything& asked) {
  ui::ExportEverything request = asked;
  if (request.only_new == ui::OnlyNew::yes)
    for (const SentTo& sent : m_recipients)
      if (sent.name == request.scope.recipient)
        request.scope.known = sent.known;
  const std::string name = export_file_name(m_session->workspace());
  m_works.add(std::make_unique<ExportWork>(
      *m_session, request, name, [this, to = request.to](const Result<ExportWork::Outcome>& outcome) {
        if (!outcome)
          show_error(outcome.error());
        else if (to == ui::ExportTo::share)
          share(*outcome);
        else
          save(*outcome);
      }));
}

void Application::save(const ExportWork::Outcome& outcome) {
  outcome.out->save();
  note_exported(outcome, outcome.missing_photos > 0 ? "app.exported_without" : "app.exported");
}

void Application::share(const ExportWork::Outcome& outcome) {
  outcome.out->share([this, outcome](const Result<bool>& shared) {
    if (shared && *shared) {
      m_to_share.reset();
      note_exported(outcome, outcome.missing_photos > 0 ? "app.shared_without" : "app.shared");
    } else {
      // The device's choice was closed, or the press is too long ago for the browser.
      m_to_share = outcome;
      m_ui.toasts.show({.kind = ui::Toast::Kind::note,
                        .sentence = text::tr("app.ready_to_share", {{"file", outcome.file}}),
                        .action_label = std::string(text::tr("app.share_now")),
                        .action = ui::ShareExported{}});
    }
    request_frame();
  });
}

void Application::on(const ui::ShareExported&) {
  if (m_to_share)
    share(ExportWork::Outcome(*m_to_share));
}

void Application::note_exported(const ExportWork::Outcome& outcome, std::string_view sentence) {
  // What was merged before is known elsewhere now, so it can no longer be taken back.
  m_session->store().drop_restore_point();
  const Instant now = platform::system_clock().now();
  if (!is_sample() && outcome.completes() && !outcome.scope.recipient.empty()) {
    remember_recipient(*m_preferences, {outcome.scope.recipient, now, outcome.known});
    m_recipients = load_recipients(*m_preferences);
  }
  // A part, or what only its recipient can complete, is no copy of the office.
  if (!is_sample() && !outcome.scope.chooses_records() && outcome.scope.known.empty()) {
    m_settings.exported_at = now;
    m_settings.exported_commits = outcome.commits;
    m_settings.exported_photos = outcome.with_photos;
    save_settings(*m_preferences, m_settings);
  }
  if (outcome.unsigned_because)
    show_note(text::tr("app.unsigned", {{"reason", text::tr(*outcome.unsigned_because)}}));
  show_note(text::tr(sentence, {{"file", outcome.file},
                                {"size", megabytes(outcome.bytes)},
                                {"photos", std::to_string(outcome.photos)},
                                {"missing", std::to_string(outcome.missing_photos)}}));
}

} // namespace truat::app
