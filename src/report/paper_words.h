// The words of one paper: its language whatever the screen's is, its era and its digits.
#pragma once

#include "forms/template.h"
#include "text/language.h"
#include "text/messages.h"
#include "text/thai_date.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace truat::report {

/// While one lives, `text::tr` answers in the paper's language.
class PaperWords {
public:
  /// Thai papers have Buddhist years and the digits asked for, English ones the Common Era and Arabic digits.
  PaperWords(text::Language language, text::Digits digits);
  ~PaperWords();
  PaperWords(const PaperWords&) = delete;
  PaperWords& operator=(const PaperWords&) = delete;

  [[nodiscard]] text::Language language() const { return m_style.language; }
  [[nodiscard]] bool thai() const { return m_style.language == text::Language::thai; }
  [[nodiscard]] const text::DateStyle& style() const { return m_style; }

  /// A message, with the paper's digits.
  [[nodiscard]] std::string say(std::string_view key) const;
  [[nodiscard]] std::string say(std::string_view key, std::initializer_list<Argument> arguments) const;
  /// What people typed, with the paper's digits.
  [[nodiscard]] std::string typed(std::string_view text) const;
  [[nodiscard]] std::string number(std::int64_t number) const;
  [[nodiscard]] std::string either(const forms::Bilingual& both) const;
  /// The label of a choice; an unknown key as it is.
  [[nodiscard]] std::string choice(std::string_view list, std::string_view key) const;
  [[nodiscard]] std::string day(const CivilDate& date) const;       ///< ๑๓ กุมภาพันธ์ พ.ศ. ๒๕๖๗
  [[nodiscard]] std::string short_day(const CivilDate& date) const; ///< ๑๓ ก.พ. ๒๕๖๗
  [[nodiscard]] std::string time(const TimeOfDay& time) const;      ///< ๐๙.๔๐ น.: papers write a point
  [[nodiscard]] std::string moment(Instant instant) const;          ///< ๑๓ ก.พ. ๒๕๖๗ ๐๙.๔๐ น.

private:
  text::Language m_before;
  text::DateStyle m_style;
};

} // namespace truat::report
