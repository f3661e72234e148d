// Makes the record of inspection as one HTML file: fetches its photos, then writes the paper.
#pragma once

#include "app/session.h"
#include "app/works.h"
#include "platform/files.h"
#include "text/language.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::app {

class InspectionPaper final : public LongWork {
public:
  /// Nothing where the photo is not there.
  using GetPhoto =
      std::function<void(const std::string& key, platform::Done<std::optional<std::string>> done)>;
  /// The workspace outlives the work. `done` is called once, unless the work is stopped.
  InspectionPaper(const workspace::Workspace& workspace, GetPhoto get_photo,
                  const records::RecordId& inspection, text::Language language,
                  std::function<void(Result<platform::OutgoingFile>)> done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override { return {"app.making_paper", {}}; }
  [[nodiscard]] float share() const override;

private:
  struct Answer {
    std::optional<Result<std::optional<std::string>>> photo;
  };
  Now write();

  const workspace::Workspace& m_workspace;
  GetPhoto m_get_photo;
  records::RecordId m_inspection;
  text::Language m_language;
  std::function<void(Result<platform::OutgoingFile>)> m_done;
  std::vector<std::string> m_photos;
  std::size_t m_next = 0;
  bool m_asked = false;
  std::map<std::string, std::string> m_urls;
  std::shared_ptr<Answer> m_answer = std::make_shared<Answer>();
};

} // namespace truat::app
