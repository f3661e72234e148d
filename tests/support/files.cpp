#include "support/files.h"

#include "doctest/doctest.h"

#include <cstdio>
#include <cstdlib>

namespace truat::testing {

namespace {

std::string source_folder() {
  const char* given = std::getenv("TRUAT_SOURCE_DIR");
  return given != nullptr ? given : TRUAT_SOURCE_DIR;
}

} // namespace

std::optional<std::string> read_source_file(std::string_view path) {
  const std::string full = source_folder() + "/" + std::string(path);
  std::FILE* file = std::fopen(full.c_str(), "rb");
  if (file == nullptr)
    return std::nullopt;
  std::string bytes;
  char block[65536];
  while (const std::size_t count = std::fread(block, 1, sizeof block, file))
    bytes.append(block, count);
  const bool failed = std::ferror(file) != 0;
  std::fclose(file);
  if (failed)
    return std::nullopt;
  return bytes;
}

std::string read_test_data(std::string_view path) {
  auto bytes = read_source_file("tests/data/" + std::string(path));
  if (!bytes)
    FAIL("tests/data/", std::string(path), " cannot be read");
  return std::move(*bytes);
}

void skip_test(std::string_view why) {
  std::printf("truat-skip: %.*s\n", static_cast<int>(why.size()), why.data());
  std::fflush(stdout);
}

} // namespace truat::testing
