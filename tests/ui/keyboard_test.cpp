// Everything without a mouse: Tab reaches what can be pressed, on every screen, in both languages, and it is
// seen where one is; arrows go through groups; F6 through the parts of the page; PageDown scrolls what has no
// stop.
#include "ui/screen_stage.h"

#include "text/messages.h"
#include "ui/commands.h"
#include "ui/navigation.h"
#include "ui/widgets/kit_state.h"
#include "workspace/workspace.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using testing::StageSpec;
using ui::access::Role;

namespace {

/// What is walked inside of something that is a stop itself: rows of a grid, whose headings open by Alt and ↓
/// from a cell below them; the options of a list.
bool is_walked_by_its_holder(const ui::access::Item& item) {
  static constexpr std::array roles{Role::row,    Role::cell, Role::column_header,
                                    Role::option, Role::tab,  Role::radio};
  return std::ranges::find(roles, item.role) != roles.end();
}

std::string words_of(const ui::access::Item& item) {
  return std::string(ui::access::role_name(item.role)) + " “" + item.name + "”";
}

/// What Tab and, inside groups, the arrows come to.
std::set<ImGuiID> reached_by_keys(ScreenStage& page) {
  ui::Kit::State& kit = page.state.kit.state();
  std::set<ImGuiID> reached;
  ImGuiID first = 0;
  for (int presses = 0; presses < 150; ++presses) {
    page.tab();
    const ImGuiID here = kit.focused;
    if (presses == 0)
      first = here;
    else if (here == first)
      break;
    reached.insert(here);
    // A field opens when Tab comes to it, and its own element shows the ring.
    CHECK_MESSAGE((kit.ring_is_drawn || kit.editing.has_value()), "the ring is drawn at ", here, " on ",
                  page.screen());
    std::vector<ImGuiID> group;
    for (const ui::FocusStop& stop : kit.last_stops)
      if (stop.id == here && stop.group != 0)
        for (const ui::FocusStop& other : kit.last_stops)
          if (other.group == stop.group && other.layer == stop.layer)
            group.push_back(other.id);
    reached.insert(group.begin(), group.end());
  }
  return reached;
}

void check_screen(ScreenStage& page) {
  const std::set<ImGuiID> reached = reached_by_keys(page);
  for (const ui::access::Item& item : ui::access::items())
    if (item.id != 0 && item.visible && ui::access::is_interactive(item.role) && !item.state.read_only &&
        !is_walked_by_its_holder(item))
      CHECK_MESSAGE(reached.contains(item.id), words_of(item), " is not reached by keys on ", page.screen());
}

} // namespace

TEST_CASE("every screen is walked by Tab, and the focus is seen") {
  FilledOffice office;
  for (const text::Language language : {text::Language::thai, text::Language::english})
    for (const float width : {1366.0F, 820.0F})
      for (const ui::Screen& screen : ui::screens()) {
        CAPTURE(screen.id);
        ScreenStage page(office, {std::string(screen.id), {}, {}},
                         {.width = width, .height = 900, .language = language});
        check_screen(page);
      }
}

TEST_CASE("a list is one stop of Tab, and the arrows go through it") {
  FilledOffice office(8);
  ScreenStage page(office, {"factories", {}, {}});
  ui::Kit::State& kit = page.state.kit.state();
  const auto rows = [&] {
    std::vector<ImGuiID> ids;
    for (const ui::access::Item& item : page.stage.all(Role::list_item))
      if (item.stop)
        ids.push_back(item.id);
    return ids;
  };
  REQUIRE(rows().size() > 3);
  for (int presses = 0; presses < 60 && kit.focused != rows().front(); ++presses)
    page.tab();
  REQUIRE(kit.focused == rows().front());
  page.stage.key(ImGuiKey_DownArrow);
  CHECK(kit.focused == rows()[1]);
  page.stage.key(ImGuiKey_UpArrow);
  CHECK(kit.focused == rows()[0]);
  page.stage.key(ImGuiKey_End);
  page.settle();
  CHECK(kit.focused == rows().back());
  const ImGuiID last = kit.focused;
  page.stage.key(ImGuiKey_Home);
  page.settle();
  CHECK(kit.focused == rows().front());
  CHECK(kit.focused != last);
  SUBCASE("Tab leaves it, and comes back to where one was") {
    page.stage.key(ImGuiKey_DownArrow);
    const ImGuiID second = kit.focused;
    page.stage.key(ImGuiKey_Tab);
    CHECK(kit.focused != second);
    const auto all = rows();
    CHECK(std::ranges::find(all, kit.focused) == all.end());
  }
}

TEST_CASE("F6 goes through the parts of the page, and then to the browser") {
  FilledOffice office;
  ScreenStage page(office, {"factories", {}, {}});
  const auto region = [&] {
    const ui::Kit::State& kit = page.state.kit.state();
    for (const ui::FocusStop& stop : kit.last_stops)
      if (stop.id == kit.focused)
        return stop.region;
    return 0;
  };
  std::set<int> seen;
  for (int presses = 0; presses < 10 && page.state.kit.has_region(1); ++presses) {
    page.stage.key(ImGuiKey_F6);
    page.settle();
    CHECK_MESSAGE(seen.insert(region()).second, "each part once");
    CHECK(page.state.kit.state().ring_is_drawn);
  }
  CHECK(seen.size() == 3); // navigation, top bar, page
  CHECK_FALSE(page.state.kit.has_region(1));
  CHECK(page.state.kit.has_region(-1));
}

TEST_CASE("PageDown scrolls a page that is only read") {
  FilledOffice office;
  ScreenStage page(office, {"help", {}, "keys"}, {.height = 400});
  const float before = page.find(Role::heading, text::tr("help.keys")).box.y;
  page.stage.key(ImGuiKey_PageDown);
  page.settle();
  CHECK(page.find(Role::heading, text::tr("help.keys")).box.y < before);
}
