#include "ui/widgets/text_field.h"

#include "text/clusters.h"
#include "text/messages.h"
#include "ui/widgets/button.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

/// Where the parts of a field are.
struct Parts {
  Box text; ///< what the overlay lies on
  Box icon;
  Box suffix;
  Box clear;
};

Parts parts_of(const Box& box, const TextFieldSpec& spec, bool has_text) {
  Parts parts;
  Box line = box.inset(std::min(px(space::input_padding_x), box.w / 6), 0);
  if (spec.icon)
    parts.icon = line.take_left(px(space::icon_button), px(8));
  if (spec.can_clear && has_text)
    parts.clear = line.take_right(px(20), px(4));
  if (!spec.suffix.empty())
    parts.suffix = line.take_right(text_width(spec.suffix, spec.role), px(8));
  const bool is_one_line = spec.lines == Lines::one || box.h <= theme().control_height();
  parts.text = is_one_line ? line.middle(line_height(spec.role)) : line.inset(0, px(space::input_padding_y));
  return parts;
}

std::int32_t byte_in_line(std::string_view line, TextRole role, float x) {
  // The nearest gap between clusters; U+200B is not in the text that the element holds.
  std::int32_t best = 0;
  float best_distance = std::abs(x);
  std::int32_t bytes = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (line.substr(at).starts_with("\xE2\x80\x8B")) {
      at += 3;
      continue;
    }
    const std::size_t next = text::next_cluster(line, at);
    bytes += static_cast<std::int32_t>(next - at);
    at = next;
    const float distance = std::abs(x - text_width(line.substr(0, at), role));
    if (distance < best_distance) {
      best_distance = distance;
      best = bytes;
    }
  }
  return best;
}

std::int32_t shown_bytes(std::string_view line) {
  std::int32_t bytes = 0;
  for (std::size_t at = 0; at < line.size(); ++at)
    if (line.substr(at).starts_with("\xE2\x80\x8B"))
      at += 2;
    else
      ++bytes;
  return bytes;
}

/// The byte of `text` under the pointer.
std::int32_t byte_at(const Box& box, const std::string& text, const TextFieldSpec& spec, ImVec2 point) {
  if (spec.lines == Lines::one) {
    float x = point.x - box.x;
    const float width = text_width(text, spec.role);
    if (spec.align == Align::right)
      x -= box.w - width;
    else if (spec.align == Align::center)
      x -= (box.w - width) / 2;
    return byte_in_line(text, spec.role, x);
  }
  const std::vector<std::string_view> lines = wrapped_lines(text, spec.role, box.w);
  const auto wanted = static_cast<std::size_t>(std::max(0.0F, (point.y - box.y) / line_height(spec.role)));
  std::int32_t bytes = 0;
  std::size_t consumed = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == std::min(wanted, lines.size() - 1))
      return std::min(static_cast<std::int32_t>(text.size()),
                      bytes + byte_in_line(lines[i], spec.role, point.x - box.x));
    bytes += shown_bytes(lines[i]);
    consumed = static_cast<std::size_t>(bytes);
    while (consumed < text.size() && (text[consumed] == ' ' || text[consumed] == '\n')) {
      ++consumed;
      ++bytes;
      if (text[consumed - 1] == '\n')
        break;
    }
  }
  return static_cast<std::int32_t>(text.size());
}

OverlayRequest request_of(const Editing& editing, const Parts& parts, const TextFieldSpec& spec,
                          ListKeys keys) {
  OverlayRequest request;
  request.field = editing.field;
  request.box = parts.text;
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  ImRect visible(parts.text.min(), parts.text.max());
  visible.ClipWith(clip);
  request.visible = {visible.Min.x, visible.Min.y, std::max(0.0F, visible.GetWidth()),
                     std::max(0.0F, visible.GetHeight())};
  request.text = editing.text;
  request.text_revision = editing.revision;
  request.style.weight = text_style(spec.role, theme().pointer).weight;
  request.style.em_px = line_height(spec.role) / em_to_imgui_size;
  request.style.align = spec.align;
  request.style.text = colors().text;
  request.style.muted = colors().muted;
  request.style.ground = colors().surface;
  request.style.accent = colors().accent;
  request.lines = spec.lines;
  request.mode = spec.mode;
  request.list_keys = keys;
  request.placeholder = spec.placeholder;
  request.label = spec.name;
  request.description = spec.error;
  request.invalid = spec.tone == FieldTone::failed;
  request.required = spec.required;
  request.active_option = spec.active_option;
  request.most_characters = spec.most_characters;
  request.caret_byte = editing.caret_byte;
  request.select_all = editing.select_all;
  return request;
}

/// As the browser shows a password: a dot for each character.
std::string dots_of(std::string_view text) {
  std::string dots;
  for (const char byte : text)
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U)
      dots += "•";
  return dots;
}

