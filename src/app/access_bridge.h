// Carries the kit's access list to the page's ARIA elements, and what is done there back.
#pragma once

#include "ui/widgets/access.h"

#include <vector>

namespace truat::app {

class AccessBridge {
public:
  /// Before a frame: asks the kit for the list if the page wants it, and hands over activations and focus.
  void before_frame();
  /// After a frame: shows the list, when it differs from the last one, and not more often than one can hear.
  void after_frame(double now_seconds);

private:
  bool m_wanted = false;
  std::vector<ui::access::Item> m_shown;
  double m_shown_at = -1; ///< seconds, as the frames count them
};

} // namespace truat::app
