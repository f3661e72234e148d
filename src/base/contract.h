// Contracts that stay on in release: a broken one is a defect of ours, never bad input.
#pragma once

#include <source_location>

namespace truat {

/// Stops the program with the place of the broken contract on standard error. The page turns the stop into a
/// sentence.
[[noreturn]] void contract_broken(const char* what, const std::source_location& where);

/// States what must be true for the code after it to make sense. Bad input is an `Error`, not a contract.
inline void expects(bool condition, const char* what = "contract",
                    const std::source_location& where = std::source_location::current()) {
  if (!condition) [[unlikely]]
    contract_broken(what, where);
}

} // namespace truat
