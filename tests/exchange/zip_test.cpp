#include "exchange/zip.h"

#include "base/environment.h"
#include "doctest/doctest.h"
#include "text/messages.h"

using namespace truat;
using namespace truat::exchange;

namespace {

std::string archive_of_two() {
  ZipWriter writer;
  writer.add("a.txt", "hello");
  writer.add("folder/ไทย.txt", std::string(100000, 'x'));
  return writer.take();
}

/// Reads everything an archive has, as a reader of a workbook would.
Result<std::size_t> read_all(std::string_view bytes, const ZipLimits& limits = {}) {
  const auto archive = ZipArchive::open(bytes, limits);
  if (!archive)
    return std::unexpected(archive.error());
  std::size_t total = 0;
  for (const ZipEntry& entry : archive->entries()) {
    const auto content = archive->read(entry);
    if (!content)
      return std::unexpected(content.error());
    total += content->size();
  }
  return total;
}

std::string key_of_error(const Result<std::size_t>& result) {
  REQUIRE_FALSE(result.has_value());
  CHECK_MESSAGE(text::find_message(result.error().key) != nullptr, result.error().key);
  return result.error().key;
}

void put_number(std::string& bytes, std::size_t at, std::uint32_t value) {
  for (int index = 0; index < 4; ++index)
    bytes[at + static_cast<std::size_t>(index)] = static_cast<char>(value >> (8 * index) & 0xFF);
}

} // namespace

TEST_CASE("ZIP: what is written is read back") {
  const std::string bytes = archive_of_two();
  const auto archive = ZipArchive::open(bytes);
  REQUIRE(archive.has_value());
  REQUIRE(archive->entries().size() == 2);
  CHECK(archive->read(*archive->find("a.txt")).value() == "hello");
  CHECK(archive->read(*archive->find("folder/ไทย.txt")).value() == std::string(100000, 'x'));
  CHECK(archive->find("b.txt") == nullptr);
  CHECK(bytes == archive_of_two());
  SUBCASE("piece by piece too") {
    auto stream = archive->stream(*archive->find("folder/ไทย.txt"));
    std::string content;
    while (true) {
      const auto count = stream.read(content, 999);
      REQUIRE(count.has_value());
      if (*count == 0)
        break;
      CHECK(*count <= 999);
    }
    CHECK(content == std::string(100000, 'x'));
  }
  SUBCASE("with a comment behind its end") {
    std::string commented = bytes;
    commented[commented.size() - 2] = 3;
    CHECK(read_all(commented + "end").value() == 100005);
  }
}

TEST_CASE("ZIP: an archive cut anywhere is refused") {
  const std::string bytes = archive_of_two();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(read_all(std::string_view(bytes).substr(0, length)).has_value());
  }
}

TEST_CASE("ZIP: a flipped bit is found or harmless, and never crashes") {
  const std::string bytes = archive_of_two();
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      const auto total = read_all(flipped);
      if (total)
        CHECK(*total <= 100005);
    }
}

TEST_CASE("ZIP: bombs are refused by what they claim and by what they do") {
  SUBCASE("a ratio no sheet has") {
    ZipWriter writer;
    writer.add("bomb", std::string(std::size_t{20} << 20, '\0'));
    CHECK(key_of_error(read_all(writer.take())) == "zip.too_large");
  }
  SUBCASE("an entry, and all entries together") {
    const std::string bytes = archive_of_two();
    CHECK(key_of_error(read_all(bytes, {.entry_bytes = 99999})) == "zip.too_large");
    CHECK(key_of_error(read_all(bytes, {.total_bytes = 100004})) == "zip.too_large");
    CHECK(key_of_error(read_all(bytes, {.entries = 1})) == "zip.too_large");
    CHECK(read_all(bytes, {.entries = 2, .entry_bytes = 100000, .total_bytes = 100005}).has_value());
  }
  SUBCASE("an entry that holds more than it claims") {
    std::string bytes = archive_of_two();
    const std::size_t entry = bytes.find("PK\1\2", bytes.find("PK\1\2") + 4);
    REQUIRE(entry != std::string::npos);
    put_number(bytes, entry + 24, 5000);
    CHECK(key_of_error(read_all(bytes)) == "zip.entry_damaged");
  }
  SUBCASE("one that holds less") {
    std::string bytes = archive_of_two();
    put_number(bytes, bytes.find("PK\1\2") + 24, 6);
    CHECK(key_of_error(read_all(bytes)) == "zip.entry_damaged");
  }
  SUBCASE("64-bit sizes and addresses past the end") {
    std::string bytes = archive_of_two();
    const std::size_t entry = bytes.find("PK\1\2");
    put_number(bytes, entry + 24, 0xFFFFFFFF);
    CHECK(key_of_error(read_all(bytes)) == "zip.too_large");
    bytes = archive_of_two();
    put_number(bytes, entry + 42, 0xFFFFFFF0);
    CHECK(key_of_error(read_all(bytes)) == "zip.damaged");
  }
  SUBCASE("two entries of one name") {
    ZipWriter writer;
    writer.add("a", "1");
    writer.add("a", "2");
    CHECK(key_of_error(read_all(writer.take())) == "zip.damaged");
  }
  SUBCASE("encrypted entries and unknown methods") {
    std::string bytes = archive_of_two();
    const std::size_t entry = bytes.find("PK\1\2");
    bytes[entry + 8] = 1;
    CHECK(key_of_error(read_all(bytes)) == "zip.encrypted");
    bytes = archive_of_two();
    bytes[entry + 10] = 93;
    CHECK(key_of_error(read_all(bytes)) == "zip.unsupported");
  }
}

namespace {

std::string gzip(std::string_view content) {
  std::string bytes("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
  bytes += deflate(content);
  std::string numbers(8, '\0');
  put_number(numbers, 0, crc32_of(content));
  put_number(numbers, 4, static_cast<std::uint32_t>(content.size()));
  return bytes + numbers;
}

} // namespace

TEST_CASE("gzip: unpacked under a limit, members joined") {
  const std::string bytes = gzip("hello ") + gzip("world");
  CHECK(is_gzip(bytes));
  CHECK(gunzip(bytes, 100).value() == "hello world");
  CHECK(gunzip(bytes, 10).error().key == "exchange.inflated_too_large");
  for (std::size_t length = 1; length < gzip("hello ").size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(gunzip(std::string_view(bytes).substr(0, length), 100).has_value());
  }
  SUBCASE("a wrong checksum") {
    std::string wrong = gzip("hello");
    wrong[wrong.size() - 8] = static_cast<char>(wrong[wrong.size() - 8] ^ 1);
    CHECK(gunzip(wrong, 100).error().key == "exchange.deflate_damaged");
  }
  SUBCASE("a bomb") {
    CHECK(gunzip(gzip(std::string(std::size_t{8} << 20, 'a')), std::size_t{1} << 20).error().key ==
          "exchange.inflated_too_large");
  }
}
