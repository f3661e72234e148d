#include "app/application.h"

#include "app/frame_loop.h"
#include "audit/sample_office.h"
#include "audit/sample_photos.h"
#include "base/contract.h"
#include "base/embedded.h"
#include "platform/page_address.h"
#include "platform/site_files.h"
#include "text/messages.h"
#include "text/packed_font.h"
#include "ui/widgets/text.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace truat::app {
namespace {

storage::WorkspaceName name_of(WorkspaceChoice choice) {
  return choice == WorkspaceChoice::sample ? storage::WorkspaceName{"truat-sample"}
                                           : storage::WorkspaceName{};
}

ui::FontBytes font_bytes() {
  const auto bytes = [](std::string_view name) {
    return std::as_bytes(std::span(text::truetype_font(name)));
  };
  return {
      .regular = bytes("truat-text-400"), .semibold = bytes("truat-text-600"), .icons = bytes("truat-icons")};
}

/// "สอจ.สงขลา": as people say it, since the rail has no room for the whole name.
std::string short_name(const audit::Office& office) {
  const audit::Place* province = workspace::reference().places.find(office.province);
  if (province == nullptr)
    return office.name;
  const bool thai = text::language() == text::Language::thai;
  return text::tr("start.office_of", {{"province", thai ? province->thai : province->english}});
}

std::vector<std::size_t> browser_breaks(std::string_view text) {
  const std::vector<std::uint32_t> breaks = platform::word_breaks(text);
  return {breaks.begin(), breaks.end()};
}

} // namespace

Application::Application()
    : m_preferences(platform::open_preferences()), m_settings(load_settings(*m_preferences)),
      m_version({.put_out =
                     [this] {
                       if (m_session)
                         m_session->flush();
                     },
                 .all_is_saved = [this] { return all_is_saved(); },
                 .changed = request_frame},
                platform::browser_timers()) {
  text::set_language(m_settings.language);
  m_ui.scale = m_settings.scale;
  m_ui.letter_keys = m_settings.letter_keys;
  m_ui.theme = m_settings.theme;
  m_can_share = platform::can_share_files();
  m_recipients = load_recipients(*m_preferences);
  platform::on_wake(request_frame);
  platform::on_visibility(
      [this] {
        if (m_session)
          m_session->flush();
      },
      request_frame);
  platform::on_files_dropped(
      [this](std::vector<platform::PickedFile> files) { take_in_dropped(std::move(files)); },
      [](bool) { request_frame(); });
  platform::on_network([](bool) { request_frame(); });
  platform::on_appearance([this] {
    m_theme_changed = true;
    request_frame();
  });
  platform::on_address_changed([this](const std::string& address) {
    if (const auto route = ui::parse_address(address); route && *route != m_route) {
      m_route = *route;
      m_ui.routes.start(*route);
      request_frame();
    }
  });
}

void Application::set_up() {
  const ui::FontBytes bytes = font_bytes();
  auto fonts = ui::add_fonts(*ImGui::GetIO().Fonts, bytes);
  expects(fonts.has_value(), "the embedded fonts can be read");
  m_fonts = *fonts;
  m_overlay.register_fonts(bytes);
  ui::use_segmenter(browser_breaks);
  platform::set_page_language(m_settings.language == text::Language::thai ? "th" : "en");
  platform::set_page_title(text::tr("general.page_title"));
  if (const auto route = ui::parse_address(platform::page_address()))
    m_ui.routes.start(*route);
  apply_theme();
  open_session();
  (void)workspace::reference(); // read while the browser opens its databases
}

void Application::open_session() {
  m_session = std::make_unique<Session>(
      name_of(m_settings.workspace),
      SessionEvents{.began = [this] { workspace_began(); },
                    .changed = request_frame,
                    .opened = [this](const storage::OpeningReport& report) { session_opened(report); },
                    .broken = [this](const Error& error) { show_error(error); },
                    .renamed = [this] { show_note(std::string(text::tr("app.renamed"))); }});
  m_session->open();
}

void Application::workspace_began() {
  // Nothing may still work on the workspace that was there before, nor show it.
  m_works.stop_all();
  on(ui::CloseFile{});
  m_choices.use(&m_session->workspace());
  m_ui.screens.clear();
}

void Application::session_opened(const storage::OpeningReport& report) {
  workspace::Workspace& workspace = m_session->workspace();
  for (const Error& damaged : report.damaged)
    show_error(damaged);
  if (report.loss)
    show_error(*report.loss);
  if (is_sample()) {
    if (report.is_new)
      fill_sample_office();
    const auto people = workspace.audit().people();
    if (!people.empty())
      workspace.set_actor(people.front());
  }
  recognise_person();
  choose_first_screen();
  if (m_session->can_commit())
    offer_drafts();
}

