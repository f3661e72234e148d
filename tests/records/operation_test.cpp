#include "records/operation.h"

#include "golden_sequence.h"
#include "records/log_text.h"
#include "support/files.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace truat;
using namespace truat::records;
using truat::testing::Office;

namespace {

std::vector<CommitLines> golden_file() {
  const auto commits = parse_lines(testing::read_test_data("golden/operations-1.txt"));
  REQUIRE(commits.has_value());
  return *commits;
}

CommitLines sample_commit() {
  Office office(3);
  const RecordId record = office.create("factory");
  Change change{.label = "commit.edit_factory"};
  change.set(record, "factory.name", "โรงสี")
      .set(record, "factory.workers", std::int64_t{12})
      .add_member(record, "factory.tags", "ข้าว");
  office.commit(change);
  return office.file().back();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string error_of(const CommitLines& lines) {
  const auto checked = check_commit(lines);
  return checked ? "" : checked.error().key;
}

/// The lines with the root that belongs to them.
CommitLines with_mended_root(CommitLines lines) {
  CommitHeader header = *decode_header(lines.header);
  header.root = merkle_root(lines.operations);
  header.count = static_cast<std::uint32_t>(lines.operations.size());
  lines.header = encode(header);
  return lines;
}

} // namespace

TEST_CASE("the golden file of operations") {
  // A change of these bytes strands every file that is out there. If this test fails, the code is wrong, not
  // the file.
  std::vector<CommitLines> expected = testing::golden_commits();
  expected[0].operations[4] = left_out_line(expected[0].operations[4]); // a note is left out of this copy
  CHECK(to_text(expected) == testing::read_test_data("golden/operations-1.txt"));

  SUBCASE("every commit of it is whole, and each line is written as it was read") {
    for (const CommitLines& lines : golden_file()) {
      const auto commit = read_commit(lines);
      REQUIRE(commit.has_value());
      CHECK(encode(commit->header) == lines.header);
      CHECK(commit->hash == sha256(lines.header));
      for (std::size_t i = 0; i < lines.operations.size(); ++i)
        if (commit->operations[i])
          CHECK(encode(*commit->operations[i]) == lines.operations[i]);
        else
          CHECK(left_out_line(lines.operations[i]) == lines.operations[i]);
    }
  }
  SUBCASE("it reads as what the offices did") {
    Office reader(9);
    const auto receipt = reader.ledger.merge(golden_file(), Ledger::Source::file);
    REQUIRE(receipt.has_value());
    CHECK(receipt->new_commits.size() == 9);
    const RecordId factory = natural_record_id("factory", "20900000125553");
    CHECK(reader.text(factory, "factory.name") == "โรงสีข้าวสงขลา-หาดใหญ่");
    CHECK(reader.text(factory, "factory.horsepower") == "1486.50");
    CHECK(reader.now().value(factory, "factory.workers") == Value(std::int64_t{-1}));
    CHECK(reader.now().members(factory, "factory.tags") == std::vector<std::string>{"ส่งออก"});
    CHECK(is_empty(reader.now().value(factory, "factory.notes")));
    CHECK(reader.now().exists(factory));
    CHECK(reader.now().conflict_count() == 0);
    REQUIRE(reader.now().records("inspection").size() == 1);
    const RecordId inspection = reader.now().records("inspection").front();
    CHECK(as_reference(reader.now().value(inspection, "inspection.factory")) == factory);
    CHECK(reader.now().value(inspection, "answer/fire_extinguishers/main") ==
          Value(Structure{"[\"enough\",{\"a\":{},\"b\":[null,true,false,[]]}]"}));
    CHECK(reader.now().value(inspection, "later.field") == Value(true));
    CHECK(reader.now()
              .changed_since(inspection, reader.now().heads(inspection, "inspection.state").front().seen)
              .empty());
  }
}

TEST_CASE("a salt is 128 bits of chance in base64url") {
  SeededRandom random(5);
  const std::string salt = new_salt(random);
  CHECK(salt.size() == 22);
  CHECK(salt != new_salt(random));
  class Fixed final : public Random {
    void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{0xFB}); }
  } fixed;
  CHECK(new_salt(fixed) == "-_v7-_v7-_v7-_v7-_v7-w"); // RFC 4648, without padding
}

