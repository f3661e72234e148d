#include "ui/screens/proof_screen.h"

#include "audit/key_verbs.h"
#include "audit/permissions.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"

#include <algorithm>
#include <utility>

namespace truat::ui {
namespace {

using text::tr;
using workspace::KeyTrust;

struct ProofState {
  std::optional<ProofReport> report;
  bool is_asked = false;                            ///< the check goes on
  std::uint64_t checked_at = 0;                     ///< the projection's revision
  std::optional<records::ReplicaId> asked_to_trust; ///< whose fingerprint is before the person
  bool opens_trusting = false;
};

constexpr float page_width = 900;
constexpr float key_width = 160;

std::string counted(std::uint64_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

ChipSpec trust_chip(KeyTrust trust, bool has_key) {
  switch (trust) {
  case KeyTrust::own:
    return {Status::done, tr("proof_screen.own_key")};
  case KeyTrust::trusted:
    return {Status::done, tr("proof_screen.trusted")};
  case KeyTrust::revoked:
    return {Status::failed, tr("proof_screen.revoked")};
  case KeyTrust::unknown:
    break;
  }
  return has_key ? ChipSpec{Status::due, tr("proof_screen.not_trusted")}
                 : ChipSpec{Status::not_applicable, tr("proof_screen.no_key")};
}

using KeyVerb = Result<records::Change> (*)(const audit::Audit&, const records::ReplicaId&,
                                            const records::ReplicaId&, const records::Context&);

/// In the name of this computer.
Result<records::Change> keys_verb(const ScreenContext& context, KeyVerb verb,
                                  const records::ReplicaId& replica) {
  const workspace::Workspace& workspace = context.workspace();
  return verb(workspace.audit(), workspace.ledger().replica(), replica, workspace.context());
}

void check_again(ScreenContext& context, ProofState& state) {
  state.is_asked = true;
  state.checked_at = context.workspace().projection().revision();
  context.push(CheckProof{});
}

void draw_summary(Box& area, ScreenContext& context, ProofState& state) {
  Card card(area);
  section_header(card.body, {.title = tr("proof_screen.result")});
  paragraph(card.body, tr("proof_screen.note"), {.color = colors().muted});
  card.body.skip(px(space::x12));
  if (state.report) {
    const auto breaches = std::ranges::count(state.report->findings, true, &ProofReport::Finding::is_breach);
    const std::string words = breaches == 0 ? std::string(tr("proof_screen.sound"))
                                            : tr("proof_screen.breaches",
                                                 {{"count", counted(static_cast<std::uint64_t>(breaches))}});
    status_text(card.body.take_top(px(32), px(space::x8)),
                {breaches == 0 ? Status::done : Status::failed, words});
    draw_proof_findings(card.body, *state.report);
  }
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "check",
                  {.label = tr(state.report ? "proof_screen.check_again" : "proof_screen.check"),
                   .kind = ButtonKind::primary,
                   .icon = Icon::list_checks,
                   .disabled_because = state.is_asked ? tr("proof_screen.is_checking") : std::string_view()}))
    check_again(context, state);
}

void draw_sentences(Box& area, const ProofReport& report) {
  Card card(area);
  section_header(card.body, {.title = tr("proof_screen.proven")});
  for (const Phrase& sentence : report.sentences)
    paragraph(card.body, tr(sentence));
}

void draw_chain(Box& area, ScreenContext& context, ProofState& state, const ProofReport::Chain& chain) {
  const IdScope scope(records::to_string(chain.replica));
  Card card(area);
  Box right = section_header(card.body, {.title = chain.name});
  chip_right(right, trust_chip(chain.trust, !chain.key.empty()));
  const std::string extent = tr("proof_screen.extent", {{"count", counted(chain.commits)},
                                                        {"signed", counted(chain.signed_to)},
                                                        {"last", counted(chain.last)}});
  key_value(card.body, {.key = tr("proof_screen.commits"),
                        .value = extent,
                        .key_width = key_width,
                        .status = chain.is_whole ? std::optional<Status>() : Status::due});
  key_value(card.body, {.key = tr("proof_screen.fingerprint"), .value = chain.key, .key_width = key_width});
  if (chain.left_out + chain.erased > 0) {
    const std::string missing =
        tr("proof_screen.bodies", {{"left_out", counted(chain.left_out)}, {"erased", counted(chain.erased)}});
    key_value(card.body, {.key = tr("proof_screen.missing"), .value = missing, .key_width = key_width});
  }
  if (chain.key.empty() || chain.trust == KeyTrust::own)
    return;
  const std::string locked = forbidden_because(context, audit::Permission::manage_people);
  Box line = card.body.take_top(theme().control_height());
  if (chain.trust != KeyTrust::trusted &&
      button_left(line, "trust", {.label = tr("proof_screen.trust"), .disabled_because = locked})) {
    state.asked_to_trust = chain.replica;
    state.opens_trusting = true;
  }
  if (chain.trust != KeyTrust::revoked &&
      button_left(line, "revoke", {.label = tr("proof_screen.revoke"), .disabled_because = locked}))
    push_change(context, keys_verb(context, audit::revoke_key, chain.replica), Announce::quietly);
}

/// The fingerprint is compared with what the other PC shows, by telephone or face to face.
void draw_trusting(ScreenContext& context, ProofState& state) {
  const auto chain =
      std::ranges::find(state.report->chains, *state.asked_to_trust, &ProofReport::Chain::replica);
  if (chain == state.report->chains.end())
    return;
  if (std::exchange(state.opens_trusting, false))
    open_layer("trusting");
  if (Dialog dialog("trusting", {.title = tr("proof_screen.trust_title")}); dialog) {
    paragraph(dialog.body, tr("proof_screen.trust_note", {{"name", chain->name}}));
    dialog.body.skip(px(space::x12));
    paragraph(dialog.body, chain->key, {.role = TextRole::section});
    Box footer = dialog.footer();
    if (button_right(footer, "trust",
                     {.label = tr("proof_screen.trust_agrees"), .kind = ButtonKind::primary})) {
      push_change(context, keys_verb(context, audit::trust_key, chain->replica), Announce::quietly);
      dialog.close();
    }
    if (button_right(footer, "leave", {.label = tr("proof_screen.trust_differs")}))
      dialog.close();
  }
}

} // namespace

