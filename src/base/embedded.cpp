#include "base/embedded.h"

#include "base/contract.h"
#include "base/packed_text.h"

#include <algorithm>
#include <map>
#include <string>

namespace truat {

std::string_view embedded_file(std::string_view name) {
  const auto files = embedded_files();
  const auto found = std::ranges::lower_bound(files, name, {}, &EmbeddedFile::name);
  expects(found != files.end() && found->name == name, "an embedded file");
  if (found->form == EmbeddedFile::Form::plain)
    return found->stored;
  static std::map<std::string_view, std::string> unpacked;
  const auto [kept, is_new] = unpacked.try_emplace(found->name);
  if (is_new)
    kept->second = unpack_text(found->stored);
  return kept->second;
}

} // namespace truat
