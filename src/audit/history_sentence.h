// One line of a record's history in words: what was done, which field, from what, to what.
#pragma once

#include "audit/audit.h"
#include "records/history.h"

namespace truat::audit {

/// A value as a reader sees it, still without language: `text` layer and screens turn it into words.
struct Readable {
  enum class Kind : std::uint8_t {
    nothing,  ///< was empty
    text,     ///< `text` as it is
    message,  ///< `text` is a message key
    date,     ///< `text` is an ISO date
    time,     ///< `text` is an ISO time
    instant,  ///< `text` is an ISO instant
    number,   ///< `text` is a decimal
    truth,    ///< `text` is "true" or "false"
    bilingual ///< `text` Thai, `english` English
  };
  Kind kind = Kind::nothing;
  std::string text;
  std::string english;
  std::string unit; ///< message key, may be empty
  bool operator==(const Readable&) const = default;
};
/// A value of any field: choices and references by their names, checklist answers by their responses' labels.
[[nodiscard]] Readable readable(const Audit& audit, const RecordId& record, std::string_view field,
                                const Value& value);
/// A record by what people call it: a factory's name, a visit's number, a person's name.
[[nodiscard]] Readable record_name(const Audit& audit, const RecordId& record);

struct HistorySentence {
  std::string action;           ///< message key of the commit
  Readable field;               ///< its label; for an answer the question's number and text
  std::vector<Readable> before; ///< several when a conflict was settled
  Readable after;
  Readable author;
  Instant time;
  bool current = false;
  bool technical = false; ///< ids, hashes, snapshots: not for people
};
[[nodiscard]] HistorySentence describe(const Audit& audit, const RecordId& record,
                                       const records::HistoryEntry& entry);

} // namespace truat::audit
