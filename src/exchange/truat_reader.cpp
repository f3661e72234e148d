#include "exchange/truat_reader.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "records/plain_lines.h"

#include <algorithm>
#include <numeric>

namespace truat::exchange {
namespace {

constexpr std::string_view manifest_begin = "{\"manifest\":";
constexpr std::string_view white_space = " \t\r\n";
/// Problems are told one by one up to here; a file with more is damaged all over.
constexpr std::size_t most_problems = 100;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(white_space) + 1 - begin);
}

/// The text without white space between tokens.
std::string compact(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (!quoted && white_space.find(letter) != std::string_view::npos)
      continue;
    out += letter;
    if (quoted && letter == '\\' && at + 1 < text.size())
      out += text[++at];
    else if (letter == '"')
      quoted = !quoted;
  }
  return out;
}

std::string line_and_byte(std::string_view raw, std::string_view where) {
  std::size_t byte = 0;
  for (const char letter : where)
    if (letter >= '0' && letter <= '9')
      byte = byte * 10 + static_cast<std::size_t>(letter - '0');
  const auto end = raw.begin() + static_cast<std::ptrdiff_t>(std::min(byte, raw.size()));
  return "line " + std::to_string(std::count(raw.begin(), end, '\n') + 1) + ", " + std::string(where);
}

bool is_known(std::string_view section) {
  return section == headers_section || section == operations_section || section == heads_section ||
         section == seal_section || section == photos_section;
}

/// Names of sections stand in the file without escapes.
bool is_section_name(std::string_view name) {
  return name != "manifest" && records::is_field_name(name) &&
         name.find_first_of("\"\\") == std::string_view::npos;
}

} // namespace

TruatReader::TruatReader(OnDamage on_damage, const TruatLimits& limits)
    : m_on_damage(on_damage), m_limits(limits) {}

std::unexpected<Error> TruatReader::fail(std::string key, std::vector<Argument> arguments) const {
  return failure(std::move(key), std::move(arguments), m_where);
}

Result<void> TruatReader::tell(Error error) {
  if (m_on_damage == OnDamage::refuse)
    return std::unexpected(std::move(error));
  if (m_content.problems.size() < most_problems)
    m_content.problems.push_back(std::move(error));
  return {};
}

Result<void> TruatReader::feed(std::string_view bytes) {
  m_fed += bytes.size();
  if (m_layout == Layout::lines)
    if (const auto fed = feed_lines(bytes); !fed)
      return fed;
  if (!m_raw_is_whole)
    return {};
  if (m_raw.size() + bytes.size() <= m_limits.reformatted_bytes) {
    m_raw += bytes;
    return {};
  }
  if (m_layout == Layout::whole || m_place == Place::manifest)
    return failure("truat.too_large", {{"limit", std::to_string(m_limits.reformatted_bytes >> 20) + " MB"}});
  m_raw = std::string();
  m_raw_is_whole = false;
  return {};
}

Result<void> TruatReader::feed_lines(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    // Base 64 needs four characters for three bytes; other lines have the format's own limit.
    const std::size_t longest =
        m_section == photos_section ? m_limits.photo_bytes / 3 * 4 + 1024 : records::longest_line + 1024;
    if (m_line.size() + piece.size() > longest && m_place != Place::manifest) {
      m_where = "line " + std::to_string(m_line_number + 1);
      return fail("truat.line_too_long");
    }
    m_line += piece;
    if (end == std::string_view::npos)
      return {};
    bytes.remove_prefix(end + 1);
    ++m_line_number;
    m_where = "line " + std::to_string(m_line_number);
    const auto fits = take_line(m_line);
    if (!fits)
      return std::unexpected(fits.error());
    if (*fits == Fits::no)
      return leave_lines();
    m_line_offset += m_line.size() + 1;
    m_line.clear();
  }
  return {};
}

/// From here on the file is read whole, if it is small enough, once all of it has come.
Result<void> TruatReader::leave_lines() {
  if (!m_raw_is_whole)
    return fail("truat.bad_line");
  m_layout = Layout::whole;
  m_line = std::string();
  m_content = {};
  m_has_manifest = false;
  m_sections.clear();
  m_headers.clear();
  m_operation_counts.clear();
  m_operations.clear();
  m_text_bytes = 0;
  return {};
}

