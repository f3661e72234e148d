#include "audit/choices.h"

namespace truat::audit {
namespace {

constexpr ChoiceOption purpose[] = {
    {"annual", "choice.purpose.annual"},
    {"complaint", "choice.purpose.complaint"},
    {"before_licence", "choice.purpose.before_licence"},
    {"re_inspection", "choice.purpose.re_inspection"},
    {"accident", "choice.purpose.accident"},
};
constexpr ChoiceOption inspection_state[] = {
    {"planned", "choice.inspection_state.planned"},
    {"in_progress", "choice.inspection_state.in_progress"},
    {"awaiting_laboratory", "choice.inspection_state.awaiting_laboratory"},
    {"completed", "choice.inspection_state.completed"},
    {"locked", "choice.inspection_state.locked"},
};
constexpr ChoiceOption inspection_result[] = {
    {"passed", "choice.inspection_result.passed"},
    {"to_mend", "choice.inspection_result.to_mend"},
    {"order_proposed", "choice.inspection_result.order_proposed"},
    {"suspension_proposed", "choice.inspection_result.suspension_proposed"},
    {"not_operating", "choice.inspection_result.not_operating"},
    {"not_admitted", "choice.inspection_result.not_admitted"},
};
constexpr ChoiceOption supervising_body[] = {
    {"provincial_office", "choice.supervising_body.provincial_office"},
    {"department", "choice.supervising_body.department"},
    {"local_authority", "choice.supervising_body.local_authority"},
    {"estate_authority", "choice.supervising_body.estate_authority"},
};
constexpr ChoiceOption factory_status[] = {
    {"not_started", "choice.factory_status.not_started"}, {"operating", "choice.factory_status.operating"},
    {"stopped", "choice.factory_status.stopped"},         {"suspended", "choice.factory_status.suspended"},
    {"closed", "choice.factory_status.closed"},
};
constexpr ChoiceOption factory_group[] = {
    {"1", "choice.factory_group.1"},
    {"2", "choice.factory_group.2"},
    {"3", "choice.factory_group.3"},
};
constexpr ChoiceOption severity[] = {
    {"minor", "choice.severity.minor"},
    {"major", "choice.severity.major"},
    {"critical", "choice.severity.critical"},
};
constexpr ChoiceOption finding_state[] = {
    {"open", "choice.finding_state.open"},
    {"corrected_on_site", "choice.finding_state.corrected_on_site"},
    {"withdrawn", "choice.finding_state.withdrawn"},
};
constexpr ChoiceOption signer_role[] = {
    {"officer", "choice.signer_role.officer"},
    {"guide", "choice.signer_role.guide"},
    {"witness", "choice.signer_role.witness"},
};
constexpr ChoiceOption sample_outcome[] = {
    {"within_limits", "choice.sample_outcome.within_limits"},
    {"beyond_limits", "choice.sample_outcome.beyond_limits"},
    {"not_analysed", "choice.sample_outcome.not_analysed"},
};
constexpr ChoiceOption receiving_water[] = {
    {"public_water", "choice.receiving_water.public_water"},
    {"irrigation_canal", "choice.receiving_water.irrigation_canal"},
    {"lake", "choice.receiving_water.lake"},
    {"sea", "choice.receiving_water.sea"},
    {"central_treatment", "choice.receiving_water.central_treatment"},
    {"none", "choice.receiving_water.none"},
};
constexpr ChoiceOption key_trust[] = {
    {"trusted", "choice.key_trust.trusted"},
    {"revoked", "choice.key_trust.revoked"},
};
constexpr ChoiceOption role[] = {
    {"inspector", "choice.role.inspector"}, {"head", "choice.role.head"},
    {"store", "choice.role.store"},         {"projects", "choice.role.projects"},
    {"auditor", "choice.role.auditor"},     {"reader", "choice.role.reader"},
};
constexpr ChoiceOption permission[] = {
    {"inspect", "choice.permission.inspect"},
    {"edit_factories", "choice.permission.edit_factories"},
    {"import_lists", "choice.permission.import_lists"},
    {"settle_conflicts", "choice.permission.settle_conflicts"},
    {"submit_requests", "choice.permission.submit_requests"},
    {"close_visits", "choice.permission.close_visits"},
    {"decide_requests", "choice.permission.decide_requests"},
    {"manage_people", "choice.permission.manage_people"},
    {"delegate", "choice.permission.delegate"},
};
constexpr ChoiceOption delegation_basis[] = {
    {"on_behalf", "choice.delegation_basis.on_behalf"},
    {"acting", "choice.delegation_basis.acting"},
};
constexpr ChoiceOption request_state[] = {
    {"submitted", "choice.request_state.submitted"}, {"agreed", "choice.request_state.agreed"},
    {"returned", "choice.request_state.returned"},   {"noted", "choice.request_state.noted"},
    {"assigned", "choice.request_state.assigned"},   {"done", "choice.request_state.done"},
    {"withdrawn", "choice.request_state.withdrawn"},
};

struct List {
  std::string_view name;
  std::span<const ChoiceOption> options;
};
constexpr List lists[] = {
    {"purpose", purpose},
    {"inspection_state", inspection_state},
    {"inspection_result", inspection_result},
    {"supervising_body", supervising_body},
    {"factory_status", factory_status},
    {"factory_group", factory_group},
    {"severity", severity},
    {"finding_state", finding_state},
    {"signer_role", signer_role},
    {"sample_outcome", sample_outcome},
    {"receiving_water", receiving_water},
    {"key_trust", key_trust},
    {"role", role},
    {"permission", permission},
    {"delegation_basis", delegation_basis},
    {"request_state", request_state},
};

} // namespace

std::span<const ChoiceOption> choice_options(std::string_view list) {
  for (const List& known : lists)
    if (known.name == list)
      return known.options;
  return {};
}

std::string_view choice_label(std::string_view list, std::string_view key) {
  for (const ChoiceOption& option : choice_options(list))
    if (option.key == key)
      return option.label;
  return {};
}

} // namespace truat::audit
