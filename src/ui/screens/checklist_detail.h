// One checklist laid open.
#pragma once

#include "forms/template.h"
#include "ui/navigation.h"

#include <string>

namespace truat::ui {

struct ChecklistDetailState {
  std::string open_section; ///< key; one at a time
};
void draw_checklist_detail(const Box& box, ScreenContext& context, ChecklistDetailState& state,
                           const forms::Template& checklist);
/// "42 ข้อ · 8 หมวด".
[[nodiscard]] std::string checklist_extent(const forms::Template& checklist);

} // namespace truat::ui
