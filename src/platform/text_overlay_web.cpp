#include "platform/text_overlay.h"

#include "base/json.h"
#include "platform/web_calls.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

extern "C" {
// shell/library_truat_overlay.js
void truat_overlay_show(const char* json);
void truat_overlay_targets(const char* json);
void truat_overlay_close(int event_kind_or_minus_1);
int truat_overlay_is_open(std::uint32_t id);
void truat_overlay_take_typing(int takes);
std::uint8_t* truat_overlay_take();
void truat_register_font(const char* family, int weight, const char* bytes, int length);
}

namespace truat::platform {

namespace {

constexpr const char* kind_names[] = {"line",      "multi_line", "search", "integer", "decimal",
                                      "telephone", "email",      "date",   "password"};
constexpr const char* align_names[] = {"left", "right", "center"};

/// Lengths keep a tenth of a pixel: JSON of ours knows no fractions, so they are written as raw numbers.
std::string number(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", static_cast<double>(value));
  return text;
}

std::string colour(std::uint32_t rgb) {
  char text[16];
  std::snprintf(text, sizeof text, "#%06x", rgb & 0xFFFFFFU);
  return text;
}

/// The place in JavaScript's text, which counts UTF-16 units, of a byte in ours.
std::int64_t utf16_place(std::string_view text, std::int32_t byte) {
  std::int64_t units = 0;
  for (std::size_t at = 0; at < text.size() && at < static_cast<std::size_t>(std::max(byte, 0)); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    units += (lead & 0xC0U) != 0x80U ? 1 : 0; // not a continuation
    units += lead >= 0xF0U ? 1 : 0;           // a surrogate pair
  }
  return units;
}

std::string encode(const OverlaySpec& spec) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("active_option").integer(spec.active_option);
  writer.key("align").string(align_names[static_cast<int>(spec.align)]);
  writer.key("as_events").boolean(spec.arrow_keys == ArrowKeys::as_events);
  writer.key("caret").string(colour(spec.caret_colour));
  if (spec.caret_byte)
    writer.key("caret_at").integer(utf16_place(spec.text, *spec.caret_byte));
  if (spec.clip) {
    writer.key("clip").begin_array();
    for (const float edge : {spec.clip->left, spec.clip->top, spec.clip->right, spec.clip->bottom})
      writer.raw(number(edge));
    writer.end_array();
  }
  writer.key("colour").string(colour(spec.text_colour));
  writer.key("description").string(spec.description);
  writer.key("font").string(spec.font);
  writer.key("font_px").raw(number(spec.font_px));
  writer.key("height").raw(number(spec.height));
  writer.key("id").integer(spec.id);
  writer.key("invalid").boolean(spec.invalid);
  writer.key("kind").string(kind_names[static_cast<int>(spec.kind)]);
  writer.key("label").string(spec.label);
  writer.key("language").string(spec.language);
  writer.key("line_height").raw(number(spec.line_height_px));
  writer.key("max_length").integer(spec.max_length);
  writer.key("padding_x").raw(number(spec.padding_x));
  writer.key("padding_y").raw(number(spec.padding_y));
  writer.key("placeholder").string(spec.placeholder);
  writer.key("placeholder_colour").string(colour(spec.placeholder_colour));
  writer.key("required").boolean(spec.required);
  writer.key("revision").integer(spec.text_revision);
  writer.key("select_all").boolean(spec.select_all);
  writer.key("spell_check").boolean(spec.spell_check == SpellCheck::yes);
  writer.key("text").string(spec.text);
  writer.key("weight").integer(spec.font_weight);
  writer.key("width").raw(number(spec.width));
  writer.key("x").raw(number(spec.x));
  writer.key("y").raw(number(spec.y));
  writer.end_object();
  return writer.take();
}

int number_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

} // namespace

void register_font(std::string_view family, int weight, std::string_view ttf_bytes) {
  truat_register_font(std::string(family).c_str(), weight, ttf_bytes.data(),
                      static_cast<int>(ttf_bytes.size()));
}

TextOverlay::TextOverlay() = default;
TextOverlay::~TextOverlay() {
  hide();
}

void TextOverlay::show(const OverlaySpec& spec) {
  m_shown_this_frame = true;
  // The spec stays the same while a person types; the canvas may have moved all the same, but then a resize
  // draws anew with other places.
  if (m_shown == spec && truat_overlay_is_open(spec.id) != 0)
    return;
  m_shown = spec;
  truat_overlay_show(encode(spec).c_str());
}

void TextOverlay::end_frame() {
  if (!m_shown_this_frame && m_shown) {
    m_shown.reset();
    truat_overlay_close(static_cast<int>(OverlayEventKind::committed));
  }
  m_shown_this_frame = false;
}

void TextOverlay::set_targets(const std::vector<OverlayTarget>& targets) {
  if (targets == m_targets)
    return;
  m_targets = targets;
  JsonWriter writer;
  writer.begin_array();
  for (const OverlayTarget& target : targets) {
    writer.begin_object();
    writer.key("height").raw(number(target.height));
    writer.key("id").integer(target.id);
    writer.key("kind").string(kind_names[static_cast<int>(target.kind)]);
    writer.key("width").raw(number(target.width));
    writer.key("x").raw(number(target.x));
    writer.key("y").raw(number(target.y));
    writer.end_object();
  }
  writer.end_array();
  truat_overlay_targets(writer.take().c_str());
}

void TextOverlay::take_typing(bool takes) {
  if (takes == m_takes_typing)
    return;
  m_takes_typing = takes;
  truat_overlay_take_typing(takes ? 1 : 0);
}

void TextOverlay::hide() {
  m_shown.reset();
  truat_overlay_close(-1);
}

std::optional<std::uint32_t> TextOverlay::open_field() const {
  if (m_shown && truat_overlay_is_open(m_shown->id) != 0)
    return m_shown->id;
  return std::nullopt;
}

std::vector<OverlayEvent> TextOverlay::take_events() {
  std::vector<OverlayEvent> events;
  std::uint8_t* block = truat_overlay_take();
  if (block == nullptr)
    return events;
  std::vector<std::string> parts = take_list(block);
  for (std::size_t index = 0; index + 4 < parts.size(); index += 5) {
    OverlayEvent event;
    event.kind = static_cast<OverlayEventKind>(number_of(parts[index]));
    event.id = static_cast<std::uint32_t>(std::strtoul(parts[index + 1].c_str(), nullptr, 10));
    event.text = std::move(parts[index + 2]);
    event.key = static_cast<OverlayKey>(number_of(parts[index + 3]));
    event.composing = !parts[index + 4].empty();
    events.push_back(std::move(event));
  }
  return events;
}

} // namespace truat::platform
