#include "audit/digest.h"

#include "audit/snapshot.h"
#include "base/sort.h"

#include <algorithm>

namespace truat::audit {
namespace {

constexpr std::string_view unsigned_fields[] = {
    "inspection.state",     "inspection.completed_at",  "inspection.official_number",
    "inspection.copy_left", "inspection.reopen_reason", "inspection.snapshot",
    "sample.result",        "sample.result_outcome",    "sample.result_on",
    "sample.report_number", records::kind_field,        records::deleted_field,
};

bool is_of_laboratory(const forms::Template* checklist, std::string_view question_key) {
  const forms::Question* question = checklist == nullptr ? nullptr : checklist->find_question(question_key);
  return question != nullptr && question->type == forms::QuestionType::number &&
         question->source == forms::NumberSource::laboratory;
}

bool is_laboratory_field(const forms::Template* checklist, std::string_view field) {
  for (const std::string_view prefix : {forms::answer_prefix, forms::note_prefix})
    if (const auto place = forms::parse_dynamic_field(prefix, field))
      return is_of_laboratory(checklist, place->question);
  return false;
}

void write_fields(JsonWriter& writer, const records::Projection& projection, const RecordId& id,
                  std::string_view kind, const forms::Template* checklist) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (const std::string_view field : projection.fields(id)) {
    if (!is_signed_field(kind, field) || is_laboratory_field(checklist, field))
      continue;
    JsonWriter value;
    const auto members = projection.members(id, field);
    if (members.empty()) {
      records::write_value(value, projection.value(id, field));
    } else {
      value.begin_array();
      for (const std::string& member : members)
        value.string(member);
      value.end_array();
    }
    fields.emplace_back(field, value.take());
  }
  truat::sort(fields);
  writer.begin_object();
  for (const auto& [field, value] : fields)
    writer.key(field).raw(value);
  writer.end_object();
}

} // namespace

bool is_signed_field(std::string_view kind, std::string_view field) {
  if (kind == signature_kind || field.starts_with(std::string(signed_prefix) + "/"))
    return false;
  return std::ranges::find(unsigned_fields, field) == std::end(unsigned_fields);
}

std::string signed_content(const Audit& audit, const RecordId& id) {
  const records::Projection& projection = audit.projection();
  const forms::Template* checklist = audit.checklist_of(id);
  std::vector<std::pair<std::string, RecordId>> parts;
  for (const RecordId& part : audit.photos_of(id))
    parts.emplace_back(photo_kind, part);
  for (const RecordId& part : audit.samples_of(id))
    parts.emplace_back(sample_kind, part);
  for (const RecordId& part : audit.findings_of(id))
    if (!is_of_laboratory(checklist, audit.finding(part)->question))
      parts.emplace_back(finding_kind, part);
  truat::sort(parts);

  JsonWriter writer;
  writer.begin_object();
  writer.key("checklist").string(checklist == nullptr ? "" : to_hex(checklist->content_hash));
  writer.key("inspection");
  write_fields(writer, projection, id, inspection_kind, checklist);
  writer.key("records").begin_array();
  for (const auto& [kind, part] : parts) {
    writer.begin_object();
    writer.key("fields");
    write_fields(writer, projection, part, kind, checklist);
    writer.key("id").string(records::to_string(part));
    writer.key("kind").string(kind);
    writer.end_object();
  }
  writer.end_array();
  writer.key("snapshot").raw(to_structure(snapshot_of(audit, id)).canonical);
  writer.key("truat").string("inspection-1");
  writer.end_object();
  return writer.take();
}

Hash content_digest(const Audit& audit, const RecordId& id) {
  return sha256(signed_content(audit, id));
}

std::string short_digest(const Hash& digest) {
  const std::string hex = to_hex(digest);
  return hex.substr(0, 4) + " " + hex.substr(4, 4) + " " + hex.substr(8, 4) + " " + hex.substr(12, 4);
}

} // namespace truat::audit
