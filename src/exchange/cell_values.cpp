#include "exchange/cell_values.h"

#include "audit/choices.h"
#include "audit/registration_number.h"
#include "text/messages.h"
#include "text/normalisation.h"
#include "text/numbers.h"
#include "text/search_folding.h"

#include <algorithm>
#include <array>
#include <vector>

namespace truat::exchange {
namespace {

constexpr auto nothing_words = std::to_array<std::string_view>(
    {"-", "--", "–", "—", "ไม่มี", "ไม่ระบุ", "ไม่มีข้อมูล", "ไม่ปรากฏ", "n/a", "na", "none", "null", "nil"});

constexpr auto number_units =
    std::to_array<std::string_view>({"แรงม้า", "hp", "h.p.", "horsepower", "คน", "ราย", "people", "ตร.ม.",
                                     "ตรม.", "ตรม", "ตารางเมตร", "sqm", "sq.m.", "m2", "m²"});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes off what guards a text from a spreadsheet: ="2090…", and the apostrophe before a formula.
std::string without_guard(std::string_view text) {
  if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"') &&
      text.find('"', 2) == text.size() - 1)
    return std::string(text.substr(2, text.size() - 3));
  if (text.size() > 1 && text.front() == '\'' &&
      std::string_view("=+-@").find(text[1]) != std::string_view::npos)
    text.remove_prefix(1);
  return std::string(text);
}

bool says_nothing(std::string_view text) {
  const std::string plain = text::folded(text, text::ToneMarks::kept);
  return std::ranges::find(nothing_words, plain) != nothing_words.end();
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos
             ? std::string()
             : std::string(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

std::string without_unit(std::string_view text) {
  std::string plain = text::folded(text, text::ToneMarks::kept);
  for (const std::string_view unit : number_units)
    if (plain.size() > unit.size() && plain.ends_with(unit))
      return trimmed(std::string_view(plain).substr(0, plain.size() - unit.size()));
  return plain;
}

constexpr Decimal square_metres_per_rai{1600, 0};
constexpr Decimal square_metres_per_ngan{400, 0};
constexpr Decimal square_metres_per_wa{4, 0};

std::optional<Decimal> times(const Decimal& left, const Decimal& right) {
  std::int64_t units = 0;
  if (__builtin_mul_overflow(left.units, right.units, &units))
    return std::nullopt;
  return Decimal{units, left.places + right.places};
}

/// The numbers of a text with words between them: "2 ไร่ 1 งาน 50 ตร.ว.", "2-1-50".
struct LandPart {
  Decimal number;
  std::string word; ///< up to the next number
};

std::vector<LandPart> land_parts(std::string_view text) {
  std::vector<LandPart> parts;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find_first_not_of("0123456789.,"), text.size());
    const auto number = text::parse_typed_decimal(trimmed(text.substr(0, length)));
    if (!number)
      return {};
    text.remove_prefix(length);
    const std::size_t word = std::min(text.find_first_of("0123456789"), text.size());
    parts.push_back({*number, trimmed(text.substr(0, word))});
    text.remove_prefix(word);
  }
  return parts;
}

const Decimal* unit_of(std::string_view word) {
  if (word.starts_with("ไร่") || word == "rai")
    return &square_metres_per_rai;
  if (word.starts_with("งาน") || word == "ngan")
    return &square_metres_per_ngan;
  if (word.find("วา") != std::string_view::npos || word.find("ตร.ว") != std::string_view::npos ||
      word == "wa")
    return &square_metres_per_wa;
  return nullptr;
}

std::optional<Decimal> read_land(std::string_view text) {
  const std::vector<LandPart> parts = land_parts(text);
  const bool by_dashes =
      parts.size() == 3 && parts[0].word == "-" && parts[1].word == "-" && parts[2].word.empty();
  std::optional<Decimal> sum = Decimal{};
  constexpr std::array<const Decimal*, 3> in_order{&square_metres_per_rai, &square_metres_per_ngan,
                                                   &square_metres_per_wa};
  for (std::size_t index = 0; index < parts.size() && sum; ++index) {
    const Decimal* unit = by_dashes ? in_order[index] : unit_of(parts[index].word);
    const auto area = unit == nullptr ? std::nullopt : times(parts[index].number, *unit);
    sum = area ? add(*sum, *area) : std::nullopt;
  }
  return parts.empty() ? std::nullopt : sum;
}

struct ChoiceWord {
  std::string_view list;
  std::string_view word; ///< folded, tone marks kept, without blanks
  std::string_view key;
};

/// As lists of offices write them. A word that ends in "…" is how longer ones begin.
constexpr auto choice_words = std::to_array<ChoiceWord>({
    {"factory_status", "แจ้งประกอบแล้ว", "operating"},
    {"factory_status", "แจ้งประกอบกิจการแล้ว", "operating"},
    {"factory_status", "ประกอบการ", "operating"},
    {"factory_status", "ดำเนินการ", "operating"},
    {"factory_status", "เปิดดำเนินการ", "operating"},
    {"factory_status", "เปิด", "operating"},
    {"factory_status", "ยังไม่แจ้งประกอบ", "not_started"},
    {"factory_status", "ยังไม่ประกอบกิจการ", "not_started"},
    {"factory_status", "อยู่ระหว่างก่อสร้าง", "not_started"},
    {"factory_status", "หยุด", "stopped"},
    {"factory_status", "หยุดกิจการ", "stopped"},
    {"factory_status", "หยุดชั่วคราว", "stopped"},
    {"factory_status", "หยุดดำเนินการ", "stopped"},
    {"factory_status", "พักใช้ใบอนุญาต", "suspended"},
    {"factory_status", "สั่งหยุด", "suspended"},
    {"factory_status", "เลิก", "closed"},
    {"factory_status", "จำหน่าย", "closed"},
    {"factory_status", "จำหน่ายทะเบียน", "closed"},
    {"factory_status", "ปิดกิจการ", "closed"},
    {"factory_status", "เลิกประกอบกิจการ", "closed"},
    {"supervising_body", "สอจ…", "provincial_office"},
    {"supervising_body", "สำนักงานอุตสาหกรรมจังหวัด…", "provincial_office"},
    {"supervising_body", "อุตสาหกรรมจังหวัด…", "provincial_office"},
    {"supervising_body", "กรอ…", "department"},
    {"supervising_body", "กนอ…", "estate_authority"},
    {"supervising_body", "การนิคม…", "estate_authority"},
    {"supervising_body", "อปท…", "local_authority"},
    {"supervising_body", "อบต…", "local_authority"},
    {"supervising_body", "องค์การบริหารส่วนตำบล…", "local_authority"},
    {"supervising_body", "เทศบาล…", "local_authority"},
    {"supervising_body", "ทต…", "local_authority"},
    {"supervising_body", "ทม…", "local_authority"},
    {"supervising_body", "ทน…", "local_authority"},
});

std::string choice_key_of(std::string_view text) {
  std::string folded = text::folded(text, text::ToneMarks::kept);
  std::erase(folded, ' ');
  std::erase(folded, '.');
  return folded;
}

/// "จำพวกที่ ๓", "group 3", "3".
std::optional<std::string> read_group(std::string_view key) {
  std::string_view digit = key;
  for (const std::string_view word : {"โรงงานจำพวกที่", "โรงงานจำพวก", "จำพวกที่", "จำพวก", "พวกที่", "group"})
    if (digit.starts_with(word)) {
      digit.remove_prefix(word.size());
      break;
    }
  return digit == "1" || digit == "2" || digit == "3" ? std::optional(std::string(digit)) : std::nullopt;
}

} // namespace

