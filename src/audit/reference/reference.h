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

/// The bytes of assets/reference (factory-types.json, places.txt, limits.json, legal-grounds.json) and of the
/// files of assets/checklists, which are compiled in or given by a test.
struct ReferenceFiles {
  std::string_view factory_types;
  std::string_view places;
  std::span<const ChecklistLibrary::File> checklists;
  std::string_view limits;
  std::string_view legal_grounds;
};
[[nodiscard]] Result<Reference> parse_reference(const ReferenceFiles& files);

} // namespace truat::audit
