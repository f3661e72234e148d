#include "ui/screens/people_screen.h"

#include "audit/choices.h"
#include "audit/people_verbs.h"
#include "text/messages.h"
#include "ui/commands.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/people_delegations.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text_field.h"

#include <algorithm>
#include <array>
#include <vector>

namespace truat::ui {
namespace {

using text::tr;

struct PeopleState {
  FormState form;
  DelegationState delegation;
  std::string new_name;
  std::string new_position;
  std::string error;
  std::optional<CivilDate> left_on;
};

/// What each role may do, in the order of the list `role`.
constexpr std::array<std::string_view, 6> role_notes{"people.role_inspector_note", "people.role_head_note",
                                                     "people.role_asks_note",      "people.role_asks_note",
                                                     "people.role_reads_note",     "people.role_reads_note"};

records::RecordId own_office(const workspace::Workspace& workspace) {
  const audit::Person* here = workspace.audit().person(workspace.actor());
  return here != nullptr ? here->office : records::RecordId{};
}

std::string role_words(const audit::Person& person, const ChoiceLists& choices) {
  std::string words;
  for (const std::string& key : person.roles)
    words += (words.empty() ? "" : ", ") + choices.label("role", key);
  return words;
}

void draw_row(Box& area, ScreenContext& context, const audit::Person& person, bool selected) {
  const bool narrow = context.layout() == LayoutClass::narrow;
  const IdScope scope(records::to_string(person.id));
  const std::string roles = role_words(person, *context.input.choices);
  const std::string second =
      person.position + (person.position.empty() || roles.empty() ? "" : " · ") + roles;
  const bool is_actor = person.id == context.workspace().actor();
  if (list_row(area.take_top(px(list_row_height)), "person",
               {.title = person.name,
                .second_line = second,
                .chip = is_actor ? std::optional(ChipSpec{Status::active, tr("people.this_pc"), selected})
                                 : std::nullopt,
                .selected = selected}))
    narrow ? context.go({"people", person.id, {}}) : context.state.routes.replace({"people", person.id, {}});
}

/// People of one's own office, those of each other office under its name, and who has left.
void draw_list(const Box& box, ScreenContext& context, const records::RecordId& open) {
  const workspace::Workspace& workspace = context.workspace();
  const CivilDate today = context.input.today();
  ScrollArea scroll(box, "people");
  Box& area = scroll.content;
  const auto group = [&](std::string_view caption, auto&& belongs) {
    std::vector<const audit::Person*> people;
    for (const records::RecordId& id : workspace.audit().people())
      if (const audit::Person* person = workspace.audit().person(id); person != nullptr && belongs(*person))
        people.push_back(person);
    if (people.empty())
      return;
    list_caption(area, caption);
    const access::Part part({.role = access::Role::list, .name = caption, .box = area});
    for (const audit::Person* person : people)
      draw_row(area, context, *person, person->id == open);
  };
  const records::RecordId own = own_office(workspace);
  group(tr("people.in_this_office"),
        [&](const audit::Person& person) { return person.office == own && person.is_here(today); });
  for (const records::RecordId& office : workspace.audit().offices())
    if (office != own)
      group(workspace.title(office).title,
            [&](const audit::Person& person) { return person.office == office && person.is_here(today); });
  group(tr("people.left"), [&](const audit::Person& person) { return !person.is_here(today); });
}

void draw_add(ScreenContext& context, PeopleState& state) {
  const workspace::Workspace& workspace = context.workspace();
  Dialog dialog("add_person", {.title = tr("settings.add_person")});
  if (!dialog)
    return;
  const Box name = labelled(dialog.body, {.label = tr("field.person.name"), .error = state.error});
  text_field(name, "name", state.new_name, {.name = tr("field.person.name"), .required = true});
  const Box position = labelled(dialog.body, {.label = tr("field.person.position")});
  text_field(position, "position", state.new_position, {.name = tr("field.person.position")});
  Box footer = dialog.footer();
  if (button_right(footer, "add",
                   {.label = tr("settings.add_person"),
                    .kind = ButtonKind::primary,
                    .disabled_because = state.new_name.empty() ? tr("workspace.person_needs_name") : ""})) {
    audit::Person person;
    person.name = state.new_name;
    person.position = state.new_position;
    person.office = own_office(workspace);
    auto created = audit::add_person(workspace.audit(), person, workspace.context());
    if (created) {
      context.push(CommitChange{std::move(created->change), Announce::with_undo});
      context.state.routes.replace({"people", created->id, {}});
      dialog.close();
    } else {
      state.error = tr(created.error());
    }
  }
  if (button_right(footer, "leave", {.label = tr("settings.not_now")}))
    dialog.close();
}

void draw_leave(ScreenContext& context, PeopleState& state, const records::RecordId& person) {
  const workspace::Workspace& workspace = context.workspace();
  Dialog dialog("leave_office", {.title = tr("people.leave")});
  if (!dialog)
    return;
  paragraph(dialog.body, tr("people.leave_note"), {.color = colors().muted});
  dialog.body.skip(px(space::x12));
  const Box day = labelled(dialog.body, {.label = tr("field.person.left_on")});
  date_field(day, "day", state.left_on,
             {.field = {.name = tr("field.person.left_on")}, .today = context.input.today()});
  Box footer = dialog.footer();
  const auto change = audit::person_leaves(
      workspace.audit(), person, state.left_on.value_or(context.input.today()), workspace.context());
  if (button_right(footer, "leave_office", {.label = tr("people.leave"), .kind = ButtonKind::primary}) &&
      push_change(context, change, Announce::with_undo))
    dialog.close();
  if (button_right(footer, "leave", {.label = tr("people.keep")}))
    dialog.close();
}

void draw_more(const Box& anchor, ScreenContext& context, PeopleState& state, const audit::Person& person) {
  if (!layer_is_open("person_more"))
    return;
  const workspace::Workspace& workspace = context.workspace();
  const std::string locked(read_only_reason(context));
  const auto why = [&locked](const Result<records::Change>& change) {
    return !locked.empty() || change ? locked : tr(change.error());
  };
  const auto step = person.left_on ? audit::person_returns(workspace.audit(), person.id, workspace.context())
                                   : audit::person_leaves(workspace.audit(), person.id, context.input.today(),
                                                          workspace.context());
  const std::string no_step = why(step);
  const std::string no_deletion =
      why(audit::delete_record(workspace.audit(), person.id, workspace.context()));
  const std::array items{MenuItem{.id = "step",
                                  .label = tr(person.left_on ? "people.return" : "people.leave"),
                                  .icon = person.left_on ? Icon::undo_2 : Icon::log_out,
                                  .disabled_because = no_step},
                         MenuItem{.id = "delete",
                                  .label = tr("people.delete"),
                                  .icon = Icon::trash_2,
                                  .disabled_because = no_deletion,
                                  .danger = true,
                                  .starts_group = true}};
  const std::string_view chosen = menu("person_more", anchor, items);
  if (chosen == "step" && person.left_on) {
    push_change(context, step, Announce::with_undo);
  } else if (chosen == "step") {
    state.left_on = context.input.today();
    open_layer("leave_office");
  } else if (chosen == "delete") {
    open_layer("delete_person");
  }
}

void draw_heading(Box& area, ScreenContext& context, PeopleState& state, const audit::Person& person) {
  Box line = area.take_top(theme().control_height(), px(space::x4));
  const Box more = line.take_right(line.h, px(space::x8));
  if (icon_button(more, "more_button",
                  {.icon = Icon::ellipsis,
                   .name = tr("people.more"),
                   .kind = ButtonKind::secondary,
                   .ground = Ground::canvas,
                   .opens_popup = true,
                   .is_open = layer_is_open("person_more")}))
    open_layer("person_more");
  draw_more(more, context, state, person);
  if (person.id != context.workspace().actor() && person.is_here(context.input.today()) &&
      button_right(line, "use_here",
                   {.label = tr("people.use_here"), .icon = Icon::user, .ground = Ground::canvas}))
    context.push(SetPerson{person.id});
  heading(line, person.name, {.role = TextRole::title});
  Box below = area.take_top(px(28), px(space::x12));
  if (person.id == context.workspace().actor())
    chip_left(below, {Status::active, tr("people.this_pc")}, px(space::x12));
  if (person.left_on)
    text_line(below, std::string(tr("field.person.left_on")) + " " + shown_date(person.left_on),
              {.color = colors().muted});
  else
    text_line(below, context.workspace().title(person.office).title, {.color = colors().muted});
}

/// Why this person's roles cannot be changed at all; a single role may be refused besides.
void draw_roles(Box& area, ScreenContext& context, const audit::Person& person) {
  const workspace::Workspace& workspace = context.workspace();
  Card card(area);
  section_header(card.body, {.title = tr("people.roles")});
  if (!audit::roles_are_given(workspace.audit(), person.office)) {
    banner(card.body, "no_roles", {.status = Status::due, .sentence = tr("people.no_roles_note")});
    card.body.skip(px(space::x8));
  }
  {
    const access::Part part({.role = access::Role::group, .name = tr("people.roles"), .box = card.body});
    const std::string locked(read_only_reason(context));
    const auto options = audit::choice_options("role");
    for (std::size_t i = 0; i < options.size(); ++i) {
      std::vector<std::string> roles = person.roles;
      const auto found = std::ranges::find(roles, options[i].key);
      bool on = found != roles.end();
      if (on)
        roles.erase(found);
      else
        roles.emplace_back(options[i].key);
      const auto change = audit::set_roles(workspace.audit(), person.id, roles, workspace.context());
      const std::string why = !locked.empty() || change ? locked : tr(change.error());
      if (checkbox(
              card.body.take_top(px(48), px(space::x4)), options[i].key, on,
              {.label = tr(options[i].label), .second_line = tr(role_notes[i]), .disabled_because = why}))
        push_change(context, change, Announce::with_undo);
    }
  }
  card.body.skip(px(space::x8));
  paragraph(card.body, tr("people.guard_note"), {.role = TextRole::caption, .color = colors().muted});
}

void draw_detail(const Box& box, ScreenContext& context, PeopleState& state, const audit::Person& person) {
  const IdScope scope(records::to_string(person.id));
  if (state.form.record != person.id)
    state.form = {};
  state.form.record = person.id;
  {
    PageColumn page(box, context, "person", 680);
    draw_heading(page.area, context, state, person);
    draw_roles(page.area, context, person);
    draw_delegations(page.area, context, state.delegation, person.id);
    Card card(page.area);
    section_header(card.body, {.title = tr("section.person")});
    record_form(card.body, "person", state.form, form_context(context),
                {.record = person.id,
                 .kind = workspace::schema().find_kind(audit::person_kind),
                 .read_only_because = read_only_reason(context),
                 .key_width = 176,
                 .in_cards = false},
                context.requests);
  }
  draw_leave(context, state, person.id);
  if (question("delete_person", {.title = tr("people.delete"),
                                 .sentence = tr("people.delete_note"),
                                 .act = tr("people.delete"),
                                 .leave = tr("people.keep"),
                                 .danger = true}) &&
      push_change(context,
                  audit::delete_record(context.workspace().audit(), person.id, context.workspace().context()),
                  Announce::with_undo))
    context.state.routes.replace({"people", {}, {}});
}

} // namespace

PageHeader people_header(ScreenContext& context) {
  return {
      .title = std::string(tr("ui.nav_people")),
      .subtitle = {},
      .can_go_back = context.layout() == LayoutClass::narrow && !context.route().record.is_none(),
      .actions = {header_action("people.add", forbidden_because(context, audit::Permission::manage_people))},
      .more = {}};
}

void draw_people_screen(ScreenContext& context) {
  PeopleState& state = context.screen_state<PeopleState>();
  const audit::Audit& audit = context.workspace().audit();
  if (context.pressed_action == "people.add") {
    state.new_name.clear();
    state.new_position.clear();
    state.error.clear();
    open_layer("add_person");
  }
  draw_add(context, state);
  const bool narrow = context.layout() == LayoutClass::narrow;
  const audit::Person* open = audit.person(context.route().record);
  if (narrow) {
    if (open != nullptr) {
      draw_detail(context.page, context, state, audit::Person(*open));
      return;
    }
    fill(context.page, colors().surface);
    draw_list(context.page, context, {});
    return;
  }
  // One's own page is what is looked for first.
  if (open == nullptr)
    open = audit.person(context.workspace().actor());
  Box page = context.page;
  const Box list = page.take_left(px(context.layout() == LayoutClass::desktop ? 384 : 320));
  fill(list, colors().surface);
  vertical_line(list.right() - 1, list.y, list.h, colors().divider);
  draw_list(list, context, open != nullptr ? open->id : records::RecordId{});
  if (open != nullptr)
    draw_detail(page, context, state, audit::Person(*open));
}

} // namespace truat::ui
