// Short news at the bottom left. It goes after 6 s, with something to undo after 10 s; errors stay until they
// are closed.
#pragma once

#include "ui/request.h"
#include "ui/widgets/box.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::ui {

struct Toast {
  enum class Kind : std::uint8_t { note, error };
  Kind kind = Kind::note;
  std::string sentence;
  std::string action_label;      ///< "เลิกทำ", "ลองใหม่"
  std::optional<Request> action; ///< pushed when the action is pressed
};

/// The toasts that are up, at most three; the same sentence twice is one. Owned by `UiState`.
class Toasts {
public:
  void show(Toast toast);
  void close_all() { m_shown.clear(); }
  [[nodiscard]] std::size_t size() const { return m_shown.size(); }
  /// Draws them over the page, above `bottom`; their time stands still under the pointer and with the focus.
  void draw(const Box& page, Requests& requests);

private:
  void draw_shown(const Box& page, Requests& requests);
  struct Shown {
    Toast toast;
    std::uint64_t number = 0;
    double left_seconds = 0;
    double seen_at = -1;  ///< of the frame before
    bool is_held = false; ///< under the pointer, or with the focus: its time stands still
  };
  std::vector<Shown> m_shown;
  std::uint64_t m_next = 1;
};

} // namespace truat::ui
