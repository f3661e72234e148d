#include "text/normalisation.h"

#include "base/sort.h"
#include "base/utf8.h"
#include "text/latin_letters.h"
#include "text/thai_characters.h"

#include <algorithm>
#include <array>
#include <optional>

namespace truat::text {
namespace {

constexpr char32_t sara_e = 0x0E40, sara_ae = 0x0E41, sara_aa = 0x0E32, sara_am = 0x0E33, nikhahit = 0x0E4D,
                   phinthu = 0x0E3A;

/// The characters behind the shaped forms that Windows' Thai fonts keep at U+F700 to U+F71A (Microsoft, "Thai
/// Fonts: extra glyphs"): without tail, moved left over a tall consonant, lowered, or both.
constexpr std::array<char16_t, 27> windows_shaped_forms{
    0x0E10, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B,
    0x0E4C, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E0D, 0x0E31, 0x0E4D,
    0x0E47, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E38, 0x0E39, 0x0E3A};

/// Composes a letter with the `marks` after it: canonical order, then composition of what nothing blocks (UAX
/// #15).
void append_latin(std::u32string& out, char32_t letter, std::u32string marks) {
  while (const auto parts = decompose_latin(letter)) {
    marks.insert(marks.begin(), parts->mark);
    letter = parts->letter;
  }
  truat::sort(marks, {}, latin_mark_class);
  std::u32string left;
  for (const char32_t mark : marks) {
    const bool blocked = !left.empty() && latin_mark_class(left.back()) == latin_mark_class(mark);
    const char32_t composed = blocked ? 0 : compose_latin(letter, mark);
    if (composed != 0)
      letter = composed;
    else
      left.push_back(mark);
  }
  out.push_back(letter);
  out += left;
}

/// The order of marks in a cluster: ฺ, vowels, tones and signs above, ำ. It keeps to Unicode's canonical
/// order.
int mark_order(char32_t c) {
  if (c == phinthu)
    return 0;
  switch (thai_class(c)) {
  case ThaiClass::tone:
  case ThaiClass::above_sign:
    return 2;
  case ThaiClass::sara_am:
    return 3;
  default:
    return 1;
  }
}

bool is_dropped(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0x200B || c == 0x2060 ||
         c == 0xFEFF;
}

/// What one code point is kept as by itself; nothing if it is left out.
std::optional<char32_t> kept_form(char32_t c) {
  if (c >= 0xF700 && c < 0xF700 + windows_shaped_forms.size())
    return windows_shaped_forms[c - 0xF700];
  switch (c) {
  case 0x2028:
  case 0x2029:
    return '\n';
  case 0x212A:
    return 'K';
  case 0x212B:
    return 0x00C5;
  case 0x2126:
    return 0x03A9;
  default:
    return is_dropped(c) ? std::nullopt : std::optional(c);
  }
}

std::u32string decoded(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    CodePoint point = decode_utf8(text);
    text.remove_prefix(static_cast<std::size_t>(point.length));
    if (point.value == '\r') {
      if (!text.empty() && text.front() == '\n')
        text.remove_prefix(1);
      point.value = '\n';
    }
    if (const auto kept = kept_form(point.value))
      out.push_back(*kept);
  }
  return out;
}

std::size_t end_of(const std::u32string& text, std::size_t from, bool (*belongs)(char32_t)) {
  while (from < text.size() && belongs(text[from]))
    ++from;
  return from;
}

std::u32string in_one_spelling(const std::u32string& text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text[at];
    if (is_thai_mark(c)) {
      const std::size_t end = end_of(text, at, is_thai_mark);
      std::u32string marks = text.substr(at, end - at);
      at = end;
      const std::size_t ring = marks.find(nikhahit);
      if (ring != std::u32string::npos && at < text.size() && text[at] == sara_aa) {
        marks.erase(ring, 1);
        marks.push_back(sara_am);
        ++at;
      }
      truat::sort(marks, {}, mark_order);
      out += marks;
    } else if (c == sara_e && at + 1 < text.size() && text[at + 1] == sara_e) {
      out.push_back(sara_ae);
      at += 2;
    } else if (c >= ' ' && at + 1 < text.size() && latin_mark_class(c) == 0 &&
               latin_mark_class(text[at + 1]) != 0) {
      const std::size_t end = end_of(text, at + 1, [](char32_t mark) { return latin_mark_class(mark) != 0; });
      append_latin(out, c, text.substr(at + 1, end - at - 1));
      at = end;
    } else {
      out.push_back(c);
      ++at;
    }
  }
  return out;
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; });
}

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == 0x00A0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

} // namespace

std::string normalised(std::string_view text) {
  if (is_plain_ascii(text))
    return std::string(text);
  // Marks that a dropped character kept apart meet only after decoding; an ำ made of two characters, or a แ
  // of two เ, may meet more of its kind. Each pass leaves less to settle.
  std::u32string settled = in_one_spelling(decoded(text));
  for (std::u32string again = in_one_spelling(settled); again != settled; again = in_one_spelling(settled))
    settled = std::move(again);
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : settled)
    append_utf8(out, c);
  return out;
}

std::string normalised_line(std::string_view text) {
  const std::string settled = normalised(text);
  std::string out;
  out.reserve(settled.size());
  bool blank_before = false;
  for (std::string_view rest = settled; !rest.empty();) {
    const CodePoint point = decode_utf8(rest);
    if (is_blank(point.value)) {
      blank_before = !out.empty();
    } else {
      if (blank_before)
        out.push_back(' ');
      blank_before = false;
      out.append(rest.substr(0, static_cast<std::size_t>(point.length)));
    }
    rest.remove_prefix(static_cast<std::size_t>(point.length));
  }
  return out;
}

} // namespace truat::text
