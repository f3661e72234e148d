#include "base/json_members.h"

#include <utility>

namespace truat {

Result<JsonMembers> canonical_members(JsonView object) {
  JsonMembers members;
  Result<void> read;
  object.for_each_member([&](std::string_view key, JsonView value) {
    auto text = canonical_json(value);
    if (text)
      members.emplace(key, std::move(*text));
    else if (read)
      read = std::unexpected(text.error());
  });
  return read ? Result<JsonMembers>(std::move(members)) : std::unexpected(read.error());
}

std::string to_json(const JsonMembers& members) {
  JsonWriter writer;
  writer.begin_object();
  for (const auto& [key, value] : members)
    writer.key(key).raw(value);
  return writer.end_object().take();
}

void join(JsonMembers& members, const JsonMembers& more) {
  for (const auto& [key, value] : more)
    if (std::string& here = members[key]; here < value)
      here = value;
}

} // namespace truat
