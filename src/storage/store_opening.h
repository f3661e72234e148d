// What the store holds while it opens. Only src/storage includes it.
#pragma once

#include "storage/store_work.h"

namespace truat::storage {

/// A part of the log to be read.
struct Store::Work::Source {
  enum class Kind { pack, segment, tail, journal };
  Kind kind = Kind::segment;
  Part part;             ///< as meta states it; only the numbers where there is no meta
  std::string path;      ///< of the hot mount, or key of the cold database
  bool is_stated = true; ///< meta states size and hash
};

struct Store::Work::Opening {
  struct Journal {
    std::string key;
    std::vector<records::CommitLines> commits;
  };

  std::vector<platform::HotFile> files;
  std::optional<Meta> meta;
  std::vector<Source> sources;
  std::size_t at = 0;                        ///< in sources
  std::vector<records::CommitLines> commits; ///< read so far, then those still to be delivered
  std::size_t delivered = 0;
  std::vector<std::size_t> candidates;         ///< positions in commits of what came out of damaged parts
  std::vector<records::CommitLines> to_append; ///< salvaged or left by a closing page: they go into the tail
  std::vector<Journal> journals;
  std::vector<platform::FileChange> repairs; ///< bytes for the quarantine and what is taken out of its place
  std::vector<platform::BlobChange> cold_repairs;
  Layout layout;
  OpeningReport report;
  double started_ms = 0;
  bool needs_new_replica = false;

  [[nodiscard]] const std::string* find(std::string_view path) const {
    for (const platform::HotFile& file : files)
      if (file.path == path)
        return &file.bytes;
    return nullptr;
  }
};

} // namespace truat::storage
