// ui_picture: draws a screen as the page would, into a PNG, without a browser.
//
//   ui_picture OUT.png [--address "#/factories"] [--gallery controls|blocks|charts|grid] [--size 1366x768]
//              [--dark]
//              [--english] [--touch] [--scale 1.25] [--ratio 2] [--factories 40] [--empty]
//              [--conflicts] [--preview list|long-list|file|locked|receipts|storage] [--timing]
//              [--photos-missing] [--viewed]
//              [--press role:name] [--type text] [--wheel notches] [--hover role:name] [--key tab] [--toast
//              note|failed]
//              [--list role]…
//   ui_picture --all FOLDER   every screen in every look (tools/gallery)
//
// The records are those of the sample office; with --factories, --conflicts or --preview those of an invented
// one with so many factories (forty, if not said). Presses and the like happen in the order given. --timing
// prints the CPU time that the frames after each step took, the longest of them first.
#define DOCTEST_CONFIG_IMPLEMENT
#include "doctest/doctest.h"

#include "picture/gallery.h"
#include "picture/picture_page.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace truat::testing {

namespace {

struct Order {
  std::string out, all;
  OfficeSpec office;
  PageSpec page;
  StageSpec stage;
  bool timing = false;
  std::vector<Step> steps;
};

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
      order.office.empty = true;
    else if (word == "--conflicts")
      order.office.conflicts = true;
    else if (word == "--timing")
      order.timing = true;
    else if (word == "--viewed")
      order.page.viewed = true;
    else if (word == "--photos-missing")
      order.page.photos_missing = true;
    else if (word == "--all")
      order.all = next();
    else if (word == "--factories")
      order.office.factories = static_cast<std::size_t>(std::strtoul(next().c_str(), nullptr, 10));
    else if (word == "--preview")
      order.page.preview = next();
    else if (word == "--scale")
      order.stage.scale = std::strtof(next().c_str(), nullptr);
    else if (word == "--ratio")
      order.stage.pixel_ratio = std::strtof(next().c_str(), nullptr);
    else if (word == "--rows")
      order.page.rows = static_cast<std::size_t>(std::strtoul(next().c_str(), nullptr, 10));
    else if (word == "--address")
      order.page.address = next();
    else if (word == "--gallery")
      order.page.gallery = next();
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
  if (order.out.empty() && order.all.empty())
    stop("name the file to write");
  constexpr std::size_t some = 40;
  if (!order.page.preview.empty() && !order.office.factories)
    order.office.factories = some;
  return order;
}

void print_times(PicturePage& page, bool timing, const std::string& after) {
  const std::vector<double> took = page.take_frame_times();
  if (timing)
    std::printf("%s: longest %.2f ms, middle %.2f ms\n", after.c_str(), took.front(), took[took.size() / 2]);
}

int run(const Order& order) {
  if (!order.all.empty()) {
    draw_gallery(order.all);
    return 0;
  }
  PictureOffice office(order.office);
  PicturePage page(order.stage, office);
  if (!page.show(order.page))
    stop("there is no record for " + order.page.address);
  print_times(page, order.timing, "start");
  for (const Step& step : order.steps) {
    const auto begun = std::chrono::steady_clock::now();
    page.take(step);
    const std::chrono::duration<double, std::milli> whole = std::chrono::steady_clock::now() - begun;
    if (order.timing)
      std::printf("%s %s, all frames: %.2f ms\n", step.what.c_str(), step.with.c_str(), whole.count());
    print_times(page, order.timing, "  one frame");
  }
  std::ofstream out(order.out, std::ios::binary);
  out << encode_png(page.picture());
  if (!out.flush())
    stop("cannot write " + order.out);
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
