// A delegation (การมอบอำนาจ): what one person may do in the place of another, from when to when, by which
// paper.
#pragma once

#include "audit/binding.h"

namespace truat::audit {

inline constexpr std::string_view delegation_kind = "delegation";

/// On whose authority the receiver acts (Act on the Organisation of State Administration B.E. 2534).
enum class DelegationBasis : std::uint8_t {
  on_behalf, ///< ปฏิบัติราชการแทน, s. 38: the permissions that are named
  acting,    ///< รักษาราชการแทน, s. 41 to 49: all that the position may do
  unknown
};
[[nodiscard]] std::string_view key_of(DelegationBasis basis);
[[nodiscard]] DelegationBasis delegation_basis(std::string_view key);

struct Delegation {
  RecordId id;
  RecordId giver;                       ///< delegation.giver: a person; none where only the position is named
  std::string position;                 ///< delegation.position: "อุตสาหกรรมจังหวัดสงขลา"
  RecordId receiver;                    ///< delegation.receiver: a person
  std::string basis_key;                ///< delegation.basis: key of `delegation_basis`
  std::vector<std::string> permissions; ///< delegation.permissions: keys of `permission`; of acting none
  std::optional<CivilDate> starts_on;   ///< delegation.starts_on: the first day
  std::optional<CivilDate> ends_on;     ///< delegation.ends_on: the last day; none: until further notice
  std::optional<CivilDate> ended_on;    ///< delegation.ended_on: taken back; that day it holds no more
  std::string paper_number;             ///< delegation.paper_number: of the order
  [[nodiscard]] DelegationBasis basis() const { return delegation_basis(basis_key); }
  [[nodiscard]] bool in_force(const CivilDate& day) const {
    return starts_on && *starts_on <= day && (!ends_on || day <= *ends_on) && (!ended_on || day < *ended_on);
  }
  bool operator==(const Delegation&) const = default;
};

[[nodiscard]] const Table<Delegation>& delegation_table();

} // namespace truat::audit
