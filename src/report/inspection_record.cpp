#include "report/inspection_record.h"

#include "base/sort.h"
#include "report/record_html.h"
#include "report/stylesheet.h"
#include "text/messages.h"

#include <algorithm>

namespace truat::report {

using records::RecordId;

Result<std::string> inspection_record(const workspace::Workspace& workspace, const RecordId& inspection,
                                      const InspectionRecordOptions& options) {
  if (workspace.audit().inspection(inspection) == nullptr)
    return failure("report.no_such_inspection");
  return record_html(make_record_page(workspace, inspection, options), stylesheet());
}

std::vector<std::string> photos_of_record(const workspace::Workspace& workspace, const RecordId& inspection) {
  std::vector<std::string> photos;
  for (const RecordId& id : workspace.audit().photos_of(inspection))
    if (const audit::Photo* photo = workspace.audit().photo(id))
      photos.push_back(photo->sha256);
  truat::sort(photos);
  const auto doubled = std::ranges::unique(photos);
  photos.erase(doubled.begin(), doubled.end());
  return photos;
}

std::string inspection_record_title(const workspace::Workspace& workspace, const RecordId& inspection,
                                    text::Language language) {
  const audit::Inspection* found = workspace.audit().inspection(inspection);
  std::string title(text::tr("report.record_of_inspection", language));
  if (found != nullptr && !found->shown_number().empty())
    title += " " + std::string(found->shown_number());
  return title;
}

} // namespace truat::report
