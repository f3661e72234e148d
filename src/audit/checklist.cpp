#include "audit/checklist.h"

#include "audit/binding_definitions.h"
#include "base/sort.h"
#include "forms/catalogue.h"

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

namespace {

using File = ChecklistLibrary::File;

std::unexpected<Error> failure_in(const File& file, Error error) {
  error.where = std::string(file.name) + (error.where.empty() ? "" : ": ") + error.where;
  return std::unexpected(std::move(error));
}

std::string_view find_file(std::span<const File> files, std::string_view ending) {
  for (const File& file : files)
    if (file.name.ends_with(ending))
      return file.json;
  return {};
}

/// Whether the file is a form and not one of the lists that forms share.
Result<bool> is_form(const File& file) {
  const auto document = parse_json(file.json);
  if (!document)
    return std::unexpected(document.error());
  return document->root()["format"].string() == "truat-checklist";
}

} // namespace

Result<ChecklistLibrary> ChecklistLibrary::parse(std::span<const File> files, std::string_view limits,
                                                 std::string_view legal_grounds) {
  const forms::CatalogueFiles shared{.questions = find_file(files, "questions.json"),
                                     .responses = find_file(files, "responses.json"),
                                     .limits = limits,
                                     .grounds = legal_grounds};
  if (shared.questions.empty() || shared.responses.empty() || limits.empty() || legal_grounds.empty())
    return failure("audit.reference_missing");
  const auto catalogue = forms::Catalogue::parse(shared);
  if (!catalogue)
    return std::unexpected(catalogue.error());
  ChecklistLibrary library;
  for (const File& file : files) {
    const auto form = is_form(file);
    if (!form)
      return failure_in(file, form.error());
    if (!*form)
      continue;
    auto checklist = catalogue->make_template(file.json);
    if (!checklist)
      return failure_in(file, checklist.error());
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

std::vector<const forms::Template*> ChecklistLibrary::suited(std::string_view purpose) const {
  std::vector<const forms::Template*> found;
  for (const auto& checklist : m_checklists)
    if (checklist->suits(purpose) && find(checklist->key) == checklist.get())
      found.push_back(checklist.get());
  const auto breadth = [](const forms::Template* checklist) {
    constexpr std::size_t every_purpose = 1000;
    return checklist->purposes.empty() ? every_purpose : checklist->purposes.size();
  };
  truat::sort(found, {}, breadth);
  return found;
}

template class Table<ChecklistRecord>;

} // namespace truat::audit
