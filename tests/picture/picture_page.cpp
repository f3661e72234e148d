#include "picture/picture_page.h"

#include "text/messages.h"
#include "ui/previews.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>

namespace truat::testing {

namespace {

/// A landscape with a wall, in the colours of the name: what a photo looks like from afar.
Picture invented_photo(const std::string& name, int width, int height) {
  const std::size_t seed = std::hash<std::string>{}(name);
  const auto part = [&](int which) { return static_cast<float>((seed >> (which * 8)) & 0xff) / 255; };
  Picture picture{.width = width, .height = height, .rgba = {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const float u = static_cast<float>(x) / static_cast<float>(width);
      const float v = static_cast<float>(y) / static_cast<float>(height);
      const float hill = 0.42F + 0.1F * std::sin(u * (4 + 4 * part(1)) + 6 * part(2));
      const bool wall =
          v > 0.35F + 0.2F * part(0) && v < 0.72F && u > part(3) * 0.6F && u < part(3) * 0.6F + 0.4F;
      const auto put = [&](float r, float g, float b) {
        for (const float one : {r, g, b, 255.0F})
          picture.rgba.push_back(static_cast<std::uint8_t>(one));
      };
      if (wall)
        put(150 + 60 * part(1), 148, 140 - 40 * v);
      else if (v < hill)
        put(150 + 60 * v, 190 + 50 * v, 225);
      else
        put(70 + 60 * v, 110 + 40 * part(2), 70);
    }
  return picture;
}

ui::access::Role role_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(ui::access::Role::tooltip); ++i)
    if (ui::access::role_name(static_cast<ui::access::Role>(i)) == name)
      return static_cast<ui::access::Role>(i);
  stop("there is no role " + std::string(name));
}

} // namespace

PicturePage::PicturePage(const StageSpec& stage, PictureOffice& office)
    : m_office(office), m_stage(stage, [this] { draw(); }) {}

bool PicturePage::show(const PageSpec& spec) {
  m_spec = spec;
  m_state = ui::UiState();
  m_gallery = std::make_unique<ui::GalleryState>();
  m_events.clear();
  (void)m_requests.take();
  m_state.scale = m_stage.spec().scale;
  if (spec.gallery.empty()) {
    const std::optional<ui::Route> route = m_office.route(spec.address);
    if (!route)
      return false;
    m_state.routes.start(*route);
  }
  deliver_preview();
  m_stage.move_to({-1000, -1000});
  draw_frames();
  return true;
}

void PicturePage::deliver_preview() {
  if (m_spec.preview.empty())
    return;
  if (m_spec.preview == "long-list") {
    m_state.inbox.put(long_list_preview(m_spec.rows));
    return;
  }
  if (m_spec.preview == "storage") {
    m_state.inbox.put(ui::StorageMeasured{.is_persisted = false,
                                          .used_bytes = 48'000'000,
                                          .quota_bytes = 12'000'000'000,
                                          .log_bytes = 1'400'000,
                                          .photos = 7,
                                          .drafts = 1,
                                          .quarantined = 1,
                                          .quarantined_bytes = 64'000,
                                          .error = {}});
    return;
  }
  FilledOffice* filled = m_office.filled();
  if (filled == nullptr)
    stop("a preview needs an invented office");
  if (m_spec.preview == "list")
    m_state.inbox.put(list_preview(*filled));
  else if (m_spec.preview == "file")
    m_state.inbox.put(file_preview(*filled));
  else if (m_spec.preview == "locked")
    m_state.inbox.put(locked_preview());
  else if (m_spec.preview == "receipts")
    m_state.inbox.put(receipts_of(*filled));
  else
    stop("there is no preview " + m_spec.preview);
}

void PicturePage::draw() {
  if (!m_spec.gallery.empty())
    return draw_gallery();
  ui::UiInput input;
  input.workspace = &m_office.workspace();
  input.choices = &m_office.choices();
  input.now = PictureOffice::now();
  input.now_seconds = m_stage.now();
  input.saved = {.at = PictureOffice::now()};
  if (!m_office.person().is_none())
    input.person = {m_office.person(), m_office.workspace().person_name(m_office.person()), {}};
  input.office = m_office.is_empty() ? "" : "สอจ.สงขลา";
  input.is_sample = m_office.is_sample();
  input.can_share_files = true;
  const ui::ViewedFile viewed{.file = "สข-ข 2567.truat.json",
                              .office = "สำนักงานอุตสาหกรรมจังหวัดปัตตานี",
                              .exported_at = PictureOffice::now()};
  if (m_spec.viewed)
    input.viewed = &viewed;
  input.photo = [this](const std::string& name, ui::PhotoSize size) { return photo(name, size); };
  input.overlay_events = std::exchange(m_events, {});
  input.width = m_stage.spec().width;
  input.height = m_stage.spec().height;
  input.pixel_ratio = m_stage.spec().pixel_ratio;
  ui::draw_frame(m_state, input, m_requests);
}

