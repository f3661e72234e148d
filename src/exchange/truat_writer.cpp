#include "exchange/truat_writer.h"

#include "base/base64.h"
#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>
#include <tuple>

namespace truat::exchange {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{256} << 10;

/// A left-out line lacks the key "field", which stands first unless a newer version has put a key before it.
bool is_left_out(std::string_view operation_line) {
  if (operation_line.starts_with("{\"field\":"))
    return false;
  const auto operation = records::decode_operation(operation_line);
  return operation && !operation->has_value();
}

Knowledge knowledge_of(std::vector<records::CommitId> commits) {
  truat::sort(commits);
  commits.erase(std::ranges::unique(commits).begin(), commits.end());
  Knowledge knows;
  for (const records::CommitId& id : commits) {
    auto& intervals = knows[id.replica];
    if (!intervals.empty() && intervals.back().second + 1 == id.sequence)
      intervals.back().second = id.sequence;
    else
      intervals.emplace_back(id.sequence, id.sequence);
  }
  return knows;
}

} // namespace

TruatWriter::TruatWriter(const records::Log& log, TruatExport what)
    : m_log(log), m_photos(std::move(what.photos)), m_heads(std::move(what.heads)), m_key(what.key),
      m_records(std::move(what.records)), m_newer(std::move(what.newer)), m_known(what.scope.known) {
  expects(!what.key || what.replica, "a key is a replica's");
  m_manifest.created_at = what.created_at;
  m_manifest.exported_at = what.exported_at;
  m_manifest.replica = what.replica;
  m_manifest.left_out.photos = std::move(what.left_out_photos);
  m_manifest.newer = std::move(m_newer.manifest);
  for (std::vector<Hash>* photos : {&m_photos, &m_manifest.left_out.photos}) {
    truat::sort(*photos);
    photos->erase(std::ranges::unique(*photos).begin(), photos->end());
  }
  for (const records::Fork& fork : log.forks())
    if (const auto known = m_known.find(fork.id.replica); known != m_known.end())
      known->second = std::min(known->second, fork.id.sequence - 1);
  what.scope.known = m_known;
  std::erase_if(what.scope.known, [](const auto& known) { return known.second == 0; });
  m_manifest.scope = std::move(what.scope);
}

Progress TruatWriter::progress() const {
  return {m_lines_done, m_lines_total};
}

void TruatWriter::sort_commits() {
  m_positions.resize(m_log.size());
  for (std::size_t position = 0; position < m_positions.size(); ++position)
    m_positions[position] = position;
  const auto order = [this](std::size_t position) {
    return std::tuple(m_log.lamport(position), m_log.id(position));
  };
  truat::sort(m_positions, [&](std::size_t left, std::size_t right) {
    const auto left_order = order(left);
    const auto right_order = order(right);
    if (left_order != right_order)
      return left_order < right_order;
    // Two contents of one id: a fork.
    return records::header_hash(m_log.header_line(left)) < records::header_hash(m_log.header_line(right));
  });
  std::uint64_t headers = 0;
  std::uint64_t operations = 0;
  for (const std::size_t position : m_positions) {
    headers += is_known(position) ? 0 : 1;
    operations += is_known(position) ? 0 : m_log.operation_count(position);
  }
  m_manifest.counts = {headers, operations, m_photos.size()};
  // Headers and operations are gone over twice: for their hashes and for their bytes.
  m_lines_total = (headers + operations) * 2 + m_photos.size();
}

bool TruatWriter::is_known(std::size_t position) const {
  const records::CommitId id = m_log.id(position);
  return records::covers(m_known, {id.replica, id.sequence, 0});
}

/// The line as the file has it; valid until the next.
std::string_view TruatWriter::line_of(std::size_t position, std::size_t index) {
  const std::string_view line = m_log.operation_line(position, index);
  if (!m_records)
    return line;
  const auto operation = records::decode_operation(line);
  expects(operation.has_value(), "a line of the log");
  if (!*operation || m_records->contains((*operation)->record))
    return line;
  m_left_out_line = records::left_out_line(line);
  return m_left_out_line;
}

