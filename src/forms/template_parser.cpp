#include "forms/template.h"

#include <set>

namespace truat::forms {
namespace {

constexpr std::size_t most_questions = 5000;

/// Reads one template. The first thing that is wrong is kept as the error; what follows it is read and thrown away.
class Reader {
public:
  [[nodiscard]] Result<Template> read(JsonView root) {
    Template checklist;
    if (!root.is_object())
      return failure("forms.template_not_an_object");
    checklist.key = key(root, "id", {});
    checklist.version = integer(root, "version", 1, 1, 1'000'000, {});
    checklist.title = text(root, "title", Presence::required, {});
    checklist.description = text(root, "description", Presence::optional, {});
    checklist.purposes = texts(root, "purposes", {});
    checklist.factory_types = texts(root, "factory_types", {});
    read_groups(root, checklist);
    read_response_sets(root, checklist);
    read_sections(root, checklist);
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
  enum class Presence : std::uint8_t { optional, required };

  void refuse(std::string key, const std::string& where, std::vector<Argument> arguments = {}) {
    if (!m_error)
      m_error = Error{std::move(key), std::move(arguments), where};
  }
  static std::string member(const std::string& where, std::string_view name) {
    return where.empty() ? std::string(name) : where + "." + std::string(name);
  }
  static std::string element(const std::string& where, std::string_view name, std::size_t index) {
    return member(where, name) + "[" + std::to_string(index) + "]";
  }

  std::string key(JsonView object, std::string_view name, const std::string& where) {
    const auto value = object[name].string();
    if (!value || value->empty() || value->find('/') != std::string_view::npos) {
      refuse("forms.template_key", member(where, name));
      return {};
    }
    return std::string(*value);
  }

  /// A text for both languages, or {"th","en"}; English falls back to Thai.
  Bilingual text_of(JsonView value, const std::string& where) {
    if (const auto both = value.string())
      return {std::string(*both), std::string(*both)};
    const auto thai = value["th"].string();
    if (!thai) {
      refuse("forms.template_text", where);
      return {};
    }
    return {std::string(*thai), std::string(value["en"].string().value_or(*thai))};
  }
  Bilingual text(JsonView object, std::string_view name, Presence presence, const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists() && presence == Presence::optional)
      return {};
    return text_of(value, member(where, name));
  }

  std::vector<std::string> texts(JsonView object, std::string_view name, const std::string& where) {
    std::vector<std::string> found;
    const JsonView list = object[name];
    if (list.exists() && !list.is_array())
      refuse("forms.template_list", member(where, name));
    list.for_each_element([&](JsonView value) {
      if (const auto item = value.string())
        found.emplace_back(*item);
      else
        refuse("forms.template_text", element(where, name, found.size()));
    });
    return found;
  }

  std::int64_t integer(JsonView object, std::string_view name, std::int64_t otherwise, std::int64_t least,
                       std::int64_t most, const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists())
      return otherwise;
    const auto number = value.integer();
    if (!number || *number < least || *number > most) {
      refuse("forms.template_integer", member(where, name),
             {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
      return otherwise;
    }
    return *number;
  }

  /// "9.0" or a whole number.
  std::optional<Decimal> decimal(JsonView object, std::string_view name, const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists() || value.is_null())
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

  /// Scores and weights stay small, so that their products and sums are always exact.
  std::optional<Decimal> score(JsonView object, std::string_view name, const std::string& where) {
    const auto number = decimal(object, name, where);
    const Decimal most{1000, 0};
    const Decimal least{-1000, 0};
    if (number && (number->places > 2 || *number > most || *number < least)) {
      refuse("forms.template_score", member(where, name));
      return std::nullopt;
    }
    return number;
  }
  Decimal weight(JsonView object, const std::string& where) {
    const Decimal number = score(object, "weight", where).value_or(Decimal{1, 0});
    if (number < Decimal{} || number > Decimal{100, 0}) {
      refuse("forms.template_score", member(where, "weight"));
      return {1, 0};
    }
    return number;
  }

  std::optional<CivilDate> date(JsonView object, std::string_view name, const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists() || value.is_null())
      return std::nullopt;
    const auto day = parse_iso_date(value.string().value_or(""));
    if (!day)
      refuse("forms.template_date", member(where, name));
    return day;
  }

