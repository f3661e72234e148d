#include "platform/signing.h"

#include "platform/web_calls.h"

extern "C" {
// shell/library_truat_crypto.js
void truat_key_own(const char* name, std::uint32_t ticket);
void truat_key_sign(const char* name, const char* bytes, int length, std::uint32_t ticket);
void truat_keys_check(const char* list, std::uint32_t ticket);
void truat_keys_forget(const char* beginning, std::uint32_t ticket);
}

namespace truat::platform {

namespace {

std::string beginning_of(std::string_view workspace) {
  return std::string(workspace) + "/";
}
std::string text_of(const KeyName& name) {
  return beginning_of(name.workspace) + name.replica;
}

template <class Bytes>
std::string_view view(const Bytes& value) {
  return {reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()}; // the same bytes as text
}

/// Reads the only part of a reply.
template <class T>
std::uint32_t expect_one(std::optional<T> (*read)(std::string_view bytes), Done<T> done) {
  return expect_reply([read, done = std::move(done)](const Reply& reply) {
    const auto value = reply.failed ? std::nullopt : read(reply.parts.at(0));
    if (reply.failed)
      done(as_failure(reply));
    else if (!value)
      done(failure("platform.crypto_failed", {{"reason", std::to_string(reply.parts[0].size())}}));
    else
      done(*value);
  });
}

} // namespace

void own_key(const KeyName& name, Done<PublicKey> done) {
  truat_key_own(text_of(name).c_str(), expect_one(public_key_of, std::move(done)));
}

void sign(const KeyName& name, std::string_view message, Done<Signature> done) {
  truat_key_sign(text_of(name).c_str(), message.data(), static_cast<int>(message.size()),
                 expect_one(signature_of, std::move(done)));
}

void check_signatures(const std::vector<SignatureCheck>& checks, Done<std::vector<bool>> done) {
  ListWriter list;
  for (const SignatureCheck& check : checks) {
    list.add(view(check.key));
    list.add(view(check.signature));
    list.add(check.message);
  }
  truat_keys_check(list.finish(), expect_reply([done = std::move(done)](const Reply& reply) {
                     if (reply.failed) {
                       done(as_failure(reply));
                       return;
                     }
                     std::vector<bool> held;
                     for (const std::string& part : reply.parts)
                       held.push_back(!part.empty());
                     done(std::move(held));
                   }));
}

void forget_keys(std::string_view workspace, Done<void> done) {
  truat_keys_forget(beginning_of(workspace).c_str(), expect_done(std::move(done)));
}

} // namespace truat::platform
