#include "exchange/locked_file.h"

#include "base/base64.h"
#include "base/contract.h"
#include "base/json.h"

#include <algorithm>

namespace truat::exchange {
namespace {

constexpr std::string_view head = "{\"truat_locked\":";
constexpr std::string_view chunks_begin = ",\n\"chunks\":[\n";
constexpr std::string_view file_end = "]}\n";
constexpr std::string_view cipher_name = "AES-256-GCM";
constexpr std::string_view derivation_name = "PBKDF2-SHA256";
constexpr std::int64_t locked_version = 1;
constexpr std::size_t longest_header = 1024;
constexpr std::size_t shortest_salt = 16;
constexpr std::size_t longest_salt = 64;
constexpr std::int64_t greatest_chunk = std::int64_t{16} << 20;
/// A minute or so of deriving: a file that wants more is none of ours.
constexpr std::int64_t most_iterations = 50'000'000;
constexpr std::uint64_t most_chunks = 0xFFFFFFFF;

constexpr std::uint64_t base64_length(std::uint64_t bytes) {
  return (bytes + 2) / 3 * 4;
}
/// Quotation marks, comma, line break; the last has no comma.
constexpr std::uint64_t line_length(std::uint64_t plain_bytes) {
  return base64_length(plain_bytes + seal_tag_bytes) + 4;
}

enum class IsLast : std::uint8_t { no, yes };

Sealing sealing_of(const LockedHeader& header, const std::string& header_text, std::uint32_t chunk,
                   IsLast is_last) {
  Sealing sealing{.nonce = header.nonce,
                  .additional =
                      header_text + "\n" + std::to_string(chunk) + (is_last == IsLast::yes ? "." : ",")};
  for (std::size_t byte = 0; byte < 4; ++byte)
    sealing.nonce[11 - byte] ^= static_cast<std::uint8_t>(chunk >> (8 * byte));
  return sealing;
}

/// Nothing where it is not as the grammar has it; `version` is set as far as it can be read.
std::optional<LockedHeader> decode(JsonView view, std::optional<std::int64_t>& version) {
  version = view["version"].integer();
  const auto chunk = view["chunk"].integer();
  const auto iterations = view["iterations"].integer();
  const auto nonce = decode_base64(view["nonce"].string().value_or("?"));
  auto salt = decode_base64(view["salt"].string().value_or("?"));
  LockedHeader header;
  if (version != locked_version || view["cipher"].string() != cipher_name ||
      view["kdf"].string() != derivation_name || !chunk || *chunk < 1 || *chunk > greatest_chunk ||
      !iterations || *iterations < 1 || *iterations > most_iterations || !nonce ||
      nonce->size() != header.nonce.size() || !salt || salt->size() < shortest_salt ||
      salt->size() > longest_salt)
    return std::nullopt;
  header.chunk_bytes = static_cast<std::uint32_t>(*chunk);
  header.iterations = static_cast<std::uint32_t>(*iterations);
  std::copy(nonce->begin(), nonce->end(), header.nonce.begin());
  header.salt = std::move(*salt);
  return header;
}

} // namespace

std::string encode(const LockedHeader& header) {
  JsonWriter json;
  json.begin_object();
  json.key("chunk").integer(header.chunk_bytes);
  json.key("cipher").string(cipher_name);
  json.key("iterations").integer(header.iterations);
  json.key("kdf").string(derivation_name);
  json.key("nonce").string(encode_base64({reinterpret_cast<const char*>(header.nonce.data()), // as text
                                          header.nonce.size()}));
  json.key("salt").string(encode_base64(header.salt));
  json.key("version").integer(locked_version);
  json.end_object();
  return json.take();
}

bool looks_locked(std::string_view beginning) {
  return beginning.starts_with(head);
}

LockedWriter::LockedWriter(const LockedHeader& header) : m_header(header), m_header_text(encode(header)) {
  expects(header.salt.size() >= shortest_salt && header.salt.size() <= longest_salt,
          "a salt of 16 to 64 bytes");
}

std::string LockedWriter::beginning() const {
  return std::string(head) + m_header_text + std::string(chunks_begin);
}

std::optional<LockedChunk> LockedWriter::take() {
  const bool is_last = m_is_finished && m_plain.size() <= m_header.chunk_bytes;
  if (m_took_last || (!is_last && m_plain.size() <= m_header.chunk_bytes))
    return std::nullopt;
  LockedChunk chunk{sealing_of(m_header, m_header_text, m_next++, is_last ? IsLast::yes : IsLast::no),
                    m_plain.substr(0, m_header.chunk_bytes)};
  m_plain.erase(0, chunk.bytes.size());
  m_took_last = is_last;
  return chunk;
}

std::string LockedWriter::line_of(std::string_view sealed) const {
  return "\"" + encode_base64(sealed) + (m_took_last ? "\"\n" + std::string(file_end) : "\",\n");
}

Result<LockedFile> LockedFile::open(std::string_view beginning, std::string_view end,
                                    std::uint64_t file_bytes) {
  if (file_bytes == 0)
    return failure("truat.empty");
  beginning = beginning.substr(0, locked_beginning_bytes);
  const std::size_t header_end = beginning.find('\n');
  if (!looks_locked(beginning) || (header_end == std::string_view::npos && beginning.size() > longest_header))
    return failure("truat.damaged_json", {}, "byte 0");
  if (header_end == std::string_view::npos)
    return failure("truat.cut_off", {}, "byte " + std::to_string(file_bytes));
  const std::string_view text = beginning.substr(head.size(), header_end - head.size() - 1);
  const auto document = parse_json(text);
  const auto canonical = document ? canonical_json(document->root()) : Result<std::string>();
  std::optional<std::int64_t> version;
  auto header = document ? decode(document->root(), version) : std::nullopt;
  if (version && *version > locked_version)
    return failure("truat.newer", {{"version", std::to_string(*version)}}, "line 1");
  if (!header || !canonical || *canonical != text || text.size() > longest_header)
    return failure("truat.damaged_json", {}, "line 1");
  LockedFile file;
  file.m_header_text = text;
  file.m_header = std::move(*header);
  file.m_first_line = head.size() + text.size() + chunks_begin.size();
  const std::string_view rest = beginning.substr(head.size() + text.size());
  if (!rest.starts_with(chunks_begin)) {
    const bool is_cut = chunks_begin.starts_with(rest);
    return failure(is_cut ? "truat.cut_off" : "truat.damaged_json", {}, "line 2");
  }
  const std::uint64_t chunk_bytes = file.m_header.chunk_bytes;
  file.m_line_bytes = line_length(chunk_bytes);
  // What is no sum of whole lines and a shorter one lacks its end.
  const auto cut_off = [file_bytes] {
    return failure("truat.cut_off", {}, "byte " + std::to_string(file_bytes));
  };
  if (file_bytes < file.m_first_line + line_length(0) - 1 + file_end.size() ||
      end.size() < locked_end_bytes || !end.ends_with("\"\n" + std::string(file_end)))
    return cut_off();
  const std::uint64_t body = file_bytes - file.m_first_line - file_end.size();
  const std::uint64_t whole = body / file.m_line_bytes;
  file.m_last_line_bytes = body % file.m_line_bytes;
  const bool has_base64 =
      file.m_last_line_bytes >= line_length(0) - 1 && (file.m_last_line_bytes - 3) % 4 == 0;
  if (!has_base64 || whole >= most_chunks)
    return cut_off();
  file.m_chunk_count = static_cast<std::uint32_t>(whole + 1);
  const auto padding =
      static_cast<std::uint64_t>(std::ranges::count(end.substr(end.size() - locked_end_bytes), '='));
  const std::uint64_t last = (file.m_last_line_bytes - 3) / 4 * 3 - padding - seal_tag_bytes;
  if (last > chunk_bytes || (last == 0 && whole > 0))
    return cut_off();
  file.m_plain_bytes = whole * chunk_bytes + last;
  return file;
}

std::uint32_t LockedFile::chunk_at(std::uint64_t plain_offset) const {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(plain_offset / m_header.chunk_bytes, m_chunk_count - 1));
}

