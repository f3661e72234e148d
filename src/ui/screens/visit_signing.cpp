// Signing: who is expected to sign, the pad, and a refusal before a witness.
#include "audit/signing_verbs.h"
#include "text/messages.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"

namespace truat::ui {
namespace {

using text::tr;
using Expected = audit::SigningState::Expected;

constexpr int strokes_width = 1000;

std::string key_of(const Expected& expected) {
  return std::string(audit::key_of(expected.role)) + "/" + records::to_string(expected.person);
}

audit::Strokes to_strokes(const SignatureStrokes& drawn) {
  audit::Strokes strokes{.width = strokes_width, .height = signature_height, .lines = {}};
  for (const auto& line : drawn) {
    auto& points = strokes.lines.emplace_back();
    for (const SignaturePoint& point : line)
      points.push_back({point.x, point.y});
  }
  return strokes;
}

SignatureStrokes to_drawn(const audit::Strokes& strokes) {
  SignatureStrokes drawn;
  for (const auto& line : strokes.lines) {
    auto& points = drawn.emplace_back();
    for (const audit::Strokes::Point& point : line)
      points.push_back({point.x * strokes_width / std::max(strokes.width, 1),
                        point.y * strokes_width / std::max(strokes.width, 1)});
  }
  return drawn;
}

std::string why_no_signing(const VisitFrame& frame) {
  if (std::string reason = forbidden_because(frame.context, audit::Permission::inspect); !reason.empty())
    return reason;
  if (frame.visit.state() == audit::InspectionState::locked)
    return std::string(tr("visit.locked"));
  if (frame.visit.state() == audit::InspectionState::planned)
    return std::string(tr("visit.not_started"));
  return {};
}

/// Whether it is kept.
bool keep_signature(const VisitFrame& frame, const Expected& expected) {
  SigningDraft& draft = frame.state.signing;
  const records::Context context = frame.workspace.context();
  auto created = draft.refuses ? audit::refuse_signature(frame.audit(), frame.visit.id,
                                                         {.name = draft.name,
                                                          .position = draft.position,
                                                          .reason = draft.reason,
                                                          .witness_name = draft.witness,
                                                          .witness_strokes = to_strokes(draft.strokes)},
                                                         context)
                               : audit::sign(frame.audit(), frame.visit.id,
                                             {.role = expected.role,
                                              .person = expected.person,
                                              .name = draft.name,
                                              .position = draft.position,
                                              .strokes = to_strokes(draft.strokes)},
                                             context);
  if (!created) {
    draft.error = tr(created.error());
    return false;
  }
  frame.context.push(CommitChange{std::move(created->change), Announce::with_undo});
  draft = {};
  return true;
}

void draw_pad(const VisitFrame& frame, const Expected& expected) {
  SigningDraft& draft = frame.state.signing;
  Dialog dialog("sign", {.title = expected.name.empty() ? tr("visit.sign") : std::string_view(expected.name),
                         .width = DialogWidth::large});
  if (!dialog)
    return;
  const bool is_guide = expected.role == audit::SignerRole::guide;
  if (is_guide) {
    const Box name = labelled(dialog.body, {.label = tr("field.signature.name")});
    text_field(name, "name", draft.name, {.name = tr("field.signature.name")});
    bool refuses = draft.refuses;
    if (checkbox(dialog.body.take_top(theme().control_height(), px(space::x8)), "refuses", refuses,
                 {.label = tr("visit.refuses_to_sign")}))
      draft.refuses = refuses;
  }
  if (draft.refuses) {
    const Box reason = labelled(dialog.body, {.label = tr("field.signature.refusal_reason")});
    text_field(reason, "reason", draft.reason, {.name = tr("field.signature.refusal_reason")});
    const Box witness = labelled(dialog.body, {.label = tr("field.signature.witness_name")});
    text_field(witness, "witness", draft.witness,
               {.name = tr("field.signature.witness_name"), .required = true});
  }
  const float height =
      std::min(dialog.body.w * static_cast<float>(signature_height) / strokes_width, px(220));
  signature_pad(dialog.body.take_top(height, px(space::x8)), "pad", draft.strokes,
                {.name = draft.refuses ? tr("visit.witness_signs") : tr("visit.sign"),
                 .hint = draft.refuses ? tr("visit.witness_signs_here") : tr("visit.sign_here")});
  paragraph(dialog.body, tr("visit.drawn_signature_note"),
            {.role = TextRole::caption, .color = colors().muted});
  if (!draft.error.empty())
    paragraph(dialog.body, draft.error, {.color = colors().status(Status::failed).ink});
  Box footer = dialog.footer();
  if (button_right(footer, "keep",
                   {.label = draft.refuses ? tr("visit.keep_refusal") : tr("visit.keep_signature"),
                    .kind = ButtonKind::primary}) &&
      keep_signature(frame, expected))
    dialog.close();
  if (button_right(footer, "leave", {.label = tr("visit.not_now")}))
    dialog.close();
  if (!draft.strokes.empty() &&
      button_left(footer, "clear", {.label = tr("visit.clear_signature"), .kind = ButtonKind::quiet}))
    draft.strokes.clear();
}

void draw_kept(Box& body, const VisitFrame& frame, const records::RecordId& id, bool changed_since) {
  const audit::Signature* signature = frame.audit().signature(id);
  if (signature == nullptr)
    return;
  if (changed_since)
    banner(body, "changed", {.status = Status::due, .sentence = tr("visit.changed_since_signed")});
  Box line = body.take_top(px(120), px(space::x4));
  if (const auto strokes = audit::as_strokes(signature->strokes))
    draw_signature(line.take_left(std::min(line.w * 0.5F, px(300)), px(space::x16)), to_drawn(*strokes),
                   colors().text);
  Box words = line.inset(0, px(space::x8));
  if (signature->refused)
    paragraph(words, tr("visit.refused_before",
                        {{"witness", signature->witness_name}, {"reason", signature->refusal_reason}}));
  if (signature->signed_at)
    text_line(words.take_top(px(28)), shown_instant(*signature->signed_at), {.color = colors().muted});
  if (frame.visit.state() == audit::InspectionState::locked)
    return; // it stays for good
  const std::string why = why_no_signing(frame);
  if (button_left(words, "remove", {.label = tr("visit.remove_signature"), .disabled_because = why}))
    push_change(frame.context, audit::remove_signature(frame.audit(), id, frame.workspace.context()),
                Announce::with_undo);
}

} // namespace

void draw_visit_signing(Box& area, const VisitFrame& frame) {
  heading(area.take_top(theme().control_height(), px(space::x4)), tr("visit.signing"));
  paragraph(area, tr("visit.signing_note"), {.color = colors().muted});
  area.skip(px(space::x12));
  const audit::SigningState signing = audit::signing_state(frame.audit(), frame.visit.id);
  const std::string why = why_no_signing(frame);
  for (const Expected& expected : signing.expected) {
    const std::string key = key_of(expected);
    const IdScope scope(key);
    Card card(area);
    Box line = card.body.take_top(theme().control_height(), px(space::x4));
    if (!expected.signature && button_right(line, "sign_button",
                                            {.label = tr("visit.sign"),
                                             .kind = ButtonKind::secondary,
                                             .icon = Icon::pen_line,
                                             .disabled_because = why})) {
      frame.state.signing = {.signer = key,
                             .strokes = {},
                             .name = expected.name,
                             .position = expected.position,
                             .refuses = false,
                             .reason = {},
                             .witness = {},
                             .error = {}};
      open_layer("sign");
    }
    if (expected.signature)
      chip_right(line, {expected.changed_since ? Status::due : Status::done,
                        tr(expected.changed_since ? "visit.sign_again" : "visit.signed")});
    const std::string role = frame.context.input.choices->label("signer_role", audit::key_of(expected.role));
    const std::string name = expected.name.empty() ? std::string(tr("visit.guide_unnamed")) : expected.name;
    const std::string words = role + (expected.position.empty() ? "" : " · " + expected.position);
    text_left(line, name, {.role = TextRole::body_strong}, px(space::x12));
    if (card.body.w >= px(480))
      text_line(line, words, {.color = colors().muted});
    else
      paragraph(card.body, words, {.color = colors().muted});
    if (expected.signature)
      draw_kept(card.body, frame, *expected.signature, expected.changed_since);
    if (frame.state.signing.signer == key)
      draw_pad(frame, expected);
  }
}

} // namespace truat::ui
