// The people and places of work of the audit side: officers, offices, and the PCs that number papers.
#pragma once

#include "audit/binding.h"

namespace truat::audit {

inline constexpr std::string_view person_kind = "person";
inline constexpr std::string_view office_kind = "office";
inline constexpr std::string_view workstation_kind = "workstation";
/// Dynamic field "trust/<replica>" of a workstation: what that replica says of this PC's key, `key_trust`.
/// Each says it in a field of its own, so that nobody's word stands over another's. Whose counts:
/// workspace/keys.h.
inline constexpr std::string_view trust_prefix = "trust";

/// An officer (พนักงานเจ้าหน้าที่) or anyone else who acts in the records.
struct Person {
  RecordId id;
  std::string name;                 ///< person.name (personal)
  std::string position;             ///< person.position
  std::string officer_card;         ///< person.officer_card: number of the card under s. 35
  RecordId office;                  ///< person.office
  std::string phone;                ///< person.phone (personal)
  std::vector<std::string> roles;   ///< person.roles: keys of `role`, a set (permissions.h)
  std::optional<CivilDate> left_on; ///< person.left_on: the first day on which they no longer work here
  [[nodiscard]] bool is_here(const CivilDate& day) const { return !left_on || day < *left_on; }
  bool operator==(const Person&) const = default;
};

struct Office {
  RecordId id;
  std::string name;         ///< office.name: "สำนักงานอุตสาหกรรมจังหวัดสงขลา"
  std::string abbreviation; ///< office.abbreviation: "สข", stands before numbers
  std::string province;     ///< office.province: two-digit code
  std::string address;      ///< office.address
  std::string phone;        ///< office.phone
  bool operator==(const Office&) const = default;
};

/// A PC that makes numbers of its own while it is offline. Its record's natural key is its replica.
struct Workstation {
  RecordId id;
  std::string name;   ///< workstation.name
  std::string prefix; ///< workstation.prefix: "ก", stands in the numbers it gives
  RecordId office;    ///< workstation.office
  std::string key;    ///< workstation.key: public key, base 64; counts only where its own replica wrote it
  std::optional<CivilDate> retired_on = {}; ///< workstation.retired_on: nobody works at it any more
  bool operator==(const Workstation&) const = default;
};

[[nodiscard]] const Table<Person>& person_table();
[[nodiscard]] const Table<Office>& office_table();
[[nodiscard]] const Table<Workstation>& workstation_table();
[[nodiscard]] std::span<const records::FieldDescriptor> workstation_dynamic_fields();
[[nodiscard]] RecordId workstation_id(const records::ReplicaId& replica);

} // namespace truat::audit
