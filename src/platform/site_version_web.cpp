#include "platform/site_version.h"

#include "platform/web_calls.h"

#include <cstddef>
#include <string_view>
#include <utility>

extern "C" {
// shell/library_truat_version.js
void truat_version_watch(std::uint32_t ticket);
void truat_version_take();
void truat_version_load();
}

namespace truat::platform {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

WaitingVersion::Kind kind_of(std::string_view word) {
  if (word == "newer")
    return WaitingVersion::Kind::newer;
  return word == "older" ? WaitingVersion::Kind::older : WaitingVersion::Kind::same;
}

/// "waits", kind, release, then four parts for each release that is new.
WaitingVersion version_of(const Reply& reply) {
  WaitingVersion version{.kind = kind_of(reply.parts.at(1)), .release = reply.parts.at(2), .notes = {}};
  for (std::size_t at = 3; at + 4 <= reply.parts.size(); at += 4)
    version.notes.push_back({.release = reply.parts[at],
                             .date = reply.parts[at + 1],
                             .thai = lines_of(reply.parts[at + 2]),
                             .english = lines_of(reply.parts[at + 3])});
  return version;
}

} // namespace

void on_version(std::function<void(std::optional<WaitingVersion>)> waits, std::function<void()> replaced) {
  truat_version_watch(
      expect_events([waits = std::move(waits), replaced = std::move(replaced)](const Reply& reply) {
        const std::string& what = reply.parts.at(0);
        if (what == "replaced")
          replaced();
        else if (what == "waits")
          waits(version_of(reply));
        else
          waits(std::nullopt);
      }));
}

void take_version() {
  truat_version_take();
}

void load_version() {
  truat_version_load();
}

} // namespace truat::platform
