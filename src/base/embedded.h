// The product's own content, compiled in by `tools/embed.py`: checklists, reference lists, fonts, the sample
// office.
#pragma once

#include <span>
#include <string_view>

namespace truat {

struct EmbeddedFile {
  enum class Form : bool { plain, packed_text };
  std::string_view name;   ///< "checklists/annual.json"
  std::string_view stored; ///< in that form; `embedded_file` gives the bytes
  Form form = Form::plain;
};

/// All files, sorted by name.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();
/// The bytes of a file; a packed text is unpacked at its first call and kept. Contract: the build has
/// embedded it.
[[nodiscard]] std::string_view embedded_file(std::string_view name);

} // namespace truat
