// ODK XForms (https://getodk.github.io/xforms-spec), read into the model of forms/form/definition.h.
//
// Warnings say what the model has no place for, by the element's path. `<output value="…"/>` stays in texts
// as it is written. A choice list is an instance of root/item with a `name`; any other instance is data.
#pragma once

#include "base/result.h"
#include "forms/form/definition.h"

#include <string_view>
#include <vector>

namespace truat::exchange {

/// A form as a file has it.
struct ReadForm {
  forms::FormDefinition form;
  std::size_t questions = 0; ///< that the file says of itself; what the reader adds is not counted
  std::vector<Warning> warnings;
};

/// Errors: `xform.damaged` with `where` "byte N"; `xform.not_one`; `xform.too_deep`.
[[nodiscard]] Result<ReadForm> read_xform(std::string_view bytes);
/// Whether the text begins as an XForm does.
[[nodiscard]] bool is_xform(std::string_view bytes);

} // namespace truat::exchange
