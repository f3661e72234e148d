// The 107 types of factories (ลำดับที่) with their groups: the annex of the ministerial regulation, from assets/reference.
#pragma once

#include "base/decimal.h"
#include "base/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::audit {

struct FactoryType {
  std::string code;     ///< five digits: 052 is the type, 03 its part: "05203"; "05200" where it has no parts
  std::string number;   ///< as people write it: "52(3)", "106"
  std::string name;     ///< Thai, of this part ("การทำยางแผ่นรมควัน…")
  std::string heading;  ///< Thai, of the type whose part it is; empty where it has no parts
  std::string group_1;  ///< the annex's words, empty where the group has none of this type
  std::string group_2;
  std::string group_3;
  [[nodiscard]] int type_number() const; ///< 1 to 107
};

/// Which group the sizes put a factory into, by the annex's words. A suggestion: words about boilers and fuel are beyond it.
struct GroupSuggestion {
  int group = 0;         ///< 1 to 3
  bool certain = false;  ///< false where the words say more than horsepower and workers, or a size is not known
  bool operator==(const GroupSuggestion&) const = default;
};

class FactoryTypes {
public:
  [[nodiscard]] static Result<FactoryTypes> parse(std::string_view bytes);

  [[nodiscard]] std::span<const FactoryType> all() const { return m_types; } ///< in the annex's order
  [[nodiscard]] const FactoryType* find(std::string_view code) const;
  /// Reads "52(3)", "05203", "52 (3)", "๕๒(๓)", "ลำดับที่ 52(3)", "106"; null where there is no such type, or where a type
  /// with several parts is named without its part.
  [[nodiscard]] const FactoryType* read(std::string_view text) const;
  [[nodiscard]] std::optional<GroupSuggestion> suggest_group(std::string_view code, std::optional<Decimal> horsepower,
                                                             std::optional<std::int64_t> workers) const;

private:
  std::vector<FactoryType> m_types;
};

} // namespace truat::audit
