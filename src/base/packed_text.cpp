#include "base/packed_text.h"

#include "base/utf8.h"

namespace truat {

std::string unpack_text(std::string_view packed) {
  constexpr unsigned first_thai = 161;
  constexpr char other_sign = 1;
  std::string text;
  text.reserve(packed.size() * 2);
  for (std::size_t at = 0; at < packed.size(); ++at) {
    const auto byte = static_cast<unsigned char>(packed[at]);
    if (byte >= first_thai) {
      append_utf8(text, U'\u0E01' + (byte - first_thai));
    } else if (packed[at] == other_sign) {
      const auto length = static_cast<std::size_t>(decode_utf8(packed.substr(at + 1)).length);
      text += packed.substr(at + 1, length);
      at += length;
    } else {
      text += packed[at];
    }
  }
  return text;
}

} // namespace truat
