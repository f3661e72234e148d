// A checklist as its author wrote it: sections of questions, the answers they offer, limits by date of the rule.
//
// A template's content is one JSON object: the files of assets/checklists, and the field `template.content` of a record.
// Its identity is its content: `content_hash` is the sha-256 of the canonical JSON, and a `template` record takes that hash
// as its natural key (audit/checklist.h). So an inspection keeps, for ever and in every export, the very version it began
// with: a later build that ships a changed checklist makes another record and touches no old one, two offices that install
// the same checklist make one record, and a build that never heard of a checklist reads it from the store.
//
// Content (what is marked ? may be absent; a text is {"th":…,"en":…} or a plain string for both):
//   {"id":KEY,"version":N,"title":TEXT,"description"?:TEXT,"purposes"?:[KEY…],"groups"?:[1…3],"response_sets":{KEY:[RESPONSE…]},
//    "sections":[{"id":KEY,"title":TEXT,"description"?:TEXT,"questions":[QUESTION…]}…]}
// Decimals are strings ("9.0"): nothing here is binary floating point. Keys this build does not know are kept in the record.
// Issue-5 logic (relevance, calculation, repeats) comes as further keys of questions; a question of a type that this build
// does not know is `QuestionType::unknown`: shown, never required, its answer kept.
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
  bool operator==(const Bilingual&) const = default;
};

/// The status colour and shape that a chosen response shows (docs/design.md).
enum class Tone : std::uint8_t { neutral, done, due, failed, active, suspended, not_applicable };

enum class Outcome : std::uint8_t {
  none,           ///< says nothing about compliance
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
  std::optional<Decimal> score; ///< none for "not applicable"
  Demand note = Demand::optional;
  Demand photo = Demand::optional;
  bool operator==(const Response&) const = default;
};

struct ResponseSet {
  std::string key;
  std::vector<Response> responses;
  [[nodiscard]] const Response* find(std::string_view response) const;
  [[nodiscard]] std::optional<Decimal> greatest_score() const;
  bool operator==(const ResponseSet&) const = default;
};

/// What a number may be, by the rule in force from a day on. Both ends are within the limit.
struct Limit {
  std::optional<CivilDate> from;  ///< first day in force; none: since ever
  std::optional<CivilDate> until; ///< last day in force; none: still
  std::optional<Decimal> minimum;
  std::optional<Decimal> maximum;
  Bilingual ground;               ///< the rule; the question's own grounds where empty
  std::string receiving_water;    ///< key, empty: any
  std::vector<std::string> factory_types; ///< numbers as in the annex ("52(3)", or "52" for all of it); empty: any
  bool operator==(const Limit&) const = default;
};

enum class QuestionType : std::uint8_t { choice, multiple_choice, decimal, text, date, unknown };

/// How grave a failed answer is. Kept as the key ("minor", "major", "critical").
enum class Severity : std::uint8_t { minor, major, critical };

struct Question {
  std::string key;            ///< unique in the template; never reused by a later version for another question
  std::string number;         ///< "5.2": as written, otherwise counted
  QuestionType type = QuestionType::choice;
  Bilingual text;
  Bilingual help;
  Bilingual law;              ///< the wording of the rule, for the evidence pane
  std::vector<Bilingual> grounds; ///< citations ("กฎกระทรวง ฉบับที่ 2 (พ.ศ. 2535) ข้อ 14")
  std::string response_set;   ///< choice and multiple choice
  Decimal weight{1, 0};       ///< multiplies its score
  std::optional<Decimal> score; ///< of a number within its limit; 0 outside
  Demand required = Demand::optional;
  Demand photo = Demand::optional;
  Demand note = Demand::optional;
  Bilingual unit;
  std::string unit_key;       ///< machine name of the unit, for exports
  std::vector<Limit> limits;
  std::int32_t places = 2;    ///< decimals offered when typing
  Severity severity = Severity::major;
  Bilingual finding;          ///< text of the finding when failed; the question's own text where empty
  Bilingual remedy;           ///< what to do
  std::optional<std::int32_t> due_days;
  bool sample = false;        ///< asks for a sample for the laboratory
  bool operator==(const Question&) const = default;
};

struct Section {
  std::string key;
  std::string number; ///< "5"
  Bilingual title;
  Bilingual short_title; ///< for the narrow strip; the title where none is given
  Bilingual description;
  Decimal weight{1, 0};
  std::vector<Question> questions;
  bool operator==(const Section&) const = default;
};

struct Template {
  std::string key;            ///< of the checklist through all its versions ("annual_short")
  std::int64_t version = 1;
  Bilingual title;
  Bilingual description;
  std::vector<std::string> purposes; ///< keys of inspection purposes it is offered for; empty: all
  std::vector<int> groups;           ///< factory groups (จำพวก) it is offered for; empty: all
  std::vector<std::string> factory_types; ///< numbers it is made for; empty: all
  std::vector<ResponseSet> response_sets;
  std::vector<Section> sections;
  std::string content;        ///< canonical JSON, every key of it
  Hash content_hash;          ///< sha-256 of `content`

  [[nodiscard]] const ResponseSet* find_response_set(std::string_view key) const;
  [[nodiscard]] const Question* find_question(std::string_view key) const;
  [[nodiscard]] const Section* section_of(std::string_view question_key) const;
  /// The response set of a choice question; null for any other.
  [[nodiscard]] const ResponseSet* responses_of(const Question& question) const;
  [[nodiscard]] std::size_t question_count() const;
  [[nodiscard]] bool suits(std::string_view purpose, std::optional<int> group) const;
};

/// Reads and checks a template. Errors name the place ("sections[2].questions[5].limits[0]"): a missing or doubled key, an
/// unknown response set, a decimal or date that is none, a number that is no integer.
[[nodiscard]] Result<Template> parse_template(std::string_view json);
[[nodiscard]] Result<Template> parse_template(JsonView json);

/// What decides which limits hold for a visit.
struct LimitTerms {
  CivilDate day;                   ///< of the visit: the law in force on that day is what applies
  std::string factory_type;        ///< "52(3)", empty: unknown
  std::string receiving_water;     ///< empty: unknown
};
/// The limit in force: of those that fit the terms, the one for this type and water before a general one, then the
/// youngest; null when none holds.
[[nodiscard]] const Limit* limit_in_force(const Question& question, const LimitTerms& terms);

} // namespace truat::forms
