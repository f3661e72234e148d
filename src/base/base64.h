// Base 64 (RFC 4648, section 4), in its one canonical form, so that a flipped character is always seen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace truat {

[[nodiscard]] std::string encode_base64(std::string_view bytes);
/// Nothing for a foreign character, white space, a wrong length, missing padding, or bits set behind the end.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

} // namespace truat
