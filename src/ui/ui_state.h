// What the ui keeps between frames, and what it is given for each.
#pragma once

#include "base/civil_date.h"
#include "ui/delivery.h"
#include "ui/request.h"
#include "ui/route.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/kit.h"
#include "ui/widgets/toast.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::workspace {
class Workspace;
}

namespace truat::ui {

/// By the width in design pixels: from 1200 rail 216, list 384, detail; from 900 rail 64, list 320, detail;
/// below, one at a time and a bar at the bottom.
enum class LayoutClass : std::uint8_t { desktop, compact, narrow };
[[nodiscard]] LayoutClass layout_class(float width, float scale);

/// The screens' own states, one of each type, made when first asked for. Screens define a struct and ask
/// `state.screens.of<VisitsState>()`; nothing here knows them.
class ScreenStates {
public:
  template <class T>
  T& of() {
    std::shared_ptr<void>& slot = m_states[tag<T>()];
    if (slot == nullptr)
      slot = std::make_shared<T>();
    return *static_cast<T*>(slot.get());
  }
  /// As after opening another workspace: nothing of the old one may stay on the screen.
  void clear() { m_states.clear(); }

private:
  template <class T>
  static const void* tag() {
    static const char here = 0;
    return &here;
  }
  std::map<const void*, std::shared_ptr<void>> m_states;
};

/// What the navigation and the top bar remember.
struct ShellState {
  std::string open_group; ///< of the rail; the current screen's when empty
  std::string search_text;
  int search_chosen = 0;
  std::string asked_action; ///< of the screen: by its keys, or from the search
  double g_pressed_at = -1; ///< the first of the two keys that go to a screen; below 0: it was not pressed
  bool asks_for_keys = false;
};

struct UiState {
  RouteStack routes;
  float scale = 1; ///< the person's, 0.8 to 2
  ThemeChoice theme = ThemeChoice::as_system;
  LayoutClass layout = LayoutClass::desktop; ///< of the running frame
  bool letter_keys = true;                   ///< keys without Ctrl do something while nothing is typed
  Kit kit;
  Toasts toasts;
  Inbox inbox;
  ShellState shell;
  ScreenStates screens;
};

/// Whether what the person did is on the disk.
struct SaveState {
  enum class Kind : std::uint8_t { saved, saving, failed, read_only };
  Kind kind = Kind::saved;
  std::optional<Instant> at;  ///< of the last transaction that completed
  Instant saving_since;       ///< "กำลังบันทึก…" after 400 ms
  std::string who;            ///< who saved, or who writes while this tab reads
  std::optional<Error> error; ///< of `failed`
};

/// Long work that goes on: an import, an export.
struct Work {
  std::uint64_t id = 0;
  Phrase sentence;
  float done = -1; ///< 0 to 1; below 0 if not known
  std::string how_far;
  bool can_stop = true;
};

/// The person at this PC, as the top bar shows them. No name: nobody has said who they are yet.
struct PersonHere {
  records::RecordId id;
  std::string name;
  std::string position;
};

/// Another version of the page that the browser holds ready.
struct OtherVersion {
  enum class Kind : std::uint8_t { newer, same, older };
  Kind kind = Kind::newer;
  std::string release;
  std::vector<std::string> thai, english; ///< what it brings, sentence by sentence, the newest first
  bool is_being_taken = false;            ///< as soon as everything is saved
};

/// Whom files were sent to from this browser.
struct Recipient {
  std::string name;
  Instant sent_at;
};

/// The parts of the page that the device's frame or the on-screen keyboard covers, CSS px.
struct Insets {
  float top = 0, right = 0, bottom = 0, left = 0;
};

/// A file that is looked at instead of the office's own records; nothing can be changed meanwhile.
struct ViewedFile {
  std::string file;
  std::string office; ///< of its maker, as far as it says
  std::optional<Instant> exported_at;
};

struct UiInput {
  const workspace::Workspace* workspace =
      nullptr; ///< null only before the store is open and in tests of widgets
  const ChoiceLists* choices = nullptr;
  Instant now;
  double now_seconds = 0; ///< monotonic, for motion
  SaveState saved;
  PersonHere person;
  std::string office;                 ///< "สอจ.สงขลา"
  bool is_sample = false;             ///< the sample office is open
  const ViewedFile* viewed = nullptr; ///< `workspace` is this file's
  bool is_online = true;
  std::vector<Work> works;
  std::optional<Instant> exported_at; ///< when everything was last exported from this browser
  bool can_share_files = false;       ///< the device hands files to its other programs
  std::vector<Recipient> recipients;  ///< the last first
  std::size_t unexported_commits = 0; ///< kept since then
  bool can_restore = false; ///< nothing has been kept since the last merged file: it can be taken back
  /// What this person keeps of a grid on this device; "" for nothing.
  std::function<std::string(std::string_view grid)> grid_views;
  std::function<PhotoTexture(const std::string& photo, PhotoSize size)> photo;
  std::vector<OverlayEvent> overlay_events;
  bool overlay_is_there = false;
  float width = 0, height = 0; ///< CSS px
  float pixel_ratio = 1;
  Insets insets;
  const OtherVersion* other_version = nullptr;   ///< to be offered now
  const OtherVersion* waiting_version = nullptr; ///< the same, though it was put off
  /// The notices of third parties and the version, for the help screen.
  std::string_view version, notices;

  [[nodiscard]] CivilDate today() const { return local_time(now).date; }
};

} // namespace truat::ui
