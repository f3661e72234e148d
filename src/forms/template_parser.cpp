#include "forms/template.h"

#include <algorithm>
#include <map>
#include <set>

namespace truat::forms {
namespace {

constexpr std::size_t most_questions = 5000;

template <class T>
using ById = std::map<std::string, T, std::less<>>;

struct LimitList {
  Bilingual unit;
  std::int32_t places = 2;
  std::vector<Limit> rules;
};

/// Reads one template. The first thing that is wrong is kept as the error; what follows it is read and thrown
/// away.
class Reader {
public:
  [[nodiscard]] Result<Template> read(JsonView root) {
    if (!root.is_object() || root["format"].string() != "truat-template")
      return failure("forms.template_not_one");
    Template checklist;
    read_grounds(root["grounds"], checklist);
    read_limits(root["limits"]);
    read_sets(root["responses"], "responses", checklist);
    read_sets(root["choices"], "choices", checklist);
    read_questions(root["questions"], checklist);
    read_form(root["form"], checklist);
    if (m_error)
      return std::unexpected(*m_error);
    auto canonical = canonical_json(root);
    if (!canonical)
      return std::unexpected(canonical.error());
    checklist.content = std::move(*canonical);
    checklist.content_hash = sha256(checklist.content);
    return checklist;
  }

private:
  void refuse(std::string key, const std::string& where, std::vector<Argument> arguments = {}) {
    if (!m_error)
      m_error = Error{std::move(key), std::move(arguments), where};
  }
  static std::string member(const std::string& where, std::string_view name) {
    return where + "." + std::string(name);
  }
  static std::string element(const std::string& where, std::size_t index) {
    return where + "[" + std::to_string(index) + "]";
  }

  template <class Visit>
  void for_each(JsonView list, const std::string& where, Visit visit) {
    if (list.exists() && !list.is_array())
      refuse("forms.template_list", where);
    std::size_t index = 0;
    list.for_each_element([&](JsonView value) { visit(value, element(where, index++)); });
  }

  /// Part of field names: ASCII letters, digits, points, dashes, underscores.
  std::string id(JsonView object, const std::string& where) {
    const std::string_view text = object["id"].string().value_or("");
    const auto fits = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
             c == '_' || c == '-';
    };
    if (text.empty() || text.size() > 100 || !std::ranges::all_of(text, fits))
      refuse("forms.template_id", member(where, "id"));
    return std::string(text);
  }

  Bilingual required_text(JsonView object, const std::string& where) {
    const auto thai = object["th"].string();
    if (!thai) {
      refuse("forms.template_text", member(where, "th"));
      return {};
    }
    return {std::string(*thai), std::string(object["en"].string().value_or(*thai))};
  }
  Bilingual text(JsonView object, std::string_view name, const std::string& where) {
    const JsonView value = object[name];
    return value.exists() ? required_text(value, member(where, name)) : Bilingual{};
  }

  std::vector<std::string> texts(JsonView object, std::string_view name, const std::string& where) {
    std::vector<std::string> found;
    for_each(object[name], member(where, name), [&](JsonView value, const std::string& place) {
      if (const auto item = value.string())
        found.emplace_back(*item);
      else
        refuse("forms.template_text", place);
    });
    return found;
  }

  std::optional<std::int32_t> integer(JsonView object, std::string_view name, std::int32_t most,
                                      const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists())
      return std::nullopt;
    const auto number = value.integer();
    if (!number || *number < 0 || *number > most) {
      refuse("forms.template_integer", member(where, name), {{"most", std::to_string(most)}});
      return std::nullopt;
    }
    return static_cast<std::int32_t>(*number);
  }

  bool truth(JsonView object, std::string_view name, const std::string& where) {
    const JsonView value = object[name];
    if (value.exists() && !value.boolean())
      refuse("forms.template_truth", member(where, name));
    return value.boolean().value_or(false);
  }
  Demand demand(JsonView object, std::string_view name, const std::string& where) {
    return truth(object, name, where) ? Demand::required : Demand::optional;
  }

