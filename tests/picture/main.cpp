// ui_picture: draws a screen as the page would, into a PNG, without a browser.
//
//   ui_picture OUT.png [--address "#/factories"] [--gallery controls|blocks|grid] [--size 1366x768] [--dark]
//              [--english] [--touch] [--scale 1.25] [--ratio 2] [--factories 40] [--empty]
//              [--conflicts] [--preview list|long-list|file] [--timing] [--photos-missing]
//              [--press role:name] [--type text] [--wheel notches] [--hover role:name] [--key tab] [--toast
//              note|failed]
//              [--list role]…
//
// The records are those of the sample office; with --factories, --conflicts or --preview those of an invented
// one with so many factories (forty, if not said). Presses and the like happen in the order given. --timing
// prints the CPU time that the frames after each step took, the longest of them first.
#define DOCTEST_CONFIG_IMPLEMENT
#include "doctest/doctest.h"

#include "audit/sample_office.h"
#include "base/embedded.h"
#include "support/filled_office.h"
#include "text/messages.h"
#include "ui/frame.h"
#include "ui/gallery/gallery.h"
#include "ui/previews.h"
#include "ui/stage.h"
#include "ui/workspace_choices.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace truat::testing {

namespace {

struct Step {
  std::string what, with;
};

struct Order {
  std::string out, address = "#/factories", gallery;
  StageSpec stage;
  bool empty = false, conflicts = false, timing = false, photos_missing = false;
  std::size_t rows = 10'000;
  std::optional<std::size_t> factories;
  std::string preview;
  std::vector<Step> steps;
};

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "ui_picture: %s\n", why.c_str());
  std::exit(1);
}

Order read_order(int count, char** words) {
  Order order;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const auto next = [&]() -> std::string {
      if (i + 1 >= count)
        stop(word + " needs a value");
      return words[++i];
    };
    if (word == "--dark")
      order.stage.mode = ui::ColorMode::dark;
    else if (word == "--english")
      order.stage.language = text::Language::english;
    else if (word == "--touch")
      order.stage.pointer = ui::PointerKind::touch;
    else if (word == "--empty")
      order.empty = true;
    else if (word == "--conflicts")
      order.conflicts = true;
    else if (word == "--timing")
      order.timing = true;
    else if (word == "--photos-missing")
      order.photos_missing = true;
    else if (word == "--factories")
      order.factories = static_cast<std::size_t>(std::strtoul(next().c_str(), nullptr, 10));
    else if (word == "--preview")
      order.preview = next();
    else if (word == "--scale")
      order.stage.scale = std::strtof(next().c_str(), nullptr);
    else if (word == "--ratio")
      order.stage.pixel_ratio = std::strtof(next().c_str(), nullptr);
    else if (word == "--rows")
      order.rows = static_cast<std::size_t>(std::strtoul(next().c_str(), nullptr, 10));
    else if (word == "--address")
      order.address = next();
    else if (word == "--gallery")
      order.gallery = next();
    else if (word == "--size") {
      const std::string size = next();
      order.stage.width = std::strtof(size.c_str(), nullptr);
      order.stage.height = std::strtof(size.c_str() + size.find('x') + 1, nullptr);
    } else if (word.starts_with("--")) {
      order.steps.push_back({word.substr(2), next()});
    } else {
      order.out = word;
    }
  }
  if (order.out.empty())
    stop("name the file to write");
  return order;
}

