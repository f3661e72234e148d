// The 107 types of factories (ลำดับที่) with their groups, from assets/reference/factory-types.json (its README
// names the keys): annex of the ministerial regulation on types, kinds and sizes of factories, B.E. 2563
// (2020).
#pragma once

#include "base/decimal.h"
#include "base/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::audit {

/// How a type's group follows from sizes: one group for every size, or group 2 within all the sizes named and
/// group 3 beyond any of them, or where the condition is met.
struct GroupRule {
  int fixed = 0;                          ///< 1 to 3; 0: by size
  std::optional<std::int64_t> horsepower; ///< at most
  std::optional<std::int64_t> workers;    ///< at most
  std::string unless;                     ///< key of a condition ("boiler"), empty: none
  bool operator==(const GroupRule&) const = default;
};

struct FactoryType {
  std::string code;   ///< five digits: 052 is the type, 03 its part: "05203"; "05200" where it has no parts
  std::string number; ///< as people write it: "52(3)", "106"
  int main = 0;       ///< 1 to 107
  std::string thai;   ///< of this part, in short
  std::string english;
  bool heading = false; ///< a type with parts, never a factory's own type
  GroupRule rule;
  std::string note_thai; ///< what is doubtful in the annex, may be empty
};

/// Which group the sizes put a factory into. A suggestion: the officer decides.
struct GroupSuggestion {
  int group = 0;         ///< 1 to 3
  bool certain = false;  ///< false while a size is not known or a condition is open
  std::string condition; ///< key of the open condition, may be empty
  bool operator==(const GroupSuggestion&) const = default;
};

struct GroupCondition {
  std::string key;
  std::string thai;
  std::string english;
};

class FactoryTypes {
public:
  [[nodiscard]] static Result<FactoryTypes> parse(std::string_view bytes);

  [[nodiscard]] std::span<const FactoryType> all() const {
    return m_types;
  } ///< in the annex's order, headings too
  [[nodiscard]] const FactoryType* find(std::string_view code) const;
  /// Reads "52(3)", "05203", "52 (3)", "๕๒(๓)", "ลำดับที่ 52(3)", "106"; null where there is no such type, or
  /// where a type with several parts is named without its part.
  [[nodiscard]] const FactoryType* read(std::string_view text) const;
  [[nodiscard]] const GroupCondition* find_condition(std::string_view key) const;
  /// Nothing for an unknown code or a heading.
  [[nodiscard]] std::optional<GroupSuggestion> suggest_group(std::string_view code,
                                                             std::optional<Decimal> horsepower,
                                                             std::optional<std::int64_t> workers) const;

private:
  std::vector<FactoryType> m_types;
  std::vector<GroupCondition> m_conditions;
};

} // namespace truat::audit
