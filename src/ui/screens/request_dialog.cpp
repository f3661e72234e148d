#include "ui/screens/request_dialog.h"

#include "text/messages.h"
#include "ui/screens/people_delegations.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/text_field.h"

namespace truat::ui {

using text::tr;

void open_request_dialog(RequestDialogState& state, const records::RecordId& subject, std::string title) {
  state = {};
  state.draft.subject = subject;
  state.draft.title = std::move(title);
  open_layer("request");
}

std::optional<records::RecordId> draw_request_dialog(ScreenContext& context, RequestDialogState& state) {
  const workspace::Workspace& workspace = context.workspace();
  audit::RequestDraft& draft = state.draft;
  Dialog dialog("request", {.title = tr("requests.submit"), .width = DialogWidth::large});
  if (!dialog)
    return std::nullopt;
  person_choice(dialog.body, context, "addressee", tr("field.request.addressee"), draft.addressee,
                tr("requests.to_head"));
  const Box title = labelled(dialog.body, {.label = tr("field.request.title"), .error = state.error});
  text_field(title, "title", draft.title, {.name = tr("field.request.title"), .required = true});
  const Box text = labelled(dialog.body, {.label = tr("field.request.text"),
                                          .hint = tr("start.optional"),
                                          .height = text_area_height(draft.text, dialog.body.w, 3)});
  text_field(text, "text", draft.text, {.name = tr("field.request.text"), .lines = Lines::several});
  Box footer = dialog.footer();
  std::optional<records::RecordId> made;
  const std::string why = forbidden_because(context, audit::Permission::submit_requests);
  if (button_right(footer, "submit",
                   {.label = tr("requests.submit"), .kind = ButtonKind::primary, .disabled_because = why})) {
    auto created = audit::submit_request(workspace.audit(), draft, workspace.context());
    if (created) {
      made = created->id;
      context.push(CommitChange{std::move(created->change), Announce::with_undo});
      dialog.close();
    } else {
      state.error = tr(created.error());
    }
  }
  if (button_right(footer, "leave", {.label = tr("requests.leave")}))
    dialog.close();
  return made;
}

} // namespace truat::ui
