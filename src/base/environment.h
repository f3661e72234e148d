// What comes from outside the program: the time and chance. Injected, so that tests and `truat demo` repeat
// exactly.
#pragma once

#include "base/civil_date.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace truat {

class Clock {
public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() = 0;
};

/// Bytes that no one can guess (the platform's) or that repeat for a seed (tests).
class Random {
public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// A clock that stands still until told.
class FixedClock final : public Clock {
public:
  explicit FixedClock(Instant instant) : m_instant(instant) {}
  [[nodiscard]] Instant now() override { return m_instant; }
  void set(Instant instant) { m_instant = instant; }
  void advance_milliseconds(std::int64_t milliseconds) { m_instant.milliseconds += milliseconds; }

private:
  Instant m_instant;
};

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same bytes on every machine. Not for
/// secrets.
class SeededRandom final : public Random {
public:
  explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
  void fill(std::span<std::byte> bytes) override;
  [[nodiscard]] std::uint64_t next();
  /// 0 to `bound` - 1. Contract: `bound` > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);

private:
  std::uint64_t m_state;
};

} // namespace truat
