// The dialog that begins a visit to a factory, or plans one: purpose, checklist, day.
#pragma once

#include "ui/screens/shared_words.h"

namespace truat::ui {

struct VisitDialogState {
  std::string purpose;   ///< key; the dialog opens with the commonest
  std::string checklist; ///< key; empty: the first that suits
  std::string purpose_detail;
  std::optional<CivilDate> planned_on;
  StartNow start_now = StartNow::yes;
};

void open_visit_dialog(VisitDialogState& state, StartNow start_now, const CivilDate& today);
/// Draws it while it is open; pushes a PlanVisit.
void draw_visit_dialog(ScreenContext& context, VisitDialogState& state, const records::RecordId& factory);

} // namespace truat::ui