void draw_text(const Parts& parts, std::string_view text, const TextFieldSpec& spec, bool with_caret) {
  const bool disabled = !spec.disabled_because.empty();
  const ImU32 ink = disabled || text.empty() ? colors().muted : colors().text;
  const std::string_view shown = text.empty() ? spec.placeholder : text;
  const TextSpec look{.role = spec.role, .color = ink, .align = spec.align};
  ImVec2 caret = parts.text.min();
  if (spec.lines == Lines::one) {
    (void)draw_line(parts.text, shown, look);
    caret.x += std::min(parts.text.w, text.empty() ? 0.0F : text_width(text, spec.role));
  } else {
    const float height = line_height(spec.role);
    TextSpec block = look;
    block.most_lines = std::max(1, static_cast<int>((parts.text.h + 1) / height));
    draw_paragraph(parts.text, shown, block);
    const std::vector<std::string_view> lines = wrapped_lines(text, spec.role, parts.text.w);
    caret.x += text_width(lines.back(), spec.role);
    caret.y +=
        height * static_cast<float>(
                     std::min<std::size_t>(lines.size(), static_cast<std::size_t>(block.most_lines)) - 1);
  }
  if (with_caret)
    vertical_line(caret.x + 1, caret.y + px(3), line_height(spec.role) - px(6), colors().text, px(1.5F));
}

/// Opening: by mouse at the press, by touch when it is let go, by Tab, by Enter.
bool wants_to_open(const Kit::State& state, ImGuiID field, const Press& press) {
  if (state.open_field == field)
    return true;
  if (press.held && !pointer_is_touch())
    return true;
  return press.pressed ||
         (press.focused && (key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter)));
}

void take_ended(Kit::State& state, ImGuiID field, std::string& text, FieldResult& result) {
  const auto ended =
      std::ranges::find_if(state.ended, [&](const EndedField& entry) { return entry.field == field; });
  if (ended == state.ended.end())
    return;
  result.finished = ended->how == Ended::finished;
  result.cancelled = ended->how == Ended::cancelled;
  result.left_by = ended->left_by;
  result.changed = result.changed || text != ended->text;
  text = ended->text;
  state.ended.erase(ended);
}

} // namespace

void begin_editing(ImGuiID field, const std::string& text) {
  Kit::State& state = running_kit();
  if (state.editing)
    end_editing(Ended::finished);
  Editing editing;
  editing.field = field;
  editing.text = text;
  editing.original = text;
  editing.is_new = true;
  state.editing = std::move(editing);
  state.focused = field;
  state.open_field = 0;
  state.want_now = true;
}

void end_editing(Ended how, LeftBy left_by) {
  Kit::State& state = running_kit();
  if (!state.editing)
    return;
  Editing& editing = *state.editing;
  state.ended.push_back(
      {editing.field, how == Ended::finished ? editing.text : editing.original, how, left_by});
  state.editing.reset();
  state.want_now = true;
}

void draw_field_frame(const Box& box, const TextFieldSpec& spec, bool open, bool hovered, bool ring) {
  const float radius = px(space::radius_control);
  const bool disabled = !spec.disabled_because.empty();
  if (spec.frameless && !open) {
    if (hovered && !disabled)
      fill(box, colors().sunken, radius);
  } else {
    fill(box, disabled ? colors().sunken : colors().surface, radius);
    ImU32 border = disabled ? colors().divider : colors().input_border;
    float width = px(1);
    if (spec.tone != FieldTone::plain) {
      border = colors().status(spec.tone == FieldTone::due ? Status::due : Status::failed).ink;
      width = px(spec.tone == FieldTone::due ? 1.5F : 2.0F);
    }
    outline(box, border, radius, width);
  }
  if (open || ring)
    focus_ring(box, radius);
}

/// An on-screen keyboard takes room from below: the field that it was called for stays in sight.
void keep_in_sight(const Kit::State& state, Editing& editing, const Box& box) {
  const float room = state.running_scrolls.empty() ? 0 : state.running_scrolls.back().view.h;
  if (room < editing.room)
    show_in_scroll_areas(box, ShowAt::nearest);
  editing.room = room;
}

