// Reads a .truat.json (truat_file.h) as it comes, line by line; nothing of it counts before all of it was
// seen.
//
// A file that another program has reformatted (pretty-printed, on one line, keys in another order, letters
// escaped) is read too, whole, up to a limit: what is hashed is the canonical form.
#pragma once

#include "exchange/newer_content.h"
#include "exchange/seal.h"
#include "exchange/truat_file.h"
#include "records/signed_head.h"

namespace truat::exchange {

/// A photo inside the file: where its base 64 stands, so that its bytes are fetched when they are wanted.
struct TruatPhoto {
  Hash hash;
  std::uint64_t bytes = 0;
  std::uint64_t offset = 0; ///< byte of the file
  std::uint64_t length = 0; ///< characters of base 64
  std::string held;         ///< the bytes themselves, of a reformatted file only
  bool operator==(const TruatPhoto&) const = default;
};
/// The photo's bytes out of `length` characters of the file from `offset` on (or out of `held`). Error:
/// `truat.photo_damaged`: the file changed since it was read.
[[nodiscard]] Result<std::string> photo_bytes(const TruatPhoto& photo, std::string_view base64_of_file);

struct TruatContent {
  TruatManifest manifest;
  Hash manifest_digest;                      ///< as the manifest states it
  std::vector<records::CommitLines> commits; ///< in the file's order
  std::vector<TruatPhoto> photos;            ///< by rising hash
  /// Whether the signatures hold is not known yet: proof.h has the questions.
  std::vector<records::SignedHead> heads;
  std::optional<Seal> seal;    ///< it is of this file
  NewerContent newer;          ///< sections and keys of a newer version: checked and kept
  std::vector<Error> problems; ///< of `OnDamage::collect`
};

/// Whether content that is not as it was written ends the reading, or is told of beside what can still be
/// read.
enum class OnDamage : std::uint8_t { refuse, collect };

struct TruatLimits {
  std::uint64_t reformatted_bytes = std::uint64_t{64} << 20;
  std::size_t photo_bytes = std::size_t{64} << 20;
  std::uint64_t text_bytes = std::uint64_t{1} << 30; ///< of headers and operations together
};

class TruatReader {
public:
  explicit TruatReader(OnDamage on_damage = OnDamage::refuse, const TruatLimits& limits = {});

  /// The file's next bytes, as many as fit the caller's time: work grows with them. Errors, each with line or
  /// byte: `truat.not_truat`, `truat.newer`, `truat.bad_manifest`, `truat.bad_line`, `truat.line_too_long`,
  /// `truat.too_large`, `truat.bad_photo`, `truat.bad_section`; those of `records::decode_header`,
  /// `records::decode_head`, `decode_seal`. And, unless they are collected: `truat.manifest_differs`,
  /// `truat.not_canonical`, `truat.photo_damaged`, `truat.seal_differs`.
  [[nodiscard]] Result<void> feed(std::string_view bytes);
  /// After the last byte. Errors besides: `truat.empty`, `truat.cut_off`, `truat.not_json`,
  /// `truat.damaged_json`, `truat.counts_differ`, `truat.missing_section`; and, unless collected,
  /// `truat.section_differs`.
  [[nodiscard]] Result<TruatContent> finish();
  [[nodiscard]] std::uint64_t bytes_fed() const { return m_fed; }

private:
  enum class Layout : std::uint8_t { lines, whole };
  enum class Place : std::uint8_t { manifest, section, elements, end };
  /// A line that is no line of ours, though the file may still be JSON that another program laid out.
  enum class Fits : std::uint8_t { no, yes };

  [[nodiscard]] Result<void> feed_lines(std::string_view bytes);
  [[nodiscard]] Result<Fits> take_line(std::string_view line);
  [[nodiscard]] Result<Fits> take_manifest_line(std::string_view line);
  [[nodiscard]] Result<Fits> take_section_line(std::string_view line);
  [[nodiscard]] Result<Fits> take_element_line(std::string_view line);
  [[nodiscard]] Result<void> take_manifest(JsonView view);
  [[nodiscard]] Result<void> begin_section(std::string_view name);
  [[nodiscard]] Result<void> take_element(JsonView view, std::string canonical);
  [[nodiscard]] Result<void> count_line(std::string_view canonical);
  [[nodiscard]] Result<void> take_header(std::string canonical);
  [[nodiscard]] Result<void> take_head(std::string_view canonical);
  [[nodiscard]] Result<void> take_seal(std::string_view canonical);
  [[nodiscard]] Result<void> take_photo(JsonView view);
  [[nodiscard]] Result<void> end_section();
  [[nodiscard]] Result<void> leave_lines();
  [[nodiscard]] Result<void> read_whole();
  [[nodiscard]] Result<void> read_whole_section(JsonView root, std::string_view name);
  [[nodiscard]] Result<TruatContent> assemble();
  [[nodiscard]] Result<void> tell(Error error);
  [[nodiscard]] std::unexpected<Error> fail(std::string key, std::vector<Argument> arguments = {}) const;

  OnDamage m_on_damage;
  TruatLimits m_limits;
  Layout m_layout = Layout::lines;
  Place m_place = Place::manifest;
  std::string m_raw; ///< everything, as long as it may have to be read whole
  bool m_raw_is_whole = true;
  std::string m_line; ///< begun by an earlier piece
  std::uint64_t m_fed = 0;
  std::uint64_t m_line_offset = 0;
  std::uint64_t m_line_number = 0;
  std::string m_where;        ///< of what is at hand
  std::size_t m_photo_at = 0; ///< of the base 64 within the line at hand
  bool m_comma = false;       ///< the element before ended with one
  bool m_first_element = true;

  TruatContent m_content;
  bool m_has_manifest = false;
  Hash m_sealed_digest; ///< what a seal of this file states
  std::string m_section;
  std::vector<std::string> m_sections; ///< seen
  Sha256 m_section_hash;
  std::vector<std::string> m_headers;
  std::vector<std::uint64_t> m_operation_counts;
  std::vector<std::string> m_operations;
  std::uint64_t m_text_bytes = 0;
};

/// A whole file in memory.
[[nodiscard]] Result<TruatContent> read_truat(std::string_view bytes, OnDamage on_damage = OnDamage::refuse);

} // namespace truat::exchange
