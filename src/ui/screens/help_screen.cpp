#include "ui/screens/help_screen.h"

#include "text/messages.h"
#include "ui/commands.h"
#include "ui/screens/page_parts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace truat::ui {
namespace {

using text::tr;

struct HelpTopic {
  std::string_view id; ///< part of the route
  std::string_view title;
  Icon icon;
  std::span<const std::string_view> steps; ///< numbered
  std::string_view note;                   ///< after the steps, may be empty
  std::string_view leads_to;               ///< screen, may be empty
  std::string_view act;                    ///< of the button that leads there
};

constexpr std::array<std::string_view, 7> inspection_steps{
    "help.inspection_1", "help.inspection_2", "help.inspection_3", "help.inspection_4",
    "help.inspection_5", "help.inspection_6", "help.inspection_7"};
constexpr std::array<std::string_view, 5> import_steps{"help.import_1", "help.import_2", "help.import_3",
                                                       "help.import_4", "help.import_5"};
constexpr std::array<std::string_view, 5> share_steps{"help.share_1", "help.share_2", "help.share_3",
                                                      "help.share_4", "help.share_5"};
constexpr std::array<std::string_view, 4> backup_steps{"help.backup_1", "help.backup_2", "help.backup_3",
                                                       "help.backup_4"};
constexpr std::array<std::string_view, 5> kept_steps{"help.kept_1", "help.kept_2", "help.kept_3",
                                                     "help.kept_4", "help.kept_5"};

constexpr std::array topics{
    HelpTopic{"inspection", "help.inspection", Icon::clipboard_check, inspection_steps,
              "help.inspection_note", "visits", "help.to_visits"},
    HelpTopic{"import", "help.import", Icon::file_spreadsheet, import_steps, "help.import_note",
              "factories_import", "help.to_import"},
    HelpTopic{"share", "help.share", Icon::arrow_left_right, share_steps, "help.share_note", "exchange",
              "help.to_exchange"},
    HelpTopic{"backup", "help.backup", Icon::archive, backup_steps, "help.backup_note", "exchange",
              "help.to_exchange"},
    HelpTopic{"kept", "help.kept", Icon::hard_drive, kept_steps, "help.kept_note", "settings",
              "help.to_settings"},
};
constexpr std::string_view keys_topic = "keys";
constexpr std::string_view about_topic = "about";

struct HelpState {
  std::vector<std::string_view> lines; ///< of the notices
  std::string_view notices;
  std::size_t line_length = 0;
};

/// Lines of the notices, long ones cut at a blank so that none is wider than the page.
void split_notices(HelpState& state, std::string_view notices, std::size_t most) {
  if (state.notices.data() == notices.data() && state.notices.size() == notices.size() &&
      state.line_length == most)
    return;
  state.notices = notices;
  state.line_length = most;
  state.lines.clear();
  while (!notices.empty()) {
    std::size_t end = std::min(notices.find('\n'), notices.size());
    std::size_t next = std::min(end + 1, notices.size());
    if (end > most) {
      const std::size_t blank = notices.rfind(' ', most);
      if (blank != std::string_view::npos && blank > 0) {
        end = blank;
        next = blank + 1;
      }
    }
    state.lines.push_back(notices.substr(0, end));
    notices.remove_prefix(next);
  }
}

void draw_step(Box& area, std::size_t number, std::string_view words) {
  Box row = area;
  const float width = row.w - px(40);
  row = area.take_top(std::max(px(28), text_height(words, TextRole::body, width)), px(space::x12));
  const Box disc = row.take_left(px(28), px(space::x12)).take_top(px(28));
  fill(disc, colors().accent_soft, px(14));
  (void)draw_line(disc, std::to_string(number),
                  {.role = TextRole::caption, .color = colors().accent, .align = Align::center});
  row.skip(px(2));
  paragraph(row, words);
}

void draw_topic(Box& area, ScreenContext& context, const HelpTopic& topic) {
  Card card(area, {.padding_x = 24, .padding_y = 20});
  heading(card.body.take_top(px(40), px(space::x8)), tr(topic.title), {.role = TextRole::title});
  for (std::size_t i = 0; i < topic.steps.size(); ++i)
    draw_step(card.body, i + 1, tr(topic.steps[i]));
  if (!topic.note.empty())
    paragraph(card.body, tr(topic.note), {.color = colors().muted});
  if (topic.leads_to.empty())
    return;
  card.body.skip(px(space::x16));
  Box line = card.body.take_top(theme().control_height());
  if (button_left(line, "lead", {.label = tr(topic.act), .icon_after = Icon::arrow_right}))
    context.go({std::string(topic.leads_to), {}, {}});
}

void draw_keys(Box& area, const ScreenContext& context) {
  Card card(area, {.padding_x = 24, .padding_y = 20});
  heading(card.body.take_top(px(40), px(space::x8)), tr("help.keys"), {.role = TextRole::title});
  draw_key_rows(card.body, context);
}

void draw_about(const Box& box, ScreenContext& context) {
  HelpState& state = context.screen_state<HelpState>();
  const float margin = page_margin(context);
  ScrollArea scroll(box, "about", {.padding_bottom = px(space::margin)});
  scroll.content.skip(px(space::x16));
  scroll.content = {scroll.content.x + margin, scroll.content.y,
                    std::min(scroll.content.w - 2 * margin, px(760)), scroll.content.h};
  heading(scroll.content.take_top(px(40), px(space::x4)), tr("help.about"), {.role = TextRole::title});
  const std::string version =
      tr("help.version",
         {{"version", context.input.version.empty() ? "–" : std::string(context.input.version)}});
  paragraph(scroll.content, version);
  paragraph(scroll.content, tr("help.about_note"), {.color = colors().muted});
  if (const OtherVersion* other = context.input.waiting_version; other != nullptr && !other->is_being_taken) {
    scroll.content.skip(px(space::x12));
    Box line = scroll.content.take_top(theme().control_height());
    if (button_left(line, "take_version",
                    {.label = tr("version.take_release", {{"release", other->release}}),
                     .disabled_because = context.input.works.empty() ? "" : tr("version.work_goes_on")}))
      context.push(TakeVersion{});
  }
  scroll.content.skip(px(space::x12));
  Box rescue = scroll.content.take_top(theme().control_height());
  if (button_left(rescue, "rescue", {.label = tr("help.rescue"), .icon_after = Icon::arrow_right}))
    context.push(OpenRescue{});
  paragraph(scroll.content, tr("help.rescue_note"), {.role = TextRole::caption, .color = colors().muted});
  scroll.content.skip(px(space::x16));
  heading(scroll.content.take_top(px(36), px(space::x4)), tr("help.notices"));
  if (context.input.notices.empty()) {
    paragraph(scroll.content, tr("help.no_notices"), {.color = colors().muted});
    return;
  }
  // Notices are Latin text; a caption's letter is at most about 8 wide.
  split_notices(state, context.input.notices,
                static_cast<std::size_t>(std::max(24.0F, scroll.content.w / px(7.6F))));
  const float height = std::round(line_height(TextRole::caption));
  const VirtualRows rows(scroll, state.lines.size(), height);
  for (std::size_t i = rows.first; i < rows.last; ++i)
    text_line(rows.row(i), state.lines[i], {.role = TextRole::caption, .color = colors().muted});
}

std::string_view chosen_topic(const ScreenContext& context) {
  const std::string& part = context.route().part;
  if (part == keys_topic || part == about_topic)
    return part;
  const auto found = std::ranges::find(topics, std::string_view(part), &HelpTopic::id);
  return found != topics.end() ? found->id : std::string_view();
}

void draw_list(const Box& box, ScreenContext& context, std::string_view chosen) {
  fill(box, colors().surface);
  ScrollArea scroll(box, "topics");
  scroll.content.skip(px(space::x16));
  Box rows = scroll.content.inset(px(space::x12), 0);
  const float top = rows.y;
  const access::Part part({.role = access::Role::list, .name = tr("ui.nav_help"), .box = box});
  const bool narrow = context.layout() == LayoutClass::narrow;
  const auto row = [&](std::string_view id, std::string_view title, Icon sign) {
    const Box place = rows.take_top(std::max(px(40), theme().control_height()), px(space::x4));
    if (!small_row(place, id,
                   {.label = tr(title), .icon = sign, .selected = !narrow && id == chosen, .opens = narrow}))
      return;
    if (narrow)
      context.go({"help", {}, std::string(id)});
    else
      context.state.routes.replace({"help", {}, std::string(id)});
  };
  for (const HelpTopic& topic : topics)
    row(topic.id, topic.title, topic.icon);
  row(keys_topic, "help.keys", Icon::keyboard);
  row(about_topic, "help.about", Icon::info);
  scroll.content.skip(rows.y - top);
}

void draw_chosen(const Box& box, ScreenContext& context, std::string_view chosen) {
  const IdScope scope(chosen);
  if (chosen == about_topic) {
    draw_about(box, context);
    return;
  }
  PageColumn page(box, context, "topic", 728);
  if (chosen == keys_topic) {
    draw_keys(page.area, context);
    return;
  }
  const auto topic = std::ranges::find(topics, chosen, &HelpTopic::id);
  if (topic != topics.end())
    draw_topic(page.area, context, *topic);
}

} // namespace

PageHeader help_header(ScreenContext& context) {
  return {.title = std::string(tr("ui.nav_help")),
          .can_go_back = context.layout() == LayoutClass::narrow && !chosen_topic(context).empty()};
}

void draw_help(ScreenContext& context) {
  std::string_view chosen = chosen_topic(context);
  if (context.layout() == LayoutClass::narrow) {
    if (chosen.empty())
      draw_list(context.page, context, chosen);
    else
      draw_chosen(context.page, context, chosen);
    return;
  }
  if (chosen.empty())
    chosen = topics.front().id;
  Box page = context.page;
  const Box list = page.take_left(px(context.layout() == LayoutClass::desktop ? 320 : 280));
  draw_list(list, context, chosen);
  vertical_line(list.right() - 1, list.y, list.h, colors().divider);
  draw_chosen(page, context, chosen);
}

} // namespace truat::ui