ListField list_field(const Box& box, ImGuiID field, std::string& text, const TextFieldSpec& spec) {
  Kit::State& state = running_kit();
  ListField list;
  FieldResult& result = list.result;
  const bool disabled = !spec.disabled_because.empty();
  const Parts parts = parts_of(box, spec, !text.empty());
  const bool is_secret = spec.mode == InputMode::password;
  const std::string dots = is_secret ? dots_of(text) : std::string();
  const Press press =
      press_area(box, field,
                 {.role = spec.mode == InputMode::search ? access::Role::search : access::Role::textbox,
                  .name = spec.name,
                  .value = is_secret ? dots : text,
                  .state = {.invalid = spec.tone == FieldTone::failed, .required = spec.required},
                  .described = spec.error,
                  .disabled_because = spec.disabled_because,
                  .keys = PressKeys::none,
                  .under_others = spec.can_clear || spec.holds_control});
  if (spec.mode == InputMode::search && state.drawing_layer == 0 && state.next_search_field == 0)
    state.next_search_field = field;
  take_ended(state, field, text, result);
  bool is_open = state.editing && state.editing->field == field;
  if (!is_open && !disabled && wants_to_open(state, field, press)) {
    begin_editing(field, text);
    state.editing->select_all = spec.select_all;
    if ((press.held || press.pressed) && !is_secret)
      state.editing->caret_byte = byte_at(parts.text, text, spec, ImGui::GetIO().MousePos);
    result.opened = true;
    is_open = true;
    show_in_scroll_areas(box, is_touch() ? ShowAt::upper_third : ShowAt::nearest);
  }
  if (is_open) {
    Editing& editing = *state.editing;
    editing.drawn = true;
    keep_in_sight(state, editing, box);
    editing.keeps_tab = spec.keeps_tab;
    editing.box = box;
    list.keys = std::exchange(editing.keys, {});
    if (editing.changed) {
      editing.changed = false;
      text = editing.text;
      result.changed = true;
    } else if (text != editing.text) {
      editing.text = text; // the caller has another text now
      ++editing.revision;
    }
    result.editing = true;
    state.overlay.open =
        request_of(editing, parts, spec, spec.list_keys ? ListKeys::as_events : ListKeys::move_caret);
  } else if (!disabled && is_visible(box)) {
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    ImRect cut(box.min(), box.max());
    cut.ClipWith(clip);
    state.overlay.targets.push_back(
        {field, {cut.Min.x, cut.Min.y, cut.GetWidth(), cut.GetHeight()}, spec.lines, spec.mode});
  }
  if (press.hovered && !disabled)
    ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (is_visible(box)) {
    draw_field_frame(box, spec, is_open, press.hovered, press.ring);
    if (spec.icon)
      icon(parts.icon, *spec.icon, space::icon_button, colors().muted);
    if (!spec.suffix.empty())
      (void)draw_line(parts.suffix, spec.suffix, {.role = spec.role, .color = colors().muted});
    if (!is_open || !state.overlay_is_there)
      draw_text(parts, is_secret ? dots : text, spec, is_open);
  }
  if (parts.clear.w > 0 && !disabled) {
    const IdScope scope(field);
    if (icon_button(parts.clear.middle(px(20)), "clear",
                    {.icon = Icon::x, .name = text::tr("ui.clear"), .icon_side = 16})) {
      text.clear();
      result.changed = true;
      if (is_open) {
        state.editing->text.clear();
        ++state.editing->revision;
      }
    }
  }
  return list;
}

FieldResult text_field_by_id(const Box& box, ImGuiID field, std::string& text, const TextFieldSpec& spec) {
  return list_field(box, field, text, spec).result;
}

FieldResult text_field(const Box& box, std::string_view id, std::string& text, const TextFieldSpec& spec) {
  return text_field_by_id(box, id_of(id), text, spec);
}

float text_area_height(std::string_view text, float width, int least_lines, int most_lines) {
  const float height = line_height(TextRole::body);
  const float needed = text_height(text, TextRole::body, width - 2 * px(space::input_padding_x));
  const float lines = std::clamp(std::round(needed / height), static_cast<float>(least_lines),
                                 static_cast<float>(most_lines));
  return std::max(theme().control_height(), lines * height + 2 * px(space::input_padding_y));
}

void open_field(std::string_view id) {
  open_field(id_of(id));
}

void open_field(ImGuiID id) {
  Kit::State& state = running_kit();
  state.open_field = id;
  state.focused = id;
  state.want_now = true;
}

bool field_is_open(std::string_view id) {
  const Kit::State& state = running_kit();
  return state.editing && state.editing->field == id_of(id);
}

Box labelled(Box& area, const LabelSpec& spec) {
  Box line = area.take_top(line_height(TextRole::body), px(4));
  (void)draw_line(line.take_left(std::min(line.w, text_width(spec.label, TextRole::body)), px(6)),
                  spec.label);
  if (!spec.hint.empty())
    (void)draw_line(line, spec.hint, {.color = colors().muted});
  const Box control = area.take_top(spec.height > 0 ? spec.height : theme().control_height());
  if (!spec.error.empty()) {
    area.skip(px(4));
    paragraph(area, spec.error, {.role = TextRole::caption, .color = colors().status(Status::failed).ink});
  } else if (!spec.note.empty()) {
    area.skip(px(4));
    paragraph(area, spec.note, {.role = TextRole::caption, .color = colors().muted});
  }
  area.skip(px(space::x12));
  return control;
}

} // namespace truat::ui