bool TruatWriter::hash_slice(Budget& budget) {
  while (m_at < m_positions.size()) {
    const std::size_t position = m_positions[m_at++];
    const bool is_there = !is_known(position);
    const std::size_t count = m_log.operation_count(position);
    std::size_t missing = 0; // in the log
    for (std::size_t index = 0; index < count; ++index) {
      missing += is_left_out(m_log.operation_line(position, index));
      if (!is_there)
        continue;
      const std::string_view line = line_of(position, index);
      m_operations_hash.update(line);
      m_operations_hash.update("\n");
      m_manifest.left_out.operations += is_left_out(line);
    }
    if (missing == 0)
      m_whole_commits.push_back(m_log.id(position));
    if (is_there) {
      m_headers_hash.update(m_log.header_line(position));
      m_headers_hash.update("\n");
      m_lines_done += 1 + count;
    }
    if (budget.is_spent())
      return false;
  }
  return true;
}

std::optional<TruatWriter::Next> TruatWriter::ask_for_head() {
  if (m_key)
    m_own_head = records::own_head(m_log, *m_manifest.replica, *m_key, m_manifest.exported_at);
  return m_own_head ? std::optional<Next>(NeedsSignature{records::signed_bytes(*m_own_head)}) : std::nullopt;
}

/// A section that stands whole in memory: its hash, and its text.
void TruatWriter::add_section(std::string_view name, std::vector<std::string_view> lines) {
  Sha256 hash;
  begin_section(m_small_sections, name);
  for (const std::string_view line : lines) {
    hash.update(line);
    hash.update("\n");
    end_line(m_small_sections);
    m_small_sections += line;
  }
  end_section(m_small_sections);
  m_manifest.sections[std::string(name)] = hash.digest();
}

void TruatWriter::finish_sections() {
  m_manifest.knows = knowledge_of(std::move(m_whole_commits));
  Sha256 photos_hash;
  for (const Hash& photo : m_photos) {
    photos_hash.update(to_hex(photo));
    photos_hash.update("\n");
  }
  m_manifest.sections = {{std::string(headers_section), m_headers_hash.digest()},
                         {std::string(operations_section), m_operations_hash.digest()},
                         {std::string(photos_section), photos_hash.digest()}};
  m_heads.settle(m_log);
  std::vector<std::string_view> heads;
  for (const auto& [line, head] : m_heads.all())
    heads.push_back(line);
  if (!heads.empty())
    add_section(heads_section, std::move(heads));
  for (const auto& [name, lines] : m_newer.sections)
    add_section(name, {lines.begin(), lines.end()});
}

TruatWriter::NeedsSignature TruatWriter::ask_for_seal() {
  const auto manifest = parse_json(encode(m_manifest));
  const auto digest = sealed_digest(manifest->root());
  m_seal = {*digest, *m_key, *m_manifest.replica, m_manifest.exported_at};
  return {signed_bytes(*m_seal)};
}

void TruatWriter::give_signature(const Signature& signature) {
  expects(m_own_head || m_seal, "a signature that was asked for");
  if (m_own_head) {
    m_heads.add(with_signature(*m_own_head, signature));
    m_own_head.reset();
    return;
  }
  const Seal seal = with_signature(*m_seal, signature);
  m_seal.reset();
  add_section(seal_section, {seal.line});
}

void TruatWriter::begin_section(std::string& out, std::string_view name) {
  out += '"';
  out += name;
  out += "\":[\n";
  m_section_has_lines = false;
  m_at = 0;
}

void TruatWriter::end_section(std::string& out) {
  out += m_section_has_lines ? "\n],\n" : "],\n";
}

void TruatWriter::end_line(std::string& out) {
  if (m_section_has_lines)
    out += ",\n";
  m_section_has_lines = true;
}

bool TruatWriter::write_headers(std::string& out, Budget& budget) {
  while (m_at < m_positions.size()) {
    const std::size_t position = m_positions[m_at++];
    if (!is_known(position)) {
      end_line(out);
      out += m_log.header_line(position);
      ++m_lines_done;
    }
    if (out.size() >= chunk_bytes || budget.is_spent())
      return false;
  }
  return true;
}

