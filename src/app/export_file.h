// A file on its way out, through a cipher where there is a passphrase.
#pragma once

#include "exchange/locked_file.h"
#include "platform/cipher.h"
#include "platform/files.h"

#include <memory>
#include <optional>
#include <string>

namespace truat::app {

class ExportFile {
public:
  /// An empty passphrase: plain.
  ExportFile(const std::string& name, const std::string& passphrase);

  /// The plain file's next bytes.
  void append(std::string_view plain);
  /// All of them have been appended.
  void finish();

  /// Whether the browser is through with what was appended, and more may come. Errors: those of
  /// `platform::make_cipher` and `platform::Cipher`.
  [[nodiscard]] Result<bool> is_ready();
  [[nodiscard]] platform::OutgoingFile& out() { return m_out; }

private:
  /// What the browser's answers reach, as long as one of them is on its way.
  struct Answers {
    std::optional<Result<std::unique_ptr<platform::Cipher>>> cipher;
    std::optional<Result<std::string>> sealed;
  };

  platform::OutgoingFile m_out;
  std::optional<exchange::LockedWriter> m_locked;
  std::unique_ptr<platform::Cipher> m_cipher;
  std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
  bool m_waits = false; ///< for a sealed chunk
};

} // namespace truat::app
