// A pack being made. Only src/storage includes it.
#pragma once

#include "storage/store_work.h"

#include <zlib.h>

namespace truat::storage {

/// Joining and deflating go by slices; the hot mount gives its segments up only after the pack has been read
/// back.
struct Store::Work::Packing {
  Part contents; ///< bytes and hash of the joined segments
  std::string joined;
  std::string deflated;
  std::string pack;
  z_stream stream{};
  bool deflating = false;

  Packing() = default;
  ~Packing() {
    if (deflating)
      deflateEnd(&stream);
  }
  Packing(const Packing&) = delete;
  Packing& operator=(const Packing&) = delete;
};

} // namespace truat::storage
