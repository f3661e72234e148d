// The two languages of the product, and the digits and era that go with a text.
#pragma once

#include <cstdint>

namespace truat::text {

enum class Language : std::uint8_t { thai, english };
/// Buddhist years are 543 more than those of the Common Era.
enum class Era : std::uint8_t { buddhist, common };
enum class Digits : std::uint8_t { arabic, thai };

} // namespace truat::text