std::uint64_t LockedFile::plain_offset(std::uint32_t chunk) const {
  return std::uint64_t{chunk} * m_header.chunk_bytes;
}

LockedFile::Place LockedFile::place(std::uint32_t chunk) const {
  return {m_first_line + chunk * m_line_bytes, chunk + 1 == m_chunk_count ? m_last_line_bytes : m_line_bytes};
}

Result<LockedChunk> LockedFile::chunk(std::uint32_t chunk, std::string_view line) const {
  const bool is_last = chunk + 1 == m_chunk_count;
  const std::string_view line_end = is_last ? "\"\n" : "\",\n";
  if (line.size() != place(chunk).length || !line.starts_with('"') || !line.ends_with(line_end))
    return std::unexpected(why_not(chunk, false));
  auto sealed = decode_base64(line.substr(1, line.size() - 1 - line_end.size()));
  const std::uint64_t plain = is_last ? m_plain_bytes - plain_offset(chunk) : m_header.chunk_bytes;
  if (!sealed || sealed->size() != plain + seal_tag_bytes)
    return std::unexpected(why_not(chunk, false));
  return LockedChunk{sealing_of(m_header, m_header_text, chunk, is_last ? IsLast::yes : IsLast::no),
                     std::move(*sealed)};
}

Sealing LockedFile::with_other_end(std::uint32_t chunk) const {
  return sealing_of(m_header, m_header_text, chunk, chunk + 1 == m_chunk_count ? IsLast::no : IsLast::yes);
}

Error LockedFile::why_not(std::uint32_t chunk, bool opens_with_other_end) const {
  const std::string where = "line " + std::to_string(std::uint64_t{chunk} + 3);
  if (opens_with_other_end)
    return {"truat.cut_off", {}, where};
  if (chunk == 0)
    return {"locked.wrong_passphrase", {}, where};
  return {"locked.changed",
          {{"piece", std::to_string(std::uint64_t{chunk} + 1)}, {"pieces", std::to_string(m_chunk_count)}},
          where};
}

} // namespace truat::exchange
