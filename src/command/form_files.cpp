#include "command/form_files.h"

#include "audit/checklist.h"
#include "base/utf8.h"
#include "exchange/file_format.h"
#include "exchange/xlsform_reader.h"
#include "forms/expression/value.h"
#include "forms/form/definition_json.h"

#include <algorithm>
#include <cmath>

namespace truat::command {

std::optional<Format> form_format(const std::string& bytes) {
  switch (exchange::detect_format(bytes)) {
  case exchange::FileFormat::xlsx:
    return exchange::is_xlsform_workbook(bytes) ? std::optional(Format::xlsform) : std::nullopt;
  case exchange::FileFormat::compound_file:
    return Format::xlsform; // its reader says how to save it anew
  case exchange::FileFormat::csv:
    return exchange::is_xlsform_csv(bytes) ? std::optional(Format::xlsform) : std::nullopt;
  case exchange::FileFormat::foreign:
    return exchange::is_xform(bytes) ? std::optional(Format::xform) : std::nullopt;
  default:
    return std::nullopt;
  }
}

Result<exchange::ReadForm> read_form(Format format, const std::string& bytes) {
  if (format == Format::xform)
    return exchange::read_xform(bytes);
  return exchange::detect_format(bytes) == exchange::FileFormat::csv ? exchange::read_xlsform_csv(bytes)
                                                                     : exchange::read_xlsform_workbook(bytes);
}

namespace {

/// A whole number where the version is one; forms may name their versions as they like.
std::int64_t version_number(const std::string& version) {
  constexpr double largest = 1e15;
  const double number = forms::expression::plain_number(version);
  return number >= 1 && number < largest && number == std::floor(number) ? static_cast<std::int64_t>(number)
                                                                         : 1;
}

} // namespace

Result<records::Change> change_of_form(const forms::FormDefinition& form,
                                       const records::Projection& projection) {
  auto content = records::make_structure(forms::to_json(form));
  if (!content)
    return std::unexpected(content.error());
  const records::RecordId id =
      records::natural_record_id(audit::checklist_kind, to_hex(sha256(content->canonical)));
  records::Change change{.label = "commit.import_form", .operations = {}};
  if (projection.exists(id))
    return change;
  const std::string title = form.title.empty() ? form.id : form.title;
  change.create(id, audit::checklist_kind);
  change.set(id, "template.key", form.id.empty() ? std::string("form") : form.id);
  change.set(id, "template.version", version_number(form.version));
  change.set(id, "template.title_th", title);
  change.set(id, "template.title_en", title);
  change.set(id, "template.content", std::move(*content));
  return change;
}

} // namespace truat::command
