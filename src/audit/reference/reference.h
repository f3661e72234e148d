// The lists that a build ships beside its code: factory types, places, and the checklists.
#pragma once

#include "audit/checklist.h"
#include "audit/reference/factory_types.h"
#include "audit/reference/places.h"

namespace truat::audit {

struct Reference {
  FactoryTypes types;
  Places places;
  ChecklistLibrary checklists;
};

/// The bytes of assets/reference and assets/checklists, which the application loads or has compiled in.
struct ReferenceFiles {
  std::string_view factory_types;
  std::string_view places;
  std::span<const ChecklistLibrary::File> checklists;
};
[[nodiscard]] Result<Reference> parse_reference(const ReferenceFiles& files);

} // namespace truat::audit
