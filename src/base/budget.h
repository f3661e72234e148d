// Long work in slices: how long one slice may take, and what it says when it stops. The page gives 8 ms a
// frame.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace truat {

/// What a slice of work says: call again, or finished.
enum class Step : std::uint8_t { more, done };

/// How much a slice may do before it gives the frame back. Work asks after each small piece.
class Budget {
public:
  /// Spent when the time is over.
  [[nodiscard]] static Budget milliseconds(int milliseconds) {
    Budget budget;
    budget.m_end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    budget.m_timed = true;
    return budget;
  }
  /// Spent after this many questions; repeats exactly, for tests.
  [[nodiscard]] static Budget pieces(std::size_t pieces) {
    Budget budget;
    budget.m_pieces = pieces;
    return budget;
  }
  /// Never spent, for the command and for workers.
  [[nodiscard]] static Budget unlimited() { return Budget(); }

  /// Counts one piece of work as done and says whether the slice must end.
  [[nodiscard]] bool is_spent() {
    if (m_pieces <= 1) {
      m_pieces = 0;
      return true;
    }
    if (m_pieces != std::numeric_limits<std::size_t>::max())
      --m_pieces;
    return m_timed && std::chrono::steady_clock::now() >= m_end;
  }

private:
  Budget() = default;
  std::size_t m_pieces = std::numeric_limits<std::size_t>::max();
  std::chrono::steady_clock::time_point m_end;
  bool m_timed = false;
};

/// How far long work has come, in the work's own units.
struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0; ///< 0 while it is not known
  bool operator==(const Progress&) const = default;
};

} // namespace truat
