// The change to another version of the site: offered to the person, taken when everything is saved.
#pragma once

#include "platform/timers.h"
#include "ui/ui_state.h"

#include <functional>
#include <memory>
#include <optional>

namespace truat::app {

class VersionChange {
public:
  struct Page {
    std::function<void()> put_out;      ///< hands what waits (drafts too) to the browser within the call
    std::function<bool()> all_is_saved; ///< nothing would be lost by loading the page anew
    std::function<void()> changed;      ///< something that is shown may differ: draw
  };
  VersionChange(Page page, platform::Timers& timers);

  /// Nothing while there is no other version or the person has put it off.
  [[nodiscard]] const ui::OtherVersion* shown() const;
  /// There is one, put off or not: the help screen offers it too.
  [[nodiscard]] const ui::OtherVersion* waiting() const { return m_waiting ? &*m_waiting : nullptr; }
  void put_off();
  /// As soon as everything is saved. While saving fails the page stays as it is.
  void take();

private:
  void load_when_saved();
  void when_saved(std::function<void()> act);

  Page m_page;
  platform::Timers* m_timers;
  std::optional<ui::OtherVersion> m_waiting;
  bool m_is_put_off = false;
  bool m_loads = false; ///< another version is in force: this page is on its way out
};

} // namespace truat::app
