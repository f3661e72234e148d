// What a file of a newer version has and this version does not read: it is kept and travels on, to the byte.
//
// Lines of sections that this version does not know are kept as a set: however files are joined, in whatever
// order and how often, the same comes out. Of two values of one unknown key of the manifest the greater text
// stays, for the same reason.
#pragma once

#include "base/json_members.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace truat::exchange {

struct NewerContent {
  std::map<std::string, std::set<std::string>, std::less<>> sections; ///< canonical lines by section
  JsonMembers manifest;
  [[nodiscard]] bool empty() const { return sections.empty() && manifest.empty(); }
  bool operator==(const NewerContent&) const = default;
};

void join(NewerContent& content, const NewerContent& more);

/// For a store that keeps it under one name: canonical lines ["section",NAME,[LINE]] and ["key",KEY,VALUE],
/// each ended by '\n'. Empty for nothing.
[[nodiscard]] std::string to_text(const NewerContent& content);
/// Errors: those of `parse_json`; `truat.bad_line`.
[[nodiscard]] Result<NewerContent> parse_newer_content(std::string_view text);

} // namespace truat::exchange