  /// true, or "required"; anything else that stands there is a mistake.
  Demand demand(JsonView object, std::string_view name, const std::string& where) {
    const JsonView value = object[name];
    if (!value.exists())
      return Demand::optional;
    if (const auto flag = value.boolean())
      return *flag ? Demand::required : Demand::optional;
    const auto word = value.string();
    if (word == "required")
      return Demand::required;
    if (word != "optional")
      refuse("forms.template_demand", member(where, name));
    return Demand::optional;
  }

  void read_groups(JsonView root, Template& checklist) {
    std::size_t index = 0;
    root["groups"].for_each_element([&](JsonView value) {
      const auto group = value.integer();
      if (!group || *group < 1 || *group > 3)
        refuse("forms.template_integer", element({}, "groups", index), {{"least", "1"}, {"most", "3"}});
      else
        checklist.groups.push_back(static_cast<int>(*group));
      ++index;
    });
  }

  static Tone tone_of(std::string_view word, Outcome outcome) {
    constexpr std::pair<std::string_view, Tone> words[] = {
        {"neutral", Tone::neutral},     {"done", Tone::done},     {"due", Tone::due},
        {"failed", Tone::failed},       {"active", Tone::active}, {"suspended", Tone::suspended},
        {"not_applicable", Tone::not_applicable}};
    for (const auto& [name, tone] : words)
      if (name == word)
        return tone;
    switch (outcome) {
    case Outcome::passed:
      return Tone::done;
    case Outcome::failed:
      return Tone::failed;
    case Outcome::not_applicable:
      return Tone::not_applicable;
    case Outcome::none:
      break;
    }
    return Tone::neutral;
  }

  Outcome outcome(JsonView object, const std::string& where) {
    const JsonView value = object["outcome"];
    if (!value.exists())
      return Outcome::none;
    const auto word = value.string();
    if (word == "passed")
      return Outcome::passed;
    if (word == "failed")
      return Outcome::failed;
    if (word == "not_applicable")
      return Outcome::not_applicable;
    if (word != "none")
      refuse("forms.template_outcome", member(where, "outcome"));
    return Outcome::none;
  }

  Response response(JsonView object, const std::string& where) {
    Response read;
    read.key = key(object, "id", where);
    read.label = text(object, "label", Presence::required, where);
    read.short_label = text(object, "short_label", Presence::optional, where);
    if (read.short_label.thai.empty())
      read.short_label = read.label;
    read.outcome = outcome(object, where);
    read.tone = tone_of(object["tone"].string().value_or(""), read.outcome);
    read.score = score(object, "score", where);
    read.note = demand(object, "note", where);
    read.photo = demand(object, "photo", where);
    return read;
  }

  void read_response_sets(JsonView root, Template& checklist) {
    root["response_sets"].for_each_member([&](std::string_view name, JsonView list) {
      ResponseSet set;
      set.key = name;
      const std::string where = member("response_sets", name);
      std::set<std::string> keys;
      list.for_each_element([&](JsonView value) {
        const std::string place = where + "[" + std::to_string(set.responses.size()) + "]";
        set.responses.push_back(response(value, place));
        if (!keys.insert(set.responses.back().key).second)
          refuse("forms.template_doubled", place, {{"key", set.responses.back().key}});
      });
      if (set.responses.empty())
        refuse("forms.template_list", where);
      checklist.response_sets.push_back(std::move(set));
    });
  }

  Limit limit(JsonView object, const std::string& where) {
    Limit read;
    read.from = date(object, "from", where);
    read.until = date(object, "until", where);
    read.minimum = decimal(object, "minimum", where);
    read.maximum = decimal(object, "maximum", where);
    read.ground = text(object, "ground", Presence::optional, where);
    read.receiving_water = object["receiving_water"].string().value_or("");
    read.factory_types = texts(object, "factory_types", where);
    if (!read.minimum && !read.maximum)
      refuse("forms.template_limit_empty", where);
    if ((read.minimum && read.maximum && *read.minimum > *read.maximum) ||
        (read.from && read.until && *read.from > *read.until))
      refuse("forms.template_limit_reversed", where);
    return read;
  }

