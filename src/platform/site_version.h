// The versions of the site (web/sw.js): another one that has been published and waits, and the change to it.
// Web only.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace truat::platform {

struct ReleaseNotes {
  std::string release; ///< "0.2.0"
  std::string date;    ///< "2026-11-23"
  std::vector<std::string> thai, english;
  bool operator==(const ReleaseNotes&) const = default;
};

/// A whole version that the browser has kept and does not use yet.
struct WaitingVersion {
  enum class Kind : std::uint8_t {
    newer,
    same,  ///< the same release, made anew
    older, ///< published again in the place of this one
  };
  Kind kind = Kind::newer;
  std::string release;             ///< its newest
  std::vector<ReleaseNotes> notes; ///< what it brings that this version has not, the newest first
  bool operator==(const WaitingVersion&) const = default;
};

/// `waits` runs when there is one, and with nothing when there is none any more. `replaced` runs when another
/// version has come into force, here or in another tab: save everything, then `load_version`.
void on_version(std::function<void(std::optional<WaitingVersion>)> waits, std::function<void()> replaced);
/// The version that waits comes into force, in every tab of the site.
void take_version();
/// Loads the page anew, of the version in force.
void load_version();

} // namespace truat::platform
