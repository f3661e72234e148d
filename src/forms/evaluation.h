// What the answers amount to: what is missing, what is out of range and by how much, what failed, progress
// and score.
#pragma once

#include "forms/answers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace truat::forms {

/// What of a question is still to be done before the checklist can be called complete.
enum class Missing : std::uint8_t { answer, note, photo };

enum class Bound : std::uint8_t { minimum, maximum };
struct OutOfRange {
  Bound bound = Bound::maximum;
  Decimal by; ///< exact, positive
  bool operator==(const OutOfRange&) const = default;
};

/// Obtained of possible. A question counts once it is answered; "not applicable" never counts.
struct Score {
  Decimal obtained;
  Decimal possible;
  bool operator==(const Score&) const = default;
  /// Tenths of a percent, rounded half up; none when nothing counts.
  [[nodiscard]] std::optional<std::int64_t> permille() const;
};

struct QuestionState {
  const Question* question = nullptr;
  bool asked = true; ///< false where the section's condition leaves it out; nothing else counts then
  bool answered = false;
  Outcome outcome =
      Outcome::none; ///< of the response, or `passed`/`failed` of a measured value with a limit in force
  const Limit* limit = nullptr; ///< in force on the day of the visit
  std::optional<OutOfRange> out_of_range;
  std::vector<Missing> missing;
  std::int32_t photos_wanted = 0; ///< how many photos the answer asks for
  Score score;
};

/// Numbers of a section or of the whole.
struct Tally {
  std::size_t questions = 0; ///< that are asked and can be answered
  std::size_t answered = 0;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t not_applicable = 0;
  std::size_t required_unanswered = 0;
  std::size_t missing_evidence = 0; ///< notes and photos that answers ask for
  Score score;
  [[nodiscard]] bool complete() const { return required_unanswered == 0 && missing_evidence == 0; }
  bool operator==(const Tally&) const = default;
};

struct SectionState {
  const Section* section = nullptr;
  std::vector<QuestionState> questions;
  Tally tally;
};

struct Evaluation {
  std::vector<SectionState> sections;
  Tally tally;
  [[nodiscard]] const QuestionState* find(std::string_view question) const;
  /// Questions with something missing, in the checklist's order. All pointers lead into this object.
  [[nodiscard]] std::vector<const QuestionState*> incomplete() const;
  [[nodiscard]] std::vector<const QuestionState*> failed() const;
};

/// Pure. The result points into `checklist`, which must outlive it.
[[nodiscard]] Evaluation evaluate(const Template& checklist, const Answers& answers, const LimitTerms& terms);
/// One question alone, while it is being typed.
[[nodiscard]] QuestionState evaluate(const Template& checklist, const Question& question,
                                     const Answers& answers, const LimitTerms& terms);

/// "5.5–9.0", "≤ 40", "≥ 5.5": the limit as a reader sees it, digits Arabic.
[[nodiscard]] std::string limit_text(const Limit& limit);

} // namespace truat::forms
