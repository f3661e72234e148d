// A visit to a factory and the record of inspection (บันทึกการตรวจ) that comes of it.
//
// States: planned → in_progress → completed → locked; completed is reached by way of `awaiting_laboratory`
// when samples wait for a result. Completed and awaiting inspections can be reopened with a reason; a locked
// one never changes again. Answers and notes are dynamic fields of this record (forms/answers.h); photos,
// samples, findings and signatures are records of their own that point here (evidence.h, finding.h,
// signature.h).
#pragma once

#include "audit/binding.h"

namespace truat::audit {

inline constexpr std::string_view inspection_kind = "inspection";
/// Dynamic field "signed/<signature id>": the digest that was signed, with what the record had seen.
inline constexpr std::string_view signed_prefix = "signed";

enum class InspectionState : std::uint8_t {
  planned,
  in_progress,
  awaiting_laboratory,
  completed,
  locked,
  unknown ///< of a newer version: shown by its key, changed by nothing here
};
[[nodiscard]] std::string_view key_of(InspectionState state); ///< "in_progress"
[[nodiscard]] InspectionState inspection_state(std::string_view key);

struct Inspection {
  RecordId id;
  std::string number;          ///< inspection.number: given by this system, unique to the PC (numbering.h)
  std::string official_number; ///< inspection.official_number: the office's own, typed in later
  RecordId factory;            ///< inspection.factory
  RecordId checklist;          ///< inspection.template: the very version it began with
  std::string checklist_key;   ///< inspection.checklist
  std::optional<std::int64_t> checklist_version; ///< inspection.checklist_version
  std::string purpose;                           ///< inspection.purpose: key of `purpose`
  std::string purpose_detail;          ///< inspection.purpose_detail: number of the complaint, of the order…
  std::optional<CivilDate> planned_on; ///< inspection.planned_on
  std::optional<CivilDate> visited_on; ///< inspection.visited_on
  std::optional<TimeOfDay> entered_at; ///< inspection.entered_at
  std::optional<TimeOfDay> left_at;    ///< inspection.left_at
  std::vector<RecordId> team;          ///< inspection.team: persons, a set
  std::vector<RecordId> instruments;   ///< inspection.instruments: a set
  std::string guide_name;              ///< inspection.guide_name: who led the officers around (personal)
  std::string guide_position;          ///< inspection.guide_position
  std::string receiving_water;      ///< inspection.receiving_water: key of `receiving_water`, decides limits
  std::optional<Position> position; ///< inspection.position: where the visit began
  std::string operator_statement;   ///< inspection.operator_statement
  std::string opinion;              ///< inspection.opinion: of the officers
  std::string result;               ///< inspection.result: key of `inspection_result`
  bool copy_left = false;           ///< inspection.copy_left: a copy was handed over
  std::string state_key;            ///< inspection.state
  std::optional<Instant> completed_at; ///< inspection.completed_at
  std::string reopen_reason;           ///< inspection.reopen_reason
  records::Structure
      snapshot; ///< inspection.snapshot: factory and team as they were at completion (snapshot.h)

  [[nodiscard]] InspectionState state() const { return inspection_state(state_key); }
  /// Whether the content can be changed: planned or in progress.
  [[nodiscard]] bool is_open() const;
  [[nodiscard]] std::string_view shown_number() const {
    return official_number.empty() ? number : official_number;
  }
  /// The day whose law applies: of the visit, else planned for.
  [[nodiscard]] std::optional<CivilDate> day() const { return visited_on ? visited_on : planned_on; }
  bool operator==(const Inspection&) const = default;
};

[[nodiscard]] const Table<Inspection>& inspection_table();
[[nodiscard]] std::span<const records::FieldDescriptor> inspection_dynamic_fields();

} // namespace truat::audit
