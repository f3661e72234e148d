#include "report/paper_words.h"

#include "audit/choices.h"
#include "text/numbers.h"

namespace truat::report {
namespace {

/// The clock's colon as a point, which is how Thai papers write it: of the text's first digits alone.
std::string with_point(std::string time) {
  if (const std::size_t colon = time.find(':'); colon != std::string::npos)
    time[colon] = '.';
  return time;
}

} // namespace

PaperWords::PaperWords(text::Language language, text::Digits digits)
    : m_before(text::language()), m_style(text::date_style(language)) {
  m_style.digits = language == text::Language::thai ? digits : text::Digits::arabic;
  text::set_language(language);
}

PaperWords::~PaperWords() {
  text::set_language(m_before);
}

std::string PaperWords::say(std::string_view key) const {
  return text::in_digits(std::string(text::tr(key)), m_style.digits);
}

std::string PaperWords::say(std::string_view key, std::initializer_list<Argument> arguments) const {
  return text::in_digits(text::tr(key, arguments), m_style.digits);
}

std::string PaperWords::typed(std::string_view text) const {
  return text::in_digits(std::string(text), m_style.digits);
}

std::string PaperWords::number(std::int64_t number) const {
  return text::format_number(number, m_style.digits);
}

std::string PaperWords::either(const forms::Bilingual& both) const {
  return typed(thai() || both.english.empty() ? both.thai : both.english);
}

std::string PaperWords::choice(std::string_view list, std::string_view key) const {
  const std::string_view label = audit::choice_label(list, key);
  return label.empty() ? typed(key) : say(label);
}

std::string PaperWords::day(const CivilDate& date) const {
  return text::format_date(date, thai() ? text::DateForm::official : text::DateForm::full, m_style);
}

std::string PaperWords::short_day(const CivilDate& date) const {
  return text::format_date(date, text::DateForm::abbreviated, m_style);
}

std::string PaperWords::time(const TimeOfDay& time) const {
  const std::string clock = text::format_time(time, m_style);
  return thai() ? with_point(clock) : clock;
}

std::string PaperWords::moment(Instant instant) const {
  const LocalTime local = local_time(instant);
  return short_day(local.date) + " " + time(local.time);
}

} // namespace truat::report
