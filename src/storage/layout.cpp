#include "storage/layout.h"

#include "base/contract.h"

#include <algorithm>

namespace truat::storage {

namespace {

/// The tail becomes a segment of its number; a new, empty tail follows.
void seal(Layout& layout, std::vector<platform::FileChange>& changes) {
  Part part = layout.meta.tail;
  part.bytes = layout.tail.size();
  part.sha256 = sha256(layout.tail);
  changes.push_back({segment_path(part.first), layout.tail});
  layout.sealed.push_back({part, std::make_shared<const std::string>(std::move(layout.tail))});
  layout.meta.segments.push_back(part);
  layout.meta.tail = Part{part.last + 1, part.last + 1, 0, 0, {}};
  layout.tail = segment_head(part.last + 1);
}

void write_tail_and_meta(Layout& layout, std::vector<platform::FileChange>& changes) {
  layout.meta.tail.bytes = layout.tail.size();
  layout.meta.tail.sha256 = sha256(layout.tail);
  changes.push_back({"tail", layout.tail});
  changes.push_back({std::string(platform::guard_path), encode(layout.meta)});
}

} // namespace

Layout empty_layout(records::ReplicaId replica, Instant created) {
  Layout layout;
  layout.meta.replica = replica;
  layout.meta.created = created;
  layout.tail = segment_head(1);
  layout.meta.tail = Part{1, 1, layout.tail.size(), 0, sha256(layout.tail)};
  return layout;
}

std::vector<platform::FileChange> place(Layout& layout, std::span<const records::CommitLines> commits) {
  std::vector<platform::FileChange> changes;
  for (const records::CommitLines& commit : commits) {
    if (layout.meta.tail.commits > 0 && layout.tail.size() + size_of_lines(commit) > pack_bytes)
      seal(layout, changes);
    append_lines(layout.tail, commit);
    ++layout.meta.tail.commits;
    ++layout.meta.commits;
  }
  if (layout.meta.tail.commits > 0 && layout.tail.size() >= seal_bytes)
    seal(layout, changes);
  write_tail_and_meta(layout, changes);
  return changes;
}

std::vector<platform::FileChange> go_back(const Layout& now, const Layout& earlier) {
  std::vector<platform::FileChange> changes;
  const auto is_in = [](const Layout& layout, std::uint64_t number) {
    return std::ranges::any_of(layout.sealed,
                               [&](const SealedSegment& segment) { return segment.part.first == number; });
  };
  for (const SealedSegment& segment : now.sealed)
    if (!is_in(earlier, segment.part.first))
      changes.push_back({segment_path(segment.part.first), std::nullopt});
  for (const SealedSegment& segment : earlier.sealed)
    if (!is_in(now, segment.part.first))
      changes.push_back({segment_path(segment.part.first), *segment.bytes});
  Layout copy = earlier;
  write_tail_and_meta(copy, changes);
  return changes;
}

std::optional<Layout> before_merge(const Layout& now) {
  if (!now.meta.restore || now.meta.restore->commits != now.meta.commits)
    return std::nullopt;
  const Part tail = now.meta.restore->tail;
  Layout before = now;
  before.meta.restore.reset();
  if (tail.first != now.meta.tail.first) { // the merge, or the commit before it, sealed that tail
    const auto sealed =
        std::ranges::find(now.sealed, tail.first, [](const SealedSegment& one) { return one.part.first; });
    if (sealed == now.sealed.end())
      return std::nullopt;
    before.tail = *sealed->bytes;
  }
  before.tail.resize(std::min<std::size_t>(before.tail.size(), tail.bytes));
  if (before.tail.size() != tail.bytes || sha256(before.tail) != tail.sha256)
    return std::nullopt;
  before.meta.tail = tail;
  std::erase_if(before.sealed, [&](const SealedSegment& one) { return one.part.first >= tail.first; });
  std::erase_if(before.meta.segments, [&](const Part& part) { return part.first >= tail.first; });
  before.meta.commits = tail.commits;
  for (const std::vector<Part>* parts : {&before.meta.packs, &before.meta.segments})
    for (const Part& part : *parts)
      before.meta.commits += part.commits;
  return before;
}

std::vector<SealedSegment> segments_to_pack(const Layout& layout) {
  std::size_t bytes = 0;
  for (const SealedSegment& segment : layout.sealed)
    bytes += segment.bytes->size();
  if (bytes < pack_bytes)
    return {};
  std::vector<SealedSegment> chosen;
  bytes = 0;
  for (const SealedSegment& segment : layout.sealed) {
    // Numbers within a pack follow each other, so that its key says what is in it.
    if (bytes >= pack_bytes || (!chosen.empty() && segment.part.first != chosen.back().part.last + 1))
      break;
    chosen.push_back(segment);
    bytes += segment.bytes->size();
  }
  return chosen;
}

std::vector<platform::FileChange> adopt_pack(Layout& layout, const Part& pack) {
  std::vector<platform::FileChange> changes;
  const auto is_packed = [&](const Part& part) { return part.first >= pack.first && part.last <= pack.last; };
  for (const SealedSegment& segment : layout.sealed)
    if (is_packed(segment.part))
      changes.push_back({segment_path(segment.part.first), std::nullopt});
  expects(!changes.empty(), "a pack of segments that are here");
  std::erase_if(layout.sealed, [&](const SealedSegment& segment) { return is_packed(segment.part); });
  std::erase_if(layout.meta.segments, is_packed);
  layout.meta.packs.push_back(pack);
  return changes;
}

} // namespace truat::storage
