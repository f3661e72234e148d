// Inflating what others deflated, under limits: a small file may claim to hold terabytes.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace truat::exchange {

enum class DeflateFrame : std::uint8_t { raw, gzip };

/// Inflates piece by piece. The input must outlive it.
class Inflater {
public:
  Inflater(std::string_view input, DeflateFrame frame);
  ~Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;

  /// Appends at most `most` further bytes to `out` and returns how many; 0 at the end. Error:
  /// `exchange.deflate_damaged` with the byte of the input, also where the input ends before its end mark.
  [[nodiscard]] Result<std::size_t> read(std::string& out, std::size_t most);
  [[nodiscard]] bool at_end() const;
  [[nodiscard]] std::size_t consumed() const; ///< bytes of the input

private:
  struct State;
  std::unique_ptr<State> m_state;
};

[[nodiscard]] inline bool is_gzip(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B\x08");
}
/// The whole content of a .gz of one or several members. Errors: as above; `exchange.inflated_too_large` past
/// `limit`.
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes, std::size_t limit);

/// Deflates piece by piece, as `deflate` does at once.
class Deflater {
public:
  Deflater();
  ~Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;
  void add(std::string_view bytes);
  /// Everything, ended. Contract: once.
  [[nodiscard]] std::string take();
  [[nodiscard]] std::uint32_t crc() const;
  [[nodiscard]] std::size_t bytes_in() const;

private:
  struct State;
  std::unique_ptr<State> m_state;
};

/// Raw deflate (RFC 1951) of all bytes; the same input gives the same output.
[[nodiscard]] std::string deflate(std::string_view bytes);
[[nodiscard]] std::uint32_t crc32_of(std::string_view bytes);

} // namespace truat::exchange
