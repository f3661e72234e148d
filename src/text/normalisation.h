// One spelling for one text: what is typed or imported is put into this form before it is kept.
#pragma once

#include <string>
#include <string_view>

namespace truat::text {

/// The form in which text is kept. Applying it twice changes nothing more.
/// - Thai: vowels before tones before ำ within a cluster; ํ + า is ำ; เเ is แ; the shaped forms of old Windows
/// fonts
///   (U+F700 to U+F71A, found in copied PDF text) are their characters.
/// - Unicode form C for Thai, for Latin letters (U+00C0 to U+024F, U+1E00 to U+1EFF) and for the unit
///   signs (Å, K, Ω).
/// - Line ends are LF; other control characters except TAB, and U+200B, U+2060 and U+FEFF, are left out.
/// - Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string normalised(std::string_view text);

/// The same, in one line and without blanks at the ends: for names, numbers and search. Runs of blanks are
/// one blank.
[[nodiscard]] std::string normalised_line(std::string_view text);

} // namespace truat::text
