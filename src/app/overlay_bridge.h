// Moves the page's text element to where the ui's open field is, and carries what happened in it back.
#pragma once

#include "platform/text_overlay.h"
#include "ui/overlay.h"
#include "ui/theme/theme.h"

#include <vector>

namespace truat::app {

class OverlayBridge {
public:
  /// The families that the overlay writes in, made of the very bytes that the page draws with.
  void register_fonts(const ui::FontBytes& bytes);

  [[nodiscard]] std::vector<ui::OverlayEvent> take_events();
  /// After a frame.
  void show(const ui::OverlayFrame& frame);

private:
  platform::TextOverlay m_overlay;
};

} // namespace truat::app
