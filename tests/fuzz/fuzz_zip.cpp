// Archives and packed files, byte for byte.
#include "exchange/zip.h"
#include "fuzz/support.h"

#include <algorithm>

namespace truat::fuzzing {
namespace {

using namespace truat::exchange;

/// Small, so that a bomb costs a fuzzer little; the limits are the same code.
constexpr ZipLimits limits{
    .entries = 64, .entry_bytes = 1 << 20, .total_bytes = 2 << 20, .ratio = 200, .free_bytes = 1 << 16};

void read_archive(std::string_view input) {
  const auto archive = ZipArchive::open(input, limits);
  if (!archive) {
    must_be_told(archive.error());
    must_lie_within(archive.error(), input);
    return;
  }
  must(archive->entries().size() <= limits.entries, "an archive has no more entries than it may");
  ZipWriter writer;
  std::vector<std::pair<std::string, std::string>> taken;
  for (const ZipEntry& entry : archive->entries()) {
    must(archive->find(entry.name) != nullptr, "an entry is found by its name");
    must(entry.bytes <= limits.entry_bytes, "an entry claims no more than it may");
    const auto content = archive->read(entry);
    std::string streamed;
    ZipArchive::Stream stream = archive->stream(entry);
    Result<std::size_t> read = 0;
    do {
      read = stream.read(streamed, 1000);
    } while (read && *read > 0);
    must(content.has_value() == read.has_value(), "reading whole and in pieces judge alike");
    if (!content) {
      must_be_told(content.error());
      must_be_told(read.error());
      continue;
    }
    must(*content == streamed, "reading whole and in pieces give the same");
    must(content->size() == entry.bytes && crc32_of(*content) == entry.crc, "an entry is as it claims");
    if (std::ranges::none_of(taken, [&](const auto& other) { return other.first == entry.name; })) {
      writer.add(entry.name, *content);
      taken.emplace_back(entry.name, *content);
    }
  }
  const std::string written = writer.take();
  const auto again = ZipArchive::open(written, limits);
  if (!again) // names may need more than 64 KB in all, and content may deflate beyond the ratio
    return;
  must(again->entries().size() == taken.size(), "an archive that is written has the same entries");
  for (const auto& [name, content] : taken) {
    const ZipEntry* entry = again->find(name);
    must(entry != nullptr, "an entry that is written is there");
    const auto bytes = again->read(*entry);
    must(bytes.has_value() && *bytes == content, "an entry that is written reads alike");
  }
}

} // namespace

void fuzz(std::string_view input) {
  read_archive(input);

  if (const auto content = gunzip(input, 1 << 20); !content)
    must_be_told(content.error());
  else
    must(content->size() <= 1 << 20, "nothing is inflated past the limit");

  Inflater raw(input, DeflateFrame::raw);
  std::string inflated;
  Result<std::size_t> read = 0;
  do {
    read = raw.read(inflated, 4096);
  } while (read && *read > 0 && inflated.size() < 1 << 20);
  must(raw.consumed() <= input.size(), "no more is read than there is");
  if (!read)
    must_be_told(read.error());

  const std::string deflated = deflate(input);
  Inflater back(deflated, DeflateFrame::raw);
  std::string again;
  while ((read = back.read(again, 777)) && *read > 0) {
  }
  must(read.has_value() && again == input, "what is deflated inflates to the same");
}

} // namespace truat::fuzzing
