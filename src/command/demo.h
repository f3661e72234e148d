// Stores made up of nothing but a seed: the sample office and others beside it, factories, visits and edits
// of several PCs, without conflicts. The same options give the same bytes.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace truat::command {

struct DemoOptions {
  std::uint64_t seed = 1;
  std::size_t offices = 1;                 ///< each with a replica of its own
  std::optional<std::size_t> factories;    ///< of all offices together; none: as many as fit
  std::optional<std::uint64_t> operations; ///< exactly so many; none: as many as come
};

inline constexpr std::uint64_t most_demo_factories = 200'000;
inline constexpr std::uint64_t most_demo_operations = 5'000'000;

struct Demo {
  std::string file; ///< .truat.json
  std::size_t offices = 0;
  std::size_t factories = 0;
  std::uint64_t operations = 0;
  std::size_t records = 0;
};

/// Error: `command.too_few_operations`.
[[nodiscard]] Result<Demo> make_demo_store(const DemoOptions& options);

} // namespace truat::command
