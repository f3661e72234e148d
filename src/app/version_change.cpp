#include "app/version_change.h"

#include "platform/site_version.h"

#include <utility>

namespace truat::app {
namespace {

constexpr std::int32_t look_again_ms = 150;

ui::OtherVersion shown_of(platform::WaitingVersion version) {
  ui::OtherVersion shown;
  shown.release = std::move(version.release);
  switch (version.kind) {
  case platform::WaitingVersion::Kind::newer:
    shown.kind = ui::OtherVersion::Kind::newer;
    break;
  case platform::WaitingVersion::Kind::same:
    shown.kind = ui::OtherVersion::Kind::same;
    break;
  case platform::WaitingVersion::Kind::older:
    shown.kind = ui::OtherVersion::Kind::older;
    break;
  }
  for (platform::ReleaseNotes& notes : version.notes) {
    for (std::string& sentence : notes.thai)
      shown.thai.push_back(std::move(sentence));
    for (std::string& sentence : notes.english)
      shown.english.push_back(std::move(sentence));
  }
  return shown;
}

} // namespace

VersionChange::VersionChange(Page page, platform::Timers& timers)
    : m_page(std::move(page)), m_timers(&timers) {
  platform::on_version(
      [this](std::optional<platform::WaitingVersion> version) {
        m_waiting.reset();
        if (version)
          m_waiting = shown_of(std::move(*version));
        m_is_put_off = false;
        m_page.changed();
      },
      [this] { load_when_saved(); });
}

const ui::OtherVersion* VersionChange::shown() const {
  return m_waiting && !m_is_put_off ? &*m_waiting : nullptr;
}

void VersionChange::put_off() {
  m_is_put_off = true;
}

void VersionChange::take() {
  if (!m_waiting || m_waiting->is_being_taken)
    return;
  m_waiting->is_being_taken = true;
  when_saved([] { platform::take_version(); });
}

// Another tab may have taken it: this one was not asked, so it waits for its own work to be saved.
void VersionChange::load_when_saved() {
  if (std::exchange(m_loads, true))
    return;
  when_saved([] { platform::load_version(); });
}

// By timers, not by frames: a tab in the background draws none.
void VersionChange::when_saved(std::function<void()> act) {
  m_page.put_out();
  m_timers->after(look_again_ms, [this, act = std::move(act)]() mutable {
    if (m_page.all_is_saved())
      act();
    else
      when_saved(std::move(act));
  });
}

} // namespace truat::app
