// What was being typed when the page went away: offered back in one dialog, each text to be used or thrown
// away.
#include "audit/answer_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/readable_words.h"
#include "ui/screens/shared_words.h"
#include "ui/shell.h"
#include "ui/widgets/button.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"
#include "workspace/workspace.h"

#include <utility>

namespace truat::ui {

namespace {

using text::tr;

constexpr std::string_view layer_name = "kept_texts";

struct KeptTextsState {
  std::vector<KeptText> texts;
};

Result<forms::Answer> typed_answer(const forms::Question& question, const std::string& typed) {
  if (question.type != forms::QuestionType::number)
    return forms::to_answer(question, records::Value(typed));
  if (const auto number = text::parse_typed_decimal(typed))
    return forms::Answer(forms::Measured{*number});
  return failure("ui.not_a_number");
}

/// The change that leaving the field would have made.
Result<records::Change> change_of(const workspace::Workspace& workspace, const CivilDate& today,
                                  const KeptText& kept) {
  const audit::Audit& audit = workspace.audit();
  if (const auto place = forms::parse_dynamic_field(forms::note_prefix, kept.field))
    return audit::write_note(audit, kept.record, *place, kept.text, kept.overwrites, workspace.context());
  if (const auto place = forms::parse_dynamic_field(forms::answer_prefix, kept.field)) {
    const forms::Template* checklist = audit.checklist_of(kept.record);
    const forms::Question* question = checklist ? checklist->find_question(place->question) : nullptr;
    if (question == nullptr)
      return failure("audit.no_such_question");
    const Result<forms::Answer> answer = typed_answer(*question, kept.text);
    if (!answer)
      return std::unexpected(answer.error());
    return audit::answer_question(audit, kept.record, *place, *answer, kept.overwrites, workspace.context());
  }
  const records::FieldDescriptor* field = workspace::schema().find_field(kept.field);
  if (field == nullptr)
    return failure("ui.text_has_no_field");
  Result<records::Value> value = read_typed(*field, kept.text, today);
  if (!value)
    return std::unexpected(value.error());
  return audit::set_field(audit, kept.record, kept.field, std::move(*value), kept.overwrites,
                          workspace.context());
}

/// Its commit was kept after all, or what it belonged to is gone.
bool is_settled(const workspace::Workspace& workspace, const KeptText& kept) {
  const records::Projection& now = workspace.projection();
  if (!now.exists(kept.record))
    return true;
  const records::FieldDescriptor* field = workspace::schema().find_field(kept.field);
  const records::Value value = now.value(kept.record, kept.field);
  return kept.text == (field != nullptr ? typed_form(*field, value) : std::string(records::as_text(value)));
}

void take_delivered(ScreenContext& context, KeptTextsState& state) {
  auto delivered = context.state.inbox.take<KeptTexts>();
  if (!delivered)
    return;
  for (KeptText& kept : delivered->texts) {
    if (is_settled(context.workspace(), kept))
      context.push(DropDraft{kept.record, kept.field});
    else
      state.texts.push_back(std::move(kept));
  }
  if (!state.texts.empty())
    open_layer(layer_name);
}

enum class Decision : std::uint8_t { none, use, drop };

Decision draw_kept(Box& body, ScreenContext& context, const KeptText& kept,
                   const Result<records::Change>& change) {
  const workspace::Workspace& workspace = context.workspace();
  heading(body.take_top(line_height(TextRole::body)), workspace.title(kept.record).title,
          {.role = TextRole::body_strong});
  paragraph(body,
            tr("ui.kept_text_of", {{"field", field_words(workspace, kept.record, kept.field)},
                                   {"when", shown_instant(kept.typed_at)}}),
            {.role = TextRole::caption, .color = colors().muted});
  body.skip(px(space::x8));
  const Box start = body;
  Box inside = body.inset(px(space::x12), px(space::x8));
  paragraph(inside, kept.text, {.most_lines = 6});
  body.skip(inside.y - start.y + px(space::x8));
  outline({start.x, start.y, start.w, body.y - start.y}, colors().divider, px(space::radius_control));
  body.skip(px(space::x8));
  if (!change) {
    paragraph(body, tr(change.error()),
              {.role = TextRole::caption, .color = colors().status(Status::failed).ink});
    body.skip(px(space::x4));
  }
  Box line = body.take_top(theme().control_height(), px(space::x16));
  Decision decision = Decision::none;
  if (button_left(line, "use",
                  {.label = tr("ui.use_kept_text"),
                   .disabled_because = change ? std::string_view() : tr("ui.kept_text_unusable")}))
    decision = Decision::use;
  if (button_left(line, "copy", {.label = tr("ui.copy_kept_text"), .kind = ButtonKind::quiet}))
    context.push(CopyText{kept.text});
  if (button_left(line, "drop", {.label = tr("ui.drop_kept_text"), .kind = ButtonKind::quiet}))
    decision = Decision::drop;
  return decision;
}

} // namespace

void draw_kept_texts(ScreenContext& context) {
  auto& state = context.screen_state<KeptTextsState>();
  take_delivered(context, state);
  if (state.texts.empty())
    return;
  Dialog dialog(layer_name, {.title = tr("ui.kept_texts"), .width = DialogWidth::large});
  if (!dialog)
    return;
  paragraph(dialog.body, tr("ui.kept_texts_why"), {.color = colors().muted});
  dialog.body.skip(px(space::x16));
  std::optional<std::size_t> decided;
  for (std::size_t i = 0; i < state.texts.size(); ++i) {
    const KeptText& kept = state.texts[i];
    const IdScope scope(records::to_string(kept.record) + kept.field);
    auto change = change_of(context.workspace(), context.input.today(), kept);
    const Decision decision = draw_kept(dialog.body, context, kept, change);
    if (decision == Decision::none)
      continue;
    decided = i;
    if (decision == Decision::use)
      context.push(CommitChange{std::move(*change), Announce::with_undo});
    else
      context.push(DropDraft{kept.record, kept.field});
  }
  if (decided)
    state.texts.erase(state.texts.begin() + static_cast<std::ptrdiff_t>(*decided));
  Box footer = dialog.footer();
  if (button_right(footer, "later", {.label = tr("ui.kept_texts_later")}) || state.texts.empty()) {
    dialog.close();
    state.texts.clear(); // those that are left come again at the next start
  }
}

} // namespace truat::ui