Result<TruatReader::Fits> TruatReader::take_line(std::string_view line) {
  if (trimmed(line).empty())
    return Fits::yes;
  switch (m_place) {
  case Place::manifest:
    return take_manifest_line(trimmed(line));
  case Place::section:
    return take_section_line(trimmed(line));
  case Place::elements:
    return take_element_line(line);
  case Place::end:
    return Fits::no;
  }
  return Fits::no;
}

Result<TruatReader::Fits> TruatReader::take_manifest_line(std::string_view line) {
  if (!line.starts_with(manifest_begin) || !line.ends_with(','))
    return Fits::no;
  const std::string_view text =
      trimmed(line.substr(manifest_begin.size(), line.size() - manifest_begin.size() - 1));
  const auto document = parse_json(text);
  if (!document)
    return Fits::no;
  if (const auto taken = take_manifest(document->root()); !taken)
    return std::unexpected(taken.error());
  const auto canonical = canonical_json(document->root());
  if (canonical && *canonical != text && compact(text) != *canonical)
    if (const auto told = tell(fail("truat.not_canonical").error()); !told)
      return std::unexpected(told.error());
  m_place = Place::section;
  return Fits::yes;
}

Result<void> TruatReader::take_manifest(JsonView view) {
  auto manifest = decode_manifest(view);
  if (!manifest)
    return fail(manifest.error().key, manifest.error().arguments);
  const auto agrees = digest_agrees(view);
  if (!agrees)
    return fail(agrees.error().key, agrees.error().arguments);
  m_content.manifest = std::move(*manifest);
  m_content.newer.manifest = m_content.manifest.newer;
  m_content.manifest_digest = parse_hash(view["digest"].string().value_or("")).value_or(Hash{});
  m_has_manifest = true;
  if (m_content.manifest.sections.contains(seal_section)) {
    const auto digest = sealed_digest(view);
    if (!digest)
      return fail(digest.error().key, digest.error().arguments);
    m_sealed_digest = *digest;
  }
  return *agrees ? Result<void>() : tell(fail("truat.manifest_differs").error());
}

Result<TruatReader::Fits> TruatReader::take_section_line(std::string_view line) {
  const std::string text = compact(line);
  if (!text.starts_with('"') || !text.ends_with("\":["))
    return Fits::no;
  const std::string_view name = std::string_view(text).substr(1, text.size() - 4);
  if (name.find('\\') != std::string_view::npos) // an escape
    return Fits::no;
  if (const auto begun = begin_section(name); !begun)
    return std::unexpected(begun.error());
  m_place = Place::elements;
  return Fits::yes;
}

Result<void> TruatReader::begin_section(std::string_view name) {
  const auto seen = [&](std::string_view other) {
    return std::ranges::find(m_sections, other) != m_sections.end();
  };
  // Photos come last, and operations are counted by the headers before them.
  const bool in_order = !seen(photos_section) && (name == headers_section || seen(headers_section)) &&
                        (name == operations_section || name == headers_section || seen(operations_section));
  if (seen(name) || !in_order || !is_section_name(name) || !m_content.manifest.sections.contains(name))
    return fail("truat.bad_section", {{"section", mended_utf8(name)}});
  m_sections.emplace_back(name);
  m_section = name;
  m_section_hash = Sha256();
  m_comma = false;
  m_first_element = true;
  if (!is_known(name))
    m_content.newer.sections[m_section]; // it may say something by being there
  return {};
}

Result<TruatReader::Fits> TruatReader::take_element_line(std::string_view raw) {
  std::string_view line = trimmed(raw);
  if (line.starts_with(']')) {
    const std::string text = compact(line);
    if ((text != "]," && text != "]}") || m_comma)
      return Fits::no;
    if (const auto ended = end_section(); !ended)
      return std::unexpected(ended.error());
    m_place = text == "]}" ? Place::end : Place::section;
    return Fits::yes;
  }
  if (!m_first_element && !m_comma)
    return Fits::no;
  m_comma = line.ends_with(',');
  m_first_element = false;
  if (m_comma)
    line = trimmed(line.substr(0, line.size() - 1));
  // Almost all lines of a large file are operations that are canonical to the byte.
  if (m_section == operations_section && records::read_plain_operation(line)) {
    if (const auto counted = count_line(line); !counted)
      return std::unexpected(counted.error());
    m_operations.emplace_back(line);
    return Fits::yes;
  }
  const auto document = parse_json(line);
  if (!document)
    return Fits::no;
  auto canonical = canonical_json(document->root());
  if (!canonical)
    return fail("truat.not_canonical");
  if (*canonical != line && compact(line) != *canonical)
    if (const auto told = tell(fail("truat.not_canonical").error()); !told)
      return std::unexpected(told.error());
  if (m_section == photos_section) {
    // The canonical line begins {"bytes":" and so does this one but for white space.
    const std::size_t colon = raw.find(':');
    m_photo_at = colon == std::string_view::npos ? 0 : raw.find('"', colon) + 1;
  }
  if (const auto taken = take_element(document->root(), std::move(*canonical)); !taken)
    return std::unexpected(taken.error());
  return Fits::yes;
}

