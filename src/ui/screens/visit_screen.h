// Conducting one inspection: sections at the left, the questions of one in the middle, evidence at the right;
// and the papers of the visit (details, samples, findings, signatures, completion) in the middle's place.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader visit_header(ScreenContext& context);
void draw_visit(ScreenContext& context);

} // namespace truat::ui
