// What signatures and chains prove of these records and what they do not; the PCs whose keys are trusted.
#pragma once

#include "ui/navigation.h"

namespace truat::ui {

[[nodiscard]] PageHeader proof_header(ScreenContext& context);
void draw_proof(ScreenContext& context);

/// What is found in a file or a store, each with its state: cut off `area`.
void draw_proof_findings(Box& area, const ProofReport& report);

} // namespace truat::ui
