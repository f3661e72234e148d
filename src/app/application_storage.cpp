// What the requests about the store itself do: measure what is kept, check what is proven, erase it.
#include "app/application.h"
#include "app/frame_loop.h"
#include "app/proof_check.h"
#include "platform/page_address.h"

#include <utility>

namespace truat::app {
namespace {

/// Asks one after the other, and answers with what is known when one of them fails.
class StorageMeasuring : public std::enable_shared_from_this<StorageMeasuring> {
public:
  StorageMeasuring(Session& session, std::function<void(ui::StorageMeasured)> done)
      : m_session(session), m_done(std::move(done)) {}

  void start() {
    platform::estimate_storage([self = shared_from_this()](const Result<platform::StorageEstimate>& found) {
      if (!found)
        return self->finish(found.error());
      self->m_measured.is_persisted = found->persisted;
      self->m_measured.used_bytes = found->used_bytes;
      self->m_measured.quota_bytes = found->quota_bytes;
      self->count_photos();
    });
  }

private:
  void count_photos() {
    m_session.photos().keys([self = shared_from_this()](const Result<std::vector<std::string>>& keys) {
      if (!keys)
        return self->finish(keys.error());
      self->m_measured.photos = keys->size();
      self->count_drafts();
    });
  }
  void count_drafts() {
    m_session.drafts().load([self = shared_from_this()](const Result<std::vector<storage::Draft>>& drafts) {
      if (!drafts)
        return self->finish(drafts.error());
      self->m_measured.drafts = drafts->size();
      self->weigh_parts();
    });
  }
  void weigh_parts() {
    m_session.store().raw_parts(
        [self = shared_from_this()](const storage::RawPart& part) {
          if (part.path.find("/quarantine/") == std::string::npos) {
            self->m_measured.log_bytes += part.bytes.size();
            return;
          }
          ++self->m_measured.quarantined;
          self->m_measured.quarantined_bytes += part.bytes.size();
        },
        [self = shared_from_this()](const Result<void>& read) {
          self->finish(read ? std::nullopt : std::optional(read.error()));
        });
  }
  void finish(std::optional<Error> error) {
    m_measured.error = std::move(error);
    m_done(std::move(m_measured));
  }

  Session& m_session;
  std::function<void(ui::StorageMeasured)> m_done;
  ui::StorageMeasured m_measured;
};

} // namespace

void Application::on(const ui::MeasureStorage&) {
  std::make_shared<StorageMeasuring>(*m_session, [this](ui::StorageMeasured measured) {
    m_ui.inbox.put(std::move(measured));
    request_frame();
  })->start();
}

void Application::on(const ui::EraseStorage&) {
  // What was committed in another tab since the page asked must not go with it, nor photos that are in no
  // file.
  const std::size_t commits = m_session->workspace().ledger().log().size();
  if (is_sample() || !all_is_saved() || m_settings.exported_commits < commits ||
      !m_settings.exported_photos) {
    show_error({"app.not_erased", {}, {}});
    return;
  }
  m_session->erase([this](const Result<void>& erased) {
    if (!erased) {
      show_error(erased.error());
      return;
    }
    m_settings.person = {};
    m_settings.exported_at = {};
    m_settings.exported_commits = 0;
    save_settings(*m_preferences, m_settings);
    m_session->forget_kept_commits();
    platform::set_page_address("#", platform::AddressStep::same);
    platform::reload_page();
  });
}

void Application::on(const ui::CheckProof&) {
  m_works.add(std::make_unique<ProofCheck>(*m_session, [this](Result<ui::ProofReport> report) {
    if (report)
      m_ui.inbox.put(std::move(*report));
    else
      show_error(report.error());
    request_frame();
  }));
}

} // namespace truat::app
