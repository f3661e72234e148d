// The digests that `digest()` of XForms 1.1 names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace truat::forms::expression {

/// The bytes of the digest by "MD5" (RFC 1321), "SHA-1", "SHA-256", "SHA-384" or "SHA-512" (FIPS 180-4);
/// nothing for any other name. MD5 and SHA-1 are no protection against forgery; forms name them.
[[nodiscard]] std::optional<std::string> digest_bytes(std::string_view algorithm, std::string_view text);
[[nodiscard]] std::string hexadecimal(std::string_view bytes); ///< in lower case

} // namespace truat::forms::expression
