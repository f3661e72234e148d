// Values of fields as words, as typed text, and back.
#include "audit/binding.h"
#include "text/messages.h"
#include "text/normalisation.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "text/typed_date.h"
#include "ui/widgets/record_form.h"

namespace truat::ui {

namespace {

using records::FieldDescriptor;
using records::FieldType;
using records::Value;

constexpr std::string_view nothing = "–";

text::DateStyle style() {
  return text::date_style(text::language());
}

std::string with_unit(std::string number, const FieldDescriptor& field) {
  return text::with_unit(std::move(number), field.unit.empty() ? std::string_view() : text::tr(field.unit));
}

std::string hemisphere(const Decimal& degrees, std::string_view positive, std::string_view negative) {
  const bool below = degrees.units < 0;
  Decimal shown = degrees;
  shown.units = below ? -shown.units : shown.units;
  return text::format_decimal(shown, std::min(shown.places, 5)) + " " +
         std::string(below ? negative : positive);
}

std::string shown_structure(const Value& value) {
  if (const std::optional<audit::Position> position = audit::as_position(value)) {
    std::string words =
        hemisphere(position->latitude, "N", "S") + " " + hemisphere(position->longitude, "E", "W");
    if (position->accuracy_metres)
      words +=
          " " + text::tr("ui.accuracy", {{"metres", text::format_decimal(*position->accuracy_metres, 0)}});
    return words;
  }
  return std::string(text::tr("ui.has_content"));
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\n' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return std::string(text);
}

Result<Value> read_position(std::string_view text) {
  const std::size_t comma = text.find_first_of(", ");
  if (comma != std::string_view::npos) {
    const std::optional<Decimal> latitude = text::parse_typed_decimal(text.substr(0, comma));
    std::string_view rest = text.substr(comma + 1);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == ','))
      rest.remove_prefix(1);
    const std::optional<Decimal> longitude = text::parse_typed_decimal(rest);
    if (latitude && longitude)
      return audit::to_value(audit::Position{*latitude, *longitude, std::nullopt});
  }
  return failure("ui.not_a_position", {{"text", std::string(text)}});
}

} // namespace

std::string shown_value(const FieldDescriptor& field, const Value& value, const ChoiceLists& choices) {
  if (records::is_empty(value))
    return std::string(nothing);
  switch (field.type) {
  case FieldType::text:
  case FieldType::long_text:
    break;
  case FieldType::choice:
  case FieldType::reference:
    return choices.label(field.choices, records::as_text(value));
  case FieldType::integer:
    if (const std::optional<std::int64_t> number = records::as_integer(value))
      return with_unit(text::format_number(*number), field);
    break;
  case FieldType::decimal:
    if (const std::optional<Decimal> number = records::as_decimal(value))
      return with_unit(text::format_decimal(*number), field);
    break;
  case FieldType::date:
    if (const std::optional<CivilDate> date = records::as_date(value))
      return text::format_date(*date, text::DateForm::abbreviated, style());
    break;
  case FieldType::time:
    if (const std::optional<TimeOfDay> time = records::as_time(value))
      return text::format_time(*time, style());
    break;
  case FieldType::instant:
    if (const std::optional<Instant> instant = records::as_instant(value))
      return text::format_date_time(local_time(*instant), style());
    break;
  case FieldType::boolean:
    if (const std::optional<bool> truth = records::as_boolean(value))
      return std::string(text::tr(*truth ? "ui.yes" : "ui.no"));
    break;
  case FieldType::structure:
    return shown_structure(value);
  }
  // A value of a newer version, or of a foreign file: shown as it is.
  const std::string_view text = records::as_text(value);
  return text.empty() ? std::string(text::tr("ui.has_content")) : std::string(text);
}

InputMode input_mode(const FieldDescriptor& field) {
  switch (field.type) {
  case FieldType::integer:
    return InputMode::integer;
  case FieldType::decimal:
    return InputMode::decimal;
  case FieldType::date:
  case FieldType::time:
    return InputMode::date;
  default:
    break;
  }
  if (field.wire.ends_with(".phone"))
    return InputMode::telephone;
  return field.wire.ends_with(".email") ? InputMode::email : InputMode::text;
}

std::string typed_form(const FieldDescriptor& field, const Value& value) {
  if (records::is_empty(value))
    return {};
  switch (field.type) {
  case FieldType::integer:
    if (const std::optional<std::int64_t> number = records::as_integer(value))
      return text::format_number(*number);
    break;
  case FieldType::decimal:
    if (const std::optional<Decimal> number = records::as_decimal(value))
      return text::format_decimal(*number);
    break;
  case FieldType::date:
    if (const std::optional<CivilDate> date = records::as_date(value))
      return text::format_date(*date, text::DateForm::abbreviated, style());
    break;
  case FieldType::structure:
    if (const std::optional<audit::Position> position = audit::as_position(value))
      return to_string(position->latitude) + ", " + to_string(position->longitude);
    break;
  default:
    break;
  }
  return std::string(records::as_text(value));
}

Result<Value> read_typed(const FieldDescriptor& field, std::string_view typed, const CivilDate& today) {
  const std::string text = trimmed(typed);
  if (text.empty())
    return Value();
  switch (field.type) {
  case FieldType::integer: {
    const std::optional<Decimal> number = text::parse_typed_decimal(text);
    if (!number || number->places != 0)
      return failure("ui.not_a_whole_number", {{"text", text}});
    return Value(number->units);
  }
  case FieldType::decimal: {
    const std::optional<Decimal> number = text::parse_typed_decimal(text);
    if (!number)
      return failure("ui.not_a_number", {{"text", text}});
    return records::to_value(*number);
  }
  case FieldType::date: {
    const Result<CivilDate> date = text::parse_typed_date(text, today);
    if (!date)
      return std::unexpected(date.error());
    return records::to_value(*date);
  }
  case FieldType::time: {
    const Result<TimeOfDay> time = text::parse_typed_time(text);
    if (!time)
      return std::unexpected(time.error());
    return records::to_value(*time);
  }
  case FieldType::structure:
    return read_position(text);
  default:
    return Value(text::normalised(text));
  }
}

} // namespace truat::ui
