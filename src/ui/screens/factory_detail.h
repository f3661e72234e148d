// One factory in detail: what it is, its visits, its licence, its history; and what can be started from it.
#pragma once

#include "ui/screens/shared_words.h"
#include "ui/screens/visit_dialog.h"

namespace truat::ui {

struct FactoryDetailState {
  FormState form;
  HistoryState history;
  VisitDialogState visit;
};

void draw_factory_detail(const Box& box, ScreenContext& context, FactoryDetailState& state,
                         const records::RecordId& id);

} // namespace truat::ui
