#include "ui/screens/people_delegations.h"

#include "audit/choices.h"
#include "audit/people_verbs.h"
#include "text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/text_field.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using text::tr;

StateWord state_of(const audit::Delegation& delegation, const CivilDate& today) {
  if (delegation.in_force(today))
    return {Status::done, std::string(tr("people.in_force"))};
  const bool is_to_come = !delegation.ended_on && delegation.starts_on && today < *delegation.starts_on;
  return is_to_come ? StateWord{Status::active, std::string(tr("people.to_come"))}
                    : StateWord{Status::not_applicable, std::string(tr("people.over"))};
}

std::string what_of(const audit::Delegation& delegation, const ChoiceLists& choices) {
  if (delegation.basis() == audit::DelegationBasis::acting)
    return std::string(tr("people.everything"));
  std::string words;
  for (const std::string& key : delegation.permissions)
    words += (words.empty() ? "" : ", ") + choices.label("permission", key);
  return words;
}

std::string when_of(const audit::Delegation& delegation) {
  return shown_date(delegation.starts_on) + " – " +
         (delegation.ends_on ? shown_date(delegation.ends_on) : std::string(tr("people.until_further")));
}

void draw_one(Box& area, ScreenContext& context, const audit::Delegation& delegation,
              const records::RecordId& person) {
  const workspace::Workspace& workspace = context.workspace();
  const IdScope scope(records::to_string(delegation.id));
  std::string title = delegation_words(workspace, delegation);
  if (delegation.receiver != person)
    title += " " + tr("people.delegation_to", {{"receiver", workspace.person_name(delegation.receiver)}});
  const StateWord state = state_of(delegation, context.input.today());
  Box line = area.take_top(theme().control_height());
  if (!delegation.ended_on && state.status != Status::not_applicable) {
    const auto change = audit::end_delegation(workspace.audit(), delegation.id, workspace.context());
    std::string why(read_only_reason(context));
    if (why.empty() && !change)
      why = tr(change.error());
    if (button_right(line, "end", {.label = tr("people.end_delegation"), .disabled_because = why}))
      push_change(context, change, Announce::with_undo);
  }
  chip_right(line, state.chip(), px(space::x8));
  text_line(line, title, {.role = TextRole::body_strong});
  paragraph(area, what_of(delegation, *context.input.choices));
  paragraph(area, when_of(delegation) + " · " + delegation.paper_number,
            {.role = TextRole::caption, .color = colors().muted});
  area.skip(px(space::x12));
}

void day_field(Box& area, ScreenContext& context, std::string_view id, std::string_view label,
               std::optional<CivilDate>& day, std::string_view hint = {}) {
  const Box box = labelled(area, {.label = tr(label), .hint = hint});
  date_field(box, id, day, {.field = {.name = tr(label)}, .today = context.input.today()});
}

void draw_permissions(Box& area, audit::Delegation& draft, int columns) {
  text_line(area.take_top(px(space::x24), px(space::x4)), tr("field.delegation.permissions"));
  const access::Part part(
      {.role = access::Role::group, .name = tr("field.delegation.permissions"), .box = area});
  Columns grid(area, columns, px(space::x16));
  int next = 0;
  for (const audit::ChoiceOption& option : audit::choice_options("permission")) {
    if (option.key == audit::key_of(audit::Permission::delegate))
      continue;
    const auto found = std::ranges::find(draft.permissions, option.key);
    bool on = found != draft.permissions.end();
    Box& column = grid[next++ % columns];
    if (!checkbox(column.take_top(theme().control_height()), option.key, on, {.label = tr(option.label)}))
      continue;
    if (on)
      draft.permissions.emplace_back(option.key);
    else
      draft.permissions.erase(found);
  }
  for (int i = 0; i < columns; ++i)
    grid[i].skip(px(space::x12));
}

