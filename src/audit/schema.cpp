#include "audit/schema.h"

#include "audit/checklist.h"
#include "audit/delegation.h"
#include "audit/evidence.h"
#include "audit/factory.h"
#include "audit/finding.h"
#include "audit/inspection.h"
#include "audit/people.h"
#include "audit/request.h"
#include "audit/signature.h"

namespace truat::audit {

std::vector<records::RecordKind> record_kinds() {
  return {
      {factory_kind, "kind.factory", factory_table().descriptors()},
      {inspection_kind, "kind.inspection", inspection_table().descriptors(), inspection_dynamic_fields()},
      {finding_kind, "kind.finding", finding_table().descriptors()},
      {photo_kind, "kind.photo", photo_table().descriptors()},
      {sample_kind, "kind.sample", sample_table().descriptors()},
      {signature_kind, "kind.signature", signature_table().descriptors()},
      {instrument_kind, "kind.instrument", instrument_table().descriptors()},
      {person_kind, "kind.person", person_table().descriptors()},
      {office_kind, "kind.office", office_table().descriptors()},
      {workstation_kind, "kind.workstation", workstation_table().descriptors(), workstation_dynamic_fields()},
      {checklist_kind, "kind.template", checklist_table().descriptors()},
      {delegation_kind, "kind.delegation", delegation_table().descriptors()},
      {request_kind, "kind.request", request_table().descriptors()},
  };
}

const records::Schema& audit_schema() {
  static const records::Schema schema(record_kinds());
  return schema;
}

} // namespace truat::audit
