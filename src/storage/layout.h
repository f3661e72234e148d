// How commits lie in the hot mount: the tail, the sealed segments, and what a commit changes of them. Pure.
#pragma once

#include "platform/hot_files.h"
#include "storage/store_format.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace truat::storage {

/// A sealed segment that is still in the hot mount; its bytes are kept for packing.
struct SealedSegment {
  Part part;
  std::shared_ptr<const std::string> bytes;
};

/// The hot mount as it is or will be. Copies share the segments' bytes.
struct Layout {
  Meta meta;        ///< its `segments` and `tail` agree with the members below
  std::string tail; ///< the file's bytes
  std::vector<SealedSegment> sealed;
};

[[nodiscard]] Layout empty_layout(records::ReplicaId replica, Instant created);

/// Adds commits at the end. What a single call adds goes to few files however much it is: an import of 20 MB
/// makes five segments, not three hundred. Returns the changed files, meta among them.
[[nodiscard]] std::vector<platform::FileChange> place(Layout& layout,
                                                      std::span<const records::CommitLines> commits);

/// The file changes that lead from one layout to an earlier one.
[[nodiscard]] std::vector<platform::FileChange> go_back(const Layout& now, const Layout& earlier);

/// The layout before the merge that the newest commits are (`Meta::restore`), otherwise as it is now; nothing
/// where they are no merge's, or where what was there can no longer be told apart.
[[nodiscard]] std::optional<Layout> before_merge(const Layout& now);

/// The oldest sealed segments, to be made a pack of some `pack_bytes`; none while there is less than that of
/// all.
[[nodiscard]] std::vector<SealedSegment> segments_to_pack(const Layout& layout);
/// Replaces the segments of a pack that is safe in the cold database. Returns the files that go; `place` must
/// follow, in the same write, for it writes meta.
[[nodiscard]] std::vector<platform::FileChange> adopt_pack(Layout& layout, const Part& pack);

} // namespace truat::storage
