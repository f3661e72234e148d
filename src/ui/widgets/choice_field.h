// Choosing one of a list that is not in sight: a field that opens a list, with a search for long ones.
#pragma once

#include "ui/widgets/text_field.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

struct Choice {
  std::string key;
  std::string label;
  std::string second_line; ///< muted; searched too
  std::optional<Status> status;
  bool operator==(const Choice&) const = default;
};

/// The named lists of the field descriptors ("district"), and the records a reference may name. Lists that
/// hang on another value (districts of a province) get it as `parent`.
class ChoiceLists {
public:
  virtual ~ChoiceLists() = default;
  [[nodiscard]] virtual std::vector<Choice> choices(std::string_view list, std::string_view parent) const = 0;
  /// The label of a key; the key itself where the list has no such key.
  [[nodiscard]] virtual std::string label(std::string_view list, std::string_view key) const = 0;
  /// The list whose value narrows this one ("province" for "district"), or "".
  [[nodiscard]] virtual std::string_view parent_of(std::string_view list) const = 0;
};

struct ChoiceSpec {
  TextFieldSpec field;           ///< name, placeholder, tone, disabled_because
  std::string_view chosen_label; ///< what the closed field shows; empty: the placeholder
  std::optional<Status> chosen_status = {};
  /// Called when the list opens, not each frame.
  std::function<std::vector<Choice>()> choices;
  bool can_be_empty = false;  ///< offers to choose nothing
  bool opens_at_once = false; ///< in this frame, as if it had been pressed
};
struct ChoiceResult {
  bool opened = false;
  bool is_open = false;
  bool chosen = false; ///< `key` is the new one, "" for nothing
  std::string key;
};
/// Lists of more than eight have a search, matched inside labels and second lines without regard to case and
/// marks.
ChoiceResult choice_field(const Box& box, std::string_view id, const ChoiceSpec& spec);

} // namespace truat::ui
