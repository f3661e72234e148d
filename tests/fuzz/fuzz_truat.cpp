// The exported file. Input: a file as it is; or sections ("=== manifest", "=== headers" …) of which a file is
// put together with counts and hashes that agree, since a changed byte ends the reading of a sealed file
// early.
#include "exchange/truat_reader.h"
#include "exchange/truat_writer.h"
#include "fuzz/support.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <map>
#include <set>

namespace truat::fuzzing {
namespace {

using exchange::OnDamage;
using exchange::TruatContent;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at)
      lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// The hash that `section` should have: over its lines, of photos over their stated hashes.
Hash hash_of(const Section& section) {
  Sha256 hash;
  for (const std::string_view line : lines_of(section.text)) {
    const auto document = parse_json(line);
    const auto stated = document && section.name == exchange::photos_section
                            ? document->root()["sha256"].string()
                            : std::nullopt;
    hash.update(stated ? *stated : line);
    hash.update("\n");
  }
  return hash.digest();
}

/// The manifest with the sections' hashes and its own digest; as it is where it is no object.
std::string sealed_manifest(std::string_view manifest, const std::vector<Section>& sections) {
  const auto document = parse_json(manifest);
  if (!document || !document->root().is_object())
    return std::string(manifest);
  std::map<std::string, std::string> members;
  bool canonical = true;
  document->root().for_each_member([&](std::string_view key, JsonView value) {
    const auto text = canonical_json(value);
    const bool ascii = std::ranges::all_of(key, [](char unit) { return unit >= 0x20 && unit < 0x7F; });
    canonical = canonical && text && ascii;
    if (text && key != "digest")
      members[std::string(key)] = *text;
  });
  if (!canonical)
    return std::string(manifest);
  std::map<std::string, Hash> hashes;
  for (const Section& section : sections)
    if (std::ranges::all_of(section.name, [](char unit) { return unit >= 0x20 && unit < 0x7F; }))
      hashes[std::string(section.name)] = hash_of(section);
  JsonWriter stated;
  stated.begin_object();
  for (const auto& [name, hash] : hashes)
    stated.key(name).string(to_hex(hash));
  stated.end_object();
  members["sections"] = stated.take();
  const auto write = [&] {
    JsonWriter writer;
    writer.begin_object();
    for (const auto& [key, value] : members)
      writer.key(key).raw(value);
    writer.end_object();
    return writer.take();
  };
  members["digest"] = '"' + to_hex(sha256(write())) + '"';
  return write();
}

std::string sealed(const std::vector<Section>& parts) {
  const std::vector<Section> sections(parts.begin() + 1, parts.end());
  std::string file = "{\"manifest\":" + sealed_manifest(parts.front().text, sections);
  for (const Section& section : sections) {
    file += ",\n\"" + std::string(section.name) + "\":[\n";
    bool is_first = true;
    for (const std::string_view line : lines_of(section.text)) {
      file += is_first ? "" : ",\n";
      file += line;
      is_first = false;
    }
    file += is_first ? "]" : "\n]";
  }
  return file + "}\n";
}

Result<TruatContent> read_in_pieces(std::string_view file, std::size_t piece) {
  exchange::TruatReader reader;
  for (std::size_t at = 0; at < file.size(); at += piece)
    if (const auto fed = reader.feed(file.substr(at, piece)); !fed)
      return std::unexpected(fed.error());
  return reader.finish();
}

void must_be_same(const Result<TruatContent>& left, const Result<TruatContent>& right) {
  must(left.has_value() == right.has_value(), "a file is judged alike however it comes");
  if (!left) {
    must(left.error() == right.error(), "a file is refused for the same reason however it comes");
    return;
  }
  must(left->manifest == right->manifest && left->commits == right->commits &&
           left->photos == right->photos && left->heads == right->heads && left->seal == right->seal &&
           left->newer == right->newer,
       "a file reads alike however it comes");
}

void export_and_read_again(const workspace::Workspace& workspace, std::string_view file,
                           const TruatContent& content) {
  std::map<Hash, std::string> photos;
  for (const exchange::TruatPhoto& photo : content.photos) {
    const auto bytes = exchange::photo_bytes(photo, file.substr(photo.offset, photo.length));
    must(bytes.has_value() && bytes->size() == photo.bytes, "a photo that was read is there");
    photos[photo.hash] = *bytes;
  }
  exchange::TruatExport what{.created_at = content.manifest.created_at,
                             .exported_at = content.manifest.exported_at,
                             .photos = {},
                             .left_out_photos = {},
                             .newer = content.newer};
  for (const records::SignedHead& head : content.heads)
    what.heads.add(head);
  for (const auto& [hash, bytes] : photos)
    what.photos.push_back(hash);
  const auto written = exchange::write_truat(
      workspace.ledger().log(), what, [&](const Hash& hash) -> Result<std::string> { return photos[hash]; });
  must(written.has_value(), "what was merged can be exported");
  const auto again = exchange::read_truat(*written);
  must(again.has_value(), "what was exported can be read");
  std::set<std::string> headers;
  for (const records::CommitLines& commit : content.commits)
    headers.insert(commit.header);
  must(again->commits.size() == headers.size(), "the export has every commit once");
  for (const records::CommitLines& commit : again->commits)
    must(headers.contains(commit.header), "the export has the commits that were read");
  must(again->photos.size() == photos.size(), "the export has the photos that were read");
  must(again->newer == content.newer, "what only a newer version reads is written again");
  must(again->heads.empty() == content.heads.empty(), "of heads one at least says what all said");
  for (const records::SignedHead& head : again->heads)
    must(std::ranges::find(content.heads, head) != content.heads.end(), "no head is made up");
}

} // namespace

void fuzz(std::string_view input) {
  const std::vector<Section> parts = sections_of(input);
  const std::string file =
      !parts.empty() && parts.front().name == "manifest" ? sealed(parts) : std::string(input);

  const auto content = exchange::read_truat(file);
  must_be_same(content, read_in_pieces(file, file.size() % 97 + 1));
  const auto collected = exchange::read_truat(file, OnDamage::collect);
  if (collected)
    for (const Error& problem : collected->problems)
      must_be_told(problem);
  if (!content) {
    must_be_told(content.error());
    must_lie_within(content.error(), file);
    must(!collected || !collected->problems.empty(), "what is refused has a problem");
    return;
  }
  must(collected.has_value() && collected->problems.empty(), "a good file has no problems");
  must(collected->commits == content->commits, "collecting problems reads the same");

  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};
  workspace::Workspace workspace(records::new_replica_id(random), clock, random);
  const auto merged = workspace.merge(content->commits, records::Ledger::Source::file);
  if (!merged) {
    must_be_told(merged.error());
    must(workspace.ledger().log().size() == 0 && workspace.projection().all_records().empty() &&
             workspace.take_outbox().empty(),
         "a file that is refused changes nothing");
    return;
  }
  const std::uint64_t revision = workspace.projection().revision();
  const auto twice = workspace.merge(content->commits, records::Ledger::Source::file);
  must(twice.has_value() && twice->new_commits.empty() && workspace.projection().revision() == revision,
       "merging again changes nothing");
  export_and_read_again(workspace, file, *content);
}

} // namespace truat::fuzzing