TEST_CASE("the Merkle root is that of RFC 6962") {
  // The tree of 0, 1, 2, 3, 7 leaves against its definition.
  std::vector<std::string> lines;
  CHECK(to_hex(merkle_root(lines)) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const std::vector<std::string> all = testing::golden_commits().front().operations;
  const auto node = [](const Hash& left, const Hash& right) {
    std::string bytes(1, '\x01');
    bytes.append(left.bytes.begin(), left.bytes.end()).append(right.bytes.begin(), right.bytes.end());
    return sha256(bytes);
  };
  const auto leaf = [&](std::size_t i) { return sha256(std::string(1, '\0') + all[i]); };
  CHECK(merkle_root({all[0]}) == leaf(0));
  CHECK(merkle_root({all[0], all[1]}) == node(leaf(0), leaf(1)));
  CHECK(merkle_root({all[0], all[1], all[2]}) == node(node(leaf(0), leaf(1)), leaf(2)));
  CHECK(merkle_root({all.begin(), all.begin() + 7}) ==
        node(node(node(leaf(0), leaf(1)), node(leaf(2), leaf(3))), node(node(leaf(4), leaf(5)), leaf(6))));
}

TEST_CASE("a body that is left out leaves the commit provable") {
  CommitLines lines = sample_commit();
  const Hash leaf = leaf_hash(lines.operations[1]);
  lines.operations[1] = left_out_line(lines.operations[1]);
  CHECK(lines.operations[1].find("12") == std::string::npos);
  CHECK(leaf_hash(lines.operations[1]) == leaf);
  const auto commit = read_commit(lines);
  REQUIRE(commit.has_value());
  CHECK(commit->operations[0].has_value());
  CHECK_FALSE(commit->operations[1].has_value());
  SUBCASE("but not with another leaf") {
    lines.operations[1] = replaced(lines.operations[1], to_hex(leaf).substr(0, 8), "00000000");
    CHECK(error_of(lines) == "records.wrong_root");
  }
}

TEST_CASE("keys of a newer version are hashed and kept, though not read") {
  CommitLines lines = sample_commit();
  lines.operations[0] =
      replaced(lines.operations[0], ",\"value\":", ",\"unit\":{\"of\":[\"kg\"]},\"value\":");
  CHECK(error_of(lines) == "records.wrong_root");
  lines = with_mended_root(lines);
  lines.header = replaced(lines.header, ",\"sequence\":", ",\"schema\":7,\"sequence\":");
  const auto commit = read_commit(lines);
  REQUIRE(commit.has_value());
  CHECK(commit->lines == lines);
  CHECK(commit->operations[0]->value == Value("โรงสี"));
  lines.operations[1] = replaced(left_out_line(lines.operations[1]), "{\"id\"", "{\"erased\":true,\"id\"");
  CHECK(read_commit(lines).has_value());
}

TEST_CASE("a commit that does not agree with itself is refused") {
  const CommitLines good = sample_commit();
  REQUIRE(error_of(good).empty());
  CommitLines lines = good;
  SUBCASE("an operation is missing") {
    lines.operations.pop_back();
    const Error error = check_commit(lines).error();
    CHECK(error.key == "records.wrong_count");
    CHECK(error.arguments == std::vector<Argument>{{"stated", "3"}, {"found", "2"}});
    CHECK(error.where.starts_with("commit "));
    CHECK(error.where.ends_with(".2"));
  }
  SUBCASE("an operation is there twice") {
    lines.operations.push_back(lines.operations.back());
    CHECK(error_of(lines) == "records.wrong_count");
    CHECK(error_of(with_mended_root(lines)) == "records.wrong_operation_id");
  }
  SUBCASE("operations have changed places") {
    std::swap(lines.operations[0], lines.operations[1]);
    CHECK(error_of(lines) == "records.wrong_operation_id");
  }
  SUBCASE("an operation of another commit") {
    lines.operations[0] = replaced(lines.operations[0], ".2.0\"", ".3.0\"");
    CHECK(error_of(with_mended_root(lines)) == "records.wrong_operation_id");
  }
  SUBCASE("a value was changed") {
    lines.operations[1] = replaced(lines.operations[1], "\"value\":12", "\"value\":13");
    CHECK(error_of(lines) == "records.wrong_root");
  }
  SUBCASE("the root was changed") {
    CommitHeader header = *decode_header(lines.header);
    header.root.bytes[0] ^= 1;
    lines.header = encode(header);
    CHECK(error_of(lines) == "records.wrong_root");
  }
}

TEST_CASE("a line that is not as it must be is refused") {
  const CommitLines good = sample_commit();
  struct Case {
    std::string_view from;
    std::string_view to;
    std::string_view error; ///< key, and the argument `key`
  };
  SUBCASE("header") {
    const Case cases[] = {
        {"{\"author\"", "{ \"author\"", "records.not_canonical "},
        {"\"count\":3", "\"count\":3.0", "json.not_canonical_number "},
        {"\"count\":3", "\"count\":\"3\"", "records.bad_header count"},
        {"\"count\":3", "\"count\":0", "records.bad_header count"},
        {"\"count\":3", "\"count\":4294967296", "records.bad_header count"},
        {"\"count\":3,", "", "records.bad_header count"},
        {"\"count\":3,", "\"count\":3,\"count\":3,", "json.duplicate_key "},
        {"\"lamport\":2", "\"lamport\":0", "records.bad_header lamport"},
        {"\"lamport\":2", "\"lamport\":-2", "records.bad_header lamport"},
        {"\"lamport\":2", "\"lamport\":9007199254740992", "json.not_canonical_number "},
        {"\"sequence\":2", "\"sequence\":0", "records.bad_header sequence"},
        {"\"sequence\":2", "\"sequence\":1", "records.bad_header previous"},
        {"commit.edit_factory", "commit edit", "records.bad_header label"},
        {"commit.edit_factory", "", "records.bad_header label"},
        {"commit.edit_factory", "แก้ไข", "records.bad_header label"},
        {"2026-11-22T", "2026-11-31T", "records.bad_header time"},
        {"\"time\":\"2026", "\"time\":\"12026", "records.bad_header time"},
        {"\"replica\":\"", "\"replica\":\"0", "records.bad_header replica"},
        {"\"author\":\"", "\"author\":\"-", "records.bad_header author"},
        {"\"root\":\"", "\"root\":\"0", "records.bad_header root"},
        {"\"previous\":\"", "\"previous\":\"Z", "records.bad_header previous"},
    };
    for (const Case& test : cases) {
      CAPTURE(test.to);
      const auto header = decode_header(replaced(good.header, test.from, test.to));
      REQUIRE_FALSE(header.has_value());
      const bool names_key = !header.error().arguments.empty() && header.error().key.starts_with("records.");
      CHECK(header.error().key + " " + (names_key ? header.error().arguments[0].value : "") == test.error);
    }
    CHECK(decode_header(good.header + "\n").error().key == "records.not_canonical");
    CHECK(decode_header("[]").error().key == "records.not_canonical");
    CHECK(decode_header("{}").error() == Error{"records.bad_header", {{"key", "replica"}}, ""});
  }
  SUBCASE("operation") {
    Office office(3);
    const RecordId record = office.create("factory");
    office.set(record, "factory.workers", std::int64_t{1});
    Change change{.label = "commit.test"};
    change.seal(record, "factory.workers", std::int64_t{2});
    office.commit(change);
    const std::string line = office.file().back().operations.front();
    const std::string replica = to_string(office.ledger.replica());
    const std::string overwrites = "\"overwrites\":[\"" + replica + ".2.0\"]";
    const std::string seen = "\"seen\":{\"" + replica + "\":3}";
    const std::string self = "\"overwrites\":[\"" + replica + ".3.0\"]";
    const std::string falling = "\"overwrites\":[\"" + replica + ".2.1\",\"" + replica + ".2.0\"]";
    const std::string twice = "\"overwrites\":[\"" + replica + ".2.0\",\"" + replica + ".2.0\"]";
    const std::string seen_nothing = "\"seen\":{\"" + replica + "\":0}";
    const Case cases[] = {
        {"\"value\":2", "\"value\":2.5", "json.not_canonical_number "},
        {",\"value\":2", "", "records.bad_operation value"},
        {"\"field\":\"factory.workers\"", "\"field\":\"factory workers\"", "records.bad_operation field"},
        {"\"field\":\"factory.workers\"", "\"field\":\"\"", "records.bad_operation field"},
        {"\"field\":\"factory.workers\"", "\"field\":7", "records.bad_operation field"},
        {"\"field\":\"factory.workers\",", "", "records.bad_operation leaf"},
        {"\"record\":\"", "\"record\":\"0", "records.bad_operation record"},
        {"\"id\":\"", "\"id\":\"0", "records.bad_operation id"},
        {"\"salt\":\"", "\"salt\":\"A", "records.bad_operation salt"},
        {overwrites, "\"overwrites\":[]", "records.bad_operation overwrites"},
        {overwrites, "\"overwrites\":{}", "records.bad_operation overwrites"},
        {overwrites, "\"overwrites\":[\"x\"]", "records.bad_operation overwrites"},
        {overwrites, self, "records.bad_operation overwrites"},
        {overwrites, falling, "records.bad_operation overwrites"},
        {overwrites, twice, "records.bad_operation overwrites"},
        {seen, "\"seen\":{}", "records.bad_operation seen"},
        {seen, "\"seen\":[3]", "records.bad_operation seen"},
        {seen, "\"seen\":{\"x\":3}", "records.bad_operation seen"},
        {seen, seen_nothing, "records.bad_operation seen"},
    };
    REQUIRE(decode_operation(line).has_value());
    for (const Case& test : cases) {
      CAPTURE(test.to);
      const auto operation = decode_operation(replaced(line, test.from, test.to));
      REQUIRE_FALSE(operation.has_value());
      const bool names_key =
          !operation.error().arguments.empty() && operation.error().key.starts_with("records.");
      CHECK(operation.error().key + " " + (names_key ? operation.error().arguments[0].value : "") ==
            test.error);
    }
    SUBCASE("a salt with spare bits set has another form and is refused") {
      const std::size_t at = line.find("\"salt\":\"") + 8 + 21;
      std::string other = line;
      other[at] = 'B';
      CHECK(decode_operation(other).error().key == "records.bad_operation");
    }
    SUBCASE("a line longer than 1 MiB") {
      CHECK(decode_operation(
                replaced(line, "\"value\":2", "\"value\":\"" + std::string(longest_line, 'x') + "\""))
                .error()
                .key == "records.line_too_long");
    }
  }
}

TEST_CASE("no damage to a commit's bytes goes unnoticed") {
  const CommitLines good = sample_commit();
  std::vector<CommitLines> damaged;
  std::string text;
  append_text(text, good);
  SUBCASE("cut off anywhere") {
    for (std::size_t length = 1; length + 1 < text.size(); ++length) {
      const auto commits = parse_lines(std::string_view(text).substr(0, length));
      REQUIRE(commits.has_value() == (length > 9)); // a header is told by its first ten bytes
      if (commits)
        CHECK_FALSE(check_commit(commits->front()).has_value());
    }
  }
  SUBCASE("any bit flipped") {
    // The header has no hash of its own: the next commit's `previous` covers it, so that here only its root
    // must hold.
    for (std::size_t at = good.header.size() + 1; at < text.size() - 1; ++at) {
      std::string flipped = text;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
      const auto commits = parse_lines(flipped);
      CHECK_FALSE((commits && commits->size() == 1 && check_commit(commits->front()).has_value()));
    }
  }
}

TEST_CASE("commits as text") {
  const std::vector<CommitLines> commits = testing::golden_commits();
  const std::string text = to_text(commits);
  CHECK(*parse_lines(text) == commits);
  CHECK(*parse_lines(std::string_view(text).substr(0, text.size() - 1)) == commits);
  CHECK(parse_lines("")->empty());
  CHECK(parse_lines(commits[0].operations[0] + "\n").error() ==
        Error{"records.line_without_commit", {}, "line 1"});
  CHECK(parse_lines(commits[0].header + "\n\n").error() == Error{"records.empty_line", {}, "line 2"});
  CHECK(parse_lines("\n").error() == Error{"records.empty_line", {}, "line 1"});
}
