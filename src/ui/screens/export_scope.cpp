#include "ui/screens/export_scope.h"

#include "audit/factory.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/choice_field.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using text::tr;

const Recipient* remembered(const ScreenContext& context, std::string_view name) {
  const auto found = std::ranges::find(context.input.recipients, name, &Recipient::name);
  return found == context.input.recipients.end() ? nullptr : &*found;
}

void draw_recipient(Box& area, ScreenContext& context, ExportScopeState& state) {
  const Box field =
      labelled(area, {.label = tr("export_scope.recipient"), .hint = tr("export_scope.optional")});
  text_field(field, "recipient", state.recipient,
             {.name = tr("export_scope.recipient"),
              .placeholder = tr("export_scope.recipient_example"),
              .can_clear = true});
  // Those who were sent something before, with one press.
  Box line;
  for (const Recipient& each : context.input.recipients) {
    const float width = filter_chip_width(each.name);
    if (line.w < width)
      line = area.take_top(px(32), px(space::x4));
    const IdScope scope(each.name);
    if (filter_chip(line.take_left(std::min(width, line.w), px(space::x8)), "recipient", each.name,
                    each.name == state.recipient))
      state.recipient = each.name == state.recipient ? std::string() : each.name;
  }
  const Recipient* known = remembered(context, state.recipient);
  state.only_new = state.only_new && known != nullptr;
  if (known == nullptr)
    return;
  const std::string when = tr("export_scope.only_new_note", {{"when", shown_instant(known->sent_at)}});
  checkbox(area.take_top(px(48), px(space::x8)), "only_new", state.only_new,
           {.label = tr("export_scope.only_new"), .second_line = when});
}

void draw_factories(Box& area, ScreenContext& context, ExportScopeState& state) {
  const audit::Audit& audit = context.workspace().audit();
  std::erase_if(state.factories, [&](const records::RecordId& id) { return audit.factory(id) == nullptr; });
  const Box field =
      labelled(area, {.label = tr("export_scope.factories"), .hint = tr("export_scope.all_if_none")});
  const ChoiceResult result = choice_field(
      field, "factory",
      {.field = {.name = tr("export_scope.factories"), .placeholder = tr("export_scope.add_factory")},
       .chosen_label = {},
       .choices = [&audit] {
         std::vector<Choice> choices;
         for (const records::RecordId& id : audit.factories())
           if (const audit::Factory* factory = audit.factory(id))
             choices.push_back({records::to_string(id), factory->name, factory->registration_number, {}});
         return choices;
       }});
  if (result.chosen)
    if (const auto id = records::parse_record_id(result.key);
        id && std::ranges::find(state.factories, *id) == state.factories.end())
      state.factories.push_back(*id);
  std::optional<records::RecordId> removed;
  Box line;
  for (const records::RecordId& id : state.factories) {
    const std::string name = audit.factory(id)->name;
    const float width = filter_chip_width(name);
    if (line.w < width)
      line = area.take_top(px(32), px(space::x4));
    const IdScope scope(records::to_string(id));
    if (filter_chip(line.take_left(std::min(width, line.w), px(space::x8)), "factory", name, true))
      removed = id;
  }
  if (removed)
    std::erase(state.factories, *removed);
}

void draw_part(Box& area, ScreenContext& context, ExportScopeState& state) {
  draw_factories(area, context, state);
  checkbox(area.take_top(theme().control_height(), px(space::x8)), "factories_only", state.factories_only,
           {.label = tr("export_scope.factories_only")});
  if (state.factories_only)
    return;
  Columns days(area, 2, px(space::x12));
  const auto day = [&](Box& column, std::string_view id, std::string_view label,
                       std::optional<CivilDate>& date) {
    date_field(labelled(column, {.label = tr(label)}), id, date,
               {.field = {.name = tr(label)}, .today = context.input.today()});
  };
  day(days[0], "from", "export_scope.from", state.from);
  day(days[1], "until", "export_scope.until", state.until);
}

} // namespace

void draw_export_scope(Box& area, ScreenContext& context, ExportScopeState& state) {
  draw_recipient(area, context, state);
  int chosen = state.is_part ? 1 : 0;
  const std::array parts{Segment{tr("export_scope.all"), {}}, Segment{tr("export_scope.part"), {}}};
  Box line = area.take_top(theme().control_height(), px(space::x12));
  if (segmented(line.take_left(std::min(line.w, px(320))), "part", chosen, parts, tr("export_scope.extent")))
    state.is_part = chosen == 1;
  if (state.is_part)
    draw_part(area, context, state);
}

workspace::Scope chosen_scope(const ExportScopeState& state, WithPhotos photos) {
  workspace::Scope scope;
  scope.recipient = state.recipient;
  scope.photos = photos == WithPhotos::yes ? workspace::ScopePhotos::with : workspace::ScopePhotos::without;
  if (!state.is_part)
    return scope;
  scope.factories = state.factories;
  if (state.factories_only) {
    scope.kinds = {std::string(audit::factory_kind)};
  } else {
    scope.from = state.from;
    scope.until = state.until;
  }
  return scope;
}

std::string_view scope_problem(const ExportScopeState& state) {
  if (!state.is_part)
    return {};
  if (!state.factories_only && state.from && state.until && *state.until < *state.from)
    return tr("export_scope.until_before_from");
  const bool is_narrowed = !state.factories.empty() || state.factories_only || state.from || state.until;
  return is_narrowed ? std::string_view() : tr("export_scope.nothing_chosen");
}

} // namespace truat::ui
