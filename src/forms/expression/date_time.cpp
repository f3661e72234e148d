#include "forms/expression/date_time.h"

#include <array>
#include <cmath>
#include <cstdlib>

namespace truat::forms::expression {
namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;

/// Takes texts apart from the front; one failure is kept.
class Cursor {
public:
  explicit Cursor(std::string_view text) : m_rest(text) {}
  [[nodiscard]] bool is_good() const { return m_good; }
  [[nodiscard]] bool is_at_end() const { return m_rest.empty(); }
  [[nodiscard]] bool skip(char c) {
    if (!m_rest.starts_with(c))
      return false;
    m_rest.remove_prefix(1);
    return true;
  }
  void expect(char c) { m_good = skip(c) && m_good; }
  int two_digits() {
    if (m_rest.size() < 2 || !is_digit(m_rest[0]) || !is_digit(m_rest[1])) {
      m_good = false;
      return 0;
    }
    const int number = (m_rest[0] - '0') * 10 + (m_rest[1] - '0');
    m_rest.remove_prefix(2);
    return number;
  }
  /// Digits behind the point, as milliseconds; more than three are cut.
  int fraction() {
    int milliseconds = 0;
    int places = 0;
    while (!m_rest.empty() && is_digit(m_rest[0])) {
      if (places < 3)
        milliseconds = milliseconds * 10 + (m_rest[0] - '0');
      ++places;
      m_rest.remove_prefix(1);
    }
    m_good = m_good && places > 0;
    for (; places < 3; ++places)
      milliseconds *= 10;
    return milliseconds;
  }

private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::string_view m_rest;
  bool m_good = true;
};

struct Clock {
  std::int32_t milliseconds = 0;
  std::int32_t offset_minutes = 0;
};

std::optional<Clock> parse_clock(std::string_view text, int offset_minutes) {
  Cursor cursor(text);
  const int hour = cursor.two_digits();
  cursor.expect(':');
  const int minute = cursor.two_digits();
  int second = 0;
  int fraction = 0;
  if (cursor.skip(':')) {
    second = cursor.two_digits();
    if (cursor.skip('.'))
      fraction = cursor.fraction();
  }
  Clock clock{((hour * 60 + minute) * 60 + second) * 1000 + fraction, offset_minutes};
  if (cursor.skip('Z')) {
    clock.offset_minutes = 0;
  } else if (!cursor.is_at_end()) {
    const bool west = cursor.skip('-');
    if (!west)
      cursor.expect('+');
    const int hours = cursor.two_digits();
    // "+07" alone is written by some clients.
    int minutes = 0;
    if (!cursor.is_at_end()) {
      cursor.expect(':');
      minutes = cursor.two_digits();
    }
    if (hours > 14 || minutes > 59)
      return std::nullopt;
    clock.offset_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
  }
  if (!cursor.is_good() || !cursor.is_at_end() || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  return clock;
}

std::string padded(std::int64_t number, int width) {
  std::string digits = std::to_string(number);
  while (static_cast<int>(digits.size()) < width)
    digits.insert(digits.begin(), '0');
  return digits;
}

constexpr std::array<std::array<std::string_view, 12>, 2> months{{
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."},
}};
constexpr std::array<std::array<std::string_view, 7>, 2> days{{
    {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
    {"อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."},
}};

/// What one identifier stands for; nothing for a letter that is none.
std::optional<std::string> identifier_text(const Moment& moment, char letter, std::size_t names) {
  const CivilDate& date = moment.date;
  switch (letter) {
  case 'Y':
    return padded(date.year, 4);
  case 'y':
    return padded(date.year % 100, 2);
  case 'm':
    return padded(date.month, 2);
  case 'n':
    return std::to_string(date.month);
  case 'b':
    return std::string(months[names][static_cast<std::size_t>(date.month - 1)]);
  case 'd':
    return padded(date.day, 2);
  case 'e':
    return std::to_string(date.day);
  case 'a':
    return std::string(days[names][static_cast<std::size_t>(weekday(date))]);
  case 'H':
    return padded(moment.milliseconds / 3'600'000, 2);
  case 'h':
    return std::to_string(moment.milliseconds / 3'600'000);
  case 'M':
    return padded(moment.milliseconds / 60'000 % 60, 2);
  case 'S':
    return padded(moment.milliseconds / 1000 % 60, 2);
  case '3':
    return padded(moment.milliseconds % 1000, 3);
  case '%':
    return std::string("%");
  default:
    return std::nullopt;
  }
}

} // namespace

std::optional<Moment> parse_date_or_date_time(std::string_view text, int offset_minutes) {
  const auto date = parse_iso_date(text.substr(0, 10));
  if (!date)
    return std::nullopt;
  if (text.size() == 10)
    return Moment{*date, 0, offset_minutes};
  if (text[10] != 'T')
    return std::nullopt;
  const auto clock = parse_clock(text.substr(11), offset_minutes);
  if (!clock)
    return std::nullopt;
  return Moment{*date, clock->milliseconds, clock->offset_minutes};
}

std::optional<std::int32_t> parse_time(std::string_view text, int offset_minutes) {
  const auto clock = parse_clock(text, offset_minutes);
  if (!clock)
    return std::nullopt;
  const std::int64_t moved = clock->milliseconds + (offset_minutes - clock->offset_minutes) * 60'000LL;
  return static_cast<std::int32_t>((moved % day_milliseconds + day_milliseconds) % day_milliseconds);
}

double days_since_epoch(const Moment& moment) {
  const std::int64_t milliseconds = truat::days_since_epoch(moment.date) * day_milliseconds +
                                    moment.milliseconds - moment.offset_minutes * 60'000LL;
  return static_cast<double>(milliseconds) / static_cast<double>(day_milliseconds);
}

std::optional<Moment> moment_of_days(double days_after, int offset_minutes) {
  constexpr double first_day = -719'162; // 0001-01-01
  constexpr double last_day = 2'932'896; // 9999-12-31
  const double local = days_after + offset_minutes / 1440.0;
  if (!(local >= first_day && local < last_day + 1))
    return std::nullopt;
  return moment_of(Instant{std::llround(days_after * static_cast<double>(day_milliseconds))}, offset_minutes);
}

Moment moment_of(Instant instant, int offset_minutes) {
  const std::int64_t local = instant.milliseconds + offset_minutes * 60'000LL;
  std::int64_t day = local / day_milliseconds;
  std::int64_t rest = local % day_milliseconds;
  if (rest < 0) {
    rest += day_milliseconds;
    --day;
  }
  return {date_of_days(day), static_cast<std::int32_t>(rest), offset_minutes};
}

Moment at_offset(const Moment& moment, int offset_minutes) {
  const std::int64_t utc = truat::days_since_epoch(moment.date) * day_milliseconds + moment.milliseconds -
                           moment.offset_minutes * 60'000LL;
  return moment_of(Instant{utc}, offset_minutes);
}

std::string date_time_text(const Moment& moment) {
  std::string text = format_moment(moment, "%Y-%m-%dT%H:%M:%S.%3", DateNames::english);
  const int offset = std::abs(moment.offset_minutes);
  return text + (moment.offset_minutes < 0 ? "-" : "+") + padded(offset / 60, 2) + ":" +
         padded(offset % 60, 2);
}

std::string format_moment(const Moment& moment, std::string_view format, DateNames names) {
  std::string text;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] == '%' && at + 1 < format.size()) {
      if (const auto part = identifier_text(moment, format[at + 1], static_cast<std::size_t>(names))) {
        text += *part;
        ++at;
        continue;
      }
    }
    text += format[at];
  }
  return text;
}

} // namespace truat::forms::expression
