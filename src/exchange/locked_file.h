// The locked file: any file, in practice a .truat.json, under a passphrase. Its grammar, and the geometry by
// which a piece of it is found without reading what stands before. No encryption is done here: whoever has a
// cipher (base/sealing.h, platform/cipher.h) seals and opens the chunks.
//
// Valid JSON of ASCII, lines ended by '\n', no other white space:
//
//   {"truat_locked":HEADER,
//   "chunks":[
//   "BASE64",
//   …
//   "BASE64"
//   ]}
//
// HEADER, canonical (RFC 8785), of at most 1024 bytes:
//
//   chunk       N: bytes of the plain file in each chunk but the last, which has from 1 to N, or none where
//               the file is empty
//   cipher      "AES-256-GCM"
//   iterations  N
//   kdf         "PBKDF2-SHA256": the passphrase's UTF-8 and the salt, `iterations` times, make the key
//   nonce       base 64 of 12 bytes
//   salt        base 64 of 16 to 64 bytes, new for each file, so that each file has a key of its own
//   version     1; keys that a newer version adds are authenticated and passed by
//
// BASE64 is a chunk: ciphertext, then the tag of 16 bytes. Its nonce is the header's with the last four bytes
// xor the chunk's number from 0, big-endian; its additional data is the header's bytes, then '\n', the number
// in decimal digits, and '.' for the last chunk or ',' for any other. So a header that was changed, and
// chunks that were changed, left out, repeated, put in another order or brought from another file are seen
// where they stand.
#pragma once

#include "base/result.h"
#include "base/sealing.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat::exchange {

struct LockedHeader {
  std::uint32_t chunk_bytes = std::uint32_t{1} << 20;
  std::uint32_t iterations = 600'000;
  std::array<std::uint8_t, 12> nonce{};
  std::string salt; ///< bytes
  bool operator==(const LockedHeader&) const = default;
};
/// Canonical.
[[nodiscard]] std::string encode(const LockedHeader& header);

/// So many bytes of a file's beginning are enough to tell what it is, and to open it.
inline constexpr std::size_t locked_beginning_bytes = 2048;
/// So many of its end.
inline constexpr std::size_t locked_end_bytes = 7;
/// So many bytes a salt has that is made here.
inline constexpr std::size_t locked_salt_bytes = 16;

[[nodiscard]] bool looks_locked(std::string_view beginning);

/// Bytes to be sealed, or that are sealed.
struct LockedChunk {
  Sealing sealing;
  std::string bytes;
};

/// Makes a locked file of a plain one as it comes.
class LockedWriter {
public:
  /// Contract: a salt of 16 to 64 bytes.
  explicit LockedWriter(const LockedHeader& header);

  /// What the file begins with.
  [[nodiscard]] std::string beginning() const;
  /// The plain file's next bytes.
  void add(std::string_view plain) { m_plain += plain; }
  /// All of them have been added.
  void finish() { m_is_finished = true; }
  /// The next chunk, plain, to be sealed; nothing until there is enough for one, or after the last.
  [[nodiscard]] std::optional<LockedChunk> take();
  /// What comes next in the file, of the sealed chunk that was taken before.
  [[nodiscard]] std::string line_of(std::string_view sealed) const;
  [[nodiscard]] bool is_done() const { return m_took_last; }

private:
  LockedHeader m_header;
  std::string m_header_text;
  std::string m_plain;
  std::uint32_t m_next = 0;
  bool m_is_finished = false;
  bool m_took_last = false;
};

/// A locked file that is there: where its chunks stand.
class LockedFile {
public:
  /// `beginning` and `end` are that many bytes of the file, or all of a shorter one. Errors: `truat.empty`,
  /// `truat.damaged_json`, `truat.newer`, `truat.cut_off`.
  [[nodiscard]] static Result<LockedFile> open(std::string_view beginning, std::string_view end,
                                               std::uint64_t file_bytes);

  [[nodiscard]] const LockedHeader& header() const { return m_header; }
  [[nodiscard]] std::uint32_t chunk_count() const { return m_chunk_count; }
  [[nodiscard]] std::uint64_t plain_bytes() const { return m_plain_bytes; }
  /// The chunk that holds this byte of the plain file.
  [[nodiscard]] std::uint32_t chunk_at(std::uint64_t plain_offset) const;
  [[nodiscard]] std::uint64_t plain_offset(std::uint32_t chunk) const;

  /// A part of the locked file.
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    bool operator==(const Place&) const = default;
  };
  [[nodiscard]] Place place(std::uint32_t chunk) const;
  /// The sealed chunk out of the bytes of its place. Error: `locked.changed`.
  [[nodiscard]] Result<LockedChunk> chunk(std::uint32_t chunk, std::string_view line) const;
  /// How it would have been sealed, were it the last where it is not, and the other way round.
  [[nodiscard]] Sealing with_other_end(std::uint32_t chunk) const;
  /// Why a chunk does not open. `locked.wrong_passphrase` of the first: nobody can tell whether the
  /// passphrase or the file is another; `truat.cut_off` where it opens `with_other_end`: chunks are missing
  /// behind it, or some were put there; otherwise `locked.changed`.
  [[nodiscard]] Error why_not(std::uint32_t chunk, bool opens_with_other_end) const;

private:
  LockedHeader m_header;
  std::string m_header_text;
  std::uint64_t m_first_line = 0; ///< byte at which it begins
  std::uint64_t m_line_bytes = 0; ///< of each but the last
  std::uint64_t m_last_line_bytes = 0;
  std::uint32_t m_chunk_count = 0;
  std::uint64_t m_plain_bytes = 0;
};

/// A whole file in memory, natively. Errors: those of LockedFile.
[[nodiscard]] std::string lock_file(const LockedHeader& header, std::string_view passphrase,
                                    std::string_view plain);
[[nodiscard]] Result<std::string> unlock_file(std::string_view file, std::string_view passphrase);

} // namespace truat::exchange