const CivilDate today{2024, 11, 14};
const Instant now{days_since_epoch(today) * 86'400'000 + 2 * 3'600'000 + 40 * 60'000}; // 09:40 in Thailand

/// The records as the page has them: none, the sample office, or an invented office of the size asked for.
struct Office {
  FixedClock clock{now};
  SeededRandom random{11};
  std::unique_ptr<workspace::Workspace> own;
  std::unique_ptr<FilledOffice> filled;
  ui::WorkspaceChoices choices;
  records::RecordId person;

  explicit Office(const Order& order) {
    if (order.factories || order.conflicts || !order.preview.empty())
      fill(order);
    else
      own = std::make_unique<workspace::Workspace>(records::new_replica_id(random), clock, random);
    choices.use(&workspace());
    if (own != nullptr && !order.empty && order.gallery.empty())
      fill_sample();
  }
  [[nodiscard]] workspace::Workspace& workspace() { return filled ? filled->workspace : *own; }
  [[nodiscard]] const workspace::Workspace& workspace() const { return filled ? filled->workspace : *own; }

private:
  void fill(const Order& order) {
    filled = std::make_unique<FilledOffice>(order.factories.value_or(40));
    person = filled->person;
    if (order.factories.value_or(40) >= 6)
      filled->add_visits();
    if (!order.conflicts)
      return;
    const auto words = [](std::string_view text) { return records::Value{std::string(text)}; };
    filled->conflict(filled->factory(0), "factory.phone", words("074 310 000"), words("074 320 111"));
    filled->conflict(filled->factory(0), "factory.products",
                     words("ยางแท่ง STR 20 ปีละ 24,000 ตัน ส่งออกทางท่าเรือน้ำลึกสงขลา และยางคอมปาวด์ตามคำสั่งซื้อ"),
                     words("ยางแท่ง STR 20 และยางคอมปาวด์ 24,000 ตัน/ปี"));
    filled->conflict(filled->factory(2), "factory.name", words("หจก. คลองแหไม้ยางพารา"),
                     words("ห้างหุ้นส่วนจำกัด คลองแหไม้ยางพาราและการแปรรูปไม้"));
  }
  void fill_sample() {
    SeededRandom sample_random(3);
    FixedClock sample_clock(now);
    records::Ledger sample(records::new_replica_id(sample_random), workspace::schema(), sample_clock,
                           sample_random);
    const Result<void> sampled = audit::fill_sample_office(
        sample, sample_clock, workspace::reference(), embedded_file("sample/office.json"), {.today = today});
    if (!sampled)
      stop("the sample office: " + sampled.error().key + " " + sampled.error().where);
    if (const auto merged = own->merge(sample.take_outbox(), records::Ledger::Source::file); !merged)
      stop("merging the sample office: " + merged.error().key);
    const auto people = own->audit().people();
    if (!people.empty()) {
      person = people.front();
      own->set_actor(person);
    }
  }
};

void deliver_preview(const Order& order, Office& office, ui::Inbox& inbox) {
  if (order.preview == "list")
    inbox.put(list_preview(*office.filled));
  else if (order.preview == "long-list")
    inbox.put(long_list_preview(order.rows));
  else if (order.preview == "file")
    inbox.put(file_preview(*office.filled));
  else if (!order.preview.empty())
    stop("there is no preview " + order.preview);
}

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

/// "#/visit/1" names the first record of the screen's kind, "#/visit/2" the second: ids are not for typing.
std::string with_ids(const Office& office, std::string address) {
  const std::size_t begin = address.find('/', 2);
  if (begin == std::string::npos)
    return address;
  const std::size_t end = std::min(address.find('/', begin + 1), address.size());
  const std::string part = address.substr(begin + 1, end - begin - 1);
  if (part.empty() || part.size() > 3 || part == "-")
    return address;
  const auto all = address.starts_with("#/visit/") ? office.workspace().audit().inspections()
                                                   : office.workspace().audit().factories();
  const auto index = static_cast<std::size_t>(std::strtoul(part.c_str(), nullptr, 10));
  if (index == 0 || index > all.size())
    stop("there is no record " + part);
  return address.substr(0, begin + 1) + records::to_string(all[index - 1]) + address.substr(end);
}

ui::access::Role role_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(ui::access::Role::tooltip); ++i)
    if (ui::access::role_name(static_cast<ui::access::Role>(i)) == name)
      return static_cast<ui::access::Role>(i);
  stop("there is no role " + std::string(name));
}

/// Draws frames until the page has come to rest, as far as a person sees.
void draw_frames(Stage& stage, bool timing, std::string_view after) {
  std::vector<double> took;
  for (int i = 0; i < 12; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    stage.frame(0.03);
    took.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
  }
  if (!timing)
    return;
  std::ranges::sort(took, std::greater{});
  std::printf("%.*s: longest %.2f ms, middle %.2f ms\n", static_cast<int>(after.size()), after.data(),
              took.front(), took[took.size() / 2]);
}

