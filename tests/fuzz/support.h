// What the fuzzers share: stating what must hold of every input, whatever it is.
//
// A fuzzer is one file that defines `fuzz`. A property that does not hold, a contract of src/ that breaks,
// and whatever the sanitizers see end the program, and libFuzzer keeps the input.
#pragma once

#include "base/budget.h"
#include "base/result.h"

#include <source_location>
#include <string_view>
#include <vector>

namespace truat::fuzzing {

/// Called with every input. Deterministic: the same input does the same.
void fuzz(std::string_view input);

/// Ends the program, and says which property does not hold.
void must(bool holds, const char* property,
          const std::source_location& where = std::source_location::current());

/// An error that a person can be told: its key is a message whose sentence gets all the values it shows, as
/// text.
void must_be_told(const Error& error, const std::source_location& where = std::source_location::current());
void must_be_told(const Phrase& phrase, const std::source_location& where = std::source_location::current());
void must_be_told(const std::vector<Warning>& warnings,
                  const std::source_location& where = std::source_location::current());

/// "byte N" with N no greater than the input's length, where the place is a byte.
void must_lie_within(const Error& error, std::string_view input,
                     const std::source_location& where = std::source_location::current());

/// Takes the input apart: numbers that steer a fuzzer stand at its end, so that the front of a file stays
/// one.
class Input {
public:
  explicit Input(std::string_view bytes) : m_bytes(bytes) {}
  /// 0 to `bound` - 1, of the last byte; 0 when none is left.
  [[nodiscard]] unsigned choose(unsigned bound);
  [[nodiscard]] std::string_view rest() const { return m_bytes; }

private:
  std::string_view m_bytes;
};

/// Text parts that begin with lines "=== <name>"; what stands before the first has the name "".
struct Section {
  std::string_view name;
  std::string_view text;
};
[[nodiscard]] std::vector<Section> sections_of(std::string_view input);

/// Runs sliced work to its end, in slices of `pieces`. Gives the first error.
template <class Work>
Result<void> run_in_slices(Work& work, std::size_t pieces) {
  while (true) {
    Budget budget = Budget::pieces(pieces);
    const Result<Step> step = work.run(budget);
    if (!step)
      return std::unexpected(step.error());
    if (*step == Step::done)
      return {};
  }
}

} // namespace truat::fuzzing
