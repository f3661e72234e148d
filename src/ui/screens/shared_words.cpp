#include "ui/screens/shared_words.h"

#include "audit/edit.h"
#include "audit/verb_support.h"
#include "text/messages.h"
#include "text/relative_time.h"
#include "text/thai_date.h"
#include "ui/screens/readable_words.h"

namespace truat::ui {
namespace {

using text::tr;

text::DateStyle style() {
  return text::date_style(text::language());
}

StateWord planned_state(const audit::Inspection& visit, const CivilDate& today) {
  if (!visit.planned_on)
    return {Status::not_applicable, std::string(tr("state.planned"))};
  const std::int64_t days = days_between(today, *visit.planned_on);
  if (days < 0)
    return {Status::failed, tr("state.overdue", {{"days", std::to_string(-days)}})};
  if (days == 0)
    return {Status::due, std::string(tr("state.today"))};
  if (days == 1)
    return {Status::due, std::string(tr("state.tomorrow"))};
  return {Status::not_applicable, tr("state.in_days", {{"days", std::to_string(days)}})};
}

StateWord result_state(const workspace::Workspace& workspace, const audit::Inspection& visit) {
  std::size_t open = 0;
  for (const records::RecordId& id : workspace.audit().findings_of(visit.id)) {
    const audit::Finding* finding = workspace.audit().finding(id);
    open += finding != nullptr && finding->state() == audit::FindingState::open ? 1 : 0;
  }
  if (open > 0)
    return {Status::failed, tr("state.failed", {{"count", std::to_string(open)}})};
  return {Status::done, std::string(tr("state.passed"))};
}

} // namespace

StateWord state_of_visit(const workspace::Workspace& workspace, const audit::Inspection& visit,
                         const CivilDate& today) {
  switch (visit.state()) {
  case audit::InspectionState::planned:
    return planned_state(visit, today);
  case audit::InspectionState::in_progress:
    return {Status::active, std::string(tr("state.in_progress"))};
  case audit::InspectionState::awaiting_laboratory:
    return {Status::active, std::string(tr("state.awaiting_laboratory"))};
  case audit::InspectionState::completed:
  case audit::InspectionState::locked:
    return result_state(workspace, visit);
  case audit::InspectionState::unknown:
    break;
  }
  return {Status::not_applicable, visit.state_key};
}

StateWord state_of_factory(const workspace::Workspace& workspace, const records::RecordId& factory,
                           const CivilDate& today) {
  const auto visits = workspace.audit().inspections_of(factory);
  const audit::Inspection* latest = visits.empty() ? nullptr : workspace.audit().inspection(visits.front());
  if (latest == nullptr)
    return {Status::not_applicable, std::string(tr("state.never_inspected"))};
  return state_of_visit(workspace, *latest, today);
}

std::optional<Status> status_of(forms::Tone tone) {
  switch (tone) {
  case forms::Tone::done:
    return Status::done;
  case forms::Tone::due:
    return Status::due;
  case forms::Tone::failed:
    return Status::failed;
  case forms::Tone::active:
    return Status::active;
  case forms::Tone::suspended:
    return Status::suspended;
  case forms::Tone::not_applicable:
    return Status::not_applicable;
  case forms::Tone::neutral:
    break;
  }
  return std::nullopt;
}

std::string list_date(const std::optional<CivilDate>& date, const CivilDate& today) {
  if (!date)
    return {};
  if (*date == today)
    return std::string(tr("state.date_today"));
  return text::format_date(*date, text::DateForm::compact, style());
}

std::string shown_date(const std::optional<CivilDate>& date) {
  return date ? text::format_date(*date, text::DateForm::abbreviated, style()) : std::string();
}

std::string shown_instant(Instant instant) {
  return text::format_date_time(local_time(instant), style());
}

std::string type_number(const audit::Factory& factory) {
  const audit::FactoryType* type = workspace::reference().types.find(factory.type);
  return type != nullptr ? type->number : factory.type;
}

std::string district_name(const audit::Factory& factory) {
  const audit::Place* district = workspace::reference().places.find(factory.district);
  if (district == nullptr)
    return factory.district;
  return text::language() == text::Language::thai ? "อ." + district->thai : district->english;
}

std::string one_line_address(const audit::Factory& factory) {
  const audit::Places& places = workspace::reference().places;
  std::string address;
  const auto add = [&address](std::string_view key, const std::string& value) {
    if (value.empty())
      return;
    if (!address.empty())
      address += ' ';
    address += key.empty() ? value : tr(key, {{"value", value}});
  };
  const auto name = [&places](const std::string& code) {
    const audit::Place* place = places.find(code);
    if (place == nullptr)
      return code;
    return text::language() == text::Language::thai ? place->thai : place->english;
  };
  add("", factory.address_number);
  add("address.village", factory.village);
  add("address.lane", factory.lane);
  add("address.road", factory.road);
  add("address.subdistrict", name(factory.subdistrict));
  add("address.district", name(factory.district));
  add("address.province", name(factory.province));
  add("", factory.postcode);
  return address;
}

FormContext form_context(ScreenContext& context) {
  const workspace::Workspace& workspace = context.workspace();
  return {
      .projection = workspace.projection(),
      .choices = *context.input.choices,
      .today = context.input.today(),
      .set_field =
          [&workspace](const records::RecordId& record, std::string_view field, records::Value value,
                       std::vector<records::OperationId> overwrites) {
            return audit::set_field(workspace.audit(), record, field, std::move(value), std::move(overwrites),
                                    workspace.context());
          },
      .forbids =
          [&workspace](const records::RecordId& record, std::string_view field) {
            auto allowed = audit::can_edit(workspace.audit(), record, field, workspace.context());
            return allowed ? std::nullopt : std::optional(allowed.error());
          },
      .person_name = [&workspace](const records::RecordId& id) { return workspace.person_name(id); },
      .field_words = [&workspace](const records::RecordId& record,
                                  std::string_view field) { return field_words(workspace, record, field); },
      .value_words =
          [&workspace](const records::RecordId& record, std::string_view field, const records::Value& value) {
            return value_words(workspace, record, field, value);
          },
      .log = &workspace.ledger().log()};
}

std::string_view read_only_reason(const ScreenContext& context) {
  if (context.input.viewed != nullptr)
    return tr("viewing.read_only");
  return context.input.saved.kind == SaveState::Kind::read_only ? tr("state.read_only") : std::string_view();
}

std::string forbidden_because(const ScreenContext& context, audit::Permission permission) {
  if (const std::string_view locked = read_only_reason(context); !locked.empty())
    return std::string(locked);
  if (context.input.workspace == nullptr)
    return {}; // the search lists commands before the store is open
  const workspace::Workspace& workspace = context.workspace();
  const auto allowed = audit::permitted(workspace.audit(), workspace.context(), permission);
  return allowed ? std::string() : tr(allowed.error());
}

bool push_change(ScreenContext& context, Result<records::Change> change, Announce announce) {
  if (!change) {
    context.state.toasts.show(
        {.kind = Toast::Kind::error, .sentence = tr(change.error()), .action_label = {}, .action = {}});
    return false;
  }
  context.push(CommitChange{std::move(*change), announce});
  return true;
}

} // namespace truat::ui
