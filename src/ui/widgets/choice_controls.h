// Choosing among what is in sight: checkbox, switch, segments, radio cards, tabs, answers.
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace truat::ui {

struct ToggleSpec {
  std::string_view label;
  std::string_view second_line = {};
  std::string_view disabled_because = {};
  bool mixed = false; ///< some of several
};
/// Whether it was changed; `on` is then the new state.
bool checkbox(const Box& box, std::string_view id, bool& on, const ToggleSpec& spec);
/// The switch at the right, its label at the left.
bool toggle(const Box& box, std::string_view id, bool& on, const ToggleSpec& spec);
[[nodiscard]] float checkbox_width(const ToggleSpec& spec);

/// Two to four alternatives on sunken ground. Arrows go between them.
struct Segment {
  std::string_view label;
  std::optional<Icon> icon = {};
};
bool segmented(const Box& box, std::string_view id, int& chosen, std::span<const Segment> segments,
               std::string_view name = {});
[[nodiscard]] float segmented_width(std::span<const Segment> segments);

/// A large choice: circle, strong line, lines below. Pressing chooses.
struct RadioCardSpec {
  std::string_view title;
  std::string_view lines = {};
  bool chosen = false;
  std::string_view disabled_because = {};
};
bool radio_card(const Box& box, std::string_view id, const RadioCardSpec& spec);
[[nodiscard]] float radio_card_height(const RadioCardSpec& spec, float width);
/// One line with the circle: alternatives of a conflict. The chip, if any, stands at the right.
struct RadioRowSpec {
  std::string_view label;
  std::string_view muted = {};
  bool chosen = false;
  std::optional<ChipSpec> chip = {};
  std::string_view disabled_because = {};
};
bool radio_row(const Box& box, std::string_view id, const RadioRowSpec& spec);

/// A tab with the accent's line below when chosen; shape and figures before and after the word.
struct Tab {
  std::string_view label;
  std::optional<Status> status = {};
  std::string_view count = {};
};
/// A strip that scrolls sideways when it is too narrow, the chosen tab in sight. `margin`, in layout pixels,
/// stands before the first and after the last and scrolls with them, so that the strip may reach the page's
/// edges.
bool tabs(const Box& box, std::string_view id, int& chosen, std::span<const Tab> tabs, float margin = 0);

/// The answers of a question: equal widths, shape and word, the key at the right unless with touch.
struct Answer {
  std::string_view label;
  std::optional<Status> status = {}; ///< none: no shape (a scale, a choice)
};
/// Pressing the chosen one again clears it. `chosen` is -1 for none. Returns whether it changed. The current
/// question takes the keys 1 to 9.
enum class NumberKeys : std::uint8_t { ignored, taken };
struct AnswersSpec {
  std::string_view name; ///< accessible: the question
  std::string_view disabled_because = {};
  NumberKeys keys = NumberKeys::ignored;
};
bool answer_buttons(const Box& box, std::string_view id, int& chosen, std::span<const Answer> answers,
                    const AnswersSpec& spec);

} // namespace truat::ui
