// Long work beside the frames: imports, exports, reports. Each gets a slice a frame, shows its progress, can
// be stopped.
#pragma once

#include "base/budget.h"
#include "ui/ui_state.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace truat::app {

/// One long work. Dropping it stops it: what it has not finished leaves no trace.
class LongWork {
public:
  enum class Now : std::uint8_t {
    more,    ///< call again in the next frame
    waiting, ///< for the browser; its answer wakes the page
    done,    ///< drop it
  };

  virtual ~LongWork() = default;
  virtual Now run(Budget& budget) = 0;
  [[nodiscard]] virtual Phrase sentence() const = 0;
  /// 0 to 1; below 0 while it is not known.
  [[nodiscard]] virtual float share() const = 0;
  [[nodiscard]] virtual std::string how_far() const { return {}; }
  [[nodiscard]] virtual bool can_stop() const { return true; }
};

class Works {
public:
  std::uint64_t add(std::unique_ptr<LongWork> work);
  void stop(std::uint64_t id);
  void stop_all() { m_entries.clear(); }
  [[nodiscard]] bool is_running(std::uint64_t id) const;
  [[nodiscard]] bool is_idle() const { return m_entries.empty(); }
  /// Gives every work a slice of 8 ms shared among them. Whether one of them wants the next frame at once.
  bool run_slice();
  [[nodiscard]] std::vector<ui::Work> shown() const;

private:
  struct Entry {
    std::uint64_t id = 0;
    std::unique_ptr<LongWork> work;
  };
  std::vector<Entry> m_entries;
  std::uint64_t m_next = 1;
};

} // namespace truat::app