void take_step(Stage& stage, const Step& step, ui::UiState& state, std::vector<ui::OverlayEvent>& events) {
  ui::Kit& kit = state.kit;
  const auto item = [&]() -> const ui::access::Item& {
    const std::size_t colon = step.with.find(':');
    const ui::access::Role role = role_named(step.with.substr(0, colon));
    const std::string name = step.with.substr(colon + 1);
    for (const ui::access::Item& candidate : ui::access::items())
      if (candidate.role == role && candidate.name.starts_with(name))
        return candidate;
    for (const ui::access::Item& candidate : ui::access::items())
      if (candidate.role == role)
        std::fprintf(stderr, "  %s\n", candidate.name.c_str());
    stop("nothing on the screen is " + step.with);
  };
  if (step.what == "press") {
    stage.press(item());
  } else if (step.what == "hover") {
    stage.move_to(item().box.center());
    stage.frame(0.5);
  } else if (step.what == "wheel") {
    stage.wheel({stage.spec().width * 0.6F, stage.spec().height / 2},
                std::strtof(step.with.c_str(), nullptr));
  } else if (step.what == "type") {
    if (!kit.overlay().open)
      stop("no field is open");
    events.push_back({kit.overlay().open->field, ui::OverlayEventKind::changed, step.with});
  } else if (step.what == "key") {
    stage.key(step.with == "tab"     ? ImGuiKey_Tab
              : step.with == "down"  ? ImGuiKey_DownArrow
              : step.with == "enter" ? ImGuiKey_Enter
                                     : ImGuiKey_Escape);
  } else if (step.what == "search") {
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
  } else if (step.what == "toast") {
    const bool failed = step.with == "failed";
    state.toasts.show({.kind = failed ? ui::Toast::Kind::error : ui::Toast::Kind::note,
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
}

int run(const Order& order) {
  Office office(order);
  ui::UiState state;
  ui::Requests requests;
  ui::GalleryState gallery;
  std::vector<ui::OverlayEvent> events;
  Stage stage(order.stage);
  if (order.gallery.empty())
    state.routes.start(ui::parse_address(with_ids(office, order.address)).value_or(ui::Route{}));
  state.scale = order.stage.scale;
  deliver_preview(order, office, state.inbox);
  std::map<std::pair<std::string, ui::PhotoSize>, ui::PhotoTexture> photos;
  const auto photo = [&](const std::string& name, ui::PhotoSize size) {
    if (order.photos_missing)
      return ui::PhotoTexture{.state = ui::PhotoTexture::State::missing, .texture = {}, .size = {}};
    auto [at, is_new] = photos.try_emplace({name, size});
    if (is_new) {
      const int part = size == ui::PhotoSize::screen ? 240 : 60;
      at->second = {.state = ui::PhotoTexture::State::ready,
                    .texture = stage.raster().add_texture(invented_photo(name, part * 4, part * 3)),
                    .size = {static_cast<float>(part * 4), static_cast<float>(part * 3)}};
    }
    return at->second;
  };
  stage.use([&] {
    if (!order.gallery.empty()) {
      const ui::KitFrame frame(state.kit,
                               {.now_seconds = stage.now(), .overlay_events = std::exchange(events, {})});
      const ui::Box page{0, 0, order.stage.width, order.stage.height};
      ImGui::GetWindowDrawList()->AddRectFilled(page.min(), page.max(), ui::colors().canvas);
      if (order.gallery == "controls")
        ui::draw_controls_gallery(page, gallery, today);
      else if (order.gallery == "blocks")
        ui::draw_blocks_gallery(page, gallery);
      else
        ui::draw_grid_gallery(page, gallery, order.rows);
      return;
    }
    ui::UiInput input;
    input.workspace = &office.workspace();
    input.choices = &office.choices;
    input.now = now;
    input.now_seconds = stage.now();
    input.saved = {.at = now};
    if (!office.person.is_none())
      input.person = {office.person, office.workspace().person_name(office.person), {}};
    input.office = order.empty ? "" : "สอจ.สงขลา";
    input.is_sample = !order.empty && !office.filled;
    input.photo = photo;
    input.overlay_events = std::exchange(events, {});
    input.width = order.stage.width;
    input.height = order.stage.height;
    input.pixel_ratio = order.stage.pixel_ratio;
    ui::draw_frame(state, input, requests);
  });
  draw_frames(stage, order.timing, "start");
  for (const Step& step : order.steps) {
    const auto begun = std::chrono::steady_clock::now();
    take_step(stage, step, state, events);
    if (order.timing)
      std::printf(
          "%s %s itself: %.2f ms\n", step.what.c_str(), step.with.c_str(),
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
    draw_frames(stage, order.timing, "  afterwards");
  }
  const Picture picture = stage.picture();
  std::ofstream(order.out, std::ios::binary) << encode_png(picture);
  return 0;
}

} // namespace

} // namespace truat::testing

int main(int count, char** words) {
  doctest::Context context; // the stage says what it misses by doctest's asserts
  context.setAsDefaultForAssertsOutOfTestCases();
  context.setAssertHandler([](const doctest::AssertData& data) {
    if (data.m_failed)
      truat::testing::stop(std::string(data.m_file) + ": " + data.m_expr + " " + data.m_decomp.c_str());
  });
  return truat::testing::run(truat::testing::read_order(count, words));
}
