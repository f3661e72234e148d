// Another version of the page waits: what it brings, and whether to take it now.
#include "text/messages.h"
#include "ui/shell.h"
#include "ui/widgets/button.h"
#include "ui/widgets/floating.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace truat::ui {
namespace {

constexpr float notice_width = 380;
constexpr std::size_t most_sentences = 5;

std::string title_of(const OtherVersion& version) {
  switch (version.kind) {
  case OtherVersion::Kind::newer:
    return text::tr("version.newer", {{"release", version.release}});
  case OtherVersion::Kind::older:
    return text::tr("version.older", {{"release", version.release}});
  case OtherVersion::Kind::same:
    break;
  }
  return text::tr("version.same", {{"release", version.release}});
}

struct Words {
  std::string title;
  std::vector<std::string> sentences;
  std::string_view foot;
};

Words words_of(const OtherVersion& version) {
  Words words{.title = title_of(version), .sentences = {}, .foot = {}};
  const auto& all = text::language() == text::Language::thai ? version.thai : version.english;
  words.sentences.assign(all.begin(),
                         all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_sentences)));
  words.foot = text::tr(version.is_being_taken ? "version.being_taken" : "version.records_stay");
  return words;
}

float bullet_width(float width) {
  return width - px(16);
}

float height_of(const Words& words, float width) {
  float height = text_height(words.title, TextRole::section, width) + px(space::x8);
  for (const std::string& sentence : words.sentences)
    height += text_height(sentence, TextRole::body, bullet_width(width)) + px(space::x4);
  height += px(space::x4) + text_height(words.foot, TextRole::caption, width) + px(space::x12);
  return std::ceil(height + theme().control_height());
}

void draw_words(Box& body, const Words& words) {
  const float title = text_height(words.title, TextRole::section, body.w);
  heading(body.take_top(title, px(space::x8)), words.title, {.role = TextRole::section});
  for (const std::string& sentence : words.sentences) {
    Box line = body.take_top(text_height(sentence, TextRole::body, bullet_width(body.w)), px(space::x4));
    const Box dot = line.take_left(px(16)).take_top(line_height(TextRole::body));
    ImGui::GetWindowDrawList()->AddCircleFilled({dot.x + px(5), dot.center().y}, px(2.5F), colors().accent);
    paragraph(line, sentence);
  }
  body.skip(px(space::x4));
  paragraph(body, words.foot, {.role = TextRole::caption, .color = colors().muted});
  body.skip(px(space::x12));
}

void draw_acts(Box line, ScreenContext& context, const OtherVersion& version) {
  const bool busy = version.is_being_taken || !context.input.works.empty();
  const std::string_view reason = version.is_being_taken ? text::tr("version.being_taken")
                                  : busy                 ? text::tr("version.work_goes_on")
                                                         : std::string_view();
  if (button_right(line, "take",
                   {.label = text::tr(version.kind == OtherVersion::Kind::older ? "version.take_older"
                                                                                : "version.take"),
                    .kind = ButtonKind::primary,
                    .disabled_because = reason}))
    context.push(TakeVersion{});
  if (!version.is_being_taken &&
      button_right(line, "later", {.label = text::tr("version.later"), .kind = ButtonKind::quiet}))
    context.push(PutOffVersion{});
}

} // namespace

void draw_version_notice(Box& page, ScreenContext& context) {
  const OtherVersion* version = context.input.other_version;
  if (version == nullptr)
    return;
  const IdScope scope("version_notice");
  const float width = std::min(px(notice_width), page.w - 2 * px(space::margin_narrow));
  const Words words = words_of(*version);
  const float height = height_of(words, width - px(40)) + px(32);
  const Box sheet{page.right() - width - px(16), page.bottom() - px(16) - height, width, height};
  const FloatingWindow window("version_notice", sheet);
  const access::Part part({.role = access::Role::region, .name = words.title, .box = sheet});
  access::item(0, access::Role::status, words.title, sheet);
  floating_sheet(sheet);
  Box body = sheet.inset(px(20), px(16));
  draw_words(body, words);
  draw_acts(body.take_top(theme().control_height()), context, *version);
  (void)page.take_bottom(height + px(8)); // what else stands at the lower right stands above it
}

} // namespace truat::ui
