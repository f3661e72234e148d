// What cells of a list say: numbers, areas, choices, dates, addresses, formats.
#include "audit/registration_number.h"
#include "base/utf8.h"
#include "exchange/cell_values.h"
#include "exchange/column_dates.h"
#include "exchange/number_format.h"
#include "exchange/plan_xml.h"
#include "exchange/thai_address.h"
#include "fuzz/support.h"

#include <array>

namespace truat::fuzzing {
namespace {

using namespace truat::exchange;

template <class T>
void must_be_told(const CellResult<T>& result) {
  if (!result)
    fuzzing::must_be_told(result.error());
}

void read_dates(std::string_view text) {
  for (const CellType type : {CellType::text, CellType::number, CellType::date, CellType::date_time}) {
    const Cell cell{text, type};
    DateStyleDetector detector;
    detector.add(cell);
    for (const DateStyle& style :
         {detector.style(), DateStyle{DateOrder::month_first, text::Era::common}, DateStyle{}}) {
      const auto date = read_date_cell(cell, style);
      if (!date) {
        fuzzing::must_be_told(date.error());
        continue;
      }
      must(exists(*date), "a day that is read exists");
      const std::string written = to_iso(*date);
      const auto again = read_date_cell({written, CellType::date}, style);
      must(again.has_value() && *again == *date, "a day that is written reads alike");
    }
  }
}

void read_numbers(std::string_view text) {
  const auto number = read_number(text);
  must_be_told(number);
  if (number) {
    must(number->units >= 0, "a number of a list is not negative");
    const auto again = parse_decimal(to_string(*number));
    must(again.has_value() && *again == *number && again->places == number->places,
         "a number that is written reads alike");
  }
  must_be_told(read_whole_number(text));
  must_be_told(read_area(text, "พื้นที่ (ไร่)"));
  must_be_told(read_area(text, "area"));
  for (const char* list : {"factory_group", "yes_no", "purpose"})
    must_be_told(read_choice(list, text));
  const auto digits = read_digits(text, 5);
  must_be_told(digits);
  if (digits)
    must(digits->size() == 5, "so many digits are asked for");
  if (const auto decimal = parse_decimal(text)) {
    const auto again = parse_decimal(to_string(*decimal));
    must(again.has_value() && *again == *decimal, "a decimal that is written reads alike");
  }
  for (const int places : {0, 2, 4})
    if (const auto scaled = parse_scaled(text, places))
      must(parse_scaled(scaled_text(*scaled, places), places) == scaled, "a scaled number reads alike");
  static_cast<void>(parse_whole(text));
}

void read_formats(std::string_view format, std::string_view text) {
  const NumberFormat classified = classify_format(format);
  for (const DateSystem system : {DateSystem::from_1900, DateSystem::from_1904}) {
    const FormattedNumber formatted = format_number(text, classified, system);
    must(is_valid_utf8(formatted.text) || !is_valid_utf8(text), "a number is shown as text");
    if (formatted.type == CellType::date)
      must(parse_iso_date(formatted.text).has_value(), "a date that is shown exists");
    for (const NumberFormat::Shows shows : {NumberFormat::Shows::number, NumberFormat::Shows::date,
                                            NumberFormat::Shows::time, NumberFormat::Shows::date_time})
      static_cast<void>(format_number(text, {.shows = shows, .least_digits = 5}, system));
  }
}

} // namespace

void fuzz(std::string_view input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string_view text = input.substr(0, end);
  const std::string_view format = input.substr(std::min(end + 1, input.size()));
  read_formats(format, text);
  if (!is_valid_utf8(text)) // what a table holds is
    return;
  const Cell cell{text, CellType::text};
  const std::string plain = plain_text_of(cell);
  must(is_valid_utf8(plain), "a cell's text is text");
  must(plain_text_of({plain, CellType::text}) == plain || plain.empty() || plain[0] == '\'' ||
           plain[0] == '=',
       "a plain text is plain");
  must(is_valid_utf8(long_text_of(cell)), "a cell's text is text");
  read_dates(text);
  read_numbers(plain);
  if (const auto number = audit::parse_registration_number(plain)) {
    const auto again = audit::parse_registration_number(number->text);
    must(again.has_value() && *again == *number, "a registration number in its normal form reads alike");
    static_cast<void>(audit::registration_parts(*number));
    must(audit::registration_key(number->text) == audit::registration_key(plain),
         "every spelling has one key");
  } else {
    fuzzing::must_be_told(number.error());
  }
  const ThaiAddress address = parse_thai_address(plain);
  must(address.postcode.empty() || address.postcode.size() == 5, "a postcode has five digits");
}

} // namespace truat::fuzzing
