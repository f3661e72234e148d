#include "audit/checklist.h"

#include "audit/binding_definitions.h"

#include <algorithm>

namespace truat::audit {

using records::EditedBy;
using records::FieldType;
using records::Required;

const Table<ChecklistRecord>& checklist_table() {
  static const Table<ChecklistRecord> table({
      {{.wire = "template.key",
        .label = "field.template.key",
        .required = Required::yes,
        .edited_by = EditedBy::verbs},
       &ChecklistRecord::key},
      {{.wire = "template.version",
        .type = FieldType::integer,
        .label = "field.template.version",
        .required = Required::yes,
        .edited_by = EditedBy::verbs},
       &ChecklistRecord::version},
      {{.wire = "template.title_th", .label = "field.template.title_th", .edited_by = EditedBy::verbs},
       &ChecklistRecord::title_thai},
      {{.wire = "template.title_en", .label = "field.template.title_en", .edited_by = EditedBy::verbs},
       &ChecklistRecord::title_english},
      {{.wire = "template.content",
        .type = FieldType::structure,
        .label = "field.template.content",
        .required = Required::yes,
        .edited_by = EditedBy::verbs},
       &ChecklistRecord::content},
  });
  return table;
}

RecordId checklist_id(const forms::Template& checklist) {
  return records::natural_record_id(checklist_kind, to_hex(checklist.content_hash));
}

Result<ChecklistLibrary> ChecklistLibrary::parse(std::span<const File> files) {
  ChecklistLibrary library;
  for (const File& file : files) {
    auto checklist = forms::parse_template(file.json);
    if (!checklist) {
      Error error = checklist.error();
      error.where = std::string(file.name) + (error.where.empty() ? "" : ": ") + error.where;
      return std::unexpected(std::move(error));
    }
    library.m_checklists.push_back(std::make_shared<const forms::Template>(std::move(*checklist)));
  }
  return library;
}

const forms::Template* ChecklistLibrary::find(std::string_view key) const {
  const forms::Template* youngest = nullptr;
  for (const auto& checklist : m_checklists)
    if (checklist->key == key && (youngest == nullptr || youngest->version < checklist->version))
      youngest = checklist.get();
  return youngest;
}

std::vector<const forms::Template*> ChecklistLibrary::suited(std::string_view purpose,
                                                            std::optional<int> group) const {
  std::vector<const forms::Template*> found;
  for (const auto& checklist : m_checklists)
    if (checklist->suits(purpose, group) && find(checklist->key) == checklist.get())
      found.push_back(checklist.get());
  const auto made_for_it = [&](const forms::Template* checklist) {
    return std::ranges::find(checklist->purposes, purpose) != checklist->purposes.end();
  };
  std::ranges::stable_partition(found, made_for_it);
  return found;
}

template class Table<ChecklistRecord>;

} // namespace truat::audit
