// Whether what was done is on the disk, in words.
#include "text/messages.h"
#include "text/thai_date.h"
#include "ui/shell.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace truat::ui {

namespace {

constexpr float act_width = 184;
constexpr float mark_width = 24;
constexpr float phone_width = 560;
constexpr std::int64_t quiet_milliseconds = 400;

void draw_words(const Box& box, std::string_view words, std::string_view tooltip_words,
                std::optional<Icon> symbol, ImU32 ink) {
  Box line = box;
  if (box.w <= px(mark_width)) {
    access::item(id_of("saved"), access::Role::status, words, box);
    icon(box, symbol.value_or(Icon::clock), space::icon_button, ink);
    tooltip(box, 0, tooltip_words.empty() ? words : tooltip_words);
    return;
  }
  const float width = std::min(box.w, text_width(words, TextRole::caption) + (symbol ? px(24) : 0));
  line = line.take_right(width);
  access::item(id_of("saved"), access::Role::status, words, line);
  if (symbol)
    icon(line.take_left(px(16), px(8)), *symbol, space::icon_chevron, ink);
  (void)draw_line(line, words, {.role = TextRole::caption, .color = colors().muted});
  if (!tooltip_words.empty())
    tooltip(line, 0, tooltip_words);
}

void draw_saved(const Box& box, const SaveState& saved) {
  const ImU32 ink = colors().status(Status::done).ink;
  if (!saved.at) {
    draw_words(box, text::tr("ui.saved"), {}, Icon::check, ink);
    return;
  }
  const text::DateStyle style = text::date_style(text::language());
  const LocalTime local = local_time(*saved.at);
  const std::string words = text::tr("ui.saved_at", {{"time", text::format_time(local.time, style)}});
  const std::string when = text::format_date_time(local, style);
  const std::string sentence = saved.who.empty()
                                   ? text::tr("ui.saved_when", {{"when", when}})
                                   : text::tr("ui.saved_when_who", {{"when", when}, {"who", saved.who}});
  draw_words(box, words, sentence, Icon::check, ink);
}

void draw_failed(const Box& box, ScreenContext& context, const SaveState& saved) {
  const std::string reason = saved.error ? text::tr(*saved.error) : std::string();
  if (button(box.middle(px(space::control_dense)), "retry",
             {.label = text::tr("ui.not_saved"), .kind = ButtonKind::danger, .tooltip = reason}))
    context.push(RetrySave{});
}

void draw_read_only(const Box& box, ScreenContext& context, const SaveState& saved) {
  const Box place =
      Box(box).take_right(button_width({.label = text::tr("ui.read_only"), .icon = Icon::lock}));
  if (button(place.middle(px(space::control_dense)), "read_only",
             {.label = text::tr("ui.read_only"),
              .icon = Icon::lock,
              .opens_popup = true,
              .is_open = layer_is_open("why_read_only")}))
    open_layer("why_read_only");
  Popover popover("why_read_only", place,
                  {.width = 320, .side = Side::below_right, .padding = 16, .name = text::tr("ui.read_only")});
  if (!popover)
    return;
  paragraph(popover.body, saved.who.empty() ? std::string(text::tr("ui.read_only_explained"))
                                            : text::tr("ui.read_only_explained_who", {{"who", saved.who}}));
  popover.body.skip(px(12));
  Box line = popover.body.take_top(theme().control_height());
  if (button_left(line, "take_over", {.label = text::tr("ui.take_over"), .kind = ButtonKind::primary}))
    context.push(TakeOver{});
}

/// Of the widest words that come and go here, so that nothing beside them moves.
float words_width() {
  const std::string time = text::format_time({}, text::date_style(text::language()));
  return text_width(text::tr("ui.saved_at", {{"time", time}}), TextRole::caption) + px(24);
}

} // namespace

bool is_phone_bar(float width) {
  return width < px(phone_width);
}

void draw_saved_state(Box& line, ScreenContext& context) {
  const IdScope scope("saved_state");
  const SaveState& saved = context.input.saved;
  const bool is_quiet = saved.kind == SaveState::Kind::saved || saved.kind == SaveState::Kind::saving;
  const bool as_mark = is_quiet && is_phone_bar(context.input.width);
  const float width = as_mark ? px(mark_width) : is_quiet ? words_width() : px(act_width);
  const Box box = line.take_right(width, px(as_mark ? 8.0F : 16.0F));
  switch (saved.kind) {
  case SaveState::Kind::saved:
    draw_saved(box, saved);
    break;
  case SaveState::Kind::saving: {
    // Short waits are not worth a flicker: the words before stay.
    const std::int64_t gone = context.input.now.milliseconds - saved.saving_since.milliseconds;
    if (gone >= quiet_milliseconds) {
      draw_words(box, text::tr("ui.saving"), {}, std::nullopt, colors().muted);
    } else {
      draw_saved(box, saved);
      want_frame_in(static_cast<double>(quiet_milliseconds - gone) / 1000);
    }
    break;
  }
  case SaveState::Kind::failed:
    draw_failed(box, context, saved);
    break;
  case SaveState::Kind::read_only:
    draw_read_only(box, context, saved);
    break;
  }
}

} // namespace truat::ui