bool TruatWriter::write_operations(std::string& out, Budget& budget) {
  while (m_at < m_positions.size()) {
    const std::size_t position = m_positions[m_at++];
    const std::size_t count = is_known(position) ? 0 : m_log.operation_count(position);
    for (std::size_t index = 0; index < count; ++index) {
      end_line(out);
      out += line_of(position, index);
    }
    m_lines_done += count;
    if (out.size() >= chunk_bytes || budget.is_spent())
      return false;
  }
  return true;
}

TruatWriter::Next TruatWriter::next(Budget& budget) {
  expects(!m_waits_for_photo && !m_own_head && !m_seal, "what was asked for comes first");
  Chunk chunk;
  switch (m_stage) {
  case Stage::sort:
    sort_commits();
    m_stage = Stage::hash;
    [[fallthrough]];
  case Stage::hash:
    if (hash_slice(budget))
      m_stage = Stage::own_head;
    return chunk;
  case Stage::own_head:
    m_stage = Stage::sections;
    if (auto wanted = ask_for_head())
      return std::move(*wanted);
    [[fallthrough]];
  case Stage::sections:
    finish_sections();
    m_stage = Stage::manifest;
    if (m_key)
      return ask_for_seal();
    [[fallthrough]];
  case Stage::manifest:
    chunk.bytes = "{\"manifest\":" + encode(m_manifest) + ",\n";
    begin_section(chunk.bytes, headers_section);
    m_stage = Stage::headers;
    return chunk;
  case Stage::headers:
    if (write_headers(chunk.bytes, budget)) {
      end_section(chunk.bytes);
      begin_section(chunk.bytes, operations_section);
      m_stage = Stage::operations;
    }
    return chunk;
  case Stage::operations:
    if (write_operations(chunk.bytes, budget)) {
      end_section(chunk.bytes);
      chunk.bytes += m_small_sections;
      begin_section(chunk.bytes, photos_section);
      m_stage = Stage::photos;
    }
    return chunk;
  case Stage::photos:
    if (!m_photo_line.empty()) {
      end_line(chunk.bytes);
      chunk.bytes += m_photo_line;
      m_photo_line.clear();
      ++m_lines_done;
      return chunk;
    }
    if (m_at < m_photos.size()) {
      m_waits_for_photo = true;
      return NeedsPhoto{m_photos[m_at]};
    }
    chunk.bytes = m_section_has_lines ? "\n]}\n" : "]}\n";
    m_stage = Stage::done;
    return chunk;
  case Stage::done:
    return Finished{};
  }
  return Finished{};
}

Result<void> TruatWriter::give_photo(std::string_view bytes) {
  expects(m_waits_for_photo, "a photo that was asked for");
  const Hash& photo = m_photos[m_at];
  if (sha256(bytes) != photo)
    return failure("truat.photo_differs", {{"photo", to_hex(photo)}});
  m_photo_line = "{\"bytes\":\"" + encode_base64(bytes) + "\",\"sha256\":\"" + to_hex(photo) + "\"}";
  m_waits_for_photo = false;
  ++m_at;
  return {};
}

Result<std::string> write_truat(const records::Log& log, TruatExport what,
                                const std::function<Result<std::string>(const Hash&)>& photo,
                                const Sign& sign) {
  TruatWriter writer(log, std::move(what));
  std::string file;
  while (true) {
    Budget budget = Budget::unlimited();
    TruatWriter::Next next = writer.next(budget);
    if (std::holds_alternative<TruatWriter::Finished>(next))
      return file;
    if (const auto* chunk = std::get_if<TruatWriter::Chunk>(&next)) {
      file += chunk->bytes;
      continue;
    }
    if (const auto* wanted = std::get_if<TruatWriter::NeedsSignature>(&next)) {
      writer.give_signature(sign(wanted->message));
      continue;
    }
    const auto bytes = photo(std::get<TruatWriter::NeedsPhoto>(next).photo);
    if (!bytes)
      return std::unexpected(bytes.error());
    if (const auto given = writer.give_photo(*bytes); !given)
      return std::unexpected(given.error());
  }
}

} // namespace truat::exchange