Result<void> TruatReader::take_element(JsonView view, std::string canonical) {
  if (m_section == photos_section)
    return take_photo(view);
  if (const auto counted = count_line(canonical); !counted)
    return counted;
  if (m_section == headers_section)
    return take_header(std::move(canonical));
  if (m_section == heads_section)
    return take_head(canonical);
  if (m_section == seal_section)
    return take_seal(canonical);
  if (m_section != operations_section) {
    m_content.newer.sections[m_section].insert(std::move(canonical));
    return {};
  }
  if (!view.is_object())
    return fail("truat.bad_line");
  m_operations.push_back(std::move(canonical));
  return {};
}

/// The line's share of its section's hash and of what a file may hold.
Result<void> TruatReader::count_line(std::string_view canonical) {
  m_section_hash.update(canonical);
  m_section_hash.update("\n");
  if (canonical.size() > records::longest_line)
    return fail("truat.line_too_long");
  m_text_bytes += canonical.size();
  if (m_text_bytes > m_limits.text_bytes)
    return fail("truat.too_large", {{"limit", std::to_string(m_limits.text_bytes >> 20) + " MB"}});
  return {};
}

Result<void> TruatReader::take_header(std::string canonical) {
  const auto header = records::decode_header(canonical);
  if (!header)
    return fail(header.error().key, header.error().arguments);
  m_operation_counts.push_back(header->count);
  m_headers.push_back(std::move(canonical));
  return {};
}

Result<void> TruatReader::take_head(std::string_view canonical) {
  auto head = records::decode_head(canonical);
  if (!head)
    return fail(head.error().key, head.error().arguments);
  m_content.heads.push_back(std::move(*head));
  return {};
}

Result<void> TruatReader::take_seal(std::string_view canonical) {
  auto seal = decode_seal(canonical);
  if (!seal)
    return fail(seal.error().key, seal.error().arguments);
  if (m_content.seal)
    return fail("truat.bad_section", {{"section", m_section}});
  if (seal->statement.digest != m_sealed_digest)
    return tell(fail("truat.seal_differs").error());
  m_content.seal = std::move(*seal);
  return {};
}

Result<void> TruatReader::take_photo(JsonView view) {
  const auto text = view["bytes"].string();
  const auto hash_text = view["sha256"].string();
  const auto hash = hash_text ? parse_hash(*hash_text) : std::nullopt;
  if (!text || !hash || view.size() != 2)
    return fail("truat.bad_photo");
  if (!m_content.photos.empty() && !(m_content.photos.back().hash < *hash))
    return fail("truat.bad_photo");
  m_section_hash.update(to_hex(*hash));
  m_section_hash.update("\n");
  auto bytes = decode_base64(*text);
  if (bytes && bytes->size() > m_limits.photo_bytes)
    return fail("truat.line_too_long");
  if (!bytes || sha256(*bytes) != *hash)
    return tell(fail("truat.photo_damaged", {{"photo", to_hex(*hash)}}).error());
  TruatPhoto photo{.hash = *hash, .bytes = bytes->size()};
  if (m_layout == Layout::whole) {
    photo.held = std::move(*bytes);
  } else {
    photo.offset = m_line_offset + m_photo_at;
    photo.length = text->size();
  }
  m_content.photos.push_back(std::move(photo));
  return {};
}

Result<void> TruatReader::end_section() {
  const auto stated = m_content.manifest.sections.find(m_section);
  if (stated->second == m_section_hash.digest())
    return {};
  return tell(fail("truat.section_differs", {{"section", m_section}}).error());
}

