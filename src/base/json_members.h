// The members of a JSON object as texts, to be changed and written again: so that keys which a newer version
// adds travel on though nobody here reads them.
#pragma once

#include "base/json.h"

#include <map>
#include <string>

namespace truat {

struct CanonicalKeyLess {
  bool operator()(const std::string& left, const std::string& right) const {
    return canonical_key_less(left, right);
  }
};
/// Keys to values in canonical form, in canonical order.
using JsonMembers = std::map<std::string, std::string, CanonicalKeyLess>;

/// Of anything but an object: none. Error: that of `canonical_json`.
[[nodiscard]] Result<JsonMembers> canonical_members(JsonView object);
/// The object's canonical form.
[[nodiscard]] std::string to_json(const JsonMembers& members);
/// Adds what `more` has; of two values of one key the greater text stays. So any order, grouping and
/// repetition of joining comes to the same.
void join(JsonMembers& members, const JsonMembers& more);

} // namespace truat