void Application::offer_drafts() {
  m_session->drafts().load([this](Result<std::vector<storage::Draft>> drafts) {
    if (!drafts) {
      show_error(drafts.error());
      return;
    }
    ui::KeptTexts kept;
    for (storage::Draft& draft : *drafts)
      kept.texts.push_back({draft.record, std::move(draft.field), std::move(draft.opened_heads),
                            std::move(draft.text), draft.time});
    if (kept.texts.empty())
      return;
    m_ui.inbox.put(std::move(kept));
    request_frame();
  });
}

void Application::recognise_person() {
  workspace::Workspace& workspace = m_session->workspace();
  if (is_sample())
    return;
  // Browsers put their preferences on the disk when it suits them: after a power cut the records may be there
  // and who made them forgotten.
  const bool is_known = workspace.audit().person(m_settings.person) != nullptr;
  workspace.set_actor(is_known ? m_settings.person : workspace.last_actor());
  if (!is_known && !workspace.actor().is_none()) {
    m_settings.person = workspace.actor();
    save_settings(*m_preferences, m_settings);
  }
}

void Application::choose_first_screen() {
  if (m_session->workspace().actor().is_none())
    m_ui.routes.start({"start", {}, {}});
  else if (m_ui.routes.current().screen.empty() || m_ui.routes.current().screen == "start")
    m_ui.routes.start({"today", {}, {}});
}

void Application::fill_sample_office() {
  workspace::Workspace& workspace = m_session->workspace();
  FixedClock clock(platform::system_clock().now());
  SeededRandom random(1);
  // The sample is somebody else's work: it is made by a replica of its own and merged like any file.
  records::Ledger sample(records::new_replica_id(random), workspace::schema(), clock, random);
  auto filled =
      audit::fill_sample_office(sample, clock, workspace::reference(), embedded_file("sample/office.json"),
                                {.seed = 1, .today = workspace.context().today, .factories = {}});
  if (!filled) {
    show_error(filled.error());
    return;
  }
  if (auto merged = workspace.merge(sample.take_outbox(), records::Ledger::Source::file); !merged) {
    show_error(merged.error());
    return;
  }
  m_session->keep();
  for (const audit::SamplePhoto& photo : audit::sample_photos())
    m_session->photos().put(to_hex(photo.hash), photo.png, [this](const Result<void>& kept) {
      if (!kept)
        show_error(kept.error());
    });
}

void Application::apply_theme() {
  const bool dark = m_ui.theme == ui::ThemeChoice::dark ||
                    (m_ui.theme == ui::ThemeChoice::as_system && platform::prefers_dark());
  ui::Theme theme;
  theme.mode = dark ? ui::ColorMode::dark : ui::ColorMode::light;
  theme.pointer = platform::pointer_is_coarse() ? ui::PointerKind::touch : ui::PointerKind::mouse;
  theme.scale = m_ui.scale;
  theme.fonts = m_fonts;
  ui::use_theme(theme);
  const ImU32 canvas = theme.colors().canvas;
  set_ground_colour(((canvas & 0xFFU) << 16) | (canvas & 0xFF00U) | ((canvas >> 16) & 0xFFU));
}

void Application::prepare() {
  if (std::exchange(m_theme_changed, false))
    apply_theme();
  ui::drop_unused_bakes(*ImGui::GetIO().Fonts);
  m_session->textures().begin_frame();
  if (m_viewed)
    m_viewed->textures().begin_frame();
  if (m_works.is_idle())
    m_closed_files.clear();
}

void Application::context_restored() {
  m_session->textures().forget_all();
  if (m_viewed)
    m_viewed->textures().forget_all();
}

const workspace::Workspace& Application::shown_workspace() {
  return m_viewed ? m_viewed->workspace() : m_session->workspace();
}

void Application::draw() {
  m_access.before_frame();
  const bool works_go_on = m_works.run_slice();
  const ui::UiInput input = input_of_frame();
  ui::draw_frame(m_ui, input, m_requests);
  m_overlay.show(m_ui.kit.overlay());
  m_access.after_frame(input.now_seconds);

  const std::vector<ui::Request> requests = m_requests.take();
  for (const ui::Request& request : requests)
    perform(request);
  follow_route();
  if (works_go_on || !requests.empty() || m_ui.kit.wants_frame())
    request_frame();
  else if (const auto seconds = m_ui.kit.next_frame_in())
    request_frame_after(static_cast<std::int32_t>(*seconds * 1000.0) + 1);
}

bool Application::is_usable() const {
  return m_session != nullptr && (m_session->is_open() || m_session->store_state().problem.has_value());
}

void Application::follow_route() {
  const ui::Route& route = m_ui.routes.current();
  if (route == m_route || route.screen.empty())
    return;
  const bool same_screen = route.screen == m_route.screen;
  m_route = route;
  platform::set_page_address(ui::to_address(route),
                             same_screen ? platform::AddressStep::same : platform::AddressStep::forward);
}

