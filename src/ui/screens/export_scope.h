// Which part of the records an export has, and for whom: everything, what the recipient has not been sent
// yet, or some factories and a period.
#pragma once

#include "ui/navigation.h"
#include "workspace/scope.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::ui {

struct ExportScopeState {
  std::string recipient;                    ///< as typed
  bool only_new = false;                    ///< what this recipient has not been sent
  bool is_part = false;                     ///< of what follows
  bool factories_only = false;              ///< no visits
  std::vector<records::RecordId> factories; ///< none: all
  std::optional<CivilDate> from, until;
};

/// Cut off `area`.
void draw_export_scope(Box& area, ScreenContext& context, ExportScopeState& state);
/// What was chosen; `known` is left to whoever remembers what the recipient was sent.
[[nodiscard]] workspace::Scope chosen_scope(const ExportScopeState& state, WithPhotos photos);
/// Why nothing can be exported so, or "".
[[nodiscard]] std::string_view scope_problem(const ExportScopeState& state);

} // namespace truat::ui
