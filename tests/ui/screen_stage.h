// The whole page on a stage: a workspace, the ui's state, what was asked for, and a person who presses and
// types.
#pragma once

#include "support/filled_office.h"
#include "ui/stage.h"
#include "ui/workspace_choices.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace truat::testing {

class ScreenStage {
public:
  ScreenStage(FilledOffice& office, ui::Route route, const StageSpec& spec = {});

  /// Frames until nothing moves.
  void settle();
  void press(ui::access::Role role, std::string_view name);
  void press_button(std::string_view name) { press(ui::access::Role::button, name); }
  /// The button of an open dialog, where the page behind it has one of the same name.
  void press_in_dialog(std::string_view name);
  /// Presses the field of this name, types, and leaves it.
  void type(ui::access::Role role, std::string_view name, std::string text);
  /// Types into the field that is open, as the search of a list, and stays in it.
  void type_into_open(std::string text);
  /// Tab: of the open field, whose element has the keys, or of the page.
  void tab();
  [[nodiscard]] bool shows(ui::access::Role role, std::string_view name) const {
    return stage.shows(role, name);
  }
  /// Whether any item's name, value or description has the words.
  [[nodiscard]] bool says(std::string_view words) const;
  [[nodiscard]] const ui::access::Item& find(ui::access::Role role, std::string_view name) const {
    return stage.find(role, name);
  }
  [[nodiscard]] std::string screen() const { return state.routes.current().screen; }

  /// The last request of the type, if one was pushed since the last call; forgets all of them.
  template <class T>
  std::optional<T> asked() {
    std::optional<T> found;
    for (ui::Request& request : requests.take())
      if (T* one = std::get_if<T>(&request))
        found = std::move(*one);
    return found;
  }
  /// Carries out the commits that were asked for.
  void commit_asked();

  FilledOffice& office;
  ui::UiState state;
  ui::Requests requests;
  ui::WorkspaceChoices choices;
  ui::UiInput input;
  Stage stage;

private:
  std::vector<ui::OverlayEvent> m_events;
};

} // namespace truat::testing