  /// A decimal as text ("9.0"), or a whole number.
  std::optional<Decimal> decimal(JsonView object, std::string_view name, const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists())
      return std::nullopt;
    std::optional<Decimal> number;
    if (const auto written = value.string())
      number = parse_decimal(*written);
    else if (const auto whole = value.integer())
      number = parse_decimal(std::to_string(*whole));
    if (!number)
      refuse("forms.template_decimal", member(where, name));
    return number;
  }

  /// Shares and weights stay small, so that their products and sums are always exact.
  std::optional<Decimal> score(JsonView object, std::string_view name, std::int64_t most,
                               const std::string& where) {
    const auto number = decimal(object, name, where);
    if (number && (number->places > 3 || *number < Decimal{} || *number > Decimal{most, 0})) {
      refuse("forms.template_score", member(where, name), {{"most", std::to_string(most)}});
      return std::nullopt;
    }
    return number;
  }

  std::optional<CivilDate> date(JsonView object, std::string_view name, const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists())
      return std::nullopt;
    const auto day = parse_iso_date(value.string().value_or(""));
    if (!day)
      refuse("forms.template_date", member(where, name));
    return day;
  }

  void read_grounds(JsonView list, Template& checklist) {
    for_each(list, "grounds", [&](JsonView object, const std::string& where) {
      LegalGround ground;
      ground.key = id(object, where);
      ground.citation = required_text(object, where);
      ground.summary = text(object, "summary", where);
      ground.from = date(object, "from", where);
      ground.unverified = truth(object, "unverified", where);
      if (checklist.find_ground(ground.key) != nullptr)
        refuse("forms.template_doubled", where, {{"id", ground.key}});
      checklist.grounds.push_back(std::move(ground));
    });
  }

  Limit rule(JsonView object, const std::string& where) {
    Limit read;
    read.from = date(object, "from", where);
    read.until = date(object, "to", where);
    read.minimum = decimal(object, "min", where);
    read.maximum = decimal(object, "max", where);
    read.ceiling = decimal(object, "ceiling", where);
    read.ground = object["ground"].string().value_or("");
    read.factory_types = texts(object, "factory_types", where);
    read.receiving_waters = texts(object, "receiving_waters", where);
    read.unverified = truth(object, "unverified", where);
    const bool reversed = (read.minimum && read.maximum && *read.minimum > *read.maximum) ||
                          (read.from && read.until && *read.from > *read.until);
    if ((!read.minimum && !read.maximum) || reversed)
      refuse("forms.template_limit", where);
    return read;
  }

  void read_limits(JsonView list) {
    for_each(list, "limits", [&](JsonView object, const std::string& where) {
      LimitList limits;
      limits.unit = text(object, "unit", where);
      limits.places = integer(object, "decimals", 9, where).value_or(2);
      for_each(object["rules"], member(where, "rules"),
               [&](JsonView value, const std::string& place) { limits.rules.push_back(rule(value, place)); });
      m_limits.insert_or_assign(id(object, where), std::move(limits));
    });
  }

  static Tone tone_of(std::string_view token) {
    constexpr std::pair<std::string_view, Tone> tokens[] = {
        {"done", Tone::done},           {"due", Tone::due},
        {"failed", Tone::failed},       {"active", Tone::active},
        {"suspended", Tone::suspended}, {"na", Tone::not_applicable}};
    for (const auto& [name, tone] : tokens)
      if (name == token)
        return tone;
    return Tone::neutral;
  }

  Response response(JsonView object, const std::string& where) {
    Response read;
    read.key = id(object, where);
    read.label = required_text(object, where);
    read.short_label = text(object, "short", where);
    if (read.short_label.empty())
      read.short_label = read.label;
    read.tone = tone_of(object["token"].string().value_or(""));
    read.share = score(object, "score", 1, where);
    if (truth(object, "failed", where))
      read.outcome = Outcome::failed;
    else if (read.share)
      read.outcome = Outcome::passed;
    else if (read.tone == Tone::not_applicable)
      read.outcome = Outcome::not_applicable;
    const JsonView requires_more = object["requires"];
    read.note = demand(requires_more, "note", member(where, "requires"));
    read.photos = integer(requires_more, "photos", 100, member(where, "requires")).value_or(0);
    return read;
  }

  void read_sets(JsonView list, const std::string& name, Template& checklist) {
    for_each(list, name, [&](JsonView object, const std::string& where) {
      ResponseSet set;
      set.key = id(object, where);
      for_each(object["options"], member(where, "options"), [&](JsonView value, const std::string& place) {
        Response read = response(value, place);
        if (set.find(read.key) != nullptr)
          refuse("forms.template_doubled", place, {{"id", read.key}});
        set.responses.push_back(std::move(read));
      });
      if (set.responses.empty() || checklist.find_response_set(set.key) != nullptr)
        refuse("forms.template_list", where);
      checklist.response_sets.push_back(std::move(set));
    });
  }

  static QuestionType type_of(std::string_view word) {
    constexpr std::pair<std::string_view, QuestionType> words[] = {
        {"choice", QuestionType::choice}, {"choices", QuestionType::multiple_choice},
        {"number", QuestionType::number}, {"text", QuestionType::text},
        {"date", QuestionType::date},     {"photo", QuestionType::photo},
        {"sample", QuestionType::sample}};
    for (const auto& [name, type] : words)
      if (name == word)
        return type;
    return QuestionType::unknown;
  }

  std::optional<Severity> severity(JsonView object, const std::string& where) {
    const JsonView value = object["severity"];
    if (!value.exists())
      return std::nullopt;
    for (const Severity known : {Severity::minor, Severity::major, Severity::critical})
      if (value.string() == key_of(known))
        return known;
    refuse("forms.template_severity", member(where, "severity"));
    return std::nullopt;
  }

  void read_number(JsonView object, const std::string& where, Question& read) {
    read.unit = text(object, "unit", where);
    read.places = integer(object, "decimals", 9, where).value_or(2);
    read.least = decimal(object, "min", where);
    if (object["source"].string() == "laboratory")
      read.source = NumberSource::laboratory;
    const auto limit = object["limit"].string();
    if (!limit)
      return;
    const auto found = m_limits.find(*limit);
    if (found == m_limits.end()) {
      refuse("forms.template_unknown", member(where, "limit"), {{"id", std::string(*limit)}});
      return;
    }
    read.unit = found->second.unit;
    read.places = found->second.places;
    read.limits = found->second.rules;
  }

  void read_choice(JsonView object, const std::string& where, const Template& checklist, Question& read) {
    const std::string_view name = read.type == QuestionType::choice ? "responses" : "choices";
    read.response_set = object[name].string().value_or("");
    if (checklist.find_response_set(read.response_set) == nullptr)
      refuse("forms.template_unknown", member(where, name), {{"id", read.response_set}});
  }

  Question question(JsonView object, const std::string& where, const Template& checklist) {
    Question read;
    read.key = id(object, where);
    read.type = type_of(object["type"].string().value_or(""));
    read.text = required_text(object, where);
    read.help = text(object, "help", where);
    read.remedy = text(object, "remedy", where);
    read.weight = score(object, "weight", 1000, where).value_or(Decimal{});
    read.required = demand(object, "required", where);
    read.severity = severity(object, where);
    read.due_days = integer(object, "deadline_days", 3650, where);
    read.failed_photos = integer(object, "failed_photos", 100, where);
    read.parameters = texts(object, "parameters", where);
    if (read.type == QuestionType::number)
      read_number(object, where, read);
    if (read.type == QuestionType::choice || read.type == QuestionType::multiple_choice)
      read_choice(object, where, checklist, read);
    for (const std::string& key : texts(object, "grounds", where)) {
      if (const LegalGround* ground = checklist.find_ground(key))
        read.grounds.push_back(*ground);
      else
        refuse("forms.template_unknown", member(where, "grounds"), {{"id", key}});
    }
    return read;
  }

  void read_questions(JsonView list, const Template& checklist) {
    for_each(list, "questions", [&](JsonView object, const std::string& where) {
      Question read = question(object, where, checklist);
      const std::string key = read.key;
      if (!m_questions.emplace(key, std::move(read)).second || m_questions.size() > most_questions)
        refuse("forms.template_doubled", where, {{"id", key}});
    });
  }

  /// A member of a section's `questions`: a question's id, or an object that overrides parts of it.
  void read_member(JsonView value, const std::string& where, Section& section) {
    const std::string key(value.string().value_or(value["id"].string().value_or("")));
    const auto found = m_questions.find(key);
    if (found == m_questions.end()) {
      refuse("forms.template_unknown", where, {{"id", key}});
      return;
    }
    if (!m_placed.insert(key).second)
      refuse("forms.template_doubled", where, {{"id", key}});
    Question& placed = section.questions.emplace_back(found->second);
    placed.number = section.number + "." + std::to_string(section.questions.size());
    if (value["required"].exists())
      placed.required = demand(value, "required", where);
  }

  void read_condition(JsonView object, const std::string& where, const Template& checklist,
                      Section& section) {
    if (!object.exists())
      return;
    SectionCondition condition;
    condition.question = object["question"].string().value_or("");
    condition.responses = texts(object, "is", where);
    const bool is_first = !section.questions.empty() && section.questions.front().key == condition.question;
    const ResponseSet* set = is_first ? checklist.responses_of(section.questions.front()) : nullptr;
    const auto known = [&](const std::string& response) { return set->find(response) != nullptr; };
    if (set == nullptr || !std::ranges::all_of(condition.responses, known))
      refuse("forms.template_condition", where);
    section.when = std::move(condition);
  }

  void read_section(JsonView object, const std::string& where, Template& checklist) {
    Section section;
    section.key = id(object, where);
    section.number = std::to_string(checklist.sections.size() + 1);
    section.title = required_text(object, where);
    section.short_title = text(object, "short", where);
    if (section.short_title.empty())
      section.short_title = section.title;
    for_each(object["questions"], member(where, "questions"),
             [&](JsonView value, const std::string& place) { read_member(value, place, section); });
    read_condition(object["when"], member(where, "when"), checklist, section);
    if (section.questions.empty())
      refuse("forms.template_list", member(where, "questions"));
    if (std::ranges::find(checklist.sections, section.key, &Section::key) != checklist.sections.end())
      refuse("forms.template_doubled", where, {{"id", section.key}});
    checklist.sections.push_back(std::move(section));
  }

  void read_form(JsonView form, Template& checklist) {
    const std::string where = "form";
    checklist.key = id(form, where);
    checklist.version = integer(form, "version", 1'000'000, where).value_or(1);
    checklist.title = required_text(form, where);
    checklist.purposes = texts(form, "purposes", where);
    for_each(form["sections"], member(where, "sections"),
             [&](JsonView value, const std::string& place) { read_section(value, place, checklist); });
    if (checklist.sections.empty())
      refuse("forms.template_list", member(where, "sections"));
  }

  std::optional<Error> m_error;
  ById<LimitList> m_limits;
  ById<Question> m_questions;
  std::set<std::string> m_placed;
};

} // namespace

Result<Template> parse_template(std::string_view json) {
  const auto document = parse_json(json);
  if (!document)
    return std::unexpected(document.error());
  return parse_template(document->root());
}

Result<Template> parse_template(JsonView json) {
  return Reader().read(json);
}

} // namespace truat::forms