  static QuestionType type_of(std::string_view word) {
    constexpr std::pair<std::string_view, QuestionType> words[] = {{"choice", QuestionType::choice},
                                                                   {"multiple_choice", QuestionType::multiple_choice},
                                                                   {"decimal", QuestionType::decimal},
                                                                   {"text", QuestionType::text},
                                                                   {"date", QuestionType::date}};
    for (const auto& [name, type] : words)
      if (name == word)
        return type;
    return QuestionType::unknown;
  }

  Severity severity(JsonView object, const std::string& where) {
    const JsonView value = object["severity"];
    const auto word = value.string();
    if (!value.exists() || word == "major")
      return Severity::major;
    if (word == "minor")
      return Severity::minor;
    if (word != "critical")
      refuse("forms.template_severity", member(where, "severity"));
    return Severity::critical;
  }

  Question question(JsonView object, const std::string& where) {
    Question read;
    read.key = key(object, "id", where);
    read.number = object["number"].string().value_or("");
    read.type = type_of(object["type"].string().value_or("choice"));
    read.text = text(object, "text", Presence::required, where);
    read.help = text(object, "help", Presence::optional, where);
    read.law = text(object, "law", Presence::optional, where);
    read.response_set = object["response_set"].string().value_or("");
    read.weight = weight(object, where);
    read.score = score(object, "score", where);
    read.required = demand(object, "required", where);
    read.photo = demand(object, "photo", where);
    read.note = demand(object, "note", where);
    read.unit = text(object, "unit", Presence::optional, where);
    read.unit_key = object["unit_key"].string().value_or("");
    read.places = static_cast<std::int32_t>(integer(object, "places", 2, 0, 9, where));
    read.severity = severity(object, where);
    read.finding = text(object, "finding", Presence::optional, where);
    read.remedy = text(object, "remedy", Presence::optional, where);
    if (object["due_days"].exists())
      read.due_days = static_cast<std::int32_t>(integer(object, "due_days", 0, 0, 3650, where));
    read.sample = object["sample"].boolean().value_or(false);
    object["grounds"].for_each_element([&](JsonView value) {
      read.grounds.push_back(text_of(value, element(where, "grounds", read.grounds.size())));
    });
    object["limits"].for_each_element([&](JsonView value) {
      read.limits.push_back(limit(value, element(where, "limits", read.limits.size())));
    });
    return read;
  }

  void read_section(JsonView object, Template& checklist) {
    const std::string where = element({}, "sections", checklist.sections.size());
    Section& section = checklist.sections.emplace_back();
    section.key = key(object, "id", where);
    section.number = object["number"].string().value_or("");
    if (section.number.empty())
      section.number = std::to_string(checklist.sections.size());
    section.title = text(object, "title", Presence::required, where);
    section.short_title = text(object, "short_title", Presence::optional, where);
    if (section.short_title.thai.empty())
      section.short_title = section.title;
    section.description = text(object, "description", Presence::optional, where);
    section.weight = weight(object, where);
    object["questions"].for_each_element([&](JsonView value) {
      const std::string place = element(where, "questions", section.questions.size());
      Question read = question(value, place);
      if (read.number.empty())
        read.number = section.number + "." + std::to_string(section.questions.size() + 1);
      if (!m_question_keys.insert(read.key).second || m_question_keys.size() > most_questions)
        refuse("forms.template_doubled", place, {{"key", read.key}});
      const bool chooses = read.type == QuestionType::choice || read.type == QuestionType::multiple_choice;
      if (chooses && checklist.find_response_set(read.response_set) == nullptr)
        refuse("forms.template_response_set", place, {{"set", read.response_set}});
      section.questions.push_back(std::move(read));
    });
    if (section.questions.empty())
      refuse("forms.template_list", member(where, "questions"));
  }

  void read_sections(JsonView root, Template& checklist) {
    std::set<std::string> keys;
    root["sections"].for_each_element([&](JsonView value) {
      read_section(value, checklist);
      if (!keys.insert(checklist.sections.back().key).second)
        refuse("forms.template_doubled", element({}, "sections", checklist.sections.size() - 1),
               {{"key", checklist.sections.back().key}});
    });
    if (checklist.sections.empty())
      refuse("forms.template_list", "sections");
  }

  std::optional<Error> m_error;
  std::set<std::string> m_question_keys;
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
