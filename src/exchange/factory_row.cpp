#include "exchange/factory_row.h"

#include "audit/binding.h"
#include "audit/factory.h"
#include "audit/registration_number.h"
#include "base/contract.h"
#include "base/utf8.h"
#include "exchange/cell_values.h"
#include "exchange/thai_address.h"
#include "text/numbers.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <array>
#include <utility>

namespace truat::exchange {
namespace {

using records::FieldType;
using records::Value;

constexpr std::size_t longest_text = 4000; ///< bytes; more is no field of a list

bool is_place(std::string_view target) {
  return target == "factory.province" || target == "factory.district" || target == "factory.subdistrict";
}

/// "หมู่ที่ 3", "ม.3", "3".
std::string without_village_word(std::string text) {
  for (const std::string_view word : {"หมู่ที่", "หมู่", "ม.", "moo"})
    if (text.starts_with(word)) {
      text.erase(0, word.size());
      text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
      break;
    }
  return text;
}

CellResult<Value> read_registration(std::string_view text) {
  const auto number = audit::parse_registration_number(text);
  if (number)
    return Value(number->text);
  return bad_cell(number.error().key == "audit.registration_spreadsheet" ? "import.registration_spreadsheet"
                                                                         : "import.registration_form");
}

CellResult<Value> read_type(const audit::FactoryTypes& types, std::string_view text) {
  const audit::FactoryType* type = types.read(text);
  return type == nullptr ? bad_cell("import.unknown_type") : CellResult<Value>(Value(type->code));
}

template <class T>
CellResult<Value> as_value(CellResult<T> read) {
  if (!read)
    return std::unexpected(std::move(read.error()));
  if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::int64_t>)
    return Value(std::move(*read));
  else
    return records::to_value(*read);
}

/// Degrees as a map shows them: "7.0142", "7.0142°".
std::optional<Decimal> read_degrees(std::string_view text, std::int64_t most) {
  std::string plain(text);
  if (const std::size_t sign = plain.find("°"); sign != std::string::npos)
    plain.resize(sign);
  const auto degrees = text::parse_typed_decimal(plain);
  const bool fits = degrees && *degrees <= Decimal{most, 0} && *degrees >= Decimal{-most, 0};
  return fits ? degrees : std::nullopt;
}

} // namespace

struct FactoryRowReader::Reading {
  struct Text {
    std::string text;
    std::size_t column = 0;
  };
  std::size_t row = 0;
  FactoryRow result;
  std::map<std::string, Text, std::less<>> places; ///< by target
  std::optional<Text> position;                    ///< both halves in one cell
  std::optional<Text> latitude;
  std::optional<Text> longitude;
  std::uint32_t number = 0;

  void bad(std::optional<std::size_t> column, std::string text, Phrase reason) {
    result.bad_cells.push_back({number, column, std::move(text), std::move(reason)});
  }
};

FactoryRowReader::FactoryRowReader(const Table& table, const ColumnMatch& match,
                                   const audit::Reference& reference, Rules rules)
    : m_table(table), m_match(match), m_reference(reference), m_rules(std::move(rules)) {
  expects(m_rules.date_styles.size() == m_match.columns.size(), "a date style for each column");
}

FactoryRow FactoryRowReader::read(std::size_t row) const {
  Reading reading;
  reading.row = row;
  reading.number = m_table.row_number(row);
  for (std::size_t column = 0; column < m_match.columns.size(); ++column)
    if (m_match.columns[column].use == ColumnUse::feeds)
      read_cell(reading, column);
  read_places(reading);
  read_position(reading);
  for (const std::string_view target : needed_factory_targets()) {
    const auto column = m_match.column_of(target);
    const bool is_bad_already = std::ranges::any_of(
        reading.result.bad_cells, [&](const BadCell& bad) { return column && bad.column == column; });
    if (!reading.result.values.contains(target) && !is_bad_already)
      reading.bad(column, column ? std::string(m_table.cell(row, *column).text) : std::string(),
                  {"import.needed", {{"field", "@" + target_label(target)}}});
  }
  return std::move(reading.result);
}

void FactoryRowReader::read_cell(Reading& reading, std::size_t column) const {
  const Cell cell = m_table.cell(reading.row, column);
  const std::string& target = m_match.columns[column].target;
  if (cell.type == CellType::empty)
    return;
  const std::string text = plain_text_of(cell);
  if (text.empty())
    return;
  if (cell.type == CellType::error)
    return reading.bad(column, text, {"import.error_cell", {}});
  if (text.size() > longest_text)
    return reading.bad(column, front_of(text, 60), {"import.too_long", {}});
  if (target == address_target) {
    const ThaiAddress address = parse_thai_address(text);
    const std::array<std::pair<std::string_view, const std::string*>, 5> parts{
        {{"factory.address_number", &address.number},
         {"factory.village", &address.village},
         {"factory.lane", &address.lane},
         {"factory.road", &address.road},
         {"factory.postcode", &address.postcode}}};
    for (const auto& [field, part] : parts)
      if (!part->empty())
        reading.result.values.try_emplace(std::string(field), *part);
    for (const auto& [field, part] :
         {std::pair("factory.subdistrict", &address.subdistrict),
          std::pair("factory.district", &address.district), std::pair("factory.province", &address.province)})
      if (!part->empty())
        reading.places.try_emplace(field, Reading::Text{*part, column});
    return;
  }
  if (is_place(target)) {
    // A column of its own goes before what an address says.
    reading.places.insert_or_assign(target, Reading::Text{text, column});
    return;
  }
  if (target == latitude_target || target == longitude_target || target == "factory.position") {
    (target == latitude_target    ? reading.latitude
     : target == longitude_target ? reading.longitude
                                  : reading.position) = Reading::Text{text, column};
    return;
  }
  CellResult<Value> value = read_value(cell, text, column);
  if (!value)
    return reading.bad(column, text, std::move(value.error()));
  reading.result.values.insert_or_assign(target, std::move(*value));
}

