// Writes a log and its photos as a .truat.json, piece by piece: the file never stands in memory as a whole,
// and a photo's bytes are asked for when their turn comes.
#pragma once

#include "base/budget.h"
#include "exchange/truat_file.h"
#include "records/log.h"

#include <functional>
#include <variant>

namespace truat::exchange {

struct TruatExport {
  std::optional<records::ReplicaId> replica; ///< whose store it is; none for a merge
  Instant created_at;
  Instant exported_at;
  std::vector<Hash> photos;          ///< that the file shall have, in any order
  std::vector<Hash> left_out_photos; ///< that records name and the file shall not have
};

class TruatWriter {
public:
  /// The log must outlive the writer. Commits may be appended meanwhile, they do not become part of the file;
  /// a commit that was there may not be filled in with bodies meanwhile.
  TruatWriter(const records::Log& log, TruatExport what);

  struct Chunk {
    std::string bytes; ///< the file's next bytes; empty while hashes are still taken
  };
  /// `give_photo` must be called with the bytes of this photo before the next chunk.
  struct NeedsPhoto {
    Hash photo;
  };
  struct Finished {};
  using Next = std::variant<Chunk, NeedsPhoto, Finished>;

  [[nodiscard]] Next next(Budget& budget);
  /// Error: `truat.photo_differs` where the bytes are not those of the photo's hash: the store is damaged.
  [[nodiscard]] Result<void> give_photo(std::string_view bytes);
  /// In lines.
  [[nodiscard]] Progress progress() const;
  /// Known when the first chunk with bytes has come.
  [[nodiscard]] const TruatManifest& manifest() const { return m_manifest; }

private:
  enum class Stage : std::uint8_t { sort, hash, manifest, headers, operations, photos, done };
  void sort_commits();
  [[nodiscard]] bool hash_slice(Budget& budget);
  void finish_manifest();
  void begin_section(std::string& out, std::string_view name);
  void end_line(std::string& out);
  [[nodiscard]] bool write_headers(std::string& out, Budget& budget);
  [[nodiscard]] bool write_operations(std::string& out, Budget& budget);

  const records::Log& m_log;
  TruatManifest m_manifest;
  std::vector<Hash> m_photos;
  std::vector<std::size_t> m_positions;           ///< of the log, in the file's order
  std::vector<records::CommitId> m_whole_commits; ///< that have all their bodies
  Stage m_stage = Stage::sort;
  std::size_t m_at = 0; ///< position or photo that comes next
  bool m_section_has_lines = false;
  bool m_waits_for_photo = false;
  std::string m_photo_line;
  std::uint64_t m_lines_done = 0;
  std::uint64_t m_lines_total = 0;
  Sha256 m_headers_hash;
  Sha256 m_operations_hash;
};

/// The whole file at once. `photo` gives a photo's bytes.
[[nodiscard]] Result<std::string> write_truat(const records::Log& log, TruatExport what,
                                              const std::function<Result<std::string>(const Hash&)>& photo);

} // namespace truat::exchange
