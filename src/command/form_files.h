// Files that hold a form: told by content, read into a definition, kept as a record.
#pragma once

#include "command/formats.h"
#include "exchange/xform_reader.h"
#include "records/change.h"
#include "records/projection.h"

#include <optional>
#include <string>

namespace truat::command {

/// xlsform or xform; nothing for a file that holds no form. `bytes` are unpacked.
[[nodiscard]] std::optional<Format> form_format(const std::string& bytes);
/// Errors: those of the format's reader.
[[nodiscard]] Result<exchange::ReadForm> read_form(Format format, const std::string& bytes);

/// The form as a `template` record whose natural key is its content, as checklists are kept: its whole
/// definition, and title, id and version beside it. Empty where the record is there already.
[[nodiscard]] Result<records::Change> change_of_form(const forms::FormDefinition& form,
                                                     const records::Projection& projection);

} // namespace truat::command
