#include "ui/screens/passphrase.h"

#include "text/messages.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"
#include "ui/widgets/text_field.h"

#include <algorithm>

namespace truat::ui {
namespace {

using text::tr;

/// Shorter ones are guessed by a machine in days; nothing else about a passphrase can be judged honestly.
constexpr std::ptrdiff_t characters_wanted = 12;

std::ptrdiff_t character_count(std::string_view text) {
  return std::ranges::count_if(text,
                               [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

FieldResult secret_field(Box& area, std::string_view id, std::string_view label, std::string& text,
                         std::string_view error, std::string_view note) {
  const Box box = labelled(area, {.label = label, .error = error, .note = note});
  return text_field(box, id, text,
                    {.name = label,
                     .mode = InputMode::password,
                     .tone = error.empty() ? FieldTone::plain : FieldTone::failed,
                     .error = error,
                     .required = true});
}

/// What was typed before the page was another is gone.
void forget_after_absence(PassphraseEntry& entry) {
  const int frame = ImGui::GetFrameCount();
  if (entry.drawn_in < frame - 1)
    entry = {};
  entry.drawn_in = frame;
}

} // namespace

void passphrase_fields(Box& area, PassphraseEntry& entry) {
  forget_after_absence(entry);
  if (checkbox(area.take_top(theme().control_height(), px(space::x8)), "protect", entry.is_wanted,
               {.label = tr("locked.protect")}) &&
      !entry.is_wanted)
    entry = {.drawn_in = entry.drawn_in};
  if (!entry.is_wanted)
    return;
  paragraph(area, tr("locked.final"), {.role = TextRole::body_strong});
  area.skip(px(space::x12));
  const std::ptrdiff_t count = character_count(entry.first);
  const std::string note = count == 0 ? std::string()
                           : count < characters_wanted
                               ? tr("locked.short", {{"least", std::to_string(characters_wanted)},
                                                     {"count", std::to_string(count)}})
                               : std::string(tr("locked.long"));
  secret_field(area, "first", tr("locked.passphrase"), entry.first, {}, note);
  const bool differ = !entry.again.empty() && entry.again != entry.first;
  secret_field(area, "again", tr("locked.again"), entry.again,
               differ ? tr("locked.differ") : std::string_view(), {});
}

std::string_view passphrase_problem(const PassphraseEntry& entry) {
  if (!entry.is_wanted)
    return {};
  if (entry.first.empty())
    return tr("locked.type_first");
  return entry.first == entry.again ? std::string_view() : tr("locked.differ");
}

std::string take_passphrase(PassphraseEntry& entry) {
  std::string passphrase = entry.is_wanted ? std::move(entry.first) : std::string();
  entry = {.drawn_in = entry.drawn_in};
  return passphrase;
}

bool passphrase_field(Box& area, PassphraseEntry& entry, std::string_view error) {
  forget_after_absence(entry);
  entry.is_wanted = true;
  const FieldResult result =
      secret_field(area, "passphrase", tr("locked.passphrase"), entry.first, error, {});
  return result.finished && result.left_by == LeftBy::enter;
}

} // namespace truat::ui
