// What ImGui's text functions call instead of ImGui's own decoders, so that a Thai cluster is one character
// to them.
#pragma once

namespace truat::ui {

/// As `ImTextCharFromUtf8`, but: a Thai cluster is consumed whole and comes back as its private code
/// (`ClusterCodes`); U+200B comes back as U+3000, at which ImGui breaks lines and which the fonts draw as
/// nothing; a private code point that stands in the text itself comes back as U+FFFD. A null `end` is ImGui's
/// way to take in pasted text, and passes through.
int char_from_utf8(unsigned int* out, const char* text, const char* end);
/// As `ImTextCountUtf8BytesFromChar`, of what `char_from_utf8` would consume.
int count_bytes(const char* text, const char* end);
/// As `ImTextFindPreviousUtf8Codepoint`, but over a whole Thai cluster; while Backspace is down without Ctrl
/// over one code point, as Thai typists expect.
const char* find_previous(const char* start, const char* current);

} // namespace truat::ui
