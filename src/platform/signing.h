// The keys by which this browser signs, and checking what others have signed. The browser does the
// arithmetic, and keeps each private key so that nobody can read it, this program neither.
#pragma once

#include "base/signature.h"
#include "platform/async.h"

#include <string>
#include <string_view>
#include <vector>

namespace truat::platform {

/// One key for each replica of each workspace.
struct KeyName {
  std::string workspace;
  std::string replica;
  bool operator==(const KeyName&) const = default;
};

#ifdef __EMSCRIPTEN__
/// The public half. The first call makes the key and answers when it is durable. Errors:
/// `platform.no_secure_context`, `platform.key_not_kept`.
void own_key(const KeyName& name, Done<PublicKey> done);
/// By ECDSA, which signs the same message differently each time. Errors: `platform.no_secure_context`,
/// `platform.no_key` where `own_key` has made none, `platform.crypto_failed`.
void sign(const KeyName& name, std::string_view message, Done<Signature> done);
/// Which of them hold, in their order. Errors: `platform.no_secure_context`, `platform.crypto_failed`.
void check_signatures(const std::vector<SignatureCheck>& checks, Done<std::vector<bool>> done);
/// Deletes the keys of all replicas of a workspace. Error: `platform.key_not_kept`.
void forget_keys(std::string_view workspace, Done<void> done);
#endif

} // namespace truat::platform
