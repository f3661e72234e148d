// A checklist ready to be filled: sections of questions, the answers they offer, limits by date of the rule.
//
// A template's content is one JSON object that needs nothing beside it (catalogue.h makes it of the files of
// assets/checklists and assets/reference, whose READMEs name every key):
//   {"choices":[…],"form":{…},"format":"truat-template","grounds":[…],"limits":[…],"questions":[…],"responses":[…],"version":1}
// with of each list only what the form uses, in the order of the lists.
//
// Its identity is its content: `content_hash` is the sha-256 of the canonical JSON, and a `template` record
// takes that hash as its natural key (audit/checklist.h). So an inspection keeps, for ever and in every
// export, the very version it began with: a later build that ships a changed checklist makes another record
// and touches no old one, two offices that install the same checklist make one record, and a build that never
// heard of a checklist reads it from the store.
//
// A question of a type that this build does not know is `QuestionType::unknown`: shown, never required, its
// answer kept. Keys that this build does not know stay in the content. Logic of questions (issue 5) comes as
// further keys; the one rule there is now is a section's `when`.
#pragma once

#include "base/civil_date.h"
#include "base/decimal.h"
#include "base/json.h"
#include "base/result.h"
#include "base/sha256.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::forms {

/// A text in both languages of the product.
struct Bilingual {
  std::string thai;
  std::string english;
  [[nodiscard]] bool empty() const { return thai.empty(); }
  bool operator==(const Bilingual&) const = default;
};

/// The status colour and shape that a chosen response shows (docs/design.md).
enum class Tone : std::uint8_t { neutral, done, due, failed, active, suspended, not_applicable };

enum class Outcome : std::uint8_t {
  none, ///< says nothing about compliance
  passed,
  failed,         ///< gives a finding
  not_applicable, ///< leaves the score's denominator
};

enum class Demand : std::uint8_t { optional, required };

struct Response {
  std::string key;
  Bilingual label;
  Bilingual short_label; ///< the label where none is given
  Tone tone = Tone::neutral;
  Outcome outcome = Outcome::none;
  std::optional<Decimal> share; ///< of the question's weight that it scores, 0 to 1; none: it is not scored
  Demand note = Demand::optional;
  std::int32_t photos = 0; ///< at least so many
  bool operator==(const Response&) const = default;
};

struct ResponseSet {
  std::string key;
  std::vector<Response> responses;
  [[nodiscard]] const Response* find(std::string_view response) const;
  bool operator==(const ResponseSet&) const = default;
};

/// A law or regulation that is cited.
struct LegalGround {
  std::string key;
  Bilingual citation; ///< "กฎกระทรวง ฉบับที่ 2 (พ.ศ. 2535) ข้อ 14"
  Bilingual summary;  ///< what it says, in our own words
  std::optional<CivilDate> from;
  bool unverified = false; ///< not compared with the Royal Gazette
  bool operator==(const LegalGround&) const = default;
};

/// What a number may be, by the rule in force from a day on. Both ends are within the limit.
struct Limit {
  std::optional<CivilDate> from;  ///< first day in force; none: since ever
  std::optional<CivilDate> until; ///< last day in force; none: still
  std::optional<Decimal> minimum;
  std::optional<Decimal> maximum;
  std::optional<Decimal> ceiling; ///< the most that the rule allows by type of factory and receiving water
  std::string ground;             ///< key of a legal ground, may be empty
  std::vector<std::string> factory_types; ///< numbers of the annex ("52(3)", "52" for all of it); empty: any
  std::vector<std::string> receiving_waters; ///< keys of where the effluent goes; empty: any
  bool unverified = false;
  bool operator==(const Limit&) const = default;
};

enum class QuestionType : std::uint8_t {
  choice,
  multiple_choice,
  number,
  text,
  date,
  photo,  ///< answered by its photos
  sample, ///< answered by a sample for the laboratory
  unknown
};

/// How grave a failed answer is.
enum class Severity : std::uint8_t { minor, major, critical };
[[nodiscard]] std::string_view key_of(Severity severity); ///< "major"

/// Where a number comes from: read at the visit, or from the laboratory later.
enum class NumberSource : std::uint8_t { field, laboratory };

struct Question {
  std::string key;    ///< unique in the template; the same question has the same key in every checklist
  std::string number; ///< "5.2", counted
  QuestionType type = QuestionType::choice;
  Bilingual text;
  Bilingual help;
  std::vector<LegalGround> grounds; ///< the main one first
  std::string response_set;         ///< choice and multiple choice
  Decimal weight;                   ///< full score; 0: not scored
  Demand required = Demand::optional;
  Bilingual unit;
  std::int32_t places = 2;      ///< decimals offered when typing
  std::optional<Decimal> least; ///< a number below it is no number of this thing (`forms.number_too_small`)
  std::vector<Limit> limits;
  NumberSource source = NumberSource::field;
  std::vector<std::string> parameters; ///< of a sample: the number questions that its result fills
  std::optional<Severity> severity;
  std::optional<std::int32_t> due_days;      ///< 0: at once
  std::optional<std::int32_t> failed_photos; ///< in place of the response's own number
  Bilingual remedy;                          ///< what to do
  bool operator==(const Question&) const = default;
};

/// The section's other questions are asked only when `question`, which is its first, has one of these
/// answers.
struct SectionCondition {
  std::string question;
  std::vector<std::string> responses;
  bool operator==(const SectionCondition&) const = default;
};

struct Section {
  std::string key;
  std::string number; ///< "5", counted
  Bilingual title;
  Bilingual short_title; ///< for the narrow strip; the title where none is given
  std::optional<SectionCondition> when;
  std::vector<Question> questions;
  bool operator==(const Section&) const = default;
};

struct Template {
  std::string key; ///< of the checklist through all its versions ("factory.yearly")
  std::int64_t version = 1;
  Bilingual title;
  std::vector<std::string> purposes; ///< keys of inspection purposes it is made for; empty: all
  std::vector<ResponseSet> response_sets;
  std::vector<LegalGround> grounds;
  std::vector<Section> sections;
  std::string content; ///< canonical JSON, every key of it
  Hash content_hash;   ///< sha-256 of `content`

  [[nodiscard]] const ResponseSet* find_response_set(std::string_view key) const;
  [[nodiscard]] const LegalGround* find_ground(std::string_view key) const;
  [[nodiscard]] const Question* find_question(std::string_view key) const;
  [[nodiscard]] const Section* section_of(std::string_view question_key) const;
  /// The response set of a choice question; null for any other.
  [[nodiscard]] const ResponseSet* responses_of(const Question& question) const;
  [[nodiscard]] std::size_t question_count() const;
  [[nodiscard]] bool suits(std::string_view purpose) const;
};

/// Reads and checks a template's content. Errors (`forms.template_…`) name the place ("questions[5].weight"):
/// a missing or doubled key, an id that no list has, a decimal or date that is none, a number that is no
/// integer.
[[nodiscard]] Result<Template> parse_template(std::string_view json);
[[nodiscard]] Result<Template> parse_template(JsonView json);

/// What decides which limit holds for a visit.
struct LimitTerms {
  CivilDate day;               ///< of the visit: the law in force on that day is what applies
  std::string factory_type;    ///< "52(3)", empty: unknown
  std::string receiving_water; ///< empty: unknown
};
/// The limit in force: of those that fit the terms, one for this type and water before a general one, then
/// the youngest; null when none holds.
[[nodiscard]] const Limit* limit_in_force(const Question& question, const LimitTerms& terms);

} // namespace truat::forms
