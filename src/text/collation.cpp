#include "text/collation.h"

#include "base/utf8.h"
#include "text/latin_letters.h"
#include "text/thai_characters.h"

#include <cstdint>

namespace truat::text {
namespace {

constexpr char level_end = 0x01;
constexpr unsigned char plain = 0x10; ///< second and third level: nothing to tell apart
constexpr unsigned char marked = 0x11;
constexpr unsigned char letter_place = 0x02; ///< fourth level: a letter stands here

constexpr unsigned char first_digit = 0x10, first_latin = 0x20, further_latin = 0x3A, first_consonant = 0x40,
                        nikhahit_weight = 0x6F, first_vowel = 0x70, other_script = 0xF0;

/// Punctuation from least to greatest at the fourth level; what is not here follows by code point.
constexpr std::u32string_view punctuation_order = U"\u00A0 _-–—,;:!?/.ฯๆ`^~'‘’\"“”([{}])@฿$๏๚๛*\\&#%+<=>|";

struct Levels {
  std::string letters;
  std::string marks;
  std::string cases;
  std::string punctuation;

  void add_letter(unsigned char weight, unsigned char case_weight = plain) {
    letters.push_back(static_cast<char>(weight));
    finish_letter(case_weight);
  }
  void finish_letter(unsigned char case_weight) {
    marks.push_back(static_cast<char>(plain));
    cases.push_back(static_cast<char>(case_weight));
    punctuation.push_back(static_cast<char>(letter_place));
  }
  void add_mark(unsigned char weight) { marks.push_back(static_cast<char>(weight)); }
};

void trim(std::string& level, unsigned char weight) {
  while (!level.empty() && static_cast<unsigned char>(level.back()) == weight)
    level.pop_back();
}

/// Second-level weight of what stands above or below without being a letter; 0 for anything else.
unsigned char mark_weight(char32_t c) {
  switch (c) {
  case 0x0E4E: // yamakkan
    return 0x11;
  case 0x0E3A: // phinthu
    return 0x12;
  case 0x0E4C: // thanthakhat
    return 0x13;
  case 0x0E47: // maitaikhu
    return 0x14;
  default:
    break;
  }
  if (is_thai_tone(c))
    return static_cast<unsigned char>(0x15 + (c - 0x0E48));
  return latin_mark_class(c) != 0 ? static_cast<unsigned char>(0x20 + (c & 0x3FU)) : 0;
}

bool is_punctuation(char32_t c) {
  if (c < 0x80)
    return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  return thai_class(c) == ThaiClass::sign ||
         (c >= 0x80 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
         (c >= 0x2000 && c <= 0x206F) || (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2190 && c <= 0x2BFF) ||
         (c >= 0x3000 && c <= 0x303F);
}

void add_punctuation(Levels& levels, char32_t c) {
  const std::size_t place = punctuation_order.find(c);
  if (place != std::u32string_view::npos) {
    levels.punctuation.push_back(static_cast<char>(letter_place + 1 + place));
    return;
  }
  levels.punctuation.push_back(static_cast<char>(0xF0));
  levels.punctuation.push_back(static_cast<char>(static_cast<unsigned char>(c >> 8)));
  levels.punctuation.push_back(static_cast<char>(static_cast<unsigned char>(c)));
}

void add_other(Levels& levels, unsigned char script, char32_t c, unsigned char case_weight) {
  levels.letters.push_back(static_cast<char>(script));
  // A byte of a weight is never that of a level's end.
  for (const int shift : {14, 7, 0})
    levels.letters.push_back(static_cast<char>(static_cast<unsigned char>(0x80U | ((c >> shift) & 0x7FU))));
  levels.finish_letter(case_weight);
}

void add_thai_letter(Levels& levels, char32_t c) {
  if (is_thai_consonant(c))
    levels.add_letter(static_cast<unsigned char>(first_consonant + (c - 0x0E01)));
  else if (is_thai_digit(c))
    levels.add_letter(static_cast<unsigned char>(first_digit + (c - 0x0E50)), marked);
  else if (c == 0x0E4D)
    levels.add_letter(nikhahit_weight);
  else if (c == 0x0E45) // ๅ sorts as า
    levels.add_letter(first_vowel + 2, marked);
  else
    levels.add_letter(static_cast<unsigned char>(first_vowel + (c - 0x0E30)));
}

void add_character(Levels& levels, char32_t c) {
  if (const unsigned char weight = mark_weight(c)) {
    levels.add_mark(weight);
  } else if (is_punctuation(c)) {
    add_punctuation(levels, c);
  } else if (c >= '0' && c <= '9') {
    levels.add_letter(static_cast<unsigned char>(first_digit + (c - '0')));
  } else if (is_thai(c)) {
    add_thai_letter(levels, c);
  } else if (const auto parts = decompose_latin(c)) {
    add_character(levels, parts->letter);
    levels.add_mark(mark_weight(parts->mark));
  } else {
    const char32_t lower = lower_case(c);
    const unsigned char case_weight = lower == c ? plain : marked;
    if (lower >= 'a' && lower <= 'z')
      levels.add_letter(static_cast<unsigned char>(first_latin + (lower - 'a')), case_weight);
    else
      add_other(levels, lower < 0x0250 ? further_latin : other_script, lower, case_weight);
  }
}

} // namespace

std::string collation_key(std::string_view text) {
  Levels levels;
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    text.remove_prefix(static_cast<std::size_t>(point.length));
    if (is_leading_vowel(point.value) && !text.empty()) {
      const CodePoint next = decode_utf8(text);
      if (is_thai_consonant(next.value)) {
        add_character(levels, next.value);
        text.remove_prefix(static_cast<std::size_t>(next.length));
      }
    }
    add_character(levels, point.value);
  }
  trim(levels.marks, plain);
  trim(levels.cases, plain);
  trim(levels.punctuation, letter_place);
  return levels.letters + level_end + levels.marks + level_end + levels.cases + level_end +
         levels.punctuation;
}

bool sorts_before(std::string_view left, std::string_view right) {
  return collation_key(left) < collation_key(right);
}

} // namespace truat::text
