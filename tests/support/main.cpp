// The runner of every doctest executable.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
// A fault is told by AddressSanitizer, with the place; doctest's own handler hides it.
#define DOCTEST_CONFIG_NO_POSIX_SIGNALS
#include "doctest/doctest.h"

#include <cstdio>
#include <cstdlib>

namespace {

// Exceptions are off, so that doctest cannot leave a test case whose REQUIRE failed: what follows would work
// on what the REQUIRE has just denied. The whole run ends there instead.
struct StopAtFailedRequire : doctest::IReporter {
  explicit StopAtFailedRequire(const doctest::ContextOptions&) {}

  void log_assert(const doctest::AssertData& data) override {
    if (data.m_failed && (data.m_at & doctest::assertType::is_require) != 0) {
      std::fprintf(stderr, "%s:%d: REQUIRE failed, the run ends here: %s\n  values: %s\n", data.m_file,
                   data.m_line, data.m_expr, data.m_decomp.c_str());
      stop();
    }
  }
  void log_message(const doctest::MessageData& data) override {
    if ((data.m_severity & doctest::assertType::is_require) != 0) {
      std::fprintf(stderr, "%s:%d: FAIL, the run ends here: %s\n", data.m_file, data.m_line,
                   data.m_string.c_str());
      stop();
    }
  }
  void test_case_start(const doctest::TestCaseData& data) override { m_test_case = data.m_name; }
  void subcase_start(const doctest::SubcaseSignature& data) override { m_subcase = data.m_name.c_str(); }

  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override { m_subcase = ""; }
  void test_case_end(const doctest::CurrentTestCaseStats&) override { m_subcase = ""; }
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_end() override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}

private:
  [[noreturn]] void stop() const {
    std::fprintf(stderr, "  in test case: %s\n  subcase: %s\n", m_test_case, m_subcase.c_str());
    std::fflush(nullptr);
    std::_Exit(1);
  }

  const char* m_test_case = "";
  doctest::String m_subcase;
};

} // namespace

DOCTEST_REGISTER_LISTENER("stop at failed require", 1, StopAtFailedRequire);
