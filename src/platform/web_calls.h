// How the browser's JavaScript answers (shell/library_truat_base.js). Only the _web.cpp files of this folder
// include it.
#pragma once

#include "platform/async.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat::platform {

/// A list of texts and bytes, or a word for what went wrong and the browser's own reason.
struct Reply {
  bool failed = false;
  std::vector<std::string> parts;
};

/// A number by which JavaScript calls `on_reply`: once, or as often as it likes.
[[nodiscard]] std::uint32_t expect_reply(std::function<void(Reply)> on_reply);
[[nodiscard]] std::uint32_t expect_events(std::function<void(Reply)> on_event);
void forget_ticket(std::uint32_t ticket);

/// The error that a failed reply stands for. `file` is the name that its sentence shows, where it shows one.
[[nodiscard]] std::unexpected<Error> as_failure(const Reply& reply, std::string_view file = {});
/// For calls that answer with nothing.
[[nodiscard]] std::uint32_t expect_done(Done<void> done);

/// Reads the list at `block`, and frees it.
[[nodiscard]] std::vector<std::string> take_list(std::uint8_t* block);

/// A list as JavaScript unpacks it.
class ListWriter {
public:
  void add(std::string_view bytes);
  void add_nothing(); ///< "no bytes", which differs from empty ones
  [[nodiscard]] const char* finish();

private:
  std::string m_block = std::string(4, '\0');
  std::uint32_t m_count = 0;
};

} // namespace truat::platform
