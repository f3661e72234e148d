#include "text/typed_date.h"

#include "base/sort.h"
#include "text/latin_letters.h"
#include "text/normalisation.h"
#include "text/numbers.h"
#include "text/thai_date.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace truat::text {
namespace {

constexpr std::int32_t first_year_taken_as_buddhist = 2300;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char lower(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 ? static_cast<char>(lower_case(byte)) : c;
}

/// Lower case, Arabic digits, single blanks, and no dots but those after a digit: "15 มี.ค. 62" is "15 มีค 62".
std::string simplified(std::string_view text) {
  std::string out;
  for (const char c : to_arabic_digits(normalised_line(text)))
    if (c != '.' || (!out.empty() && is_digit(out.back())))
      out.push_back(lower(c));
  return out;
}

/// What is left to read of a text.
class Reader {
public:
  explicit Reader(std::string_view text) : m_rest(text) {}

  [[nodiscard]] bool at_end() const { return m_rest.empty(); }
  [[nodiscard]] bool at_digit() const { return !m_rest.empty() && is_digit(m_rest.front()); }

  bool take(std::string_view word) {
    if (!m_rest.starts_with(word))
      return false;
    m_rest.remove_prefix(word.size());
    return true;
  }
  void take_blanks() {
    while (m_rest.starts_with(' '))
      m_rest.remove_prefix(1);
  }
  /// One separator with the blanks around it, or blanks alone; whether there was one.
  bool take_separator() {
    const std::size_t before = m_rest.size();
    take_blanks();
    if (!m_rest.empty() && std::string_view("/-.,").find(m_rest.front()) != std::string_view::npos)
      m_rest.remove_prefix(1);
    take_blanks();
    return m_rest.size() < before;
  }
  /// The digits at the front, at most nine.
  std::string_view take_digits() {
    std::size_t length = 0;
    while (length < std::min<std::size_t>(m_rest.size(), 9) && is_digit(m_rest[length]))
      ++length;
    const std::string_view digits = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    return digits;
  }

private:
  std::string_view m_rest;
};

std::int32_t number_of(std::string_view digits) {
  std::int32_t number = 0;
  for (const char c : digits)
    number = number * 10 + (c - '0');
  return number;
}

struct MonthWord {
  std::string word;
  std::int32_t month = 0;
  Language language = Language::thai;
};

/// Every way to write a month that `simplified` leaves, longest first, so that มีนาคม is not taken for มีนา.
std::vector<MonthWord> make_month_words() {
  std::vector<MonthWord> words;
  for (std::int32_t month = 1; month <= 12; ++month) {
    for (const Language language : {Language::thai, Language::english}) {
      const std::string full = simplified(month_name(month, MonthForm::full, language));
      words.push_back({full, month, language});
      words.push_back({simplified(month_name(month, MonthForm::abbreviated, language)), month, language});
      for (const std::string_view ending : {"คม", "ยน", "พันธ์"})
        if (language == Language::thai && full.ends_with(ending))
          words.push_back({full.substr(0, full.size() - ending.size()), month, language});
    }
  }
  words.push_back({"sept", 9, Language::english});
  truat::sort(words, std::ranges::greater{}, [](const MonthWord& word) { return word.word.size(); });
  return words;
}

const MonthWord* take_month(Reader& reader) {
  static const std::vector<MonthWord> words = make_month_words();
  for (const MonthWord& word : words)
    if (reader.take(word.word))
      return &word;
  return nullptr;
}

/// Passes over "วันศุกร์ที่", "ศ.", "Friday," and "วันที่".
void take_weekday(Reader& reader) {
  reader.take("วัน");
  for (const MonthForm form : {MonthForm::full, MonthForm::abbreviated}) {
    for (const Language language : {Language::thai, Language::english}) {
      for (int day = 0; day < 7; ++day) {
        Reader after = reader;
        if (!after.take(simplified(weekday_name(day, form, language))))
          continue;
        // A lone letter is a day's name only where ที่, a blank or the day's number comes after it.
        if (after.take("ที่") || after.take_separator() || after.at_digit()) {
          reader = after;
          reader.take_blanks();
          return;
        }
      }
    }
  }
  reader.take("ที่");
  reader.take_blanks();
}

std::optional<Era> take_era(Reader& reader) {
  for (const std::string_view word : {"พศ", "be"})
    if (reader.take(word))
      return Era::buddhist;
  for (const std::string_view word : {"คศ", "ce", "ad"})
    if (reader.take(word))
      return Era::common;
  return std::nullopt;
}

/// The year in the Common Era; nothing for a year of one, three or more than four digits.
std::optional<std::int32_t> common_era_year(std::string_view digits, std::optional<Era> era,
                                            Language month_language) {
  std::int32_t year = number_of(digits);
  if (digits.size() == 2) {
    if (!era)
      era = month_language == Language::english ? Era::common : Era::buddhist;
    year += era == Era::buddhist ? 2500 : 2000;
  } else if (digits.size() != 4) {
    return std::nullopt;
  }
  if (!era)
    era = year >= first_year_taken_as_buddhist ? Era::buddhist : Era::common;
  return era == Era::buddhist ? year - buddhist_offset_years : year;
}

std::optional<CivilDate> date_of_eight_digits(std::string_view digits) {
  const auto made = [](std::string_view year, std::string_view month, std::string_view day) {
    return CivilDate{common_era_year(year, std::nullopt, Language::thai).value_or(0), number_of(month),
                     number_of(day)};
  };
  const std::int32_t first = number_of(digits.substr(0, 4));
  if (first >= 1900 && first < 2700)
    return made(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6));
  return made(digits.substr(4), digits.substr(2, 2), digits.substr(0, 2));
}

