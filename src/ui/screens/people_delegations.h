// Delegations of one person: what they received and gave, and the dialog for another.
#pragma once

#include "ui/screens/shared_words.h"

namespace truat::ui {

struct DelegationState {
  audit::Delegation draft;
  int basis = 0; ///< on behalf, acting
  std::string error;
};
void draw_delegations(Box& area, ScreenContext& context, DelegationState& state,
                      const records::RecordId& person);

/// "รักษาราชการแทน อุตสาหกรรมจังหวัดสงขลา": whose place is taken, and as what.
[[nodiscard]] std::string delegation_words(const workspace::Workspace& workspace,
                                           const audit::Delegation& delegation);

/// A field that chooses a present person, cut off `area`; whether `chosen` is another now.
bool person_choice(Box& area, ScreenContext& context, std::string_view id, std::string_view label,
                   records::RecordId& chosen, std::string_view nothing = {});

} // namespace truat::ui
