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
    : m_log(log), m_photos(std::move(what.photos)) {
  m_manifest.created_at = what.created_at;
  m_manifest.exported_at = what.exported_at;
  m_manifest.replica = what.replica;
  m_manifest.left_out.photos = std::move(what.left_out_photos);
  for (std::vector<Hash>* photos : {&m_photos, &m_manifest.left_out.photos}) {
    truat::sort(*photos);
    photos->erase(std::ranges::unique(*photos).begin(), photos->end());
  }
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
  std::uint64_t operations = 0;
  for (const std::size_t position : m_positions)
    operations += m_log.operation_count(position);
  m_manifest.counts = {m_positions.size(), operations, m_photos.size()};
  // Headers and operations are gone over twice: for their hashes and for their bytes.
  m_lines_total = (m_positions.size() + operations) * 2 + m_photos.size();
}

bool TruatWriter::hash_slice(Budget& budget) {
  while (m_at < m_positions.size()) {
    const std::size_t position = m_positions[m_at++];
    m_headers_hash.update(m_log.header_line(position));
    m_headers_hash.update("\n");
    const std::size_t count = m_log.operation_count(position);
    std::size_t left_out = 0;
    for (std::size_t index = 0; index < count; ++index) {
      const std::string_view line = m_log.operation_line(position, index);
      m_operations_hash.update(line);
      m_operations_hash.update("\n");
      left_out += is_left_out(line);
    }
    m_manifest.left_out.operations += left_out;
    if (left_out == 0)
      m_whole_commits.push_back(m_log.id(position));
    m_lines_done += 1 + count;
    if (budget.is_spent())
      return false;
  }
  return true;
}

void TruatWriter::finish_manifest() {
  m_manifest.knows = knowledge_of(std::move(m_whole_commits));
  Sha256 photos_hash;
  for (const Hash& photo : m_photos) {
    photos_hash.update(to_hex(photo));
    photos_hash.update("\n");
  }
  m_manifest.sections = {{std::string(headers_section), m_headers_hash.digest()},
                         {std::string(operations_section), m_operations_hash.digest()},
                         {std::string(photos_section), photos_hash.digest()}};
}

void TruatWriter::begin_section(std::string& out, std::string_view name) {
  out += '"';
  out += name;
  out += "\":[\n";
  m_section_has_lines = false;
  m_at = 0;
}

void TruatWriter::end_line(std::string& out) {
  if (m_section_has_lines)
    out += ",\n";
  m_section_has_lines = true;
}

bool TruatWriter::write_headers(std::string& out, Budget& budget) {
  while (m_at < m_positions.size()) {
    end_line(out);
    out += m_log.header_line(m_positions[m_at++]);
    ++m_lines_done;
    if (out.size() >= chunk_bytes || budget.is_spent())
      return false;
  }
  return true;
}

bool TruatWriter::write_operations(std::string& out, Budget& budget) {
  while (m_at < m_positions.size()) {
    const std::size_t position = m_positions[m_at++];
    const std::size_t count = m_log.operation_count(position);
    for (std::size_t index = 0; index < count; ++index) {
      end_line(out);
      out += m_log.operation_line(position, index);
    }
    m_lines_done += count;
    if (out.size() >= chunk_bytes || budget.is_spent())
      return false;
  }
  return true;
}

TruatWriter::Next TruatWriter::next(Budget& budget) {
  expects(!m_waits_for_photo, "the photo that was asked for comes first");
  Chunk chunk;
  switch (m_stage) {
  case Stage::sort:
    sort_commits();
    m_stage = Stage::hash;
    [[fallthrough]];
  case Stage::hash:
    if (hash_slice(budget))
      m_stage = Stage::manifest;
    return chunk;
  case Stage::manifest:
    finish_manifest();
    chunk.bytes = "{\"manifest\":" + encode(m_manifest) + ",\n";
    begin_section(chunk.bytes, headers_section);
    m_stage = Stage::headers;
    return chunk;
  case Stage::headers:
    if (write_headers(chunk.bytes, budget)) {
      chunk.bytes += m_section_has_lines ? "\n],\n" : "],\n";
      begin_section(chunk.bytes, operations_section);
      m_stage = Stage::operations;
    }
    return chunk;
  case Stage::operations:
    if (write_operations(chunk.bytes, budget)) {
      chunk.bytes += m_section_has_lines ? "\n],\n" : "],\n";
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
                                const std::function<Result<std::string>(const Hash&)>& photo) {
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
    const auto bytes = photo(std::get<TruatWriter::NeedsPhoto>(next).photo);
    if (!bytes)
      return std::unexpected(bytes.error());
    if (const auto given = writer.give_photo(*bytes); !given)
      return std::unexpected(given.error());
  }
}

} // namespace truat::exchange
