// The fixed lists that choice fields take their values from. Keys are kept, labels are messages.
#pragma once

#include <span>
#include <string_view>

namespace truat::audit {

struct ChoiceOption {
  std::string_view key;   ///< "annual"
  std::string_view label; ///< message key, "choice.purpose.annual"
};

/// The options of a list in the order in which they are offered: `purpose`, `inspection_state`,
/// `inspection_result`, `supervising_body`, `factory_status`, `factory_group`, `severity`, `finding_state`,
/// `signer_role`, `sample_outcome`, `receiving_water`, `role`,
/// `permission`, `delegation_basis`, `request_state`. Empty for a list that is none of these;
/// `factory_type`, `province`, `district` and `subdistrict` are in reference/.
[[nodiscard]] std::span<const ChoiceOption> choice_options(std::string_view list);
/// The label's message key; empty for an unknown key, which is shown as it is.
[[nodiscard]] std::string_view choice_label(std::string_view list, std::string_view key);

} // namespace truat::audit
