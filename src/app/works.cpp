#include "app/works.h"

#include <algorithm>

namespace truat::app {
namespace {

constexpr int slice_milliseconds = 8;

} // namespace

std::uint64_t Works::add(std::unique_ptr<LongWork> work) {
  m_entries.push_back({m_next, std::move(work)});
  return m_next++;
}

void Works::stop(std::uint64_t id) {
  std::erase_if(m_entries, [id](const Entry& entry) { return entry.id == id; });
}

bool Works::is_running(std::uint64_t id) const {
  return std::ranges::any_of(m_entries, [id](const Entry& entry) { return entry.id == id; });
}

bool Works::run_slice() {
  bool wants_more = false;
  Budget budget = Budget::milliseconds(slice_milliseconds);
  // A work may add another when it is done, so the entries are looked up anew at each step.
  for (std::size_t at = 0; at < m_entries.size();) {
    const std::uint64_t id = m_entries[at].id;
    const LongWork::Now now = m_entries[at].work->run(budget);
    wants_more = wants_more || now == LongWork::Now::more;
    if (now == LongWork::Now::done)
      stop(id);
    else
      ++at;
  }
  return wants_more;
}

std::vector<ui::Work> Works::shown() const {
  std::vector<ui::Work> shown;
  for (const Entry& entry : m_entries)
    shown.push_back({entry.id, entry.work->sentence(), entry.work->share(), entry.work->how_far(),
                     entry.work->can_stop()});
  return shown;
}

} // namespace truat::app
