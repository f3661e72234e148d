#include "ui/screen_stage.h"

#include "doctest/doctest.h"

#include <algorithm>

namespace truat::testing {

ScreenStage::ScreenStage(FilledOffice& office_, ui::Route route, const StageSpec& spec)
    : office(office_), state{.routes = ui::RouteStack(std::move(route))}, stage(spec) {
  choices.use(&office.workspace);
  state.scale = spec.scale;
  stage.use([this] {
    input.workspace = &office.workspace;
    input.choices = &choices;
    input.now = office.clock.now();
    input.now_seconds = stage.now();
    input.saved = {.at = input.now};
    input.person = {office.person, office.workspace.person_name(office.person), {}};
    input.office = "สอจ.สงขลา";
    input.overlay_is_there = true;
    input.overlay_events = std::exchange(m_events, {});
    input.width = stage.spec().width;
    input.height = stage.spec().height;
    ui::draw_frame(state, input, requests);
  });
  settle();
}

void ScreenStage::settle() {
  stage.settle(state.kit);
}

void ScreenStage::press(ui::access::Role role, std::string_view name) {
  stage.press(stage.find(role, name));
  settle();
}

void ScreenStage::press_in_dialog(std::string_view name) {
  const auto buttons = stage.all(ui::access::Role::button);
  const auto last = std::ranges::find_if(buttons.rbegin(), buttons.rend(),
                                         [name](const ui::access::Item& item) { return item.name == name; });
  REQUIRE(last != buttons.rend());
  stage.press(*last);
  settle();
}

void ScreenStage::type(ui::access::Role role, std::string_view name, std::string text) {
  press(role, name);
  REQUIRE(state.kit.overlay().open);
  const ui::FieldId field = state.kit.overlay().open->field;
  m_events.push_back({field, ui::OverlayEventKind::changed, text, ImGuiKey_None});
  stage.frame();
  m_events.push_back({field, ui::OverlayEventKind::blur, std::move(text), ImGuiKey_None});
  settle();
}

void ScreenStage::type_into_open(std::string text) {
  REQUIRE(state.kit.overlay().open);
  m_events.push_back(
      {state.kit.overlay().open->field, ui::OverlayEventKind::changed, std::move(text), ImGuiKey_None});
  settle();
}

void ScreenStage::tab() {
  if (state.kit.overlay().open) {
    std::string text = state.kit.overlay().open->text;
    m_events.push_back(
        {state.kit.overlay().open->field, ui::OverlayEventKind::tab, std::move(text), ImGuiKey_None});
  } else {
    stage.key(ImGuiKey_Tab);
  }
  settle();
}

bool ScreenStage::says(std::string_view words) const {
  for (const ui::access::Item& item : ui::access::items())
    for (const std::string* text : {&item.name, &item.value, &item.description})
      if (text->find(words) != std::string::npos)
        return true;
  return false;
}

void ScreenStage::commit_asked() {
  for (ui::Request& request : requests.take())
    if (auto* commit = std::get_if<ui::CommitChange>(&request))
      office.commit(commit->change);
  settle();
}

} // namespace truat::testing
