// Sorting by the order of the Royal Institute's dictionary, with Latin letters and digits before Thai ones.
#pragma once

#include <string>
#include <string_view>

namespace truat::text {

/// A key whose bytes compare as the texts sort. Keys are for memory and may change between versions: never
/// stored.
///
/// Four levels, as glibc's th_TH and libthai have them: letters (a leading vowel counts after its consonant;
/// vowels after all consonants; digits, Latin, Thai, other scripts); ๎ ฺ ์ ็ ่ ้ ๊ ๋ and accents; capitals, Thai
/// digits, ๅ; blanks and punctuation, ฯ and ๆ among them. A lower level decides only where all higher ones
/// are equal. `text` is in normal form.
[[nodiscard]] std::string collation_key(std::string_view text);

/// Whether `left` sorts before `right`. For sorting many texts make their keys once.
[[nodiscard]] bool sorts_before(std::string_view left, std::string_view right);

} // namespace truat::text
