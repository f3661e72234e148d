// Laying a matter before the head: the dialog that visits and the in-tray share.
#pragma once

#include "ui/screens/shared_words.h"

#include "audit/request_verbs.h"

namespace truat::ui {

struct RequestDialogState {
  audit::RequestDraft draft;
  std::string error;
};
void open_request_dialog(RequestDialogState& state, const records::RecordId& subject, std::string title);
/// The new request's id, in the frame in which it was asked for.
std::optional<records::RecordId> draw_request_dialog(ScreenContext& context, RequestDialogState& state);

} // namespace truat::ui
