#include "records/plain_lines.h"

#include "golden_sequence.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::records;

namespace {

bool is_canonical(std::string_view line) {
  const auto document = parse_json(line);
  if (!document)
    return false;
  const auto canonical = canonical_json(document->root());
  return canonical && *canonical == line;
}

/// What is read at one go must be canonical, and be written as it was read.
void check(const std::string& line) {
  CAPTURE(line);
  if (const auto operation = read_plain_operation(line)) {
    CHECK(is_canonical(line));
    CHECK(encode(*operation) == line);
  }
  if (const auto header = read_plain_header(line)) {
    CHECK(is_canonical(line));
    CHECK(encode(*header) == line);
  }
}

} // namespace

TEST_CASE("plain lines are read at one go") {
  std::size_t plain = 0;
  std::size_t others = 0;
  for (const CommitLines& lines : testing::golden_commits()) {
    const auto header = read_plain_header(lines.header);
    REQUIRE(header.has_value());
    CHECK(encode(*header) == lines.header);
    CHECK_FALSE(read_plain_operation(lines.header));
    for (const std::string& line : lines.operations) {
      const auto operation = read_plain_operation(line);
      ++(operation ? plain : others);
      if (operation)
        CHECK(encode(*operation) == line);
      CHECK_FALSE(read_plain_header(line));
      CHECK_FALSE(read_plain_operation(left_out_line(line)));
    }
  }
  CHECK(plain == 18);
  CHECK(others == 4); // escapes, structures
}

TEST_CASE("nothing is read at one go that is not canonical") {
  const std::vector<CommitLines> commits = testing::golden_commits();
  SUBCASE("numbers have one form") {
    std::string line;
    for (const std::string& operation : commits[1].operations)
      if (operation.ends_with("\"value\":-1}"))
        line = operation.substr(0, operation.size() - 3);
    REQUIRE_FALSE(line.empty());
    for (const std::string_view number :
         {"0", "7", "-7", "10", "-10", "9007199254740991", "-9007199254740991"})
      CHECK(read_plain_operation(line + std::string(number) + "}").has_value());
    for (const std::string_view number : {"",
                                          "-",
                                          "+1",
                                          "00",
                                          "01",
                                          "-0",
                                          "-01",
                                          "--1",
                                          "1.0",
                                          "1e1",
                                          " 1",
                                          "9007199254740992",
                                          "-9007199254740992",
                                          "99999999999999999999",
                                          "tru",
                                          "nul",
                                          "\"",
                                          "\"\\n\"",
                                          "\"\t\"",
                                          "\"\xFF\"",
                                          "\"\xED\xA0\x80\"",
                                          "[]",
                                          "{}"})
      CHECK_FALSE(read_plain_operation(line + std::string(number) + "}").has_value());
    CHECK_FALSE(read_plain_operation(line + "1} "));
    CHECK_FALSE(read_plain_operation(line + "1}}"));
  }
  SUBCASE("random damage") {
    SeededRandom chance(11);
    constexpr std::string_view bytes = "\"\\{}[]:,.-0123456789abcz \n\t\x7F\x80\xE0\xB8\x01tfn";
    for (const CommitLines& lines : commits) {
      std::vector<std::string> all = lines.operations;
      all.push_back(lines.header);
      for (const std::string& line : all) {
        for (int i = 0; i < 300; ++i) {
          std::string damaged = line;
          for (std::uint64_t n = 0; n <= chance.below(3); ++n) {
            const std::size_t at = chance.below(damaged.size());
            const std::string byte(1, bytes[chance.below(bytes.size())]);
            const std::uint64_t how = chance.below(3);
            damaged.replace(at, how == 0 ? 0 : 1, how == 1 ? std::string() : byte);
          }
          check(damaged);
        }
      }
    }
  }
}
