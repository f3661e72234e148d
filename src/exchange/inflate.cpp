#include "exchange/inflate.h"

#include "base/contract.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace truat::exchange {
namespace {

/// zlib counts in 32 bits; pieces stay far below that.
constexpr std::size_t most_piece = std::size_t{1} << 30;

constexpr int window_bits(DeflateFrame frame) {
  return frame == DeflateFrame::raw ? -MAX_WBITS : MAX_WBITS + 16;
}

} // namespace

struct Inflater::State {
  z_stream stream{};
  std::string_view input;
  std::size_t given = 0; ///< bytes of the input handed to zlib
  bool at_end = false;
  ~State() { inflateEnd(&stream); }
};

Inflater::Inflater(std::string_view input, DeflateFrame frame) : m_state(std::make_unique<State>()) {
  m_state->input = input;
  expects(inflateInit2(&m_state->stream, window_bits(frame)) == Z_OK, "zlib starts");
}

Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;

bool Inflater::at_end() const {
  return m_state->at_end;
}

std::size_t Inflater::consumed() const {
  return m_state->given - m_state->stream.avail_in;
}

Result<std::size_t> Inflater::read(std::string& out, std::size_t most) {
  State& state = *m_state;
  const std::size_t before = out.size();
  most = std::min(most, most_piece);
  out.resize(before + most);
  state.stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
  state.stream.avail_out = static_cast<uInt>(most);
  while (!state.at_end && state.stream.avail_out > 0) {
    if (state.stream.avail_in == 0) {
      const std::size_t piece = std::min(most_piece, state.input.size() - state.given);
      // zlib's interface is older than const.
      state.stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(state.input.data() + state.given));
      state.stream.avail_in = static_cast<uInt>(piece);
      state.given += piece;
    }
    const uInt left = state.stream.avail_out;
    const int code = inflate(&state.stream, Z_NO_FLUSH);
    state.at_end = code == Z_STREAM_END;
    const bool stuck =
        state.stream.avail_in == 0 && state.given == state.input.size() && left == state.stream.avail_out;
    if (code != Z_STREAM_END && (code != Z_OK || stuck)) {
      out.resize(before);
      return failure("exchange.deflate_damaged", {}, "byte " + std::to_string(consumed()));
    }
  }
  out.resize(before + most - state.stream.avail_out);
  return out.size() - before;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t limit) {
  std::string out;
  std::size_t at = 0;
  while (at < bytes.size()) {
    // What follows the last member (padding of tapes) is no member and is left out, as gzip itself does.
    if (at > 0 && !is_gzip(bytes.substr(at)))
      break;
    Inflater inflater(bytes.substr(at), DeflateFrame::gzip);
    while (!inflater.at_end()) {
      const auto read = inflater.read(out, std::size_t{1} << 20);
      if (!read)
        return std::unexpected(read.error());
      if (out.size() > limit)
        return failure("exchange.inflated_too_large", {{"limit", std::to_string(limit >> 20) + " MB"}});
    }
    at += inflater.consumed();
  }
  return out;
}

struct Deflater::State {
  z_stream stream{};
  std::string out;
  std::uint32_t crc = 0;
  std::size_t bytes_in = 0;
  ~State() { deflateEnd(&stream); }
  int run(std::string_view bytes, int flush) {
    constexpr std::size_t step = std::size_t{1} << 16;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    int code = Z_OK;
    do {
      const std::size_t before = out.size();
      out.resize(before + step);
      stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      stream.avail_out = static_cast<uInt>(step);
      code = ::deflate(&stream, flush);
      out.resize(before + step - stream.avail_out);
    } while (code == Z_OK && (stream.avail_out == 0 || flush == Z_FINISH));
    return code;
  }
};

Deflater::Deflater() : m_state(std::make_unique<State>()) {
  expects(deflateInit2(&m_state->stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK,
          "zlib starts");
}
Deflater::~Deflater() = default;
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

void Deflater::add(std::string_view bytes) {
  expects(bytes.size() < most_piece, "a piece zlib can count");
  m_state->crc = static_cast<std::uint32_t>(
      crc32(m_state->crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  m_state->bytes_in += bytes.size();
  (void)m_state->run(bytes, Z_NO_FLUSH);
}

std::string Deflater::take() {
  expects(m_state->run({}, Z_FINISH) == Z_STREAM_END, "zlib ends");
  return std::move(m_state->out);
}

std::uint32_t Deflater::crc() const {
  return m_state->crc;
}

std::size_t Deflater::bytes_in() const {
  return m_state->bytes_in;
}

std::string deflate(std::string_view bytes) {
  Deflater deflater;
  deflater.add(bytes);
  return deflater.take();
}

std::uint32_t crc32_of(std::string_view bytes) {
  uLong crc = crc32(0, nullptr, 0);
  for (std::size_t at = 0; at < bytes.size(); at += most_piece) {
    const std::string_view piece = bytes.substr(at, most_piece);
    crc = crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
  }
  return static_cast<std::uint32_t>(crc);
}

} // namespace truat::exchange
