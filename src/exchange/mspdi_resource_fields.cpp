#include "exchange/mspdi_fields.h"

#include "exchange/mspdi_values.h"

#include <array>

namespace truat::exchange {
namespace {

using namespace mspdi;

FieldRead read_kind(Resource& resource, std::string_view text) {
  const auto code = Whole<0, 2>::read(text);
  if (!code)
    return FieldRead::not_understood;
  constexpr ResourceKind kinds[] = {ResourceKind::material, ResourceKind::work, ResourceKind::cost};
  resource.kind = kinds[*code];
  return FieldRead::understood;
}
std::optional<std::string> write_kind(const Resource& resource) {
  return resource.kind == ResourceKind::work ? "1" : "0";
}
FieldRead read_cost_kind(Resource& resource, std::string_view text) {
  const auto value = Flag::read(text);
  if (!value)
    return FieldRead::not_understood;
  if (*value)
    resource.kind = ResourceKind::cost;
  return FieldRead::understood;
}
std::optional<std::string> write_cost_kind(const Resource& resource) {
  return Flag::write(resource.kind == ResourceKind::cost);
}

/// -65535 stands for nobody.
FieldRead read_resource(Assignment& assignment, std::string_view text) {
  const auto value = parse_whole(text);
  if (!value)
    return FieldRead::not_understood;
  if (*value >= 0)
    assignment.resource = ResourceId{*value};
  return FieldRead::understood;
}
std::optional<std::string> write_resource(const Assignment& assignment) {
  return assignment.resource ? std::to_string(static_cast<std::int64_t>(*assignment.resource)) : "-65535";
}

} // namespace

std::span<const MspdiField<Resource>> mspdi_resource_fields() {
  static constexpr auto fields = std::to_array<MspdiField<Resource>>({
      plain<&Resource::id, Identity<ResourceId>, Absent::written>("UID"),
      foreign<Resource>("GUID"),
      derived<Resource>("ID"),
      plain<&Resource::name, Text>("Name"),
      {"Type", FieldUse::value, read_kind, write_kind},
      derived<Resource>("IsNull"),
      plain<&Resource::initials, Text>("Initials"),
      foreign<Resource>("Phonetics"),
      foreign<Resource>("NTAccount"),
      foreign<Resource>("MaterialLabel"),
      foreign<Resource>("Code"),
      plain<&Resource::group, Text>("Group"),
      foreign<Resource>("WorkGroup"),
      plain<&Resource::email, Text>("EmailAddress"),
      foreign<Resource>("Hyperlink"),
      foreign<Resource>("HyperlinkAddress"),
      foreign<Resource>("HyperlinkSubAddress"),
      plain<&Resource::units, Units, Absent::written>("MaxUnits"),
      derived<Resource>("PeakUnits"),
      derived<Resource>("OverAllocated"),
      foreign<Resource>("AvailableFrom"),
      foreign<Resource>("AvailableTo"),
      derived<Resource>("Start"),
      derived<Resource>("Finish"),
      foreign<Resource>("CanLevel"),
      foreign<Resource>("AccrueAt"),
      derived<Resource>("Work"),
      derived<Resource>("RegularWork"),
      derived<Resource>("OvertimeWork"),
      derived<Resource>("ActualWork"),
      derived<Resource>("RemainingWork"),
      derived<Resource>("ActualOvertimeWork"),
      derived<Resource>("RemainingOvertimeWork"),
      derived<Resource>("PercentWorkComplete"),
      plain<&Resource::rate, Rate, Absent::written>("StandardRate"),
      foreign<Resource>("StandardRateFormat"),
      derived<Resource>("Cost"),
      plain<&Resource::overtime_rate, Rate, Absent::written>("OvertimeRate"),
      foreign<Resource>("OvertimeRateFormat"),
      derived<Resource>("OvertimeCost"),
      plain<&Resource::cost_per_use, Money, Absent::written>("CostPerUse"),
      derived<Resource>("ActualCost"),
      derived<Resource>("ActualOvertimeCost"),
      derived<Resource>("RemainingCost"),
      derived<Resource>("RemainingOvertimeCost"),
      derived<Resource>("WorkVariance"),
      derived<Resource>("CostVariance"),
      derived<Resource>("SV"),
      derived<Resource>("CV"),
      derived<Resource>("ACWP"),
      calendar<&Resource::calendar>("CalendarUID"),
      plain<&Resource::notes, Text>("Notes"),
      derived<Resource>("BCWS"),
      derived<Resource>("BCWP"),
      foreign<Resource>("IsGeneric"),
      foreign<Resource>("IsInactive"),
      foreign<Resource>("IsEnterprise"),
      foreign<Resource>("BookingType"),
      foreign<Resource>("ActualWorkProtected"),
      foreign<Resource>("ActualOvertimeWorkProtected"),
      foreign<Resource>("ActiveDirectoryGUID"),
      foreign<Resource>("CreationDate"),
      foreign<Resource>("CostCenter"),
      {"IsCostResource", FieldUse::value, read_cost_kind, write_cost_kind},
      foreign<Resource>("AssnOwner"),
      foreign<Resource>("AssnOwnerGuid"),
      foreign<Resource>("IsBudget"),
  });
  return fields;
}

std::span<const MspdiField<Assignment>> mspdi_assignment_fields() {
  static constexpr auto fields = std::to_array<MspdiField<Assignment>>({
      plain<&Assignment::id, Identity<AssignmentId>, Absent::written>("UID"),
      foreign<Assignment>("GUID"),
      plain<&Assignment::task, Identity<TaskId>, Absent::written>("TaskUID"),
      {"ResourceUID", FieldUse::value, read_resource, write_resource},
      derived<Assignment>("PercentWorkComplete"),
      plain<&Assignment::actual_cost, Money>("ActualCost"),
      moment<&Assignment::actual_finish>("ActualFinish"),
      foreign<Assignment>("ActualOvertimeCost"),
      foreign<Assignment>("ActualOvertimeWork"),
      moment<&Assignment::actual_start>("ActualStart"),
      work<&Assignment::actual_work_minutes>("ActualWork"),
      derived<Assignment>("ACWP"),
      foreign<Assignment>("Confirmed"),
      plain<&Assignment::cost, Money>("Cost"),
      foreign<Assignment>("CostRateTable"),
      foreign<Assignment>("RateScale"),
      derived<Assignment>("CostVariance"),
      derived<Assignment>("CV"),
      foreign<Assignment>("Delay"),
      moment<&Assignment::finish>("Finish"),
      derived<Assignment>("FinishVariance"),
      foreign<Assignment>("Hyperlink"),
      foreign<Assignment>("HyperlinkAddress"),
      foreign<Assignment>("HyperlinkSubAddress"),
      derived<Assignment>("WorkVariance"),
      foreign<Assignment>("HasFixedRateUnits"),
      foreign<Assignment>("FixedMaterial"),
      foreign<Assignment>("LevelingDelay"),
      foreign<Assignment>("LevelingDelayFormat"),
      foreign<Assignment>("LinkedFields"),
      derived<Assignment>("Milestone"),
      foreign<Assignment>("Notes"),
      derived<Assignment>("Overallocated"),
      foreign<Assignment>("OvertimeCost"),
      foreign<Assignment>("OvertimeWork"),
      derived<Assignment>("RegularWork"),
      derived<Assignment>("RemainingCost"),
      derived<Assignment>("RemainingOvertimeCost"),
      derived<Assignment>("RemainingOvertimeWork"),
      derived<Assignment>("RemainingWork"),
      foreign<Assignment>("ResponsePending"),
      moment<&Assignment::start>("Start"),
      foreign<Assignment>("Stop"),
      foreign<Assignment>("Resume"),
      derived<Assignment>("StartVariance"),
      plain<&Assignment::units, Units, Absent::written>("Units"),
      foreign<Assignment>("UpdateNeeded"),
      derived<Assignment>("VAC"),
      work<&Assignment::work_minutes>("Work"),
      foreign<Assignment>("WorkContour"),
      derived<Assignment>("BCWS"),
      derived<Assignment>("BCWP"),
      foreign<Assignment>("BookingType"),
      foreign<Assignment>("ActualWorkProtected"),
      foreign<Assignment>("ActualOvertimeWorkProtected"),
      foreign<Assignment>("CreationDate"),
      foreign<Assignment>("AssnOwner"),
      foreign<Assignment>("AssnOwnerGuid"),
      foreign<Assignment>("BudgetCost"),
      foreign<Assignment>("BudgetWork"),
  });
  return fields;
}

std::span<const MspdiField<Baseline>> mspdi_baseline_fields() {
  static constexpr auto fields = std::to_array<MspdiField<Baseline>>({
      derived<Baseline>("TimephasedData"),
      plain<&Baseline::number, Whole<0, 10>, Absent::written>("Number"),
      derived<Baseline>("Interim"),
      moment<&Baseline::start>("Start"),
      moment<&Baseline::finish>("Finish"),
      duration<Baseline>(),
      duration_format<Baseline>(),
      estimated<Baseline>("EstimatedDuration"),
      work<&Baseline::work_minutes>("Work"),
      plain<&Baseline::cost, Money>("Cost"),
      derived<Baseline>("BCWS"),
      derived<Baseline>("BCWP"),
  });
  return fields;
}

std::span<const MspdiField<Baseline>> mspdi_assignment_baseline_fields() {
  static constexpr auto fields = std::to_array<MspdiField<Baseline>>({
      derived<Baseline>("TimephasedData"),
      plain<&Baseline::number, Whole<0, 10>, Absent::written>("Number"),
      moment<&Baseline::start>("Start"),
      moment<&Baseline::finish>("Finish"),
      work<&Baseline::work_minutes>("Work"),
      plain<&Baseline::cost, Money>("Cost"),
      derived<Baseline>("BCWS"),
      derived<Baseline>("BCWP"),
  });
  return fields;
}

} // namespace truat::exchange
