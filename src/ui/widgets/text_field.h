// Fields for text, numbers, dates, times. Open, a field is the page's own <input> over the box
// (`ui/overlay.h`); closed, it is drawn here with the same metrics.
#pragma once

#include "base/civil_date.h"
#include "base/decimal.h"
#include "ui/overlay.h"
#include "ui/theme/icons.h"
#include "ui/widgets/kit.h"

#include <optional>
#include <string>
#include <string_view>

namespace truat::ui {

/// How a field was left, for those who go on to another one: a grid goes down after Enter, right after Tab.
enum class LeftBy : std::uint8_t { elsewhere, enter, shift_enter, tab, shift_tab };

/// What happened to a field in this frame.
struct FieldResult {
  bool opened = false;    ///< what the person saw is to be noted now (`overwrites`)
  bool changed = false;   ///< the text differs from the frame before
  bool finished = false;  ///< left by Enter, Tab or a press elsewhere: the text stands
  bool cancelled = false; ///< left by Esc: the text is again what it was at opening
  bool editing = false;
  LeftBy left_by = LeftBy::elsewhere; ///< with `finished`
};

enum class FieldTone : std::uint8_t {
  plain,
  due,    ///< 2 px amber: something must be chosen or typed
  failed, ///< 2 px red: out of range, not readable
};

struct TextFieldSpec {
  std::string_view name; ///< the accessible name: the label beside or above
  std::string_view placeholder = {};
  Lines lines = Lines::one;
  InputMode mode = InputMode::text;
  Align align = Align::left;
  TextRole role = TextRole::body;
  std::optional<Icon> icon = {}; ///< at the left: search
  std::string_view suffix = {};  ///< muted, at the right inside the box: a unit
  FieldTone tone = FieldTone::plain;
  std::string_view error =
      {}; ///< for screen readers; the sentence is drawn by the caller or by `labelled_field`
  std::string_view disabled_because = {};
  bool required = false;
  bool frameless = false; ///< in a cell or a value edited in place: no border until it is open
  bool can_clear = false; ///< × at the right while there is text
  bool holds_control =
      false;              ///< the caller lays a control of its own inside: a press on it is not the field's
  bool list_keys = false; ///< arrows and Enter belong to a list below
  ImGuiID active_option = 0; ///< the one of that list that Enter picks
  bool keeps_tab = false;    ///< Tab leaves the field, and the caller says what is next
  bool select_all = false;   ///< on opening by the keyboard
  int most_characters = 0;
};
/// `text` follows the typing. Several lines: the box is as high as the caller makes it (`text_area_height`).
FieldResult text_field(const Box& box, std::string_view id, std::string& text, const TextFieldSpec& spec);
/// The height that shows all of the text, at least `least_lines`, at most `most_lines`.
[[nodiscard]] float text_area_height(std::string_view text, float width, int least_lines = 2,
                                     int most_lines = 8);
/// Opens the field in the next frame, as when it is pressed.
void open_field(std::string_view id);
void open_field(ImGuiID id);
[[nodiscard]] bool field_is_open(std::string_view id);

/// Lays a label above and, if there is one, an error below; `field` is the control's box. Cut off `area` with
/// the gap.
struct LabelSpec {
  std::string_view label;
  std::string_view hint = {};  ///< muted, after the label: "ไม่บังคับ"
  std::string_view error = {}; ///< below, in red
  std::string_view note = {};  ///< below, muted
  float height = 0;            ///< of the control; 0: the theme's
};
/// Label above, control, and what is to be said of it; cut off the area with the distance to what follows.
[[nodiscard]] Box labelled(Box& area, const LabelSpec& spec);

struct NumberSpec {
  TextFieldSpec field;
  int places = -1;                   ///< digits after the point; -1: as typed
  std::optional<Decimal> least = {}; ///< values outside are kept and shown as failed
  std::optional<Decimal> most = {};
  bool whole = false;
};
/// The text is what is typed; Thai digits and separators are read. `value` is empty while it cannot be read.
struct NumberResult : FieldResult {
  std::optional<Decimal> value;
  bool unreadable = false;
  bool out_of_range = false;
};
NumberResult number_field(const Box& box, std::string_view id, std::string& text, const NumberSpec& spec);

struct DateSpec {
  TextFieldSpec field;
  CivilDate today;
  std::optional<CivilDate> first = {}, last = {};
};
/// Typed in any way people write dates ("14/11/67", "14 พ.ย. 2567"), or picked from a calendar of Buddhist
/// years. When the field is left, the text becomes the date's usual form.
struct DateResult : FieldResult {
  bool unreadable = false;
};
DateResult date_field(const Box& box, std::string_view id, std::optional<CivilDate>& date,
                      const DateSpec& spec);

struct TimeSpec {
  TextFieldSpec field;
  std::optional<TimeOfDay> now = {}; ///< offered by a button inside: "ตอนนี้"
};
struct TimeResult : FieldResult {
  bool unreadable = false;
};
/// "0940", "9.40", "09:40".
TimeResult time_field(const Box& box, std::string_view id, std::optional<TimeOfDay>& time,
                      const TimeSpec& spec);

} // namespace truat::ui
