#include "ui/ui_state.h"

namespace truat::ui {

LayoutClass layout_class(float width, float scale) {
  const float design_width = width / scale;
  if (design_width >= 1200)
    return LayoutClass::desktop;
  return design_width >= 900 ? LayoutClass::compact : LayoutClass::narrow;
}

} // namespace truat::ui
