// The built program itself, as an office's server calls it. It stands beside the test executable in the build
// folder.
#include "base/json.h"
#include "doctest/doctest.h"
#include "support/files.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace truat;

namespace {

std::optional<std::string> program() {
  std::error_code error;
  const auto tests = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error)
    return std::nullopt;
  const auto path = tests.parent_path() / "truat";
  return std::filesystem::exists(path, error) ? std::optional(path.string()) : std::nullopt;
}

struct Call {
  int exit = -1;
  std::string out;
};

Call call(const std::string& words) {
  std::FILE* pipe = ::popen((*program() + " " + words + " 2>/dev/null").c_str(), "r");
  REQUIRE(pipe != nullptr);
  Call result;
  char block[4096];
  while (const std::size_t count = std::fread(block, 1, sizeof block, pipe))
    result.out.append(block, count);
  const int status = ::pclose(pipe);
  result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

/// A folder of this run alone, gone at its end.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("truat-program-test-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  [[nodiscard]] std::string file(const std::string& name) const { return "'" + (path / name).string() + "'"; }
};

} // namespace

TEST_CASE("The program: exit codes, one JSON document on standard output, whole files or none") {
  if (!program()) {
    testing::skip_test("the program truat is not built beside this test");
    return;
  }
  const Folder folder;
  const Call demo = call("demo --factories 3 -o " + folder.file("a"));
  CHECK(demo.exit == 0);
  CHECK(parse_json(demo.out).has_value());
  const Call check = call("check " + folder.file("a"));
  CHECK(check.exit == 0);
  CHECK(parse_json(check.out).has_value());
  CHECK(call("check " + folder.file("none")).exit == 2);
  CHECK(call("evaluate").exit == 1);
  CHECK(call("merge " + folder.file("a") + " -o " + folder.file("missing/b")).exit == 2);
  CHECK(call("merge " + folder.file("a") + " " + folder.path.string() + " -o " + folder.file("b")).exit == 2);
  CHECK_FALSE(std::filesystem::exists(folder.path / "b"));
  CHECK(call("merge " + folder.file("a") + " -o " + folder.file("b")).exit == 0);
  if (std::filesystem::is_character_file("/dev/full")) {
    CHECK(call("merge " + folder.file("a") + " -o /dev/full").exit == 2);
    CHECK(std::filesystem::is_character_file("/dev/full"));
    CHECK(call("check " + folder.file("a") + " > /dev/full").exit == 2);
  }
  std::filesystem::create_symlink("b", folder.path / "link");
  CHECK(call("merge " + folder.file("b") + " -o " + folder.file("link")).exit == 0);
  CHECK(std::filesystem::is_symlink(folder.path / "link"));
  const std::string longest(255, 'x');
  CHECK(call("merge " + folder.file("a") + " -o " + folder.file(longest)).exit == 0);
  CHECK(std::filesystem::remove(folder.path / longest));
  CHECK(std::filesystem::remove(folder.path / "link"));
  // Nothing but what was asked for.
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path))
    ++files;
  CHECK(files == 2);
}
