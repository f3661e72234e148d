// Files that tests read, by paths relative to the checkout; the only way tests reach the file system.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace truat::testing {

// The bytes of tests/data/<path>. A file that is not there fails the test.
std::string read_test_data(std::string_view path);

// The bytes of <path> relative to the checkout's top folder ("assets/…"), or nothing when it is not there.
std::optional<std::string> read_source_file(std::string_view path);

// Says that a test did not run, and why; tools/test counts and lists these. The caller returns at once.
void skip_test(std::string_view why);

} // namespace truat::testing
