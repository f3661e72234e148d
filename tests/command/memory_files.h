// Files in memory, for tests of the command. Nothing can be written below /nowhere/.
#pragma once

#include "command/run_command.h"

#include <map>
#include <string>
#include <string_view>

namespace truat::testing {

class MemoryFiles final : public command::Files {
public:
  std::map<std::string, std::string> files;
  Result<std::string> read(const std::string& path) override {
    const auto found = files.find(path);
    if (found == files.end())
      return failure("command.no_such_file", {{"file", path}});
    return found->second;
  }
  Result<void> write(const std::string& path, std::string_view bytes) override {
    if (path.starts_with("/nowhere/"))
      return failure("command.file_unwritable", {{"file", path}});
    files[path] = bytes;
    return {};
  }
};

} // namespace truat::testing