ui::SaveState Application::save_state() const {
  const storage::StoreState& store = m_session->store_state();
  ui::SaveState state;
  if (store.saved_at.milliseconds != 0)
    state.at = store.saved_at;
  state.error = store.problem;
  state.saving_since = m_saving_since;
  if (const auto* workspace = m_session->workspace_if_open())
    state.who = workspace->person_name(workspace->actor());
  switch (store.phase) {
  case storage::Phase::opening:
  case storage::Phase::saving:
    state.kind = ui::SaveState::Kind::saving;
    break;
  case storage::Phase::failed:
    state.kind = ui::SaveState::Kind::failed;
    break;
  case storage::Phase::read_only:
  case storage::Phase::follower:
    state.kind = ui::SaveState::Kind::read_only;
    break;
  case storage::Phase::ready:
  case storage::Phase::saved:
    state.kind = ui::SaveState::Kind::saved;
    break;
  }
  return state;
}

bool Application::all_is_saved() const {
  if (!m_session)
    return true;
  const storage::StoreState& store = m_session->store_state();
  return store.unsaved_commits == 0 && store.phase != storage::Phase::saving &&
         store.phase != storage::Phase::opening && m_works.shown().empty();
}

ui::UiInput Application::input_of_frame() {
  const ImGuiIO& io = ImGui::GetIO();
  const bool is_saving = m_session->store_state().phase == storage::Phase::saving;
  if (is_saving && !m_was_saving)
    m_saving_since = platform::system_clock().now();
  m_was_saving = is_saving;

  ui::UiInput input;
  input.workspace = m_viewed ? &m_viewed->workspace() : m_session->workspace_if_open();
  input.viewed = m_viewed ? &m_viewed->words() : nullptr;
  input.choices = &m_choices;
  input.now = platform::system_clock().now();
  input.now_seconds = platform::monotonic_milliseconds() / 1000.0;
  input.saved = save_state();
  input.is_sample = is_sample();
  input.is_online = platform::is_online();
  input.works = m_works.shown();
  input.can_share_files = m_can_share;
  input.can_restore = !m_viewed && m_session->store().can_restore();
  for (const SentTo& sent : m_recipients)
    input.recipients.push_back({sent.name, sent.sent_at});
  if (m_settings.exported_at.milliseconds != 0 && !is_sample()) // the sample is nobody's to keep
    input.exported_at = m_settings.exported_at;
  if (input.workspace != nullptr && !m_viewed) {
    const std::size_t commits = input.workspace->ledger().log().size();
    // After an import was taken back there may be fewer than were exported.
    input.unexported_commits = commits - std::min<std::size_t>(commits, m_settings.exported_commits);
  }
  input.other_version = m_version.shown();
  input.waiting_version = m_version.waiting();
  if (input.workspace != nullptr) {
    const audit::Audit& audit = input.workspace->audit();
    if (const audit::Person* person = audit.person(input.workspace->actor())) {
      input.person = {person->id, person->name, person->position};
      if (const audit::Office* office = audit.office(person->office))
        input.office = short_name(*office);
    }
  }
  input.photo = [this](const std::string& photo, ui::PhotoSize size) {
    const platform::PhotoSize wanted =
        size == ui::PhotoSize::thumbnail ? platform::PhotoSize::thumbnail : platform::PhotoSize::full;
    const platform::Texture texture =
        m_viewed ? m_viewed->texture(photo, wanted) : m_session->textures().find(photo, wanted);
    ui::PhotoTexture shown;
    if (texture.state == platform::Texture::State::ready) {
      shown.state = ui::PhotoTexture::State::ready;
      shown.texture = ImTextureRef(static_cast<ImTextureID>(texture.gl_texture));
      shown.size = {static_cast<float>(texture.width), static_cast<float>(texture.height)};
    } else if (texture.state == platform::Texture::State::missing) {
      shown.state = ui::PhotoTexture::State::missing;
    }
    return shown;
  };
  input.grid_views = [this](std::string_view grid) {
    return load_grid_views(*m_preferences, grid, m_session->workspace().actor());
  };
  input.overlay_events = m_overlay.take_events();
  input.overlay_is_there = true;
  input.width = io.DisplaySize.x;
  input.height = io.DisplaySize.y;
  input.pixel_ratio = io.DisplayFramebufferScale.x;
  input.insets.bottom = platform::covered_below();
  input.version = TRUAT_VERSION;
  if (m_ui.routes.current().screen == "help")
    ask_for_notices();
  input.notices = m_notices;
  return input;
}

void Application::ask_for_notices() {
  if (std::exchange(m_notices_asked, true))
    return;
  platform::read_site_file("notices.txt", [this](Result<std::string> text) {
    m_notices = text ? std::move(*text) : text::tr(text.error());
    m_notices_asked = text.has_value(); // after a failure the next visit asks again
  });
}

void Application::show_error(const Error& error) {
  platform::note_error(error.key);
  m_ui.toasts.show(
      {.kind = ui::Toast::Kind::error, .sentence = text::tr(error), .action_label = {}, .action = {}});
  request_frame();
}

void Application::show_note(std::string sentence) {
  m_ui.toasts.show(
      {.kind = ui::Toast::Kind::note, .sentence = std::move(sentence), .action_label = {}, .action = {}});
  request_frame();
}

} // namespace truat::app
