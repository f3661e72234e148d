// Texts brought to a form in which they can be compared as keys: numbers, names of places, seals.
#pragma once

#include <string>
#include <string_view>

namespace truat::audit {

/// Arabic digits for Thai ones, lower case for A to Z, hyphens for every dash, no white space and no
/// invisible characters.
[[nodiscard]] std::string plain_key(std::string_view text);
/// Arabic digits for Thai ones, the rest as it is.
[[nodiscard]] std::string with_arabic_digits(std::string_view text);
/// Without white space at both ends.
[[nodiscard]] std::string trimmed(std::string_view text);

} // namespace truat::audit
