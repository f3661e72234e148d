#include "exchange/thai_address.h"

#include "base/utf8.h"
#include "text/normalisation.h"
#include "text/numbers.h"

#include <algorithm>
#include <array>
#include <optional>

namespace truat::exchange {
namespace {

enum class Part : std::uint8_t { number, village, lane, road, subdistrict, district, province };

struct Word {
  std::string_view word;
  Part part;
};

/// Longer words before those they begin with.
constexpr auto words = std::to_array<Word>({
    {"บ้านเลขที่", Part::number},   {"เลขที่", Part::number},      {"หมู่ที่", Part::village},
    {"หมู่", Part::village},       {"ม.", Part::village},       {"ตรอก", Part::lane},
    {"ซอย", Part::lane},         {"ซ.", Part::lane},          {"ถนน", Part::road},
    {"ถ.", Part::road},          {"ตำบล", Part::subdistrict}, {"ต.", Part::subdistrict},
    {"แขวง", Part::subdistrict}, {"กิ่งอำเภอ", Part::district}, {"อำเภอ", Part::district},
    {"อ.", Part::district},      {"เขต", Part::district},     {"จังหวัด", Part::province},
    {"จ.", Part::province},
});

struct Found {
  std::size_t at = 0;
  const Word* word = nullptr;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether a word may begin here: at the begin, after a blank or a comma, or, with its point, after a digit
/// ("99ม.3").
bool begins_word(std::string_view text, std::size_t at, std::string_view word) {
  if (at == 0)
    return true;
  const char before = text[at - 1];
  return before == ' ' || before == ',' || before == ')' || (is_digit(before) && word != "เขต");
}

/// Zones that are no districts, though they begin with เขต.
bool names_zone(std::string_view text) {
  return text.starts_with("เขตอุตสาหกรรม") || text.starts_with("เขตประกอบการ") ||
         text.starts_with("เขตเทศบาล");
}

std::optional<Found> next_word(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at)
    for (const Word& word : words)
      if (text.substr(at).starts_with(word.word) && begins_word(text, at, word.word) &&
          !names_zone(text.substr(at)))
        return Found{at, &word};
  return std::nullopt;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view left_out = " ,:-";
  const std::size_t begin = text.find_first_not_of(left_out);
  if (begin == std::string_view::npos)
    return {};
  return std::string(text.substr(begin, text.find_last_not_of(left_out) + 1 - begin));
}

/// Takes five digits that stand by themselves from the end, past "โทร." and what follows it.
std::string take_postcode(std::string& text) {
  for (const std::string_view phone : {" โทร", " Tel", " tel"})
    if (const std::size_t at = text.find(phone); at != std::string::npos)
      text.resize(at);
  for (const std::string_view word : {"รหัสไปรษณีย์"})
    if (const std::size_t at = text.find(word); at != std::string::npos)
      text.replace(at, word.size(), " ");
  while (!text.empty() && (text.back() == ' ' || text.back() == '.'))
    text.pop_back();
  if (text.size() < 6 || !std::all_of(text.end() - 5, text.end(), is_digit) ||
      is_digit(text[text.size() - 6]))
    return {};
  std::string postcode = text.substr(text.size() - 5);
  text.resize(text.size() - 5);
  return postcode;
}

std::string& member(ThaiAddress& address, Part part) {
  switch (part) {
  case Part::number:
    return address.number;
  case Part::village:
    return address.village;
  case Part::lane:
    return address.lane;
  case Part::road:
    return address.road;
  case Part::subdistrict:
    return address.subdistrict;
  case Part::district:
    return address.district;
  case Part::province:
    return address.province;
  }
  return address.number;
}

} // namespace

ThaiAddress parse_thai_address(std::string_view text) {
  ThaiAddress address;
  std::string line = text::to_arabic_digits(text::normalised_line(text));
  address.postcode = take_postcode(line);
  for (const std::string_view bangkok : {"กรุงเทพมหานคร", "กรุงเทพฯ", "กทม."})
    if (const std::size_t at = line.find(bangkok); at != std::string::npos) {
      address.province = "กรุงเทพมหานคร";
      line.resize(at);
      if (line.ends_with("จังหวัด") || line.ends_with("จ."))
        line.resize(line.rfind("จ"));
      break;
    }
  auto found = next_word(line, 0);
  address.number = trimmed(std::string_view(line).substr(0, found ? found->at : line.size()));
  while (found) {
    const std::size_t begin = found->at + found->word->word.size();
    const auto next = next_word(line, begin);
    const std::string value =
        trimmed(std::string_view(line).substr(begin, (next ? next->at : line.size()) - begin));
    std::string& place = member(address, found->word->part);
    // "หมู่ 3 ... หมู่บ้าน" and the like: the first one counts, the rest is kept beside it.
    if (place.empty())
      place = value;
    else if (!value.empty())
      place += " " + value;
    found = next;
  }
  return address;
}

} // namespace truat::exchange
