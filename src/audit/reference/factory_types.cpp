#include "audit/reference/factory_types.h"

#include "audit/plain_text.h"
#include "base/json.h"

#include <algorithm>

namespace truat::audit {
namespace {

Result<FactoryType> read_type(JsonView json, std::size_t index) {
  const auto refuse = [&] {
    return failure("audit.reference_unreadable", {}, "types[" + std::to_string(index) + "]");
  };
  FactoryType type;
  const auto code = json["code"].string();
  const auto number = json["number"].string();
  const auto main = json["main"].integer();
  const auto thai = json["th"].string();
  if (!code || code->size() != 5 || !number || !main || *main < 1 || !thai)
    return refuse();
  type.code = *code;
  type.number = *number;
  type.main = static_cast<int>(*main);
  type.thai = *thai;
  type.english = json["en"].string().value_or(*thai);
  type.heading = json["heading"].boolean().value_or(false);
  type.note_thai = json["note"]["th"].string().value_or(json["note"].string().value_or(""));
  const JsonView rule = json["rule"];
  if (!type.heading && !rule.is_object())
    return refuse();
  type.rule.fixed = static_cast<int>(rule["group"].integer().value_or(0));
  type.rule.horsepower = rule["horsepower"].integer();
  type.rule.workers = rule["workers"].integer();
  type.rule.unless = rule["unless"].string().value_or("");
  if (!type.heading && type.rule == GroupRule{})
    return refuse();
  return type;
}

} // namespace

Result<FactoryTypes> FactoryTypes::parse(std::string_view bytes) {
  const auto document = parse_json(bytes);
  if (!document)
    return std::unexpected(document.error());
  const JsonView root = document->root();
  FactoryTypes types;
  std::optional<Error> error;
  std::size_t index = 0;
  root["types"].for_each_element([&](JsonView json) {
    auto type = read_type(json, index++);
    if (type)
      types.m_types.push_back(std::move(*type));
    else if (!error)
      error = type.error();
  });
  if (error)
    return std::unexpected(std::move(*error));
  if (types.m_types.empty())
    return failure("audit.reference_unreadable", {}, "types");
  root["conditions"].for_each_member([&](std::string_view key, JsonView json) {
    types.m_conditions.push_back({std::string(key), std::string(json["th"].string().value_or("")),
                                  std::string(json["en"].string().value_or(""))});
  });
  return types;
}

const FactoryType* FactoryTypes::find(std::string_view code) const {
  const auto found = std::ranges::find(m_types, code, &FactoryType::code);
  return found == m_types.end() ? nullptr : &*found;
}

const FactoryType* FactoryTypes::read(std::string_view text) const {
  const std::string plain = plain_key(text);
  // "ลำดับที่52(3)การทำยาง": what counts begins with the first digit.
  const std::size_t start = std::min(plain.find_first_of("0123456789"), plain.size());
  const std::size_t end = std::min(plain.find_first_not_of("0123456789()", start), plain.size());
  const std::string number = plain.substr(start, end - start);
  // A spreadsheet drops a code's leading zero; no number of the annex has four digits.
  const std::string code = number.size() == 4 ? "0" + number : number;
  for (const FactoryType& type : m_types)
    if (!type.heading && (type.number == number || type.code == code))
      return &type;
  return nullptr;
}

const GroupCondition* FactoryTypes::find_condition(std::string_view key) const {
  const auto found = std::ranges::find(m_conditions, key, &GroupCondition::key);
  return found == m_conditions.end() ? nullptr : &*found;
}

std::optional<GroupSuggestion> FactoryTypes::suggest_group(std::string_view code,
                                                           std::optional<Decimal> horsepower,
                                                           std::optional<std::int64_t> workers) const {
  const FactoryType* type = find(code);
  if (type == nullptr || type->heading)
    return std::nullopt;
  const GroupRule& rule = type->rule;
  if (rule.fixed != 0)
    return GroupSuggestion{.group = rule.fixed, .certain = true, .condition = {}};
  const bool too_strong = rule.horsepower && horsepower && *horsepower > Decimal{*rule.horsepower, 0};
  const bool too_many = rule.workers && workers && *workers > *rule.workers;
  if (too_strong || too_many)
    return GroupSuggestion{.group = 3, .certain = true, .condition = {}};
  const bool sizes_known = (!rule.horsepower || horsepower) && (!rule.workers || workers);
  return GroupSuggestion{.group = 2, .certain = sizes_known && rule.unless.empty(), .condition = rule.unless};
}

} // namespace truat::audit
