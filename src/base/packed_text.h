// Texts as the program carries them (tools/embed.py packs them): a Thai sign is one byte, as in TIS-620.
#pragma once

#include <string>
#include <string_view>

namespace truat {

/// In UTF-8. Bytes from 161 on are the Thai signs from U+0E01 on; behind a byte 1 stands one sign in UTF-8.
[[nodiscard]] std::string unpack_text(std::string_view packed);

} // namespace truat
