#include "exchange/locked_file.h"

#include "base/base64.h"
#include "base/json.h"
#include "support/files.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::exchange;

namespace {

constexpr std::string_view passphrase = "ฝนตกที่สงขลา 2569";

/// Small chunks and a quick derivation; the code is the same.
LockedHeader small_header() {
  return {.chunk_bytes = 10,
          .iterations = 2,
          .nonce = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 255, 1},
          .salt = std::string(16, 's')};
}

std::string text_of(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes)
    text += static_cast<char>('a' + text.size() % 26);
  return text;
}

std::vector<std::string> lines_of(std::string_view file) {
  std::vector<std::string> lines;
  while (!file.empty()) {
    const std::size_t end = file.find('\n');
    lines.emplace_back(file.substr(0, end + 1));
    file.remove_prefix(end + 1);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string file;
  for (const std::string& line : lines)
    file += line;
  return file;
}

std::string error_of(std::string_view file, std::string_view words = passphrase) {
  const auto plain = unlock_file(file, words);
  return plain ? "opens" : plain.error().key;
}

} // namespace

TEST_CASE("A locked file opens by its passphrase, whatever its length") {
  for (std::size_t bytes = 0; bytes <= 61; ++bytes) {
    const std::string plain = text_of(bytes);
    const std::string file = lock_file(small_header(), passphrase, plain);
    CHECK(unlock_file(file, passphrase) == plain);
    CHECK(looks_locked(file));
    const auto document = parse_json(file);
    REQUIRE(document.has_value());
    CHECK(document->root()["chunks"].size() == std::max<std::size_t>(1, (bytes + 9) / 10));
    CHECK(file.find("abc") == std::string::npos);
  }
}

TEST_CASE("A locked file is written alike in pieces of any size") {
  const std::string plain = text_of(57);
  const std::string whole = lock_file(small_header(), passphrase, plain);
  const SealKey key = key_of_passphrase(passphrase, small_header().salt, small_header().iterations);
  for (std::size_t size = 1; size <= plain.size(); ++size) {
    LockedWriter writer(small_header());
    std::string file = writer.beginning();
    const auto put_out = [&] {
      while (const auto chunk = writer.take())
        file += writer.line_of(seal(key, chunk->sealing, chunk->bytes));
    };
    for (std::size_t at = 0; at < plain.size(); at += size) {
      writer.add(std::string_view(plain).substr(at, size));
      put_out();
      CHECK_FALSE(writer.is_done());
    }
    writer.finish();
    put_out();
    CHECK(writer.is_done());
    CHECK(file == whole);
  }
}

TEST_CASE("Any part of a locked file is found without what stands before it") {
  const std::string plain = text_of(57);
  const std::string file = lock_file(small_header(), passphrase, plain);
  const auto locked = LockedFile::open(file, file.substr(file.size() - locked_end_bytes), file.size());
  REQUIRE(locked.has_value());
  CHECK(locked->header() == small_header());
  CHECK(locked->chunk_count() == 6);
  CHECK(locked->plain_bytes() == 57);
  CHECK(locked->chunk_at(0) == 0);
  CHECK(locked->chunk_at(9) == 0);
  CHECK(locked->chunk_at(10) == 1);
  CHECK(locked->chunk_at(56) == 5);
  CHECK(locked->chunk_at(57) == 5);
  const auto [offset, length] = locked->place(3);
  const auto chunk = locked->chunk(3, std::string_view(file).substr(offset, length));
  REQUIRE(chunk.has_value());
  const SealKey key = key_of_passphrase(passphrase, small_header().salt, small_header().iterations);
  CHECK(open_sealed(key, chunk->sealing, chunk->bytes) == plain.substr(30, 10));
}

TEST_CASE("A wrong passphrase is told as what it may be") {
  const std::string file = lock_file(small_header(), passphrase, text_of(57));
  CHECK(error_of(file, "ฝนตกที่สงขลา 2568") == "locked.wrong_passphrase");
  CHECK(error_of(file, "") == "locked.wrong_passphrase");
}

