// A request (เรื่องเสนอ): what somebody lays before the head about a record, and what was decided.
#pragma once

#include "audit/binding.h"

namespace truat::audit {

inline constexpr std::string_view request_kind = "request";

enum class RequestState : std::uint8_t {
  submitted,
  agreed,
  returned,
  noted,
  assigned,
  done,
  withdrawn,
  unknown
};
[[nodiscard]] std::string_view key_of(RequestState state);
[[nodiscard]] RequestState request_state(std::string_view key);

struct Request {
  RecordId id;
  RecordId subject;                  ///< request.subject: any record; may be none
  std::string title;                 ///< request.title: "ขออนุมัติบันทึกการตรวจ"
  std::string text;                  ///< request.text
  RecordId asked_by;                 ///< request.asked_by: a person
  std::optional<CivilDate> asked_on; ///< request.asked_on
  RecordId addressee;        ///< request.addressee: a person; none: whoever is head of the asker's office
  std::string state_key;     ///< request.state
  std::string decision_note; ///< request.decision_note: the reason of a return
  RecordId decided_by;       ///< request.decided_by
  std::optional<CivilDate> decided_on; ///< request.decided_on
  RecordId delegation;          ///< request.delegation: under which it was decided; none: in one's own right
  RecordId assignee;            ///< request.assignee
  std::optional<CivilDate> due; ///< request.due
  std::optional<CivilDate> done_on; ///< request.done_on
  std::string done_note;            ///< request.done_note: what came of it
  [[nodiscard]] RequestState state() const { return request_state(state_key); }
  bool operator==(const Request&) const = default;
};

[[nodiscard]] const Table<Request>& request_table();
/// Fields that a decision writes together. Two decisions that did not see each other are settled as wholes.
[[nodiscard]] bool is_decision_field(std::string_view wire);

} // namespace truat::audit
