// Answers to a checklist's questions: what was chosen, measured or written, and the dynamic fields they are
// kept in.
//
// Kept on the inspection's record as `answer/<question>/<instance>` and `note/<question>/<instance>`. A
// question that is not repeated has the one instance `main`; an instance of a repeated group (issue 5) has an
// id of its own, never an index.
#pragma once

#include "base/civil_date.h"
#include "base/decimal.h"
#include "forms/template.h"
#include "records/value.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace truat::forms {

inline constexpr std::string_view answer_prefix = "answer";
inline constexpr std::string_view note_prefix = "note";
inline constexpr std::string_view main_instance = "main";

/// Which question, and which turn of it.
struct QuestionInstance {
  std::string question;
  std::string instance = std::string(main_instance);
  auto operator<=>(const QuestionInstance&) const = default;
};
/// "answer/ph/main", "note/ph/main".
[[nodiscard]] std::string answer_field(const QuestionInstance& place);
[[nodiscard]] std::string note_field(const QuestionInstance& place);
/// The place of "<prefix>/<question>/<instance>"; nothing for any other text.
[[nodiscard]] std::optional<QuestionInstance> parse_dynamic_field(std::string_view prefix,
                                                                  std::string_view field);

struct Choice {
  std::string response; ///< key
  bool operator==(const Choice&) const = default;
};
struct Choices {
  std::vector<std::string> responses; ///< keys, sorted, each once
  bool operator==(const Choices&) const = default;
};
struct Measured {
  Decimal value;
  bool operator==(const Measured&) const = default;
};
struct Written {
  std::string text;
  bool operator==(const Written&) const = default;
};
struct Dated {
  CivilDate date;
  bool operator==(const Dated&) const = default;
};
/// Said of a number, with a note: this factory has no such thing.
struct NotApplicable {
  bool operator==(const NotApplicable&) const = default;
};
/// `std::monostate` is "not answered". Photo and sample questions have no answer here: their photos and
/// samples are it.
using Answer = std::variant<std::monostate, Choice, Choices, Measured, Written, Dated, NotApplicable>;
[[nodiscard]] inline bool is_answered(const Answer& answer) {
  return !std::holds_alternative<std::monostate>(answer);
}

/// How the answer stands in the record, always as text: a response's key, several keys sorted with blanks
/// between (as XLSForm has select_multiple), "9.6", "2026-02-13", what was written, "not_applicable" of a
/// number.
[[nodiscard]] records::Value to_value(const Answer& answer);
/// Reads by the question's type. A value that does not fit is an error (`forms.answer_unreadable`), never
/// dropped in silence.
[[nodiscard]] Result<Answer> to_answer(const Question& question, const records::Value& value);
/// Whether the answer can be given to the question: its type, a response of its set, a number that is not
/// below its least. Errors: `forms.answer_kind`, `forms.response_unknown`, `forms.number_too_small`.
[[nodiscard]] Result<void> check_answer(const Template& checklist, const Question& question,
                                        const Answer& answer);

/// Everything said in one filled checklist.
struct Answers {
  std::map<QuestionInstance, Answer> answers;
  std::map<QuestionInstance, std::string> notes;
  std::map<QuestionInstance, std::size_t> photos;                      ///< how many are attached
  std::map<QuestionInstance, std::size_t> samples;                     ///< how many were taken
  [[nodiscard]] const Answer& answer(std::string_view question) const; ///< of the instance `main`
  [[nodiscard]] std::string_view note(std::string_view question) const;
  [[nodiscard]] std::size_t photo_count(std::string_view question) const;
  [[nodiscard]] std::size_t sample_count(std::string_view question) const;
};

} // namespace truat::forms
