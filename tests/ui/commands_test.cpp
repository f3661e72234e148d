// The table of commands, and what is made of it.
#include "ui/commands.h"

#include "text/messages.h"
#include "ui/screen_stage.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

TEST_CASE("the table of commands") {
  std::set<std::string_view> ids;
  std::map<std::string, std::set<std::string_view>> places; ///< of each keys
  for (const ui::Command& one : ui::commands()) {
    CAPTURE(one.id);
    CHECK(ids.insert(one.id).second);
    for (const text::Language language : {text::Language::thai, text::Language::english}) {
      text::set_language(language);
      CHECK_FALSE(text::tr(one.label).empty());
    }
    text::set_language(text::Language::thai);
    if (!one.screen.empty())
      CHECK(ui::find_screen(ui::screens(), one.screen) != nullptr);
    if (!one.shortcut.is_none())
      CHECK_MESSAGE(places[ui::words_of(one.shortcut)].insert(one.screen).second,
                    "two commands have the keys ", ui::words_of(one.shortcut));
  }
  for (const auto& [keys, screens] : places)
    CHECK_MESSAGE((!screens.contains("") || screens.size() == 1), keys,
                  " means one thing everywhere and another here");
  for (const std::string browsers :
       {"Ctrl T", "Ctrl N", "Ctrl W", "Ctrl R", "Ctrl L", "Ctrl F", "Ctrl P", "F5"})
    CHECK_FALSE(places.contains(browsers));
  CHECK(ui::words_of(ui::command("search").shortcut) == "Ctrl K");
  CHECK(ui::words_of(ui::command("keys").shortcut) == "?");
  CHECK(ui::words_of(ui::command("go.visits").shortcut) == "G V");
}

TEST_CASE("keys do what the table says") {
  FilledOffice office;
  ScreenStage page(office, {"today", {}, {}});
  SUBCASE("G and a letter go to a screen") {
    page.stage.key(ImGuiKey_G);
    page.stage.key(ImGuiKey_F);
    page.settle();
    CHECK(page.screen() == "factories");
  }
  SUBCASE("a letter alone goes nowhere") {
    page.stage.key(ImGuiKey_F);
    page.settle();
    CHECK(page.screen() == "today");
  }
  SUBCASE("? opens the sheet of keys, made of the table") {
    page.stage.key(ImGuiKey_Slash, ImGuiMod_Shift);
    page.settle();
    CHECK(page.shows(Role::dialog, text::tr("ui.cmd_keys")));
    CHECK(page.find(Role::list_item, text::tr("ui.cmd_undo")).value == "Ctrl Z");
  }
  SUBCASE("single keys can be turned off") {
    page.state.letter_keys = false;
    page.stage.key(ImGuiKey_G);
    page.stage.key(ImGuiKey_F);
    page.stage.key(ImGuiKey_Slash, ImGuiMod_Shift);
    page.settle();
    CHECK(page.screen() == "today");
    CHECK_FALSE(page.shows(Role::dialog, text::tr("ui.cmd_keys")));
  }
  SUBCASE("what cannot be done says why") {
    (void)page.requests.take();
    while (office.workspace.undo()) {
    }
    page.settle();
    page.stage.key(ImGuiKey_Z, ImGuiMod_Ctrl);
    page.settle();
    CHECK_FALSE(page.asked<ui::Undo>());
    CHECK(page.says(text::tr("ui.cmd_nothing_to_undo")));
  }
}

TEST_CASE("N begins what the screen is for") {
  FilledOffice office;
  ScreenStage page(office, {"factories", {}, {}});
  page.stage.key(ImGuiKey_N);
  page.settle();
  CHECK(page.shows(Role::dialog, text::tr("factories.add")));
}

TEST_CASE("the search finds commands, with their keys, and does them") {
  FilledOffice office;
  ScreenStage page(office, {"today", {}, {}});
  page.stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
  page.settle();
  page.type_into_open("แป้นลัด");
  page.settle();
  const ui::access::Item hit = page.find(Role::option, "แป้นลัด");
  CHECK(hit.value == "?");
  page.press(Role::option, "แป้นลัด");
  page.settle();
  CHECK(page.shows(Role::dialog, "แป้นลัด"));
}
