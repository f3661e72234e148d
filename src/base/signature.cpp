#include "base/signature.h"

#include "base/base64.h"
#include "base/sha256.h"

#include <algorithm>

namespace truat {
namespace {

template <class Bytes>
std::string_view view(const Bytes& value) {
  return {reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()}; // the same bytes as text
}

template <class Bytes>
std::optional<Bytes> read(std::string_view bytes) {
  Bytes value;
  if (bytes.size() != value.bytes.size())
    return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), value.bytes.begin());
  return value;
}

constexpr char uncompressed_point = 0x04;

} // namespace

std::string to_text(const PublicKey& key) {
  return encode_base64(view(key));
}
std::string to_text(const Signature& signature) {
  return encode_base64(view(signature));
}

std::optional<PublicKey> public_key_of(std::string_view bytes) {
  if (bytes.empty() || bytes[0] != uncompressed_point)
    return std::nullopt;
  return read<PublicKey>(bytes);
}
std::optional<Signature> signature_of(std::string_view bytes) {
  return read<Signature>(bytes);
}

std::optional<PublicKey> parse_public_key(std::string_view text) {
  const auto bytes = decode_base64(text);
  return bytes ? public_key_of(*bytes) : std::nullopt;
}
std::optional<Signature> parse_signature(std::string_view text) {
  const auto bytes = decode_base64(text);
  return bytes ? signature_of(*bytes) : std::nullopt;
}

std::string fingerprint(const PublicKey& key) {
  const std::string digest = to_hex(sha256(view(key)));
  std::string groups;
  for (std::size_t at = 0; at < 32; ++at) {
    if (at > 0 && at % 4 == 0)
      groups += ' ';
    const char digit = digest[at];
    groups += digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
  }
  return groups;
}

} // namespace truat
