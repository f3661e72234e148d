// Latin letters with their marks, and lower case, for the normal form, for search and for sorting.
#pragma once

#include <optional>

namespace truat::text {

/// A letter and the one mark that Unicode's canonical form takes from it.
struct LatinParts {
  char32_t letter = 0;
  char32_t mark = 0;
};

/// The letter that a letter and a mark compose to in Unicode form C; 0 if there is none.
[[nodiscard]] char32_t compose_latin(char32_t letter, char32_t mark);
/// The last step of the composition undone; ệ gives ẹ and its circumflex.
[[nodiscard]] std::optional<LatinParts> decompose_latin(char32_t composed);
/// The letter without any marks: ệ and Ệ give e and E. Other characters are themselves.
[[nodiscard]] char32_t latin_base(char32_t c);
/// The canonical combining class of a mark that composes with Latin letters; 0 for any other character.
[[nodiscard]] int latin_mark_class(char32_t c);

/// Simple lower case (Unicode 15, one character to one) of Latin, Greek and Cyrillic capitals and full-width
/// letters.
[[nodiscard]] char32_t lower_case(char32_t c);

} // namespace truat::text
