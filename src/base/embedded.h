// The product's own content, compiled in by `tools/embed.py`: checklists, reference lists, fonts, the sample
// office.
#pragma once

#include <span>
#include <string_view>

namespace truat {

struct EmbeddedFile {
  std::string_view name; ///< "checklists/annual.json"
  std::string_view bytes;
};

/// All files, sorted by name.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();
/// The bytes of a file. Contract: the build has embedded it.
[[nodiscard]] std::string_view embedded_file(std::string_view name);

} // namespace truat