CellResult<Value> FactoryRowReader::read_value(const Cell& cell, const std::string& text,
                                               std::size_t column) const {
  const std::string& target = m_match.columns[column].target;
  if (target == "factory.registration_number" || target == "factory.old_registration_number")
    return read_registration(text);
  if (target == "factory.type")
    return read_type(m_reference.types, text);
  if (target == "factory.juristic_number")
    return as_value(read_digits(text, 13));
  if (target == "factory.postcode")
    return as_value(read_digits(text, 5));
  if (target == "factory.area")
    return as_value(read_area(text, m_match.columns[column].heading));
  if (target == "factory.village")
    return Value(without_village_word(text));
  const records::FieldDescriptor* field = workspace::schema().find_field(target);
  expects(field != nullptr, "targets are fields of the factory");
  switch (field->type) {
  case FieldType::integer:
    return as_value(read_whole_number(text));
  case FieldType::decimal:
    return as_value(read_number(text));
  case FieldType::date:
    return as_value(read_date_cell(cell, m_rules.date_styles[column]));
  case FieldType::choice:
    return as_value(read_choice(field->choices, text));
  case FieldType::long_text:
    return Value(long_text_of(cell));
  default:
    return Value(text);
  }
}

void FactoryRowReader::read_places(Reading& reading) const {
  const auto text_of = [&](std::string_view target) {
    const auto found = reading.places.find(target);
    return found == reading.places.end() ? std::string() : found->second.text;
  };
  const std::string province = text_of("factory.province");
  const std::string district = text_of("factory.district");
  const std::string subdistrict = text_of("factory.subdistrict");
  if (province.empty() && district.empty() && subdistrict.empty())
    return;
  const audit::Places& places = m_reference.places;
  const audit::PlaceCodes codes = find_places(province, district, subdistrict);
  const auto take = [&](std::string_view target, const std::string& written, const std::string& code,
                        std::string_view reason) {
    if (!code.empty() && (!written.empty() || target == "factory.province"))
      reading.result.values.insert_or_assign(std::string(target), code);
    else if (!written.empty())
      reading.bad(reading.places.find(target)->second.column, written, {std::string(reason), {}});
    return !code.empty() || written.empty();
  };
  // Below a place that was not found nothing can be found; one reason is enough.
  if (!take("factory.province", province, codes.province, "import.unknown_province"))
    return;
  if (!take("factory.district", district, codes.district, "import.unknown_district"))
    return;
  take("factory.subdistrict", subdistrict, codes.subdistrict, "import.unknown_subdistrict");
  if (const audit::Place* place = places.find(codes.subdistrict);
      place != nullptr && !place->postcode.empty())
    reading.result.postcode_follows =
        reading.result.values.try_emplace("factory.postcode", place->postcode).second;
}

audit::PlaceCodes FactoryRowReader::find_places(const std::string& province, const std::string& district,
                                                const std::string& subdistrict) const {
  const auto [found, is_new] = m_found_places.try_emplace({province, district, subdistrict});
  if (is_new) {
    found->second = m_reference.places.read(province.empty() ? m_rules.default_province : province, district,
                                            subdistrict);
    if (province.empty() && !district.empty() && found->second.district.empty())
      found->second = find_in_any_province(district, subdistrict);
  }
  return found->second;
}

/// A district's name that only one province has, or that has such a subdistrict in only one.
audit::PlaceCodes FactoryRowReader::find_in_any_province(std::string_view district,
                                                         std::string_view subdistrict) const {
  audit::PlaceCodes found;
  for (const audit::Place& province : m_reference.places.provinces()) {
    const audit::PlaceCodes codes = m_reference.places.read(province.code, district, subdistrict);
    if (codes.district.empty() || (!subdistrict.empty() && codes.subdistrict.empty()))
      continue;
    if (!found.district.empty())
      return {};
    found = codes;
  }
  return found;
}

void FactoryRowReader::read_position(Reading& reading) const {
  if (reading.position && !reading.latitude && !reading.longitude) {
    const std::string& text = reading.position->text;
    const std::size_t comma = text.find(',');
    const std::size_t end = comma == std::string::npos ? text.find(' ') : comma;
    if (end == std::string::npos)
      return reading.bad(reading.position->column, text, {"import.not_a_position", {}});
    reading.latitude = Reading::Text{text.substr(0, end), reading.position->column};
    const std::size_t second = std::min(text.find_first_not_of(' ', end + 1), text.size());
    reading.longitude = Reading::Text{text.substr(second), reading.position->column};
  }
  if (!reading.latitude && !reading.longitude)
    return;
  const Reading::Text& written = reading.latitude ? *reading.latitude : *reading.longitude;
  const auto latitude = reading.latitude ? read_degrees(reading.latitude->text, 90) : std::nullopt;
  const auto longitude = reading.longitude ? read_degrees(reading.longitude->text, 180) : std::nullopt;
  if (!latitude || !longitude) {
    const Reading::Text& wrong = latitude && reading.longitude ? *reading.longitude : written;
    return reading.bad(wrong.column, wrong.text, {"import.not_a_position", {}});
  }
  reading.result.values.insert_or_assign(
      "factory.position", audit::to_value(audit::Position{
                              .latitude = *latitude, .longitude = *longitude, .accuracy_metres = {}}));
}

} // namespace truat::exchange
