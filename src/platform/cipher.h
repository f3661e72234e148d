// Encryption with a passphrase as the browser does it: AES-256-GCM by a key of PBKDF2 with SHA-256. Natively:
// base/sealing.h.
#pragma once

#include "base/sealing.h"
#include "platform/async.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace truat::platform {

/// A key that only the browser can see. What it was asked for and has not answered when it goes is answered
/// all the same.
class Cipher {
public:
  virtual ~Cipher() = default;
  /// The sealed bytes, with the tag behind them. Error: `platform.crypto_failed`.
  virtual void seal(const Sealing& sealing, std::string_view plain, Done<std::string> done) = 0;
  /// Nothing where they were not sealed so, by this key. Error: `platform.crypto_failed`.
  virtual void open(const Sealing& sealing, std::string_view sealed,
                    Done<std::optional<std::string>> done) = 0;
};

#ifdef __EMSCRIPTEN__
/// Takes a second or so: guessing passphrases shall. Errors: `platform.no_secure_context`,
/// `platform.crypto_failed`.
void make_cipher(std::string_view passphrase, std::string_view salt, std::uint32_t iterations,
                 Done<std::unique_ptr<Cipher>> done);
#endif

} // namespace truat::platform
