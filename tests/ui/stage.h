// A stage for the ui: ImGui without a window, frames on demand, and a person who finds things by role and
// name, presses, types and looks.
#pragma once

#include "support/raster.h"
#include "ui/frame.h"
#include "ui/widgets/access.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::testing {

struct StageSpec {
  float width = 1366, height = 768;
  float pixel_ratio = 1;
  ui::ColorMode mode = ui::ColorMode::light;
  ui::PointerKind pointer = ui::PointerKind::mouse;
  float scale = 1;
  text::Language language = text::Language::thai;
};

class Stage {
public:
  /// What a frame draws between NewFrame and Render.
  using Draw = std::function<void()>;

  explicit Stage(const StageSpec& spec, Draw draw = {});
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  void use(Draw draw) { m_draw = std::move(draw); }
  /// One frame, `seconds` after the last one.
  void frame(double seconds = 0.016);
  /// Frames until nothing moves any more; at most `most`.
  void settle(const ui::Kit& kit, int most = 30);
  [[nodiscard]] Picture picture();

  // What a person does. Each draws the frames that it takes.
  void move_to(ImVec2 point);
  void press(ImVec2 point);
  void press(const ui::access::Item& item);
  void drag(ImVec2 from, ImVec2 to);
  void wheel(ImVec2 at, float notches);
  void key(ImGuiKey key, ImGuiKeyChord modifiers = 0);
  /// The key stays down for so long.
  void hold(ImGuiKey key, double seconds);

  /// The item of this role and name in the last frame; the test fails if there is none.
  [[nodiscard]] const ui::access::Item& find(ui::access::Role role, std::string_view name) const;
  [[nodiscard]] bool shows(ui::access::Role role, std::string_view name) const;
  [[nodiscard]] std::vector<ui::access::Item> all(ui::access::Role role) const;

  [[nodiscard]] double now() const { return m_now; }
  [[nodiscard]] Raster& raster() { return m_raster; }
  [[nodiscard]] const StageSpec& spec() const { return m_spec; }

private:
  StageSpec m_spec;
  Draw m_draw;
  Raster m_raster;
  ImGuiContext* m_context = nullptr;
  double m_now = 100;
};

/// A stage for the widgets alone: a page without screens around them.
class WidgetStage {
public:
  using DrawWidgets = std::function<void(ui::Box page)>;
  explicit WidgetStage(DrawWidgets draw, const StageSpec& spec = {});

  void frame(double seconds = 0.016) { stage.frame(seconds); }
  /// As the page's text element does: the whole text, then how the field was left.
  void type(std::string text);
  void send(ui::OverlayEventKind kind);
  /// Types into the field of this name and leaves it.
  void fill(ui::access::Role role, std::string_view name, std::string text);

  ui::Kit kit;
  std::vector<ui::OverlayEvent> events;
  DrawWidgets draw;
  Stage stage;
};

} // namespace truat::testing
