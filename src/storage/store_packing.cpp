#include "storage/store_packing.h"

#include "base/budget.h"
#include "base/contract.h"

namespace truat::storage {

namespace {

constexpr int slice_ms = 8;
constexpr std::size_t deflate_bytes = std::size_t{64} * 1024;
constexpr std::int32_t pause_after_failure_ms = 60'000;

} // namespace

void Store::Work::pack_if_due() {
  if (m_packing || m_packing_paused || m_is_restorable || m_role != Role::writer || !is_idle() ||
      m_pack_to_adopt)
    return;
  const std::vector<SealedSegment> segments = segments_to_pack(m_durable);
  if (segments.empty())
    return;
  m_packing = std::make_unique<Packing>();
  Packing& packing = *m_packing;
  packing.contents.first = segments.front().part.first;
  packing.contents.last = segments.back().part.last;
  for (const SealedSegment& segment : segments) {
    packing.joined += *segment.bytes;
    packing.contents.commits += segment.part.commits;
  }
  packing.contents.bytes = packing.joined.size();
  packing.contents.sha256 = sha256(packing.joined);
  expects(deflateInit(&packing.stream, Z_DEFAULT_COMPRESSION) == Z_OK, "memory for deflate");
  packing.deflating = true;
  packing.stream.next_in = reinterpret_cast<Bytef*>(packing.joined.data());
  later(&Work::deflate_slice);
}

void Store::Work::deflate_slice() {
  if (!m_packing || !m_packing->deflating)
    return;
  Packing& packing = *m_packing;
  Budget budget = Budget::milliseconds(slice_ms);
  std::string block(deflate_bytes, '\0');
  do {
    const auto read =
        static_cast<std::size_t>(packing.stream.next_in - reinterpret_cast<Bytef*>(packing.joined.data()));
    const std::size_t left = packing.joined.size() - read;
    packing.stream.avail_in = static_cast<uInt>(std::min(left, deflate_bytes));
    const int flush = left <= deflate_bytes ? Z_FINISH : Z_NO_FLUSH;
    int outcome = Z_OK;
    do {
      packing.stream.next_out = reinterpret_cast<Bytef*>(block.data());
      packing.stream.avail_out = static_cast<uInt>(block.size());
      outcome = deflate(&packing.stream, flush);
      packing.deflated.append(block, 0, block.size() - packing.stream.avail_out);
    } while (packing.stream.avail_out == 0);
    if (outcome == Z_STREAM_END) {
      deflateEnd(&packing.stream);
      packing.deflating = false;
      packing.pack = encode_pack(packing.contents, packing.deflated);
      m_parts.cold->put({{pack_key(packing.contents), packing.pack}}, platform::Urgency::normal,
                        guarded([](Work& self, Result<void> put) { self.on_pack_put(std::move(put)); }));
      return;
    }
  } while (!budget.is_spent());
  later(&Work::deflate_slice);
}

void Store::Work::on_pack_put(Result<void> outcome) {
  if (!m_packing)
    return;
  if (!outcome) {
    pack_failed(outcome.error());
    return;
  }
  m_parts.cold->get(pack_key(m_packing->contents),
                    guarded([](Work& self, Result<std::optional<std::string>> bytes) {
                      self.on_pack_back(std::move(bytes));
                    }));
}

void Store::Work::on_pack_back(Result<std::optional<std::string>> bytes) {
  if (!m_packing)
    return;
  const std::unique_ptr<Packing> packing = std::move(m_packing);
  if (!bytes) {
    pack_failed(bytes.error());
    return;
  }
  const auto joined = *bytes ? decode_pack(**bytes) : failure("storage.pack_damaged");
  if (!joined || *joined != packing->joined) {
    pack_failed({"storage.pack_damaged", {}, pack_key(packing->contents)});
    return;
  }
  m_state.packing_problem.reset();
  Part pack = packing->contents;
  pack.bytes = packing->pack.size();
  pack.sha256 = sha256(packing->pack);
  m_pack_to_adopt = pack;
  if (!m_write && m_role == Role::writer)
    write();
}

void Store::Work::pack_failed(Error error) {
  m_packing.reset();
  m_state.packing_problem = std::move(error);
  notify();
  m_packing_paused = true;
  m_parts.timers->after(pause_after_failure_ms, guarded([](Work& self) {
                          self.m_packing_paused = false;
                          self.pack_if_due();
                        }));
}

} // namespace truat::storage
