// ui_picture: draws a screen as the page would, into a PNG, without a browser.
//
//   ui_picture OUT.png [--address "#/factories"] [--gallery controls|blocks|grid] [--size 1366x768] [--dark]
//              [--english] [--touch] [--scale 1.25] [--ratio 2] [--factories 40] [--empty]
//              [--press role:name] [--type text] [--wheel notches] [--hover role:name] [--key tab]…
//
// The records are those of the sample office. Presses and the like happen in the order given.
#define DOCTEST_CONFIG_IMPLEMENT
#include "doctest/doctest.h"

#include "audit/sample_office.h"
#include "base/embedded.h"
#include "ui/frame.h"
#include "ui/gallery/gallery.h"
#include "ui/stage.h"
#include "ui/workspace_choices.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

namespace truat::testing {

namespace {

struct Step {
  std::string what, with;
};

struct Order {
  std::string out, address = "#/factories", gallery;
  StageSpec stage;
  bool empty = false;
  std::size_t rows = 10'000;
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

/// The sample office as the page has it.
struct Office {
  FixedClock clock{now};
  SeededRandom random{11};
  workspace::Workspace workspace{records::new_replica_id(random), clock, random};
  ui::WorkspaceChoices choices;
  records::RecordId person;

  explicit Office(bool empty) {
    choices.use(&workspace);
    if (empty)
      return;
    SeededRandom sample_random(3);
    FixedClock sample_clock(now);
    records::Ledger sample(records::new_replica_id(sample_random), workspace::schema(), sample_clock,
                           sample_random);
    const Result<void> filled = audit::fill_sample_office(
        sample, sample_clock, workspace::reference(), embedded_file("sample/office.json"), {.today = today});
    if (!filled)
      stop("the sample office: " + filled.error().key + " " + filled.error().where);
    if (const auto merged = workspace.merge(sample.take_outbox(), records::Ledger::Source::file); !merged)
      stop("merging the sample office: " + merged.error().key);
    const auto people = workspace.audit().people();
    if (!people.empty()) {
      person = people.front();
      workspace.set_actor(person);
    }
  }
};

/// "#/visit/1" names the first record of the screen's kind, "#/visit/2" the second: ids are not for typing.
std::string with_ids(const Office& office, std::string address) {
  const std::size_t begin = address.find('/', 2);
  if (begin == std::string::npos)
    return address;
  const std::size_t end = std::min(address.find('/', begin + 1), address.size());
  const std::string part = address.substr(begin + 1, end - begin - 1);
  if (part.empty() || part.size() > 3 || part == "-")
    return address;
  const auto all = address.starts_with("#/visit") ? office.workspace.audit().inspections()
                                                  : office.workspace.audit().factories();
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

void take_step(Stage& stage, const Step& step, ui::Kit& kit, std::vector<ui::OverlayEvent>& events) {
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
  } else if (step.what == "list") {
    const ui::access::Role role = role_named(step.with);
    for (const ui::access::Item& candidate : ui::access::items())
      if (candidate.role == role)
        std::printf("%s = %s\n", candidate.name.c_str(), candidate.value.c_str());
  } else {
    stop("what is --" + step.what + "?");
  }
  for (int i = 0; i < 12; ++i)
    stage.frame(0.03);
}

int run(const Order& order) {
  const Office office(order.empty || !order.gallery.empty());
  ui::UiState state;
  ui::Requests requests;
  ui::GalleryState gallery;
  std::vector<ui::OverlayEvent> events;
  Stage stage(order.stage);
  if (order.gallery.empty())
    state.routes.start(ui::parse_address(with_ids(office, order.address)).value_or(ui::Route{}));
  state.scale = order.stage.scale;
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
    input.workspace = &office.workspace;
    input.choices = &office.choices;
    input.now = now;
    input.now_seconds = stage.now();
    input.saved = {.at = now};
    if (!office.person.is_none())
      input.person = {office.person, office.workspace.person_name(office.person), {}};
    input.office = order.empty ? "" : "สอจ.สงขลา";
    input.is_sample = !order.empty;
    input.photo = [](const std::string&, ui::PhotoSize) { return ui::PhotoTexture{}; };
    input.overlay_events = std::exchange(events, {});
    input.width = order.stage.width;
    input.height = order.stage.height;
    input.pixel_ratio = order.stage.pixel_ratio;
    ui::draw_frame(state, input, requests);
  });
  for (int i = 0; i < 12; ++i)
    stage.frame(0.03);
  for (const Step& step : order.steps)
    take_step(stage, step, state.kit, events);
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