TEST_CASE("Chunks that were changed, left out, repeated, moved or brought from elsewhere are seen") {
  const std::string file = lock_file(small_header(), passphrase, text_of(60)); // six whole chunks
  const std::vector<std::string> lines = lines_of(file);
  REQUIRE(lines.size() == 9);
  const auto without_comma = [](std::string line) { return line.erase(line.size() - 2, 1); };
  const auto with_comma = [](std::string line) { return line.insert(line.size() - 1, ","); };
  const auto changed = [&](auto change) {
    std::vector<std::string> others = lines;
    change(others);
    return unlock_file(joined(others), passphrase);
  };

  SUBCASE("two that changed places") {
    const auto plain = changed([](auto& all) { std::swap(all[3], all[4]); });
    REQUIRE_FALSE(plain.has_value());
    CHECK(plain.error() == Error{"locked.changed", {{"piece", "2"}, {"pieces", "6"}}, "line 4"});
  }
  SUBCASE("one that is there twice") {
    CHECK(changed([](auto& all) { all.insert(all.begin() + 4, all[4]); }).error() ==
          Error{"locked.changed", {{"piece", "4"}, {"pieces", "7"}}, "line 6"});
  }
  SUBCASE("one left out in the middle") {
    CHECK(changed([](auto& all) { all.erase(all.begin() + 4); }).error().key == "locked.changed");
  }
  SUBCASE("the last ones left out, and the end made good") {
    CHECK(changed([&](auto& all) {
            all.erase(all.begin() + 6, all.begin() + 8);
            all[5] = without_comma(all[5]);
          }).error() == Error{"truat.cut_off", {}, "line 6"});
  }
  SUBCASE("all but the first left out") {
    CHECK(changed([&](auto& all) {
            all.erase(all.begin() + 3, all.begin() + 8);
            all[2] = without_comma(all[2]);
          }).error() == Error{"truat.cut_off", {}, "line 3"});
  }
  SUBCASE("more put behind the last") {
    CHECK(changed([&](auto& all) {
            all.insert(all.begin() + 8, all[7]);
            all[7] = with_comma(all[7]);
          }).error() == Error{"truat.cut_off", {}, "line 8"});
  }
  SUBCASE("one from another file of the same passphrase") {
    LockedHeader other = small_header();
    other.salt = std::string(16, 't');
    const std::string second = lock_file(other, passphrase, text_of(60));
    CHECK(changed([&](auto& all) { all[5] = lines_of(second)[5]; }).error().key == "locked.changed");
  }
  SUBCASE("a header from another file") {
    LockedHeader other = small_header();
    other.nonce[0] = 1;
    const std::string second = lock_file(other, passphrase, text_of(60));
    CHECK(changed([&](auto& all) { all[0] = lines_of(second)[0]; }).error().key == "locked.wrong_passphrase");
  }
}

TEST_CASE("A locked file that was cut or flipped anywhere is refused, and nothing of it comes out") {
  const std::string plain = text_of(25);
  const std::string file = lock_file(small_header(), passphrase, plain);
  for (std::size_t bytes = 0; bytes < file.size(); ++bytes) {
    const auto opened = unlock_file(std::string_view(file).substr(0, bytes), passphrase);
    REQUIRE_FALSE(opened.has_value());
    const std::string& key = opened.error().key;
    CHECK((key == "truat.cut_off" || key == "truat.empty" || key == "truat.damaged_json"));
    if (bytes >= 20)
      CHECK(key == "truat.cut_off");
  }
  for (std::size_t byte = 0; byte < file.size(); ++byte)
    for (const int bit : {1, 2, 32, 128}) {
      std::string flipped = file;
      flipped[byte] = static_cast<char>(flipped[byte] ^ bit);
      CHECK_FALSE(unlock_file(flipped, passphrase).has_value());
    }
  CHECK(error_of(file + "\n") == "truat.cut_off");
}

TEST_CASE("Headers that are none are refused before anything is derived") {
  const std::string file = lock_file(small_header(), passphrase, text_of(25));
  const std::string good = encode(small_header());
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string header = good;
    header.replace(header.find(from), from.size(), to);
    std::string changed = file;
    changed.replace(changed.find(good), good.size(), header);
    return error_of(changed);
  };
  CHECK(with("\"version\":1", "\"version\":2") == "truat.newer");
  CHECK(with("\"version\":1", "\"version\":0") == "truat.damaged_json");
  CHECK(with("AES-256-GCM", "AES-256-CBC") == "truat.damaged_json");
  CHECK(with("PBKDF2-SHA256", "PBKDF2-SHA1") == "truat.damaged_json");
  CHECK(with("\"iterations\":2", "\"iterations\":0") == "truat.damaged_json");
  CHECK(with("\"iterations\":2", "\"iterations\":9999999999") == "truat.damaged_json");
  CHECK(with("\"chunk\":10", "\"chunk\":0") == "truat.damaged_json");
  CHECK(with("\"chunk\":10", "\"chunk\":99999999999") == "truat.damaged_json");
  CHECK(with("\"chunk\":10", "\"chunk\": 10") == "truat.damaged_json");
  CHECK(with("{\"chunk\"", "{\"chunk\":10,\"chunk\"") == "truat.damaged_json");
  CHECK(with("\"version\":1", "\"version\":1,\"zone\":\"x\"") == "locked.wrong_passphrase");
  CHECK(with("\"version\":1", "\"version\":1,\"zone\":\"" + std::string(1100, 'x') + "\"") ==
        "truat.damaged_json");
}

TEST_CASE("The locked file of a release opens for ever") {
  const std::string golden = testing::read_test_data("golden/locked-1.json");
  const std::string plain = testing::read_test_data("golden/locked-1.txt");
  CHECK(unlock_file(golden, passphrase) == plain);
  LockedHeader header{.nonce = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, .salt = "0123456789abcdef"};
  header.chunk_bytes = 64;
  CHECK(header.iterations == 600'000);
  CHECK(lock_file(header, passphrase, plain) == golden);
}