void PicturePage::draw_gallery() {
  const ui::KitFrame frame(m_state.kit,
                           {.now_seconds = m_stage.now(), .overlay_events = std::exchange(m_events, {})});
  const ui::Box page{0, 0, m_stage.spec().width, m_stage.spec().height};
  ImGui::GetWindowDrawList()->AddRectFilled(page.min(), page.max(), ui::colors().canvas);
  if (m_spec.gallery == "controls")
    ui::draw_controls_gallery(page, *m_gallery, PictureOffice::today);
  else if (m_spec.gallery == "blocks")
    ui::draw_blocks_gallery(page, *m_gallery);
  else if (m_spec.gallery == "charts")
    ui::draw_charts_gallery(page, *m_gallery, m_spec.rows, m_requests);
  else if (m_spec.gallery == "grid")
    ui::draw_grid_gallery(page, *m_gallery, m_spec.rows);
  else
    stop("there is no gallery " + m_spec.gallery);
}

ui::PhotoTexture PicturePage::photo(const std::string& name, ui::PhotoSize size) {
  if (m_spec.photos_missing)
    return {.state = ui::PhotoTexture::State::missing, .texture = {}, .size = {}};
  auto [at, is_new] = m_photos.try_emplace({name, size});
  if (is_new) {
    const int part = size == ui::PhotoSize::screen ? 240 : 60;
    at->second = {.state = ui::PhotoTexture::State::ready,
                  .texture = m_stage.raster().add_texture(invented_photo(name, part * 4, part * 3)),
                  .size = {static_cast<float>(part * 4), static_cast<float>(part * 3)}};
  }
  return at->second;
}

void PicturePage::draw_frames() {
  constexpr int enough_to_come_to_rest = 12;
  for (int i = 0; i < enough_to_come_to_rest; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    m_stage.frame(0.03);
    m_frame_times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
  }
  std::ranges::sort(m_frame_times, std::greater{});
}

const ui::access::Item& PicturePage::item(std::string_view role_and_name) const {
  const std::size_t colon = role_and_name.find(':');
  const ui::access::Role role = role_named(role_and_name.substr(0, colon));
  const std::string_view name = role_and_name.substr(std::min(colon + 1, role_and_name.size()));
  for (const ui::access::Item& candidate : ui::access::items())
    if (candidate.role == role && candidate.name.starts_with(name))
      return candidate;
  for (const ui::access::Item& candidate : ui::access::items())
    if (candidate.role == role)
      std::fprintf(stderr, "  %s\n", candidate.name.c_str());
  stop("nothing on the screen is " + std::string(role_and_name));
}

void PicturePage::take(const Step& step) {
  if (step.what == "press") {
    m_stage.press(item(step.with));
  } else if (step.what == "hover") {
    m_stage.move_to(item(step.with).box.center());
    m_stage.frame(0.5);
  } else if (step.what == "wheel") {
    m_stage.wheel({m_stage.spec().width * 0.6F, m_stage.spec().height / 2},
                  std::strtof(step.with.c_str(), nullptr));
  } else if (step.what == "type") {
    if (!m_state.kit.overlay().open)
      stop("no field is open");
    m_events.push_back({m_state.kit.overlay().open->field, ui::OverlayEventKind::changed, step.with});
  } else if (step.what == "key") {
    m_stage.key(step.with == "tab"     ? ImGuiKey_Tab
                : step.with == "down"  ? ImGuiKey_DownArrow
                : step.with == "enter" ? ImGuiKey_Enter
                                       : ImGuiKey_Escape);
  } else if (step.what == "search") {
    m_stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
  } else if (step.what == "toast") {
    const bool failed = step.with == "failed";
    m_state.toasts.show({.kind = failed ? ui::Toast::Kind::error : ui::Toast::Kind::note,
                         .sentence = std::string(text::tr(failed ? "ui.not_opened" : "commit.edit_factory")),
                         .action_label = std::string(text::tr(failed ? "ui.open_again" : "app.undo")),
                         .action = ui::Request{ui::Undo{}}});
  } else if (step.what == "list") {
    const ui::access::Role role = role_named(step.with);
    for (const ui::access::Item& candidate : ui::access::items())
      if (candidate.role == role)
        std::printf("%s = %s\n", candidate.name.c_str(), candidate.value.c_str());
  } else {
    stop("what is --" + step.what + "?");
  }
  draw_frames();
}

} // namespace truat::testing