std::optional<CivilDate> date_of_year_first(std::string_view year, Reader reader) {
  if (!reader.take_separator())
    return std::nullopt;
  const std::string_view month = reader.take_digits();
  const bool divided = reader.take_separator();
  const std::string_view day = reader.take_digits();
  if (!divided || month.empty() || month.size() > 2 || day.empty() || day.size() > 2 || !reader.at_end())
    return std::nullopt;
  return CivilDate{common_era_year(year, std::nullopt, Language::thai).value_or(0), number_of(month),
                   number_of(day)};
}

/// Reads what follows a day's number. Nothing if that is not a month and a year; the date need not exist.
std::optional<CivilDate> date_of_day_first(std::string_view day, Reader reader,
                                           std::optional<CivilDate> today) {
  const bool divided = reader.take_separator();
  CivilDate date{0, 0, number_of(day)};
  Language language = Language::thai;
  if (reader.at_digit()) {
    const std::string_view month = reader.take_digits();
    if (!divided || month.size() > 2)
      return std::nullopt;
    date.month = number_of(month);
  } else {
    reader.take("เดือน");
    const MonthWord* month = take_month(reader);
    if (month == nullptr)
      return std::nullopt;
    date.month = month->month;
    language = month->language;
  }
  reader.take_separator();
  if (reader.at_end() && today) {
    date.year = today->year;
    return date;
  }
  reader.take("ปี");
  auto era = take_era(reader);
  reader.take_blanks();
  const std::string_view year = reader.take_digits();
  reader.take_blanks();
  if (!era)
    era = take_era(reader);
  reader.take_separator();
  const auto common = common_era_year(year, era, language);
  if (!common || !reader.at_end())
    return std::nullopt;
  date.year = *common;
  return date;
}

std::optional<CivilDate> relative_date(std::string_view text, std::optional<CivilDate> today) {
  struct Word {
    std::string_view text;
    int days;
  };
  constexpr std::array<Word, 9> words{{{"วันนี้", 0},
                                       {"today", 0},
                                       {"พรุ่งนี้", 1},
                                       {"วันพรุ่งนี้", 1},
                                       {"tomorrow", 1},
                                       {"มะรืนนี้", 2},
                                       {"เมื่อวาน", -1},
                                       {"เมื่อวานนี้", -1},
                                       {"yesterday", -1}}};
  const auto found = std::ranges::find(words, text, &Word::text);
  return today && found != words.end() ? std::optional(add_days(*today, found->days)) : std::nullopt;
}

std::optional<CivilDate> read_date(std::string_view text, std::optional<CivilDate> today) {
  if (const auto date = relative_date(text, today))
    return date;
  Reader reader(text);
  take_weekday(reader);
  const std::string_view first = reader.take_digits();
  if (first.size() == 8 && reader.at_end())
    return date_of_eight_digits(first);
  if (first.size() == 4)
    return date_of_year_first(first, reader);
  if (first.empty() || first.size() > 2)
    return std::nullopt;
  return date_of_day_first(first, reader, today);
}

} // namespace

Result<CivilDate> parse_typed_date(std::string_view text, std::optional<CivilDate> today) {
  const auto date = read_date(simplified(text), today);
  if (!date)
    return failure("date.unreadable", {{"text", std::string(text)}});
  if (!exists(*date))
    return failure("date.no_such_day", {{"text", std::string(text)}});
  return *date;
}

Result<TimeOfDay> parse_typed_time(std::string_view text) {
  std::string plain = to_arabic_digits(normalised_line(text));
  for (const std::string_view ending : {"น.", "น", "hrs", "h"}) {
    if (plain.ends_with(ending)) {
      plain.resize(plain.size() - ending.size());
      break;
    }
  }
  while (plain.ends_with(' '))
    plain.pop_back();
  if (plain.size() == 4 && std::ranges::all_of(plain, is_digit))
    plain.insert(2, ":");
  if (const auto time = parse_iso_time(plain))
    return *time;
  return failure("time.unreadable", {{"text", std::string(text)}});
}

} // namespace truat::text
