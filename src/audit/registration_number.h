// Factory registration numbers (ทะเบียนโรงงาน): the new 14 digits and the old forms, read as people type them.
//
// New: ABCCDDDDDEEEEF. A issuer (1 กรอ., 2 สอจ., 7 กนอ.), B 0 outside an industrial estate, 2 or 3 inside, CC
// province, DDDDD serial, EEEE year B.E., F a digit of unknown rule: nothing is refused on it, nor on any
// other part. Old: "3-106-33/50รย", "3-28(1)-119/32", up to 20 characters.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat::audit {

enum class RegistrationForm : std::uint8_t { new_form, old_form };

struct RegistrationNumber {
  RegistrationForm form = RegistrationForm::new_form;
  std::string text; ///< normal form: 14 digits, or the old form with Arabic digits and no spaces
  bool operator==(const RegistrationNumber&) const = default;
};

/// Reads Thai or Arabic digits; spaces, dashes of any kind, points and invisible characters between the 14
/// digits do not count. Errors: `audit.registration_empty`; `audit.registration_spreadsheet` for a number
/// that a spreadsheet turned into 3.1E+13 (its digits are lost and are never guessed);
/// `audit.registration_form` for what is neither form.
[[nodiscard]] Result<RegistrationNumber> parse_registration_number(std::string_view text);

/// Whether the text is a number in a spreadsheet's exponent form ("3.1E+13").
[[nodiscard]] bool looks_like_spreadsheet_number(std::string_view text);

/// What the natural key of a factory is made of, and what a search compares: the text without spaces, dashes
/// and points, Arabic digits, lower case. Any text has one, a registration number or not.
[[nodiscard]] std::string registration_key(std::string_view text);

/// The parts of a new number; nothing for an old one. `issuer` and `province` are as written, known or not.
struct RegistrationParts {
  int issuer = 0;
  int place = 0; ///< 0 outside an estate
  int province = 0;
  int serial = 0;
  int buddhist_year = 0;
  int last_digit = 0;
  bool operator==(const RegistrationParts&) const = default;
};
[[nodiscard]] std::optional<RegistrationParts> registration_parts(const RegistrationNumber& number);

} // namespace truat::audit
