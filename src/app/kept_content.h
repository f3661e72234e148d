// What files bring beside commits, kept in the store's cold database: signed heads, and what only newer
// versions read.
#pragma once

#include "exchange/truat_reader.h"
#include "platform/blob_store.h"
#include "records/signed_head.h"

#include <functional>

namespace truat::app {

class KeptContent {
public:
  /// `cold` outlives it. `failed` is told what could not be read or written.
  KeptContent(platform::BlobStore& cold, std::function<void(Error)> failed);

  /// At each opening of the store: what is kept takes the place of what was known.
  void load();
  [[nodiscard]] const records::Heads& heads() const { return m_heads; }
  [[nodiscard]] const exchange::NewerContent& newer() const { return m_newer; }

  /// Of a file that was taken; its signatures hold.
  void take(std::vector<records::SignedHead> heads, const exchange::NewerContent& newer,
            const records::Log& log);
  /// Of a file that was made.
  void take(const records::Heads& heads, const records::Log& log);
  /// After a merge was taken back: heads of commits that the log does not have are dropped.
  void forget_unknown(const records::Log& log);

private:
  void load_newer();
  void keep();

  platform::BlobStore& m_cold;
  std::function<void(Error)> m_failed;
  records::Heads m_heads;
  exchange::NewerContent m_newer;
  bool m_is_loaded = false;
  bool m_has_more = false; ///< that was taken meanwhile
};

} // namespace truat::app
