#include "base/embedded.h"

#include "base/contract.h"

#include <algorithm>

namespace truat {

std::string_view embedded_file(std::string_view name) {
  const auto files = embedded_files();
  const auto found = std::ranges::lower_bound(files, name, {}, &EmbeddedFile::name);
  expects(found != files.end() && found->name == name, "an embedded file");
  return found->bytes;
}

} // namespace truat
