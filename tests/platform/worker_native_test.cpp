#include "platform/worker.h"

#include "doctest/doctest.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace truat {

TEST_CASE("jobs run by name, natively in line") {
  static bool registered = false;
  if (!registered)
    platform::register_job(
        "test.reverse",
        [](std::string_view input, const platform::JobProgress& progress) -> Result<std::string> {
          if (input.empty())
            return failure("import.empty_file");
          progress(0.5);
          std::string output(input.rbegin(), input.rend());
          progress(1);
          return output;
        });
  registered = true;

  std::vector<double> shares;
  std::optional<Result<std::string>> answer;
  const auto start = [&](const std::string& name, std::string input) {
    const auto job = platform::start_job(
        name, std::move(input), [&](double share) { shares.push_back(share); },
        [&](Result<std::string> result) { answer = std::move(result); });
  };
  SUBCASE("and give their bytes") {
    start("test.reverse", "abc");
    CHECK(answer == Result<std::string>("cba"));
    CHECK(shares == std::vector{0.5, 1.0});
  }
  SUBCASE("or their error") {
    start("test.reverse", "");
    REQUIRE(answer.has_value());
    CHECK(answer->error().key == "import.empty_file");
  }
  SUBCASE("a job that nobody registered is an error") {
    start("test.unknown", "abc");
    REQUIRE(answer.has_value());
    CHECK(answer->error().key == "platform.worker_failed");
  }
}

} // namespace truat
