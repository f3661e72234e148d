#include "app/inspection_paper.h"

#include "base/base64.h"
#include "report/inspection_record.h"

#include <utility>

namespace truat::app {
namespace {

std::string data_url(const std::string& bytes) {
  const bool is_png = bytes.starts_with("\x89PNG");
  return (is_png ? "data:image/png;base64," : "data:image/jpeg;base64,") + encode_base64(bytes);
}

} // namespace

InspectionPaper::InspectionPaper(const workspace::Workspace& workspace, GetPhoto get_photo,
                                 const records::RecordId& inspection, text::Language language,
                                 std::function<void(Result<platform::OutgoingFile>)> done)
    : m_workspace(workspace), m_get_photo(std::move(get_photo)), m_inspection(inspection),
      m_language(language), m_done(std::move(done)),
      m_photos(report::photos_of_record(workspace, inspection)) {}

LongWork::Now InspectionPaper::run(Budget&) {
  if (m_next == m_photos.size())
    return write();
  const std::string& key = m_photos[m_next];
  if (!std::exchange(m_asked, true)) {
    m_get_photo(key, [answer = m_answer](Result<std::optional<std::string>> bytes) {
      answer->photo = std::move(bytes);
    });
    return m_answer->photo ? Now::more : Now::waiting;
  }
  if (!m_answer->photo)
    return Now::waiting;
  auto bytes = std::move(*std::exchange(m_answer->photo, std::nullopt));
  if (!bytes) {
    m_done(std::unexpected(std::move(bytes.error())));
    return Now::done;
  }
  if (*bytes)
    m_urls.emplace(key, data_url(**bytes));
  m_asked = false;
  ++m_next;
  return Now::more;
}

LongWork::Now InspectionPaper::write() {
  const workspace::Workspace& workspace = m_workspace;
  const auto html = report::inspection_record(workspace, m_inspection,
                                              {.language = m_language,
                                               .printed_by = workspace.person_name(workspace.actor()),
                                               .printed_at = platform::system_clock().now(),
                                               .photo_url = [this](const std::string& key) {
                                                 const auto found = m_urls.find(key);
                                                 return found != m_urls.end() ? found->second : std::string();
                                               }});
  if (!html) {
    m_done(std::unexpected(html.error()));
    return Now::done;
  }
  platform::OutgoingFile file(report::inspection_record_title(workspace, m_inspection, m_language) + ".html",
                              "text/html;charset=utf-8");
  file.append(*html);
  m_done(std::move(file));
  return Now::done;
}

float InspectionPaper::share() const {
  return m_photos.empty() ? -1 : static_cast<float>(m_next) / static_cast<float>(m_photos.size());
}

} // namespace truat::app
