// Long work that goes on while the page is used: what, how far, and how to stop it.
#include "text/messages.h"
#include "ui/shell.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"

namespace truat::ui {

void draw_works(const Box& page, ScreenContext& context) {
  if (context.input.works.empty())
    return;
  const float height = theme().control_height() + px(12 + 32);
  const auto count = static_cast<float>(context.input.works.size());
  const float width = std::min(px(420), page.w - 2 * px(space::margin_narrow));
  const Box stack{page.right() - width - px(16), page.bottom() - px(16) - count * (height + px(8)), width,
                  count * (height + px(8))};
  Kit::State& kit = running_kit();
  ImGui::SetNextWindowPos(stack.min());
  ImGui::SetNextWindowSize({stack.w, stack.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("works", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::PopStyleVar();
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ImGui::GetWindowDrawList()->PushClipRectFullScreen();
  const int layer_before = std::exchange(kit.drawing_layer, static_cast<int>(kit.layers.size()));
  const access::Part part({.role = access::Role::region, .name = text::tr("ui.works"), .box = stack});
  Box place = stack;
  for (const Work& work : context.input.works) {
    const IdScope scope(static_cast<std::size_t>(work.id));
    const Box sheet = place.take_top(height, px(8));
    popup_shadow(sheet, px(space::radius_card));
    fill(sheet, colors().raised, px(space::radius_card));
    outline(sheet, colors().divider, px(space::radius_card));
    Box body = sheet.inset(px(16), px(16));
    const std::string sentence = text::tr(work.sentence);
    if (work_progress(
            body, "work",
            {.sentence = sentence, .done = work.done, .how_far = work.how_far, .can_stop = work.can_stop}))
      context.push(StopWork{work.id});
  }
  kit.drawing_layer = layer_before;
  ImGui::GetWindowDrawList()->PopClipRect();
  ImGui::End();
}

} // namespace truat::ui
