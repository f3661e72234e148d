// Writes a log and its photos as a .truat.json, piece by piece: the file never stands in memory as a whole,
// and a photo's bytes and signatures are asked for when their turn comes.
#pragma once

#include "base/budget.h"
#include "exchange/newer_content.h"
#include "exchange/seal.h"
#include "exchange/truat_file.h"
#include "records/signed_head.h"

#include <functional>
#include <variant>

namespace truat::exchange {

struct TruatExport {
  std::optional<records::ReplicaId> replica; ///< whose store it is; none for a merge
  Instant created_at;
  Instant exported_at;
  std::vector<Hash> photos;          ///< that the file shall have, in any order
  std::vector<Hash> left_out_photos; ///< that records name and the file shall not have
  records::Heads heads = {};         ///< that the store knows
  /// With it the file gets a new head of the replica's own chain and a seal. Contract: a replica has it.
  std::optional<PublicKey> key = std::nullopt;
  /// Stated in the file. Commits up to `known` are left out; where chains fork, up to the fork.
  workspace::Scope scope = {};
  /// Whose operations the file has bodies of (`workspace::ScopeWork`); nothing: all.
  std::optional<workspace::RecordSet> records = std::nullopt;
  NewerContent newer = {}; ///< that came with files of newer versions
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
  /// `give_signature` must be called with the key's signature of this message before the next chunk: once for
  /// the own head, if there is a commit, and once for the seal. Only where the export has a key.
  struct NeedsSignature {
    std::string message;
  };
  struct Finished {};
  using Next = std::variant<Chunk, NeedsPhoto, NeedsSignature, Finished>;

  [[nodiscard]] Next next(Budget& budget);
  /// Error: `truat.photo_differs` where the bytes are not those of the photo's hash: the store is damaged.
  [[nodiscard]] Result<void> give_photo(std::string_view bytes);
  void give_signature(const Signature& signature);
  /// In lines.
  [[nodiscard]] Progress progress() const;
  /// Known when the first chunk with bytes has come.
  [[nodiscard]] const TruatManifest& manifest() const { return m_manifest; }
  /// The heads of the file, the new one among them: for the store to keep. Known as the manifest is.
  [[nodiscard]] const records::Heads& heads() const { return m_heads; }

private:
  enum class Stage : std::uint8_t {
    sort,
    hash,
    own_head,
    sections,
    manifest,
    headers,
    operations,
    photos,
    done
  };
  void sort_commits();
  [[nodiscard]] bool is_known(std::size_t position) const;
  [[nodiscard]] std::string_view line_of(std::size_t position, std::size_t index);
  [[nodiscard]] bool hash_slice(Budget& budget);
  [[nodiscard]] std::optional<Next> ask_for_head();
  void finish_sections();
  void add_section(std::string_view name, std::vector<std::string_view> lines);
  [[nodiscard]] NeedsSignature ask_for_seal();
  void begin_section(std::string& out, std::string_view name);
  void end_section(std::string& out);
  void end_line(std::string& out);
  [[nodiscard]] bool write_headers(std::string& out, Budget& budget);
  [[nodiscard]] bool write_operations(std::string& out, Budget& budget);

  const records::Log& m_log;
  TruatManifest m_manifest;
  std::vector<Hash> m_photos;
  records::Heads m_heads;
  std::optional<PublicKey> m_key;
  std::optional<workspace::RecordSet> m_records;
  NewerContent m_newer;
  records::VersionVector m_known;                 ///< where commits of the file begin
  std::vector<std::size_t> m_positions;           ///< of the log, in the file's order
  std::vector<records::CommitId> m_whole_commits; ///< that have all their bodies
  Stage m_stage = Stage::sort;
  std::size_t m_at = 0; ///< position or photo that comes next
  bool m_section_has_lines = false;
  bool m_waits_for_photo = false;
  std::string m_photo_line;
  std::string m_left_out_line;
  std::string m_small_sections; ///< as they stand in the file, with what lies between them
  std::optional<records::HeadStatement> m_own_head; ///< waits for its signature
  std::optional<SealStatement> m_seal;              ///< likewise
  std::uint64_t m_lines_done = 0;
  std::uint64_t m_lines_total = 0;
  Sha256 m_headers_hash;
  Sha256 m_operations_hash;
};

/// Signs with the exporter's key.
using Sign = std::function<Signature(std::string_view message)>;
/// The whole file at once. `photo` gives a photo's bytes. Contract: with a key there is someone to `sign`.
[[nodiscard]] Result<std::string> write_truat(const records::Log& log, TruatExport what,
                                              const std::function<Result<std::string>(const Hash&)>& photo,
                                              const Sign& sign = {});

} // namespace truat::exchange
