// Drafts: what is being typed and is not yet an operation, kept outside the log so that a crash costs half a
// second.
#pragma once

#include "base/environment.h"
#include "platform/blob_store.h"
#include "platform/timers.h"
#include "records/operation.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::storage {

struct Draft {
  records::RecordId record;
  std::string field;                              ///< wire name
  std::vector<records::OperationId> opened_heads; ///< what the person saw when the field was opened
  std::string text;
  Instant time; ///< of the last key
  bool operator==(const Draft&) const = default;
};

/// One slot per record and field. Written at most every 500 ms while typing. Key of the slot: "record/field";
/// value:
///   {"field":WIRE,"format":"truat-draft","heads":[ID…],"record":RECORD,"text":TEXT,"time":INSTANT,"version":1}
class Drafts {
public:
  Drafts(platform::BlobStore& blobs, platform::Timers& timers, Clock& clock);
  ~Drafts();
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;

  /// What earlier sessions left, newest first, to be offered back. A slot that cannot be read is left where
  /// it is.
  void load(platform::Done<std::vector<Draft>> done);
  /// The field's text as it stands now.
  void typed(const records::RecordId& record, std::string_view field,
             std::vector<records::OperationId> opened_heads, std::string_view text);
  /// The field was left and its operation is durable, or the person gave the draft up.
  void forget(const records::RecordId& record, std::string_view field);
  /// Writes what waits, within the call.
  void flush(platform::Urgency urgency);
  /// The last write's failure, until one succeeds.
  [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

private:
  void write_later();
  platform::BlobStore* m_blobs;
  platform::Timers* m_timers;
  Clock* m_clock;
  std::map<std::string, std::optional<Draft>> m_waiting; ///< nothing: to be removed
  std::uint32_t m_timer = 0;
  std::optional<Error> m_problem;
  std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace truat::storage