Result<void> TruatReader::read_whole() {
  m_where.clear();
  const auto document = parse_json(m_raw);
  if (!document) {
    const Error& error = document.error();
    const bool looks_ours =
        std::string_view(m_raw).substr(0, 4096).find("\"manifest\"") != std::string_view::npos;
    m_where = line_and_byte(m_raw, error.where);
    if (!looks_ours)
      return fail("truat.not_json");
    return fail(error.key == "json.cut_off" ? "truat.cut_off" : "truat.damaged_json");
  }
  const JsonView root = document->root();
  if (!root["manifest"].is_object())
    return fail("truat.not_truat");
  if (const auto taken = take_manifest(root["manifest"]); !taken)
    return taken;
  std::vector<std::string_view> others;
  root.for_each_member([&](std::string_view name, JsonView) {
    if (name != "manifest" && name != headers_section && name != operations_section && name != photos_section)
      others.push_back(name);
  });
  // Another program may have put the members in any order; they are read in ours.
  std::vector<std::string_view> names{headers_section, operations_section};
  names.insert(names.end(), others.begin(), others.end());
  names.push_back(photos_section);
  for (const std::string_view name : names)
    if (root[name].exists())
      if (const auto read = read_whole_section(root, name); !read)
        return read;
  m_place = Place::end;
  return {};
}

Result<void> TruatReader::read_whole_section(JsonView root, std::string_view name) {
  m_where = std::string(name);
  if (const auto begun = begin_section(name); !begun)
    return begun;
  if (!root[name].is_array())
    return fail("truat.bad_section", {{"section", std::string(name)}});
  Result<void> taken;
  std::size_t index = 0;
  root[name].for_each_element([&](JsonView element) {
    if (!taken)
      return;
    m_where = std::string(name) + "[" + std::to_string(index++) + "]";
    auto canonical = m_section == photos_section ? Result<std::string>() : canonical_json(element);
    taken = canonical ? take_element(element, std::move(*canonical)) : fail("truat.not_canonical");
  });
  if (!taken)
    return taken;
  m_where = std::string(name);
  return end_section();
}

Result<TruatContent> TruatReader::finish() {
  m_where = "byte " + std::to_string(m_fed);
  if (m_fed == 0)
    return fail("truat.empty");
  if (m_layout == Layout::lines && !m_line.empty()) {
    ++m_line_number;
    const std::string last = std::move(m_line);
    m_line.clear();
    const auto fits = take_line(last);
    if (!fits)
      return std::unexpected(fits.error());
    if (*fits == Fits::no)
      if (const auto left = leave_lines(); !left)
        return fail("truat.cut_off");
  }
  if (m_layout == Layout::lines && m_place != Place::end && m_raw_is_whole)
    if (const auto left = leave_lines(); !left)
      return std::unexpected(left.error());
  if (m_layout == Layout::whole)
    if (const auto read = read_whole(); !read)
      return std::unexpected(read.error());
  if (m_place != Place::end)
    return fail("truat.cut_off");
  return assemble();
}

Result<TruatContent> TruatReader::assemble() {
  m_where.clear();
  for (const auto& [name, hash] : m_content.manifest.sections)
    if (std::ranges::find(m_sections, name) == m_sections.end())
      return fail("truat.missing_section", {{"section", name}});
  const std::uint64_t expected =
      std::accumulate(m_operation_counts.begin(), m_operation_counts.end(), std::uint64_t{0});
  const TruatManifest::Counts found{m_headers.size(), m_operations.size(), m_content.photos.size()};
  if (expected != m_operations.size())
    return fail("truat.counts_differ");
  if (found != m_content.manifest.counts)
    if (const auto told = tell(fail("truat.counts_differ").error()); !told)
      return std::unexpected(told.error());
  m_content.commits.reserve(m_headers.size());
  auto operation = std::make_move_iterator(m_operations.begin());
  for (std::size_t index = 0; index < m_headers.size(); ++index) {
    const auto count = static_cast<std::ptrdiff_t>(m_operation_counts[index]);
    m_content.commits.push_back({std::move(m_headers[index]), {operation, operation + count}});
    operation += count;
  }
  return std::move(m_content);
}

Result<std::string> photo_bytes(const TruatPhoto& photo, std::string_view base64_of_file) {
  auto bytes =
      photo.length == 0 && !photo.held.empty() ? std::optional(photo.held) : decode_base64(base64_of_file);
  if (!bytes || sha256(*bytes) != photo.hash)
    return failure("truat.photo_damaged", {{"photo", to_hex(photo.hash)}});
  return std::move(*bytes);
}

Result<TruatContent> read_truat(std::string_view bytes, OnDamage on_damage) {
  TruatReader reader(on_damage);
  if (const auto fed = reader.feed(bytes); !fed)
    return std::unexpected(fed.error());
  return reader.finish();
}

} // namespace truat::exchange
