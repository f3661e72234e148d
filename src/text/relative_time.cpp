#include "text/relative_time.h"

#include "text/numbers.h"

namespace truat::text {
namespace {

bool is_thai(Language language) {
  return language == Language::thai;
}

} // namespace

std::string format_days(std::int64_t days, Language language, Digits digits) {
  const std::string number = format_number(days, digits);
  if (is_thai(language))
    return number + " วัน";
  return number + (days == 1 ? " day" : " days");
}

std::string format_days_left(const CivilDate& today, const CivilDate& due, Language language, Digits digits) {
  const std::int64_t left = days_between(today, due);
  if (left == 0)
    return is_thai(language) ? "ครบกำหนดวันนี้" : "due today";
  if (left == 1)
    return is_thai(language) ? "ครบกำหนดพรุ่งนี้" : "due tomorrow";
  if (left > 0)
    return is_thai(language) ? "เหลือ " + format_days(left, language, digits)
                             : format_days(left, language, digits) + " left";
  const std::string late = format_days(-left, language, digits);
  return is_thai(language) ? "เกิน " + late : late + " overdue";
}

std::string format_relative_day(const CivilDate& today, const CivilDate& day, Language language,
                                Digits digits) {
  const std::int64_t ahead = days_between(today, day);
  if (ahead == 0)
    return is_thai(language) ? "วันนี้" : "today";
  if (ahead == 1)
    return is_thai(language) ? "พรุ่งนี้" : "tomorrow";
  if (ahead == -1)
    return is_thai(language) ? "เมื่อวาน" : "yesterday";
  if (ahead > 0)
    return (is_thai(language) ? "อีก " : "in ") + format_days(ahead, language, digits);
  return format_days(-ahead, language, digits) + (is_thai(language) ? "ก่อน" : " ago");
}

std::string format_minutes(std::int64_t minutes, Language language, Digits digits) {
  const std::string sign = minutes < 0 ? "−" : "";
  const std::int64_t span = minutes < 0 ? -minutes : minutes;
  std::string text;
  if (span >= 60)
    text = format_number(span / 60, digits) + (is_thai(language) ? " ชม." : " h");
  if (span % 60 != 0 || span < 60)
    text +=
        (text.empty() ? "" : " ") + format_number(span % 60, digits) + (is_thai(language) ? " นาที" : " min");
  return sign + text;
}

} // namespace truat::text
