// The record of inspection (บันทึกการตรวจโรงงาน) as one printable HTML document, in the form of a Thai official
// paper.
#pragma once

#include "base/result.h"
#include "text/language.h"
#include "workspace/workspace.h"

#include <functional>
#include <string>

namespace truat::report {

/// Whether the answers to all questions follow after the summary.
enum class Answers : std::uint8_t { summary, all };

struct InspectionRecordOptions {
  text::Language language = text::Language::thai;
  text::Digits digits = text::Digits::thai; ///< of the body; the footer has Arabic digits
  Answers answers = Answers::all;
  std::string printed_by;
  Instant printed_at;
  /// The URL of a photo's bytes by their SHA-256, a `data:` URL where the paper shall stand alone; "" where
  /// it is not here.
  std::function<std::string(const std::string& sha256)> photo_url;
};

/// A document of its own: the stylesheet with its fonts inside, no script, nothing loaded. An inspection that
/// is not completed says "ร่าง" across the page. Error: `report.no_such_inspection`.
[[nodiscard]] Result<std::string> inspection_record(const workspace::Workspace& workspace,
                                                    const records::RecordId& inspection,
                                                    const InspectionRecordOptions& options);

/// The photos that the paper shows, so that their bytes can be fetched first.
[[nodiscard]] std::vector<std::string> photos_of_record(const workspace::Workspace& workspace,
                                                        const records::RecordId& inspection);

/// "บันทึกการตรวจ ตร.ก-2568-0047": the document's title and the stem of its file name.
[[nodiscard]] std::string inspection_record_title(const workspace::Workspace& workspace,
                                                  const records::RecordId& inspection,
                                                  text::Language language);

} // namespace truat::report