void draw_dialog(ScreenContext& context, DelegationState& state) {
  const workspace::Workspace& workspace = context.workspace();
  audit::Delegation& draft = state.draft;
  Dialog dialog("delegation", {.title = tr("people.add_delegation"), .width = DialogWidth::large});
  if (!dialog)
    return;
  const int two = columns_that_fit(dialog.body.w, px(200), px(space::x16), 2);
  const std::array bases{Segment{tr("choice.delegation_basis.on_behalf"), {}},
                         Segment{tr("choice.delegation_basis.acting"), {}}};
  Box line = dialog.body.take_top(theme().control_height(), px(space::x16));
  segmented(line.take_left(std::min(line.w, segmented_width(bases))), "basis", state.basis, bases,
            tr("field.delegation.basis"));
  draft.basis_key = audit::choice_options("delegation_basis")[static_cast<std::size_t>(state.basis)].key;
  {
    Columns columns(dialog.body, two, px(space::x16));
    person_choice(columns[0], context, "giver", tr("field.delegation.giver"), draft.giver);
    person_choice(columns[two - 1], context, "receiver", tr("field.delegation.receiver"), draft.receiver);
  }
  const Box position =
      labelled(dialog.body, {.label = tr("field.delegation.position"), .hint = tr("start.optional")});
  text_field(position, "position", draft.position, {.name = tr("field.delegation.position")});
  if (state.basis == 0)
    draw_permissions(dialog.body, draft, two);
  {
    Columns columns(dialog.body, two, px(space::x16));
    day_field(columns[0], context, "starts", "field.delegation.starts_on", draft.starts_on);
    day_field(columns[two - 1], context, "ends", "field.delegation.ends_on", draft.ends_on,
              tr("people.until_further"));
  }
  const Box paper =
      labelled(dialog.body, {.label = tr("field.delegation.paper_number"), .error = state.error});
  text_field(paper, "paper", draft.paper_number,
             {.name = tr("field.delegation.paper_number"), .required = true});
  Box footer = dialog.footer();
  if (button_right(footer, "add", {.label = tr("people.save_delegation"), .kind = ButtonKind::primary})) {
    auto created = audit::add_delegation(workspace.audit(), draft, workspace.context());
    if (created) {
      context.push(CommitChange{std::move(created->change), Announce::with_undo});
      dialog.close();
    } else {
      state.error = tr(created.error());
    }
  }
  if (button_right(footer, "leave", {.label = tr("settings.not_now")}))
    dialog.close();
}

} // namespace

std::string delegation_words(const workspace::Workspace& workspace, const audit::Delegation& delegation) {
  const std::string basis = "@choice.delegation_basis." + delegation.basis_key;
  return tr("people.delegation_from",
            {{"basis", basis},
             {"giver",
              delegation.position.empty() ? workspace.person_name(delegation.giver) : delegation.position}});
}

bool person_choice(Box& area, ScreenContext& context, std::string_view id, std::string_view label,
                   records::RecordId& chosen, std::string_view nothing) {
  const ChoiceLists& lists = *context.input.choices;
  const Box box = labelled(area, {.label = label});
  const std::string shown =
      chosen.is_none() ? std::string(nothing) : lists.label(audit::person_kind, records::to_string(chosen));
  const ChoiceResult result =
      choice_field(box, id,
                   {.field = {.name = label, .placeholder = tr("factories.choose")},
                    .chosen_label = shown,
                    .choices = [&lists] { return lists.choices(audit::person_kind, {}); },
                    .can_be_empty = true});
  if (result.chosen)
    chosen = records::parse_record_id(result.key).value_or(records::RecordId{});
  return result.chosen;
}

void draw_delegations(Box& area, ScreenContext& context, DelegationState& state,
                      const records::RecordId& person) {
  const workspace::Workspace& workspace = context.workspace();
  Card card(area);
  Box right = section_header(card.body, {.title = tr("people.delegations")});
  const std::string why = forbidden_because(context, audit::Permission::delegate);
  const LinkSpec add{.label = tr("people.add_delegation"), .icon = Icon::plus, .disabled_because = why};
  if (link(right.take_right(link_width(add)), "add_delegation", add)) {
    state = {};
    // On one's own page one gives; on another's one gives to them.
    state.draft.giver = workspace.actor();
    if (person != workspace.actor())
      state.draft.receiver = person;
    state.draft.starts_on = context.input.today();
    open_layer("delegation");
  }
  bool any = false;
  for (const records::RecordId& id : workspace.audit().delegations()) {
    const audit::Delegation* delegation = workspace.audit().delegation(id);
    if (delegation == nullptr || (delegation->receiver != person && delegation->giver != person))
      continue;
    any = true;
    draw_one(card.body, context, *delegation, person);
  }
  if (!any)
    text_line(card.body.take_top(px(32)), tr("people.no_delegations"), {.color = colors().muted});
  draw_dialog(context, state);
}

} // namespace truat::ui
