// Files on the disk of the machine that the command runs on.
#pragma once

#include "command/run_command.h"

namespace truat::command {

class DiskFiles final : public Files {
public:
  /// Errors besides: `command.is_folder`; `command.file_too_large`, of what never ends (/dev/zero) too.
  [[nodiscard]] Result<std::string> read(const std::string& path) override;
  /// Beside the file first, then in its place, so that a full disk leaves what was there. A link stays and
  /// what it names is replaced; a device or a pipe is written to as it is.
  [[nodiscard]] Result<void> write(const std::string& path, std::string_view bytes) override;
};

} // namespace truat::command