std::string plain_text_of(const Cell& cell) {
  const std::string text = trimmed(without_guard(text::normalised_line(cell.text)));
  return says_nothing(text) ? std::string() : text;
}

std::string long_text_of(const Cell& cell) {
  std::string text = without_guard(text::normalised(cell.text));
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  while (!text.empty() && is_blank(text.back()))
    text.pop_back();
  text.erase(text.begin(), std::ranges::find_if_not(text, is_blank));
  return says_nothing(text) ? std::string() : text;
}

CellResult<Decimal> read_number(std::string_view text) {
  const auto number = text::parse_typed_decimal(without_unit(text));
  if (!number)
    return bad_cell("import.not_a_number");
  if (number->units < 0)
    return bad_cell("import.number_negative");
  return *number;
}

CellResult<std::int64_t> read_whole_number(std::string_view text) {
  const auto number = read_number(text);
  if (!number)
    return std::unexpected(number.error());
  std::int64_t units = number->units;
  for (std::int32_t place = 0; place < number->places; ++place) {
    if (units % 10 != 0)
      return bad_cell("import.not_whole");
    units /= 10;
  }
  return units;
}

CellResult<Decimal> read_area(std::string_view text, std::string_view heading) {
  const std::string plain = text::folded(text, text::ToneMarks::kept);
  const bool in_rai = heading.find("ไร่") != std::string_view::npos;
  if (const auto number = text::parse_typed_decimal(without_unit(plain)); number && number->units >= 0) {
    const bool has_unit = without_unit(plain) != plain;
    const auto area = in_rai && !has_unit ? times(*number, square_metres_per_rai) : number;
    return area ? CellResult<Decimal>(*area) : bad_cell("import.not_an_area");
  }
  const auto land = read_land(plain);
  return land ? CellResult<Decimal>(*land) : bad_cell("import.not_an_area");
}

CellResult<std::string> read_choice(std::string_view list, std::string_view text) {
  const std::string key = choice_key_of(text);
  for (const audit::ChoiceOption& option : audit::choice_options(list)) {
    const bool is_label = key == choice_key_of(text::tr(option.label, text::Language::thai)) ||
                          key == choice_key_of(text::tr(option.label, text::Language::english));
    if (key == option.key || is_label)
      return std::string(option.key);
  }
  if (list == "factory_group")
    if (auto group = read_group(key))
      return std::move(*group);
  constexpr std::string_view ellipsis = "…";
  for (const ChoiceWord& word : choice_words) {
    const bool is_begin = word.word.ends_with(ellipsis);
    const std::string_view begin =
        is_begin ? word.word.substr(0, word.word.size() - ellipsis.size()) : word.word;
    if (word.list == list && (is_begin ? key.starts_with(begin) : key == begin))
      return std::string(word.key);
  }
  return bad_cell("import.not_a_choice");
}

CellResult<std::string> read_digits(std::string_view text, std::size_t count) {
  if (audit::looks_like_spreadsheet_number(text))
    return bad_cell("import.spreadsheet_number");
  std::string digits = text::to_arabic_digits(text);
  std::erase_if(digits, [](char c) { return c == ' ' || c == '-' || c == '.'; });
  if (digits.size() != count || !std::ranges::all_of(digits, is_digit))
    return bad_cell("import.digits_wanted", {{"count", std::to_string(count)}});
  return digits;
}

} // namespace truat::exchange
