#include "exchange/psplib_reader.h"

#include "doctest/doctest.h"
#include "project/levelling.h"
#include "support/files.h"
#include "text/messages.h"

#include <cstdlib>

using namespace truat;
using namespace truat::exchange;
using namespace truat::project;

namespace {

/// A network of our own: two jobs of one resource between source and sink.
const std::string small = "***\n"
                          "file with basedata            : own\n"
                          "***\n"
                          "jobs (incl. supersource/sink ):  4\n"
                          "RESOURCES\n"
                          "  - renewable                 :  1   R\n"
                          "  - nonrenewable              :  0   N\n"
                          "***\n"
                          "PROJECT INFORMATION:\n"
                          "pronr.  #jobs rel.date duedate tardcost  MPM-Time\n"
                          "    1     2      0       9       0        5\n"
                          "***\n"
                          "PRECEDENCE RELATIONS:\n"
                          "jobnr.    #modes  #successors   successors\n"
                          "   1        1          2           2   3\n"
                          "   2        1          1           4\n"
                          "   3        1          1           4\n"
                          "   4        1          0        \n"
                          "***\n"
                          "REQUESTS/DURATIONS:\n"
                          "jobnr. mode duration  R 1\n"
                          "---\n"
                          "  1      1     0       0\n"
                          "  2      1     5       2\n"
                          "  3      1     3       1\n"
                          "  4      1     0       0\n"
                          "***\n"
                          "RESOURCEAVAILABILITIES:\n"
                          "  R 1\n"
                          "    2\n"
                          "***\n";

std::string refused(std::string_view bytes) {
  const auto file = read_psplib(bytes);
  if (file)
    return {};
  CHECK_MESSAGE(text::find_message(file.error().key) != nullptr, file.error().key);
  return file.error().key + "|" + file.error().where;
}

std::string with(std::string_view what, std::string_view instead) {
  std::string text = small;
  text.replace(text.find(what), what.size(), instead);
  return text;
}

struct Instance {
  const char* file;
  std::int64_t optimum; ///< published, of the PSPLIB's own list for j30
};
constexpr Instance instances[] = {{"j301_1.sm", 43},  {"j3010_1.sm", 42}, {"j3020_1.sm", 57},
                                  {"j3029_1.sm", 85}, {"j3033_1.sm", 65}, {"j3048_1.sm", 63}};

} // namespace

TEST_CASE("PSPLIB: a network is read, scheduled and levelled") {
  const auto file = read_psplib(small);
  REQUIRE(file.has_value());
  CHECK(is_psplib(small));
  CHECK(file->plan.tasks.size() == 4);
  CHECK(file->plan.links.size() == 4);
  CHECK(file->plan.resources[0].units == 20'000);
  CHECK(file->plan.assignments.size() == 2);
  CHECK(file->plan.foreign[0] == ForeignValue{"MPM-Time", "5"});
  const auto network = Network::of(file->plan);
  REQUIRE(network.has_value());
  const auto result = schedule(*network);
  REQUIRE(result.has_value());
  CHECK(result->length == 5);
  CHECK(level(*network, *result).length == 8);
  SUBCASE("with other line ends, too") {
    std::string other;
    for (const char letter : small)
      other += letter == '\n' ? "\r\n" : std::string(1, letter);
    CHECK(read_psplib(other)->plan == file->plan);
  }
}

TEST_CASE("PSPLIB: damaged, cut off and hostile files are refused with the line") {
  for (std::size_t bytes = 0; bytes + 4 < small.size(); ++bytes)
    CHECK_MESSAGE(!read_psplib(std::string_view(small).substr(0, bytes)).has_value(), bytes);
  CHECK(refused(with("  2      1     5       2", "  2      1     x       2")) == "psplib.damaged|line 24");
  CHECK(refused(with("  2      1     5       2", "  2      1     5")) == "psplib.damaged|line 24");
  CHECK(refused(with("   1        1          2 ", "   1        1          3 ")) == "psplib.damaged|line 15");
  CHECK(refused(with("   2        1          1           4", "   2        1          1           5")) ==
        "psplib.damaged|line 16");
  CHECK(refused(with("   1        1          2 ", "   1        3          2 ")) ==
        "psplib.more_modes|line 15");
  CHECK(refused(with(":  0   N", ":  2   N")) == "psplib.more_modes|line 9");
  CHECK(refused(with("  2      1     5       2", "  2      1     5       3")) == "psplib.beyond_capacity|");
  CHECK(refused(with(":  4\n", ":  99999\n")) == "psplib.damaged|line 19");
  CHECK(refused(with(":  4\n", ":  99999999999999999999\n")) == "psplib.damaged|line 9");
  CHECK_FALSE(refused("").empty());
}

TEST_CASE("PSPLIB: the six networks of j30") {
  double gaps = 0;
  for (const Instance& instance : instances) {
    const auto bytes = testing::read_source_file(std::string("../shared/data/psplib/") + instance.file);
    if (!bytes) {
      testing::skip_test("../shared/data/psplib is not there");
      return;
    }
    INFO(instance.file);
    const auto file = read_psplib(*bytes);
    REQUIRE(file.has_value());
    const auto network = Network::of(file->plan);
    REQUIRE(network.has_value());
    const auto result = schedule(*network);
    REQUIRE(result.has_value());
    CHECK(file->plan.foreign[0] == ForeignValue{"MPM-Time", std::to_string(result->length)});
    const Levelled levelled = level(*network, *result);
    CHECK(levelled.length >= instance.optimum);
    CHECK(conflicts_of(*network, levelled.tasks).empty());
    const double gap = static_cast<double>(levelled.length) / static_cast<double>(instance.optimum) - 1;
    gaps += gap;
    if (std::getenv("TRUAT_MEASURE") != nullptr)
      MESSAGE(instance.file, ": ", levelled.length, " of ", instance.optimum, ", ", name_of(levelled.rule),
              " ", name_of(levelled.scheme), ", ", levelled.schedules, " schedules");
  }
  CHECK(gaps / std::size(instances) <= 0.03);
}
