#include "app/export_file.h"

#include "platform/system.h"

#include <span>
#include <utility>

namespace truat::app {
namespace {

constexpr const char* json_type = "application/json";

} // namespace

ExportFile::ExportFile(const std::string& name, const std::string& passphrase) : m_out(name, json_type) {
  if (passphrase.empty())
    return;
  exchange::LockedHeader header{.salt = std::string(exchange::locked_salt_bytes, '\0')};
  platform::system_random().fill(std::as_writable_bytes(std::span(header.nonce)));
  platform::system_random().fill(std::as_writable_bytes(std::span(header.salt)));
  m_locked.emplace(header);
  m_out.append(m_locked->beginning());
  platform::make_cipher(passphrase, header.salt, header.iterations,
                        [answers = m_answers](Result<std::unique_ptr<platform::Cipher>> cipher) {
                          answers->cipher = std::move(cipher);
                        });
}

void ExportFile::append(std::string_view plain) {
  if (m_locked)
    m_locked->add(plain);
  else
    m_out.append(plain);
}

void ExportFile::finish() {
  if (m_locked)
    m_locked->finish();
}

Result<bool> ExportFile::is_ready() {
  if (!m_locked)
    return true;
  if (!m_cipher) {
    if (!m_answers->cipher)
      return false;
    if (!*m_answers->cipher)
      return std::unexpected(m_answers->cipher->error());
    m_cipher = std::move(**m_answers->cipher);
  }
  if (m_waits) {
    if (!m_answers->sealed)
      return false;
    if (!*m_answers->sealed)
      return std::unexpected(m_answers->sealed->error());
    m_out.append(m_locked->line_of(**m_answers->sealed));
    m_answers->sealed.reset();
  }
  const auto chunk = m_locked->take();
  m_waits = chunk.has_value();
  if (m_waits)
    m_cipher->seal(chunk->sealing, chunk->bytes, [answers = m_answers](Result<std::string> sealed) {
      answers->sealed = std::move(sealed);
    });
  return !m_waits;
}

} // namespace truat::app
