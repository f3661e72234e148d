#include "audit/reference/reference.h"

namespace truat::audit {

Result<Reference> parse_reference(const ReferenceFiles& files) {
  auto types = FactoryTypes::parse(files.factory_types);
  if (!types)
    return std::unexpected(types.error());
  auto places = Places::parse(files.places);
  if (!places)
    return std::unexpected(places.error());
  auto checklists = ChecklistLibrary::parse(files.checklists, files.limits, files.legal_grounds);
  if (!checklists)
    return std::unexpected(checklists.error());
  return Reference{std::move(*types), std::move(*places), std::move(*checklists)};
}

} // namespace truat::audit