void draw_proof_findings(Box& area, const ProofReport& report) {
  for (const ProofReport::Finding& finding : report.findings) {
    Box row = area;
    const float before = area.y;
    Box icon_place = row.take_left(px(28));
    paragraph(row, tr(finding.sentence));
    status_text({icon_place.x, before, icon_place.w, px(24)},
                {finding.is_breach ? Status::failed : Status::due, {}});
    area.skip(row.y - before + px(space::x8));
  }
}

PageHeader proof_header(ScreenContext&) {
  return {.title = std::string(tr("proof_screen.title")),
          .subtitle = {},
          .can_go_back = true,
          .actions = {},
          .more = {}};
}

void draw_proof(ScreenContext& context) {
  ProofState& state = context.screen_state<ProofState>();
  if (auto come = context.state.inbox.take<ProofReport>()) {
    state.report = std::move(come);
    state.is_asked = false;
  }
  // What is trusted may have changed, and what is there: it is weighed anew.
  if (!state.is_asked && (!state.report || state.checked_at != context.workspace().projection().revision()))
    check_again(context, state);
  PageColumn page(context.page, context, "proof", context.layout() == LayoutClass::narrow ? 0 : page_width);
  draw_summary(page.area, context, state);
  if (!state.report)
    return;
  draw_sentences(page.area, *state.report);
  list_caption(page.area, tr("proof_screen.chains"));
  for (const ProofReport::Chain& chain : state.report->chains)
    draw_chain(page.area, context, state, chain);
  if (state.asked_to_trust)
    draw_trusting(context, state);
}

} // namespace truat::ui
