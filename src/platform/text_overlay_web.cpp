#include "platform/text_overlay.h"

#include "base/contract.h"
#include "base/json.h"
#include "platform/wake.h"

#include <emscripten/emscripten.h>

#include <cmath>
#include <cstdlib>
#include <utility>

extern "C" {
void truat_overlay_font(const char* family, int weight, const char* bytes, int length);
void truat_overlay_show(const char* json, int length);
void truat_overlay_hide(void);
}

namespace truat::platform {
namespace {

/// What the page's element has told since the last frame. There is one overlay on a page.
struct Channel {
  std::vector<OverlayEvent> events;
  std::optional<std::uint32_t> open;
};

Channel& channel() {
  static Channel the_channel;
  return the_channel;
}

std::string_view name_of(OverlayKind kind) {
  switch (kind) {
  case OverlayKind::line:
    return "line";
  case OverlayKind::multi_line:
    return "multi_line";
  case OverlayKind::search:
    return "search";
  case OverlayKind::integer:
    return "integer";
  case OverlayKind::decimal:
    return "decimal";
  case OverlayKind::telephone:
    return "telephone";
  case OverlayKind::email:
    return "email";
  case OverlayKind::date:
    return "date";
  }
  return "line";
}

std::string_view name_of(OverlayAlign align) {
  switch (align) {
  case OverlayAlign::left:
    return "left";
  case OverlayAlign::right:
    return "right";
  case OverlayAlign::centre:
    return "center";
  }
  return "left";
}

/// Lengths go over as hundredths of a pixel, since our JSON has no fractions.
std::int64_t hundredths(float pixels) {
  return std::lround(pixels * 100);
}

std::string encode(const OverlaySpec& spec) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("align").string(name_of(spec.align));
  writer.key("arrowKeys").boolean(spec.arrow_keys == ArrowKeys::as_events);
  writer.key("box").begin_array();
  for (const float edge : {spec.x, spec.y, spec.width, spec.height})
    writer.integer(hundredths(edge));
  writer.end_array();
  writer.key("caret").integer(spec.caret_colour);
  if (spec.caret_byte)
    writer.key("caretByte").integer(*spec.caret_byte);
  if (spec.clip) {
    writer.key("clip").begin_array();
    for (const float edge : {spec.clip->left, spec.clip->top, spec.clip->right, spec.clip->bottom})
      writer.integer(hundredths(edge));
    writer.end_array();
  }
  writer.key("colour").integer(spec.text_colour);
  writer.key("font").string(spec.font);
  writer.key("fontSize").integer(hundredths(spec.font_px));
  writer.key("id").integer(spec.id);
  writer.key("kind").string(name_of(spec.kind));
  writer.key("label").string(spec.label);
  writer.key("language").string(spec.language);
  writer.key("lineHeight").integer(hundredths(spec.line_height_px));
  writer.key("maxLength").integer(spec.max_length);
  writer.key("paddingX").integer(hundredths(spec.padding_x));
  writer.key("paddingY").integer(hundredths(spec.padding_y));
  writer.key("placeholder").string(spec.placeholder);
  writer.key("placeholderColour").integer(spec.placeholder_colour);
  writer.key("revision").integer(spec.text_revision);
  writer.key("selectAll").boolean(spec.select_all);
  writer.key("spellCheck").boolean(spec.spell_check == SpellCheck::yes);
  writer.key("text").string(spec.text);
  writer.key("weight").integer(spec.font_weight);
  writer.end_object();
  return writer.take();
}

} // namespace

void register_font(std::string_view family, int weight, std::string_view ttf_bytes) {
  truat_overlay_font(std::string(family).c_str(), weight, ttf_bytes.data(),
                     static_cast<int>(ttf_bytes.size()));
}

TextOverlay::TextOverlay() = default;
TextOverlay::~TextOverlay() {
  hide();
}

void TextOverlay::show(const OverlaySpec& spec) {
  m_shown_this_frame = true;
  // The element keeps its own text while it is open, so a spec that differs only in the echo of it is no
  // news.
  OverlaySpec compared = spec;
  if (m_shown && m_shown->id == spec.id && m_shown->text_revision == spec.text_revision)
    compared.text = m_shown->text;
  if (m_shown == compared)
    return;
  m_shown = compared;
  channel().open = spec.id;
  const std::string json = encode(compared);
  truat_overlay_show(json.data(), static_cast<int>(json.size()));
}

void TextOverlay::end_frame() {
  if (!std::exchange(m_shown_this_frame, false))
    hide();
}

void TextOverlay::hide() {
  if (!m_shown)
    return;
  m_shown.reset();
  channel().open.reset();
  truat_overlay_hide();
}

std::optional<std::uint32_t> TextOverlay::open_field() const {
  return channel().open;
}

std::vector<OverlayEvent> TextOverlay::take_events() {
  std::vector<OverlayEvent> events = std::exchange(channel().events, {});
  for (const OverlayEvent& event : events)
    if (event.kind != OverlayEventKind::changed && event.kind != OverlayEventKind::key && m_shown &&
        m_shown->id == event.id && !channel().open)
      m_shown.reset(); // the element has closed by itself
  return events;
}

} // namespace truat::platform

/// `kind` and `key` are the numbers of OverlayEventKind and OverlayKey; `text` is freed by the caller.
extern "C" EMSCRIPTEN_KEEPALIVE void truat_overlay_event(int kind, std::uint32_t id, const char* text,
                                                         int key, int composing) {
  using namespace truat::platform;
  truat::expects(kind >= 0 && kind <= static_cast<int>(OverlayEventKind::key), "a kind of overlay event");
  OverlayEvent event{.kind = static_cast<OverlayEventKind>(kind),
                     .id = id,
                     .text = text,
                     .key = static_cast<OverlayKey>(key),
                     .composing = composing != 0};
  if (event.kind != OverlayEventKind::changed && event.kind != OverlayEventKind::key && channel().open == id)
    channel().open.reset();
  channel().events.push_back(std::move(event));
  wake();
}
