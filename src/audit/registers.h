// Registers of the numbers that visits were given (ทะเบียนคุม): each series in order, with its gaps and with
// the numbers that stand twice. Deleted visits keep their numbers and stay in the register.
#pragma once

#include "audit/numbering.h"

namespace truat::audit {

struct RegisterEntry {
  int first = 0, last = 0; ///< counters; several only of a gap
  std::string number;      ///< of a gap that of the first
  RecordId visit;          ///< none: a gap, no record has these numbers
  bool is_deleted = false;
  bool is_duplicate = false; ///< another visit has it, too
  [[nodiscard]] bool is_gap() const { return visit.is_none(); }
  bool operator==(const RegisterEntry&) const = default;
};

/// One series in one fiscal year.
struct NumberRegister {
  NumberSeries series;
  FiscalYear year;
  std::vector<RegisterEntry> entries;      ///< rising
  int missing = 0;                         ///< numbers in gaps
  int duplicates = 0;                      ///< numbers that more than one visit has
  int deleted = 0;                         ///< entries of deleted visits
  [[nodiscard]] std::string start() const; ///< what its numbers begin with: "สข.ก-2568-"
  bool operator==(const NumberRegister&) const = default;
};

struct NumberRegisters {
  std::vector<NumberRegister> registers; ///< the latest year first, then by what their numbers begin with
  /// Visits whose number no series explains (of another program, of a later version).
  std::vector<RecordId> unreadable;
};
/// A gap reaches from one number to the next that is there, and begins at 1. Whether an office will still
/// send what is missing the caller knows (`records::Log::chains`).
[[nodiscard]] NumberRegisters number_registers(const Audit& audit);

/// A number taken apart; nothing where it is none of ours.
struct SeriesNumber {
  NumberSeries series;
  FiscalYear year;
  int counter = 0;
  bool operator==(const SeriesNumber&) const = default;
};
[[nodiscard]] std::optional<SeriesNumber> parse_number(std::string_view number);

} // namespace truat::audit
