#include "picture/gallery.h"

#include "picture/picture_page.h"
#include "ui/navigation.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace truat::testing {

namespace {

/// A state of a screen that its bare address does not show.
struct Scene {
  std::string name;
  PageSpec page;
  std::vector<Step> steps;
  bool only_invented = false; ///< needs what only the invented office has
};

/// Every screen of the table by its address, then what one comes to from there. A new screen is here by
/// itself.
std::vector<Scene> scenes() {
  std::vector<Scene> all;
  for (const ui::Screen& screen : ui::screens())
    if (screen.id != "visit")
      all.push_back({std::string(screen.id), {.address = "#/" + std::string(screen.id)}, {}});
  const std::vector<Scene> more{
      {"factory", {.address = "#/factories/1"}, {}},
      {"visit planned", {.address = "#/visit/planned"}, {}},
      {"visit running", {.address = "#/visit/in_progress"}, {}},
      {"visit findings", {.address = "#/visit/failed/findings~"}, {}},
      {"visit completion", {.address = "#/visit/in_progress/completion~"}, {}},
      {"visit signing", {.address = "#/visit/completed/signing~"}, {}},
      {"visit closed", {.address = "#/visit/closed"}, {}},
      {"visit history", {.address = "#/visit/in_progress/history~"}, {}},
      {"factory list", {.address = "#/factories_import", .preview = "list"}, {}, true},
      {"long factory list", {.address = "#/factories_import", .preview = "long-list"}, {}, true},
      {"office's file", {.address = "#/exchange_import", .preview = "file"}, {}, true},
      {"locked file", {.address = "#/exchange_import", .preview = "locked"}, {}, true},
      {"search", {.address = "#/today"}, {{"search", ""}}},
      {"news", {.address = "#/factories"}, {{"toast", "note"}, {"toast", "failed"}}},
      {"widgets: controls", {.gallery = "controls"}, {}},
      {"widgets: blocks", {.gallery = "blocks"}, {}},
      {"widgets: charts", {.gallery = "charts"}, {}},
      {"widgets: grid", {.gallery = "grid"}, {}},
  };
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

struct Filling {
  std::string_view name;
  OfficeSpec office;
};
const std::array fillings{Filling{"nothing", {.empty = true}}, Filling{"sample", {}},
                          Filling{"40", {.conflicts = true, .factories = 40}},
                          Filling{"10000", {.factories = 10'000}}};

struct Size {
  std::string_view name;
  float width, height;
  ui::PointerKind pointer;
};
const std::array sizes{Size{"office", 1366, 768, ui::PointerKind::mouse},
                       Size{"large", 1920, 1080, ui::PointerKind::mouse},
                       Size{"tablet", 820, 1180, ui::PointerKind::touch}};

struct Look {
  std::string_view name;
  text::Language language;
  ui::ColorMode mode;
};
const std::array looks{Look{"thai-light", text::Language::thai, ui::ColorMode::light},
                       Look{"thai-dark", text::Language::thai, ui::ColorMode::dark},
                       Look{"english-light", text::Language::english, ui::ColorMode::light},
                       Look{"english-dark", text::Language::english, ui::ColorMode::dark}};

/// "visit running" to "visit-running".
std::string file_part(std::string_view name) {
  std::string part(name);
  for (char& letter : part)
    if ((letter < 'a' || letter > 'z') && (letter < '0' || letter > '9') && letter != '_')
      letter = '-';
  return part;
}

struct Shown {
  std::string scene, filling, size, look, file;
};

/// One filling, size and look: all scenes on one stage.
void draw_scenes(const std::filesystem::path& folder, const Filling& filling, PictureOffice& office,
                 const Size& size, const Look& look, std::vector<Shown>& shown) {
  PicturePage page({.width = size.width,
                    .height = size.height,
                    .mode = look.mode,
                    .pointer = size.pointer,
                    .language = look.language},
                   office);
  for (const Scene& scene : scenes()) {
    const bool is_widgets = !scene.page.gallery.empty();
    if (scene.only_invented && office.filled() == nullptr)
      continue;
    if (is_widgets && filling.name != "nothing")
      continue;
    if (!page.show(scene.page))
      continue; // this office has no such record
    for (const Step& step : scene.steps)
      page.take(step);
    std::string file = file_part(scene.name);
    for (const std::string_view part : {filling.name, size.name, look.name})
      file += "." + std::string(part);
    file += ".png";
    std::ofstream out(folder / file, std::ios::binary);
    out << encode_png(page.picture());
    if (!out.flush())
      stop("cannot write " + (folder / file).string());
    shown.push_back(
        {scene.name, std::string(filling.name), std::string(size.name), std::string(look.name), file});
  }
}

constexpr std::string_view page_head = R"(<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Truat: every screen</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 16px; background: #eef1f4; color: #1b2430; }
nav { position: sticky; top: 0; background: #eef1f4; padding: 8px 0; display: flex; gap: 16px; flex-wrap: wrap; }
section { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 16px; }
figure { margin: 0; } figcaption { color: #556070; }
img { width: 100%; border-radius: 6px; box-shadow: 0 1px 4px #0003; }
.hidden { display: none; }
</style>
<h1>Every screen</h1>
<nav id="choices"></nav>
<section id="pictures"></section>
<script>
const pictures = [
)";

constexpr std::string_view page_foot = R"(];
const keys = ['scene', 'filling', 'size', 'look'];
const chosen = {};
const draw = () => {
  const match = (picture) => keys.every((key, at) => !chosen[key] || picture[at] === chosen[key]);
  document.getElementById('pictures').replaceChildren(...pictures.filter(match).map((picture) => {
    const figure = document.createElement('figure');
    const link = Object.assign(document.createElement('a'), { href: picture[4] });
    link.append(Object.assign(document.createElement('img'), { src: picture[4], loading: 'lazy', alt: picture[4] }));
    const words = document.createElement('figcaption');
    words.textContent = picture.slice(0, 4).join(' · ');
    figure.append(link, words);
    return figure;
  }));
};
for (const [at, key] of keys.entries()) {
  const select = document.createElement('select');
  for (const value of ['', ...new Set(pictures.map((picture) => picture[at]))]) {
    select.append(new Option(value || `every ${key}`, value));
  }
  select.addEventListener('change', () => { chosen[key] = select.value; draw(); });
  document.getElementById('choices').append(select);
}
draw();
</script>
)";

void write_page(const std::filesystem::path& folder, const std::vector<Shown>& shown) {
  std::ofstream out(folder / "index.html", std::ios::binary);
  out << page_head;
  // The names are this file's own: letters, digits, spaces, an apostrophe.
  for (const Shown& one : shown)
    out << "[\"" << one.scene << "\",\"" << one.filling << "\",\"" << one.size << "\",\"" << one.look
        << "\",\"" << one.file << "\"],\n";
  out << page_foot;
  if (!out.flush())
    stop("cannot write " + (folder / "index.html").string());
}

} // namespace

void draw_gallery(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const auto& old : std::filesystem::directory_iterator(folder))
    if (old.path().extension() == ".png")
      std::filesystem::remove(old.path());
  std::vector<Shown> shown;
  for (const Filling& filling : fillings) {
    PictureOffice office(filling.office);
    for (const Size& size : sizes)
      for (const Look& look : looks) {
        draw_scenes(folder, filling, office, size, look, shown);
        std::printf("%zu pictures (%.*s, %.*s, %.*s)\n", shown.size(), static_cast<int>(filling.name.size()),
                    filling.name.data(), static_cast<int>(size.name.size()), size.name.data(),
                    static_cast<int>(look.name.size()), look.name.data());
        std::fflush(stdout);
      }
  }
  std::ranges::stable_sort(shown, {}, &Shown::scene);
  write_page(folder, shown);
}

} // namespace truat::testing
